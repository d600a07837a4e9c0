//! Answering a request: confirmed, declined or withdrawn. What it was asked about is looked at again in that moment.

use super::{
    entering::told,
    logins::{self, Setting},
    saying::Saying,
};
use crate::{
    accounts::second_factor,
    app::App,
    error::{Error, Result},
    matters::{notices, reassign},
    organisation::{check_post, read_post, write_post},
    store::{Columns, UnitOfWork},
};
use guiju_api::RequestAnswer;
use guiju_domain::{
    PersonId, PostId, Rejection, RequestId, SystemRole,
    events::keepers::{Answer, RequestAnswered, RoleGranted, RoleRevoked, Through},
    keepers::{
        Asked, Keeper as Somebody, PostFacts, Request, State, Verifier, may_answer, may_grant, may_revoke,
        may_withdraw, still_holds,
    },
    rejection::{Keeper, Unknown},
};
use sqlx::any::AnyRow;

/// A request as it is kept.
pub(super) struct Kept {
    pub id: RequestId,
    pub request: Request,
    pub reason: String,
    pub by: PersonId,
    pub role: SystemRole,
    pub asked_at: i64,
    pub state: State,
}

impl Kept {
    pub(super) fn of(row: &AnyRow) -> Result<Self> {
        let odd = |what: &str| Error::internal(format!("a request of no known {what}"));
        Ok(Self {
            id: RequestId::new(row.int("id")?.unsigned_abs()),
            request: row.json("body")?,
            reason: row.text("reason")?,
            by: PersonId::new(row.int("asked_by")?.unsigned_abs()),
            role: SystemRole::named(&row.text("asked_role")?).ok_or_else(|| odd("role"))?,
            asked_at: row.int("asked_at")?,
            state: State::named(&row.text("state")?).ok_or_else(|| odd("state"))?,
        })
    }

    pub(super) const fn asked(&self) -> Asked<'_> {
        Asked { request: &self.request, by: self.by, role: self.role }
    }
}

/// Confirms, declines or withdraws a request.
///
/// # Errors
/// If it is not the caller's to answer, was answered already, or does not hold any more.
pub async fn answer(app: &App, office: i64, by: PersonId, id: u64, given: &RequestAnswer) -> Result<()> {
    let saying = Saying::of(app, office).await?;
    let mut change = app.change(office).await?;
    let kept = read(&mut change, id).await?;
    if kept.state != State::Waiting {
        return Err(Rejection::from(Keeper::Answered).into());
    }
    let caller = logins::keeper(&mut change, by).await?;
    let answer = chosen(caller, &kept, given)?;
    if answer == Answer::Confirmed {
        let asker = logins::keeper(&mut change, kept.by).await?;
        still_holds(asker, kept.asked()).map_err(Rejection::from)?;
        apply(&mut change, Some(by), &kept).await?;
        reassign::office(app, &mut change, reassign::Because::Post).await?;
    }
    finish(&mut change, &saying, Some(by), &kept, (answer, given.words.trim())).await?;
    change.commit().await?;
    app.staff_changed(office);
    Ok(())
}

/// Confirms a request on the server itself, where no other keeper can: the only security officer's own post, or an office with a
/// single keeper. It is still looked at again, and every keeper is told.
///
/// # Errors
/// If it was answered already, or does not hold any more.
pub async fn confirm_on_server(app: &App, office: i64, id: u64) -> Result<()> {
    let saying = Saying::of(app, office).await?;
    let mut change = app.change(office).await?;
    let kept = read(&mut change, id).await?;
    if kept.state != State::Waiting {
        return Err(Rejection::from(Keeper::Answered).into());
    }
    let asker = logins::keeper(&mut change, kept.by).await?;
    still_holds(asker, kept.asked()).map_err(Rejection::from)?;
    apply(&mut change, None, &kept).await?;
    reassign::office(app, &mut change, reassign::Because::Post).await?;
    finish(&mut change, &saying, None, &kept, (Answer::Confirmed, "")).await?;
    let done = format!("在服务器上确认了：{}。", saying.line(&kept.request));
    for keeper in logins::all(&mut change).await?.into_iter().filter(|keeper| keeper.person != kept.by) {
        logins::tell(&mut change, keeper.person, &done).await?;
    }
    change.commit().await?;
    app.staff_changed(office);
    Ok(())
}

