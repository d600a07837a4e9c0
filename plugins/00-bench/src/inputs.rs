//! The two inputs: one leave request, and one month of daily punches.

use guiju_model::{
    Date, Days, Entry, Facts, Gives, Known, Ledger, Manifest, Matter, Numbers, Person, Read, Session, Status, Subject,
    holidays,
};

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

/// What the host gives for reads of an office without records.
fn nothing_known(reads: &[Read]) -> Vec<Known> {
    let known = |read: &Read| Known {
        source: read.answered_as().to_owned(),
        entries: Vec::new(),
        groups: Vec::new(),
        numbers: matches!(read.gives, Gives::Numbers(_)).then(Numbers::default),
    };
    reads.iter().map(known).collect()
}

/// One leave request. `manifest` is of the regulation that judges it.
pub fn leave(now: Date, manifest: &Manifest) -> Matter {
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
        facts: facts(now, nothing_known(manifest.reads_of("leave"))),
    }
}

/// A month of daily punches. `manifest` is of the regulation that judges it.
pub fn month(now: Date, manifest: &Manifest) -> Ledger {
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
    let reads = manifest.assesses.iter().find(|assessed| assessed.id == "month").map_or(&[][..], |month| &month.reads);
    let mut known = nothing_known(reads);
    if let Some(known) = known.iter_mut().find(|known| known.source == "punch") {
        known.entries = punches.collect();
    }
    Ledger {
        assessed: "month".to_owned(),
        subject: Subject::Person(Person { id: 1, name: "李敏".to_owned(), department: 1, ..Person::default() }),
        starts: starts.0,
        ends: ends.0,
        facts: facts(ends.plus(1), known),
    }
}
