//! One person holds one role of the system. Earlier versions gave a person several accounts, each with a role of its own: all but one
//! are taken away when the server starts, with an event, and never so that the office is left without a keeper it needs.

use super::{logins, telling};
use crate::{
    app::App,
    error::Result,
    store::{UnitOfWork, accounts},
};
use guiju_domain::{
    OfficeId, PersonId, SystemRole,
    events::keepers::SecondRoleRemoved,
    keepers::{Found, Seats, may_revoke},
    message,
};
use std::collections::{BTreeMap, BTreeSet};

/// Offices in which somebody still holds several roles.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn stands(app: &App) -> Result<BTreeSet<OfficeId>> {
    Ok(accounts::offices_with_second_roles(&app.pool).await?.into_iter().collect())
}

/// Takes second roles away, in every office. Done again, it finds nothing more to do.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn remove(app: &App) -> Result<()> {
    for office in stands(app).await? {
        let mut change = app.change(office).await?;
        if of_office(&mut change).await? {
            change.commit().await?;
        }
    }
    Ok(())
}

/// Takes second roles away in one office; whether any was.
async fn of_office(change: &mut UnitOfWork) -> Result<bool> {
    let mut held = BTreeMap::<PersonId, Vec<(SystemRole, String)>>::new();
    for second in accounts::second_roles(change).await? {
        held.entry(second.person).or_default().push((second.role, second.login));
    }
    let mut any = false;
    for (person, held) in held {
        // Which one stays depends on who else there is, also after what was taken from others.
        let seats = logins::seats(change).await?;
        let Some(stays) = staying(&held, seats) else {
            tracing::warn!(
                office = change.office.number(),
                person = person.number(),
                "somebody is the office's only administrator and its only security officer; appoint another with guiju keeper appoint"
            );
            continue;
        };
        take(change, person, &held, stays).await?;
        any = true;
    }
    Ok(any)
}

/// The role that stays, in the order administrator, security officer, auditor, so that every other can be taken away; none if
/// the office cannot do without two of them.
fn staying(held: &[(SystemRole, String)], seats: Seats) -> Option<SystemRole> {
    let takes = |role: SystemRole| {
        may_revoke(role, Found { role: Some(role), account: true, first_password: false }, seats).is_ok()
    };
    SystemRole::ALL.into_iter().find(|stays| {
        held.iter().any(|(role, _)| role == stays)
            && held.iter().filter(|(role, _)| role != stays).all(|(role, _)| takes(*role))
    })
}

async fn take(
    change: &mut UnitOfWork,
    person: PersonId,
    held: &[(SystemRole, String)],
    stays: SystemRole,
) -> Result<()> {
    let name = logins::works_here(change, person).await.unwrap_or_default();
    for (role, login) in held.iter().filter(|(role, _)| *role != stays) {
        accounts::set_role(change, login, None).await?;
        let event = SecondRoleRemoved { person, login: login.clone(), role: *role, stays };
        change.record(None, &event)?;
        let what = message!("keeper-two-roles", name = &name, stays = stays.message(), login, role = role.message());
        telling::tell_keepers(change, &[person], &what).await?;
        telling::tell(change, person, &what).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use SystemRole::{Administrator, Auditor, Security};

    fn held(roles: &[SystemRole]) -> Vec<(SystemRole, String)> {
        roles.iter().map(|role| (*role, role.name().to_owned())).collect()
    }

    #[test]
    fn the_office_keeps_whom_it_needs() {
        let seats = |administrators, security| Seats { administrators, security };
        let both = held(&[Administrator, Security]);
        assert_eq!(staying(&both, seats(1, 2)), Some(Administrator));
        assert_eq!(staying(&both, seats(2, 1)), Some(Security), "the only security officer stays");
        assert_eq!(staying(&both, seats(2, 2)), Some(Administrator));
        assert_eq!(staying(&both, seats(1, 1)), None, "nobody else is there for either");
        assert_eq!(staying(&held(&[Auditor, Security]), seats(1, 1)), Some(Security));
    }
}
