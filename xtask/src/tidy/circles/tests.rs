//! Small crates, with circles and without.

use super::*;
use crate::tidy::source::Source;

fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let read = |(path, text): &(&str, &str)| {
        let path = format!("a/src/{path}");
        (path.clone(), part(&Source::parsed(&path, (*text).to_owned()).unwrap()))
    };
    let findings = check(&files.iter().map(read).collect());
    let short = |path: &str| path.trim_start_matches("a/src/").to_owned();
    findings.iter().map(|finding| finding.keys.iter().map(|(path, _)| short(path)).collect()).collect()
}

#[test]
fn two_files_that_use_each_other() {
    let lib = ("lib.rs", "mod one;\nmod two;\n");
    let one = ("one.rs", "use crate::two::Two;\npub struct One(Two);\n");
    assert_eq!(
        circles(&[lib, one, ("two.rs", "pub struct Two;\nfn f() { super::one::f(); }\n")]),
        [["one.rs", "two.rs"]]
    );
    assert!(circles(&[lib, one, ("two.rs", "pub struct Two;\n")]).is_empty());
}

#[test]
fn the_finding_names_what_makes_each_import() {
    let text = [
        ("a/src/lib.rs", "mod one;\nmod two;\n"),
        ("a/src/one.rs", "\nuse crate::two::Two;\nstruct One(Two);\n"),
        ("a/src/two.rs", "use crate::one::One;\nstruct Two(One);\n"),
    ];
    let read = |(path, text): (&str, &str)| (path.to_owned(), part(&Source::parsed(path, text.to_owned()).unwrap()));
    let finding = &check(&text.into_iter().map(read).collect())[0];
    let begin =
        "2 files import in a circle: a/src/one.rs uses Two, crate::two::Two of a/src/two.rs; a/src/two.rs uses One";
    assert!(finding.text.starts_with(begin), "{}", finding.text);
    assert_eq!((finding.path.as_str(), finding.line), ("a/src/one.rs", 2));
}

#[test]
fn a_parent_that_only_declares_is_no_member() {
    let lib = ("lib.rs", "mod room;\n");
    let files = [
        lib,
        ("room/mod.rs", "//! A room.\nmod one;\nmod two;\npub use one::One;\npub use two::Two;\n"),
        ("room/one.rs", "pub struct One;\n"),
        ("room/two.rs", "use super::One;\npub struct Two(One);\n"),
    ];
    assert!(circles(&files).is_empty());
}

#[test]
fn a_reexport_is_followed_to_the_file_that_defines() {
    let room = ("room/mod.rs", "mod one;\nmod two;\npub use one::One;\npub use two::*;\n");
    let one = ("room/one.rs", "pub struct One;\nfn f(two: crate::room::Two) {}\n");
    let two = ("room/two.rs", "use super::One;\npub struct Two(One);\n");
    assert_eq!(circles(&[("lib.rs", "mod room;\n"), room, one, two]), [["room/one.rs", "room/two.rs"]]);
}

#[test]
fn a_parent_with_code_and_its_child() {
    let child = ("room/child.rs", "use super::Shared;\npub fn child(s: Shared) {}\n");
    let uses = ("room/mod.rs", "mod child;\npub struct Shared;\nfn f() { child::child(Shared) }\n");
    assert_eq!(circles(&[("lib.rs", "mod room;\n"), uses, child]), [["room/child.rs", "room/mod.rs"]]);
    let declares = ("room/mod.rs", "mod child;\npub struct Shared;\n");
    assert!(circles(&[("lib.rs", "mod room;\n"), declares, child]).is_empty());
}

#[test]
fn globs_and_modules_by_name() {
    let lib = ("lib.rs", "mod one;\nmod two;\nmod three;\n");
    let one = ("one.rs", "use crate::two::*;\npub fn one() { helper() }\n");
    let two = ("two.rs", "use crate::one as first;\npub fn helper() { first::one() }\n");
    assert_eq!(circles(&[lib, one, two, ("three.rs", "")]), [["one.rs", "two.rs"]]);
    let idle = ("one.rs", "use crate::two::*;\npub fn one() {}\n");
    assert!(circles(&[lib, idle, two, ("three.rs", "")]).is_empty());
}

#[test]
fn macros_and_what_they_write() {
    let lib = ("lib.rs", "mod one;\nmod two;\n");
    let one = ("one.rs", "use crate::two::Two;\npub fn page() { view! { <Two of=1/> } }\n");
    let two = ("two.rs", "made! { pub struct Two; }\nfn f() { view! { <p>{crate::one::page()}</p> } }\n");
    assert_eq!(circles(&[lib, one, two]), [["one.rs", "two.rs"]]);
}

#[test]
fn modules_for_tests_do_not_count() {
    let one =
        ("one.rs", "#[cfg(test)]\nmod tests { use crate::two::Two; }\n#[cfg(test)]\nmod more;\npub struct One;\n");
    let two = ("two.rs", "use crate::one::One;\npub struct Two(One);\n");
    let more = ("one/more.rs", "use crate::two::Two;\nstruct More(Two);\n");
    assert!(circles(&[("lib.rs", "mod one;\nmod two;\n"), one, two, more]).is_empty());
}

#[test]
fn what_a_parent_brings_from_another_crate_is_not_its_own() {
    let child = ("room/child.rs", "use super::{Date, Value, Zone};\npub fn child(d: Date, v: Value, z: Zone) {}\n");
    let parent =
        "mod child;\npub use model::*;\npub use serde_json::Value;\nuse zones::Zone;\nfn f() { child::child() }\n";
    assert!(circles(&[("lib.rs", "mod room;\n"), ("room/mod.rs", parent), child]).is_empty());
}

#[test]
fn a_block_with_a_name_in_a_macro_defines_it() {
    let lib = "use sdk::prelude::*;\nregulation! {\n    /// It.\n    Pledge { judges: [Year] }\n}\nmod year;\nuse year::Year;\n";
    let year =
        ("year.rs", "use sdk::prelude::*;\nuse crate::Pledge;\npub struct Year;\nimpl Judge<Pledge> for Year {}\n");
    assert_eq!(circles(&[("lib.rs", lib), year]), [["lib.rs", "year.rs"]]);
}

#[test]
fn a_module_and_an_item_may_share_a_name() {
    let lib = "mod route;\nmod entry;\npub use entry::route;\npub use route::Route;\n";
    let entry = ("entry.rs", "use crate::Route;\npub fn route(r: Route) {}\n");
    let route = ("route.rs", "pub struct Route;\nfn f() { crate::route() }\n");
    assert_eq!(circles(&[("lib.rs", lib), entry, route]), [["entry.rs", "route.rs"]]);
}
