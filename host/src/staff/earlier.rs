//! Posts and departments as they were on an earlier day, by what the chain tells of later changes.

use super::{everybody::Staff, member::Post};
use crate::store::event_queries::StaffBefore;
use guiju_domain::{DepartmentId, keepers::PostFacts};
use guiju_model::Date;

impl Staff {
    /// The people of a day, each post and each person's department as before these changes, the latest change first. What was entered
    /// since counts as if it had been so before: an office writes down later what was so already. Who worked here then does so.
    #[must_use]
    pub fn before(&self, day: Date, changes: &[StaffBefore]) -> Self {
        let mut earlier = self.clone();
        for member in earlier.people.values_mut() {
            member.active = self.worked_here(member.id, day);
        }
        for change in changes {
            match change {
                StaffBefore::Post { post, facts } => {
                    let known = earlier.posts.iter_mut().find(|known| known.id == *post);
                    if let Some(known) = known {
                        *known = self.as_it_was(known, facts);
                    }
                }
                StaffBefore::Person { person, department } => {
                    if let Some(member) = earlier.people.get_mut(person) {
                        member.department = *department;
                    }
                }
            }
        }
        earlier
    }

    fn as_it_was(&self, post: &Post, facts: &PostFacts) -> Post {
        let department = |name: &String| self.departments.iter().find(|(_, known)| *known == name).map(|(id, _)| *id);
        Post {
            department: department(&facts.department).unwrap_or(post.department),
            holder: facts.holder,
            deputy: facts.deputy,
            roles: facts.roles.clone(),
            supervises: facts.supervises.iter().filter_map(department).collect::<Vec<DepartmentId>>(),
            ..post.clone()
        }
    }
}
