//! Puts the portal's files, built and compressed by `cargo xtask portal`, into the server.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../target/portal-files");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut entries = String::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.to_string_lossy().into_owned();
            if name.ends_with(".br") || name.ends_with(".gz") {
                continue;
            }
            let media_type = match path.extension().and_then(|e| e.to_str()) {
                Some("html") => "text/html; charset=utf-8",
                Some("js") => "text/javascript; charset=utf-8",
                Some("css") => "text/css; charset=utf-8",
                Some("txt") => "text/plain; charset=utf-8",
                Some("wasm") => "application/wasm",
                Some("svg") => "image/svg+xml",
                _ => "application/octet-stream",
            };
            let served = path.strip_prefix(&root).map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
            let include = |suffix: &str| {
                let file = format!("{name}{suffix}");
                if Path::new(&file).exists() { format!("include_bytes!({file:?})") } else { "&[]".to_owned() }
            };
            entries.push_str(&format!(
                "Asset {{ path: {:?}, media_type: {media_type:?}, plain: {}, brotli: {}, gzip: {} }},\n",
                format!("/{served}"),
                include(""),
                include(".br"),
                include(".gz")
            ));
        }
    }
    let code = format!("/// The files.\nstatic ASSETS: &[Asset] = &[\n{entries}];\n");
    let out = Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("assets.rs");
    fs::write(out, code)
}
