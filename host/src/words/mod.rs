//! The words of every rejection, in Chinese and in English: what happened and what to do.
//!
//! One file for each noun, as in `host/domain/src/rejection`.

mod account;
mod blob;
pub mod catalogue;
mod common;
mod decision;
mod entrance;
mod health;
mod import;
mod job;
mod keeper;
mod limit;
mod opening;
mod order;
mod policy;
mod repeated;
mod setting;
pub mod shape;
mod text;

use crate::{
    error::Error,
    health::{Reason, Warning},
    language::Language,
};
use guiju_domain::{Rejection, jobs::JobKind};

/// Words in both languages, for what is said now and read later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    chinese: String,
    english: String,
}

impl Bilingual {
    /// The words in a language.
    #[must_use]
    pub fn in_language(self, language: Language) -> String {
        in_language((self.chinese, self.english), language)
    }
}

/// A number of bytes as people read it: in whole MB or KB where it is.
pub(crate) fn sized(bytes: u64) -> String {
    if bytes.is_multiple_of(1 << 20) {
        format!("{} MB", bytes >> 20)
    } else if bytes.is_multiple_of(1 << 10) {
        format!("{} KB", bytes >> 10)
    } else {
        format!("{bytes} B")
    }
}

/// A rejection as people read it.
#[must_use]
pub fn say(rejection: &Rejection, language: Language) -> String {
    let (chinese, english) = match rejection {
        Rejection::Account(why) => account::say(*why),
        Rejection::Decision(why) => decision::say(why),
        Rejection::Keeper(why) => keeper::say(*why),
        Rejection::Blob(why) => blob::say(*why),
        Rejection::Policy(why) => policy::say(why),
        Rejection::Opening(why) => opening::say(*why),
        Rejection::Order(why) => order::say(*why),
        Rejection::Entrance(why) => entrance::say(*why),
        Rejection::Unknown(why) => return catalogue::rejected(language, why.code(), &why.arguments()),
        Rejection::Act(why) => return catalogue::rejected(language, why.code(), &why.arguments()),
        Rejection::Booking(why) => return catalogue::rejected(language, why.code(), &why.arguments()),
        Rejection::Filing(why) => return catalogue::rejected(language, why.code(), &why.arguments()),
        Rejection::Record(why) => return catalogue::rejected(language, why.code(), &why.arguments()),
        Rejection::Vacancy(why) => return catalogue::rejected(language, why.code(), &why.arguments()),
        Rejection::Setting(why) => setting::say(*why),
        Rejection::Import(why) => import::say(why),
        Rejection::Limit(why) => limit::say(*why),
        Rejection::Repeated(why) => repeated::say(*why),
        Rejection::Text(why) => text::say(*why),
    };
    in_language((chinese, english), language)
}

/// What went wrong without a rejection of its own, where it is said in both languages.
#[must_use]
pub fn common(error: &Error, language: Language) -> Option<String> {
    common::say(error).map(|words| in_language(words, language))
}

/// What an error is called in both languages.
#[must_use]
pub fn of_error(error: &Error) -> Bilingual {
    let say = |language| match error {
        Error::Rejected(why) => say(why, language),
        other => common(other, language).unwrap_or_else(|| other.to_string()),
    };
    Bilingual { chinese: say(Language::Chinese), english: say(Language::English) }
}

/// What people call a job.
#[must_use]
pub fn job(kind: JobKind, language: Language) -> String {
    let (chinese, english) = job::label(kind);
    in_language((chinese.to_owned(), english.to_owned()), language)
}

/// Why a server is not ready.
#[must_use]
pub fn reason(reason: &Reason, language: Language) -> String {
    in_language(health::reason(reason), language)
}

/// What must be seen to at a server.
#[must_use]
pub fn warning(warning: &Warning, language: Language) -> String {
    in_language(health::warning(warning), language)
}

/// What becomes of the second half of a first password.
#[must_use]
pub fn second_half(code: &str, language: Language) -> String {
    let words = (
        format!(
            "初始密码由两段连成：前一段是提出人所填的，由提出人告诉本人；后一段是 {code}，由您告诉本人，只显示这一次。本人登录时把两段连着输入，中间不加空格，登录后须立即改成自己的密码。"
        ),
        format!(
            "The first password has two parts: what the asker typed, which the asker tells the person, and after it {code}, which you tell the person; it is shown this once. The person types both without a blank between them and changes the password at once."
        ),
    );
    in_language(words, language)
}

fn in_language((chinese, english): (String, String), language: Language) -> String {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}
