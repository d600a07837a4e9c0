//! How much of a matter a reader sees.

use crate::SystemRole;

/// What a matter keeps from those who do not take part in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidentiality {
    /// Nothing: whoever sees it at all sees all of it.
    Ordinary,
    /// The fields that its form declares as sensitive.
    Sensitive,
    /// Everything: the conditions under which its form is closed hold.
    Closed,
}

/// How much of a matter a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Nothing, not even that it exists.
    None,
    /// That it exists, when and by which clause; of what is confidential nothing.
    Masked,
    /// Every field as it stands.
    Whole,
}

/// Where the matter is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlet {
    /// On its own page, in search, in a pack.
    Page,
    /// As a row of a list that is open to the reader, such as a register.
    List,
}

/// How a reader is tied to a matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// The reader applied, filed, or is whom the matter concerns by its form.
    pub party: bool,
    /// The reader has or had a task.
    pub asked: bool,
    /// The reader has a task that is pending, or decided one; not one that was taken off or handed on.
    pub handles: bool,
    /// The task came to the reader by name: the way names the person, or somebody handed it over.
    pub asked_by_name: bool,
    /// A field of the content names the reader, who is no party.
    pub named: bool,
    /// The reader opened it with a reason; it counts as long as a post of the reader's opens it.
    pub opened: bool,
    /// The form's readers include the reader.
    pub form_reader: bool,
    /// The reader holds a role that its form, or a list over it, names.
    pub post: bool,
    /// The form names a role of the reader's as its readers, and the reader had it before the matter ended.
    pub reads_by_post: bool,
    /// The reader's role of the system.
    pub system_role: Option<SystemRole>,
}

/// How much of a matter a reader sees at a place.
///
/// Whoever takes part sees everything. Whoever a confidential matter names without taking part sees nothing of what is
/// confidential, whatever post or role of the system that person holds. The form's readers see what is sensitive, and what is
/// closed if it did not end before they came to their post. Lists mask what is confidential for all others.
#[must_use]
pub fn sight(confidentiality: Confidentiality, ties: &Ties, outlet: Outlet) -> Sight {
    use Confidentiality::{Closed, Ordinary, Sensitive};
    if ties.party {
        return Sight::Whole;
    }
    let concerned = concerned(confidentiality, ties);
    if concerned && confidentiality == Closed {
        return Sight::None;
    }
    if takes_part(confidentiality, ties) || confidentiality == Closed && ties.reads_by_post {
        return Sight::Whole;
    }
    let audits = ties.system_role == Some(SystemRole::Auditor);
    match (outlet, confidentiality) {
        (Outlet::List, Ordinary) => Sight::Whole,
        (Outlet::List, Sensitive) if ties.form_reader && !concerned => Sight::Whole,
        (Outlet::List, _) => Sight::Masked,
        (Outlet::Page, Ordinary) if ties.form_reader || audits => Sight::Whole,
        (Outlet::Page, Sensitive) if ties.form_reader && !concerned => Sight::Whole,
        (Outlet::Page, Sensitive) if ties.form_reader || audits => Sight::Masked,
        (Outlet::Page, Closed) if audits => Sight::Masked,
        (Outlet::Page, _) => Sight::None,
    }
}

/// Whether the reader takes part in it: as a party, by a task, or by having opened it. In what is closed a task counts only as
/// long as it is pending, or once it was decided.
#[must_use]
pub fn takes_part(confidentiality: Confidentiality, ties: &Ties) -> bool {
    ties.party || asked(confidentiality, ties) || ties.opened && ties.post
}

fn asked(confidentiality: Confidentiality, ties: &Ties) -> bool {
    if confidentiality == Confidentiality::Closed { ties.handles } else { ties.asked }
}

/// Whether it names the reader as concerned, who neither is a party nor was asked by name.
fn concerned(confidentiality: Confidentiality, ties: &Ties) -> bool {
    ties.named && !ties.party && !(ties.asked_by_name && asked(confidentiality, ties))
}

