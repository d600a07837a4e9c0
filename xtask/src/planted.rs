//! `cargo xtask fuzz --planted`: a property that cannot fail shows nothing. In a copy of the project each parser, and each
//! rule of the workflow, gets a fault of the kind that its property is there to find, and the property must fail.

use crate::{copied::copied, run::cargo};
use anyhow::{Context, Result, ensure};
use std::{env, fs, path::Path, process::Stdio};

/// Cases of each property: the faults are found among many.
const CASES: &str = "20000";

/// A fault, and the property that finds it.
struct Planted {
    /// The test's name in its crate.
    property: &'static str,
    /// The file, below the crate's `src`.
    file: &'static str,
    right: &'static str,
    wrong: &'static str,
}

const fn planted(property: &'static str, file: &'static str, right: &'static str, wrong: &'static str) -> Planted {
    Planted { property, file, right, wrong }
}

/// Each crate that has properties, with a list of faults: its name, its folder, its faults.
const CRATES: [(&str, &str, &[Planted]); 5] = [
    ("guiju-model", "sdk/model", &MODEL),
    ("guiju-package", "sdk/package", &PACKAGE),
    ("guiju-domain", "host/domain", &DOMAIN),
    ("guiju-domain", "host/domain", &WORKFLOW),
    ("guiju", "host", &HOST),
];

const MODEL: [Planted; 6] = [
    planted(
        "time::tests::any_text_is_read_or_refused",
        "time.rs",
        "let mut parts = text.split('-');",
        "let mut parts = text[..text.len().min(10)].split('-');",
    ),
    planted(
        "time::tests::moments_read_back",
        "time.rs",
        "if seconds == 0 { Ok(()) } else { write!(f, \":{seconds:02}\") }",
        "let _ = seconds; Ok(())",
    ),
    planted(
        "holidays::tests::any_text_is_a_year_or_refused",
        "holidays.rs",
        "words.next().unwrap_or_default().parse().map_err(|why| format!(\"{why}\"))?;",
        "words.next().unwrap_or_default().parse().unwrap();",
    ),
    planted(
        "shape::tests::any_content_is_checked",
        "shape.rs",
        "self.say(clause, &field.name, format!(\"“{}”应逐行填写\", field.label));",
        "",
    ),
    planted("capitals::tests::amounts_read_back", "capitals.rs", "Some(sum + ones)", "Some(sum.max(ones))"),
    planted(
        "capitals::tests::any_words_are_an_amount_or_none",
        "money.rs",
        ".and_then(|yuan| yuan.checked_mul(100))",
        ".map(|yuan| yuan * 100)",
    ),
];

const PACKAGE: [Planted; 2] = [
    planted(
        "properties::any_file_goes_apart_and_together",
        "signature.rs",
        "(component, Some(signature)),",
        "(&component[..component.len() / 2], Some(signature)),",
    ),
    planted("properties::any_line_is_a_key_or_refused", "lib.rs", " || !digits.iter().all(u8::is_ascii_hexdigit)", ""),
];

const DOMAIN: [Planted; 5] = [
    planted(
        "reading::properties::any_text_is_read_or_refused",
        "reading/mod.rs",
        "let mut short = text.trim().chars()",
        "let mut short = text[..text.len().min(MOST)].chars()",
    ),
    planted(
        "reading::properties::nearly_dates_are_read_or_refused",
        "reading/date.rs",
        "day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit())",
        "day.len() == 8 && !day.contains('-')",
    ),
    planted(
        "reading::properties::spellings_of_a_day_agree",
        "reading/date.rs",
        "rest.trim().trim_end_matches(['日', '号'])",
        "rest.trim().trim_end_matches('号')",
    ),
    planted(
        "reading::properties::spellings_of_a_moment_agree",
        "reading/time.rs",
        "hour % 12 + if afternoon { 12 } else { 0 }",
        "hour + if afternoon { 12 } else { 0 }",
    ),
    planted(
        "characters::tests::any_text_is_kept_as_it_will_be_found",
        "characters.rs",
        "find(|c| c.is_control() || is_invisible(*c)",
        "find(|c| is_invisible(*c)",
    ),
];

