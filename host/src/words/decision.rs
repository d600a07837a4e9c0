//! Why a decision is not taken from somebody.

use guiju_domain::rejection::Decision;

/// In Chinese and in English.
pub(super) fn say(why: &Decision) -> (String, String) {
    match why {
        Decision::NoLongerYours(now) if now.is_empty() => (
            "这件事项已不由您办理；岗位现在无人担任，补上后由新任办理".to_owned(),
            "This matter is no longer yours to decide; the post is vacant now, and whoever fills it will be asked"
                .to_owned(),
        ),
        Decision::NoLongerYours(now) => (
            format!("这件事项已不由您办理，现由{}办理", now.join("、")),
            format!("This matter is no longer yours to decide; it is with {} now", now.join(", ")),
        ),
        Decision::HasLeft => (
            "您已离开本单位，不能再办理".to_owned(),
            "You have left this office and cannot decide here any more".to_owned(),
        ),
        Decision::HoldsAnotherPlace(who) => (
            format!("{who}在这一环节已另有一处签字，一人不能签两处，请另选一人"),
            format!("{who} signs in another place of this station already; each place needs a person of its own"),
        ),
    }
}
