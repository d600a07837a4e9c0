//! The order in which an office names its departments and people: as it set it, or else who decides above others first.

use super::{everybody::Staff, member::Member};
use guiju_domain::{DepartmentId, PersonId, PostId};
use guiju_model::{Role, RoleScope};
use std::{cmp::Reverse, collections::BTreeMap};

/// Where somebody stands among all people of an office; the least comes first.
pub type Order = (DepartmentOrder, (u32, Reverse<(usize, usize)>, FirstPost, PersonId));

/// Where a department stands among all of an office; the least comes first. Nobody knows the department of somebody unknown.
pub type DepartmentOrder = (u32, Reverse<usize>, Option<DepartmentId>);

/// The first of the posts that somebody holds; whoever holds none comes behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FirstPost {
    /// The post that was entered first.
    Held(PostId),
    /// No post is held.
    Nothing,
}

/// What the order of an office follows from, gone through once.
pub struct Standing<'s> {
    staff: &'s Staff,
    /// Of each department, the most departments that one of its posts supervises.
    departments: BTreeMap<DepartmentId, usize>,
    /// Of each holder of a post: how high a role of it stands, the most departments that a post held supervises, and the first
    /// of the posts.
    holders: BTreeMap<PersonId, ((usize, usize), PostId)>,
}

impl Staff {
    /// By which people of this office are put in order.
    #[must_use]
    pub fn standing(&self) -> Standing<'_> {
        let (mut departments, mut holders) = (BTreeMap::new(), BTreeMap::new());
        for post in &self.posts {
            let supervised = post.supervises.len();
            let most = departments.entry(post.department).or_insert(0);
            *most = supervised.max(*most);
            if let Some(holder) = post.holder {
                let high =
                    post.roles.iter().filter_map(|role| self.heights.get(role)).max().copied().unwrap_or_default();
                let ((highest, most), first) = holders.entry(holder).or_insert(((0, 0), post.id));
                (*highest, *most, *first) = (high.max(*highest), supervised.max(*most), post.id.min(*first));
            }
        }
        Standing { staff: self, departments, holders }
    }

    /// The departments, in the order of the office.
    #[must_use]
    pub fn departments_in_order(&self) -> Vec<(DepartmentId, &str)> {
        let standing = self.standing();
        let mut all = self.departments.iter().map(|(id, name)| (*id, name.as_str())).collect::<Vec<_>>();
        all.sort_by_key(|(id, _)| standing.of_department(*id));
        all
    }

    /// Everybody who still works here, in the order of the office.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Member> {
        let standing = self.standing();
        let mut all = self.people.values().filter(|member| member.active).collect::<Vec<_>>();
        all.sort_by_key(|member| standing.of(member.id));
        all
    }
}

/// How high roles stand: 1 for those that lead a department of their own, one more for each step that the roles above them say.
/// The others have no height.
pub fn heights(roles: &[&Role]) -> BTreeMap<String, usize> {
    let mut heights = BTreeMap::<String, usize>::new();
    let above = |role: &str| roles.iter().find(|known| known.id == role).and_then(|role| role.above.as_deref());
    for leading in roles.iter().filter(|role| role.reach == RoleScope::OwnDepartment) {
        let mut met = Vec::new();
        let mut next = Some(leading.id.as_str());
        // Whoever stands above himself ends the chain.
        while let Some(role) = next.filter(|role| !met.contains(role)) {
            met.push(role);
            let height = heights.entry(role.to_owned()).or_default();
            *height = met.len().max(*height);
            next = above(role);
        }
    }
    heights
}

impl Standing<'_> {
    /// Where a department stands: where the office put it; after those, departments whose posts supervise others come first, then
    /// the others as entered.
    #[must_use]
    pub fn of_department(&self, department: DepartmentId) -> DepartmentOrder {
        let place = self.staff.places.get(&department).copied().unwrap_or(u32::MAX);
        let leads = self.departments.get(&department).copied().unwrap_or_default();
        (place, Reverse(leads), Some(department))
    }

    /// Where a person stands: by the department, and in it where the office put the person; after those, whoever has a role above
    /// the most others, whoever supervises most, then holders of posts in the order of the posts, then everybody else as entered.
    #[must_use]
    pub fn of(&self, person: PersonId) -> Order {
        let member = self.staff.people.get(&person);
        let department = member.map_or((u32::MAX, Reverse(0), None), |member| self.of_department(member.department));
        let place = member.map(|member| member.place).filter(|place| *place > 0).unwrap_or(u32::MAX);
        let (leads, post) = match self.holders.get(&person) {
            Some((leads, first)) => (*leads, FirstPost::Held(*first)),
            None => ((0, 0), FirstPost::Nothing),
        };
        (department, (place, Reverse(leads), post, person))
    }
}

#[cfg(test)]
mod tests {
    use super::heights;
    use guiju_model::{Role, RoleScope};

    #[test]
    fn a_role_is_as_high_as_its_chain_from_a_department() {
        let role = |id: &str, reach, above: Option<&str>| Role {
            id: id.to_owned(),
            label: id.to_owned(),
            reach,
            above: above.map(str::to_owned),
        };
        let roles = [
            role("first", RoleScope::Office, Some("second")),
            role("second", RoleScope::Office, Some("first")),
            role("leader", RoleScope::Supervised, Some("first")),
            role("head", RoleScope::OwnDepartment, Some("leader")),
            role("clerk", RoleScope::Office, Some("leader")),
        ];
        let heights = heights(&roles.iter().collect::<Vec<_>>());
        let of = |id: &str| heights.get(id).copied().unwrap_or_default();
        assert_eq!((of("clerk"), of("head"), of("leader"), of("first"), of("second")), (0, 1, 2, 3, 4));
    }
}
