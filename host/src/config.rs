//! How the server is set up: from a file, each key of which must be known.

use crate::accounts::HashingCost;
use crate::http::HttpLimits;
use crate::store::BlobPlace;
use guiju_engine::Limits;
use ipnet::IpNet;
use serde::{Deserialize, Deserializer, de::Error as _};
use std::path::{Path, PathBuf};

/// Configuration of the server, as its file and the command line give it.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder with everything that is kept.
    pub data: PathBuf,
    /// Database; SQLite in the data folder if none is named.
    pub database: Option<String>,
    /// Whether a database of an older version is copied into the data folder before it is brought up to date. Not needed where whoever
    /// upgrades makes a backup before.
    pub backup_before_upgrade: bool,
    /// Where attachments and packages lie; in the data folder if it is not said. Several servers of one database name the
    /// same place.
    pub blobs: Option<BlobPlace>,
    /// Folders outside the data folder into which the anchors of the chains are copied, such as a mounted share.
    pub anchor_copies: Vec<PathBuf>,
    /// The head of a chain that moved is anchored once in so many minutes, and whenever a sheet is printed or a copy is made.
    pub anchor_minutes: u64,
    /// Folder with the keys that are kept outside the database; `keys` in the data folder if none is named. Several servers of
    /// one database share it.
    pub keys: Option<PathBuf>,
    /// Address to listen on.
    pub listen: String,
    /// Address under which people reach the server, such as `https://guiju.example.cn`: it stands in printed codes and opened
    /// entrances. What a request says of the server's address is never believed.
    pub public_address: Option<String>,
    /// What a call of a regulation may cost.
    pub limits: Limits,
    /// How long connections and requests may take, and how many connections there may be.
    pub limits_http: HttpLimits,
    /// Largest request body in bytes, attachments apart.
    pub body_bytes: usize,
    /// Largest attachment in bytes.
    pub attachment_bytes: usize,
    /// Sessions end after so many minutes without use.
    pub session_minutes: i64,
    /// Whether the session's cookie is only sent over TLS; it always is where the public address is `https`.
    pub secure_cookie: bool,
    /// Address of a listener of its own for `/metrics`.
    pub metrics_listen: Option<String>,
    /// File whose first line is the token with which `/metrics` may be read on the main listener. Without it, and without a
    /// listener of its own, there are no metrics to be read.
    pub metrics_token_file: Option<PathBuf>,
    /// Proxies whose word on a client's address counts, as addresses or networks such as `10.0.0.0/8`.
    #[serde(deserialize_with = "networks")]
    pub trusted_proxies: Vec<IpNet>,
    /// What hashing a password costs. It is set by code alone: a server that is configured always has the standard.
    #[serde(skip)]
    pub hashing_cost: HashingCost,
}

/// Addresses and networks; an address alone is the network in which there is nothing else.
fn networks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
    let one = |text: &String| {
        let alone = text.parse::<std::net::IpAddr>().map(IpNet::from);
        alone
            .or_else(|_| text.parse::<IpNet>())
            .map_err(|_| D::Error::custom(format!("{text} is no address and no network")))
    };
    Vec::<String>::deserialize(deserializer)?.iter().map(one).collect()
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: "data".into(),
            database: None,
            backup_before_upgrade: true,
            blobs: None,
            anchor_copies: Vec::new(),
            anchor_minutes: 10,
            keys: None,
            listen: "127.0.0.1:8080".to_owned(),
            public_address: None,
            limits: Limits::default(),
            limits_http: HttpLimits::default(),
            body_bytes: 1 << 20,
            attachment_bytes: 20 << 20,
            session_minutes: 8 * 60,
            secure_cookie: false,
            metrics_listen: None,
            metrics_token_file: None,
            trusted_proxies: Vec::new(),
            hashing_cost: HashingCost::default(),
        }
    }
}

impl Config {
    /// Reads the configuration from a YAML file.
    ///
    /// # Errors
    /// If it cannot be read, or has a key that is not known.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        let mut config: Self =
            serde_saphyr::from_str(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        if let Some(address) = config.public_address.take() {
            config.set_public_address(&address).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        }
        Ok(config)
    }

