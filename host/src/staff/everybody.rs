//! Everybody in an office: who works in which department and holds which role.

use super::member::{FormerBadge, Member, Post, Shift};
use crate::{
    clock::{Clock, Zone},
    error::{Error, Result},
    store::{Connection, departments, former_badges, people, posts, shifts},
    words::text,
};
use guiju_domain::{DepartmentId, OfficeId, PersonId, rejection::Unknown};
use guiju_model::{Date, Manifest, Moment, Person, RoleScope, summary::Names};
use std::collections::BTreeMap;

/// People, departments, posts and shifts of an office, as rules need them.
#[derive(Clone, Debug, Default)]
pub struct Staff {
    /// Departments by id.
    pub departments: BTreeMap<DepartmentId, String>,
    /// Where the office names a department, from 1; those without a place are not in it.
    pub places: BTreeMap<DepartmentId, u32>,
    /// People by id.
    pub people: BTreeMap<PersonId, Member>,
    /// Posts, in the order in which they were entered.
    pub posts: Vec<Post>,
    /// Shifts that are not over.
    pub shifts: Vec<Shift>,
    /// Clock numbers that people had until a day, which others may have now, by their last day.
    pub former_badges: Vec<FormerBadge>,
    /// How high roles stand that lead a department, and those above them.
    pub heights: BTreeMap<String, usize>,
    clock: Clock,
    zone: Zone,
}

impl Staff {
    /// Who supervises the department of a person, the person apart.
    #[must_use]
    pub fn superiors(&self, person: PersonId) -> Vec<PersonId> {
        let department = self.people.get(&person).map(|member| member.department);
        let above = self.posts.iter().filter(|post| department.is_some_and(|id| post.supervises.contains(&id)));
        let mut people = above.filter_map(|post| post.holder).filter(|holder| *holder != person).collect::<Vec<_>>();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Reads an office's people.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn read(connection: &mut Connection, office: OfficeId, clock: &Clock, zone: Zone) -> Result<Self> {
        let departments = departments::of_office(&mut *connection, office).await?;
        let people = people::of_office(&mut *connection, office).await?;
        let posts = posts::of_office(&mut *connection, office).await?;
        let shifts = shifts::roles(&mut *connection, office, clock.now(zone)).await?;
        let former_badges = former_badges::of_office(connection, office).await?;
        let placed = departments.iter().filter(|department| department.place > 0);
        Ok(Self {
            places: placed.map(|department| (department.id, department.place)).collect(),
            departments: departments.into_iter().map(|department| (department.id, department.name)).collect(),
            people: people.into_iter().map(|person| (person.id, Member::of(person))).collect(),
            posts: posts.into_iter().map(Post::of).collect(),
            shifts: shifts.into_iter().map(Shift::of).collect(),
            former_badges: former_badges.into_iter().map(FormerBadge::of).collect(),
            heights: BTreeMap::new(),
            clock: clock.clone(),
            zone,
        })
    }

    /// A person's name, or a sign that the person is unknown.
    #[must_use]
    pub fn name(&self, id: PersonId) -> String {
        self.people.get(&id).map_or_else(|| text!("notice-left"), |member| member.name.clone())
    }

    /// A person's department by name.
    #[must_use]
    pub fn department_of(&self, person: PersonId) -> String {
        let department = self.people.get(&person).and_then(|member| self.departments.get(&member.department));
        department.cloned().unwrap_or_default()
    }

    /// Who is on duty now in a role that a roster gives.
    pub fn on_duty<'a>(&'a self, role: &'a str) -> impl Iterator<Item = PersonId> + 'a {
        let now = self.clock.now(self.zone);
        let running = self.shifts.iter().filter(move |shift| shift.starts <= now && now <= shift.ends);
        running.filter(move |shift| shift.role == role).map(|shift| shift.person)
    }

