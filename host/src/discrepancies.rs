//! Discrepancies: what one register has and another lacks, as the regulations find it, and numbers missing in a series.

use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    assessments::{self, AssessmentContext},
    citation,
    error::Result,
    policy::OfficePolicy,
    store::{self, Connection, assessments::Judgement, records},
    words::text,
};
use guiju_api::GapShown;
use guiju_domain::{OfficeId, RecordId};
use guiju_model::{Assessed, Date, Discrepancy, Manifest, Subject, SubjectKind};
use std::collections::BTreeSet;

/// What does not fit together, as far as the caller may read it: what the regulations find in this period and the one before,
/// and numbers missing in a series.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn discrepancies(app: &App, caller: &Caller) -> Result<Vec<GapShown>> {
    let (office, now) = (caller.office, app.now(caller.office));
    let access = Access::of(app, caller).await?;
    let (policy, staff) = (&access.policy, &access.staff);
    let mut connection = store::acquire(&app.pool).await?;
    let mut gaps = Vec::new();
    let of_office = assessments::declared(policy, now.date()).into_iter();
    let sees = |assessed: &Assessed| access.belongs(&assessed.seen_by);
    for (loaded, assessed) in of_office.filter(|(_, a)| a.per == SubjectKind::Office && sees(a)) {
        let period = now.date().around(assessed.period);
        for period in [period, period.0.plus(-1).around(assessed.period)] {
            let subject = Subject::Office;
            let (loaded, assessed) = (&*loaded, &assessed);
            let context = AssessmentContext { office, now, policy, staff, loaded, assessed, period };
            let (_, assessment) = assessments::judge(&mut connection, &context, &subject).await?;
            for gap in assessment.gaps {
                gaps.extend(shown(&mut connection, &access, loaded.manifest(), gap, None).await?);
            }
        }
    }
    // Persons were judged by the jobs: what was found then is read, not asked again.
    for (loaded, assessed) in
        assessments::declared(policy, now.date()).into_iter().filter(|(_, a)| a.per == SubjectKind::Person && sees(a))
    {
        let (starts, _) = now.date().around(assessed.period).0.plus(-1).around(assessed.period);
        let judgement = Judgement { regulation: &loaded.manifest().id, assessed: &assessed.id, starts };
        for judged in store::assessments::since(&mut *connection, office, judgement).await? {
            let Some(person) = judged.person else { continue };
            let name = staff.name(person);
            for gap in judged.result.gaps {
                gaps.extend(shown(&mut connection, &access, loaded.manifest(), gap, Some(&name)).await?);
            }
        }
    }
    if caller.audits() || caller.administers() {
        gaps.extend(missing_numbers(&mut connection, office, policy, now.date()).await?);
    }
    gaps.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.what.cmp(&b.what)));
    gaps.dedup();
    Ok(gaps)
}

/// A gap as people read it, with the name of whom it concerns; none if it is about a record that is closed to the reader.
async fn shown(
    connection: &mut Connection,
    access: &Access,
    manifest: &Manifest,
    gap: Discrepancy,
    name: Option<&str>,
) -> Result<Option<GapShown>> {
    let about = gap.record.map(RecordId::new);
    if let Some(record) = about {
        let seen = access.pointed_to(connection, record, true).await?;
        if seen.is_none_or(|record| record.seen.hides_all()) {
            return Ok(None);
        }
    }
    let what = access.said_of(connection, about.as_slice(), &gap.what).await?;
    Ok(Some(GapShown {
        on: Date(gap.on).to_string(),
        what: name.map_or_else(|| what.clone(), |name| format!("{name}：{what}")),
        matter: match about {
            Some(record) => matter_of(connection, access.office, record).await?,
            None => None,
        },
        citation: citation::of_clause(&access.policy, manifest, &gap.clause, access.today),
    }))
}

async fn matter_of(connection: &mut Connection, office: OfficeId, record: RecordId) -> Result<Option<u64>> {
    let matter = records::matter_of(connection, office, record).await?;
    Ok(matter.map(|id| id.number().unsigned_abs()))
}

/// Numbers of this year's series that were given out and that nothing carries any more.
async fn missing_numbers(
    connection: &mut Connection,
    office: OfficeId,
    policy: &OfficePolicy,
    today: Date,
) -> Result<Vec<GapShown>> {
    let mut gaps = Vec::new();
    for loaded in policy.on(today).into_values() {
        let manifest = loaded.manifest();
        for form in &manifest.forms {
            let Some(series) = &form.series else { continue };
            let counts = store::series::counts(&mut *connection, office, &series.id, today.year()).await?;
            let given = store::series::given(&mut *connection, office, &manifest.id).await?;
            let given = given.into_iter().collect::<BTreeSet<_>>();
            let mut numbers = Vec::new();
            for (count, last) in &counts {
                numbers.extend((1..=*last).map(|number| series.number(form, count, today.year(), number)));
            }
            gaps.extend(numbers.into_iter().filter(|number| !given.contains(number)).map(|number| GapShown {
                on: today.to_string(),
                what: text!("register-missing-number", form = &form.title, number),
                matter: None,
                citation: citation::of_clause(policy, manifest, &form.clause, today),
            }));
        }
    }
    Ok(gaps)
}