    /// Takes an address as the public one: a scheme and a host, perhaps a port and a path, without a slash at the end.
    ///
    /// # Errors
    /// If it is none.
    pub fn set_public_address(&mut self, address: &str) -> anyhow::Result<()> {
        let address = address.trim().trim_end_matches('/');
        let uri: axum::http::Uri = address.parse().map_err(|error| anyhow::anyhow!("public_address: {error}"))?;
        let known = matches!(uri.scheme_str(), Some("http" | "https")) && uri.query().is_none();
        anyhow::ensure!(known && uri.host().is_some(), "public_address: write it as https://guiju.example.cn");
        self.public_address = Some(address.to_owned());
        Ok(())
    }

    /// Whether people reach the server over TLS, by what is configured.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_address.as_deref().is_some_and(|address| address.starts_with("https://"))
    }

    /// Whether the session's cookie is only sent over TLS.
    #[must_use]
    pub fn secures_cookie(&self) -> bool {
        self.secure_cookie || self.is_https()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const REFERENCE: &str = include_str!("../../docs/configuration.md");

    /// The keys that are known at a place, as the refusal of an unknown one lists them.
    fn known(unknown: &str) -> BTreeSet<String> {
        let refused = serde_json::from_str::<Config>(unknown).err().map(|why| why.to_string()).unwrap_or_default();
        let listed = refused.split("expected").nth(1).unwrap_or_default();
        listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    /// The keys that the reference lists in the table below a heading.
    fn documented(begins: &str) -> BTreeSet<String> {
        let part = REFERENCE.split_once(begins).map(|(_, part)| part).unwrap_or_default();
        let lines = part.lines().skip_while(|line| !line.starts_with("| `")).take_while(|line| line.starts_with('|'));
        lines.filter_map(|line| line.split('`').nth(1)).map(str::to_owned).collect()
    }

    #[test]
    fn the_reference_lists_every_key() {
        for (unknown, begins) in [
            (r#"{"zzz":1}"#, ""),
            (r#"{"limits_http":{"zzz":1}}"#, "`limits_http`, times"),
            (r#"{"limits":{"zzz":1}}"#, "\n`limits`:"),
        ] {
            let known = known(unknown);
            assert!(known.len() > 3, "{unknown}: {known:?}");
            assert_eq!(known, documented(begins), "{unknown}");
        }
    }

    /// A number as the reference writes it: bytes in the largest unit that divides them.
    fn written(key: &str, number: u64) -> String {
        match number {
            bytes if key.ends_with("_bytes") && bytes % (1 << 20) == 0 => format!("{} MiB", bytes >> 20),
            bytes if key.ends_with("_bytes") && bytes % (1 << 10) == 0 => format!("{} KiB", bytes >> 10),
            number => number.to_string(),
        }
    }

    #[test]
    fn the_reference_says_every_default_number() {
        let config = Config::default();
        let own = serde_json::json!({
            "anchor_minutes": config.anchor_minutes, "session_minutes": config.session_minutes,
            "body_bytes": config.body_bytes, "attachment_bytes": config.attachment_bytes,
        });
        let limits = [serde_json::to_value(config.limits), serde_json::to_value(config.limits_http)];
        let all = limits.into_iter().flatten().chain([own]).collect::<Vec<_>>();
        let all = all.iter().filter_map(serde_json::Value::as_object).flatten().collect::<Vec<_>>();
        assert!(all.len() > 15, "{all:?}");
        for (key, default) in all {
            let default = default.as_u64().map(|number| written(key, number)).unwrap_or_default();
            assert!(REFERENCE.contains(&format!("\n| `{key}` | {default} |")), "{key}: {default}");
        }
    }

    #[test]
    fn a_public_address_is_a_scheme_and_a_host() {
        for (address, taken) in [
            ("https://guiju.example.cn/", Some("https://guiju.example.cn")),
            ("http://10.1.2.3:8080", Some("http://10.1.2.3:8080")),
            ("guiju.example.cn", None),
            ("ftp://guiju.example.cn", None),
            ("https://", None),
        ] {
            let mut config = Config::default();
            assert_eq!(config.set_public_address(address).is_ok(), taken.is_some(), "{address}");
            assert_eq!(config.public_address.as_deref(), taken, "{address}");
            assert_eq!(config.secures_cookie(), address.starts_with("https://g"), "{address}");
        }
    }
}
