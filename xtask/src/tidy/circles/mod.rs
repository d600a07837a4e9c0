//! Rule `circles`: no files of a crate import each other in a circle.
//!
//! An import is any path in the code of a file, in `use` or not, that leads to something defined in another file of the crate;
//! re-exports are followed to the file that defines it. A file that holds nothing but `mod` and `use` is no member, and modules
//! for tests do not count.

mod graph;
mod modules;
mod names;
mod part;
mod paths;
mod read;
mod resolve;

pub use modules::Parts;
pub use part::Part;

use super::{finding::Finding, source::Source};
use graph::Edges;
use modules::Crate;
use resolve::Target;
use std::collections::BTreeSet;

const RULE: &str = "circles";
/// Names that are shown for one import.
const SHOWN: usize = 3;

/// What a file says of itself.
pub fn part(source: &Source) -> Part {
    read::part(&source.file.items)
}

/// The circles of every crate.
pub fn check(parts: &Parts) -> Vec<Finding> {
    let mut findings = Vec::new();
    each(parts, |edges, circle| findings.push(finding(edges, circle)));
    findings
}

/// Every import within a circle, one a line: the circle's first file, who imports, from whom, what.
pub fn imports(parts: &Parts) -> Vec<String> {
    let mut lines = Vec::new();
    each(parts, |edges, circle| {
        for file in circle {
            for (other, names) in edges[file].iter().filter(|(other, _)| circle.contains(other)) {
                let names = names.keys().map(String::as_str).collect::<Vec<_>>().join(" ");
                lines.push(format!("{}: {file} -> {other}: {names}", circle[0]));
            }
        }
    });
    lines
}

/// Calls with every circle once.
fn each(parts: &Parts, mut look: impl FnMut(&Edges, &[String])) {
    let mut seen = BTreeSet::new();
    for root in parts.keys().filter(|path| is_root(path, parts)) {
        let edges = edges(&Crate::of(parts, root));
        for circle in graph::circles(&edges) {
            if seen.insert(circle.clone()) {
                look(&edges, &circle);
            }
        }
    }
}

/// Whether cargo makes a crate of this file.
fn is_root(path: &str, parts: &Parts) -> bool {
    let inside = |folder: &str, name: &str| {
        path.strip_suffix(name)
            .and_then(|before| before.strip_suffix(folder))
            .is_some_and(|before| before.ends_with('/'))
    };
    let (folder, name) = path.rsplit_once('/').unwrap_or_default();
    let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    let package =
        |folder: &str| ["lib.rs", "main.rs"].iter().any(|root| parts.contains_key(&format!("{folder}/src/{root}")));
    let target = |folder: &str| ["tests", "benches"].contains(&folder);
    inside("src/", "lib.rs")
        || inside("src/", "main.rs")
        || name == "build.rs" && package(folder)
        || folder.ends_with("/src/bin")
        || target(last) && package(above)
        || name == "main.rs" && above.rsplit_once('/').is_some_and(|(top, last)| target(last) && package(top))
}

/// Which file of a crate uses what of which other.
fn edges(it: &Crate<'_>) -> Edges {
    let counts = |file: &str| it.with_code.contains(file);
    let mut edges = Edges::new();
    for (id, module) in it.modules.iter().enumerate().filter(|(_, module)| counts(&module.file)) {
        for mention in module.mentions {
            let Some(Target::Item(owner)) = it.resolve(id, &mention.path) else { continue };
            let file = &it.modules[owner].file;
            if *file != module.file && counts(file) {
                let uses = edges.entry(module.file.clone()).or_default().entry(file.clone()).or_default();
                uses.entry(mention.path.join("::")).or_insert(mention.line);
            }
        }
    }
    edges
}

fn finding(edges: &Edges, circle: &[String]) -> Finding {
    let way = graph::shortest(edges, circle);
    let steps = (0..way.len()).map(|at| {
        let (file, next) = (&way[at], &way[(at + 1) % way.len()]);
        let names = edges[file][next].keys().take(SHOWN).map(String::as_str).collect::<Vec<_>>();
        format!("{file} uses {} of {next}", names.join(", "))
    });
    let steps = steps.collect::<Vec<_>>().join("; ");
    let count = circle.len();
    let mut text = format!("{count} files import in a circle: {steps}");
    if way.len() < count {
        text += &format!("; all of them: {}", circle.join(" "));
    }
    text += ": move what both sides need to a file of its own";
    let line = way.first().and_then(|first| edges[first][&way[1]].values().min()).copied().unwrap_or_default();
    let keys = circle.iter().map(|file| (file.clone(), "-".to_owned())).collect();
    Finding { rule: RULE, path: way.first().cloned().unwrap_or_default(), line, text, keys }
}

#[cfg(test)]
mod tests;
