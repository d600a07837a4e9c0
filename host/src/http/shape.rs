//! What is wrong with the shape of a request, from what its readers say in English.

use guiju_domain::{message::Message, rejection::Request};

/// What is wrong behind the question mark of an address.
pub fn query(why: &str) -> Request {
    let why = why.strip_prefix("Failed to deserialize query string: ").unwrap_or(why);
    let named = || why.split_once(": ").filter(|(name, _)| is_name(name));
    let problem = part(why).or_else(|| named().map(|(name, what)| bound(name, what))).or_else(|| chinese(why));
    Request::Query { problem: problem.unwrap_or_else(|| Message::new("request-part-malformed", vec![])) }
}

/// What is wrong with a body that should be JSON.
pub fn body(why: &serde_json::Error) -> Request {
    let said = why.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let problem = part(said).or_else(|| chinese(said)).unwrap_or_else(|| {
        let id = match (why.is_eof(), why.is_data()) {
            (true, _) => "request-part-incomplete",
            (false, true) => "request-part-value",
            (false, false) => "request-part-malformed",
        };
        Message::new(id, vec![])
    });
    Request::Body { line: why.line(), byte: why.column(), problem }
}

/// A value behind the question mark that is beyond a bound of `crate::bounded`, or of another kind.
fn bound(name: &str, what: &str) -> Message {
    if let Some(most) = what.strip_prefix("not between 0 and ").and_then(|most| most.parse::<u64>().ok()) {
        return Message::new("request-part-bounds", vec![("name", name.to_owned().into()), ("most", most.into())]);
    }
    let long = what.strip_suffix(" at most").and_then(|what| what.split_once(" characters and "));
    if let Some((Ok(has), Ok(most))) = long.map(|(has, most)| (has.parse::<u64>(), most.parse::<u64>())) {
        return Message::new("request-part-search", vec![("has", has.into()), ("most", most.into())]);
    }
    chinese(what).unwrap_or_else(|| Message::new("request-part-kind", vec![("name", name.to_owned().into())]))
}

/// What a reader of the regulations' model says, which is Chinese already.
fn chinese(why: &str) -> Option<Message> {
    let is = why.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    is.then(|| Message::new("request-part-text", vec![("text", why.to_owned().into())]))
}

/// A part that is missing, unknown, or there twice.
fn part(why: &str) -> Option<Message> {
    const PARTS: [(&str, &str); 4] = [
        ("missing field `", "request-part-missing"),
        ("unknown field `", "request-part-unknown"),
        ("duplicate field `", "request-part-twice"),
        ("unknown variant `", "request-part-no-choice"),
    ];
    PARTS.iter().find_map(|(start, id)| {
        let name = Some(why.split_once(start)?.1.split_once('`')?.0).filter(|name| is_name(name))?;
        Some(Message::new(*id, vec![("name", name.to_owned().into())]))
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::{body, query};
    use crate::{language::Language, words};
    use guiju_domain::rejection::Request;

    fn said(why: Request) -> [String; 2] {
        let why = why.into();
        [Language::Chinese, Language::English].map(|language| words::say(&why, language))
    }

    #[test]
    fn readers_words_are_put_in_both_languages() {
        let wrong = "Failed to deserialize query string: offset: invalid digit found in string";
        assert_eq!(said(query(wrong))[0], "地址中问号后面的内容不对：“offset”的值不是所要求的那一种");
        let missing = "Failed to deserialize query string: missing field `day`";
        assert_eq!(said(query(missing))[0], "地址中问号后面的内容不对：缺少“day”");
        let far = "Failed to deserialize query string: offset: not between 0 and 1000000";
        assert_eq!(said(query(far))[0], "地址中问号后面的内容不对：“offset”应在 0 到 1000000 之间");
        let long = "Failed to deserialize query string: q: 300 characters and 200 at most";
        assert!(said(query(long))[1].ends_with("what is searched for has 300 characters, 200 at most"));
        for text in ["{", "{\"a\": tru", "[1,]", "{\"a\": \"x\"}", "{\"a\": 1, \"a\": 2}"] {
            let why = serde_json::from_str::<Shape>(text).unwrap_err();
            let [chinese, english] = said(body(&why));
            assert!(!chinese.replace("JSON", "").chars().any(|c| c.is_ascii_lowercase() && c != 'a'), "{chinese}");
            assert!(!english.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{english}");
        }
    }

    #[derive(Debug, serde::Deserialize)]
    struct Shape {
        #[serde(rename = "a")]
        _a: u64,
    }
}
