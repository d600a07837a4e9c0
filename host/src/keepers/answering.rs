//! Answering a request: confirmed, declined or withdrawn. What it was asked about is looked at again in that moment.

use super::{
    applying::apply,
    closing::{finish, read},
    logins, outdated,
    wording::RequestWording,
};
use crate::{
    app::App,
    error::Result,
    matters::reassign,
    settings,
    store::{UnitOfWork, requests::KeeperRequest},
};
use guiju_api::RequestAnswer;
use guiju_domain::{
    OfficeId, PersonId, Rejection, RequestId,
    events::keepers::Answer,
    keepers::{Keeper as Somebody, Reply, Request, State, may_answer, may_withdraw, still_holds},
    rejection::Keeper,
};
use guiju_model::blank::is_blank;

/// Confirms, declines or withdraws a request. Where a password is set by it, its second half is told to whoever confirms, this
/// once: neither of the two knows alone what opens the account.
///
/// # Errors
/// If it is not the caller's to answer, was answered already, or does not hold any more.
pub async fn answer(
    app: &App,
    office: OfficeId,
    by: PersonId,
    id: RequestId,
    given: &RequestAnswer,
) -> Result<Option<String>> {
    let wording = RequestWording::of(app, office).await?;
    let mut change = app.change(office).await?;
    let request = read(&mut change, id).await?;
    if request.state != State::Waiting {
        return Err(Rejection::from(Keeper::Answered).into());
    }
    let caller = logins::keeper(&mut change, by).await?;
    let answer = chosen(caller, &request, given)?;
    let code = if answer == Answer::Confirmed { confirm(app, &mut change, Some(by), &request).await? } else { None };
    finish(&mut change, &wording, Some(by), &request, (answer, given.words.trim())).await?;
    if answer == Answer::Confirmed {
        outdated::close(&mut change, &wording, Some(&request)).await?;
    }
    done(app, change, &request).await?;
    Ok(code)
}

/// Looks at a request again and does what it asks for.
async fn confirm(
    app: &App,
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    request: &KeeperRequest,
) -> Result<Option<String>> {
    let asker = logins::keeper(change, request.by).await?;
    still_holds(asker, request.asked()).map_err(Rejection::from)?;
    let code = apply(app, change, by, request).await?;
    reassign::office(app, change, reassign::Because::Post).await?;
    Ok(code)
}

async fn done(app: &App, change: UnitOfWork, request: &KeeperRequest) -> Result<()> {
    let office = change.office;
    change.commit().await?;
    app.staff_changed(office);
    if matches!(request.content, Request::WeakenSettings { .. }) {
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
pub async fn confirm_on_server(app: &App, office: OfficeId, id: RequestId) -> Result<(String, Option<String>)> {
    let wording = RequestWording::of(app, office).await?;
    let mut change = app.change(office).await?;
    let request = read(&mut change, id).await?;
    if request.state != State::Waiting {
        return Err(Rejection::from(Keeper::Answered).into());
    }
    let code = confirm(app, &mut change, None, &request).await?;
    finish(&mut change, &wording, None, &request, (Answer::Confirmed, "")).await?;
    outdated::close(&mut change, &wording, Some(&request)).await?;
    done(app, change, &request).await?;
    Ok((crate::words::answer(&wording.summary(&request.content)), code))
}

/// What the caller does, if he may.
fn chosen(caller: Somebody, request: &KeeperRequest, given: &RequestAnswer) -> Result<Answer> {
    match Reply::named(&given.action) {
        Some(Reply::Withdraw) => {
            may_withdraw(caller.person, request.asked()).map_err(Rejection::from)?;
            Ok(Answer::Withdrawn)
        }
        Some(Reply::Confirm) => {
            may_answer(caller, request.asked()).map_err(Rejection::from)?;
            Ok(Answer::Confirmed)
        }
        Some(Reply::Decline) => {
            may_answer(caller, request.asked()).map_err(Rejection::from)?;
            if is_blank(&given.words) {
                return Err(Rejection::from(Keeper::WordsMissing).into());
            }
            Ok(Answer::Declined)
        }
        None => Err(Keeper::UnknownAnswer.into()),
    }
}
