//! Roles that open confidential content, and whether a change of a post gives somebody such a role.

use crate::PersonId;
use guiju_model::{Audience, Form, FormId, Manifest};
use std::collections::BTreeSet;

/// Whether a form is confidential: its matters may be closed, or it masks a field.
#[must_use]
pub fn is_confidential(form: &Form) -> bool {
    may_close(form) || form.fields().any(|field| field.sensitive)
}

fn may_close(form: &Form) -> bool {
    !form.closed_when.is_empty()
}

/// The roles whose holders may read confidential content: named by a confidential form as its readers, named by a view over a
/// form whose matters may be closed, or above such a role, because whoever is above decides where its holder may not.
#[must_use]
pub fn roles_that_open<'m>(manifests: impl IntoIterator<Item = &'m Manifest>) -> BTreeSet<String> {
    let manifests = manifests.into_iter().collect::<Vec<_>>();
    let mut open = BTreeSet::new();
    for manifest in &manifests {
        for form in manifest.forms.iter().filter(|form| is_confidential(form)) {
            open.extend(named(&form.seen_by).iter().cloned());
        }
        for view in &manifest.views {
            if view.over.iter().any(|over| closes(&manifests, manifest, over)) {
                open.extend(named(&view.seen_by).iter().cloned());
            }
        }
    }
    // Whoever a roster gives such a role comes from those among whom it is made.
    let rosters = manifests.iter().flat_map(|manifest| &manifest.rosters);
    let among = rosters.filter(|roster| open.contains(&roster.gives)).flat_map(|roster| named(&roster.among).to_vec());
    let among = among.collect::<Vec<_>>();
    open.extend(among);
    with_those_above(&manifests, open)
}

/// The roles whose holders may read what is confidential in the matters of one form of a regulation: its readers, those of
/// the regulation's lists over it if it may be closed, and those above them.
#[must_use]
pub fn openers(manifest: &Manifest, form: &Form) -> BTreeSet<String> {
    let mut open = named(&form.seen_by).iter().cloned().collect::<BTreeSet<_>>();
    let lists = manifest.views.iter().filter(|view| view.over.contains(&form.id));
    if may_close(form) {
        open.extend(lists.flat_map(|view| named(&view.seen_by).iter().cloned()));
    }
    with_those_above(&[manifest], open)
}

/// As long as a role above an opening one is found; each round adds at least one, so it ends.
fn with_those_above(manifests: &[&Manifest], mut open: BTreeSet<String>) -> BTreeSet<String> {
    loop {
        let roles = manifests.iter().flat_map(|manifest| &manifest.roles);
        let above = roles.filter(|role| open.contains(&role.id)).filter_map(|role| role.above.clone());
        let new = above.filter(|above| !open.contains(above)).collect::<Vec<_>>();
        if new.is_empty() {
            return open;
        }
        open.extend(new);
    }
}

fn named(audience: &Audience) -> &[String] {
    match audience {
        Audience::HoldersOf(roles) => roles,
        Audience::Nobody | Audience::Anyone => &[],
    }
}

/// Whether the matters of a form may be closed; a form of another regulation is named `regulation/form`.
fn closes(manifests: &[&Manifest], own: &Manifest, over: &FormId) -> bool {
    match over.split_once('/') {
        // Several versions may stand here: matters keep the one by which they were filed.
        Some((regulation, form)) => {
            let versions = manifests.iter().filter(|manifest| manifest.id == regulation);
            versions.filter_map(|manifest| found(manifest, form)).any(may_close)
        }
        None => found(own, over).is_some_and(may_close),
    }
}

fn found<'m>(manifest: &'m Manifest, form: &str) -> Option<&'m Form> {
    manifest.forms.iter().find(|declared| declared.id == form)
}

/// What a post gives: to whom, which roles, for which departments.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    /// The holder; none while the post is vacant.
    pub holder: Option<PersonId>,
    /// Who stands in for the holder, if anybody does.
    pub deputy: Option<PersonId>,
    /// Roles, by id.
    pub roles: &'a [String],
    /// Department, by name.
    pub department: &'a str,
    /// Departments supervised, by name.
    pub supervises: &'a [String],
}

impl<'a> Place<'a> {
    /// Each person in each opening role for each department.
    fn openings(&self, opening: &BTreeSet<String>) -> BTreeSet<(bool, PersonId, &'a str, Option<&'a str>)> {
        let mut all = BTreeSet::new();
        let people = self.holder.map(|id| (true, id)).into_iter().chain(self.deputy.map(|id| (false, id)));
        for (holds, person) in people {
            for role in self.roles.iter().filter(|role| opening.contains(*role)) {
                all.insert((holds, person, role.as_str(), Some(self.department)));
                let supervised = self.supervises.iter().map(|name| (holds, person, role.as_str(), Some(name.as_str())));
                all.extend(supervised);
            }
        }
        all
    }

    /// Whether the post opens confidential content to whoever holds it.
    #[must_use]
    pub fn opens(&self, opening: &BTreeSet<String>) -> bool {
        self.roles.iter().any(|role| opening.contains(role))
    }
}

