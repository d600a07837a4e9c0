//! Rule `chinese`: the server says nothing in Chinese that its catalogue in `host/words` does not hold, so that everything has English, too.
//!
//! Looked at are the texts in `host/src`, not comments and not tests. What is no text for people stands in [`READ`], with the reason.

use super::{finding::Finding, source::Source};
use proc_macro2::TokenTree;

const RULE: &str = "chinese";

/// Files whose Chinese is compared with what is read, not said; why.
const READ: [(&str, &str); 11] = [
    ("host/src/imports/columns.rs", "heads of columns and signs of times as clock machines write them"),
    ("host/src/imports/table/heads.rs", "traditional characters and heads of columns"),
    ("host/src/organisation/heads.rs", "heads of columns of tables that offices bring"),
    ("host/src/romanisation.rs", "readings of characters"),
    ("host/src/words/catalogue.rs", "units and marks of the languages"),
    ("host/src/http/shape.rs", "the range of Chinese characters"),
    ("host/src/http/document/mod.rs", "the name of the project, which is the same in every language"),
    ("host/src/access/written.rs", "days and amounts as people write them, which are looked for"),
    ("host/src/command/examples.rs", "names in an office that is made for trying"),
    ("host/src/fixtures/client.rs", "what people of a demonstration write"),
    ("host/src/matters/document_templates.rs", "days as Chinese papers write them"),
];

/// The Chinese texts in a file of the server.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let of_server = source.path.starts_with("host/src/");
    let for_tests = ["/tests.rs", "/properties.rs"].iter().any(|end| source.path.ends_with(end));
    if !of_server || for_tests || READ.iter().any(|(path, _)| *path == source.path) {
        return findings;
    }
    for token in source.sequences.iter().flat_map(|tokens| without_docs(tokens)) {
        let TokenTree::Literal(literal) = token else { continue };
        let (text, line) = (literal.to_string(), literal.span().start().line);
        if text.contains(is_han) && !source.in_tests(line) {
            let text = format!("{text} is said in Chinese alone: give it an id in host/words");
            findings.push(Finding::new(RULE, &source.path, line, source.function_at(line), text));
        }
    }
    findings
}

/// The tokens of a sequence but those of documentation, which are `doc = "…"`.
fn without_docs(tokens: &[TokenTree]) -> impl Iterator<Item = &TokenTree> {
    let documents = matches!(tokens.first(), Some(TokenTree::Ident(word)) if word == "doc");
    tokens.iter().filter(move |_| !documents)
}

fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Source::parsed(path, text.to_owned()).unwrap()).len()
    }

    #[test]
    fn chinese_that_is_said_is_found() {
        assert_eq!(found("host/src/a.rs", "fn f() { g(format!(\"还有 {n} 处\")); h('是') }"), 2);
        assert_eq!(found("host/src/a.rs", "const NAME: &str = \"姓名\";"), 1);
    }

    #[test]
    fn comments_tests_and_other_crates_are_free() {
        assert_eq!(found("host/src/a.rs", "//! 规矩\n/// 姓名\nfn f() { /* 是 */ g(\"name\") }"), 0);
        assert_eq!(found("host/src/a.rs", "#[cfg(test)]\nmod tests { fn f() { g(\"姓名\") } }"), 0);
        assert_eq!(found("host/domain/src/a.rs", "fn f() { g(\"姓名\") }"), 0);
        assert_eq!(found("host/src/romanisation.rs", "fn f() { g(\"姓名\") }"), 0);
    }
}
