//! Rule `casts`: an id is converted by its own type, never by `as i64` or `as u64`.
//!
//! What is cast is known by the last name before `as`: a variable, a field, a method without arguments, or the column in
//! `row.int("person_id")? as u64`. A name means an id if it stands in [`IDS`] or ends with `_id`.

use super::{
    finding::Finding,
    source::{self, Source},
};
use proc_macro2::{Delimiter, TokenTree};

const RULE: &str = "casts";

/// Names that hold an id wherever they stand.
const IDS: [&str; 43] = [
    "applicant",
    "applicants",
    "asked_by",
    "asked_of",
    "assignee",
    "author",
    "badge",
    "booking",
    "by",
    "colleague",
    "decider",
    "delegate",
    "department",
    "deputy",
    "draft",
    "entrance",
    "entry",
    "event",
    "filed_by",
    "filer",
    "holder",
    "id",
    "keeper",
    "leader",
    "matter",
    "mine",
    "notice",
    "office",
    "opened_by",
    "opening",
    "person",
    "post",
    "record",
    "recording",
    "resource",
    "revision",
    "session",
    "subject",
    "swap",
    "task",
    "theirs",
    "upload",
    "whom",
];

/// The casts of ids in a file.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tokens in &source.sequences {
        for (at, pair) in tokens.windows(2).enumerate() {
            let [TokenTree::Ident(word), TokenTree::Ident(kind)] = pair else { continue };
            if word != "as" || (kind != "i64" && kind != "u64") {
                continue;
            }
            let Some(name) = operand(&tokens[..at]).filter(|name| is_id(name)) else { continue };
            let line = word.span().start().line;
            let text = format!("`{name} as {kind}`: give the id its type, which converts it in one place");
            findings.push(Finding::new(RULE, &source.path, line, source.function_at(line), text));
        }
    }
    findings
}

fn is_id(name: &str) -> bool {
    IDS.contains(&name) || name.ends_with("_id")
}

/// The name that says what is cast: the last before `as`.
fn operand(before: &[TokenTree]) -> Option<String> {
    let (last, rest) = before.split_last()?;
    match last {
        TokenTree::Ident(name) => Some(name.to_string()),
        // `row.int("id")?`
        TokenTree::Punct(punct) if punct.as_char() == '?' => operand(rest),
        // `id.0`
        TokenTree::Literal(_) => match rest.split_last()? {
            (TokenTree::Punct(dot), rest) if dot.as_char() == '.' => operand(rest),
            _ => None,
        },
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            let inside = group.stream().into_iter().collect::<Vec<_>>();
            match (inside.as_slice(), rest.last()) {
                ([column], Some(TokenTree::Ident(_))) => source::string(column),
                // `id.number()`, `person()`
                ([], Some(TokenTree::Ident(name))) if name == "number" || name == "get" => {
                    operand(rest.get(..rest.len().checked_sub(2)?)?)
                }
                ([], Some(TokenTree::Ident(name))) => Some(name.to_string()),
                (_, Some(TokenTree::Ident(_))) => None,
                _ => operand(&inside),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(expression: &str) -> usize {
        let text = format!("fn f() {{ let x = {expression}; }}\n");
        check(&Source::parsed("host/src/a.rs", text).unwrap()).len()
    }

    #[test]
    fn casts_of_ids_are_found() {
        for cast in [
            "person as i64",
            "caller.person as i64",
            "row.int(\"applicant_id\")? as u64",
            "*id as i64",
            "id.0 as u64",
            "(id) as u64",
            "id.number() as i64",
            "access.person() as i64",
            "query.bind(matter.task_id as i64)",
            "view! { <A href=move || task as u64/> }",
        ] {
            assert_eq!(found(cast), 1, "{cast}");
        }
    }

    #[test]
    fn other_casts_are_not() {
        for cast in
            ["rows.len() as u64", "index as u64", "row.int(\"n\")? as u64", "1 as i64", "id as u32", "sum(id) as i64"]
        {
            assert_eq!(found(cast), 0, "{cast}");
        }
    }
}
