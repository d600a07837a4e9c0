//! Finds the export of a regulation by its id.

use crate::{
    export::{Export, Form},
    grammar::Relied,
    items, modules,
    office::{self, OFFICE},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// An export with the files that it was read from.
#[derive(Debug)]
pub struct Found {
    /// The export.
    pub export: Export,
    /// The files, relative to the crate that relies on it. When one changes, the crate is compiled anew.
    pub files: Vec<PathBuf>,
}

/// The export of the regulation with this id, for the crate in a folder: from its file `relies/<id>.json`, or from the source of a
/// crate beside it.
///
/// # Errors
/// There is neither, or what is there cannot be read.
pub fn find(folder: &Path, regulation: &str) -> Result<Found, String> {
    if regulation == OFFICE {
        return Ok(Found { export: office::export(), files: Vec::new() });
    }
    let name = PathBuf::from(format!("relies/{regulation}.json"));
    if let Ok(text) = fs::read_to_string(folder.join(&name)) {
        let export = Export::read(&text).map_err(|why| format!("{}: {why}", name.display()))?;
        return Ok(Found { export, files: vec![name] });
    }
    let mut found: Option<Found> = None;
    for beside in crates_beside(folder)? {
        if !declares(&folder.join(&beside), regulation) {
            continue;
        }
        let mut read = source(folder, &beside)?;
        match &mut found {
            None => found = Some(read),
            Some(first) => {
                differ(&first.export.forms, &read.export.forms, regulation)?;
                first.files.append(&mut read.files);
            }
        }
    }
    found.ok_or_else(|| {
        format!(
            "there is no regulation {regulation} beside this crate and no relies/{regulation}.json in it, which `guiju regulation \
             export` writes from its package"
        )
    })
}

/// The export of the crate in a folder, from its own source, and what it relies on.
///
/// # Errors
/// The source cannot be read.
pub fn own(folder: &Path) -> Result<(Export, Vec<Relied>), String> {
    let declared = items::of_modules(&modules::of_crate(folder)?)?;
    Ok((declared.export()?, declared.relied))
}

/// Several crates may declare the same regulation, as its revisions do: then their forms are the same.
fn differ(first: &[Form], other: &[Form], regulation: &str) -> Result<(), String> {
    match first.iter().find(|form| other.iter().any(|other| other.id == form.id && other != *form)) {
        Some(form) => Err(format!("several crates declare {regulation}, and differ in its form {}", form.id)),
        None => Ok(()),
    }
}

/// The folders of the crates of regulations beside this one, relative to it, in order. `regulations = "…"` in the crate's manifest,
/// below `[package.metadata.guiju]`, names another folder in which they lie.
fn crates_beside(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).map_err(|why| format!("Cargo.toml: {why}"))?;
    let named = manifest.lines().find_map(|line| line.trim().strip_prefix("regulations = \"")?.strip_suffix('"'));
    let beside = PathBuf::from(named.unwrap_or(".."));
    let listed = fs::read_dir(folder.join(&beside)).map_err(|why| format!("{}: {why}", beside.display()))?;
    let mut all = listed.flatten().map(|entry| beside.join(entry.file_name())).collect::<Vec<_>>();
    all.retain(|found| {
        ["Cargo.toml", "regulation.md", "src/lib.rs"].iter().all(|file| folder.join(found).join(file).is_file())
    });
    all.sort();
    Ok(all)
}

/// Whether the root of a crate looks as if it declared this regulation.
fn declares(folder: &Path, regulation: &str) -> bool {
    let root = fs::read_to_string(folder.join("src/lib.rs")).unwrap_or_default();
    root.contains(&format!("id: \"{regulation}\""))
}

fn source(folder: &Path, beside: &Path) -> Result<Found, String> {
    let modules = modules::of_crate(&folder.join(beside))?;
    let export = items::of_modules(&modules)?.export()?;
    let relative = |path: &PathBuf| path.strip_prefix(folder).unwrap_or(path).to_owned();
    Ok(Found { export, files: modules.iter().map(|module| relative(&module.path)).collect() })
}
