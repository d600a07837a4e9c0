//! Puts the migrations into the program, in their order.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../migrations");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let mut entries = String::new();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let known = name.split_once('_').and_then(|(version, what)| Some((version.parse::<i64>().ok()?, what)));
        let Some((version, what)) = known.filter(|_| file.extension().is_some_and(|is| is == "sql")) else {
            return Err(io::Error::other(format!("{} is not called NUMBER_WHAT.sql", file.display())));
        };
        entries.push_str(&format!(
            "({version}, {:?}, include_str!({:?})),\n",
            what.replace('_', " "),
            file.display().to_string()
        ));
    }
    fs::write(Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("migrations.rs"), format!("&[\n{entries}]"))
}