/// Whether a change of a post lets somebody read confidential content that this post did not open to the same person before:
/// a new holder or deputy, a role more, a department more. Vacating a post, or taking a role from it, gives nothing.
#[must_use]
pub fn gains(before: Option<Place<'_>>, after: Place<'_>, opening: &BTreeSet<String>) -> bool {
    let had = before.map(|before| before.openings(opening)).unwrap_or_default();
    after.openings(opening).iter().any(|opened| !had.contains(opened))
}

#[cfg(test)]
mod tests {
    use super::*;
    use guiju_model::{
        Condition, Field, FieldKind, Filing, Layout, Role, RoleScope, Section, TextLimits, ValueKind, View,
    };

    fn role(id: &str, above: Option<&str>) -> Role {
        Role { id: id.to_owned(), label: id.to_owned(), reach: RoleScope::Office, above: above.map(str::to_owned) }
    }

    fn readers(roles: &[&str]) -> Audience {
        Audience::HoldersOf(roles.iter().map(|role| (*role).to_owned()).collect())
    }

    fn form(id: &str, seen_by: Audience, sensitive: bool, closes: bool) -> Form {
        let kind = FieldKind::Single(ValueKind::Text(TextLimits { max_chars: 9 }));
        let field = Field {
            name: "who".to_owned(),
            label: "who".to_owned(),
            help: None,
            clause: None,
            required: false,
            shown_when: Vec::new(),
            kind,
            initial: None,
            sensitive,
            was: Vec::new(),
        };
        Form {
            id: id.to_owned(),
            title: id.to_owned(),
            clause: "1".to_owned(),
            summary: String::new(),
            sections: vec![Section { title: None, fields: vec![field] }],
            filing: Filing { by: Audience::Anyone, on_behalf: Audience::Nobody, imports: Vec::new() },
            series: None,
            occurs: None,
            about: None,
            seen_by,
            closed_when: if closes {
                vec![Condition { field: "who".to_owned(), is_one_of: Vec::new() }]
            } else {
                Vec::new()
            },
            held_by: Vec::new(),
            copies: Vec::new(),
            synonyms: Vec::new(),
            steps: Vec::new(),
            computed: Vec::new(),
        }
    }

    fn view(over: &str, seen_by: Audience) -> View {
        View {
            id: "view".to_owned(),
            title: String::new(),
            clause: "1".to_owned(),
            over: vec![over.to_owned()],
            layout: Layout::Table,
            columns: Vec::new(),
            seen_by,
        }
    }

    fn opening(roles: &[&str]) -> BTreeSet<String> {
        roles.iter().map(|role| (*role).to_owned()).collect()
    }

    #[test]
    fn readers_of_confidential_forms_and_those_above_them() {
        let own = Manifest {
            id: "own".to_owned(),
            roles: vec![
                role("clerk", Some("head")),
                role("head", Some("leader")),
                role("leader", None),
                role("cook", None),
            ],
            forms: vec![
                form("masked", readers(&["clerk"]), true, false),
                form("plain", readers(&["cook"]), false, false),
                form("closed", Audience::Nobody, false, true),
                form("open", Audience::Anyone, true, false),
            ],
            views: vec![view("closed", readers(&["secretary"])), view("masked", readers(&["driver"]))],
            ..Manifest::default()
        };
        assert_eq!(roles_that_open([&own]), opening(&["clerk", "head", "leader", "secretary"]));
        let other = Manifest {
            id: "other".to_owned(),
            views: vec![view("own/closed", readers(&["cook"]))],
            ..Manifest::default()
        };
        assert!(roles_that_open([&own, &other]).contains("cook"), "a view over another regulation's form");
    }

    #[test]
    fn only_what_opens_more_needs_a_second_person() {
        let (one, two) = (PersonId::new(1), PersonId::new(2));
        let roles = ["secretary".to_owned()];
        let supervised = ["south".to_owned()];
        let opening = opening(&["secretary"]);
        let held = Place { holder: Some(one), roles: &roles, department: "north", ..Place::default() };
        assert!(gains(None, held, &opening));
        assert!(!gains(Some(held), held, &opening), "nothing changes");
        assert!(!gains(Some(held), Place { holder: None, ..held }, &opening), "vacated");
        assert!(!gains(Some(held), Place { roles: &[], ..held }, &opening), "a role taken away");
        assert!(gains(Some(held), Place { holder: Some(two), ..held }, &opening), "another holder");
        assert!(gains(Some(held), Place { deputy: Some(two), ..held }, &opening), "a deputy");
        assert!(gains(Some(Place { roles: &[], ..held }), held, &opening), "a role more");
        assert!(gains(Some(held), Place { supervises: &supervised, ..held }, &opening), "a department more");
        let deputy = Place { holder: None, deputy: Some(one), ..held };
        assert!(gains(Some(deputy), held, &opening), "the deputy becomes the holder");
        let plain = ["cook".to_owned()];
        assert!(!gains(None, Place { roles: &plain, ..held }, &opening));
    }
}
