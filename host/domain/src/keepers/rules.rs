//! Who may ask for what, and who may confirm it. One person never does both, and nobody does either about himself.

use super::request::{Kind, Request};
use crate::{PersonId, SystemRole, rejection};
use rejection::Keeper as Refused;

/// Somebody who may hold a role of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeper {
    /// Who it is.
    pub person: PersonId,
    /// The role held now.
    pub role: Option<SystemRole>,
}

/// A request with who asked for it, in which role.
#[derive(Clone, Copy, Debug)]
pub struct PendingRequest<'a> {
    /// What is asked for.
    pub request: &'a Request,
    /// Who asked.
    pub by: PersonId,
    /// The role in which it was asked.
    pub role: SystemRole,
}

/// How many active people hold the two roles without which an office cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// How many hold the role of administrator.
    pub administrators: u64,
    /// How many hold the role of security officer.
    pub security: u64,
}

/// What is found of a person whose role is to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The role held now.
    pub role: Option<SystemRole>,
    /// Whether there is an account to which a role can be given.
    pub account: bool,
    /// Whether it still opens by a password that somebody else has set and knows.
    pub first_password: bool,
}

/// Whether somebody may ask for a kind of change: a security officer for roles of the system, an administrator for posts and
/// accounts; either for a new password or a new second factor, since an administrator may have lost his own.
///
/// # Errors
/// If it is not theirs to ask for.
pub fn may_ask(asker: Keeper, kind: Kind) -> Result<SystemRole, Refused> {
    let role = asker.role.ok_or(Refused::NotYours)?;
    let may = match kind {
        Kind::GrantRole | Kind::RevokeRole => role == SystemRole::Security,
        Kind::SetLogin | Kind::EnterPost | Kind::EraseMatters => role == SystemRole::Administrator,
        // Each setting names the keeper who may ask for it.
        Kind::SetPassword | Kind::ResetSecondFactor | Kind::WeakenSettings => role != SystemRole::Auditor,
    };
    if may { Ok(role) } else { Err(Refused::NotYours) }
}

/// Whether somebody may confirm or decline a request: another keeper, whom it gives nothing. What an administrator asks for is
/// a security officer's to confirm, so that two administrators do not open confidential content between them.
///
/// # Errors
/// If it is one's own, gives something to oneself, or is not in one's role.
pub fn may_answer(confirmer: Keeper, asked: PendingRequest<'_>) -> Result<(), Refused> {
    if confirmer.person == asked.by {
        return Err(Refused::OwnRequest);
    }
    if asked.request.gives_to().contains(&confirmer.person) {
        return Err(Refused::AboutOneself);
    }
    match (confirmer.role, asked.role) {
        (Some(SystemRole::Security), _) | (Some(SystemRole::Administrator), SystemRole::Security) => Ok(()),
        (Some(SystemRole::Administrator), _) => Err(Refused::NeedsSecurity),
        _ => Err(Refused::NotYours),
    }
}

/// Whether somebody may take a request back: whoever asked.
///
/// # Errors
/// If somebody else asked.
pub fn may_withdraw(person: PersonId, asked: PendingRequest<'_>) -> Result<(), Refused> {
    if person == asked.by { Ok(()) } else { Err(Refused::NotYours) }
}

/// Whether whoever asked could still ask for it at the moment of confirmation.
///
/// # Errors
/// If the asker has lost the role in which it was asked.
pub fn still_holds(asker: Keeper, asked: PendingRequest<'_>) -> Result<(), Refused> {
    let same = asker.role == Some(asked.role) && asker.person == asked.by;
    if same && may_ask(asker, asked.request.kind()).is_ok() { Ok(()) } else { Err(Refused::Stale) }
}

/// Whether a role can be given: to somebody else, who has an account whose password nobody else knows and does not hold the role
/// yet, without leaving the role that is given up for it with nobody.
///
/// # Errors
/// If it would be to oneself, to nobody's account, to one that others can open, twice, or leave the office without a keeper it
/// needs.
pub fn may_grant(
    asker: PersonId,
    person: PersonId,
    role: SystemRole,
    found: Found,
    seats: Seats,
) -> Result<(), Refused> {
    if asker == person {
        return Err(Refused::AboutOneself);
    }
    if !found.account {
        return Err(Refused::NoAccount);
    }
    if found.first_password {
        return Err(Refused::FirstPassword);
    }
    match found.role {
        Some(held) if held == role => Err(Refused::HoldsAlready),
        Some(held) => may_revoke(held, found, seats),
        None => Ok(()),
    }
}

