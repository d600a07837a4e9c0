//! Files in content: each is named by the digest of its bytes and by what its uploader called it.

use crate::blank::{LINE_ENDS, is_blank};
use serde_json::Value;
use std::fmt;

/// Characters of a file's name at most.
pub const NAME: usize = 255;
/// Characters of a digest: SHA-256 in hexadecimal.
const DIGEST: usize = 64;
/// Characters of a media type at most.
const KIND: usize = 100;

/// The digest of a file that stands in content as `{"digest": …, "name": …}`.
///
/// # Errors
/// What is wrong with it, in words for the clerk that follow the field's label.
pub fn digest(value: &Value) -> Result<&str, String> {
    let Value::Object(parts) = value else { return Err("应是已上传的附件".to_owned()) };
    let part = |name: &str| parts.get(name).and_then(Value::as_str);
    let digest = part("digest").filter(|digest| is_digest(digest)).ok_or("应是已上传的附件")?;
    name(part("name").unwrap_or_default()).map_err(|why| format!("的附件{why}"))?;
    // The answer to an upload may stand here as it came.
    let odd = parts.iter().find(|(part, value)| match part.as_str() {
        "digest" | "name" => false,
        "media_type" => value.as_str().is_none_or(|kind| kind.len() > KIND),
        "size" => !value.is_u64(),
        _ => true,
    });
    match odd {
        Some((part, _)) => {
            Err(format!("的附件中“{part}”这一项不对：只有 digest、name，以及上传时得到的 media_type、size"))
        }
        None => Ok(digest),
    }
}

/// Whether a text may be a digest: whether there is such a file is for the host to say.
fn is_digest(text: &str) -> bool {
    (1..=DIGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// What is wrong with a file's name. As a text it is in words for the clerk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It is empty or has nothing but blanks.
    Missing,
    /// It has more than [`NAME`] characters.
    TooLong {
        /// How many it has.
        has: usize,
    },
    /// It has slashes, line ends or control characters.
    Malformed,
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("缺少文件名"),
            Self::TooLong { has } => write!(f, "文件名最多 {NAME} 字，现为 {has} 字"),
            Self::Malformed => f.write_str("文件名不能有斜线或换行"),
        }
    }
}

/// Whether a file may be called so: on one line, in no folder, not too long.
///
/// # Errors
/// What is wrong with it.
pub fn name(name: &str) -> Result<(), NameFault> {
    let has = name.chars().count();
    if is_blank(name) {
        Err(NameFault::Missing)
    } else if has > NAME {
        Err(NameFault::TooLong { has })
    } else if name.contains(['/', '\\']) || name.chars().any(|c| c.is_control() || LINE_ENDS.contains(&c)) {
        Err(NameFault::Malformed)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::digest;
    use serde_json::json;

    #[test]
    fn a_file_has_a_digest_and_a_name_and_nothing_else() {
        let known = "9ad5".repeat(16);
        assert_eq!(digest(&json!({ "digest": known, "name": "发票 3.pdf" })), Ok(known.as_str()));
        let answer = json!({ "digest": known, "name": "a.pdf", "media_type": "application/pdf", "size": 12 });
        assert_eq!(digest(&answer), Ok(known.as_str()));
        for name in ["", "\u{200b}", "../x.exe", "a\nb.pdf", &"x".repeat(256)] {
            assert!(digest(&json!({ "digest": known, "name": name })).is_err(), "{name:?}");
        }
        for other in [
            json!("x"),
            json!({ "digest": "", "name": "a" }),
            json!({ "digest": "x".repeat(65), "name": "a" }),
            json!({ "digest": known, "name": "a", "size": -1 }),
            json!({ "digest": known, "name": "a", "evil": 1 }),
        ] {
            assert!(digest(&other).is_err(), "{other}");
        }
    }
}
