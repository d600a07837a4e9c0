//! What is told of an erasure: each batch by an event, the end to the keepers.

use crate::{
    app::App,
    error::{Error, Result},
    keepers,
    store::{
        self, UnitOfWork,
        erasure::{self, ErasedEvents, Erasure},
    },
};
use guiju_domain::{
    ErasurePhase, MatterId, PersonId, SystemRole,
    events::retention::{EndedEarly, Erased, ErasedRow},
    message,
};

/// What a change of an erasure has erased, but for the rows, which the change knows.
#[derive(Debug, Default)]
pub(super) struct Holes {
    /// The matters, each with its number, if it had one.
    pub matters: Vec<(MatterId, Option<String>)>,
    /// The events that were emptied.
    pub events: ErasedEvents,
    /// Digests of the files.
    pub files: Vec<String>,
    /// People of whom nothing is kept but the name.
    pub people: Vec<PersonId>,
    /// People whose names are not kept any more either.
    pub names: Vec<PersonId>,
    /// Why the erasure ends early, if it does.
    pub ended_early: Option<EndedEarly>,
}

/// Records what a change of an erasure has erased: matters, events, files, and every row. It is the last event of the change, to which the
/// list of its rows belongs.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn tell(
    change: &mut UnitOfWork,
    run: &Erasure,
    Holes { matters, events, files, people, names, ended_early }: Holes,
) -> Result<()> {
    let rows = erasure::forget_salts(change).await?;
    let other = run.terms.iter().filter(|term| term.years != run.years);
    let own = other.map(|term| (term.regulation.clone(), term.years)).collect();
    let row = |(table, key): (&'static str, Vec<String>)| ErasedRow { table, key };
    let event = Erased {
        erasure: run.id,
        request: run.request,
        asked_by: run.asked_by,
        confirmed_by: run.confirmed_by,
        years: run.years,
        own,
        matters,
        events: events.all,
        remains: events.remains,
        rows: rows.into_iter().map(row).collect(),
        files,
        people,
        names,
        ended_early,
    };
    Ok(change.record(None, &event)?)
}

/// Ends an erasure: the keepers are told.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn end(app: &App, change: &mut UnitOfWork, mut run: Erasure) -> Result<()> {
    run.phase = ErasurePhase::Done;
    erasure::save(change, &run).await?;
    tell(change, &run, Holes::default()).await?;
    let staff = app.staff_within(change).await?;
    let asked = staff.name(run.asked_by);
    let confirmed = run.confirmed_by.map(|person| staff.name(person)).unwrap_or_default();
    let (matters, recordings, files) = (run.matters, run.recordings, run.files);
    let (results, people) = (run.results, run.people);
    let what = message!("erasure-done", matters, results, people, recordings, files, asked, confirmed);
    // A copy of the database as it was before an upgrade still has what is erased.
    let copies = store::upgrade_copies(&app.config.data).map_err(Error::internal)?.len();
    let copied = (copies > 0).then(|| message!("erasure-copies", copies));
    for keeper in keepers::logins::all(change).await? {
        if keeper.role == Some(SystemRole::Auditor) || keeper.person == run.asked_by {
            for what in std::iter::once(&what).chain(&copied) {
                keepers::tell(change, keeper.person, what).await?;
            }
        }
    }
    Ok(())
}
