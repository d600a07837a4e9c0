//! Every kind of event that was ever written, by theme.

use crate::names::named;

named! {
    /// What a kind of event has to do with.
    pub enum Theme {
        /// A matter: filed, decided, handed over, with what follows from it.
        Matters = "matters",
        /// People, departments, posts, deputies.
        People = "people",
        /// Accounts, roles of the system, second factors.
        Accounts = "accounts",
        /// Regulations: packages, values, wordings, publishers.
        Revisions = "revisions",
        /// Settings of the office and the work calendar.
        Settings = "settings",
        /// Lines imported, withdrawn and handed out.
        Registers = "registers",
        /// Rosters and swaps.
        Rosters = "rosters",
        /// Assessments and penalty proposals.
        Assessments = "assessments",
        /// Publications, public links and files.
        Publications = "publications",
        /// The chain itself, retention and alarms.
        Evidence = "evidence",
        /// A kind that this version does not know.
        Other = "other",
    }
}

/// Every kind with its theme. A kind is never removed: chains of earlier versions hold it.
pub const KINDS: &[(&str, Theme)] = {
    use Theme::{
        Accounts, Assessments, Evidence, Matters, People, Publications, Registers, Revisions, Rosters, Settings,
    };
    &[
        ("filed", Matters),
        ("decided", Matters),
        ("returned", Matters),
        ("resubmitted", Matters),
        ("transferred", Matters),
        ("delegate", Matters),
        ("sign-before", Matters),
        ("sign-after", Matters),
        ("advised", Matters),
        ("consented", Matters),
        ("withdrawn", Matters),
        ("reminded", Matters),
        ("matter-opened", Matters),
        ("completed", Matters),
        ("refused", Matters),
        ("numbered", Matters),
        ("number-void", Matters),
        ("handed-over", Matters),
        ("handed-back", Matters),
        ("reassigned", Matters),
        ("vacant", Matters),
        ("escalated", Matters),
        ("recounted", Matters),
        ("effect", Matters),
        ("person-entered", People),
        ("person-changed", People),
        ("person-left", People),
        ("department-made", People),
        ("post-entered", People),
        ("post-changed", People),
        ("order-set", People),
        ("badge-freed", People),
        ("delegations-moved", People),
        ("password-changed", Accounts),
        ("sessions-ended", Accounts),
        ("first-logged-in", Accounts),
        ("second-factor-begun", Accounts),
        ("second-factor-set", Accounts),
        ("second-factor-removed", Accounts),
        ("second-factor-reset", Accounts),
        ("recovery-codes-made", Accounts),
        ("recovery-code-used", Accounts),
        ("role-granted", Accounts),
        ("role-revoked", Accounts),
        ("keeper-appointed", Accounts),
        ("login-set", Accounts),
        ("login-changed", Accounts),
        ("login-removed", Accounts),
        ("password-set", Accounts),
        ("second-role-removed", Accounts),
        ("first-password-expired", Accounts),
        ("request-asked", Accounts),
        ("request-confirmed", Accounts),
        ("request-declined", Accounts),
        ("request-withdrawn", Accounts),
        ("request-expired", Accounts),
        ("request-outdated", Accounts),
        ("installed", Revisions),
        ("bound", Revisions),
        ("parameter", Revisions),
        ("revision-asked", Revisions),
        ("revision-answered", Revisions),
        ("worded", Revisions),
        ("publisher-trusted", Revisions),
        ("publisher-dropped", Revisions),
        ("unsigned-packages", Revisions),
        ("office-setting", Settings),
        ("calendar", Settings),
        ("imported", Registers),
        ("line-withdrawn", Registers),
        ("register-exported", Registers),
        ("pack-exported", Registers),
        ("roster", Rosters),
        ("swap-asked", Rosters),
        ("assessed", Assessments),
        ("proposal", Assessments),
        ("publication-read", Publications),
        ("entrance-opened", Publications),
        ("entrance-closed", Publications),
        ("file-stored", Publications),
        ("file-held", Publications),
        ("restored", Evidence),
        ("retention-applied", Evidence),
        ("alarm-raised", Evidence),
        ("alarm-ended", Evidence),
        ("rows-covered", Evidence),
        ("rows-written", Evidence),
    ]
};

impl Theme {
    /// The theme of a kind of event.
    #[must_use]
    pub fn of_kind(kind: &str) -> Self {
        KINDS.iter().find(|(known, _)| *known == kind).map_or(Self::Other, |(_, theme)| *theme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matters::MatterEventKind;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_of_a_matters_event_is_known_once() {
        let kinds = KINDS.iter().map(|(kind, _)| kind).collect::<BTreeSet<_>>();
        assert_eq!(kinds.len(), KINDS.len());
        for kind in MatterEventKind::ALL {
            assert_eq!(Theme::of_kind(kind.name()), Theme::Matters, "{kind}");
        }
    }
}
