//! People and posts as an administrator enters them: at once, or as a request where a second person is needed.

use super::{
    asking::ask,
    logins::{self, Account, Setting},
    opening,
    saying::Saying,
};
use crate::{
    accounts::{self, password::Whose},
    app::App,
    error::Result,
    matters::reassign,
    organisation::{check_post, post_facts, read_post, write_person, write_post},
    store::UnitOfWork,
};
use guiju_api::{Outcome, PersonEntry, Post};
use guiju_domain::{
    PersonId, PostId, Rejection, RequestId,
    access::gains,
    events::keepers::Through,
    keepers::{PostFacts, Request, Verifier},
    rejection::{Keeper, Unknown},
};
use std::collections::BTreeSet;

/// Enters or changes a post. One that lets somebody read confidential content waits for a security officer.
///
/// # Errors
/// What is wrong with the entry.
pub async fn enter_post(app: &App, office: i64, by: PersonId, entry: &Post) -> Result<Outcome> {
    let (saying, opening) = (Saying::of(app, office).await?, opening::roles(app, office)?);
    let (known, after) = (entry.id.map(PostId::new), post_facts(entry));
    let mut change = app.change(office).await?;
    let before = known_post(&mut change, known).await?;
    check_post(&mut change, known, &after).await?;
    let waits = gains(before.as_ref().map(PostFacts::place), after.place(), &opening);
    let outcome = if waits {
        let request = Request::EnterPost { post: known, before, after };
        let id = ask(&mut change, &saying, by, &request, entry.reason.trim()).await?;
        Outcome { id: None, request: Some(id.number()) }
    } else {
        let id = write_post(&mut change, Some(by), known, &after, None).await?;
        reassign::office(app, &mut change, reassign::Because::Post).await?;
        Outcome { id: Some(id.number()), request: None }
    };
    change.commit().await?;
    app.staff_changed(office);
    Ok(outcome)
}

async fn known_post(change: &mut UnitOfWork, known: Option<PostId>) -> Result<Option<PostFacts>> {
    match known {
        Some(id) => Ok(Some(read_post(change, id).await?.ok_or(Rejection::from(Unknown::Post))?)),
        None => Ok(None),
    }
}

/// Whether a post, entered so in place of the one known, would wait for a security officer.
///
/// # Errors
/// If there is no such office.
pub fn post_waits(app: &App, office: i64, known: Option<&Post>, entry: &Post) -> Result<bool> {
    let before = known.map(post_facts);
    Ok(gains(before.as_ref().map(PostFacts::place), post_facts(entry).place(), &opening::roles(app, office)?))
}

/// Enters or changes a person. The account of a keeper, or of whoever can reach confidential content, waits for a security
/// officer; anybody else's is opened or changed at once, and its owner is told.
///
/// # Errors
/// What is wrong with the entry.
pub async fn enter_person(app: &App, office: i64, by: PersonId, entry: &PersonEntry) -> Result<Outcome> {
    if entry.system_role.as_ref().is_some_and(|role| !role.trim().is_empty()) {
        return Err(Rejection::from(Keeper::RoleNeedsRequest).into());
    }
    let wanted = Wanted::of(app, office, entry).await?;
    let (saying, opening) = (Saying::of(app, office).await?, opening::roles(app, office)?);
    let mut change = app.change(office).await?;
    let person = write_person(app, &mut change, Some(by), entry).await?;
    let mut request = None;
    if wanted.anything() {
        if entry.left {
            return Err(Rejection::from(Keeper::Left).into());
        }
        let at = At { by, person, opening: &opening, reason: entry.reason.trim() };
        request = account(&mut change, &saying, &at, &wanted).await?;
    }
    change.commit().await?;
    app.staff_changed(office);
    Ok(Outcome { id: Some(person.number()), request: request.map(RequestId::number) })
}

/// Whose account is changed by whom.
struct At<'a> {
    by: PersonId,
    person: PersonId,
    opening: &'a BTreeSet<String>,
    reason: &'a str,
}

/// What is wanted of an account.
struct Wanted {
    login: Option<String>,
    verifier: Option<Verifier>,
}

impl Wanted {
    async fn of(app: &App, office: i64, entry: &PersonEntry) -> Result<Self> {
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let login = filled(&entry.login).map(|login| logins::named(&login)).transpose()?;
        let verifier = match filled(&entry.password) {
            Some(password) => {
                let known = match (&login, entry.id) {
                    (None, Some(id)) => accounts::login_of(app, office, PersonId::new(id)).await?,
                    _ => None,
                };
                let login = login.as_deref().or(known.as_deref()).unwrap_or_default();
                Some(verifier(app, Whose { office, login, name: entry.name.trim() }, &password).await?)
            }
            None => None,
        };
        Ok(Self { login, verifier })
    }

    const fn anything(&self) -> bool {
        self.login.is_some() || self.verifier.is_some()
    }
}

/// What is kept of a password that the office takes.
pub(super) async fn verifier(app: &App, whose: Whose<'_>, password: &str) -> Result<Verifier> {
    Ok(Verifier::new(accounts::password::accept(app, whose, password, None).await?))
}

/// Opens or changes an account, or asks for it: the request, if it waits.
async fn account(change: &mut UnitOfWork, saying: &Saying, at: &At<'_>, wanted: &Wanted) -> Result<Option<RequestId>> {
    let account = logins::account(change, at.person).await?;
    let before = account.as_ref().map(|Account { login, .. }| login.clone());
    let login = wanted.login.clone().filter(|login| Some(login) != before.as_ref());
    match (&before, &login, &wanted.verifier) {
        (None, Some(_), None) => return Err(Rejection::from(Keeper::PasswordMissing).into()),
        (None, None, _) => return Err(Rejection::from(Keeper::LoginMissing).into()),
        // The login that is there, and no password: nothing changes.
        (Some(_), None, None) => return Ok(None),
        _ => {}
    }
    let keeps = account.as_ref().is_some_and(|account| account.role.is_some());
    if let Some(login) = &login {
        logins::free(change, login).await?;
    }
    if keeps || opening::leads_there(change, at.person, at.opening).await? {
        let (person, verifier) = (at.person, wanted.verifier.clone());
        let request = match login {
            Some(login) => Request::SetLogin { person, from: before, login, verifier },
            None => Request::SetPassword { person, verifier },
        };
        return Ok(Some(ask(change, saying, at.by, &request, at.reason).await?));
    }
    let setting = Setting {
        person: at.person,
        before: before.as_deref(),
        login: login.as_deref(),
        verifier: wanted.verifier.as_ref(),
        must_change: true,
        through: Through::Administrator,
    };
    logins::set(change, Some(at.by), &setting).await?;
    let told = told(&before, login.as_deref(), wanted.verifier.is_some());
    logins::tell(change, at.person, &format!("{}{told}。", saying.name(at.by))).await?;
    Ok(None)
}

/// What was done to an account, as its owner is told.
pub(super) fn told(before: &Option<String>, login: Option<&str>, password: bool) -> String {
    match (before, login) {
        (None, _) => "为您开通了账号，初始密码须在首次登录时修改".to_owned(),
        (Some(_), Some(login)) if password => {
            format!("把您的登录名改为 {login}，并重设了您的密码，下次登录时须修改")
        }
        (Some(_), Some(login)) => format!("把您的登录名改为 {login}"),
        (Some(_), None) => "重设了您的密码，下次登录时须修改".to_owned(),
    }
}
