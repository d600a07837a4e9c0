//! Rule `retired`: names that the glossary replaced are not defined again.
//!
//! Looked at are the definitions of types, functions, macros and modules, and with the modules the names of files; not uses, not
//! fields, not words of the documentation. Each entry holds below the folders that it names, since a word may be right elsewhere:
//! a line of an imported file is a line. Regulations are left out: their types have the names of their own texts.

use super::{
    finding::Finding,
    source::{Source, wire_types},
};
use proc_macro2::TokenTree;

const RULE: &str = "retired";

/// A name that is not defined any more.
struct Retired {
    kind: Kind,
    names: &'static [&'static str],
    /// Folders or files.
    within: &'static [&'static str],
    /// What to call it.
    now: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// `struct`, `enum`, `union`, `trait`, `type`
    Type,
    /// `fn`, `macro_rules!`
    Function,
    /// A file, or `mod name { … }`.
    Module,
}
use Kind::{Function, Module, Type};

const HOST: &[&str] = &["host/"];
const PORTAL: &[&str] = &["frontend/"];
const SDK: &[&str] = &["sdk/"];
const AUTHORS: &[&str] = &["sdk/src/"];
const CODE: &[&str] = &["host/", "sdk/", "frontend/", "xtask/"];

/// An entry of the list.
const fn no(kind: Kind, names: &'static [&'static str], within: &'static [&'static str], now: &'static str) -> Retired {
    Retired { kind, names, within, now }
}

/// The retired names of `docs/glossary.md`, each with where it is one; a test compares the two.
const RETIRED: &[Retired] = &[
    no(Type, &["Judged"], &["host/"], "Evaluation"),
    no(Type, &["Judged"], SDK, "AssessmentContext"),
    no(Type, &["Case"], AUTHORS, "Context"),
    no(Type, &["Docket"], CODE, "Submission"),
    no(Type, &["Asked"], CODE, "Evaluation"),
    no(Type, &["Laid"], CODE, "RoutePlan"),
    no(Type, &["Stored"], CODE, "Matter"),
    no(Type, &["Shaped"], CODE, "CheckedContent"),
    no(Function, &["sound"], CODE, "checked_content"),
    no(Type, &["Desk"], HOST, "ActionContext"),
    no(Type, &["Doing"], CODE, "ActionRequest"),
    no(Type, &["Happened"], CODE, "HistoryEntry"),
    no(Type, &["Station", "Slot", "Way"], &["host/", "sdk/"], "Step"),
    no(Module, &["station", "stations", "slots"], &["host/", "sdk/", "frontend/"], "step, steps"),
    no(Type, &["Duty", "Duties"], &["sdk/", "host/"], "Obligation (义务) or Shift (值班)"),
    no(Module, &["duty", "duties"], &["sdk/", "host/", "frontend/"], "obligations (义务) or shifts (值班)"),
    no(Type, &["Penalty", "Proposal"], SDK, "PenaltyProposal"),
    no(Type, &["Measure"], SDK, "Sanction"),
    no(Type, &["Kept"], CODE, "the thing's own name: DurableFile, Outbox, Archive"),
    no(Function, &["keep", "kept"], CODE, "save, archive, or what is read"),
    no(Module, &["kept", "keeping"], CODE, "durable_file, outbox, archive"),
    no(Type, &["OfficeLaw", "Law"], CODE, "OfficePolicy, Policy"),
    no(Function, &["law"], CODE, "policy"),
    no(Module, &["law"], CODE, "policy"),
    no(Module, &["uses"], CODE, "clause_statistics"),
    no(Module, &["standing"], CODE, "latest_per_person"),
    no(Module, &["gap", "gaps"], CODE, "discrepancies"),
    no(Module, &["holdings"], CODE, "custody"),
    no(Module, &["entrance", "entrances"], CODE, "public_link, public_links"),
    no(Module, &["letter", "letters"], CODE, "document_template, document_templates"),
    no(Module, &["turns"], CODE, "shifts"),
    no(Type, &["Change"], &["host/store/"], "UnitOfWork"),
    no(Type, &["Change"], &["host/src/rehearsals/"], "Variation"),
    no(Type, &["Change"], &["host/src/command/"], "Options"),
    no(Module, &["door"], CODE, "auth"),
    no(Module, &["address"], HOST, "extract"),
    no(Module, &["insight"], CODE, "one file a noun"),
    no(Function, &["count"], &["host/src/http/metrics.rs"], "install_metrics"),
    no(Module, &["progress"], CODE, "workflow"),
    no(Module, &["entering"], CODE, "record_effects; what it enters elsewhere"),
    no(Module, &["show"], CODE, "matter_view"),
    no(Module, &["open"], CODE, "under_way"),
    no(Module, &["paper"], CODE, "rendering"),
    no(Module, &["hand"], CODE, "delegation"),
    no(Module, &["play"], CODE, "fixtures"),
    no(Type, &["Stage", "Scene"], CODE, "Scenario, Step"),
    no(Type, &["Told"], &["host/", "frontend/"], "what it is: Answer, Report, Step"),
    no(Module, &["stage", "told"], CODE, "scenario, step"),
    no(Module, &["words"], PORTAL, "i18n"),
    no(Module, &["cite"], CODE, "citation"),
    no(Module, &["cards", "tiles", "sheet", "scrolled"], PORTAL, "components/card, components/tile, components/dialog"),
    no(Type, &["More"], SDK, "Extras"),
    no(Function, &["also"], SDK, "extras"),
    no(Module, &["more"], SDK, "extras"),
    no(Type, &["Reach"], SDK, "RoleScope"),
    no(Function, &["gives"], AUTHORS, "grants_role"),
    no(Function, &["among"], AUTHORS, "eligible"),
    no(Function, &["over"], AUTHORS, "sources"),
    no(Function, &["along"], AUTHORS, "x_axis"),
    no(Function, &["split"], AUTHORS, "series"),
    no(Function, &["held_by"], AUTHORS, "custodians"),
    no(Function, &["about"], AUTHORS, "subject_field"),
    no(Function, &["occurs"], AUTHORS, "event_time"),
    no(Type, &["Figure"], SDK, "Metric"),
    no(Type, &["Mark"], SDK, "DayMark"),
    no(Type, &["Letter"], SDK, "DocumentTemplate"),
    no(Function, &["vocabulary"], SDK, "wit_mirror"),
    no(Module, &["vocabulary"], SDK, "wit_mirror"),
];

