//! Answering a request: confirmed, declined or withdrawn. What it was asked about is looked at again in that moment.

use super::{applying::apply, entering::told, logins, outdated, saying::Saying};
use crate::{
    app::App,
    error::{Error, Result},
    matters::{notices, reassign},
    settings,
    store::{Columns, UnitOfWork},
};
use guiju_api::RequestAnswer;
use guiju_domain::{
    OfficeId, PersonId, Rejection, RequestId, SystemRole,
    events::keepers::{Answer, RequestAnswered},
    keepers::{Asked, Keeper as Somebody, Request, State, may_answer, may_withdraw, still_holds},
    rejection::{Keeper, Unknown},
};
use guiju_model::blank::is_blank;
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
    /// The second half of a first password, encrypted.
    pub code: Option<String>,
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
            code: row.maybe_text("code")?,
        })
    }

    pub(super) const fn asked(&self) -> Asked<'_> {
        Asked { request: &self.request, by: self.by, role: self.role }
    }
}

/// Confirms, declines or withdraws a request. Where a password is set by it, its second half is told to whoever confirms, this
/// once: neither of the two knows alone what opens the account.
///
/// # Errors
/// If it is not the caller's to answer, was answered already, or does not hold any more.
pub async fn answer(
    app: &App,
    office: OfficeId,
    by: PersonId,
    id: u64,
    given: &RequestAnswer,
) -> Result<Option<String>> {
    let saying = Saying::of(app, office).await?;
    let mut change = app.change(office).await?;
    let kept = read(&mut change, id).await?;
    if kept.state != State::Waiting {
        return Err(Rejection::from(Keeper::Answered).into());
    }
    let caller = logins::keeper(&mut change, by).await?;
    let answer = chosen(caller, &kept, given)?;
    let code = if answer == Answer::Confirmed { confirm(app, &mut change, Some(by), &kept).await? } else { None };
    finish(&mut change, &saying, Some(by), &kept, (answer, given.words.trim())).await?;
    if answer == Answer::Confirmed {
        outdated::close(&mut change, &saying, Some(&kept)).await?;
    }
    done(app, change, &kept).await?;
    Ok(code)
}

/// Looks at a request again and does what it asks for.
async fn confirm(app: &App, change: &mut UnitOfWork, by: Option<PersonId>, kept: &Kept) -> Result<Option<String>> {
    let asker = logins::keeper(change, kept.by).await?;
    still_holds(asker, kept.asked()).map_err(Rejection::from)?;
    let code = apply(app, change, by, kept).await?;
    reassign::office(app, change, reassign::Because::Post).await?;
    Ok(code)
}

async fn done(app: &App, change: UnitOfWork, kept: &Kept) -> Result<()> {
    let office = change.office;
    change.commit().await?;
    app.staff_changed(office);
    if matches!(kept.request, Request::WeakenSettings { .. }) {
        settings::refresh(app, office).await?;
    }
    Ok(())
}

/// Confirms a request on the server itself, where no other keeper can: the only security officer's own post, or an office with a
/// single keeper. It is still looked at again, and every keeper is told. What was confirmed is given back in words, with the second
/// half of a password that is set by it, as to a keeper who confirms.
///
/// # Errors
/// If it was answered already, or does not hold any more.
pub async fn confirm_on_server(app: &App, office: OfficeId, id: u64) -> Result<(String, Option<String>)> {
    let saying = Saying::of(app, office).await?;
    let mut change = app.change(office).await?;
    let kept = read(&mut change, id).await?;
    if kept.state != State::Waiting {
        return Err(Rejection::from(Keeper::Answered).into());
    }
    let code = confirm(app, &mut change, None, &kept).await?;
    finish(&mut change, &saying, None, &kept, (Answer::Confirmed, "")).await?;
    outdated::close(&mut change, &saying, Some(&kept)).await?;
    done(app, change, &kept).await?;
    Ok((saying.line(&kept.request), code))
}

pub(super) async fn read(change: &mut UnitOfWork, id: u64) -> Result<Kept> {
    let unknown = || Error::from(Rejection::from(Unknown::Request));
    let id = i64::try_from(id).map_err(|_| unknown())?;
    let row = sqlx::query("SELECT * FROM requests WHERE office_id = $1 AND id = $2")
        .bind(change.office.number())
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
            if is_blank(&given.words) {
                return Err(Rejection::from(Keeper::WordsMissing).into());
            }
            Ok(Answer::Declined)
        }
        _ => Err(Error::Invalid("请说明确认（confirm）、不予确认（decline）或撤回（withdraw）".to_owned())),
    }
}

/// Notes the answer, with its event, and tells whom it concerns and all keepers; what was kept of a password goes.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn finish(
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
        Answer::Expired => State::Expired,
        Answer::Outdated => State::Outdated,
    };
    sqlx::query(
        "UPDATE requests SET body = $3, state = $4, answered_by = $5, answered_at = $6, words = $7, code = NULL
         WHERE office_id = $1 AND id = $2",
    )
    .bind(change.office.number())
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

/// What asked keepers to answer a request is read: there is nothing to answer any more.
async fn done_with(change: &mut UnitOfWork, request: RequestId) -> Result<()> {
    sqlx::query("UPDATE notices SET read_at = $3 WHERE office_id = $1 AND read_at IS NULL AND message LIKE $2")
        .bind(change.office.number())
        .bind(format!("{}%", super::asking::please(request)))
        .bind(change.now.0)
        .execute(&mut **change)
        .await?;
    Ok(())
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
    let who = by.map_or_else(|| "服务器管理人员".to_owned(), |by| saying.name(by));
    let said = if words.is_empty() { String::new() } else { format!("{who}的意见：{words}。") };
    let did = match answer {
        Answer::Confirmed => format!("{who}已确认"),
        Answer::Declined => format!("{who}未予确认"),
        Answer::Withdrawn => format!("{who}已撤回"),
        Answer::Expired => "没有人在期限内确认，已失效".to_owned(),
        Answer::Outdated => "情况已有变化，不再有效".to_owned(),
    };
    done_with(change, kept.id).await?;
    let what = format!("{did}：{line}（{asker}提出）。{said}");
    if Some(kept.by) != by {
        notices::tell(change, kept.by.number(), &what, None).await?;
    }
    let mut know = kept.request.concerns();
    know.extend(by.into_iter().chain([kept.by]));
    logins::tell_keepers(change, &know, &what).await?;
    for person in kept.request.concerns().into_iter().filter(|person| Some(*person) != by && *person != kept.by) {
        let what = match (&kept.request, answer) {
            (Request::SetLogin { from, login, verifier, .. }, Answer::Confirmed) => {
                format!("{asker}提出、{who}确认：{}。", told("您", from, Some(login), verifier.is_some()))
            }
            (Request::SetPassword { .. }, Answer::Confirmed) => {
                format!("{asker}提出、{who}确认：{}。", told("您", &Some(String::new()), None, true))
            }
            _ => what.clone(),
        };
        logins::tell(change, person, &what).await?;
    }
    Ok(())
}
