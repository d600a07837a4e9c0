//! Who reads, and what follows from that alone: roles, registers that are open, ties that follow from a form.

use crate::{accounts::Caller, app::App, error::Result, policy::OfficePolicy, staff::Staff};
use guiju_domain::{
    OfficeId, PersonId, SystemRole,
    access::{self, Confidentiality, Outlet, Shown, Sight, Ties},
};
use guiju_model::{Audience, Date, Form, Layout, Manifest, Moment, Route, View, shape};
use serde_json::{Map, Value};
use std::{borrow::Cow, sync::Arc};

/// Who looks: somebody of the office, or whoever has an address without an account.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The person, if the reader has an account.
    pub person: Option<PersonId>,
    /// Roles held by post or by being on duty.
    pub roles: Vec<String>,
    /// Role of the system, if the reader is a keeper.
    pub system_role: Option<SystemRole>,
}

impl Reader {
    /// Whether this is the person.
    #[must_use]
    pub fn is(&self, person: PersonId) -> bool {
        self.person == Some(person)
    }

    /// Whether the reader is an auditor.
    #[must_use]
    pub fn audits(&self) -> bool {
        self.system_role == Some(SystemRole::Auditor)
    }
}

/// What a reader sees of one matter or record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How much.
    pub sight: Sight,
    /// What it keeps from others.
    pub confidentiality: Confidentiality,
    /// The reader has no account: of what is masked not even the first character shows.
    pub stranger: bool,
}

impl Seen {
    /// All of a matter that keeps nothing from anybody.
    pub const WHOLE: Self = Self { sight: Sight::Whole, confidentiality: Confidentiality::Ordinary, stranger: false };

    /// Whether it is seen at all.
    #[must_use]
    pub fn at_all(self) -> bool {
        self.sight != Sight::None
    }

    /// Whether everything is seen.
    #[must_use]
    pub fn whole(self) -> bool {
        self.sight == Sight::Whole
    }

    /// Whether nothing of the content is seen.
    #[must_use]
    pub fn hides_all(self) -> bool {
        access::shows(false, self.sight, self.confidentiality) == Shown::Hidden
    }

    /// Whether a field is seen as it stands.
    #[must_use]
    pub fn clear(self, sensitive: bool) -> bool {
        access::shows(sensitive, self.sight, self.confidentiality) == Shown::Clear
    }
}

/// The access of one reader to what an office keeps.
#[derive(Clone, Debug)]
pub struct Access {
    /// The office whose matters are read.
    pub office: OfficeId,
    /// Who looks.
    pub reader: Reader,
    /// What binds the office.
    pub policy: Arc<OfficePolicy>,
    /// Everybody in the office.
    pub staff: Arc<Staff>,
    /// The day on which lists are composed.
    pub today: Date,
}

impl Access {
    /// The access of whoever makes a request.
    ///
    /// # Errors
    /// If the office is unknown or the database cannot be used.
    pub async fn of(app: &App, caller: &Caller) -> Result<Self> {
        let mut access = Self::of_person(app, caller.office, caller.person).await?;
        access.reader.system_role = caller.system_role;
        Ok(access)
    }

    /// The access that a person of the office has by posts and matters alone.
    ///
    /// # Errors
    /// If the office is unknown or the database cannot be used.
    pub async fn of_person(app: &App, office: OfficeId, person: PersonId) -> Result<Self> {
        let (policy, staff) = (app.policy(office)?, app.staff(office).await?);
        Ok(Self::with(&policy, &staff, office, Some(person), app.now(office).date()))
    }

    /// The access of somebody who has an address but no account.
    ///
    /// # Errors
    /// If the office is unknown or the database cannot be used.
    pub async fn of_stranger(app: &App, office: OfficeId) -> Result<Self> {
        let (policy, staff) = (app.policy(office)?, app.staff(office).await?);
        Ok(Self::with(&policy, &staff, office, None, app.now(office).date()))
    }

    /// The same where policy and people have been read already.
    #[must_use]
    pub fn with(
        policy: &Arc<OfficePolicy>,
        staff: &Arc<Staff>,
        office: OfficeId,
        person: Option<PersonId>,
        today: Date,
    ) -> Self {
        let roles = person.map(|person| staff.roles_of(person)).unwrap_or_default();
        let reader = Reader { person, roles, system_role: None };
        Self { office, reader, policy: Arc::clone(policy), staff: Arc::clone(staff), today }
    }

