//! The portal from source to files: compiled for wasm, bound, named by content, compressed.

use crate::{
    catalogue,
    run::{cargo, root, run, wasm_target},
};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

/// Where the finished portal lies; the server's build script takes it from there.
const FOLDER: &str = "target/portal-files";
/// Bytes that the portal may send at most, compressed by brotli.
const MOST: u64 = 600_000;

/// Builds the portal.
pub fn build() -> Result<PathBuf> {
    run(&mut compiling()?)?;
    files()
}

/// What compiles the portal to a module.
pub fn compiling() -> Result<Command> {
    wasm_target()?;
    Ok(of_portal(cargo(&["build", "--locked"])))
}

/// A command of cargo about the portal as a module.
pub fn of_portal(mut command: Command) -> Command {
    command.args(["--profile", "portal", "--target", guiju_package::TARGET, "-p", "guiju-portal"]);
    // Components are one type to the compiler instead of one for each place: a smaller portal, and sooner built.
    guiju_package::as_page(&mut command, &root(), &["--cfg=erase_components"]);
    command
}

/// Makes the portal's files of the module.
pub fn files() -> Result<PathBuf> {
    let module = "target/wasm32-unknown-unknown/portal/guiju_portal.wasm";
    let bound = Path::new("target/portal-files-bound");
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(module).web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.generate(bound).with_context(|| format!("binding {module}"))?;

    let wasm = named(&fs::read(bound.join("guiju_portal_bg.wasm"))?, "portal", "wasm");
    let script = named(bare(&fs::read_to_string(bound.join("guiju_portal.js"))?).as_bytes(), "portal", "js");
    let style = named(bare(&style()?).as_bytes(), "portal", "css");
    let words = named(catalogue::english()?.as_bytes(), "words", "txt");
    let start = format!(
        "import init from \"/assets/{}\";\ninit({{ module_or_path: \"/assets/{}\" }});\n\
         if (\"serviceWorker\" in navigator) navigator.serviceWorker.register(\"/worker.js\");\n",
        script.0, wasm.0
    );
    let start = named(start.as_bytes(), "start", "js");
    let page = fs::read_to_string("frontend/index.html")?
        .replace("{style}", &style.0)
        .replace("{start}", &start.0)
        .replace("{words}", &words.0)
        .replace("{script}", &script.0)
        .replace("{wasm}", &wasm.0);
    let assets = [wasm, script, style, start, words].map(|(name, bytes)| (format!("assets/{name}"), bytes));
    let worker = worker(assets.iter().map(|(name, _)| name.as_str()))?;
    let mut wanted = vec![("index.html".to_owned(), page.into_bytes()), ("worker.js".to_owned(), worker)];
    wanted.extend(assets);
    // Unchanged files stay untouched, so that the server is not built again for nothing.
    let folder = Path::new(FOLDER);
    let same = wanted.iter().all(|(name, bytes)| fs::read(folder.join(name)).ok().as_ref() == Some(bytes));
    if !same {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder.join("assets"))?;
        for (name, bytes) in &wanted {
            write(&folder.join(name), bytes)?;
        }
    }
    let sent = |name: &str| name.ends_with(".br") && !name.starts_with("words");
    let sizes = fs::read_dir(folder.join("assets"))?.flatten().filter(|e| sent(&e.file_name().to_string_lossy()));
    let bytes = sizes.filter_map(|entry| entry.metadata().ok()).map(|m| m.len()).sum::<u64>();
    println!("portal: {} KB over the wire (brotli)", bytes / 1000);
    anyhow::ensure!(bytes <= MOST, "the portal is {bytes} bytes over the wire, more than {MOST}");
    Ok(folder.to_owned())
}

/// The service worker, which keeps these files; another set of files is another release.
fn worker<'a>(assets: impl Iterator<Item = &'a str>) -> Result<Vec<u8>> {
    let files = std::iter::once("/".to_owned()).chain(assets.map(|name| format!("/{name}"))).collect::<Vec<_>>();
    let files = serde_json::to_string(&files)?;
    let (release, _) = named(files.as_bytes(), "release", "txt");
    let text = fs::read_to_string("frontend/worker.js")?;
    Ok(text.replace("{files}", &files).replace("{release}", release.trim_end_matches(".txt")).into_bytes())
}

/// A script or a style without what only its readers need: indentation, empty lines, and comments that have lines of their own. No
/// text of either goes over the end of a line.
fn bare(text: &str) -> String {
    let (mut bare, mut is_comment) = (String::with_capacity(text.len()), false);
    for line in text.lines().map(str::trim) {
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            bare.push_str(line);
            bare.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    bare
}

fn style() -> Result<String> {
    let mut files = fs::read_dir("frontend/style")?.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    files.sort();
    let texts = files.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    Ok(texts.concat())
}

fn named(bytes: &[u8], name: &str, extension: &str) -> (String, Vec<u8>) {
    let hash = hex::encode(&Sha256::digest(bytes)[..6]);
    (format!("{name}-{hash}.{extension}"), bytes.to_vec())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes)?;
    let beside = |extension: &str| PathBuf::from(format!("{}.{extension}", path.display()));
    let mut brotli = Vec::new();
    brotli::CompressorWriter::new(&mut brotli, 1 << 16, 11, 22).write_all(bytes)?;
    fs::write(beside("br"), brotli)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    fs::write(beside("gz"), gzip.finish()?)?;
    Ok(())
}
