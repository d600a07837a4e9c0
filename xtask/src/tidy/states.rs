//! Rule `states`: the host compares no status, kind, action or role with a text; the type that maps it does.
//!
//! What is compared is known by its name: a variable, a field, a method, the column in `row.text("state")?` or the key in
//! `body["kind"]`, if it is one of [`STATES`] or ends with `_` and one of them. Looked at are `==`, `!=`, `matches!`, `match`,
//! `if let`, and `["…"].contains(&…)`; not SQL, and not tests.

use super::{
    finding::Finding,
    source::{self, Source},
};
use proc_macro2::{Delimiter, Group, TokenTree};

const RULE: &str = "states";
/// Names that hold a state.
const STATES: [&str; 10] =
    ["action", "kind", "lamp", "mode", "outcome", "role", "state", "status", "system_role", "verdict"];
/// Methods that give the same text in another form.
const FORMS: [&str; 10] =
    ["as_deref", "as_ref", "as_str", "borrow", "clone", "into", "is_some_and", "to_owned", "to_string", "trim"];

/// The comparisons of states with texts in a file.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let for_tests = ["/tests.rs", "/properties.rs"].iter().any(|end| source.path.ends_with(end));
    if !source.path.starts_with("host/") || for_tests {
        return findings;
    }
    for tokens in &source.sequences {
        for at in 0..tokens.len() {
            let Some(name) = compared(tokens, at) else { continue };
            let line = tokens[at].span().start().line;
            if !source.in_tests(line) {
                let text = format!("`{name}` is compared with a text: give it a type, which alone knows the texts");
                findings.push(Finding::new(RULE, &source.path, line, source.function_at(line), text));
            }
        }
    }
    findings
}

/// The state that is compared with a text at this place.
fn compared(tokens: &[TokenTree], at: usize) -> Option<String> {
    let (before, rest) = (&tokens[..at], &tokens[at..]);
    if source::is_pair(tokens, at, ['=', '=']) || source::is_pair(tokens, at, ['!', '=']) {
        let after = &tokens[at + 2..];
        return match (starts_with_text(after), ends_with_text(before)) {
            (true, _) => name_before(before).filter(|name| is_state(name)),
            (_, true) => named_in(operand(after)),
            _ => None,
        };
    }
    match rest {
        [TokenTree::Ident(word), TokenTree::Punct(bang), TokenTree::Group(group), ..]
            if word == "matches" && bang.as_char() == '!' =>
        {
            let inside = tokens_of(group);
            let comma = inside.iter().position(|token| is_punct(token, ','))?;
            named_in(&inside[..comma]).filter(|_| has_text(&inside[comma..]))
        }
        [TokenTree::Ident(word), rest @ ..] if word == "match" => {
            let block = rest.iter().position(|token| is_group(token, Delimiter::Brace))?;
            let TokenTree::Group(arms) = &rest[block] else { return None };
            named_in(&rest[..block]).filter(|_| patterns(&tokens_of(arms)).iter().any(|pattern| has_text(pattern)))
        }
        [TokenTree::Ident(word), rest @ ..] if word == "let" => {
            let equals = rest.iter().position(|token| is_punct(token, '='))?;
            let pattern = &rest[..equals];
            if rest.get(..equals).is_none_or(|pattern| !has_text(pattern)) {
                return None;
            }
            named_in(operand(&rest[pattern.len() + 1..]))
        }
        [TokenTree::Group(list), TokenTree::Punct(dot), TokenTree::Ident(word), TokenTree::Group(argument), ..]
            if list.delimiter() == Delimiter::Bracket && dot.as_char() == '.' && word == "contains" =>
        {
            named_in(&tokens_of(argument)).filter(|_| has_text(&tokens_of(list)))
        }
        _ => None,
    }
}

fn is_state(name: &str) -> bool {
    STATES.iter().any(|state| name.strip_suffix(state).is_some_and(|before| before.is_empty() || before.ends_with('_')))
}

/// What stands on the right of a comparison, up to what ends it.
fn operand(after: &[TokenTree]) -> &[TokenTree] {
    let ends = |token: &TokenTree| {
        matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), '|' | ',' | ';' | '='))
            || is_group(token, Delimiter::Brace)
    };
    let and = |at: usize| source::is_pair(after, at, ['&', '&']);
    let end = (0..after.len()).find(|at| ends(&after[*at]) || and(*at)).unwrap_or(after.len());
    &after[..end]
}

/// The state among several operands, such as those of a tuple.
fn named_in(tokens: &[TokenTree]) -> Option<String> {
    if let [TokenTree::Group(tuple)] = tokens {
        let inside = tokens_of(tuple);
        return inside.split(|token| is_punct(token, ',')).find_map(named_in);
    }
    name_before(tokens).filter(|name| is_state(name))
}

