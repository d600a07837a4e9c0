//! Packages by an OCI registry, with the media types of the WebAssembly OCI convention.

use anyhow::{Context, Result, ensure};
use clap::Args;
use guiju_engine::{Engine, Limits};
use guiju_package::Package;
use oci_client::{
    Client, Reference,
    client::{ClientConfig, ClientProtocol, Config, ImageLayer},
    manifest::OciImageManifest,
    secrets::RegistryAuth,
};
use serde_json::json;
use std::{collections::BTreeMap, path::PathBuf};

/// Media type of the one layer: the package.
const LAYER: &str = "application/wasm";
/// Media type of the configuration.
const CONFIG: &str = "application/vnd.wasm.config.v0+json";

/// How a registry is spoken to.
#[derive(Args)]
pub struct Access {
    /// Without TLS, for a registry on this machine.
    #[arg(long)]
    plain_http: bool,
    /// Name, if the registry asks for one.
    #[arg(long)]
    username: Option<String>,
    /// File whose first line is the password.
    #[arg(long)]
    registry_password_file: Option<PathBuf>,
}

impl Access {
    fn client(&self) -> Client {
        // Whoever was first has chosen one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let protocol = if self.plain_http { ClientProtocol::Http } else { ClientProtocol::Https };
        Client::new(ClientConfig { protocol, ..ClientConfig::default() })
    }

    fn auth(&self) -> Result<RegistryAuth> {
        let Some(name) = &self.username else { return Ok(RegistryAuth::Anonymous) };
        let file = self.registry_password_file.as_ref().context("name the file with the registry's password")?;
        let password = String::from_utf8(super::regulation::read(file)?)?;
        Ok(RegistryAuth::Basic(name.clone(), password.lines().next().unwrap_or_default().to_owned()))
    }
}

/// Pushes a package, which must be one.
pub async fn push(bytes: &[u8], reference: &str, access: &Access) -> Result<()> {
    let image: Reference = reference.parse().with_context(|| reference.to_owned())?;
    let loaded = Engine::new(Limits::default(), None)?.load(Package::open(bytes).component)?;
    let manifest = loaded.manifest();
    let layer = ImageLayer::new(bytes.to_vec(), LAYER.to_owned(), None);
    let described = json!({
        "created": chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "architecture": "wasm",
        "os": "wasip2",
        "layerDigests": [layer.sha256_digest()],
        "component": { "exports": ["describe", "validate", "route", "assess"], "imports": [loaded.contract()] },
    });
    let config = Config::new(described.to_string().into_bytes(), CONFIG.to_owned(), None);
    let annotations = BTreeMap::from([
        ("org.opencontainers.image.title".to_owned(), manifest.title.clone()),
        ("org.opencontainers.image.version".to_owned(), manifest.version.clone()),
    ]);
    let described = OciImageManifest::build(std::slice::from_ref(&layer), &config, Some(annotations));
    let pushed = access.client().push(&image, &[layer], config, &access.auth()?, Some(described)).await?;
    println!("{} {} is pushed: {}", manifest.id, manifest.version, pushed.manifest_url);
    Ok(())
}

/// Pulls a package; whether it is one an office says who installs it.
pub async fn pull(reference: &str, access: &Access) -> Result<Vec<u8>> {
    let image: Reference = reference.parse().with_context(|| reference.to_owned())?;
    let pulled = access.client().pull(&image, &access.auth()?, vec![LAYER]).await?;
    ensure!(pulled.layers.len() == 1, "{reference} has {} layers; a package is one", pulled.layers.len());
    let layer = pulled.layers.into_iter().next().context("no layer")?;
    println!("{reference} is {}", pulled.digest.unwrap_or_default());
    Ok(layer.data.to_vec())
}
