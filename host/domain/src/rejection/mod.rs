//! Why a command is not carried out: typed, each with a code that stays the same for ever.
//!
//! Each noun has its own list in a file of its own; a code begins with the noun. The words that people read, in both
//! languages, and the HTTP status stand at the edge, in the server.

mod account;
mod act;
mod blob;
mod booking;
mod decision;
mod declare;
mod entrance;
mod filing;
mod import;
mod keeper;
mod limit;
mod opening;
mod order;
mod policy;
mod record;
mod repeated;
mod setting;
mod text;
mod unknown;
mod vacancy;

pub use account::{Account, PasswordFault};
pub use act::Act;
pub use blob::Blob;
pub use booking::Booking;
pub use decision::Decision;
pub use declare::{Argument, Arguments, Bilingual, Bytes, Class, Declared};
pub use entrance::Entrance;
pub use filing::Filing;
pub use import::Import;
pub use keeper::Keeper;
pub use limit::Limit;
pub use opening::Opening;
pub use order::Order;
pub use policy::Policy;
pub use record::Record;
pub use repeated::Repeated;
pub use setting::SettingFault;
pub use text::{Kept, Text};
pub use unknown::Unknown;
pub use vacancy::Vacancy;

use thiserror::Error;

/// A rejection of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Rejection {
    /// Nobody is let in, or an account is not changed.
    Account(#[from] Account),
    /// A decision that is not taken from this person.
    Decision(#[from] Decision),
    /// Something that keepers do together, or may not do.
    Keeper(#[from] Keeper),
    /// A stored file is not handed out.
    Blob(#[from] Blob),
    /// Something is not judged here for the time being.
    Policy(#[from] Policy),
    /// A closed matter is not opened.
    Opening(#[from] Opening),
    /// An order of departments and people is not set.
    Order(#[from] Order),
    /// No entrance leads to a form.
    Entrance(#[from] Entrance),
    /// There is no such thing, or not for this caller.
    Unknown(#[from] Unknown),
    /// A setting of the office is not changed.
    Setting(#[from] SettingFault),
    /// A file is not read, or an imported line is not withdrawn.
    Import(#[from] Import),
    /// More than there may be.
    Limit(#[from] Limit),
    /// A key of repeated requests that does not fit.
    Repeated(#[from] Repeated),
    /// A text with characters that do not belong into it.
    Text(#[from] Text),
    /// An act on a matter or on a task is not carried out.
    Act(#[from] Act),
    /// A resource is taken meanwhile.
    Booking(#[from] Booking),
    /// Something is not filed.
    Filing(#[from] Filing),
    /// A record is not changed.
    Record(#[from] Record),
    /// Nobody can decide at a step.
    Vacancy(#[from] Vacancy),
}

impl Rejection {
    /// The stable code, as answers carry it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Account(why) => why.code(),
            Self::Decision(why) => why.code(),
            Self::Keeper(why) => why.code(),
            Self::Blob(why) => why.code(),
            Self::Policy(why) => why.code(),
            Self::Opening(why) => why.code(),
            Self::Order(why) => why.code(),
            Self::Entrance(why) => why.code(),
            Self::Unknown(why) => why.code(),
            Self::Setting(why) => why.code(),
            Self::Import(why) => why.code(),
            Self::Limit(why) => why.code(),
            Self::Repeated(why) => why.code(),
            Self::Text(why) => why.code(),
            Self::Act(why) => why.code(),
            Self::Booking(why) => why.code(),
            Self::Filing(why) => why.code(),
            Self::Record(why) => why.code(),
            Self::Vacancy(why) => why.code(),
        }
    }

    /// Every code there is, for the API's documentation.
    #[must_use]
    pub fn codes() -> Vec<&'static str> {
        let mut codes = Vec::new();
        codes.extend(Account::CODES);
        codes.extend(Decision::ALL.iter().map(Decision::code));
        codes.extend(Keeper::ALL.iter().map(Keeper::code));
        codes.extend(Blob::ALL.iter().map(|why| why.code()));
        codes.extend(Policy::CODES);
        codes.extend(Opening::ALL.iter().map(|why| why.code()));
        codes.extend(Order::ALL.iter().map(|why| why.code()));
        codes.extend(Entrance::ALL.iter().map(|why| why.code()));
        codes.extend(SettingFault::CODES);
        codes.extend(Import::CODES);
        codes.extend(Limit::CODES);
        codes.extend(Repeated::ALL.iter().map(|why| why.code()));
        codes.extend(Text::ALL.iter().map(|why| why.code()));
        codes.extend(Self::declared().map(|declared| declared.code));
        codes
    }

    /// Every code with the names of its arguments, where the words come from the catalogue.
    pub fn declared() -> impl Iterator<Item = &'static Declared> {
        [Unknown::DECLARED, Act::DECLARED, Booking::DECLARED, Filing::DECLARED, Record::DECLARED, Vacancy::DECLARED]
            .into_iter()
            .flatten()
    }
}
