//! The words of every rejection, in Chinese and in English: what happened and what to do.
//!
//! One file for each noun, as in `host/domain/src/rejection`.

mod blob;
mod keeper;
mod limit;
mod opening;
mod policy;
mod setting;
mod unknown;

use crate::language::Language;
use guiju_domain::Rejection;

/// A rejection as people read it.
#[must_use]
pub fn say(rejection: &Rejection, language: Language) -> String {
    let (chinese, english) = match rejection {
        Rejection::Keeper(why) => keeper::say(*why),
        Rejection::Blob(why) => blob::say(*why),
        Rejection::Policy(why) => policy::say(why),
        Rejection::Opening(why) => opening::say(*why),
        Rejection::Unknown(why) => unknown::say(*why),
        Rejection::Setting(why) => setting::say(*why),
        Rejection::Limit(why) => limit::say(*why),
    };
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}