/// Names that stay, each with the promise that keeps it: path, name, reason.
const EXCEPT: &[(&str, &str, &str)] = &[];

/// The retired names that a file defines, its own among them.
pub fn check(source: &Source) -> Vec<Finding> {
    let path = source.path.as_str();
    let mut findings = Vec::new();
    let mut look = |kind: Kind, name: &str, line: usize| {
        let holds = |entry: &&Retired| {
            entry.kind == kind
                && entry.names.contains(&name)
                && entry.within.iter().any(|within| path.starts_with(within))
        };
        let excepted = EXCEPT.iter().any(|(file, except, _)| *file == path && *except == name);
        if let Some(entry) = RETIRED.iter().find(holds).filter(|_| !excepted) {
            let text = format!("`{name}` is retired: {}", entry.now);
            let item = if kind == Module { format!("mod:{name}") } else { name.to_owned() };
            findings.push(Finding::new(RULE, path, line, &item, text));
        }
    };
    if let Some(name) = module(path) {
        look(Module, name, 0);
    }
    for tokens in &source.sequences {
        for declared in wire_types(tokens) {
            look(Type, &declared.name.to_string(), declared.name.span().start().line);
        }
        for (at, words) in tokens.windows(2).enumerate() {
            let [TokenTree::Ident(word), next] = words else { continue };
            let kind = match word.to_string().as_str() {
                "struct" | "enum" | "union" | "trait" | "type" => Type,
                "fn" | "macro_rules" => Function,
                "mod" if matches!(tokens.get(at + 2), Some(TokenTree::Group(_))) => Module,
                _ => continue,
            };
            let name = if word == "macro_rules" { tokens.get(at + 2) } else { Some(next) };
            if let Some(TokenTree::Ident(name)) = name {
                look(kind, &name.to_string(), name.span().start().line);
            }
        }
    }
    findings
}

