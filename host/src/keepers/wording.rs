//! A request in words: its title, and what it changes from what to what.

use crate::{
    app::App,
    error::Result,
    organisation,
    staff::Staff,
    store::{Connection, accounts, event_queries},
};
use guiju_api::RequestChange;
use guiju_domain::{
    OfficeId, PersonId, SystemRole,
    accounts::folded,
    keepers::{PostFacts, Request, SettingChange},
    settings::{self, Kind, Setting, Value},
};
use std::{collections::HashMap, sync::Arc};

/// What becomes of a password that a request sets.
const PASSWORD: &str = "由提出人所填和确认后给出的验证码连成，首次登录须修改";

/// A part of a post: its label, and how it is said.
type Part<'a> = (&'static str, &'a dyn Fn(&PostFacts) -> String);

/// What is needed to say a request: names of people, labels of roles.
pub struct RequestWording {
    staff: Arc<Staff>,
    labels: HashMap<String, String>,
    /// What tells people apart beside their department, of those who were looked at.
    about: HashMap<PersonId, Vec<String>>,
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
        Ok(Self { staff: app.staff(office).await?, labels, about: HashMap::new() })
    }

    pub(super) fn name(&self, person: PersonId) -> String {
        self.staff.name(person.number())
    }

    /// A person so that nobody takes another for him: with department, number at the clock, and whether there is a namesake.
    fn known(&self, person: PersonId) -> String {
        let Some(member) = self.staff.people.get(&person.number()) else { return self.name(person) };
        let mut about = vec![self.staff.department_of(member.id)];
        about.extend(member.badge.as_ref().map(|badge| format!("考勤号 {badge}")));
        about.extend(self.about.get(&person).cloned().unwrap_or_default());
        let namesakes = self.staff.people.values().filter(|other| other.id != member.id && other.active);
        if namesakes.clone().any(|other| alike(&other.name, &member.name)) {
            about.push("注意：另有同名的人".to_owned());
        }
        about.retain(|what| !what.is_empty());
        format!("{}（{}）", member.name, about.join("，"))
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
                    about.push(format!("登录名 {login}"));
                    if must_change {
                        about.push("密码由他人设定，本人还没有改过".to_owned());
                    }
                }
                None => about.push("没有账号".to_owned()),
            }
            if let Some(entry) = event_queries::person_entered(&mut *connection, office, person).await? {
                let by = entry.by.map(|by| format!("由{}", self.name(by))).unwrap_or_default();
                about.push(format!("{} {by}录入", entry.at.date()));
            }
            self.about.insert(person, about);
        }
        Ok(())
    }

    /// The request in a few words.
    pub(super) fn title(&self, request: &Request) -> String {
        match request {
            Request::GrantRole { person, role, from: None } => {
                format!("由{}担任{}", self.name(*person), role.label())
            }
            Request::GrantRole { person, role, from: Some(from) } => {
                format!("由{}改任{}（不再担任{}）", self.name(*person), role.label(), from.label())
            }
            Request::RevokeRole { person, role } => format!("解除{}的{}", self.name(*person), role.label()),
            Request::SetLogin { person, from: None, .. } => format!("为{}开通账号", self.name(*person)),
            Request::SetLogin { person, .. } => format!("更改{}的登录名", self.name(*person)),
            Request::SetPassword { person, .. } => format!("重设{}的密码", self.name(*person)),
            Request::EnterPost { post: None, after, .. } => {
                format!("新设岗位“{}”（{}）", after.title, after.department)
            }
            Request::EnterPost { after, .. } => format!("变更岗位“{}”（{}）", after.title, after.department),
            Request::ResetSecondFactor { person } => format!("重置{}的动态口令", self.name(*person)),
            Request::WeakenSettings { changes } => {
                let zone = changes.iter().all(|change| change.name == settings::TIME_ZONE.name);
                if zone { "更改单位的时区" } else { "放宽单位的安全设置" }.to_owned()
            }
        }
    }

    /// What the request changes: label, value now, value afterwards.
    pub(super) fn changes(&self, request: &Request) -> Vec<RequestChange> {
        let one = |label: &str, from: String, to: String| RequestChange { label: label.to_owned(), from, to };
        let role = |role: Option<SystemRole>| role.map(|role| role.label().to_owned()).unwrap_or_default();
        match request {
            Request::GrantRole { role: to, from, .. } => vec![one("系统角色", role(*from), to.label().to_owned())],
            Request::RevokeRole { role, .. } => vec![one("系统角色", role.label().to_owned(), String::new())],
            Request::SetLogin { from, login, verifier, .. } => {
                let mut changes = vec![one("登录名", from.clone().unwrap_or_default(), login.clone())];
                if verifier.is_some() {
                    let before = if from.is_some() { "现有密码".to_owned() } else { String::new() };
                    changes.push(one("密码", before, PASSWORD.to_owned()));
                }
                changes
            }
            Request::SetPassword { .. } => {
                vec![one("密码", "现有密码".to_owned(), PASSWORD.to_owned())]
            }
            Request::ResetSecondFactor { .. } => {
                vec![one("动态口令", "已启用".to_owned(), "取消，由本人重新设置".to_owned())]
            }
            Request::EnterPost { before, after, .. } => self.post(before.as_ref(), after),
            Request::WeakenSettings { changes } => changes.iter().map(weakened).collect(),
        }
    }

    fn post(&self, before: Option<&PostFacts>, after: &PostFacts) -> Vec<RequestChange> {
        let person = |id: Option<PersonId>| id.map(|id| self.known(id)).unwrap_or_default();
        let roles = |post: &PostFacts| {
            let label = |id: &String| self.labels.get(id).unwrap_or(id).clone();
            post.roles.iter().map(label).collect::<Vec<_>>().join("、")
        };
        let parts: [Part<'_>; 6] = [
            ("岗位", &|post| post.title.clone()),
            ("部门", &|post| post.department.clone()),
            ("担任人", &|post| person(post.holder)),
            ("B角", &|post| person(post.deputy)),
            ("职务", &roles),
            ("分管", &|post| post.supervises.join("、")),
        ];
        let all = parts.into_iter().map(|(label, part)| RequestChange {
            label: label.to_owned(),
            from: before.map(part).unwrap_or_default(),
            to: part(after),
        });
        let mut changes = all.filter(|change| change.from != change.to).collect::<Vec<_>>();
        // Another person may be said in the same words.
        for (label, was, is) in [
            ("担任人", before.and_then(|before| before.holder), after.holder),
            ("B角", before.and_then(|before| before.deputy), after.deputy),
        ] {
            if was != is && !changes.iter().any(|change| change.label == label) {
                let numbered =
                    |id: Option<PersonId>| id.map(|id| format!("{}，编号 {}", person(Some(id)), id.number()));
                let (from, to) = (numbered(was).unwrap_or_default(), numbered(is).unwrap_or_default());
                changes.push(RequestChange { label: label.to_owned(), from, to });
            }
        }
        changes
    }

    /// Title and changes in one line, as a notice tells them.
    pub(super) fn summary(&self, request: &Request) -> String {
        let blank = |text: String| if text.is_empty() { "无".to_owned() } else { text };
        let new = matches!(request, Request::EnterPost { before: None, .. });
        let posts = matches!(request, Request::EnterPost { .. } | Request::WeakenSettings { .. });
        let changes = self.changes(request).into_iter().filter(|_| posts);
        let changes = changes.map(|change| match change {
            RequestChange { label, to, .. } if new => format!("{label} {to}"),
            RequestChange { label, from, to } => format!("{label} {}→{}", blank(from), blank(to)),
        });
        let changes = changes.collect::<Vec<_>>();
        let title = self.title(request);
        if changes.is_empty() { title } else { format!("{title}：{}", changes.join("，")) }
    }
}

