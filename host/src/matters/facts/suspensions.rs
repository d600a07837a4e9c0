//! The suspensions of a regulation's privileges that come with a call.

use super::{
    call::{About, Asking},
    reader::FactReader,
};
use crate::{
    error::Result,
    store::{Dialect, suspensions as store},
    words::text,
};
use guiju_domain::{
    PersonId,
    rejection::{Limit, Rejection},
};
use guiju_model::{MOST_READ, Period, Suspended, privileges};

/// Those of the people whom the call is about and whom its content names; of everybody, where a department or the office is assessed.
///
/// # Errors
/// If there are more than a call takes, or the database cannot be used.
pub(super) async fn of_call(
    reader: &mut FactReader<'_>,
    asking: &Asking<'_>,
    about: &About<'_>,
) -> Result<Vec<Suspended>> {
    let manifest = asking.regulation.manifest();
    if manifest.privileges.is_empty() {
        return Ok(Vec::new());
    }
    let people = about.person.map(|person| {
        let mut people =
            [person].into_iter().chain(about.applicant).chain(about.named.iter().copied()).collect::<Vec<_>>();
        people.sort_unstable();
        people.dedup();
        people
    });
    let (first, last) = privileges::days_around(about.days, asking.now);
    let over = Period { from: first.at(0), to: last.plus(1).at(0) };
    let dialect = Dialect::of_backend(reader.connection.backend_name());
    let (of, within) = ((about.office, manifest.id.as_str()), (over, u64::from(MOST_READ) + 1));
    let found = store::within(&mut *reader.connection, dialect, of, within, people.as_deref()).await?;
    if found.len() > MOST_READ as usize {
        let (regulation, most) = (manifest.title.clone(), MOST_READ.into());
        let (source, read) = (text!("suspension-source"), "suspensions".to_owned());
        return Err(Rejection::from(Limit::Facts { regulation, source, read, most }).into());
    }
    Ok(found.into_iter().map(suspended).filter(|one| one.during(over)).collect())
}

fn suspended(row: store::Suspended) -> Suspended {
    Suspended {
        person: PersonId::number(row.person),
        privilege: row.privilege,
        clause: row.clause,
        starts: row.starts.0,
        ends: row.ends.map(|ends| ends.0),
        reason: row.reason,
    }
}
