//! What is booked for a matter while it happens: never for two at once.
//!
//! Whether a resource is free is asked within the office's change, so that of two who book at once the second is told.

use crate::{
    access::Access,
    error::Result,
    language::Language,
    store::{
        Connection, UnitOfWork,
        bookings::{self, Booking},
    },
    words,
};
use guiju_domain::{
    MatterId, OfficeId, ResourceId, TaskId, events::matters::Booked, rejection::Booking as BookingRejection,
};
use guiju_model::{
    Finding, Period, Severity,
    shape::{CheckedContent, Mention, Mentioned},
};

/// For which time resources are to be free, and who asks.
pub struct BookingQuery<'a> {
    /// The office whose resources they are.
    pub office: OfficeId,
    /// What the asker may read: by whom a resource is taken is told only as far as that goes. None for a caller without an
    /// account, who is told only that it is taken.
    pub access: Option<&'a Access>,
    /// The matter that asks; its own bookings do not stand in its way.
    pub matter: Option<MatterId>,
    /// The time for which they are asked.
    pub over: Period,
}

/// Says which of the resources mentioned are taken, and by what.
///
/// # Errors
/// If the database cannot be used.
pub async fn taken(
    connection: &mut Connection,
    query: &BookingQuery<'_>,
    shaped: &mut CheckedContent,
    clause: &str,
) -> Result<()> {
    for mention in shaped.mentions.clone() {
        let Mentioned::Resource(_, id) = mention.what else { continue };
        if let Some(why) = taken_by(connection, query, ResourceId::new(id)).await? {
            let top = mention.path.split('/').next().unwrap_or_default();
            shaped.content.remove(top);
            // Findings are kept with the matter, in the language of the regulations.
            let message = words::say(&why.into(), Language::Chinese);
            let (clause, field) = (clause.to_owned(), Some(mention.path));
            shaped.findings.push(Finding { clause, severity: Severity::Error, field, message });
        }
    }
    Ok(())
}

/// By whom a resource is taken meanwhile.
async fn taken_by(
    connection: &mut Connection,
    query: &BookingQuery<'_>,
    resource: ResourceId,
) -> Result<Option<BookingRejection>> {
    let BookingQuery { office, access, matter, over } = *query;
    let taken = bookings::overlapping(&mut *connection, office, resource, over, matter).await?;
    let Some(taken) = taken else { return Ok(None) };
    let during = Period { from: taken.starts, to: taken.ends };
    let (Some(access), Some(record)) = (access, taken.record) else {
        return Ok(Some(BookingRejection::Taken { during }));
    };
    // That it is taken is for everybody; by whom and for what, only as far as that is not closed.
    let use_of = access.pointed_to(connection, record, true).await?;
    let Some(use_of) = use_of.filter(|use_of| !use_of.seen.hides_all()) else {
        return Ok(Some(BookingRejection::Taken { during }));
    };
    let name = access.staff.name(taken.applicant);
    Ok(Some(BookingRejection::TakenBy { during, name, summary: use_of.summary }))
}

/// Books what the content mentions for the matter, by its filing or by a decision; what was booked.
///
/// # Errors
/// If the database cannot be used.
pub async fn book(
    change: &mut UnitOfWork,
    matter: MatterId,
    task: Option<TaskId>,
    over: Period,
    mentions: &[Mention],
) -> Result<Vec<Booked>> {
    let mut booked = Vec::new();
    for mention in mentions {
        let Mentioned::Resource(_, resource) = mention.what else { continue };
        let resource = ResourceId::new(resource);
        bookings::insert(change, resource, matter, task, over).await?;
        booked.push(Booked { resource, starts: over.from, ends: over.to });
    }
    Ok(booked)
}

/// Removes every booking of a matter; what was booked.
///
/// # Errors
/// If the database cannot be used.
pub async fn free(change: &mut UnitOfWork, matter: MatterId) -> Result<Vec<Booked>> {
    Ok(bookings::delete_of_matter(change, matter).await?.iter().map(booked).collect())
}

fn booked(booking: &Booking) -> Booked {
    Booked { resource: booking.resource, starts: booking.starts, ends: booking.ends }
}

/// What a corrected matter books otherwise than before.
#[derive(Clone, Debug, Default)]
pub struct Rebooked {
    /// What is booked no longer.
    pub freed: Vec<Booked>,
    /// What is booked anew.
    pub booked: Vec<Booked>,
}

impl Rebooked {
    /// What was booked before and what is booked then; what stays as it is stands in neither.
    #[must_use]
    pub fn of(mut before: Vec<Booked>, mut after: Vec<Booked>) -> Self {
        let stays = before.iter().filter(|one| after.contains(one)).cloned().collect::<Vec<_>>();
        before.retain(|one| !stays.contains(one));
        after.retain(|one| !stays.contains(one));
        Self { freed: before, booked: after }
    }
}

/// A corrected matter books anew what its filing books; what its deciders booked moves with it. What was booked and what is booked
/// then.
///
/// # Errors
/// If what a decider booked is taken in the new time, or the database cannot be used.
pub async fn book_again(
    change: &mut UnitOfWork,
    access: &Access,
    matter: MatterId,
    over: Period,
    mentions: &[Mention],
) -> Result<(Vec<Booked>, Vec<Booked>)> {
    let query = BookingQuery { office: change.office, access: Some(access), matter: Some(matter), over };
    let mut before = bookings::delete_of_filing(change, matter).await?.iter().map(booked).collect::<Vec<_>>();
    let mut after = Vec::new();
    for booking in bookings::of_matter(change, matter).await? {
        if let Some(why) = taken_by(change, &query, booking.resource).await? {
            return Err(why.into());
        }
        bookings::set_time(change, booking.id, over).await?;
        before.push(booked(&booking));
        after.push(Booked { resource: booking.resource, starts: over.from, ends: over.to });
    }
    after.extend(book(change, matter, None, over, mentions).await?);
    Ok((before, after))
}

#[cfg(test)]
mod tests {
    use super::{Booked, Rebooked};
    use guiju_domain::ResourceId;
    use guiju_model::Moment;

    #[test]
    fn what_stays_booked_is_neither_freed_nor_booked_anew() {
        let booked = |resource: u64, starts: i64| Booked {
            resource: ResourceId::new(resource),
            starts: Moment(starts),
            ends: Moment(starts + 1),
        };
        let all = Rebooked::of(vec![booked(1, 0), booked(2, 0), booked(3, 0)], vec![booked(1, 0), booked(2, 5)]);
        assert_eq!(all.freed, [booked(2, 0), booked(3, 0)]);
        assert_eq!(all.booked, [booked(2, 5)]);
    }
}
