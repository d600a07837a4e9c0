//! People and posts as an administrator enters them: at once, or as a request where a second person is needed.

use super::{
    asking::{Beside, ask},
    logins::{self, Account, Setting},
    opening, outdated,
    saying::Saying,
};
use crate::{
    accounts::{self, password::Whose},
    app::App,
    error::Result,
    matters::reassign,
    organisation::{self, check_post, post_facts, read_post, write_person, write_post},
    store::UnitOfWork,
};
use guiju_api::{Outcome, PersonEntry, Post};
use guiju_domain::{
    PersonId, PostId, Rejection, RequestId, SystemRole,
    access::gains,
    events::keepers::Through,
    keepers::{PostFacts, Request, Verifier},
    rejection::{Keeper, Unknown},
};
use std::collections::BTreeSet;

/// Letters of the second half of a first password.
const CODE: usize = 8;

/// Enters or changes a post. One that lets somebody read confidential content waits for a security officer.
///
/// # Errors
/// What is wrong with the entry.
pub async fn enter_post(app: &App, office: i64, by: PersonId, entry: &Post) -> Result<Outcome> {
    let (mut saying, opening) = (Saying::of(app, office).await?, opening::roles(app, office)?);
    let (known, after) = (entry.id.map(PostId::new), post_facts(entry));
    let declared = organisation::declared_roles(app, office)?;
    let mut change = app.change(office).await?;
    logins::holds(&mut change, by, SystemRole::Administrator).await?;
    let before = known_post(&mut change, known).await?;
    check_post(&mut change, &declared, known, &after).await?;
    let waits = gains(before.as_ref().map(PostFacts::place), after.place(), &opening);
    let outcome = if waits {
        let request = Request::EnterPost { post: known, before, after };
        own_passwords(&mut change, &request).await?;
        saying.tell_apart(&mut change, office, &request).await?;
        let beside = Beside { reason: entry.reason.trim(), code: None };
        let id = ask(&mut change, &saying, by, &request, beside).await?;
        Outcome { id: None, request: Some(id.number()) }
    } else {
        let id = write_post(&mut change, &declared, Some(by), (known, None), &after).await?;
        reassign::office(app, &mut change, reassign::Because::Post).await?;
        outdated::close(&mut change, &saying, None).await?;
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

/// Whoever gets a post that opens confidential content has an account that nobody else can open.
///
/// # Errors
/// If somebody else has set the password with which an account of theirs still opens.
pub(super) async fn own_passwords(change: &mut UnitOfWork, request: &Request) -> Result<()> {
    for person in request.gives_to() {
        if logins::account(change, person).await?.is_some_and(|account| account.first_password) {
            return Err(Rejection::from(Keeper::FirstPassword).into());
        }
    }
    Ok(())
}

/// Enters or changes a person. An account that its owner has ever used, that of a keeper, or of whoever can reach confidential
/// content waits for a security officer; one that nobody has used is opened or changed at once. Its owner and all keepers are told.
///
/// # Errors
/// What is wrong with the entry.
pub async fn enter_person(app: &App, office: i64, by: PersonId, entry: &PersonEntry) -> Result<Outcome> {
    if entry.system_role.as_ref().is_some_and(|role| !role.trim().is_empty()) {
        return Err(Rejection::from(Keeper::RoleNeedsRequest).into());
    }
    let (saying, opening) = (Saying::of(app, office).await?, opening::roles(app, office)?);
    let wanted = Wanted::of(app, office, entry, &opening).await?;
    let mut change = app.change(office).await?;
    logins::holds(&mut change, by, SystemRole::Administrator).await?;
    let person = write_person(app, &mut change, Some(by), entry).await?;
    let mut request = None;
    if wanted.anything() {
        if entry.left {
            return Err(Rejection::from(Keeper::Left).into());
        }
        let at = At { by, person, opening: &opening, reason: entry.reason.trim(), utc: app.clock.utc() };
        request = account(&mut change, &saying, &at, &wanted).await?;
    }
    if entry.left || wanted.anything() {
        outdated::close(&mut change, &saying, None).await?;
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
    /// The moment in UTC.
    utc: i64,
}

/// What is wanted of an account.
struct Wanted {
    login: Option<String>,
    verifier: Option<Verifier>,
    /// The second half of the password, encrypted: there is one where the change is expected to wait.
    code: Option<String>,
}

impl Wanted {
    async fn of(app: &App, office: i64, entry: &PersonEntry, opening: &BTreeSet<String>) -> Result<Self> {
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let login = filled(&entry.login).map(|login| logins::named(&login)).transpose()?;
        let mut wanted = Self { login, verifier: None, code: None };
        let Some(password) = filled(&entry.password) else { return Ok(wanted) };
        let known = match (&wanted.login, entry.id) {
            (None, Some(id)) => accounts::login_of(app, office, PersonId::new(id)).await?,
            _ => None,
        };
        let login = wanted.login.as_deref().or(known.as_deref()).unwrap_or_default();
        let whose = Whose { office, login, name: entry.name.trim() };
        // Hashing takes long, so that it is done before the change begins; whether this still holds is looked at within.
        let waits = match entry.id.map(PersonId::new) {
            Some(person) => needs_second(&mut app.change(office).await?, person, opening).await?,
            None => false,
        };
        if let Some(person) = entry.id.filter(|_| waits) {
            let code = accounts::letters::<CODE>()?;
            let hash = accounts::password::accept_half(app, whose, &password, &code).await?;
            wanted.verifier = Some(Verifier::new(hash));
            wanted.code = Some(accounts::seal(app, &code_of(office, PersonId::new(person)), code.as_bytes()).await?);
        } else {
            wanted.verifier = Some(verifier(app, whose, &password).await?);
        }
        Ok(wanted)
    }

    const fn anything(&self) -> bool {
        self.login.is_some() || self.verifier.is_some()
    }
}

/// To what the second half of a first password belongs, so that it is of no use in another row.
pub(super) fn code_of(office: i64, person: PersonId) -> String {
    format!("first password {office}/{}", person.number())
}

/// Whether another's login or password is not one keeper's alone to set: somebody has used the account, or one that the person
/// had before; or it is a keeper's, or leads to confidential content.
async fn needs_second(change: &mut UnitOfWork, person: PersonId, opening: &BTreeSet<String>) -> Result<bool> {
    Ok(logins::has_logged_in(change, person).await?
        || logins::account(change, person).await?.is_some_and(|account| account.role.is_some())
        || opening::leads_there(change, person, opening).await?)
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
    if let Some(login) = &login {
        logins::free(change, login).await?;
    }
    let waits = needs_second(change, at.person, at.opening).await?;
    if wanted.verifier.is_some() && waits != wanted.code.is_some() {
        return Err(Rejection::from(Keeper::Meanwhile).into());
    }
    if waits {
        let (person, verifier) = (at.person, wanted.verifier.clone());
        let request = match login {
            Some(login) => Request::SetLogin { person, from: before, login, verifier },
            None => Request::SetPassword { person, verifier },
        };
        let beside = Beside { reason: at.reason, code: wanted.code.as_deref() };
        return Ok(Some(ask(change, saying, at.by, &request, beside).await?));
    }
    let setting = Setting {
        person: at.person,
        before: before.as_deref(),
        login: login.as_deref(),
        verifier: wanted.verifier.as_ref(),
        must_change: true,
        through: Through::Administrator,
        utc: at.utc,
    };
    logins::set(change, Some(at.by), &setting).await?;
    let set = wanted.verifier.is_some();
    let (by, whose) = (saying.name(at.by), logins::works_here(change, at.person).await?);
    let told_owner = format!("{by}{}。", told("您", &before, login.as_deref(), set));
    logins::tell(change, at.person, &told_owner).await?;
    let told_others = format!("{by}{}。", told(&whose, &before, login.as_deref(), set));
    logins::tell_keepers(change, &[at.by, at.person], &told_others).await?;
    Ok(None)
}

/// What was done to whose account, as people are told.
pub(super) fn told(whose: &str, before: &Option<String>, login: Option<&str>, password: bool) -> String {
    match (before, login) {
        (None, _) => format!("为{whose}开通了账号，初始密码须在首次登录时修改"),
        (Some(_), Some(login)) if password => {
            format!("把{whose}的登录名改为 {login}，并重设了{whose}的密码，下次登录时须修改")
        }
        (Some(_), Some(login)) => format!("把{whose}的登录名改为 {login}"),
        (Some(_), None) => format!("重设了{whose}的密码，下次登录时须修改"),
    }
}
