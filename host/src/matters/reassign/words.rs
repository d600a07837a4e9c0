//! What people are told when a matter follows its deciders.

use crate::vacancy;
use guiju_domain::{events::deciding::Because, message, message::Message, rejection::Vacancy};

/// Why, as the beginning of a sentence.
pub fn because(because: Because) -> Message {
    message!("step-because", why = because.name())
}

/// Why, as an event has it; an event without a known reason was a change of posts.
pub fn said(name: Option<&str>) -> Message {
    let known = Because::ALL.into_iter().find(|because| Some(because.name()) == name);
    because(known.unwrap_or(Because::Post))
}

/// Who is asked now instead of whom.
pub fn instead(why: Message, from: Option<&str>, to: Option<&str>) -> Message {
    match (from, to) {
        (Some(from), Some(to)) if from == to => message!("step-still", why, to),
        (Some(from), Some(to)) => message!("step-instead", why, from, to),
        (None, Some(to)) => message!("step-joins", why, to),
        (Some(from), None) => message!("step-leaves", why, from),
        (None, None) => why,
    }
}

/// To an administrator: what is vacant, and how many matters wait. Nothing that the office could fill, nothing to tell.
pub fn to_keeper(vacancy: &Vacancy, count: u64) -> Option<Message> {
    let standing = vacancy::standing(vacancy);
    match vacancy {
        Vacancy::Left { .. } | Vacancy::NobodyElse { .. } => None,
        Vacancy::NobodyOnDuty { .. } => Some(message!("vacancy-to-roster", standing, count)),
        _ => Some(message!("vacancy-to-fill", standing, count)),
    }
}
