//! Packages travel by an OCI registry: pushed, pulled by tag and by digest, byte for byte; the media types are those of the
//! WebAssembly convention.

use anyhow::{Context, Result, ensure};
use guiju_package::Package;
use guiju_tests::{
    client,
    developer::shell,
    packages::{publisher, stock},
    wait,
};
use serde::Deserialize;
use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
};

/// What a registry says of an image, as far as it is looked at here.
#[derive(Deserialize)]
struct Manifest {
    config: Blob,
    layers: Vec<Blob>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Blob {
    media_type: String,
}

/// A registry on loopback that ends with the test.
struct Registry(Child, String);

impl Drop for Registry {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn start(program: &Path, folder: &Path) -> Result<Registry> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let address = format!("127.0.0.1:{port}");
    let store = folder.join("registry");
    let config = format!(
        "version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: {}\nhttp:\n  addr: {address}\nlog:\n  level: error\n",
        store.display()
    );
    fs::write(folder.join("registry.yml"), config)?;
    let mut command = Command::new(program);
    command.arg("serve").arg(folder.join("registry.yml")).stdout(Stdio::null()).stderr(Stdio::null());
    let registry = Registry(command.spawn()?, address);
    wait::until("the registry answers", async || {
        let answer = guiju_tests::get(format!("http://{}/v2/", registry.1)).await;
        Ok(answer.is_ok_and(|answer| answer.status().is_success()))
    })
    .await?;
    Ok(registry)
}

fn run(folder: &Path, script: &str) -> Result<String> {
    let output = shell(folder, script)?.output()?;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.success(), "{script}\n{said}");
    Ok(said)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pushed_and_pulled() -> Result<()> {
    let Some(program) = std::env::var_os("GUIJU_TEST_REGISTRY") else {
        return guiju_tests::skipped("no registry");
    };
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let registry = start(Path::new(&program), folder).await?;
    let file = Package::open(&stock("whereabouts")?).signed(&publisher());
    fs::write(folder.join("whereabouts.wasm"), &file)?;
    let name = format!("{}/rules/whereabouts", registry.1);
    run(folder, &format!("guiju regulation push whereabouts.wasm {name}:1.0.0 --plain-http"))?;
    let pulled = run(folder, &format!("guiju regulation pull {name}:1.0.0 --out tag.wasm --plain-http"))?;
    assert_eq!(fs::read(folder.join("tag.wasm"))?, file, "by tag, byte for byte, with its signature");

    // The manifest speaks of a component as the convention has it.
    let accept = "application/vnd.oci.image.manifest.v1+json";
    let request = client().build()?.get(format!("http://{}/v2/rules/whereabouts/manifests/1.0.0", registry.1));
    let answer = request.header("accept", accept).send().await?;
    let digest = answer.headers().get("docker-content-digest").context("a digest")?.to_str()?.to_owned();
    let manifest: Manifest = serde_json::from_str(&answer.text().await?)?;
    assert_eq!(manifest.config.media_type, "application/vnd.wasm.config.v0+json");
    let layers = manifest.layers.iter().map(|layer| layer.media_type.as_str()).collect::<Vec<_>>();
    assert_eq!(layers, ["application/wasm"]);
    assert!(pulled.contains(&digest), "{pulled}");

    run(folder, &format!("guiju regulation pull {name}@{digest} --out digest.wasm --plain-http"))?;
    assert_eq!(fs::read(folder.join("digest.wasm"))?, file, "by digest");
    let wrong = format!("sha256:{}", "0".repeat(64));
    assert!(run(folder, &format!("guiju regulation pull {name}@{wrong} --out no.wasm --plain-http")).is_err());
    fs::write(folder.join("other.wasm"), "not a component")?;
    assert!(
        run(folder, &format!("guiju regulation push other.wasm {name}:2 --plain-http")).is_err(),
        "only regulations"
    );
    Ok(())
}