async fn read(change: &mut UnitOfWork, id: u64) -> Result<Kept> {
    let unknown = || Error::from(Rejection::from(Unknown::Request));
    let id = i64::try_from(id).map_err(|_| unknown())?;
    let row = sqlx::query("SELECT * FROM requests WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .fetch_optional(&mut **change)
        .await?;
    Kept::of(&row.ok_or_else(unknown)?)
}

/// What the caller does, if he may.
fn chosen(caller: Somebody, kept: &Kept, given: &RequestAnswer) -> Result<Answer> {
    match given.action.as_str() {
        "withdraw" => {
            may_withdraw(caller.person, kept.asked()).map_err(Rejection::from)?;
            Ok(Answer::Withdrawn)
        }
        "confirm" => {
            may_answer(caller, kept.asked()).map_err(Rejection::from)?;
            Ok(Answer::Confirmed)
        }
        "decline" => {
            may_answer(caller, kept.asked()).map_err(Rejection::from)?;
            if given.words.trim().is_empty() {
                return Err(Rejection::from(Keeper::ReasonMissing).into());
            }
            Ok(Answer::Declined)
        }
        _ => Err(Error::Invalid("请说明确认（confirm）、不予确认（decline）或撤回（withdraw）".to_owned())),
    }
}

/// Notes the answer, with its event, and tells whom it concerns; what was kept of a password goes.
async fn finish(
    change: &mut UnitOfWork,
    saying: &Saying,
    by: Option<PersonId>,
    kept: &Kept,
    (answer, words): (Answer, &str),
) -> Result<()> {
    let state = match answer {
        Answer::Confirmed => State::Confirmed,
        Answer::Declined => State::Declined,
        Answer::Withdrawn => State::Withdrawn,
    };
    sqlx::query(
        "UPDATE requests SET body = $3, state = $4, answered_by = $5, answered_at = $6, words = $7
         WHERE office_id = $1 AND id = $2",
    )
    .bind(change.office)
    .bind(kept.id.number() as i64)
    .bind(serde_json::to_string(&kept.request.without_secret())?)
    .bind(state.name())
    .bind(by.map(logins::kept).transpose()?)
    .bind(change.now.0)
    .bind(words)
    .execute(&mut **change)
    .await?;
    let event = RequestAnswered { request: kept.id, answer, words: words.to_owned() };
    change.record(by, &event).await?;
    tell(change, saying, by, kept, (answer, words)).await
}

fn stale() -> Error {
    Rejection::from(Keeper::Stale).into()
}

/// Somebody who no longer works here makes a request stale.
async fn still_here(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    match logins::works_here(change, person).await {
        Err(Error::Rejected(_)) => Err(stale()),
        other => other.map(drop),
    }
}

/// Does what was asked for, if all is still as it was then.
async fn apply(change: &mut UnitOfWork, by: Option<PersonId>, kept: &Kept) -> Result<()> {
    let through = Through::Request(kept.id);
    match &kept.request {
        Request::GrantRole { person, role, from } => {
            still_here(change, *person).await?;
            let (found, seats) = (logins::found(change, *person).await?, logins::seats(change).await?);
            if found.role != *from {
                return Err(stale());
            }
            may_grant(kept.by, *person, *role, found, seats).map_err(Rejection::from)?;
            logins::set_role(change, *person, Some(*role)).await?;
            let event = RoleGranted { person: *person, role: *role, before: *from, through };
            change.record(by, &event).await?;
        }
        Request::RevokeRole { person, role } => {
            still_here(change, *person).await?;
            let (found, seats) = (logins::found(change, *person).await?, logins::seats(change).await?);
            if found.role != Some(*role) {
                return Err(stale());
            }
            may_revoke(*role, found, seats).map_err(Rejection::from)?;
            logins::set_role(change, *person, None).await?;
            change.record(by, &RoleRevoked { person: *person, role: *role, through }).await?;
        }
        Request::SetLogin { person, from, login, verifier } => {
            let asked = Account { person: *person, from, login: Some(login), verifier: verifier.as_ref() };
            account(change, by, &asked, through).await?;
        }
        Request::SetPassword { person, verifier } => {
            let from = logins::account(change, *person).await?.map(|account| account.login);
            if from.is_none() || verifier.is_none() {
                return Err(stale());
            }
            let asked = Account { person: *person, from: &from, login: None, verifier: verifier.as_ref() };
            account(change, by, &asked, through).await?;
        }
        Request::EnterPost { post, before, after } => {
            enter_post(change, by, (*post, before.as_ref()), after, kept.id).await?;
        }
        Request::ResetSecondFactor { person } => {
            still_here(change, *person).await?;
            if !second_factor::reset(change, *person, by).await? {
                return Err(stale());
            }
        }
    }
    Ok(())
}

/// What was asked for an account.
struct Account<'a> {
    person: PersonId,
    from: &'a Option<String>,
    login: Option<&'a String>,
    verifier: Option<&'a Verifier>,
}

