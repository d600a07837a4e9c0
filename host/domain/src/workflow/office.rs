//! What the workflow asks of an office, and who decides in a role.

use crate::{PersonId, events::deciding::Because, rejection::Vacancy};
use guiju_model::{Moment, Role, RoleScope, Span, Step};
use std::collections::BTreeSet;

/// The roles of one regulation, and who holds them for the department of a matter.
pub trait Roles {
    /// A role as the regulation declares it.
    fn role(&self, id: &str) -> Option<&Role>;
    /// How many roles the regulation declares.
    fn count(&self) -> usize;
    /// Who holds the role for the department and works here.
    fn holders(&self, role: &Role) -> Vec<PersonId>;
    /// The department's name.
    fn department(&self) -> String;
}

/// An office as one matter finds it at one moment.
pub trait Office: Roles {
    /// The moment, in the office's local time.
    fn now(&self) -> Moment;
    /// The last id that was given; new tasks get those that follow.
    fn last_id(&self) -> i64;
    /// Whether a person works here.
    fn works_here(&self, person: PersonId) -> bool;
    /// A person's name.
    fn name(&self, person: PersonId) -> String;
    /// Who stands in for a person now and works here.
    fn deputy(&self, person: PersonId) -> Option<PersonId>;
    /// Persons whom the closed content of the matter names.
    fn concerned(&self) -> &BTreeSet<PersonId>;
    /// Whether somebody may have a task of this step in place of its holder.
    fn may_stand_in(&self, step: &Step, person: PersonId) -> bool;
    /// Those on duty to whom a roster alone would open the matter.
    fn only_on_duty(&self, step: &Step) -> BTreeSet<PersonId>;
    /// When this much working time from now is over.
    fn due(&self, within: Span) -> Moment;
    /// A note on a task, in words.
    fn words(&self, note: &Note) -> String;
    /// The step after which the matter gets its number.
    fn number_after(&self) -> Option<&str>;
}

/// What is noted on a task: why somebody else than expected is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Whoever holds the role must not decide, so the role above does.
    RoleAbove {
        /// The role's label.
        role: String,
        /// The label of the role above it.
        above: String,
    },
    /// The deputy may not hold what is confidential, so the task stays.
    Confidential {
        /// Who would stand in.
        deputy: PersonId,
        /// With whom it stays.
        decider: PersonId,
    },
    /// The deputy decides in another place of the step, so the task stays.
    DecidesElsewhere {
        /// Who would stand in.
        deputy: PersonId,
        /// With whom it stays.
        decider: PersonId,
    },
    /// Somebody handed it on for good.
    HandedOnBy(PersonId),
    /// The title of a task that asks for a correction.
    Correction,
    /// Somebody wants one more signature.
    SignerOf(PersonId),
    /// The deciders of the step have changed.
    Reassigned {
        /// Why.
        because: Because,
        /// Who was asked before.
        from: Option<PersonId>,
        /// Who is asked now.
        to: PersonId,
        /// Whether it has a due date that stays.
        keeps_due: bool,
    },
    /// Several notes, in words already; empty ones are left out.
    All(Vec<String>),
}

/// Who decides in a role for the department, without those who are kept apart. Nobody decides on a matter of their own: then it
/// goes to the role above, and says so.
///
/// # Errors
/// The vacancy: a role that nobody holds is never a step passed over.
pub fn climb(
    roles: &(impl Roles + ?Sized),
    role: &str,
    apart: &BTreeSet<PersonId>,
) -> Result<(Vec<PersonId>, Option<Note>), Vacancy> {
    let (mut wanted, mut note) = (role.to_owned(), None);
    // As many steps up as there are roles: a ring of roles above each other ends there.
    for _ in 0..=roles.count() {
        let declared = roles.role(&wanted).ok_or_else(|| Vacancy::Undeclared { role: wanted.clone() })?;
        let holders = roles.holders(declared);
        let label = declared.label.clone();
        if holders.is_empty() {
            return Err(match declared.reach {
                RoleScope::OnDuty => Vacancy::NobodyOnDuty { role: label },
                RoleScope::Office => Vacancy::Unheld { role: label },
                RoleScope::OwnDepartment | RoleScope::Supervised => {
                    Vacancy::UnheldFor { department: roles.department(), role: label }
                }
            });
        }
        let people = holders.into_iter().filter(|id| !apart.contains(id)).collect::<Vec<_>>();
        if !people.is_empty() {
            return Ok((people, note));
        }
        let above = declared.above.as_ref().and_then(|above| roles.role(above));
        let Some(above) = above else { return Err(Vacancy::OnlyConcerned { role: label }) };
        note = Some(Note::RoleAbove { role: label, above: above.label.clone() });
        wanted.clone_from(&above.id);
    }
    Err(Vacancy::Circular)
}
