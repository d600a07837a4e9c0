//! Who may hold a task of a confidential matter: nobody whom a closed one names, and whoever stands in or is on duty only if a
//! post of that person's own gives it. So no hand-over, pairing or roster opens what a keeper has to confirm.

use super::submission::Submission;
use crate::{access, staff::Staff, store::tasks::Task};
use guiju_domain::{
    DepartmentId, PersonId,
    access::{Confidentiality, openers},
};
use guiju_model::{Audience, Manifest, RoleScope, Route, Step, Who};
use std::collections::BTreeSet;

/// What a matter keeps from those who would decide it.
#[derive(Clone, Debug, Default)]
pub struct Restriction {
    /// Persons whom the closed content names.
    pub concerned: BTreeSet<PersonId>,
    /// Whether anything of it is confidential.
    confidential: bool,
    /// Roles that open its form.
    openers: BTreeSet<String>,
}

impl Restriction {
    /// What a matter keeps, by its content and by what deciders have filled in so far.
    #[must_use]
    pub fn of(submission: &Submission, route: &Route, tasks: &[Task]) -> Self {
        let manifest = submission.owner.manifest();
        let (Some(form), Some(content)) = (manifest.form(&submission.form), submission.content.as_object()) else {
            return Self::default();
        };
        if access::of_matter(form, content, route) == Confidentiality::Ordinary {
            return Self::default();
        }
        let concerned = access::concerned(form, content, route, tasks);
        Self { concerned, confidential: true, openers: openers(manifest, form) }
    }

    /// Whether somebody may have a task of this step in place of its holder.
    #[must_use]
    pub fn may_stand_in(&self, at: &At<'_>, person: PersonId) -> bool {
        if !self.confidential {
            return true;
        }
        let mut roles = match &at.step.who {
            Who::Roles(roles) => roles.clone(),
            Who::People(_) => Vec::new(),
        };
        for index in 0.. {
            let Some(role) = roles.get(index) else { break };
            let above = at.manifest.role(role).and_then(|role| role.above.clone());
            roles.extend(above.filter(|above| !roles.contains(above)));
        }
        let gives = |role: &String| {
            let reach = at.manifest.role(role).map_or(RoleScope::Office, |role| role.reach);
            at.staff.post_gives(person, role, reach, at.department)
        };
        self.opens_to(at.staff, person) || roles.iter().any(gives)
    }

    /// Those on duty to whom a roster alone would open it. By the regulation's own roster those stand on it who hold a role
    /// that it is made among; any other role on duty needs a post as well.
    #[must_use]
    pub fn only_on_duty(&self, at: &At<'_>) -> BTreeSet<PersonId> {
        let Who::Roles(roles) = &at.step.who else { return BTreeSet::new() };
        if !self.confidential {
            return BTreeSet::new();
        }
        let duty =
            roles.iter().filter(|role| at.manifest.role(role).is_some_and(|role| role.reach == RoleScope::OnDuty));
        let mut only = BTreeSet::new();
        for role in duty {
            let rosters = at.manifest.rosters.iter().filter(|roster| roster.gives == *role);
            let among = rosters.filter_map(|roster| match &roster.among {
                Audience::HoldersOf(roles) => Some(roles),
                Audience::Nobody | Audience::Anyone => None,
            });
            let among = among.flatten().collect::<Vec<_>>();
            let posted = |person: PersonId| {
                self.opens_to(at.staff, person) || among.iter().any(|role| at.staff.any_post_gives(person, role))
            };
            only.extend(at.staff.on_duty(role).filter(|person| !posted(*person)));
        }
        only
    }

    fn opens_to(&self, staff: &Staff, person: PersonId) -> bool {
        self.openers.iter().any(|role| staff.any_post_gives(person, role))
    }
}

/// A step of a matter in its office.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// Everybody in the office.
    pub staff: &'a Staff,
    /// The regulation that owns the form.
    pub manifest: &'a Manifest,
    /// The step.
    pub step: &'a Step,
    /// The department for which it is decided.
    pub department: DepartmentId,
}
