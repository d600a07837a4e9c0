//! Closes pending requests whose subject has changed, because they can no longer be confirmed.

use super::{closing::finish, logins, wording::RequestWording};
use crate::{
    accounts::second_factor,
    erasure,
    error::{Error, Result},
    organisation::read_post,
    settings,
    store::{
        UnitOfWork,
        requests::{self, KeeperRequest},
    },
};
use guiju_domain::{PersonId, Terms, events::keepers::Answer, keepers::Request, settings::Setting};

/// Closes every waiting request that does not hold any more, after `confirmed` took effect if one did.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn close(
    change: &mut UnitOfWork,
    wording: &RequestWording,
    confirmed: Option<&KeeperRequest>,
) -> Result<()> {
    for waiting in requests::waiting(change).await? {
        let overtaken = confirmed.is_some_and(|confirmed| {
            let accounts = account_of(&confirmed.content).zip(account_of(&waiting.content));
            accounts.is_some_and(|(one, other)| one == other)
        });
        if overtaken || !stands(change, &waiting.content).await? {
            finish(change, wording, None, &waiting, (Answer::Outdated, "")).await?;
        }
    }
    Ok(())
}

/// Whose account a request sets.
const fn account_of(request: &Request) -> Option<PersonId> {
    match request {
        Request::SetLogin { person, .. } | Request::SetPassword { person, .. } => Some(*person),
        _ => None,
    }
}

/// Whether everything is still as it was when it was asked.
async fn stands(change: &mut UnitOfWork, request: &Request) -> Result<bool> {
    for person in request.gives_to() {
        match logins::works_here(change, person).await {
            Err(Error::Rejected(_)) => return Ok(false),
            other => drop(other?),
        }
    }
    Ok(match request {
        Request::GrantRole { person, from, .. } => logins::found(change, *person).await?.role == *from,
        Request::RevokeRole { person, role } => logins::found(change, *person).await?.role == Some(*role),
        Request::SetLogin { person, from, .. } => {
            logins::account(change, *person).await?.map(|account| account.login) == *from
        }
        Request::SetPassword { person, .. } => logins::account(change, *person).await?.is_some(),
        Request::EnterPost { post: Some(post), before, .. } => read_post(change, *post).await? == *before,
        Request::EnterPost { post: None, .. } => true,
        Request::ResetSecondFactor { person } => second_factor::stands(change, *person).await?,
        Request::EraseMatters { years, own, people_years, .. } => {
            let asked = Terms { general: *years, own: own.clone(), people: *people_years };
            erasure::stands(change, &asked).await?
        }
        Request::WeakenSettings { changes } => {
            for one in changes {
                let Some(setting) = Setting::named(&one.name) else { return Ok(false) };
                if settings::current(change, setting).await? != one.before {
                    return Ok(false);
                }
            }
            true
        }
    })
}