/// Whether a reader may open a closed matter by giving a reason: the holder of a post whose lists show that it exists.
#[must_use]
pub fn may_open(confidentiality: Confidentiality, ties: &Ties) -> bool {
    let sees = sight(confidentiality, ties, Outlet::Page);
    let kept_out = concerned(confidentiality, ties);
    confidentiality == Confidentiality::Closed && ties.post && !kept_out && sees != Sight::Whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use Confidentiality::{Closed, Ordinary, Sensitive};

    fn every() -> impl Iterator<Item = Ties> {
        let roles = [None, Some(SystemRole::Administrator), Some(SystemRole::Security), Some(SystemRole::Auditor)];
        roles.into_iter().flat_map(|system_role| {
            (0..512_u32).map(move |bits| {
                let bit = |n: u32| bits & (1 << n) != 0;
                Ties {
                    party: bit(0),
                    asked: bit(1),
                    handles: bit(1) && bit(7),
                    asked_by_name: bit(1) && bit(2),
                    named: bit(3),
                    opened: bit(4),
                    form_reader: bit(5),
                    post: bit(6),
                    reads_by_post: bit(5) && bit(6) && bit(8),
                    system_role,
                }
            })
        })
    }

    #[test]
    fn each_kind_of_caller() {
        let none = Ties::default();
        let auditor = Ties { system_role: Some(SystemRole::Auditor), ..none };
        let administrator = Ties { system_role: Some(SystemRole::Administrator), ..none };
        let reader = Ties { form_reader: true, post: true, ..none };
        let named = Ties { named: true, ..reader };
        let accused = Ties { named: true, asked: true, handles: true, ..none };
        let named_handler = Ties { asked_by_name: true, ..accused };
        let asked = Ties { asked: true, handles: true, ..none };
        let was_asked = Ties { handles: false, ..asked };
        let in_time = Ties { reads_by_post: true, ..reader };
        let left = Ties { opened: true, ..none };
        let opened = Ties { opened: true, post: true, ..none };
        for (who, ties, pages, lists) in [
            ("stranger", none, [Sight::None, Sight::None, Sight::None], [Sight::Whole, Sight::Masked, Sight::Masked]),
            (
                "auditor",
                auditor,
                [Sight::Whole, Sight::Masked, Sight::Masked],
                [Sight::Whole, Sight::Masked, Sight::Masked],
            ),
            ("administrator", administrator, [Sight::None; 3], [Sight::Whole, Sight::Masked, Sight::Masked]),
            (
                "form's reader",
                reader,
                [Sight::Whole, Sight::Whole, Sight::None],
                [Sight::Whole, Sight::Whole, Sight::Masked],
            ),
            (
                "named reader",
                named,
                [Sight::Whole, Sight::Masked, Sight::None],
                [Sight::Whole, Sight::Masked, Sight::None],
            ),
            ("accused", accused, [Sight::Whole, Sight::Whole, Sight::None], [Sight::Whole, Sight::Whole, Sight::None]),
            ("asked by name", named_handler, [Sight::Whole; 3], [Sight::Whole; 3]),
            ("asked", asked, [Sight::Whole; 3], [Sight::Whole; 3]),
            (
                "asked no longer",
                was_asked,
                [Sight::Whole, Sight::Whole, Sight::None],
                [Sight::Whole, Sight::Whole, Sight::Masked],
            ),
            ("in the post before it ended", in_time, [Sight::Whole; 3], [Sight::Whole; 3]),
            (
                "in that post and named",
                Ties { named: true, ..in_time },
                [Sight::Whole, Sight::Masked, Sight::None],
                [Sight::Whole, Sight::Masked, Sight::None],
            ),
            ("opened it and left the post", left, [Sight::None; 3], [Sight::Whole, Sight::Masked, Sight::Masked]),
            ("opened", opened, [Sight::Whole; 3], [Sight::Whole; 3]),
            ("party", Ties { party: true, ..named }, [Sight::Whole; 3], [Sight::Whole; 3]),
        ] {
            let at = |outlet| [Ordinary, Sensitive, Closed].map(|how| sight(how, &ties, outlet));
            assert_eq!(at(Outlet::Page), pages, "{who} on a page");
            assert_eq!(at(Outlet::List), lists, "{who} in a list");
        }
    }

    #[test]
    fn nobody_sees_more_of_what_is_more_confidential() {
        for ties in every() {
            for outlet in [Outlet::Page, Outlet::List] {
                let [ordinary, sensitive, closed] = [Ordinary, Sensitive, Closed].map(|how| sight(how, &ties, outlet));
                assert!(ordinary >= sensitive && sensitive >= closed, "{ties:?}");
            }
        }
    }

    #[test]
    fn no_role_of_the_system_shows_what_is_closed() {
        for ties in every().filter(|ties| !ties.party && !ties.asked && !ties.opened && !ties.reads_by_post) {
            assert_ne!(sight(Closed, &ties, Outlet::Page), Sight::Whole, "{ties:?}");
            let plain = Ties { system_role: None, ..ties };
            if ties.system_role != Some(SystemRole::Auditor) {
                assert_eq!(sight(Sensitive, &ties, Outlet::Page), sight(Sensitive, &plain, Outlet::Page), "{ties:?}");
            }
        }
    }

    #[test]
    fn only_a_post_opens_and_never_for_whom_it_names() {
        for ties in every() {
            let may = may_open(Closed, &ties);
            let concerned = ties.named && !(ties.asked_by_name && ties.handles);
            assert!(!may || ties.post && !ties.party && !concerned, "{ties:?}");
            assert!(!may_open(Ordinary, &ties) && !may_open(Sensitive, &ties));
        }
        assert!(may_open(Closed, &Ties { post: true, ..Ties::default() }));
    }
}
