//! What is said to people, as a column or an event keeps it: id and values of a message. What is nothing but a text is kept as it
//! is, and texts of former versions are read as such.

use crate::{
    error::Result,
    sql::{Bind, Column},
};
use guiju_domain::message::Message;

/// How a stored message begins, so that it is told from a text.
const BEGINS: &str = "{\"message\":";

/// A message as it is stored.
#[must_use]
pub fn written(message: &Message) -> String {
    match message.as_plain() {
        Some(text) if !text.starts_with(BEGINS) => text.to_owned(),
        // A message has text keys only, which is all that can fail here.
        _ => serde_json::to_string(message).unwrap_or_default(),
    }
}

/// What was stored.
#[must_use]
pub fn read(stored: &str) -> Message {
    let message = stored.starts_with(BEGINS).then(|| serde_json::from_str(stored).ok()).flatten();
    message.unwrap_or_else(|| Message::plain(stored.to_owned()))
}

impl Column for Message {
    type Raw = String;
    fn read(raw: String) -> Result<Self> {
        Ok(read(&raw))
    }
}

impl Bind for Message {
    type Raw = String;
    fn bind(self) -> String {
        written(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::{read, written};
    use guiju_domain::{message, message::Message};

    #[test]
    fn messages_and_texts_are_told_apart() {
        let forged = r#"{"message":"keeper-please","with":[]}"#;
        for text in ["已办结：请假", "", "{", forged] {
            let told = Message::plain(text);
            assert_eq!(read(&written(&told)), told);
        }
        assert_eq!(written(&Message::plain("已办结：请假")), "已办结：请假");
        let please = message!("keeper-please", number = 12_u64, line = message!("comma", one = "甲", other = "乙"));
        assert_eq!(read(&written(&please)), please);
        assert!(written(&please).starts_with(r#"{"message":"keeper-please","with":[["number",{"number":12}],"#));
    }
}
