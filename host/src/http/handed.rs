//! Downloads: responses with a file name that says what the file is and tells two of them apart.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands for itself in an extended value of a header (RFC 8187).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// A file to be kept, with its name in words; who does not read such names gets one of the signs that all read.
pub fn file(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, kept_as(name))], bytes)
        .into_response()
}

fn kept_as(name: &str) -> String {
    // No file system takes these in a name.
    let name = name.replace(|c: char| c.is_control() || "/\\:*?\"<>|".contains(c), "_");
    let plain = name.replace(|c: char| !c.is_ascii(), "_");
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(&name, PLAIN))
}

#[cfg(test)]
mod tests {
    use super::kept_as;

    #[test]
    fn names_in_words_stand_beside_plain_ones() {
        let named = kept_as("请假 a/b\"2026.csv");
        assert_eq!(
            named,
            "attachment; filename=\"__ a_b_2026.csv\"; filename*=UTF-8''%E8%AF%B7%E5%81%87%20a_b_2026.csv"
        );
    }
}
