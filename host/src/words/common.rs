//! What can go wrong with any request.

use crate::error::Error;

/// In Chinese and in English; none where the words are those of a regulation or of a place that has only Chinese.
pub(super) fn say(error: &Error) -> Option<(String, String)> {
    let english = match error {
        Error::Method => "Nothing of this kind can be done at this address".to_owned(),
        Error::Unauthenticated => "Please log in first".to_owned(),
        Error::Findings(findings) => {
            let serious = findings.iter().filter(|finding| finding.severity != guiju_model::Severity::Notice);
            format!("{} places still need to be mended or explained", serious.count())
        }
        Error::Package(why) => format!("This package cannot be installed, for {} reasons", why.len()),
        Error::Throttled(minutes) => format!("Too many attempts; try again in {minutes} minutes"),
        Error::Regulation(title, _) => format!(
            "The rules of {title} gave no usable answer; the administrators were told. What you filled in is not lost; try again later"
        ),
        Error::TooLarge(most) => format!("Too large: {} at most", super::sized(*most)),
        Error::Unavailable(_) => {
            "Nothing can be saved now; try again in a moment. What was not acknowledged did not take effect".to_owned()
        }
        Error::Internal(_) => "The server failed and has noted it; try again in a moment".to_owned(),
        _ => return None,
    };
    Some((error.to_string(), english))
}
