//! Facts that come late: a judgement whose period has settled is made again once a record that it reads has changed, such as a
//! report that was verified weeks after what it tells of.

use super::declared::declared;
use crate::{
    app::App,
    error::Result,
    policy::OfficePolicy,
    store::{
        self, UnitOfWork,
        assessments::{self, Judgement},
        chain_ends,
        late_facts::{self, ChangedRecords},
    },
};
use guiju_domain::OfficeId;
use guiju_engine::Loaded;
use guiju_model::{Cycle, Date, Moment, Period};

/// The first day of the periods that are judged again: of the last year and of this one.
pub(super) fn first_day(today: Date) -> Date {
    today.around(Cycle::Year).0.plus(-1).around(Cycle::Year).0
}

/// Facts of a day have come in: the judgements that they outdate need not wait for the next day.
///
/// # Errors
/// If the database cannot be used.
pub async fn facts_came(change: &mut UnitOfWork, from: Date) -> Result<()> {
    Ok(assessments::hasten(change, from.around(Cycle::Year).0).await?)
}

/// What every judgement from a day on goes by has changed, such as the calendar.
///
/// # Errors
/// If the database cannot be used.
pub async fn outdate_from(change: &mut UnitOfWork, day: Date) -> Result<()> {
    Ok(assessments::outdate_since(change, day.around(Cycle::Year).0).await?)
}

/// Looks for records that events have changed since the last look, and outdates the judgements that read them.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn look(app: &App, office: OfficeId) -> Result<()> {
    let (behind, up_to) =
        (late_facts::looked_at(&app.pool, office).await?, chain_ends::last_seq(&app.pool, office).await?);
    if up_to <= behind {
        return Ok(());
    }
    let policy = app.policy(office)?;
    let mut connection = store::acquire(&app.pool).await?;
    let records = late_facts::changed(&mut connection, app.dialect, office, (behind, up_to)).await?;
    drop(connection);
    let mut change = app.change(office).await?;
    outdate(&mut change, &policy, &records).await?;
    late_facts::look(&mut change, up_to).await?;
    change.commit().await?;
    Ok(())
}

/// Outdates the judgements that read one of these records, and those that read the results of such a judgement. What is still open,
/// and what is read whatever its time, is read as it is on the day of the judgement: that outdates none.
///
/// # Errors
/// If the database cannot be used.
pub async fn outdate(change: &mut UnitOfWork, policy: &OfficePolicy, records: &[ChangedRecords]) -> Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let (office, today) = (change.office, change.now.date());
    let runs = assessments::runs(&mut **change, office, first_day(today)).await?;
    let mut all = records.iter().map(Changed::records).collect::<Vec<_>>();
    // Whoever reads another one's results comes behind it.
    for (loaded, assessed) in declared(policy, today) {
        let regulation = &loaded.manifest().id;
        for run in runs.iter().filter(|run| run.regulation == *regulation && run.assessed == assessed.id) {
            let period = run.starts.around(assessed.period);
            let ends = period.1.min(today);
            // The facts of a period are judged by the package in force when they happened.
            let in_force = policy.on(ends).get(regulation.as_str()).map_or(&loaded, |loaded| *loaded).clone();
            if all.iter().any(|changed| changed.is_read((policy, &in_force), &assessed.id, (period.0, ends))) {
                let judgement = Judgement { regulation, assessed: &run.assessed, starts: run.starts };
                assessments::outdate(change, judgement).await?;
                all.push(Changed::results(loaded.manifest().qualified(&assessed.id), period));
            }
        }
    }
    Ok(())
}

/// What has changed: records of a form, or the results of a judgement, over a time.
struct Changed {
    /// The name of the form or of the judgement, with its regulation's before it.
    source: String,
    over: Period,
}

impl Changed {
    fn records(records: &ChangedRecords) -> Self {
        let over = Period { from: records.starts, to: records.ends };
        Self { source: format!("{}/{}", records.regulation, records.form), over }
    }

    fn results(name: String, (starts, ends): (Date, Date)) -> Self {
        Self { source: name, over: Period { from: starts.at(0), to: Moment(ends.plus(1).at(0).0 - 1) } }
    }

    /// Whether a judgement of these days reads it.
    fn is_read(&self, (policy, loaded): (&OfficePolicy, &Loaded), assessed: &str, days: (Date, Date)) -> bool {
        let manifest = loaded.manifest();
        let parameters = || policy.parameters(manifest, days.1);
        let declared = manifest.assesses.iter().find(|declared| declared.id == assessed);
        let mut reads = declared.into_iter().flat_map(|declared| &declared.reads);
        reads.any(|read| {
            manifest.qualified(&read.source) == self.source && {
                let window = read.window.with(&parameters(), &manifest.parameters);
                let Period { from, to } = window.around(days);
                !window.is_open() && self.over.from <= to && self.over.to >= from
            }
        })
    }
}
