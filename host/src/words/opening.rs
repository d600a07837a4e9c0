//! Closed matters that are not opened.

use guiju_domain::rejection::Opening;

/// In Chinese and in English.
pub(super) fn say(why: Opening) -> (String, String) {
    let (chinese, english) = match why {
        Opening::Needed => (
            "这件事项的内容不公开；您的岗位可以写明理由后查阅，查阅会留下记录，并告知审计员和经办人",
            "This matter is closed. Your post may open it with a reason; the opening is recorded and told to the auditors and those who take part",
        ),
        Opening::NotNeeded => {
            ("您本来就可以查阅这件事项，不需要写理由", "You can read this matter as it is; no reason is needed")
        }
        Opening::NotYours => ("您的岗位不能查阅这件不公开的事项", "Your post does not open this closed matter"),
        Opening::ReasonMissing => ("请写明查阅的理由", "Say why you open it"),
        Opening::ReasonTooLong => {
            let most = Opening::LONGEST_REASON;
            return (format!("理由最多 {most} 字"), format!("A reason has at most {most} characters"));
        }
    };
    (chinese.to_owned(), english.to_owned())
}