async fn account(change: &mut UnitOfWork, by: Option<PersonId>, asked: &Account<'_>, through: Through) -> Result<()> {
    still_here(change, asked.person).await?;
    let now = logins::account(change, asked.person).await?.map(|account| account.login);
    if now != *asked.from {
        return Err(stale());
    }
    let setting = Setting {
        person: asked.person,
        before: now.as_deref(),
        login: asked.login.map(String::as_str),
        verifier: asked.verifier,
        must_change: true,
        through,
    };
    logins::set(change, by, &setting).await
}

async fn enter_post(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    (post, before): (Option<PostId>, Option<&PostFacts>),
    after: &PostFacts,
    request: RequestId,
) -> Result<()> {
    let now = match post {
        Some(id) => read_post(change, id).await?,
        None => None,
    };
    if now.as_ref() != before {
        return Err(stale());
    }
    match check_post(change, post, after).await {
        Err(Error::Rejected(_)) => return Err(stale()),
        other => other?,
    }
    write_post(change, by, post, after, Some(request)).await.map(drop)
}

/// Tells whoever asked, and whom it concerns.
async fn tell(
    change: &mut UnitOfWork,
    saying: &Saying,
    by: Option<PersonId>,
    kept: &Kept,
    (answer, words): (Answer, &str),
) -> Result<()> {
    let (line, asker) = (saying.line(&kept.request), saying.name(kept.by));
    let said = if words.is_empty() { String::new() } else { format!("，意见：{words}") };
    let who = by.map_or_else(|| "服务器管理人员".to_owned(), |by| saying.name(by));
    let what = match answer {
        Answer::Confirmed => format!("{who}已确认：{line}{said}"),
        Answer::Declined => format!("{who}未予确认：{line}{said}"),
        Answer::Withdrawn => format!("{who}已撤回：{line}{said}"),
    };
    if Some(kept.by) != by {
        notices::tell(change, kept.by.number(), &what, None).await?;
    }
    for person in kept.request.concerns().into_iter().filter(|person| Some(*person) != by && *person != kept.by) {
        let what = match (&kept.request, answer) {
            (Request::SetLogin { from, login, verifier, .. }, Answer::Confirmed) => {
                format!("{asker}提出、{who}确认：{}。", told(from, Some(login), verifier.is_some()))
            }
            (Request::SetPassword { .. }, Answer::Confirmed) => {
                format!("{asker}提出、{who}确认：{}。", told(&Some(String::new()), None, true))
            }
            _ => format!("{what}（{asker}提出）。"),
        };
        logins::tell(change, person, &what).await?;
    }
    Ok(())
}
