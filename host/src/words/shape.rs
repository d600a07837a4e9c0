//! What is wrong with the shape of a request, from what its readers say in English.

/// What is wrong behind the question mark of an address.
pub fn asked(why: &str) -> String {
    let why = why.strip_prefix("Failed to deserialize query string: ").unwrap_or(why);
    match part(why).or_else(|| chinese(why)) {
        Some(part) => format!("地址中问号后面的内容不对：{part}"),
        None => match why.split_once(": ").map(|(name, _)| name).filter(|name| is_name(name)) {
            Some(name) => format!("地址中问号后面的内容不对：“{name}”的值不是所要求的那一种"),
            None => "地址中问号后面的内容不对".to_owned(),
        },
    }
}

/// What is wrong with a body that should be JSON.
pub fn body(why: &serde_json::Error) -> String {
    let place = format!("第 {} 行第 {} 个字节", why.line(), why.column());
    let said = why.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let what = match part(said).or_else(|| chinese(said)) {
        Some(part) => part,
        None if why.is_eof() => "内容不完整".to_owned(),
        None if why.is_data() => "值不是所要求的那一种".to_owned(),
        None => "写法不对".to_owned(),
    };
    format!("请求内容不是所要求的 JSON：{place}，{what}")
}

/// What a reader of this project says, which is Chinese already.
fn chinese(why: &str) -> Option<String> {
    why.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)).then(|| why.to_owned())
}

/// A part that is missing, unknown, or there twice.
fn part(why: &str) -> Option<String> {
    let name = |start: &str| Some(why.split_once(start)?.1.split_once('`')?.0).filter(|name| is_name(name));
    name("missing field `")
        .map(|name| format!("缺少“{name}”"))
        .or_else(|| name("unknown field `").map(|name| format!("没有“{name}”这一项")))
        .or_else(|| name("duplicate field `").map(|name| format!("“{name}”写了两次")))
        .or_else(|| name("unknown variant `").map(|name| format!("“{name}”不是可选的值")))
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::{asked, body};

    #[test]
    fn readers_words_are_put_in_chinese() {
        let wrong = "Failed to deserialize query string: offset: invalid digit found in string";
        assert_eq!(asked(wrong), "地址中问号后面的内容不对：“offset”的值不是所要求的那一种");
        assert_eq!(
            asked("Failed to deserialize query string: missing field `day`"),
            "地址中问号后面的内容不对：缺少“day”"
        );
        for text in ["{", "{\"a\": tru", "[1,]", "{\"a\": \"x\"}", "{\"a\": 1, \"a\": 2}"] {
            let why = serde_json::from_str::<Shape>(text).unwrap_err();
            assert!(!body(&why).chars().any(|c| c.is_ascii_lowercase() && c != 'a'), "{}", body(&why));
        }
    }

    #[derive(Debug, serde::Deserialize)]
    struct Shape {
        #[serde(rename = "a")]
        _a: u64,
    }
}
