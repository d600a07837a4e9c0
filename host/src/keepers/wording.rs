//! A request in words: its title, and what it changes from what to what.

use crate::{
    app::App,
    error::Result,
    organisation,
    policy::OfficePolicy,
    staff::Staff,
    store::{Connection, accounts, event_queries},
    words,
};
use guiju_api::RequestChange;
use guiju_domain::{
    OfficeId, PersonId, SystemRole,
    accounts::folded,
    keepers::{PostFacts, Request, SettingChange},
    message,
    message::{Argument, Bilingual, Message},
    settings::{self, Kind, RETENTION_MATTERS, RETENTION_PEOPLE, RETENTION_TERMS, Setting, Value},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A part of a post: its label, and how it is said.
type Part<'a> = (&'static str, &'a dyn Fn(&PostFacts) -> Argument);

/// Something that a request changes, from what to what; nothing is an empty text.
pub(super) struct Change {
    label: Argument,
    from: Argument,
    to: Argument,
}

impl Change {
    fn new(label: Message, from: impl Into<Argument>, to: impl Into<Argument>) -> Self {
        Self { label: label.into(), from: from.into(), to: to.into() }
    }

    /// In the language of the reader.
    pub fn shown(&self) -> RequestChange {
        let [label, from, to] = [&self.label, &self.from, &self.to].map(words::argument);
        RequestChange { label, from, to }
    }
}

/// What is needed to say a request: names of people, labels of roles.
#[derive(Default)]
pub struct RequestWording {
    staff: Arc<Staff>,
    labels: HashMap<String, String>,
    policy: Arc<OfficePolicy>,
    /// What tells people apart beside their department, of those who were looked at.
    about: HashMap<PersonId, Vec<Message>>,
}

/// Whether two names look the same to people: what is between and around the characters does not count.
fn alike(one: &str, other: &str) -> bool {
    let seen = |name: &str| folded(name).split_whitespace().collect::<String>();
    seen(one) == seen(other)
}

impl RequestWording {
    /// For an office as it is now.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn of(app: &App, office: OfficeId) -> Result<Self> {
        let roles = organisation::roles(app, office).await?;
        let labels = roles.into_iter().map(|role| (role.id, role.label)).collect();
        let (staff, policy) = (app.staff(office).await?, app.policy(office)?);
        Ok(Self { staff, labels, policy, about: HashMap::new() })
    }

    pub(super) fn name(&self, person: PersonId) -> String {
        self.staff.name(person)
    }

    /// A person so that nobody takes another for him: with department, number at the clock, and whether there is a namesake.
    fn known(&self, person: PersonId) -> Argument {
        let Some(member) = self.staff.people.get(&person) else { return self.name(person).into() };
        let department = Some(self.staff.department_of(member.id)).filter(|department| !department.is_empty());
        let badge = member.badge.as_ref().map(|badge| message!("keeper-badge", badge));
        let others = self.about.get(&person).cloned().unwrap_or_default();
        let namesakes = self.staff.people.values().filter(|other| other.id != member.id && other.active);
        let namesake = namesakes.clone().any(|other| alike(&other.name, &member.name));
        let about = badge.into_iter().chain(others).chain(namesake.then(|| message!("keeper-namesake")));
        let about = department.map(Argument::from).into_iter().chain(about.map(Argument::from));
        message!("keeper-known-person", name = &member.name, about = joined(about)).into()
    }

    /// Reads what tells the people of a request apart: login, when and by whom they were entered, and whose password they use.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn distinguish(
        &mut self,
        connection: &mut Connection,
        office: OfficeId,
        request: &Request,
    ) -> Result<()> {
        if !matches!(request, Request::EnterPost { .. }) {
            return Ok(());
        }
        for person in request.concerns() {
            let mut about = Vec::new();
            match accounts::login_and_must_change(&mut *connection, office, person).await? {
                Some((login, must_change)) => {
                    about.push(message!("keeper-login-of", login));
                    if must_change {
                        about.push(message!("keeper-password-of-others"));
                    }
                }
                None => about.push(message!("keeper-without-account")),
            }
            if let Some(entry) = event_queries::person_entered(&mut *connection, office, person).await? {
                let date = entry.at.date();
                about.push(match entry.by {
                    Some(by) => message!("keeper-entered-by", date, by = self.name(by)),
                    None => message!("keeper-entered", date),
                });
            }
            self.about.insert(person, about);
        }
        Ok(())
    }

    /// What a request changes, in the language of the reader.
    #[must_use]
    pub fn shown(&self, request: &Request) -> Vec<RequestChange> {
        self.changes(request).iter().map(Change::shown).collect()
    }

    /// The request in a few words.
    pub fn title(&self, request: &Request) -> Message {
        let name = |person: &PersonId| self.name(*person);
        match request {
            Request::GrantRole { person, role, from: None } => {
                message!("keeper-grant", person = name(person), role = role.message())
            }
            Request::GrantRole { person, role, from: Some(from) } => {
                let (person, role, former) = (name(person), role.message(), from.message());
                message!("keeper-change-role", person, role, former)
            }
            Request::RevokeRole { person, role } => {
                message!("keeper-revoke", person = name(person), role = role.message())
            }
            Request::SetLogin { person, from: None, .. } => message!("keeper-open-account", person = name(person)),
            Request::SetLogin { person, .. } => message!("keeper-change-login", person = name(person)),
            Request::SetPassword { person, .. } => message!("keeper-reset-password", person = name(person)),
            Request::EnterPost { post: None, after, .. } => {
                message!("keeper-new-post", post = &after.title, department = &after.department)
            }
            Request::EnterPost { after, .. } => {
                message!("keeper-change-post", post = &after.title, department = &after.department)
            }
            Request::ResetSecondFactor { person } => message!("keeper-reset-second-factor", person = name(person)),
            Request::EraseMatters { years, own, before, matters, .. } if own.is_empty() => {
                message!("keeper-erase-matters", years = *years, date = before.date(), matters = *matters)
            }
            Request::EraseMatters { matters, .. } => message!("keeper-erase-by-terms", matters = *matters),
            Request::WeakenSettings { changes } => {
                let zone = changes.iter().all(|change| change.name == settings::TIME_ZONE.name);
                if zone { message!("keeper-change-time-zone") } else { message!("keeper-weaken-settings") }
            }
        }
    }

    /// What the request changes: label, value now, value afterwards.
    pub(super) fn changes(&self, request: &Request) -> Vec<Change> {
        let role = |role: SystemRole| Argument::from(role.message());
        let password =
            |before: Argument| Change::new(message!("keeper-label-password"), before, message!("keeper-password-made"));
        let known_password = || message!("keeper-password-now").into();
        match request {
            Request::GrantRole { role: to, from, .. } => {
                vec![Change::new(message!("keeper-label-role"), from.map_or_else(nothing, role), role(*to))]
            }
            Request::RevokeRole { role: from, .. } => {
                vec![Change::new(message!("keeper-label-role"), role(*from), nothing())]
            }
            Request::SetLogin { from, login, verifier, .. } => {
                let before = from.as_deref().unwrap_or_default();
                let mut changes = vec![Change::new(message!("keeper-label-login"), before, login)];
                if verifier.is_some() {
                    changes.push(password(if from.is_some() { known_password() } else { nothing() }));
                }
                changes
            }
            Request::SetPassword { .. } => vec![password(known_password())],
            Request::ResetSecondFactor { .. } => {
                let (from, to) = (message!("keeper-second-factor-now"), message!("keeper-second-factor-off"));
                vec![Change::new(message!("keeper-label-second-factor"), from, to)]
            }
            Request::EnterPost { before, after, .. } => self.post(before.as_ref(), after),
            Request::WeakenSettings { changes } => changes.iter().map(|change| self.setting(change)).collect(),
            Request::EraseMatters { years, own, matters, held, results, people_years, people, .. } => {
                let terms = [
                    (Value::Number(*people_years), &RETENTION_PEOPLE),
                    (Value::Number(*years), &RETENTION_MATTERS),
                    (Value::Numbers(own.clone()), &RETENTION_TERMS),
                ];
                let terms = terms.into_iter().filter(|(value, _)| *value != Value::Numbers(BTreeMap::new()));
                let terms = terms.map(|(value, setting)| {
                    let label = Argument::from(Bilingual::from(setting.label));
                    Change { label, from: nothing(), to: self.value(Some(setting.kind), &value) }
                });
                let number = |matters: u64| Argument::from(message!("keeper-matters", matters));
                let erased = message!("keeper-matters-erased", matters = *matters);
                let due = [
                    Change::new(message!("keeper-label-due"), number(*matters), erased),
                    Change::new(message!("keeper-label-held"), number(*held), message!("keeper-matters-stay")),
                    Change::new(
                        message!("keeper-label-results"),
                        message!("keeper-results", results = *results),
                        message!("keeper-results-erased", results = *results),
                    ),
                    Change::new(
                        message!("keeper-label-people-left"),
                        message!("keeper-people", people = *people),
                        message!("keeper-people-erased"),
                    ),
                ];
                terms.chain(due).collect()
            }
        }
    }

    fn post(&self, before: Option<&PostFacts>, after: &PostFacts) -> Vec<Change> {
        let person = |id: Option<PersonId>| id.map_or_else(nothing, |id| self.known(id));
        let roles = |post: &PostFacts| {
            let label = |id: &String| self.labels.get(id).unwrap_or(id).clone();
            some(post.roles.iter().map(label).collect())
        };
        let parts: [Part<'_>; 6] = [
            ("keeper-label-post", &|post| post.title.as_str().into()),
            ("keeper-label-department", &|post| post.department.as_str().into()),
            (HOLDER, &|post| person(post.holder)),
            (DEPUTY, &|post| person(post.deputy)),
            ("keeper-label-roles", &roles),
            ("keeper-label-supervises", &|post| some(post.supervises.to_vec())),
        ];
        let labelled = |label: &'static str| Argument::from(Message::new(label, Vec::new()));
        let all = parts.into_iter().map(|(label, part)| Change {
            label: labelled(label),
            from: before.map_or_else(nothing, part),
            to: part(after),
        });
        let mut changes = all.filter(|change| change.from != change.to).collect::<Vec<_>>();
        // Another person may be said in the same words.
        for (label, was, is) in [
            (HOLDER, before.and_then(|before| before.holder), after.holder),
            (DEPUTY, before.and_then(|before| before.deputy), after.deputy),
        ] {
            let label = labelled(label);
            if was != is && !changes.iter().any(|change| change.label == label) {
                let numbered = |id: Option<PersonId>| match id {
                    Some(id) => message!("keeper-numbered", person = person(Some(id)), number = id).into(),
                    None => nothing(),
                };
                changes.push(Change { label, from: numbered(was), to: numbered(is) });
            }
        }
        changes
    }

    /// A setting from what to what.
    pub(super) fn setting(&self, change: &SettingChange) -> Change {
        let setting = Setting::named(&change.name);
        let kind = setting.map(|setting| setting.kind);
        let label = |setting: &Setting| Argument::from(Bilingual::from(setting.label));
        Change {
            label: setting.map_or_else(|| Argument::from(&change.name), label),
            from: self.value(kind, &change.before),
            to: self.value(kind, &change.after),
        }
    }

    /// The value of a setting of a kind.
    fn value(&self, kind: Option<Kind>, value: &Value) -> Argument {
        let bilingual = |words| Argument::from(Bilingual::from(words));
        let counted = |number: i64, unit| Argument::from(message!("keeper-number", number, unit = bilingual(unit)));
        match (kind, value) {
            (Some(Kind::Number { unit, .. }), Value::Number(number)) => counted(*number, unit),
            (Some(Kind::OfRegulations { unit, .. }), Value::Numbers(numbers)) => {
                let one = |(regulation, number): (&String, &i64)| {
                    let title = self.policy.title(regulation);
                    Argument::from(message!("keeper-of-regulation", title, number = counted(*number, unit)))
                };
                let all = numbers.iter().map(one).collect::<Vec<_>>();
                if all.is_empty() { nothing() } else { Argument::List(all) }
            }
            (Some(Kind::Names(known)), Value::Names(names)) => {
                let known = known.iter().filter(|(name, _)| names.iter().any(|set| set == name));
                let labels = known.map(|(_, label)| bilingual(*label)).collect::<Vec<_>>();
                if labels.is_empty() { nothing() } else { Argument::List(labels) }
            }
            (_, Value::Number(number)) => number.to_string().into(),
            (_, Value::Text(text)) => text.into(),
            (_, Value::Names(names)) => some(names.clone()),
            (_, Value::Numbers(numbers)) => {
                some(numbers.iter().map(|(name, number)| format!("{name} {number}")).collect())
            }
        }
    }

    /// Who has changed a setting so that something is due for erasure earlier, as the other keepers are told.
    pub fn term_shorter(&self, by: PersonId, change: &SettingChange) -> Message {
        let blank = |value: Argument| if value == nothing() { message!("nothing").into() } else { value };
        let Change { label, from, to } = self.setting(change);
        message!("setting-term-shorter", name = self.name(by), setting = label, from = blank(from), to = blank(to))
    }

    /// Title and changes in one line, as a notice tells them.
    pub(super) fn summary(&self, request: &Request) -> Message {
        let blank = |value: Argument| if value == nothing() { message!("nothing").into() } else { value };
        let new = matches!(request, Request::EnterPost { before: None, .. });
        let posts = matches!(request, Request::EnterPost { .. } | Request::WeakenSettings { .. });
        let changes = self.changes(request).into_iter().filter(|_| posts);
        let mut changes = changes.map(|Change { label, from, to }| match new {
            true => Argument::from(message!("keeper-becomes", label, to)),
            false => message!("keeper-from-to", label, from = blank(from), to = blank(to)).into(),
        });
        let title = self.title(request);
        match changes.next() {
            None => title,
            Some(first) => message!("keeper-summary", title, changes = joined(std::iter::once(first).chain(changes))),
        }
    }
}