/// The name at the end of these tokens that says what they give.
fn name_before(tokens: &[TokenTree]) -> Option<String> {
    let (last, rest) = tokens.split_last()?;
    match last {
        TokenTree::Ident(name) => Some(name.to_string()),
        TokenTree::Punct(punct) if punct.as_char() == '?' => name_before(rest),
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => source::string(tokens_of(group).last()?),
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            let inside = tokens_of(group);
            let Some((TokenTree::Ident(method), before)) = rest.split_last() else {
                return name_before(&inside);
            };
            if FORMS.iter().any(|form| method == form) {
                return name_before(before.split_last()?.1);
            }
            inside.last().and_then(source::string).or_else(|| Some(method.to_string()))
        }
        _ => None,
    }
}

/// Whether a text comes next: `"…"`, `Some("…")`.
fn starts_with_text(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Punct(punct), rest @ ..] if matches!(punct.as_char(), '&' | '*') => starts_with_text(rest),
        [TokenTree::Ident(some), TokenTree::Group(group), ..] if some == "Some" => starts_with_text(&tokens_of(group)),
        [first, ..] => source::string(first).is_some(),
        [] => false,
    }
}

fn ends_with_text(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., TokenTree::Ident(some), TokenTree::Group(group)] if some == "Some" => ends_with_text(&tokens_of(group)),
        [.., last] => source::string(last).is_some(),
        [] => false,
    }
}

/// Whether there is a text in these tokens, at any depth of tuples.
fn has_text(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Group(group) => has_text(&tokens_of(group)),
        token => source::string(token).is_some(),
    })
}

/// The patterns of a match without their guards.
fn patterns(arms: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut patterns = Vec::new();
    let mut rest = arms;
    while let Some(arrow) = (0..rest.len()).find(|at| source::is_pair(rest, *at, ['=', '>'])) {
        let pattern = &rest[..arrow];
        let guard = pattern.iter().position(|token| matches!(token, TokenTree::Ident(word) if word == "if"));
        patterns.push(&pattern[..guard.unwrap_or(arrow)]);
        // A body is a block or goes on to the next comma.
        let body = &rest[arrow + 2..];
        let end = match body.first() {
            Some(first) if is_group(first, Delimiter::Brace) => 0,
            _ => body.iter().position(|token| is_punct(token, ',')).unwrap_or(body.len().saturating_sub(1)),
        };
        rest = body.get(end + 1..).unwrap_or_default();
    }
    patterns
}

fn tokens_of(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> usize {
        let text = format!("fn f() {{ {body} }}\n");
        check(&Source::parsed("host/src/a.rs", text).unwrap()).len()
    }

    #[test]
    fn states_that_are_compared_with_texts_are_found() {
        for body in [
            "task.state == \"open\"",
            "a && stored.status != \"open\" || b",
            "\"open\" == task.state",
            "row.text(\"state\")? != \"asked\"",
            "row.maybe_text(\"matter_status\")?.as_deref() == Some(\"returned\")",
            "body[\"kind\"] == \"filed\"",
            "matches!(task.kind.as_str(), \"read\" | \"vote\")",
            "match task.state.as_str() { \"open\" => 1, _ => 2 }",
            "match (task.kind.as_str(), x) { (\"open\", _) if y => {} _ => {} }",
            "if let Some(\"open\") = row.status.as_deref() {}",
            "[\"open\", \"vacant\"].contains(&task.state.as_str())",
            "view! { <p class=(kind == \"read\")/> }",
        ] {
            assert_eq!(found(body), 1, "{body}");
        }
    }

    #[test]
    fn other_comparisons_are_not() {
        for body in [
            "task.state == State::Open",
            "path == \"/index.html\"",
            "name == \"state\"",
            "match task.state { State::Open => \"open\", State::Done => \"done\" }",
            "match text { \"open\" => State::Open, _ => State::Done }",
            "let state = \"open\";",
            "let said = if kind == other { \"a\" } else { \"b\" };",
            "matches!(task.state, State::Open)",
        ] {
            assert_eq!(found(body), 0, "{body}");
        }
        let tests = "#[cfg(test)]\nmod tests { fn f() { task.state == \"open\"; } }\n".to_owned();
        assert!(check(&Source::parsed("host/src/a.rs", tests).unwrap()).is_empty());
        let plugin = "fn f() { task.state == \"open\"; }\n".to_owned();
        assert!(check(&Source::parsed("plugins/a/src/lib.rs", plugin).unwrap()).is_empty());
    }
}
