//! Where a request comes from: the peer, or what a trusted proxy says of it.

use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The address of whoever sent a request. A forwarded address counts only if the peer is a trusted proxy; then it is the last
/// one that no trusted proxy has. `forwarded` are the values of `X-Forwarded-For` in the order of their lines.
#[must_use]
pub fn source<'h>(peer: IpAddr, forwarded: impl IntoIterator<Item = &'h str>, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    let mut known = peer.to_canonical();
    let hops = forwarded.into_iter().flat_map(|line| line.split(',')).collect::<Vec<_>>();
    for hop in hops.into_iter().rev() {
        if !is_trusted(&known) {
            break;
        }
        let Some(address) = address(hop) else { break };
        known = address;
    }
    known
}

/// An address as a proxy writes it, with or without a port.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let plain = hop.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
    plain.or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip())).map(|address| address.to_canonical())
}

/// What is counted of an address: all of IPv4, the network of IPv6, within which anybody has as many addresses as they like.
#[must_use]
pub fn counted(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            format!("{}/64", Ipv6Addr::from(network))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, forwarded: &[&str]) -> String {
        let trusted = ["10.0.0.0/8", "fd00::/8"].map(|net| net.parse::<IpNet>().unwrap_or_default());
        let peer = peer.parse().unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
        source(peer, forwarded.iter().copied(), &trusted).to_string()
    }

    #[test]
    fn a_stranger_says_nothing_about_himself() {
        assert_eq!(from("203.0.113.7", &["198.51.100.1"]), "203.0.113.7");
    }

    #[test]
    fn the_last_hop_that_is_no_proxy_counts() {
        assert_eq!(from("10.0.0.2", &["1.1.1.1, 198.51.100.1", "10.0.0.9"]), "198.51.100.1");
        assert_eq!(from("10.0.0.2", &["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(from("::ffff:10.0.0.2", &["[2001:db8::1]:443"]), "2001:db8::1");
    }

    #[test]
    fn what_cannot_be_read_ends_the_walk() {
        assert_eq!(from("10.0.0.2", &["198.51.100.1, unknown"]), "10.0.0.2");
        assert_eq!(from("10.0.0.2", &[]), "10.0.0.2");
    }

    #[test]
    fn neighbours_in_a_network_of_ipv6_are_one() {
        let count = |text: &str| text.parse().map(counted);
        assert_eq!(count("2001:db8:1:2:3:4:5:6"), count("2001:db8:1:2::9"));
        assert_ne!(count("2001:db8:1:2::9"), count("2001:db8:1:3::9"));
        assert_eq!(count("::ffff:192.0.2.1"), count("192.0.2.1"));
    }
}