/// Faults of the workflow, all in one copy: each property of it finds its own.
const WORKFLOW: [Planted; 15] = [
    planted(
        "workflow::tests::properties::no_task_is_lost",
        "workflow/decide.rs",
        "task.state == TaskState::Later && !waits(task)",
        "task.state == TaskState::Later && !waits(task) && task.parent.is_none()",
    ),
    planted(
        "workflow::tests::properties::no_place_has_two_winners",
        "workflow/acts.rs",
        "self.cancel(beaten.iter().copied());",
        "",
    ),
    planted(
        "workflow::tests::properties::nobody_decides_on_himself",
        "workflow/places.rs",
        "apart.extend([matter.applicant, matter.subject]);",
        "",
    ),
    planted(
        "workflow::tests::properties::silence_decides_nothing",
        "workflow/lay.rs",
        "task.is_pending() || task.is_done() && task.decides();",
        "task.is_pending() || task.is_done() || task.state == TaskState::Reassigned;",
    ),
    planted(
        "workflow::tests::properties::every_act_is_a_new_version",
        "workflow/decide.rs",
        "work.act(act)?;\n            work.emit(Event::Versioned);",
        "work.act(act)?;",
    ),
    planted(
        "workflow::tests::properties::what_is_offered_is_accepted",
        "workflow/decide.rs",
        "if !task.is_open() || task.round",
        "if task.round",
    ),
    planted(
        "workflow::tests::properties::a_matter_gets_one_number",
        "workflow/lay.rs",
        "!self.matter.is_numbered && ",
        "",
    ),
    planted(
        "workflow::tests::properties::what_is_over_asks_nobody",
        "workflow/acts.rs",
        "self.cancel_pending();\n            self.cancel_consents();\n            self.emit(Event::Refused",
        "self.cancel_consents();\n            self.emit(Event::Refused",
    ),
    planted(
        "workflow::tests::properties::what_is_over_stays_over",
        "workflow/resolve.rs",
        "self.matter.status == MatterStatus::Open && plan.finishes(",
        "plan.finishes(",
    ),
    planted(
        "workflow::tests::properties::advice_is_for_whoever_waits",
        "workflow/decide.rs",
        "self.cancel(idle);",
        "let _ = idle;",
    ),
    planted(
        "workflow::tests::properties::only_steps_of_the_route_ask",
        "workflow/lay.rs",
        "self.cancel(self.ids(gone));",
        "let _ = gone;",
    ),
    planted(
        "workflow::tests::properties::named_deciders_are_kept_apart",
        "workflow/places.rs",
        "if reads { self.office.concerned().clone() } else { self.apart() }",
        "{ let _ = reads; self.office.concerned().clone() }",
    ),
    planted(
        "workflow::tests::properties::deciders_are_found_once",
        "workflow/decide.rs",
        "next.retain(|(place, _)| *place == first);",
        "next.truncate(1); let _ = first;",
    ),
    planted(
        "workflow::tests::properties::a_deferral_draws_nothing_nearer",
        "workflow/decide.rs",
        "task.due.is_some_and(|due| due < until)",
        "task.due.is_some()",
    ),
    planted(
        "workflow::tests::properties::the_earliest_due_date_counts",
        "workflow/route_plan.rs",
        "when(deadline.due.within) < when(due.within)",
        "when(deadline.due.within) > when(due.within)",
    ),
];

