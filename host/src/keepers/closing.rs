//! Closing a request: its outcome is saved with an event, and told to whom it concerns and to all keepers.

use super::{
    asking, telling,
    wording::{RequestWording, account_change_text},
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
    let event = RequestAnswered { request: request.id, answer, words: words.to_owned() };
    change.record(by, &event).await?;
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
    let who = by.map_or_else(|| "服务器管理人员".to_owned(), |by| wording.name(by));
    let said = if words.is_empty() { String::new() } else { format!("{who}的意见：{words}。") };
    let did = match answer {
        Answer::Confirmed => format!("{who}已确认"),
        Answer::Declined => format!("{who}未予确认"),
        Answer::Withdrawn => format!("{who}已撤回"),
        Answer::Expired => "没有人在期限内确认，已失效".to_owned(),
        Answer::Outdated => "情况已有变化，不再有效".to_owned(),
    };
    // What asked keepers to answer is read: there is nothing to answer any more.
    notices::mark_answered(change, &asking::please(request.id)).await?;
    let what = format!("{did}：{line}（{asker}提出）。{said}");
    if Some(request.by) != by {
        notices::tell(change, request.by, &what, None).await?;
    }
    let mut know = request.content.concerns();
    know.extend(by.into_iter().chain([request.by]));
    telling::tell_keepers(change, &know, &what).await?;
    for person in request.content.concerns().into_iter().filter(|person| Some(*person) != by && *person != request.by) {
        let what = match (&request.content, answer) {
            (Request::SetLogin { from, login, verifier, .. }, Answer::Confirmed) => {
                format!(
                    "{asker}提出、{who}确认：{}。",
                    account_change_text("您", from, Some(login), verifier.is_some())
                )
            }
            (Request::SetPassword { .. }, Answer::Confirmed) => {
                format!("{asker}提出、{who}确认：{}。", account_change_text("您", &Some(String::new()), None, true))
            }
            _ => what.clone(),
        };
        telling::tell(change, person, &what).await?;
    }
    Ok(())
}
