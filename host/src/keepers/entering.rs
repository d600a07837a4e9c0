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
    error::{Error, Result},
    law::OfficeLaw,
    matters::reassign,
    organisation::{check_post, post_facts, read_post, write_person, write_post},
    staff::Staff,
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
use guiju_model::Date;
use std::collections::BTreeSet;

/// Enters or changes a post. One that lets somebody read confidential content waits for a security officer.
///
/// # Errors
/// What is wrong with the entry.
pub async fn enter_post(app: &App, office: i64, by: PersonId, entry: &Post) -> Result<Outcome> {
    let mut entered = enter_posts(app, office, by, std::slice::from_ref(entry)).await?;
    entered.pop().unwrap_or_else(|| Err(Error::internal("a post was entered and nothing came of it")))
}

/// Enters or changes posts in one unit of work, after which the office's deciders are looked for again once: what came of each.
/// One that cannot be taken as it is leaves the others as they are.
///
/// # Errors
/// If something else is wrong than an entry; then none of them is taken.
pub async fn enter_posts(app: &App, office: i64, by: PersonId, entries: &[Post]) -> Result<Vec<Result<Outcome>>> {
    let (saying, opening) = (Saying::of(app, office).await?, opening::roles(app, office)?);
    let mut change = app.change(office).await?;
    let (law, before) = (app.law(office)?, app.staff_within(&mut change).await?);
    let (mut outcomes, mut touched) = (Vec::with_capacity(entries.len()), BTreeSet::new());
    for entry in entries {
        let mark = change.mark().await?;
        let entering = Entering { saying: &saying, opening: &opening, by, entry };
        match entering.enter(&mut change, &mut touched).await {
            Ok(outcome) => {
                change.go_on(mark).await?;
                outcomes.push(Ok(outcome));
            }
            Err(why @ (Error::Invalid(_) | Error::Conflict(_) | Error::Rejected(_))) => {
                change.go_back(mark).await?;
                outcomes.push(Err(why));
            }
            Err(why) => return Err(why),
        }
    }
    if outcomes.iter().any(|outcome| outcome.as_ref().is_ok_and(|outcome| outcome.id.is_some())) {
        let after = app.staff_within(&mut change).await?;
        let people = touched_people(&law, [&*before, &*after], &touched, change.now.date());
        reassign::around(app, &mut change, reassign::Because::Post, &people).await?;
    }
    change.commit().await?;
    app.staff_changed(office);
    Ok(outcomes)
}

/// One post being entered.
struct Entering<'a> {
    saying: &'a Saying,
    opening: &'a BTreeSet<String>,
    by: PersonId,
    entry: &'a Post,
}

impl Entering<'_> {
    /// Enters it; the roles that it gives or gave are added to those that are touched.
    async fn enter(&self, change: &mut UnitOfWork, touched: &mut BTreeSet<String>) -> Result<Outcome> {
        let (known, after) = (self.entry.id.map(PostId::new), post_facts(self.entry));
        let before = known_post(change, known).await?;
        check_post(change, known, &after).await?;
        if gains(before.as_ref().map(PostFacts::place), after.place(), self.opening) {
            let request = Request::EnterPost { post: known, before, after };
            let id = ask(change, self.saying, self.by, &request, self.entry.reason.trim()).await?;
            return Ok(Outcome { id: None, request: Some(id.number()) });
        }
        let id = write_post(change, Some(self.by), known, &after, None).await?;
        touched.extend(before.into_iter().flat_map(|before| before.roles).chain(after.roles));
        Ok(Outcome { id: Some(id.number()), request: None })
    }
}

/// Whose tasks can be concerned where roles have other holders: those who hold or held one of them or one above, since whoever
/// is above decides where a holder must not. What nobody decides now is always looked at.
fn touched_people(law: &OfficeLaw, staffs: [&Staff; 2], touched: &BTreeSet<String>, today: Date) -> BTreeSet<u64> {
    let mut roles = touched.iter().cloned().collect::<Vec<_>>();
    let regulations = law.on(today).into_keys().collect::<Vec<_>>();
    for index in 0.. {
        let Some(role) = roles.get(index).cloned() else { break };
        let packages = regulations.iter().flat_map(|regulation| law.packages_of(regulation));
        let above = packages.filter_map(|loaded| loaded.manifest().role(&role)?.above.clone()).collect::<BTreeSet<_>>();
        roles.extend(above.into_iter().filter(|above| !roles.contains(above)).collect::<Vec<_>>());
    }
    let posts = staffs.into_iter().flat_map(|staff| &staff.posts);
    let held = posts.filter(|post| post.roles.iter().any(|role| roles.contains(role)));
    held.flat_map(|post| [post.holder, post.deputy]).flatten().collect()
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