    /// Whether the reader belongs to an audience; an auditor looks over every shoulder.
    #[must_use]
    pub fn belongs(&self, audience: &Audience) -> bool {
        self.reader.audits() || self.reader.person.is_some() && access::includes(audience, &self.reader.roles)
    }

    /// The form of a matter's own package; of what came from no matter, the one in force. Where its own package is not here,
    /// nobody can say what it keeps from others.
    #[must_use]
    pub fn form(&self, digest: Option<&str>, regulation: &str, form: &str) -> Option<(&Manifest, &Form)> {
        let loaded = match digest {
            Some(digest) => self.policy.package(digest),
            None => self.policy.regulation(regulation, self.today),
        };
        let manifest = loaded?.manifest();
        Some((manifest, manifest.form(form)?))
    }

    /// Every list over a form.
    fn lists<'m>(&'m self, regulation: &str, form: &str) -> Vec<&'m View> {
        let qualified = format!("{regulation}/{form}");
        let mut lists = Vec::new();
        for loaded in self.policy.on(self.today).into_values() {
            let manifest = loaded.manifest();
            let over =
                manifest.views.iter().filter(|view| view.over.iter().any(|id| manifest.qualified(id) == qualified));
            lists.extend(over);
        }
        lists
    }

    /// Whether a register of this form, or its form, is open to the reader.
    #[must_use]
    pub fn listed(&self, regulation: &str, form: &Form) -> bool {
        let registers = self.lists(regulation, &form.id).into_iter().filter(|view| view.layout == Layout::Table);
        self.belongs(&form.seen_by) || registers.into_iter().any(|view| self.belongs(&view.seen_by))
    }

    /// Whether the form names a role of the reader's as its readers, who had it before a matter ended; nothing ended yet is
    /// under way.
    pub(super) fn reads_by_post(&self, form: &Form, ended: Option<Moment>) -> bool {
        let (Audience::HoldersOf(roles), Some(person)) = (&form.seen_by, self.reader.person) else { return false };
        self.staff.held_since(person, roles).is_some_and(|since| ended.is_none_or(|ended| since <= ended))
    }

    /// The roles of the reader that open what is so confidential: those of posts alone, because whoever makes a roster opens it
    /// to nobody.
    pub(super) fn roles_for(&self, confidentiality: Confidentiality) -> Cow<'_, [String]> {
        match (confidentiality, self.reader.person) {
            (Confidentiality::Sensitive | Confidentiality::Closed, Some(person)) => self.staff.posted(person).into(),
            _ => Cow::Borrowed(&self.reader.roles[..]),
        }
    }

    /// The ties that follow from the form alone, without any matter.
    pub(super) fn ties_of_form(&self, regulation: &str, form: &Form, confidentiality: Confidentiality) -> Ties {
        let somebody = self.reader.person.is_some();
        let roles = self.roles_for(confidentiality);
        let post = |audience: &Audience| somebody && access::names_role(audience, &roles);
        Ties {
            form_reader: somebody && access::includes(&form.seen_by, &roles),
            post: post(&form.seen_by) || self.lists(regulation, &form.id).into_iter().any(|view| post(&view.seen_by)),
            system_role: self.reader.system_role,
            ..Ties::default()
        }
    }
}

/// Adds to what a form keeps from others what its way keeps.
pub(super) trait WithRoute {
    /// What deciders fill in may be sensitive where the form is not.
    fn with(self, route: &Route) -> Self;
}

impl WithRoute for Confidentiality {
    fn with(self, route: &Route) -> Self {
        let sensitive = route.steps.iter().flat_map(|step| &step.fields).any(|field| field.sensitive);
        if sensitive { self.max(Self::Sensitive) } else { self }
    }
}

/// What content of a form keeps from those who do not take part.
#[must_use]
pub fn confidentiality(form: &Form, content: &Map<String, Value>) -> Confidentiality {
    if !form.closed_when.is_empty() && shape::is_shown(&form.closed_when, content) {
        Confidentiality::Closed
    } else if form.fields().any(|field| field.sensitive) {
        Confidentiality::Sensitive
    } else {
        Confidentiality::Ordinary
    }
}

impl Reader {
    /// What ties and content come to at a place.
    pub(super) fn sees(&self, confidentiality: Confidentiality, ties: &Ties, outlet: Outlet) -> Seen {
        Seen { sight: access::sight(confidentiality, ties, outlet), confidentiality, stranger: self.person.is_none() }
    }
}
