//! People and posts as an administrator enters them: at once, or as a request where a second person is needed.

use super::{
    asking::{Beside, ask},
    logins::{self, Setting},
    opening, outdated, telling,
    wording::{RequestWording, account_change},
};
use crate::{
    accounts::{self, password::Whose},
    app::App,
    error::{Error, Result},
    matters::reassign,
    organisation::{self, Seen, check_post, post_facts, read_post, write_person, write_post},
    policy::OfficePolicy,
    staff::Staff,
    store::{Mark, UnitOfWork, accounts::Account},
};
use guiju_api::{Outcome, PersonEntry, Post};
use guiju_domain::{
    OfficeId, PersonId, PostId, Rejection, RequestId, SystemRole,
    access::gains,
    characters,
    events::keepers::Through,
    keepers::{PostFacts, Request, Verifier},
    message,
    rejection::{Keeper, TextKind, Unknown},
};
use guiju_model::Date;
use std::collections::BTreeSet;

/// Letters of the second half of a first password.
const CODE: usize = 8;

/// Enters or changes a post. One that lets somebody read confidential content waits for a security officer.
///
/// # Errors
/// What is wrong with the entry.
pub async fn enter_post(app: &App, office: OfficeId, by: PersonId, entry: &Post) -> Result<Outcome> {
    let mut entered = enter_posts(app, office, by, std::slice::from_ref(entry)).await?;
    entered.pop().unwrap_or_else(|| Err(Error::internal("a post was entered and nothing came of it")))
}

/// Enters or changes posts in one unit of work, after which the office's deciders are looked for again once: what came of each.
/// One that cannot be taken as it is leaves the others as they are.
///
/// # Errors
/// If something else is wrong than an entry; then none of them is taken.
pub async fn enter_posts(app: &App, office: OfficeId, by: PersonId, entries: &[Post]) -> Result<Vec<Result<Outcome>>> {
    let mut wording = RequestWording::of(app, office).await?;
    let mut change = app.change(office).await?;
    let (policy, before) = (app.policy(office)?, app.staff_within(&mut change).await?);
    let (outcomes, touched) = posts_within(app, &mut change, &mut wording, by, entries).await?;
    if outcomes.iter().any(|outcome| outcome.as_ref().is_ok_and(|outcome| outcome.id.is_some())) {
        let after = app.staff_within(&mut change).await?;
        let people = touched_people(&policy, [&*before, &*after], &touched, change.now.date());
        reassign::around(app, &mut change, reassign::Because::Post, &people).await?;
        outdated::close(&mut change, &wording, None).await?;
    }
    change.commit().await?;
    app.staff_changed(office);
    Ok(outcomes)
}

/// What came of each post, within a change, and the roles that they give or gave.
pub(super) async fn posts_within(
    app: &App,
    change: &mut UnitOfWork,
    wording: &mut RequestWording,
    by: PersonId,
    entries: &[Post],
) -> Result<(Vec<Result<Outcome>>, BTreeSet<String>)> {
    let office = change.office;
    let (opening, declared) = (opening::roles(app, office)?, organisation::declared_roles(app, office)?);
    logins::holds(change, by, SystemRole::Administrator).await?;
    let (mut outcomes, mut touched) = (Vec::with_capacity(entries.len()), BTreeSet::new());
    for entry in entries {
        let mark = change.mark().await?;
        let entering = Entering { office, opening: &opening, declared: &declared, by, entry };
        let outcome = entering.enter(change, wording, &mut touched).await;
        outcomes.push(accepted_or_undone(change, mark, outcome).await?);
    }
    Ok((outcomes, touched))
}

/// What came of an entry since a mark: one that cannot be taken as it is was never there.
///
/// # Errors
/// If something else is wrong than the entry.
pub(super) async fn accepted_or_undone(
    change: &mut UnitOfWork,
    mark: Mark,
    outcome: Result<Outcome>,
) -> Result<Result<Outcome>> {
    match outcome {
        Ok(outcome) => {
            change.go_on(mark).await?;
            Ok(Ok(outcome))
        }
        Err(why @ Error::Rejected(_)) => {
            change.go_back(mark).await?;
            Ok(Err(why))
        }
        Err(why) => Err(why),
    }
}

/// One post being entered.
struct Entering<'a> {
    office: OfficeId,
    opening: &'a BTreeSet<String>,
    declared: &'a BTreeSet<String>,
    by: PersonId,
    entry: &'a Post,
}

