//! The sources of a regulation's crate, where they are at hand: which clauses its rules cite.

use guiju_lint::{PlaceKind, Slipped};
use guiju_model::{Layout, Manifest};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The Rust files of a crate, each with its text, in the order of their paths.
pub struct Sources(Vec<(PathBuf, String)>);

impl Sources {
    /// The files below `src` in the folder of a crate.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        let mut files = Vec::new();
        below(&folder.join("src"), &mut files);
        files.sort();
        Self(files.into_iter().filter_map(|path| Some((path.clone(), fs::read_to_string(&path).ok()?))).collect())
    }

    /// The clauses that rules cite: those that are cited more often than the declarations beside forms and judgements cite them. A form
    /// and a judgement name their clause in an attribute.
    #[must_use]
    pub fn executed(&self, manifest: &Manifest) -> Vec<String> {
        let declared = beside(manifest);
        let executed = manifest.clauses.iter().filter(|clause| {
            let id = &clause.id;
            let cites = |text: &String| {
                text.matches(&format!("clause!(\"{id}\")")).count()
                    + text.matches(&format!("#[clause(\"{id}\")]")).count()
            };
            let cited = self.0.iter().map(|(_, text)| cites(text)).sum::<usize>();
            cited > declared.get(id.as_str()).copied().unwrap_or_default()
        });
        executed.map(|clause| clause.id.clone()).collect()
    }

    /// The file and the line, counted from 1, where a name first stands in quotes or by itself.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(&Path, usize)> {
        let quoted = format!("\"{name}\"");
        let line = |wanted: &dyn Fn(&str) -> bool| {
            self.0.iter().find_map(|(path, text)| Some((path.as_path(), text.lines().position(wanted)? + 1)))
        };
        let part = |sign: char| sign.is_alphanumeric() || sign == '_';
        let alone = |text: &str| text.split(|sign| !part(sign)).any(|word| word == name);
        line(&|text| text.contains(&quoted)).or_else(|| line(&alone))
    }
}

impl Sources {
    /// A finding of the linter, with the file and the line where the name stands, if it stands anywhere.
    #[must_use]
    pub fn located(&self, slip: &Slipped) -> String {
        let by_id = || self.find(&slip.at.id).filter(|_| slip.at.kind != PlaceKind::Case);
        match self.find(slip.name()).or_else(by_id) {
            Some((path, line)) => format!("{}:{line}: {slip}", path.display()),
            None => slip.to_string(),
        }
    }
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            below(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// How often each clause is cited by what is declared beside forms and judgements.
fn beside(manifest: &Manifest) -> BTreeMap<&str, usize> {
    // The register of a form is declared with the form.
    let views = manifest.views.iter().filter(|view| view.layout != Layout::Table).map(|view| &view.clause);
    let rosters = manifest.rosters.iter().map(|roster| &roster.clause);
    let charts = manifest.charts.iter().map(|chart| &chart.clause);
    let letters = manifest.letters.iter().map(|letter| &letter.clause);
    let attributes = manifest.attributes.iter().map(|attribute| &attribute.clause);
    let hours = manifest.working_hours.iter().map(|hours| &hours.clause);
    let mut times = BTreeMap::new();
    for clause in views.chain(rosters).chain(charts).chain(letters).chain(attributes).chain(hours) {
        *times.entry(clause.as_str()).or_default() += 1;
    }
    times
}
