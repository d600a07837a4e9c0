//! The portal's catalogues of texts: `frontend/words/zh.txt` and `frontend/words/en.txt`, with the same keys in the same order.

use anyhow::{Context, Result, ensure};
use std::fs;

/// The Chinese catalogue, which is built into the portal.
const CHINESE: &str = "frontend/words/zh.txt";
/// The English catalogue, which the portal fetches for readers who chose English.
const ENGLISH: &str = "frontend/words/en.txt";
/// Chinese literals that the portal's code may contain: the name of the language, and a value that the server sends.
const LITERALS: [&str; 2] = ["中文", "是"];

/// The lines of a catalogue as key and text.
fn read(path: &str) -> Result<Vec<(String, String)>> {
    let catalogue = fs::read_to_string(path).with_context(|| path.to_owned())?;
    let line = |line: &str| {
        let (key, text) = line.split_once('\t').with_context(|| format!("{path}: no tab in “{line}”"))?;
        Ok((key.to_owned(), text.to_owned()))
    };
    catalogue.lines().map(line).collect()
}

/// The English texts as the portal fetches them: one a line, in the order of the Chinese catalogue.
pub fn english() -> Result<String> {
    let (chinese, english) = (read(CHINESE)?, read(ENGLISH)?);
    let keys = |all: &[(String, String)]| all.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    ensure!(keys(&chinese) == keys(&english), "{ENGLISH} does not have the keys of {CHINESE}");
    Ok(english.into_iter().map(|(_, text)| text + "\n").collect())
}

/// What is untidy in the catalogues: keys that are not sorted, not unique, not in both, malformed, or used by no page.
pub fn untidy(files: &[String]) -> Result<Vec<String>> {
    let (chinese, english) = (read(CHINESE)?, read(ENGLISH)?);
    let pages = files.iter().filter(|path| path.starts_with("frontend/src/"));
    let pages = pages.filter_map(|path| fs::read_to_string(path).ok()).collect::<String>();
    let mut untidy = Vec::new();
    for (path, catalogue, other) in [(CHINESE, &chinese, &english), (ENGLISH, &english, &chinese)] {
        let unsorted = catalogue.windows(2).filter(|pair| pair[0].0 >= pair[1].0);
        untidy.extend(unsorted.map(|pair| format!("{path}: “{}” is not before “{}”", pair[0].0, pair[1].0)));
        let missing = catalogue.iter().filter(|(key, _)| other.iter().all(|(known, _)| known != key));
        untidy.extend(missing.map(|(key, _)| format!("{path}: “{key}” is not in the other catalogue")));
    }
    for (key, _) in &chinese {
        let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        match key.split_once('.') {
            Some((group, name)) if part(group) && part(name) => {
                let constant = format!("text::{}::{}", group.replace('-', "_"), name.replace('-', "_").to_uppercase());
                let used = pages.match_indices(&constant).any(|(at, _)| {
                    !pages[at + constant.len()..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_')
                });
                if !used {
                    untidy.push(format!("{CHINESE}: no page shows “{key}”"));
                }
            }
            _ => untidy.push(format!("{CHINESE}: “{key}” is not a group and a name of letters, digits and hyphens")),
        }
    }
    Ok(untidy)
}

/// Chinese texts in a file of the portal's code, which belong into the catalogues.
pub fn literals(path: &str, text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let literals = code.flat_map(|line| line.split('"').skip(1).step_by(2).collect::<Vec<_>>());
    let chinese = literals.filter(|literal| literal.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
    let misplaced = chinese.filter(|literal| !LITERALS.contains(literal));
    misplaced.map(|literal| format!("{path}: “{literal}” belongs into the catalogues")).collect()
}
