//! The two inputs: one leave request, and one month of daily punches.

use guiju_model::{Date, Days, Entry, Facts, Known, Ledger, Matter, Person, Session, Status, Subject, holidays};

const SESSIONS: [Session; 2] = [Session { start: 510, end: 720 }, Session { start: 870, end: 1080 }];

fn days(around: Date) -> Days {
    let years = holidays::PUBLISHED.iter().filter_map(|(_, text)| holidays::parse(text).ok()).collect::<Vec<_>>();
    let published = |year: i32| years.iter().find(|known| known.year == year);
    holidays::days(around.plus(-40), around.plus(100), published, |_| guiju_model::Season::Winter)
}

fn facts(now: Date, known: Vec<Known>) -> Facts {
    Facts {
        now: now.at(600).0,
        parameters: "{}".to_owned(),
        calendar: days(now),
        winter: SESSIONS.to_vec(),
        summer: SESSIONS.to_vec(),
        known,
        suspensions: Vec::new(),
    }
}

/// One leave request.
pub fn leave(now: Date) -> Matter {
    let person = Person { id: 1, name: "李敏".to_owned(), department: 1, ..Person::default() };
    Matter {
        form: "leave".to_owned(),
        content: format!(
            r#"{{"kind":"personal","span":"{} am/{} pm","reason":"家中老人住院"}}"#,
            now.plus(1),
            now.plus(9)
        ),
        applicant: person.clone(),
        subject: person,
        on_behalf: false,
        filed_at: now.at(600).0,
        decisions: Vec::new(),
        facts: facts(now, Vec::new()),
    }
}

/// A month of daily punches.
pub fn month(now: Date) -> Ledger {
    let (starts, ends) = now.around(guiju_model::Cycle::Month);
    let worked = (starts.0..=ends.0).map(Date).filter(|date| date.weekday() <= 5);
    let punches = worked.flat_map(|date| [date.at(505), date.at(1085)]).enumerate().map(|(index, at)| Entry {
        id: index as u64 + 1,
        person: Some(1),
        starts: at.0,
        ends: at.0,
        content: format!(r#"{{"who":1,"at":"{at}"}}"#),
        status: Status::Completed,
        step: None,
    });
    let known =
        vec![Known { source: "punch".to_owned(), entries: punches.collect(), groups: Vec::new(), numbers: None }];
    Ledger {
        assessed: "month".to_owned(),
        subject: Subject::Person(Person { id: 1, name: "李敏".to_owned(), department: 1, ..Person::default() }),
        starts: starts.0,
        ends: ends.0,
        facts: facts(ends.plus(1), known),
    }
}
