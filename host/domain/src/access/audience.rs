//! Whether somebody belongs to an audience that a regulation declares.

use guiju_model::Audience;

/// Whether the audience includes a person of the office who holds these roles.
#[must_use]
pub fn includes(audience: &Audience, roles: &[String]) -> bool {
    match audience {
        Audience::Nobody => false,
        Audience::Anyone => true,
        Audience::HoldersOf(_) => names_role(audience, roles),
    }
}

/// Whether the audience names one of these roles: everybody belongs to an office, but only a post gives a role.
#[must_use]
pub fn names_role(audience: &Audience, roles: &[String]) -> bool {
    matches!(audience, Audience::HoldersOf(named) if named.iter().any(|role| roles.contains(role)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_included_but_holds_no_role_by_it() {
        let (clerk, nobody) = (["clerk".to_owned()], []);
        let holders = Audience::HoldersOf(vec!["clerk".to_owned()]);
        assert!(includes(&Audience::Anyone, &nobody) && !names_role(&Audience::Anyone, &clerk));
        assert!(includes(&holders, &clerk) && names_role(&holders, &clerk));
        assert!(!includes(&holders, &nobody) && !includes(&Audience::Nobody, &clerk));
    }
}