impl Entering<'_> {
    /// Enters it; the roles that it gives or gave are added to those that are touched.
    async fn enter(
        &self,
        change: &mut UnitOfWork,
        wording: &mut RequestWording,
        touched: &mut BTreeSet<String>,
    ) -> Result<Outcome> {
        let (known, after) = (self.entry.id.map(PostId::new), post_facts(change, self.entry).await?);
        let before = known_post(change, known).await?;
        check_post(change, self.declared, known, &after).await?;
        characters::within(TextKind::Reason, &self.entry.reason)?;
        if gains(before.as_ref().map(PostFacts::place), after.place(), self.opening) {
            let request = Request::EnterPost { post: known, before, after };
            own_passwords(change, &request).await?;
            wording.distinguish(change, self.office, &request).await?;
            let beside = Beside { reason: self.entry.reason.trim(), code: None };
            let id = ask(change, wording, self.by, &request, beside).await?;
            return Ok(Outcome { id: None, request: Some(id.number()) });
        }
        let id =
            write_post(change, self.declared, Some(self.by), (known, None), (&after, self.entry.reason.trim())).await?;
        touched.extend(before.into_iter().flat_map(|before| before.roles).chain(after.roles));
        Ok(Outcome { id: Some(id.number()), request: None })
    }
}

