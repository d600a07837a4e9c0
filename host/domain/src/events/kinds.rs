//! Every kind of event that was ever written, by theme.

use crate::{matters::MatterEventKind, names::named};

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

named! {
    /// A kind of event that belongs to no matter. A kind is never removed: chains of earlier versions hold it.
    pub enum EventKind {
        /// Entered ….
        PersonEntered = "person-entered",
        /// Changed the entry of ….
        PersonChanged = "person-changed",
        /// … left the office.
        PersonLeft = "person-left",
        /// Made the department ….
        DepartmentMade = "department-made",
        /// Entered the post ….
        PostEntered = "post-entered",
        /// Changed the post ….
        PostChanged = "post-changed",
        /// Set the order of departments and people.
        OrderSet = "order-set",
        /// Clock number … of … became free after ….
        BadgeFreed = "badge-freed",
        /// … delegations began or ended by the clock.
        DelegationsMoved = "delegations-moved",
        /// … changed their own password.
        PasswordChanged = "password-changed",
        /// … ended … sessions of their own.
        SessionsEnded = "sessions-ended",
        /// … logged in for the first time (login …).
        FirstLoggedIn = "first-logged-in",
        /// … began to set up a second factor.
        SecondFactorBegun = "second-factor-begun",
        /// … set up a second factor.
        SecondFactorSet = "second-factor-set",
        /// … took off their second factor.
        SecondFactorRemoved = "second-factor-removed",
        /// Took off the second factor of ….
        SecondFactorReset = "second-factor-reset",
        /// … made … new recovery codes.
        RecoveryCodesMade = "recovery-codes-made",
        /// … logged in by a recovery code; … are left.
        RecoveryCodeUsed = "recovery-code-used",
        /// … became ….
        RoleGranted = "role-granted",
        /// … is no longer ….
        RoleRevoked = "role-revoked",
        /// Appointed … as … on the server (login …).
        KeeperAppointed = "keeper-appointed",
        /// Opened the account … for ….
        LoginSet = "login-set",
        /// The login of … is … now.
        LoginChanged = "login-changed",
        /// Closed the account … of ….
        LoginRemoved = "login-removed",
        /// Somebody else set the password of ….
        PasswordSet = "password-set",
        /// … held two roles of the system and is no longer ….
        SecondRoleRemoved = "second-role-removed",
        /// The first password of … was not used for … days and opens nothing any more.
        FirstPasswordExpired = "first-password-expired",
        /// Asked for a change that another keeper confirms (no. …).
        RequestAsked = "request-asked",
        /// Confirmed change no. …; it took effect.
        RequestConfirmed = "request-confirmed",
        /// Declined change no. ….
        RequestDeclined = "request-declined",
        /// Took back change no. ….
        RequestWithdrawn = "request-withdrawn",
        /// Nobody answered change no. … in time.
        RequestExpired = "request-expired",
        /// Change no. … is void, since what it rests on has changed.
        RequestOutdated = "request-outdated",
        /// Installed …, version ….
        Installed = "installed",
        /// …, version …, is in force from ….
        Bound = "bound",
        /// “…” of … is … from ….
        Parameter = "parameter",
        /// Asked for a revision of … (no. …) from ….
        RevisionAsked = "revision-asked",
        /// A revision was confirmed, declined or taken back.
        RevisionAnswered = "revision-answered",
        /// Entered the office’s own wording of ….
        Worded = "worded",
        /// Trusts the publisher ….
        PublisherTrusted = "publisher-trusted",
        /// No longer trusts the publisher ….
        PublisherDropped = "publisher-dropped",
        /// Whether packages are taken that nobody signed was set.
        UnsignedPackages = "unsigned-packages",
        /// Changed a setting of the office.
        OfficeSetting = "office-setting",
        /// Published the calendar of …; … days are counted otherwise.
        Calendar = "calendar",
        /// Imported into … of …: … new, … known, … not taken.
        Imported = "imported",
        /// Withdrew record no. … that was imported into … of …, about ….
        LineWithdrawn = "line-withdrawn",
        /// Exported … rows of … of … (…), … of them masked.
        RegisterExported = "register-exported",
        /// Exported an inspection pack from … to …: … matters, … rows, … masked.
        PackExported = "pack-exported",
        /// Shifts of a roster were made, or a swap was answered.
        Roster = "roster",
        /// Asked … to exchange a shift of ….
        SwapAsked = "swap-asked",
        /// Assessed … to …: … subjects, … penalty proposals.
        Assessed = "assessed",
        /// A penalty proposal was objected to, confirmed or dismissed.
        Proposal = "proposal",
        /// Read publication no. ….
        PublicationRead = "publication-read",
        /// Opened a public link to … at ….
        EntranceOpened = "entrance-opened",
        /// Closed public link no. … (…).
        EntranceClosed = "entrance-closed",
        /// Uploaded the file … (…).
        FileStored = "file-stored",
        /// A file is still named somewhere and is kept: ….
        FileHeld = "file-held",
        /// Restored from a backup: kept until event …; events after it until … are lost.
        Restored = "restored",
        /// What was kept for its time was removed.
        RetentionApplied = "retention-applied",
        /// Something that keepers must see to was noticed.
        AlarmRaised = "alarm-raised",
        /// What keepers had to see to is mended.
        AlarmEnded = "alarm-ended",
        /// Covered every row that was there.
        RowsCovered = "rows-covered",
        /// Reminded people of what is due.
        RowsWritten = "rows-written",
    }
}