const HOLDER: &str = "keeper-label-holder";
const DEPUTY: &str = "keeper-label-deputy";

/// What is not there: an empty text.
fn nothing() -> Argument {
    Argument::from("")
}

/// Several names; none is nothing.
fn some(names: Vec<String>) -> Argument {
    if names.is_empty() { nothing() } else { names.into() }
}

/// One after the other, with a comma between two.
fn joined(parts: impl Iterator<Item = Argument>) -> Argument {
    parts.reduce(|one, other| message!("comma", one, other).into()).unwrap_or_else(nothing)
}

/// What was done to an account, as its owner is told, or others of whom it is said whose account it is.
pub(super) fn account_change(
    whose: Option<&str>,
    before: &Option<String>,
    login: Option<&str>,
    password: bool,
) -> Message {
    match (before, login, whose) {
        (None, _, None) => message!("keeper-did-open-yours"),
        (None, _, Some(whose)) => message!("keeper-did-open", whose),
        (Some(_), Some(login), None) if password => message!("keeper-did-change-yours", login),
        (Some(_), Some(login), Some(whose)) if password => message!("keeper-did-change", whose, login),
        (Some(_), Some(login), None) => message!("keeper-did-login-yours", login),
        (Some(_), Some(login), Some(whose)) => message!("keeper-did-login", whose, login),
        (Some(_), None, None) => message!("keeper-did-reset-yours"),
        (Some(_), None, Some(whose)) => message!("keeper-did-reset", whose),
    }
}
