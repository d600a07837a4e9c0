//! Every kind of event that was ever written, by theme.

use crate::{matters::MatterEventKind, names::named};
use EventKind as K;

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
        /// Entered or changed …, or … left: what the baseline wrote of people.
        BaselinePerson = "person",
        /// Entered or changed the post …: what the baseline wrote of posts.
        BaselinePost = "post",
        /// Entered ….
        PersonEntered = "person-entered",
        /// Changed the entry of ….
        PersonChanged = "person-changed",
        /// … left the office.
        PersonLeft = "person-left",
        /// The deputy of … is … now.
        DeputySet = "deputy-set",
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
        /// Erased what need not be kept any longer: … matters.
        Erased = "erased",
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
    /// The kinds that only the baseline wrote: other bodies stand beneath today's names.
    pub const OF_THE_BASELINE: [Self; 2] = [Self::BaselinePerson, Self::BaselinePost];

    /// What it has to do with.
    #[must_use]
    pub const fn theme(self) -> Theme {
        match self {
            K::BaselinePerson
            | K::BaselinePost
            | K::PersonEntered
            | K::PersonChanged
            | K::PersonLeft
            | K::DeputySet
            | K::DepartmentMade
            | K::PostEntered
            | K::PostChanged
            | K::OrderSet
            | K::BadgeFreed
            | K::DelegationsMoved => Theme::People,
            K::RowsWritten => Theme::Matters,
            K::PasswordChanged
            | K::SessionsEnded
            | K::FirstLoggedIn
            | K::SecondFactorBegun
            | K::SecondFactorSet
            | K::SecondFactorRemoved
            | K::SecondFactorReset
            | K::RecoveryCodesMade
            | K::RecoveryCodeUsed
            | K::RoleGranted
            | K::RoleRevoked
            | K::KeeperAppointed
            | K::LoginSet
            | K::LoginChanged
            | K::LoginRemoved
            | K::PasswordSet
            | K::SecondRoleRemoved
            | K::FirstPasswordExpired
            | K::RequestAsked
            | K::RequestConfirmed
            | K::RequestDeclined
            | K::RequestWithdrawn
            | K::RequestExpired
            | K::RequestOutdated => Theme::Accounts,
            K::Installed
            | K::Bound
            | K::Parameter
            | K::RevisionAsked
            | K::RevisionAnswered
            | K::Worded
            | K::PublisherTrusted
            | K::PublisherDropped
            | K::UnsignedPackages => Theme::Revisions,
            K::OfficeSetting | K::Calendar => Theme::Settings,
            K::Imported | K::LineWithdrawn | K::RegisterExported | K::PackExported => Theme::Registers,
            K::Roster | K::SwapAsked => Theme::Rosters,
            K::Assessed | K::Proposal => Theme::Assessments,
            K::PublicationRead | K::EntranceOpened | K::EntranceClosed | K::FileStored | K::FileHeld => {
                Theme::Publications
            }
            K::Restored | K::RetentionApplied | K::Erased | K::AlarmRaised | K::AlarmEnded | K::RowsCovered => {
                Theme::Evidence
            }
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
