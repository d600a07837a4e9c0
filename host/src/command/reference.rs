//! `docs/configuration.md` lists every option of the program, every variable that it reads and every setting of an office.

use super::program::Guiju;
use clap::{Arg, Command, CommandFactory};
use guiju_domain::{
    SystemRole,
    settings::{self, Kind, Setting},
};
use std::collections::BTreeSet;

const REFERENCE: &str = include_str!("../../../docs/configuration.md");

/// The part of the reference below a heading, up to the next of its kind or a higher one.
fn part(heading: &str) -> Option<&'static str> {
    let level = heading.split(' ').next()?;
    let (_, below) = REFERENCE.split_once(&format!("\n{heading}\n"))?;
    let ends = ["\n# ", "\n## ", "\n### "].into_iter().take(level.len());
    let end = ends.filter_map(|end| below.find(end)).min().unwrap_or(below.len());
    below.get(..end)
}

/// The first word in back-quotes of each row of a part's tables, without what stands behind it.
fn listed(part: &str) -> BTreeSet<String> {
    let rows = part.lines().filter(|line| line.starts_with("| `"));
    let names = rows.filter_map(|row| row.split('`').nth(1)?.split(' ').next());
    names.map(str::to_owned).collect()
}

/// How the reference names an option or a value.
fn named(option: &Arg) -> String {
    option.get_long().map_or_else(|| option.get_id().as_str().to_uppercase(), |long| format!("--{long}"))
}

/// Every command that does something, by its whole name.
fn commands(command: &Command, name: &str, found: &mut Vec<(String, Command)>) {
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        let name = format!("{name} {}", inner.get_name());
        if inner.has_subcommands() {
            commands(inner, &name, found);
        } else {
            found.push((name, inner.clone()));
        }
    }
}

fn every_command() -> Vec<(String, Command)> {
    let mut program = Guiju::command();
    program.build();
    let mut found = Vec::new();
    commands(&program, "guiju", &mut found);
    found
}

#[test]
fn the_reference_lists_every_option() {
    let common = part("### Common options").map(listed).unwrap_or_default();
    let account = part("### Account options").map(listed).unwrap_or_default();
    assert!(common.len() > 3 && account.len() > 1, "{common:?} {account:?}");
    for (name, command) in every_command() {
        let section = part(&format!("### `{name}`")).unwrap_or_else(|| panic!("the reference has no `{name}`"));
        let mut expected = listed(section);
        for (words, options) in [("ommon options", &common), ("ccount options", &account)] {
            if section.contains(words) {
                expected.extend(options.iter().cloned());
            }
        }
        let options = command.get_arguments().filter(|option| option.get_id() != "help");
        assert_eq!(options.map(named).collect::<BTreeSet<_>>(), expected, "{name}");
    }
    let sections = REFERENCE.lines().filter(|line| line.starts_with("### `guiju ")).count();
    assert_eq!(sections, every_command().len(), "a section stands for no command");
}

#[test]
fn the_reference_lists_every_variable_of_an_option() {
    let variables = part("## Environment").map(listed).unwrap_or_default();
    for (name, command) in every_command() {
        for variable in command.get_arguments().filter_map(Arg::get_env) {
            assert!(variables.contains(&*variable.to_string_lossy()), "{name}: {variable:?}");
        }
    }
}

/// The first cells of a setting's row: name, default, bounds, unit and keeper.
fn row(setting: &Setting) -> String {
    let (default, bounds, unit) = match setting.kind {
        Kind::Number { default, least, most, unit } => (default.to_string(), format!("{least}–{most}"), unit.1),
        Kind::Names(names) => {
            ("nobody".to_owned(), names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "), "")
        }
        Kind::OfRegulations { least, most, unit } => {
            ("none".to_owned(), format!("{least}–{most} for any regulation"), unit.1)
        }
        Kind::TimeZone { default } => (default.to_owned(), "names of the IANA database".to_owned(), ""),
    };
    let keeper = match setting.keeper {
        SystemRole::Administrator => "administrator",
        SystemRole::Security => "security",
        SystemRole::Auditor => "auditor",
    };
    format!("| `{}` | {default} | {bounds} | {unit} | {keeper} |", setting.name).replace("|  |", "| |")
}

#[test]
fn the_reference_lists_every_setting_with_its_bounds() {
    let part = part("## Settings of an office").unwrap_or_default();
    for setting in settings::ALL {
        assert!(part.contains(&row(setting)), "the reference lacks the line {}", row(setting));
    }
    assert_eq!(listed(part).len(), settings::ALL.len(), "a line stands for no setting");
}
