//! The order in which the office names its departments and people, everywhere: as it is, and as an administrator sets it.

use crate::{
    accounts::Caller,
    app::App,
    error::Result,
    store::{UnitOfWork, departments, people},
};
use guiju_api::{OfficeOrder, OrderEntry, OrderedDepartment, OrderedPerson};
use guiju_domain::{
    DepartmentId, OfficeId, PersonId, Rejection,
    events::people::{DepartmentOrder, OrderSet},
    rejection::{Order, Unknown},
};
use std::collections::{BTreeMap, BTreeSet};

/// The departments and whoever works in them, in the order that holds now.
///
/// # Errors
/// If the database cannot be used.
pub async fn order(app: &App, office: OfficeId) -> Result<OfficeOrder> {
    let staff = app.staff(office).await?;
    let mut people: BTreeMap<DepartmentId, Vec<OrderedPerson>> = BTreeMap::new();
    for member in staff.in_order() {
        let person = OrderedPerson { id: member.id.number(), name: member.name.clone() };
        people.entry(member.department).or_default().push(person);
    }
    let department = |(id, name): (DepartmentId, &str)| OrderedDepartment {
        id: id.number(),
        name: name.to_owned(),
        people: people.remove(&id).unwrap_or_default(),
    };
    let departments = staff.departments_in_order().into_iter().map(department).collect();
    let set = !staff.places.is_empty() || staff.people.values().any(|member| member.place > 0);
    Ok(OfficeOrder { departments, set })
}

/// Sets the order: what is named gets its place, what is not comes after it; with nothing named whoever decides above
/// others comes first again.
///
/// # Errors
/// If a department or person is unknown, named twice, or a person is named under another department.
pub async fn set_order(app: &App, caller: &Caller, entry: &OrderEntry) -> Result<OfficeOrder> {
    let mut change = app.change(caller.office).await?;
    let before = placed(&mut change).await?;
    let after = checked(&mut change, entry).await?;
    if before != after {
        write(&mut change, &after).await?;
        let event = OrderSet { before, after, reason: entry.reason.trim().to_owned() };
        change.record(Some(caller.person), &event)?;
    }
    change.commit().await?;
    app.staff_changed(caller.office);
    order(app, caller.office).await
}

/// What has a place now.
async fn placed(change: &mut UnitOfWork) -> Result<Vec<DepartmentOrder>> {
    let mut placed: Vec<DepartmentOrder> = Vec::new();
    for (department, person) in departments::places(change).await? {
        match placed.last_mut().filter(|last| last.department == department) {
            Some(last) => last.people.extend(person),
            None => placed.push(DepartmentOrder { department, people: person.into_iter().collect() }),
        }
    }
    Ok(placed)
}

/// The order as entered, if it can be set.
async fn checked(change: &mut UnitOfWork, entry: &OrderEntry) -> Result<Vec<DepartmentOrder>> {
    let office = change.office;
    let all = departments::of_office(&mut **change, office).await?;
    let mut departments = all.into_iter().map(|department| department.id).collect::<BTreeSet<_>>();
    let works_in = people::departments(&mut **change, office).await?.into_iter().collect::<BTreeMap<_, _>>();
    let of = |placed: &guiju_api::PlacedDepartment| DepartmentOrder {
        department: DepartmentId::new(placed.department),
        people: placed.people.iter().map(|id| PersonId::new(*id)).collect(),
    };
    let wanted = entry.departments.iter().map(of).collect::<Vec<_>>();
    let mut seen = BTreeSet::new();
    for placed in &wanted {
        if !departments.remove(&placed.department) {
            let known = wanted.iter().filter(|other| other.department == placed.department).count() > 1;
            let why = if known { Rejection::from(Order::Twice) } else { Rejection::from(Unknown::Department) };
            return Err(why.into());
        }
        for person in &placed.people {
            let home = works_in.get(person).ok_or(Rejection::from(Unknown::Person))?;
            if *home != placed.department {
                return Err(Rejection::from(Order::Elsewhere).into());
            }
            if !seen.insert(*person) {
                return Err(Rejection::from(Order::Twice).into());
            }
        }
    }
    Ok(wanted)
}

async fn write(change: &mut UnitOfWork, after: &[DepartmentOrder]) -> Result<()> {
    departments::clear_places(change).await?;
    people::clear_places(change).await?;
    for (place, department) in (1..).zip(after) {
        departments::set_place(change, department.department, place).await?;
        for (place, person) in (1..).zip(&department.people) {
            people::set_place(change, *person, place).await?;
        }
    }
    Ok(())
}
