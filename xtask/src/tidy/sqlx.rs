//! Rule `sqlx`: only the store names sqlx, and in the store only the statement module makes statements.

use super::{
    finding::Finding,
    source::{self, Source},
};
use proc_macro2::TokenTree;

const RULE: &str = "sqlx";
/// The crate that may name sqlx.
const STORE: &str = "host/store/";
/// The module of the store that makes statements: a file or a folder.
const STATEMENTS: &str = "host/store/src/sql";
/// Where the rule does not hold, and why.
const EXCEPT: [(&str, &str); 4] = [
    (
        "host/store/src/migrations.rs",
        "its tests fill databases of earlier versions, whose tables the store no longer knows",
    ),
    ("tests/", "tests change a database behind the server's back to see that it notices"),
    ("plugins/00-bench/", "a benchmark fills a database faster than the server would"),
    ("xtask/", "names what it looks for"),
];
/// What makes a statement; `query…` besides.
const MAKERS: [&str; 3] = ["raw_sql", "AssertSqlSafe", "QueryBuilder"];

/// Where a file names sqlx and should not.
pub fn check(source: &Source) -> Vec<Finding> {
    let path = source.path.as_str();
    if EXCEPT.iter().any(|(folder, _)| path.starts_with(folder)) {
        return Vec::new();
    }
    let store = path.starts_with(STORE);
    if store && path.strip_prefix(STATEMENTS).is_some_and(|rest| rest == ".rs" || rest.starts_with('/')) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for tokens in &source.sequences {
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Ident(word) = token else { continue };
            let line = word.span().start().line;
            let text = if store && is_maker(tokens, at) {
                format!("`{word}` makes a statement: only {STATEMENTS} does")
            } else if !store && word == "sqlx" {
                "names sqlx: only host/store does".to_owned()
            } else {
                continue;
            };
            findings.push(Finding::new(RULE, path, line, source.function_at(line), text));
        }
    }
    findings
}

/// Where the manifest of a crate depends on sqlx and should not.
pub fn check_manifest(path: &str, text: &str) -> Option<Finding> {
    let free =
        path == "Cargo.toml" || path.starts_with(STORE) || EXCEPT.iter().any(|(folder, _)| path.starts_with(folder));
    let names = |line: &str| line.split(['.', ' ', '=']).next() == Some("sqlx");
    let line = text.lines().position(names).filter(|_| !free)?;
    Some(Finding::new(RULE, path, line + 1, "-", "depends on sqlx: only host/store does".to_owned()))
}

/// `sqlx::query…`, a statement without a type of its own, or one of [`MAKERS`]; not the `use` that brings it.
fn is_maker(tokens: &[TokenTree], at: usize) -> bool {
    let TokenTree::Ident(word) = &tokens[at] else { return false };
    let word = word.to_string();
    let of_sqlx = at >= 3
        && source::is_pair(tokens, at - 2, [':', ':'])
        && matches!(&tokens[at - 3], TokenTree::Ident(parent) if parent == "sqlx");
    MAKERS.contains(&word.as_str()) || (of_sqlx && word.starts_with("query"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Source::parsed(path, text.to_owned()).unwrap()).len()
    }

    const QUERY: &str = "async fn f() { sqlx::query(\"SELECT 1\").execute(c).await; }\n";

    #[test]
    fn only_the_store_names_sqlx() {
        assert_eq!(found("host/src/a.rs", QUERY), 1);
        assert_eq!(found("frontend/src/a.rs", "use sqlx::Row;\n"), 1);
        assert_eq!(found("host/store/src/a.rs", "use sqlx::Row;\n"), 0);
        assert_eq!(found("host/src/a.rs", "//! Not sqlx, only its name.\n"), 0);
        assert_eq!(found("tests/tests/a.rs", QUERY), 0);
        assert_eq!(found("plugins/00-bench/src/main.rs", QUERY), 0);
    }

    #[test]
    fn only_the_statement_module_makes_statements() {
        assert_eq!(found("host/store/src/chain.rs", QUERY), 1);
        assert_eq!(found("host/store/src/chain.rs", "fn f() { query_as::<_, (i64,)>(AssertSqlSafe(text)); }\n"), 1);
        assert_eq!(found("host/store/src/sql.rs", QUERY), 0);
        assert_eq!(found("host/store/src/sql/built.rs", QUERY), 0);
        assert_eq!(found("host/store/src/sqlite.rs", QUERY), 1);
    }

    #[test]
    fn only_the_store_depends_on_sqlx() {
        assert!(check_manifest("host/Cargo.toml", "[dependencies]\nsqlx.workspace = true\n").is_some());
        assert!(check_manifest("host/store/Cargo.toml", "sqlx.workspace = true\n").is_none());
        assert!(check_manifest("host/Cargo.toml", "# sqlx\nserde = \"1\"\n").is_none());
    }
}