impl EventKind {
    /// What it has to do with.
    #[must_use]
    pub const fn theme(self) -> Theme {
        match self {
            Self::PersonEntered
            | Self::PersonChanged
            | Self::PersonLeft
            | Self::DepartmentMade
            | Self::PostEntered
            | Self::PostChanged
            | Self::OrderSet
            | Self::BadgeFreed
            | Self::DelegationsMoved => Theme::People,
            Self::PasswordChanged
            | Self::SessionsEnded
            | Self::FirstLoggedIn
            | Self::SecondFactorBegun
            | Self::SecondFactorSet
            | Self::SecondFactorRemoved
            | Self::SecondFactorReset
            | Self::RecoveryCodesMade
            | Self::RecoveryCodeUsed
            | Self::RoleGranted
            | Self::RoleRevoked
            | Self::KeeperAppointed
            | Self::LoginSet
            | Self::LoginChanged
            | Self::LoginRemoved
            | Self::PasswordSet
            | Self::SecondRoleRemoved
            | Self::FirstPasswordExpired
            | Self::RequestAsked
            | Self::RequestConfirmed
            | Self::RequestDeclined
            | Self::RequestWithdrawn
            | Self::RequestExpired
            | Self::RequestOutdated => Theme::Accounts,
            Self::Installed
            | Self::Bound
            | Self::Parameter
            | Self::RevisionAsked
            | Self::RevisionAnswered
            | Self::Worded
            | Self::PublisherTrusted
            | Self::PublisherDropped
            | Self::UnsignedPackages => Theme::Revisions,
            Self::OfficeSetting | Self::Calendar => Theme::Settings,
            Self::Imported | Self::LineWithdrawn | Self::RegisterExported | Self::PackExported => Theme::Registers,
            Self::Roster | Self::SwapAsked => Theme::Rosters,
            Self::Assessed | Self::Proposal => Theme::Assessments,
            Self::PublicationRead | Self::EntranceOpened | Self::EntranceClosed | Self::FileStored | Self::FileHeld => {
                Theme::Publications
            }
            Self::Restored
            | Self::RetentionApplied
            | Self::AlarmRaised
            | Self::AlarmEnded
            | Self::RowsCovered
            | Self::RowsWritten => Theme::Evidence,
        }
    }
}

impl Theme {
    /// The theme of a kind of event by its stable name.
    #[must_use]
    pub fn of_kind(kind: &str) -> Self {
        match MatterEventKind::named(kind) {
            Some(_) => Self::Matters,
            None => EventKind::named(kind).map_or(Self::Other, EventKind::theme),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_of_a_matter_or_of_the_office() {
        for kind in MatterEventKind::ALL {
            assert_eq!((Theme::of_kind(kind.name()), EventKind::named(kind.name())), (Theme::Matters, None), "{kind}");
        }
        assert_eq!(Theme::of_kind("made-up"), Theme::Other);
    }
}