/// The module that a file holds: its own name, or that of its folder.
fn module(path: &str) -> Option<&str> {
    let (folder, name) = path.strip_suffix(".rs")?.rsplit_once('/')?;
    if name == "mod" { folder.rsplit('/').next() } else { Some(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const GLOSSARY: &str = include_str!("../../../docs/glossary.md");

    /// A name without what tells its forms apart: capitals, the plural.
    fn stem(name: &str) -> String {
        let name = name.to_lowercase();
        match name.strip_suffix("ies") {
            Some(begin) => format!("{begin}y"),
            None => name.strip_suffix('s').unwrap_or(&name).to_owned(),
        }
    }

    /// The names in a cell, which stand in code marks; those of tables are the migrations' concern.
    fn names(cell: &str) -> impl Iterator<Item = String> {
        let parts = cell.split('`').collect::<Vec<_>>();
        let pairs = parts.chunks_exact(2).filter(|pair| !pair[0].ends_with("table "));
        pairs.map(|pair| stem(pair[1].trim_end_matches(['(', ')', '!']))).collect::<Vec<_>>().into_iter()
    }

    /// The retired names of the glossary: the fourth column of tables of five, the first of tables of two.
    fn of_glossary() -> BTreeSet<String> {
        let rows = GLOSSARY.lines().filter_map(|line| line.strip_prefix('|')?.trim_end().strip_suffix('|'));
        let cells = rows.filter_map(|row| match row.split('|').collect::<Vec<_>>().as_slice() {
            [_, _, _, retired, _] | [retired, _] => Some(*retired),
            _ => None,
        });
        cells.flat_map(names).collect()
    }

    #[test]
    fn the_glossary_and_the_rule_retire_the_same_names() {
        let glossary = of_glossary();
        let rule = RETIRED.iter().flat_map(|entry| entry.names).map(|name| stem(name)).collect::<BTreeSet<_>>();
        assert!(glossary.len() > 60, "the tables of the glossary are read: {glossary:?}");
        let only =
            |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>();
        assert_eq!(only(&glossary, &rule), Vec::<String>::new(), "retired by the glossary, defined by nobody's leave");
        assert_eq!(only(&rule, &glossary), Vec::<String>::new(), "refused by the rule, unknown to the glossary");
    }

    fn found(path: &str, text: &str) -> Vec<String> {
        let source = Source::parsed(path, text.to_owned()).unwrap();
        check(&source).into_iter().map(|finding| finding.keys[0].1.clone()).collect()
    }

    #[test]
    fn definitions_of_retired_names_are_found() {
        assert_eq!(
            found("host/src/a.rs", "pub struct Docket;\nfn keep() {}\nmod law { fn law() {} }\n"),
            ["Docket", "keep", "mod:law", "law"]
        );
        assert_eq!(found("host/src/play/mod.rs", ""), ["mod:play"]);
        assert_eq!(found("frontend/src/words.rs", ""), ["mod:words"]);
        assert_eq!(found("host/api/src/a.rs", "wire! { /// A step.\n Station { title: String, } }\n"), ["Station"]);
        assert_eq!(found("sdk/model/src/a.rs", "mirror! { pub struct Letter {} }\n"), ["Letter"]);
    }

    #[test]
    fn uses_words_and_other_places_are_not() {
        assert!(
            found("host/src/a.rs", "//! A docket is kept.\nuse b::Docket;\nfn f(docket: Docket) { keep(docket) }\n")
                .is_empty()
        );
        assert!(found("plugins/a/src/forms.rs", "pub struct Told;\n").is_empty());
        assert!(found("host/src/imports/line.rs", "pub struct Line;\n").is_empty());
        assert!(found("host/src/words/mod.rs", "").is_empty());
    }

    #[test]
    fn every_entry_names_what_takes_its_place() {
        for entry in RETIRED {
            assert!(!entry.now.is_empty() && !entry.names.is_empty() && !entry.within.is_empty(), "{:?}", entry.names);
            assert!(
                entry.names.iter().all(|name| entry.now.split([' ', ',']).all(|now| now != *name)),
                "{:?}",
                entry.names
            );
        }
    }
}
