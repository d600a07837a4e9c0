//! Makes the catalogue of texts: a constant for each key of `words/zh.txt`, and the Chinese texts in the order of the constants.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// The Chinese catalogue: lines of key, tab and text.
const CATALOGUE: &str = "words/zh.txt";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CATALOGUE}");
    let catalogue = fs::read_to_string(Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(CATALOGUE))?;
    let lines = catalogue.lines().map(|line| line.split_once('\t').ok_or(format!("{CATALOGUE}: no tab in “{line}”")));
    let texts = lines.collect::<Result<Vec<_>, _>>()?;
    let mut groups = BTreeMap::<&str, Vec<(usize, &str, &str)>>::new();
    for (index, (key, text)) in texts.iter().enumerate() {
        let (group, name) = key.split_once('.').ok_or(format!("{CATALOGUE}: no dot in “{key}”"))?;
        groups.entry(group).or_default().push((index, name, text));
    }
    let mut code = String::new();
    writeln!(code, "/// The Chinese texts, in the order of the catalogue.")?;
    writeln!(
        code,
        "static CHINESE: [&str; {}] = {:?};",
        texts.len(),
        texts.iter().map(|(_, text)| text).collect::<Vec<_>>()
    )?;
    writeln!(code, "/// The texts of the portal, by the keys of the catalogue.")?;
    writeln!(code, "pub mod text {{")?;
    for (group, members) in groups {
        writeln!(code, "/// Texts of the group `{group}`.\npub mod {} {{", group.replace('-', "_"))?;
        for (index, name, text) in members {
            let constant = name.replace('-', "_").to_uppercase();
            writeln!(
                code,
                "#[doc = {text:?}]\npub const {constant}: super::super::Text = super::super::Text({index});"
            )?;
        }
        writeln!(code, "}}")?;
    }
    writeln!(code, "}}")?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("catalogue.rs"), code)?;
    Ok(())
}