/// Whose tasks can be concerned where roles have other holders: those who hold or held one of them or one above, since whoever
/// is above decides where a holder must not. What nobody decides now is always looked at.
fn touched_people(
    policy: &OfficePolicy,
    staffs: [&Staff; 2],
    touched: &BTreeSet<String>,
    today: Date,
) -> BTreeSet<PersonId> {
    let mut roles = touched.iter().cloned().collect::<Vec<_>>();
    let regulations = policy.on(today).into_keys().collect::<Vec<_>>();
    for index in 0.. {
        let Some(role) = roles.get(index).cloned() else { break };
        let packages = regulations.iter().flat_map(|regulation| policy.packages_of(regulation));
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
pub async fn enter_person(app: &App, office: OfficeId, by: PersonId, entry: &PersonEntry) -> Result<Outcome> {
    enter_as_seen(app, office, by, entry, None).await
}

/// The same for an entry that was made of the people there were, which others may have changed since.
///
/// # Errors
/// What is wrong with the entry, or that the people are no longer those.
pub async fn enter_as_seen(
    app: &App,
    office: OfficeId,
    by: PersonId,
    entry: &PersonEntry,
    seen: Option<&Seen>,
) -> Result<Outcome> {
    let (wording, opening) = (RequestWording::of(app, office).await?, opening::roles(app, office)?);
    let wanted = WantedAccount::of(app, office, entry, &opening, true).await?;
    let mut change = app.change(office).await?;
    logins::holds(&mut change, by, SystemRole::Administrator).await?;
    if let Some(seen) = seen {
        seen.still(&mut change, entry).await?;
    }
    let outcome = person_within(app, &mut change, (&wording, &opening), by, (entry, &wanted)).await?;
    change.commit().await?;
    app.staff_changed(office);
    Ok(outcome)
}

/// Enters or changes a person within a change.
///
/// # Errors
/// What is wrong with the entry.
pub(super) async fn person_within(
    app: &App,
    change: &mut UnitOfWork,
    (wording, opening): (&RequestWording, &BTreeSet<String>),
    by: PersonId,
    (entry, wanted): (&PersonEntry, &WantedAccount),
) -> Result<Outcome> {
    let person = write_person(app, change, Some(by), entry).await?;
    let mut request = None;
    if wanted.anything() {
        if entry.left {
            return Err(Rejection::from(Keeper::Left).into());
        }
        let target = AccountChange { by, person, opening, reason: entry.reason.trim(), utc: app.clock.utc() };
        request = account(change, wording, &target, wanted).await?;
    }
    if entry.left || wanted.anything() {
        outdated::close(change, wording, None).await?;
    }
    Ok(Outcome { id: Some(person.number()), request: request.map(RequestId::number) })
}

/// Whose account is changed by whom.
struct AccountChange<'a> {
    by: PersonId,
    person: PersonId,
    opening: &'a BTreeSet<String>,
    reason: &'a str,
    /// The moment in UTC.
    utc: i64,
}

/// Login and password that an entry asks for.
pub(super) struct WantedAccount {
    login: Option<String>,
    verifier: Option<Verifier>,
    /// The second half of the password, encrypted: there is one where the change is expected to wait.
    code: Option<String>,
}

impl WantedAccount {
    /// What an entry wants. Without `keeps` the password is looked at but not hashed, and nobody can log in with what comes of it.
    pub(super) async fn of(
        app: &App,
        office: OfficeId,
        entry: &PersonEntry,
        opening: &BTreeSet<String>,
        keeps: bool,
    ) -> Result<Self> {
        if entry.system_role.as_ref().is_some_and(|role| !role.trim().is_empty()) {
            return Err(Rejection::from(Keeper::RoleNeedsRequest).into());
        }
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let login = filled(&entry.login).map(|login| logins::named(&login)).transpose()?;
        let mut wanted = Self { login, verifier: None, code: None };
        let Some(password) = filled(&entry.password) else { return Ok(wanted) };
        let person = entry.id.map(PersonId::new);
        let known = match (&wanted.login, person) {
            (None, Some(person)) => accounts::login_of(app, office, person).await?,
            _ => None,
        };
        let login = wanted.login.as_deref().or(known.as_deref()).unwrap_or_default();
        let whose = Whose { office, login, name: entry.name.trim() };
        // Hashing takes long, so that it is done before the change begins; whether this still holds is looked at within.
        let waits = match person {
            Some(person) => needs_second(&mut app.change(office).await?, person, opening).await?,
            None => false,
        };
        if !keeps {
            accounts::password::takes(app, whose, &password).await?;
            wanted.verifier = Some(Verifier::new(String::new()));
            wanted.code = waits.then(String::new);
        } else if let Some(person) = person.filter(|_| waits) {
            let code = accounts::letters::<CODE>()?;
            let hash = accounts::password::accept_half(app, whose, &password, &code).await?;
            wanted.verifier = Some(Verifier::new(hash));
            wanted.code = Some(accounts::seal(app, &code_of(office, person), code.as_bytes()).await?);
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
pub(super) fn code_of(office: OfficeId, person: PersonId) -> String {
    format!("first password {office}/{person}")
}

/// Whether another's login or password is not one keeper's alone to set: somebody has used the account, or one that the person
/// had before; or it is a keeper's, or leads to confidential content.
async fn needs_second(change: &mut UnitOfWork, person: PersonId, opening: &BTreeSet<String>) -> Result<bool> {
    Ok(logins::has_logged_in(change, person).await?
        || logins::account(change, person).await?.is_some_and(|account| account.role.is_some())
        || opening::leads_there(change, person, opening).await?)
}

/// The hash of a password that the office takes.
pub(super) async fn verifier(app: &App, whose: Whose<'_>, password: &str) -> Result<Verifier> {
    Ok(Verifier::new(accounts::password::accept(app, whose, password, None).await?))
}

/// Opens or changes an account, or asks for it: the request, if it waits.
async fn account(
    change: &mut UnitOfWork,
    wording: &RequestWording,
    target: &AccountChange<'_>,
    wanted: &WantedAccount,
) -> Result<Option<RequestId>> {
    let account = logins::account(change, target.person).await?;
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
    let waits = needs_second(change, target.person, target.opening).await?;
    if wanted.verifier.is_some() && waits != wanted.code.is_some() {
        return Err(Rejection::from(Keeper::Meanwhile).into());
    }
    if waits {
        let (person, verifier) = (target.person, wanted.verifier.clone());
        let request = match login {
            Some(login) => Request::SetLogin { person, from: before, login, verifier },
            None => Request::SetPassword { person, verifier },
        };
        let beside = Beside { reason: target.reason, code: wanted.code.as_deref() };
        return Ok(Some(ask(change, wording, target.by, &request, beside).await?));
    }
    let setting = Setting {
        person: target.person,
        before: before.as_deref(),
        login: login.as_deref(),
        verifier: wanted.verifier.as_ref(),
        must_change: true,
        through: Through::Administrator,
        reason: target.reason,
        utc: target.utc,
    };
    logins::set(change, Some(target.by), &setting).await?;
    let set = wanted.verifier.is_some();
    let (by, whose) = (wording.name(target.by), logins::works_here(change, target.person).await?);
    let did = |whose| account_change(whose, &before, login.as_deref(), set);
    telling::tell(change, target.person, message!("keeper-done", by = &by, did = did(None))).await?;
    let told_others = message!("keeper-done", by, did = did(Some(&whose)));
    telling::tell_keepers(change, &[target.by, target.person], &told_others).await?;
    Ok(None)
}
