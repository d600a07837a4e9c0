//! Rule `sleeps`: a test waits for a condition, never for a time; only `tests/src/wait.rs` sleeps between two looks.

use super::{finding::Finding, source::Source};
use proc_macro2::TokenTree;

const RULE: &str = "sleeps";
/// The one file that may.
const WAIT: &str = "tests/src/wait.rs";

/// The calls of `sleep` in tests.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !source.path.starts_with("tests/") || source.path == WAIT {
        return findings;
    }
    for tokens in &source.sequences {
        for pair in tokens.windows(2) {
            let [TokenTree::Ident(word), TokenTree::Group(_)] = pair else { continue };
            if word == "sleep" || word == "sleep_ms" || word == "sleep_until" {
                let line = word.span().start().line;
                let text =
                    format!("`{word}`: wait for what should come, by `wait` of guiju-tests or by the server's clock");
                findings.push(Finding::new(RULE, &source.path, line, source.function_at(line), text));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Source::parsed(path, text.to_owned()).unwrap()).len()
    }

    #[test]
    fn sleeping_is_found() {
        let asleep = "async fn f() { tokio::time::sleep(Duration::from_millis(5)).await; }\n";
        assert_eq!(found("tests/tests/story/a.rs", asleep), 1);
        assert_eq!(found("tests/tests/a.rs", "on_each! { f(x) { std::thread::sleep(TIME); } }\n"), 1);
        assert_eq!(found("tests/src/wait.rs", asleep), 0);
        assert_eq!(found("host/src/a.rs", asleep), 0);
        assert_eq!(found("tests/tests/a.rs", "async fn f() { until(\"x\", sleepy).await; }\n"), 0);
    }
}
