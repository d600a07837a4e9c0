//! Open connections, counted in all and by where they come from.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};

/// Open connections, in all and by source.
#[derive(Debug, Default)]
struct Counted {
    all: usize,
    by_source: HashMap<IpAddr, usize>,
}

/// The count of open connections.
#[derive(Clone, Debug, Default)]
pub struct Sources(Arc<Mutex<Counted>>);

/// Why a connection is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// There are as many as there may be.
    Server,
    /// There are as many from its source as there may be.
    Source,
}

impl Full {
    /// Value of the label `full` of the metric `guiju_connections_refused_total`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Source => "source",
        }
    }
}

/// A place among the open connections, given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    sources: Sources,
    source: IpAddr,
}

impl Sources {
    /// Takes a place for a connection from `peer`, if there are fewer than `most` in all and `most_per_source` from there.
    ///
    /// # Errors
    /// Which of the two is full.
    pub fn take(&self, peer: IpAddr, most: usize, most_per_source: usize) -> Result<Place, Full> {
        let source = source(peer);
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.all >= most {
            return Err(Full::Server);
        }
        let here = counted.by_source.entry(source).or_default();
        if *here >= most_per_source {
            return Err(Full::Source);
        }
        *here += 1;
        counted.all += 1;
        metrics::gauge!("guiju_connections").set(counted.all as f64);
        Ok(Place { sources: self.clone(), source })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counted = self.sources.0.lock().unwrap_or_else(PoisonError::into_inner);
        counted.all -= 1;
        metrics::gauge!("guiju_connections").set(counted.all as f64);
        if let Some(here) = counted.by_source.get_mut(&self.source) {
            *here -= 1;
            if *here == 0 {
                counted.by_source.remove(&self.source);
            }
        }
    }
}

/// One household is given a /64 of IPv6 addresses.
fn source(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_by_source_and_given_back() {
        let sources = Sources::default();
        let (here, there) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let first = sources.take(here, 3, 2);
        let second = sources.take(here, 3, 2);
        assert!(first.is_ok() && second.is_ok());
        assert_eq!(sources.take(here, 3, 2).err(), Some(Full::Source));
        let third = sources.take(there, 3, 2);
        assert!(third.is_ok());
        assert_eq!(sources.take(there, 3, 2).err(), Some(Full::Server));
        drop(first);
        assert!(sources.take(here, 3, 2).is_ok());
    }

    #[test]
    fn a_household_of_ipv6_is_one_source() {
        let one: Result<IpAddr, _> = "2001:db8::1".parse();
        let other: Result<IpAddr, _> = "2001:db8::ffff:2".parse();
        assert_eq!(one.map(source), other.map(source));
        let mapped: Result<IpAddr, _> = "::ffff:192.0.2.7".parse();
        assert_eq!(mapped.map(source), Ok(IpAddr::from([192, 0, 2, 7])));
    }
}