/// A setting from what to what.
fn weakened(change: &SettingChange) -> RequestChange {
    let setting = Setting::named(&change.name);
    let said = |value: &Value| match (setting.map(|setting| setting.kind), value) {
        (Some(Kind::Number { unit, .. }), Value::Number(number)) => format!("{number} {}", unit.0),
        (Some(Kind::Names(known)), Value::Names(names)) => {
            let known = known.iter().filter(|(name, _)| names.iter().any(|set| set == name));
            known.map(|(_, label)| label.0).collect::<Vec<_>>().join("、")
        }
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Names(names)) => names.join("、"),
    };
    RequestChange {
        label: setting.map_or_else(|| change.name.clone(), |setting| setting.label.0.to_owned()),
        from: said(&change.before),
        to: said(&change.after),
    }
}

/// What was done to whose account, as people are told.
pub(super) fn account_change_text(whose: &str, before: &Option<String>, login: Option<&str>, password: bool) -> String {
    match (before, login) {
        (None, _) => format!("为{whose}开通了账号，初始密码须在首次登录时修改"),
        (Some(_), Some(login)) if password => {
            format!("把{whose}的登录名改为 {login}，并重设了{whose}的密码，下次登录时须修改")
        }
        (Some(_), Some(login)) => format!("把{whose}的登录名改为 {login}"),
        (Some(_), None) => format!("重设了{whose}的密码，下次登录时须修改"),
    }
}
