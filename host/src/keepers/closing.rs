//! Closing a request: its outcome is saved with an event, and told to whom it concerns and to all keepers.

use super::{
    asking, telling,
    wording::{RequestWording, account_change},
};
use crate::{
    error::Result,
    store::{
        UnitOfWork, notices,
        requests::{self, Answered, KeeperRequest},
    },
};
use guiju_domain::{
    PersonId, Rejection, RequestId,
    events::keepers::{Answer, RequestAnswered},
    keepers::{Request, State},
    message,
    message::Argument,
    rejection::Unknown,
};

/// A request of the office.
///
/// # Errors
/// If there is none of this number.
pub(super) async fn read(change: &mut UnitOfWork, id: RequestId) -> Result<KeeperRequest> {
    Ok(requests::find(change, id).await?.ok_or(Rejection::from(Unknown::Request))?)
}

/// The state that an answer leaves a request in.
const fn state_after(answer: Answer) -> State {
    match answer {
        Answer::Confirmed => State::Confirmed,
        Answer::Declined => State::Declined,
        Answer::Withdrawn => State::Withdrawn,
        Answer::Expired => State::Expired,
        Answer::Outdated => State::Outdated,
    }
}

/// Notes the answer, with its event, and tells whom it concerns and all keepers; the password of the request is deleted.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn finish(
    change: &mut UnitOfWork,
    wording: &RequestWording,
    by: Option<PersonId>,
    request: &KeeperRequest,
    (answer, words): (Answer, &str),
) -> Result<()> {
    let content = request.content.without_secret();
    let answered = Answered { content: &content, state: state_after(answer), by, words };
    requests::answer(change, request.id, &answered).await?;
    let event = RequestAnswered::of((request.id, request.by), &content, answer, words);
    change.record(by, &event)?;
    tell(change, wording, by, request, (answer, words)).await
}

/// Tells whoever asked, and whom it concerns.
async fn tell(
    change: &mut UnitOfWork,
    wording: &RequestWording,
    by: Option<PersonId>,
    request: &KeeperRequest,
    (answer, words): (Answer, &str),
) -> Result<()> {
    let (line, asker) = (wording.summary(&request.content), wording.name(request.by));
    let who = by.map_or_else(|| message!("keeper-of-server").into(), |by| Argument::from(wording.name(by)));
    let did = match answer {
        Answer::Confirmed => message!("keeper-answer-confirmed", who = who.clone()),
        Answer::Declined => message!("keeper-answer-declined", who = who.clone()),
        Answer::Withdrawn => message!("keeper-answer-withdrawn", who = who.clone()),
        Answer::Expired => message!("keeper-answer-expired"),
        Answer::Outdated => message!("keeper-answer-outdated"),
    };
    asking::answered(change, request.id).await?;
    let what = message!("keeper-answered", did, line, asker = &asker);
    let what = match words.is_empty() {
        true => what,
        false => message!("keeper-answered-with-words", answered = what, who = who.clone(), words),
    };
    if Some(request.by) != by {
        notices::tell(change, request.by, &what, None).await?;
    }
    let mut know = request.content.concerns();
    know.extend(by.into_iter().chain([request.by]));
    telling::tell_keepers(change, &know, &what).await?;
    for person in request.content.concerns().into_iter().filter(|person| Some(*person) != by && *person != request.by) {
        let did = match (&request.content, answer) {
            (Request::SetLogin { from, login, verifier, .. }, Answer::Confirmed) => {
                Some(account_change(None, from, Some(login), verifier.is_some()))
            }
            (Request::SetPassword { .. }, Answer::Confirmed) => {
                Some(account_change(None, &Some(String::new()), None, true))
            }
            _ => None,
        };
        let done = |did| message!("keeper-done-for", asker = &asker, who = who.clone(), did);
        telling::tell(change, person, did.map_or_else(|| what.clone(), done)).await?;
    }
    Ok(())
}