    /// The roles a person holds, by post or by being on duty.
    #[must_use]
    pub fn roles_of(&self, person: PersonId) -> Vec<String> {
        let held = self.posts.iter().filter(|post| post.holder == Some(person));
        let mut roles = held.flat_map(|post| post.roles.iter().cloned()).collect::<Vec<_>>();
        let now = self.clock.now(self.zone);
        let duty =
            self.shifts.iter().filter(|shift| shift.person == person && shift.starts <= now && now <= shift.ends);
        roles.extend(duty.map(|shift| shift.role.clone()));
        roles.sort();
        roles.dedup();
        roles
    }

    /// Since when the person's posts give any of the roles; nothing if none does.
    #[must_use]
    pub fn held_since(&self, person: PersonId, roles: &[String]) -> Option<Moment> {
        let held = self.posts.iter().filter(|post| post.holder == Some(person));
        held.filter(|post| post.roles.iter().any(|role| roles.contains(role))).map(|post| post.since).min()
    }

    /// The roles that a person's posts give, as their holder.
    #[must_use]
    pub fn posted(&self, person: PersonId) -> Vec<String> {
        let held = self.posts.iter().filter(|post| post.holder == Some(person));
        held.flat_map(|post| post.roles.iter().cloned()).collect()
    }

    /// Whether a post gives a role to somebody for a department, as its holder or its deputy.
    #[must_use]
    pub fn post_gives(&self, person: PersonId, role: &str, reach: RoleScope, department: DepartmentId) -> bool {
        self.posts
            .iter()
            .any(|post| [post.holder, post.deputy].contains(&Some(person)) && post.acts(role, reach, Some(department)))
    }

    /// Whether a post gives a role to somebody, for whatever department, as its holder or its deputy.
    #[must_use]
    pub fn any_post_gives(&self, person: PersonId, role: &str) -> bool {
        self.posts.iter().any(|post| [post.holder, post.deputy].contains(&Some(person)) && post.gives(role))
    }

    /// Whether the person holds any of the roles.
    #[must_use]
    pub fn holds_any(&self, person: PersonId, roles: &[String]) -> bool {
        self.posts.iter().any(|post| post.holder == Some(person) && post.roles.iter().any(|role| roles.contains(role)))
            || roles.iter().any(|role| self.on_duty(role).any(|id| id == person))
    }

    /// The deputy named in the person's post.
    #[must_use]
    pub fn deputy_of(&self, person: PersonId) -> Option<PersonId> {
        self.posts.iter().find(|post| post.holder == Some(person) && post.deputy.is_some()).and_then(|post| post.deputy)
    }

    /// A person as regulations see one, with the attributes that the regulation declared.
    ///
    /// # Errors
    /// If there is no such person.
    pub fn person(&self, id: PersonId, manifest: &Manifest) -> Result<Person> {
        let member = self.people.get(&id).ok_or(Error::from(Unknown::Person))?;
        let read = manifest.attributes.iter().filter_map(|attribute| {
            member.attributes.get(&attribute.name).map(|value| (attribute.name.clone(), value.to_string()))
        });
        Ok(Person {
            id: id.number(),
            name: member.name.clone(),
            department: member.department.in_model(),
            roles: self.roles_of(id),
            attributes: read.collect(),
        })
    }

    /// A moment of UTC, in seconds since 1970, by the office's clock.
    #[must_use]
    pub fn local(&self, utc: i64) -> Moment {
        self.zone.local(utc)
    }

    /// Whether a person worked here on a day, or works here now.
    #[must_use]
    pub fn worked_here(&self, person: PersonId, day: Date) -> bool {
        let last = |member: &Member| member.active || member.left_on.is_some_and(|last| day <= last);
        self.people.get(&person).is_some_and(last)
    }

    /// Whether a person works here now.
    #[must_use]
    pub fn is_active(&self, person: PersonId) -> bool {
        self.people.get(&person).is_some_and(|member| member.active)
    }
}

impl Names for Staff {
    fn person(&self, id: u64) -> Option<String> {
        self.people.get(&PersonId::new(id)).map(|member| member.name.clone())
    }
    fn department(&self, id: u32) -> Option<String> {
        self.departments.get(&DepartmentId::from(id)).cloned()
    }
}
