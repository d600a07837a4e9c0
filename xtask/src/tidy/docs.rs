//! Rule `docs`: what is public is not documented by a single word.

use super::{
    finding::Finding,
    source::{self, Source, wire_types},
};
use proc_macro2::{Delimiter, TokenTree};

const RULE: &str = "docs";
/// Words before the name of an item.
const BEFORE_NAMES: [&str; 12] =
    ["async", "const", "enum", "extern", "fn", "mod", "mut", "static", "struct", "trait", "type", "unsafe"];

/// Public items, fields, variants and methods of traits whose documentation is one word.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = |name: String, doc: &str, line: usize| {
        let text = format!("“{doc}” says nothing about {name}: say what it means, its unit or its shape");
        findings.push(Finding::new(RULE, &source.path, line, &name, text));
    };
    for tokens in &source.sequences {
        documented(tokens, &mut |doc, line, rest| {
            if let [TokenTree::Ident(public), rest @ ..] = rest
                && public == "pub"
                && !matches!(rest.first(), Some(TokenTree::Group(_)))
            {
                found(name(rest), doc, line);
            }
        });
        for inner in public_bodies(tokens).into_iter().chain(wire_types(tokens).into_iter().map(|one| one.body)) {
            documented(&inner, &mut |doc, line, rest| found(name(rest), doc, line));
        }
    }
    findings
}

/// Calls with every documentation of one word, its line, and what it documents.
fn documented(tokens: &[TokenTree], look: &mut impl FnMut(&str, usize, &[TokenTree])) {
    let mut at = 0;
    while at < tokens.len() {
        let (mut doc, start) = (String::new(), at);
        while let [TokenTree::Punct(hash), TokenTree::Group(attribute), ..] = &tokens[at..]
            && hash.as_char() == '#'
        {
            let inside = attribute.stream().into_iter().collect::<Vec<_>>();
            if let [TokenTree::Ident(word), _, text] = inside.as_slice()
                && word == "doc"
            {
                doc.push_str(&source::string(text).unwrap_or_default());
                doc.push('\n');
            }
            at += 2;
        }
        if at == start {
            at += 1;
        } else if doc.split_whitespace().count() == 1 {
            look(doc.trim(), tokens[start].span().start().line, &tokens[at..]);
        }
    }
}

/// What stands in the braces of public enums and traits, where nothing is marked as public.
fn public_bodies(tokens: &[TokenTree]) -> Vec<Vec<TokenTree>> {
    let mut bodies = Vec::new();
    for (at, words) in tokens.windows(2).enumerate() {
        if let [TokenTree::Ident(public), TokenTree::Ident(word)] = words
            && public == "pub"
            && (word == "enum" || word == "trait")
        {
            let body = tokens[at..].iter().find_map(|token| match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
                _ => None,
            });
            bodies.extend(body.map(|body| body.into_iter().collect()));
        }
    }
    bodies
}

/// The name of what begins here.
fn name(tokens: &[TokenTree]) -> String {
    let words = tokens.iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    words.into_iter().find(|word| !BEFORE_NAMES.contains(&word.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let source = Source::parsed("host/src/a.rs", text.to_owned()).unwrap();
        check(&source).into_iter().map(|finding| finding.keys[0].1.clone()).collect()
    }

    #[test]
    fn one_word_is_found() {
        assert_eq!(
            found("/// Person.\n#[derive(Clone)]\npub struct Person {\n    /// Id.\n    pub id: u64,\n}\n"),
            ["Person", "id"]
        );
        assert_eq!(found("/// A state of a task.\npub enum State {\n    /// Open.\n    Open,\n}\n"), ["Open"]);
        assert_eq!(
            found(
                "mirror! {\n    /// Whole days.\n    pub struct S {\n        /// When.\n        pub at: Date,\n    }\n}\n"
            ),
            ["at"]
        );
        assert_eq!(found("struct S;\nimpl S {\n    /// New.\n    pub const fn new() {}\n}\n"), ["new"]);
        assert_eq!(found("wire! { /// A person.\n Person { /// Id.\n id: u64, } }\n"), ["id"]);
    }

    #[test]
    fn a_sentence_or_something_private_is_not() {
        assert!(found("/// A person of the office.\npub struct P {\n    /// Id.\n    id: u64,\n    /// Id of\n    /// whom.\n    pub of: u64,\n}\n").is_empty());
        assert!(found("/// Kept.\nfn kept() {}\n/// Seen.\npub(crate) fn seen() {}\n").is_empty());
    }
}
