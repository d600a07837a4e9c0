//! What people are told of a step at which nobody can decide.

use guiju_domain::{message, message::Message, rejection::Vacancy};

/// The vacancy as it stands.
#[must_use]
pub fn standing(vacancy: &Vacancy) -> Message {
    match vacancy {
        Vacancy::Undeclared { role } => message!("vacancy-stands-undeclared", role),
        Vacancy::NobodyOnDuty { role } => message!("vacancy-stands-nobody-on-duty", role),
        Vacancy::Unheld { role } => message!("vacancy-stands-unheld", role),
        Vacancy::UnheldFor { department, role } => message!("vacancy-stands-unheld-for", department, role),
        Vacancy::OnlyConcerned { role } => message!("vacancy-stands-only-concerned", role),
        Vacancy::Circular => message!("vacancy-stands-circular"),
        Vacancy::Left { name } => message!("vacancy-stands-left", name),
        Vacancy::NobodyElse { step } => message!("vacancy-stands-nobody-else", step),
    }
}

/// What a matter waits for that has come to a vacancy.
#[must_use]
pub fn waits(vacancy: &Vacancy) -> Message {
    let standing = standing(vacancy);
    match vacancy {
        Vacancy::NobodyOnDuty { .. } => message!("vacancy-waits-shift", standing),
        Vacancy::Unheld { .. } | Vacancy::UnheldFor { .. } => message!("vacancy-waits-holder", standing),
        Vacancy::Left { .. } => message!("vacancy-waits-applicant", standing),
        _ => standing,
    }
}
