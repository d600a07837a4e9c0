//! Rule `raw-json`: a test reads what the API answers by its types, not by names in quotes.
//!
//! Looked at is `value["name"]` in `tests`. The content of a form, its attributes and the body of a stored event are JSON for the
//! server, too. Attacks, trials and the tests of the API's document and of clients made from it ask as strangers do.

use super::{
    finding::Finding,
    source::{self, Source},
};
use proc_macro2::{Delimiter, TokenTree};

const RULE: &str = "raw-json";
/// Where tests ask as strangers do.
const STRANGERS: [&str; 6] = [
    "tests/00-",
    "tests/src/trial/",
    "tests/tests/attack/",
    "tests/tests/trials/",
    "tests/tests/openapi.rs",
    "tests/tests/languages.rs",
];
/// Names that hold what is JSON for the server as well.
const JSON: [&str; 3] = ["attributes", "body", "content"];

/// The names in quotes by which a test reads an answer.
pub fn check(source: &Source) -> Vec<Finding> {
    let of_tests = source.path.starts_with("tests/") && !STRANGERS.iter().any(|of| source.path.starts_with(of));
    let mut findings = Vec::new();
    for tokens in source.sequences.iter().filter(|_| of_tests) {
        for at in 1..tokens.len() {
            let Some(name) = key(&tokens[at]).filter(|_| reads_json(&tokens[..at])) else { continue };
            let line = tokens[at].span().start().line;
            let text = format!("[\"{name}\"] of an answer: read it as a type of guiju-api");
            findings.push(Finding::new(RULE, &source.path, line, "-", text));
        }
    }
    findings
}

/// The name in `["name"]`.
fn key(token: &TokenTree) -> Option<String> {
    let TokenTree::Group(group) = token else { return None };
    let inside = group.stream().into_iter().collect::<Vec<_>>();
    match inside.as_slice() {
        [name] if group.delimiter() == Delimiter::Bracket => source::string(name),
        _ => None,
    }
}

/// Whether what stands before the brackets is a value that is JSON for the test alone.
fn reads_json(before: &[TokenTree]) -> bool {
    match before.split_last() {
        Some((TokenTree::Ident(name), _)) => !JSON.iter().any(|json| name == json) && name != "in" && name != "return",
        // `rows[0]["name"]`, `content["rows"]["name"]`, `call()["name"]`
        Some((TokenTree::Group(group), rest)) if group.delimiter() == Delimiter::Bracket => reads_json(rest),
        Some((TokenTree::Group(group), rest)) if group.delimiter() == Delimiter::Parenthesis => {
            matches!(rest.last(), Some(TokenTree::Ident(_)))
        }
        Some((TokenTree::Punct(punct), _)) => punct.as_char() == '?',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, expression: &str) -> usize {
        let text = format!("fn f() {{ assert!({expression}); }}\n");
        check(&Source::parsed(path, text).unwrap()).len()
    }

    #[test]
    fn names_in_quotes_are_found() {
        for read in ["shown[\"status\"] == \"open\"", "all[0][\"id\"]", "get(x)?[\"total\"]", "page()[\"rows\"]"] {
            assert_eq!(found("tests/tests/story/a.rs", read), 1, "{read}");
        }
    }

    #[test]
    fn what_is_json_for_the_server_is_not() {
        let rest =
            ["shown.content[\"reason\"]", "content[\"rows\"][0][\"name\"]", "body[\"from\"]", "of([\"a\"])", "[\"a\"]"];
        for other in rest {
            assert_eq!(found("tests/tests/story/a.rs", other), 0, "{other}");
        }
        assert_eq!(found("tests/tests/trials/a.rs", "shown[\"status\"]"), 0);
    }
}
