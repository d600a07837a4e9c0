//! What there is not.

use guiju_domain::rejection::Unknown;

/// In Chinese and in English.
pub(super) fn say(why: Unknown) -> (String, String) {
    let (chinese, english) = match why {
        Unknown::Person => ("没有找到这个人", "There is no such person in this office"),
        Unknown::Post => ("没有找到这个岗位", "There is no such post in this office"),
        Unknown::Department => ("没有找到这个部门", "There is no such department in this office"),
        Unknown::Request => ("没有找到这项申请", "There is no such request in this office"),
    };
    (chinese.to_owned(), english.to_owned())
}