const HOST: [Planted; 11] = [
    planted(
        "http::body::tests::any_body_is_looked_at_closely_enough",
        "http/body.rs",
        "| [b'0'..=b'9', b'e' | b'E']",
        "",
    ),
    planted(
        "http::body::tests::any_bytes_are_json_or_refused",
        "http/body.rs",
        "    serde_json::from_slice(bytes).map_err(wrong)\n}",
        "    Ok(serde_json::from_slice(bytes).unwrap())\n}",
    ),
    planted(
        "imports::properties::any_line_is_a_punch_or_told",
        "imports/punches.rs",
        "words.get(place + 1)?",
        "&words[place + 1]",
    ),
    planted(
        "imports::properties::plain_lines_are_read",
        "imports/punches.rs",
        "matches!(c, ',' | ';' | '|')",
        "matches!(c, ',' | '|')",
    ),
    planted(
        "imports::properties::any_cell_is_moments_or_told",
        "imports/punches.rs",
        "text.strip_prefix(\"次日\").map_or((0, text), |text| (1, text.trim()))",
        "if text.starts_with(\"次日\") { (1, &text[4..]) } else { (0, text) }",
    ),
    planted(
        "imports::properties::any_attribute_is_typed_or_refused",
        "imports/values.rs",
        "(ValueKind::YesNo, Value::Number(number)) => value(kind, label, &number.to_string(), None),",
        "(ValueKind::YesNo, Value::Number(_)) => Ok(given.clone()),",
    ),
    planted(
        "imports::table::properties::any_bytes",
        "imports/table/text.rs",
        "return Err(Import::NotText);\n    }\n    let text",
        "panic!(\"no text\");\n    }\n    let text",
    ),
    planted("imports::table::properties::any_text", "imports/table/mod.rs", "if cell.contains('\\0') {", "if false {"),
    planted(
        "imports::table::properties::lines_keep_their_numbers",
        "imports/table/mod.rs",
        "written.map(|(row, cells)| Row { number: u64::from(row) + 1, cells })",
        "written.zip(1..).map(|((_, cells), number)| Row { number, cells })",
    ),
    planted(
        "imports::table::properties::a_damaged_workbook",
        "imports/table/workbook.rs",
        "unpacked::check(bytes)?;",
        "unpacked::check(bytes).unwrap();",
    ),
    planted(
        "imports::table::properties::any_records",
        "imports/table/workbook.rs",
        "guarded(|| biff::checked(bytes))?;",
        "guarded(|| biff::checked(bytes)).unwrap();",
    ),
];

/// Plants the faults of one crate after the other.
pub fn check() -> Result<()> {
    let mut missed = Vec::new();
    for (name, folder, faults) in CRATES {
        let copy = copied("planted", |_| true)?;
        for fault in faults {
            plant(&copy.join(folder).join("src").join(fault.file), fault)?;
        }
        missed.extend(unfound(name, &copy, faults)?);
    }
    ensure!(missed.is_empty(), "these properties do not find the fault that was planted: {}", missed.join(", "));
    Ok(())
}

fn plant(file: &Path, fault: &Planted) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let places = text.matches(fault.right).count();
    ensure!(places == 1, "{} has {places} places for the fault that {} finds", file.display(), fault.property);
    Ok(fs::write(file, text.replacen(fault.right, fault.wrong, 1))?)
}

/// The properties of a crate that pass although there is a fault.
fn unfound(name: &str, copy: &Path, faults: &[Planted]) -> Result<Vec<&'static str>> {
    let mut tests = cargo(&["test", "--offline", "-p", name, "--lib", "--", "--exact"]);
    tests.args(faults.iter().map(|fault| fault.property));
    tests.current_dir(copy).env("CARGO_TARGET_DIR", env::current_dir()?.join("target"));
    let ran = tests.env("PROPTEST_CASES", CASES).stderr(Stdio::inherit()).output().context("cargo test")?;
    let said = String::from_utf8_lossy(&ran.stdout);
    let failed = |fault: &&Planted| said.contains(&format!("test {} ... FAILED", fault.property));
    for fault in faults.iter().filter(failed) {
        println!("found: {}", fault.property);
    }
    Ok(faults.iter().filter(|fault| !failed(fault)).map(|fault| fault.property).collect())
}
