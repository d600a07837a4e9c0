//! Packages by an OCI registry, with the media types of the WebAssembly OCI convention.

use super::{files::read, output::say};
use crate::revisions;
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
use std::{
    collections::BTreeMap,
    io,
    path::PathBuf,
    pin::Pin,
    task::{Context as TaskContext, Poll},
};
use tokio::io::AsyncWrite;

/// Media type of the one layer: the package.
const LAYER: &str = "application/wasm";
/// Media type of the configuration.
const CONFIG: &str = "application/vnd.wasm.config.v0+json";

/// Credentials and protocol by which a registry is reached.
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
        let password = String::from_utf8(read(file)?)?;
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
    say!("{} {} is pushed: {}", manifest.id, manifest.version, pushed.manifest_url);
    Ok(())
}

/// Pulls a package; whether it is one an office says who installs it. No more is read than a package may have.
pub async fn pull(reference: &str, access: &Access) -> Result<Vec<u8>> {
    let image: Reference = reference.parse().with_context(|| reference.to_owned())?;
    let (client, auth) = (access.client(), access.auth()?);
    let (manifest, digest) = client.pull_image_manifest(&image, &auth).await?;
    ensure!(manifest.layers.len() == 1, "{reference} has {} layers; a package is one", manifest.layers.len());
    let layer = manifest.layers.first().context("no layer")?;
    ensure!(layer.media_type == LAYER, "{reference} is {}, not {LAYER}", layer.media_type);
    let most = Limits::default().component_bytes + revisions::SIGNED;
    ensure!(
        usize::try_from(layer.size).is_ok_and(|size| size <= most),
        "{reference} has {} bytes, more than the {most} that a package may have",
        layer.size
    );
    let mut pulled = Bounded { bytes: Vec::new(), most };
    client.pull_blob(&image, layer, &mut pulled).await?;
    let bytes = pulled.bytes;
    ensure!(
        layer.digest == format!("sha256:{}", guiju_package::digest(&bytes)),
        "{reference}: the registry sent other bytes than it names"
    );
    say!("{reference} is {digest}");
    Ok(bytes)
}

/// Memory that takes no more than so many bytes, whatever a registry sends.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl AsyncWrite for Bounded {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.bytes.len() + bytes.len() > self.most {
            return Poll::Ready(Err(io::Error::other("the registry sends more than it said")));
        }
        self.bytes.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
