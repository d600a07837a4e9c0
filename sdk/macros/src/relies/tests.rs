//! What a regulation relies on, and how a name that its owner does not have is refused.

use super::expand_in;
use guiju_export::{Export, Relies};
use std::{fs, path::Path};
use tempfile::TempDir;

const OWNER: &str = r#"
regulation! { /// Leave.
    Leave { id: "leave-rules", title: "请假", version: "1.0.0", area: "x", forms: [forms::Leave], records: [Report], judges: [Month] } }
mod forms;
use forms::Report;
#[derive(Debug, Judgement)]
#[judgement(title = "月", clause = "1", of = Person, every = Month, reads = [], figures(absent = "旷工"))]
pub struct Month;
"#;

const FORMS: &str = r#"
#[derive(Choice)]
pub enum Kind { #[choice("事假")] Personal, #[choice("病假")] SickLeave }
#[derive(Row)]
pub struct Item { #[field(label = "名称")] pub name: String, #[field(label = "数量", optional)] pub count: Option<i64> }
#[derive(Form)]
#[form(title = "报告", clause = "1", summary = "报告")]
pub struct Report { #[field(label = "事")] pub what: String }
#[derive(Form)]
#[form(title = "请假", clause = "1", summary = "请假", steps(section_head = "负责人", back = "回来"))]
pub struct Leave {
    #[field(label = "类别")] pub kind: Kind,
    #[field(label = "金额", shown_when = "kind == personal")] pub amount: Option<Money>,
    #[field(label = "物品")] pub items: Table<Item>,
    #[field(label = "报告")] pub report: Reference<Report>,
    #[computed("天数")] pub days: Option<u32>,
}
"#;

/// Two crates beside each other: one declares leave, the other relies on it.
struct Pair(TempDir);

impl Pair {
    fn new() -> Self {
        let pair = Self(TempDir::new().expect("a folder"));
        pair.write("owner", OWNER);
        fs::write(pair.0.path().join("owner/src/forms.rs"), FORMS).expect("forms");
        pair.write("other", r#"regulation! { Other { id: "other", title: "其他", version: "1.0.0", area: "x" } }"#);
        pair
    }

    fn write(&self, name: &str, root: &str) {
        let folder = self.0.path().join(name);
        fs::create_dir_all(folder.join("src")).expect("a folder");
        fs::write(folder.join("src/lib.rs"), root).expect("a root");
        fs::write(folder.join("Cargo.toml"), "[package]\n").expect("a manifest");
        fs::write(folder.join("regulation.md"), "").expect("a text");
    }

    /// The owner's forms with one text in the place of another.
    fn rename(&self, from: &str, to: &str) {
        assert!(FORMS.contains(from), "{from}");
        fs::write(self.0.path().join("owner/src/forms.rs"), FORMS.replace(from, to)).expect("forms");
    }

    fn other(&self) -> std::path::PathBuf {
        self.0.path().join("other")
    }

    fn expand(&self, written: &str) -> Result<String, String> {
        let relies = syn::parse_str::<Relies>(written).map_err(|why| why.to_string())?;
        expand_in(&self.other(), &relies).map(|made| made.to_string()).map_err(|why| why.to_string())
    }
}

const RELIES: &str = "leave_rules::leave as Leave {
    kind { personal, sick_leave }, amount, items { name, count }, report as Report, days
} steps { back }
leave_rules::report as Report { what }
leave_rules::month as Month { absent }
office::posts as Post { post, b }";

#[test]
fn the_types_are_those_that_the_owner_declares() {
    let made = Pair::new().expand(RELIES).expect("types");
    let parts = [
        "pub kind : LeaveKind",
        "enum LeaveKind { # [doc = \"事假\"] Personal , # [doc = \"病假\"] SickLeave",
        "pub amount : Option < :: guiju_sdk :: model :: Money >",
        "pub items : :: guiju_sdk :: Table < LeaveItems >",
        "pub count : Option < i64 >",
        "pub report : :: guiju_sdk :: Reference < Report >",
        "pub days : Option < i64 >",
        "steps (back = \"The step `back`.\")",
        "pub absent : Option < i64 >",
        "pub b : Option < :: guiju_sdk :: model :: PersonId >",
        "include_bytes ! (concat ! (env ! (\"CARGO_MANIFEST_DIR\") , \"/../owner/src/forms.rs\"))",
    ];
    for part in parts {
        assert!(made.contains(part), "{part} is not in {made}");
    }
}

#[test]
fn a_renamed_field_choice_or_step_is_refused_at_its_name() {
    let pair = Pair::new();
    for (from, to, says) in [
        ("pub amount:", "pub sum:", "leave-rules/leave has no field `amount`; it has kind, sum, items, report, days"),
        ("SickLeave", "Sick", "leave-rules/leave has no choice of `kind` `sick_leave`; it has personal, sick"),
        ("pub name:", "pub called:", "leave-rules/leave has no column of `items` `name`; it has called, count"),
        ("back =", "home =", "leave-rules/leave has no step `back`; it has section-head, home"),
        (
            "pub days:",
            "pub length:",
            "leave-rules/leave has no field `days`; it has kind, amount, items, report, length",
        ),
    ] {
        pair.rename(from, to);
        assert_eq!(pair.expand(RELIES).expect_err(from), says);
    }
}

#[test]
fn what_is_not_there_is_said() {
    let pair = Pair::new();
    let fails = |written: &str| pair.expand(written).expect_err(written);
    assert_eq!(
        fails("leave_rules::absence as Absence {}"),
        "leave-rules has no form or assessment `absence`; it has leave, report, month"
    );
    assert_eq!(fails("leave_rules::month as Month { late }"), "leave-rules/month has no figure `late`; it has absent");
    assert!(fails("elsewhere::leave as Leave {}").starts_with("there is no regulation elsewhere beside this crate"));
    assert!(fails("leave_rules::leave as Leave { report }").contains("points to leave-rules/report"));
    assert!(fails("leave_rules::leave as Leave { items }").contains("it has name, count"));
}

#[test]
fn an_export_as_a_file_gives_the_same_types() {
    let pair = Pair::new();
    let from_source = pair.expand(RELIES).expect("types");
    let (export, _) = guiju_export::own(&pair.0.path().join("owner")).expect("an export");
    let text = export.to_text();
    assert_eq!(Export::read(&text).expect("an export"), export);
    fs::create_dir(pair.other().join("relies")).expect("a folder");
    fs::write(pair.other().join("relies/leave-rules.json"), text).expect("a file");
    fs::remove_dir_all(pair.0.path().join("owner")).expect("gone");
    let from_file = pair.expand(RELIES).expect("types");
    let types = |made: &str| made.split("const _ : & [u8]").next().map(str::to_owned);
    assert_eq!(types(&from_file), types(&from_source));
}

#[test]
fn the_regulations_of_the_workspace_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/05-ab-role");
    let found = guiju_export::find(&folder, "attendance");
    // A kit holds the SDK alone.
    if folder.exists() {
        let export = found.expect("attendance").export;
        assert!(export.form("leave").is_some_and(|leave| leave.field("span").is_some()));
    }
}