/// Whether a role can be taken away.
///
/// # Errors
/// If the person does not hold it, or is the last administrator or security officer.
pub fn may_revoke(role: SystemRole, found: Found, seats: Seats) -> Result<(), Refused> {
    if found.role != Some(role) {
        return Err(Refused::HoldsNot);
    }
    let last = match role {
        SystemRole::Administrator => seats.administrators <= 1,
        SystemRole::Security => seats.security <= 1,
        SystemRole::Auditor => false,
    };
    if last { Err(Refused::LastOne) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEATS: Seats = Seats { administrators: 1, security: 2 };

    fn keeper(id: u64, role: SystemRole) -> Keeper {
        Keeper { person: PersonId::new(id), role: Some(role) }
    }

    fn grant(person: u64) -> Request {
        Request::GrantRole { person: PersonId::new(person), role: SystemRole::Security, from: None }
    }

    #[test]
    fn who_asks() {
        for kind in Kind::ALL {
            assert_eq!(may_ask(Keeper { person: PersonId::new(1), role: None }, kind), Err(Refused::NotYours));
            assert_eq!(may_ask(keeper(1, SystemRole::Auditor), kind), Err(Refused::NotYours));
        }
        assert!(may_ask(keeper(1, SystemRole::Security), Kind::GrantRole).is_ok());
        assert!(may_ask(keeper(1, SystemRole::Administrator), Kind::GrantRole).is_err());
        assert!(may_ask(keeper(1, SystemRole::Administrator), Kind::EnterPost).is_ok());
        assert!(may_ask(keeper(1, SystemRole::Security), Kind::EnterPost).is_err());
    }

    #[test]
    fn who_confirms() {
        let request = grant(9);
        let asked = PendingRequest { request: &request, by: PersonId::new(1), role: SystemRole::Security };
        assert_eq!(may_answer(keeper(1, SystemRole::Security), asked), Err(Refused::OwnRequest));
        assert_eq!(may_answer(keeper(9, SystemRole::Administrator), asked), Err(Refused::AboutOneself));
        assert_eq!(may_answer(keeper(2, SystemRole::Auditor), asked), Err(Refused::NotYours));
        assert!(may_answer(keeper(2, SystemRole::Administrator), asked).is_ok());
        assert!(may_answer(keeper(2, SystemRole::Security), asked).is_ok());
        let password = Request::SetPassword { person: PersonId::new(9), verifier: None };
        let asked = PendingRequest { request: &password, by: PersonId::new(1), role: SystemRole::Administrator };
        assert_eq!(may_answer(keeper(2, SystemRole::Administrator), asked), Err(Refused::NeedsSecurity));
        assert!(may_answer(keeper(2, SystemRole::Security), asked).is_ok());
        assert_eq!(may_answer(keeper(9, SystemRole::Security), asked), Err(Refused::AboutOneself));
    }

    #[test]
    fn an_asker_who_has_lost_the_role_asks_for_nothing() {
        let request = grant(9);
        let asked = PendingRequest { request: &request, by: PersonId::new(1), role: SystemRole::Security };
        assert!(still_holds(keeper(1, SystemRole::Security), asked).is_ok());
        assert_eq!(still_holds(keeper(1, SystemRole::Administrator), asked), Err(Refused::Stale));
        assert_eq!(still_holds(Keeper { person: PersonId::new(1), role: None }, asked), Err(Refused::Stale));
    }

    #[test]
    fn roles_are_given_to_others_one_at_a_time_and_the_last_keeper_stays() {
        let (one, two) = (PersonId::new(1), PersonId::new(2));
        let found = |role| Found { role, account: true, first_password: false };
        let security = SystemRole::Security;
        assert_eq!(may_grant(one, one, security, found(None), SEATS), Err(Refused::AboutOneself));
        let nobody = Found { role: None, account: false, first_password: false };
        assert_eq!(may_grant(one, two, security, nobody, SEATS), Err(Refused::NoAccount));
        let known = Found { role: None, account: true, first_password: true };
        assert_eq!(may_grant(one, two, security, known, SEATS), Err(Refused::FirstPassword));
        assert_eq!(may_grant(one, two, security, found(Some(security)), SEATS), Err(Refused::HoldsAlready));
        let administrator = SystemRole::Administrator;
        assert_eq!(may_grant(one, two, security, found(Some(administrator)), SEATS), Err(Refused::LastOne));
        assert!(
            may_grant(one, two, administrator, found(Some(security)), SEATS).is_ok(),
            "moves from one to the other"
        );
        assert_eq!(may_revoke(administrator, found(Some(administrator)), SEATS), Err(Refused::LastOne));
        assert_eq!(may_revoke(security, found(None), SEATS), Err(Refused::HoldsNot));
        assert!(may_revoke(security, found(Some(security)), SEATS).is_ok());
        let auditor = SystemRole::Auditor;
        assert!(may_revoke(auditor, found(Some(auditor)), SEATS).is_ok());
    }
}
