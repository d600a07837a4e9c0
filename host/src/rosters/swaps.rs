//! Turns are exchanged by consent: one holder asks, the other agrees or declines.

use super::{Swaps, swap_said};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    matters::notices,
    staff::Staff,
    store::{Columns, Event, UnitOfWork},
};
use guiju_api::{SwapAnswer, SwapAsk, SwapShown};
use guiju_model::{Moment, blank::is_blank};
use serde_json::json;

struct Turn {
    roster: (String, String),
    person: u64,
    starts: Moment,
}

impl Turn {
    async fn read(change: &mut UnitOfWork, id: i64) -> Result<Self> {
        let row =
            sqlx::query("SELECT regulation, roster, person_id, starts FROM turns WHERE office_id = $1 AND id = $2")
                .bind(change.office.number())
                .bind(id)
                .fetch_optional(&mut **change)
                .await?;
        let row = row.ok_or(Error::NotFound("这个班次"))?;
        Ok(Self {
            roster: (row.text("regulation")?, row.text("roster")?),
            person: row.int("person_id")? as u64,
            starts: Moment(row.int("starts")?),
        })
    }

    fn day(&self) -> String {
        self.starts.date().in_words()
    }
}

/// Asks the holder of another turn of the same roster to exchange it for one's own.
///
/// # Errors
/// If the turns cannot be exchanged, or the database cannot be used.
pub async fn ask(app: &App, caller: &Caller, wanted: &SwapAsk) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    let staff = app.staff_within(&mut change).await?;
    let mine = Turn::read(&mut change, wanted.mine as i64).await?;
    let theirs = Turn::read(&mut change, wanted.theirs as i64).await?;
    if mine.person != caller.person.number() {
        return Err(Error::Forbidden("只能用自己的班去换".to_owned()));
    }
    if !staff.is_active(theirs.person) {
        return Err(Error::Conflict(format!("{}已离开，不能和他换班", staff.name(theirs.person))));
    }
    if theirs.person == caller.person.number() || mine.roster != theirs.roster {
        return Err(Error::Invalid("请选同一张表上别人的班".to_owned()));
    }
    if mine.starts <= change.now || theirs.starts <= change.now {
        return Err(Error::Conflict("已经开始的班不能再换".to_owned()));
    }
    if is_blank(&wanted.reason) {
        return Err(Error::Invalid("请写明换班的原因".to_owned()));
    }
    let (office, id, now) = (change.office, change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO swaps (office_id, id, turn_id, for_turn_id, asked_by, asked_of, reason, state, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'asked', $8)",
    )
    .bind(office.number())
    .bind(id)
    .bind(wanted.mine as i64)
    .bind(wanted.theirs as i64)
    .bind(caller.person.number() as i64)
    .bind(theirs.person as i64)
    .bind(wanted.reason.trim())
    .bind(now)
    .execute(&mut *change)
    .await?;
    let message = swap_said(&staff.name(caller.person.number()), &theirs.day(), &mine.day(), wanted.reason.trim());
    notices::tell(&mut change, theirs.person, &message, None).await?;
    let body = json!({ "swap": id, "turn": wanted.mine, "for": wanted.theirs });
    change.event(Event { matter: None, kind: "swap-asked", by: Some(caller.person.number() as i64), body }).await?;
    Ok(change.commit().await?)
}

/// Agrees, and the turns change hands; or declines.
///
/// # Errors
/// If one was not asked, a turn has begun or changed hands meanwhile, or the database cannot be used.
pub async fn answer(app: &App, caller: &Caller, swap: u64, given: &SwapAnswer) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    let staff = app.staff_within(&mut change).await?;
    let office = change.office;
    let row = sqlx::query(
        "SELECT turn_id, for_turn_id, asked_by, asked_of, state FROM swaps WHERE office_id = $1 AND id = $2",
    )
    .bind(office.number())
    .bind(swap as i64)
    .fetch_optional(&mut *change)
    .await?;
    let row = row.ok_or(Error::NotFound("这次换班"))?;
    let (asked_by, asked_of) = (row.int("asked_by")? as u64, row.int("asked_of")? as u64);
    if asked_of != caller.person.number() {
        return Err(Error::Forbidden("这次换班问的不是您".to_owned()));
    }
    if row.text("state")? != "asked" {
        return Err(Error::Conflict("这次换班已经答复过".to_owned()));
    }
    let (first, second) = (row.int("turn_id")?, row.int("for_turn_id")?);
    if given.agree {
        let (one, other) = (Turn::read(&mut change, first).await?, Turn::read(&mut change, second).await?);
        let now = change.now;
        if !staff.is_active(asked_by) || !staff.is_active(asked_of) {
            return Err(Error::Conflict("换班的人已离开，不能再换".to_owned()));
        }
        if one.person != asked_by || other.person != asked_of || one.starts <= now || other.starts <= now {
            return Err(Error::Conflict("班次已经变动或已经开始，不能再换".to_owned()));
        }
        for (turn, person) in [(first, asked_of), (second, asked_by)] {
            sqlx::query("UPDATE turns SET person_id = $3 WHERE office_id = $1 AND id = $2")
                .bind(office.number())
                .bind(turn)
                .bind(person as i64)
                .execute(&mut *change)
                .await?;
        }
    }
    sqlx::query("UPDATE swaps SET state = $3 WHERE office_id = $1 AND id = $2")
        .bind(office.number())
        .bind(swap as i64)
        .bind(if given.agree { "agreed" } else { "declined" })
        .execute(&mut *change)
        .await?;
    let verdict = if given.agree { "同意" } else { "没有同意" };
    let message = format!("{}{verdict}换班", staff.name(caller.person.number()));
    notices::tell(&mut change, asked_by, &message, None).await?;
    let body = json!({ "swap": swap, "agreed": given.agree });
    // The event's kind tells other servers that who is on duty has changed.
    change.event(Event { matter: None, kind: "roster", by: Some(caller.person.number() as i64), body }).await?;
    change.commit().await?;
    app.staff_changed(caller.office);
    Ok(())
}

/// What is asked of the caller in a roster.
pub(super) async fn shown(app: &App, caller: &Caller, staff: &Staff, regulation: &str, roster: &str) -> Result<Swaps> {
    let rows = sqlx::query(
        "SELECT s.id AS id, s.asked_by AS asked_by, s.reason AS reason, a.starts AS mine, b.starts AS theirs FROM swaps s
         JOIN turns a ON a.office_id = s.office_id AND a.id = s.turn_id
         JOIN turns b ON b.office_id = s.office_id AND b.id = s.for_turn_id
         WHERE s.office_id = $1 AND s.asked_of = $2 AND s.state = 'asked' AND a.regulation = $3 AND a.roster = $4 ORDER BY s.id",
    )
    .bind(caller.office.number())
    .bind(caller.person.number() as i64)
    .bind(regulation)
    .bind(roster)
    .fetch_all(&app.pool)
    .await?;
    let day = |seconds: i64| Moment(seconds).date().in_words();
    let swap = |row: &sqlx::any::AnyRow| {
        let name = staff.name(row.int("asked_by")? as u64);
        let said = swap_said(&name, &day(row.int("theirs")?), &day(row.int("mine")?), &row.text("reason")?);
        Ok(SwapShown { id: row.int("id")? as u64, said })
    };
    rows.iter().map(swap).collect()
}
