//! What an event did, in one sentence: a message for each kind.

use super::recorded::Recorded;
use guiju_domain::{
    events::{EventKind as K, Theme},
    message,
    message::{Bytes, Message},
};

/// What an event did; none if no theme says it, which a test refuses.
pub(super) fn sentence(kind: K, of: &Recorded<'_>) -> Option<Message> {
    match kind.theme() {
        Theme::People => people(kind, of),
        Theme::Accounts => accounts(kind, of).or_else(|| keepers(kind, of)).or_else(|| requests(kind, of)),
        Theme::Revisions => revisions(kind, of),
        Theme::Settings => settings(kind, of),
        Theme::Registers => registers(kind, of),
        Theme::Rosters => rosters(kind, of),
        Theme::Assessments => assessments(kind, of),
        Theme::Publications => publications(kind, of),
        Theme::Evidence => evidence(kind, of),
        Theme::Matters => (kind == K::RowsWritten).then(|| message!("audit-rows-written")),
        // No kind that is known is of no theme.
        Theme::Other => None,
    }
}

fn people(kind: K, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        K::BaselinePerson => match of.body.get("left").and_then(serde_json::Value::as_bool) {
            Some(true) => message!("audit-person-left", person = of.value("name")),
            _ => message!("audit-baseline-person", person = of.value("name")),
        },
        K::BaselinePost => {
            message!("audit-baseline-post", post = of.value("title"), department = of.value("department"))
        }
        K::PersonEntered => message!("audit-person-entered", person = of.person("person")),
        K::PersonChanged => message!("audit-person-changed", person = of.person("person")),
        K::PersonLeft => message!("audit-person-left", person = of.person("person")),
        K::DeputySet => match of.body.get("after").filter(|after| after.is_u64()) {
            Some(_) => message!("audit-deputy-set", person = of.person("person"), deputy = of.person("after")),
            None => message!("audit-deputy-none", person = of.person("person")),
        },
        K::DepartmentMade => message!("audit-department-made", name = of.value("name")),
        K::PostEntered => message!("audit-post-entered", post = of.post("post")),
        K::PostChanged => message!("audit-post-changed", post = of.post("post")),
        K::OrderSet => message!("audit-order-set"),
        K::BadgeFreed => {
            let (badge, person, until) = (of.value("badge"), of.person("person"), of.value("until"));
            message!("audit-badge-freed", badge, person, until)
        }
        K::DelegationsMoved => message!("audit-delegations-moved", count = of.list("moved").len()),
        _ => return None,
    })
}

fn accounts(kind: K, of: &Recorded<'_>) -> Option<Message> {
    let person = of.person("person");
    Some(match kind {
        K::PasswordChanged => message!("audit-password-changed", person),
        K::SessionsEnded => message!("audit-sessions-ended", person, count = of.count("ended")),
        K::FirstLoggedIn => message!("audit-first-logged-in", person, login = of.value("login")),
        K::SecondFactorBegun => message!("audit-second-factor-begun", person),
        K::SecondFactorSet => message!("audit-second-factor-set", person),
        K::SecondFactorRemoved => message!("audit-second-factor-removed", person),
        K::SecondFactorReset => message!("audit-second-factor-reset", person),
        K::RecoveryCodesMade => message!("audit-recovery-codes-made", person, count = of.count("codes")),
        K::RecoveryCodeUsed => message!("audit-recovery-code-used", person, count = of.count("left")),
        K::LoginSet => message!("audit-login-set", person, login = of.value("after")),
        K::LoginChanged => message!("audit-login-changed", person, login = of.value("after")),
        K::LoginRemoved => message!("audit-login-removed", person, login = of.value("before")),
        K::PasswordSet => message!("audit-password-set", person),
        K::FirstPasswordExpired => message!("audit-first-password-expired", person, days = of.count("days")),
        _ => return None,
    })
}

fn keepers(kind: K, of: &Recorded<'_>) -> Option<Message> {
    let (person, role) = (of.person("person"), message!("keeper-role", role = of.name("role")));
    Some(match kind {
        K::RoleGranted => message!("audit-role-granted", person, role),
        K::RoleRevoked => message!("audit-role-revoked", person, role),
        K::KeeperAppointed => message!("audit-keeper-appointed", person, role, login = of.value("login")),
        K::SecondRoleRemoved => message!("audit-second-role-removed", person, role),
        _ => return None,
    })
}

fn requests(kind: K, of: &Recorded<'_>) -> Option<Message> {
    let number = of.value("request");
    Some(match kind {
        K::RequestAsked => message!("audit-request-asked", number),
        K::RequestConfirmed => message!("audit-request-confirmed", number),
        K::RequestDeclined => message!("audit-request-declined", number),
        K::RequestWithdrawn => message!("audit-request-withdrawn", number),
        K::RequestExpired => message!("audit-request-expired", number),
        K::RequestOutdated => message!("audit-request-outdated", number),
        _ => return None,
    })
}

fn revisions(kind: K, of: &Recorded<'_>) -> Option<Message> {
    let (regulation, version, from) = (of.regulation(), of.value("version"), of.value("from"));
    Some(match kind {
        K::Installed => message!("audit-installed", regulation, version),
        K::Bound => message!("audit-bound", regulation, version, from),
        K::Parameter => {
            let (before, value) = (of.body.get("before"), of.body.get("value"));
            let [_, value] = of.valued(of.text("name").unwrap_or_default(), before, value);
            let name = of.part("name");
            message!("audit-parameter", regulation, name, value, from)
        }
        K::RevisionAsked => message!("audit-revision-asked", regulation, number = of.value("revision"), from),
        K::RevisionAnswered => {
            let (number, state) = (of.value("revision"), of.name("state"));
            message!("audit-revision-answered", number, state)
        }
        K::Worded => message!("audit-worded", regulation),
        K::PublisherTrusted => {
            message!("audit-publisher-trusted", name = of.value("name"), key = of.value("public_key"))
        }
        K::PublisherDropped => {
            message!("audit-publisher-dropped", name = of.value("name"), key = of.value("public_key"))
        }
        K::UnsignedPackages => match of.body.get("takes_unsigned").and_then(serde_json::Value::as_bool) {
            Some(true) => message!("audit-unsigned-taken"),
            _ => message!("audit-unsigned-refused"),
        },
        _ => return None,
    })
}

fn settings(kind: K, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        K::OfficeSetting => message!("audit-office-setting"),
        K::Calendar => {
            message!("audit-calendar", year = of.value("year"), count = of.list("changed").len())
        }
        _ => return None,
    })
}

fn registers(kind: K, of: &Recorded<'_>) -> Option<Message> {
    let regulation = of.regulation();
    Some(match kind {
        K::Imported => {
            let (form, new, known) = (of.part("form"), of.count("new"), of.count("known"));
            message!("audit-imported", regulation, form, new, known, errors = of.count("errors"))
        }
        K::LineWithdrawn => {
            let (form, record, person) = (of.part("form"), of.value("record"), of.person("person"));
            message!("audit-line-withdrawn", regulation, form, record, person)
        }
        K::RegisterExported => {
            let (view, rows, masked) = (of.part("view"), of.count("rows"), of.count("masked"));
            message!("audit-register-exported", regulation, view, rows, masked, format = of.value("format"))
        }
        K::PackExported => {
            let (from, to, matters) = (of.value("from"), of.value("to"), of.count("matters"));
            message!("audit-pack-exported", from, to, matters, rows = of.count("rows"), masked = of.count("masked"))
        }
        _ => return None,
    })
}

fn rosters(kind: K, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        K::Roster => match of.body.get("agreed").and_then(serde_json::Value::as_bool) {
            Some(true) => message!("audit-swap-agreed", person = of.person("asked_by")),
            Some(false) => message!("audit-swap-declined", person = of.person("asked_by")),
            None => {
                let (roster, from, to) = (of.part("roster"), of.value("from"), of.value("to"));
                message!("audit-roster-made", roster, from, to, count = of.count("turns"))
            }
        },
        K::SwapAsked => message!("audit-swap-asked", roster = of.part("roster"), person = of.person("asked_of")),
        _ => return None,
    })
}

fn assessments(kind: K, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        K::Assessed => {
            let (from, to, subjects) = (of.value("starts"), of.value("ends"), of.count("subjects"));
            message!("audit-assessed", from, to, subjects, proposed = of.list("proposed").len())
        }
        K::Proposal => {
            let (number, person) = (of.value("proposal"), of.person("person"));
            message!("audit-proposal", number, person, state = of.name("state"))
        }
        _ => return None,
    })
}

fn publications(kind: K, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        K::PublicationRead => match of.text("title") {
            Some(title) => message!("audit-publication-read", title),
            None => message!("audit-publication-read-number", number = of.value("publication")),
        },
        K::EntranceOpened => {
            message!("audit-entrance-opened", title = of.value("title"), place = of.value("place"))
        }
        K::EntranceClosed => {
            let place = of.value("place");
            match of.text("title") {
                Some(title) => message!("audit-entrance-closed", title, place),
                None => message!("audit-entrance-closed-number", number = of.value("entrance"), place),
            }
        }
        K::FileHeld => message!("audit-file-held", digest = of.value("digest")),
        K::FileStored => {
            let size = of.body.get("size").and_then(serde_json::Value::as_u64).unwrap_or_default();
            message!("audit-file-stored", name = of.value("name"), size = Bytes(size))
        }
        _ => return None,
    })
}

fn evidence(kind: K, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        K::Restored => {
            message!("audit-restored", kept = of.value("kept_until"), lost = of.value("lost_until"))
        }
        K::RetentionApplied => {
            let (what, count, days) = (of.name("what"), of.count("count"), of.count("days"));
            message!("audit-retention-applied", what, count, days)
        }
        K::Erased if of.text("ended_early").is_some() => {
            message!("audit-erasure-stopped", number = of.value("request"))
        }
        K::Erased => {
            let (asked, confirmed) = (of.person("asked_by"), of.person("confirmed_by"));
            let (matters, rows) = (of.list("matters").len(), of.list("rows").len());
            message!("audit-erased-batch", matters, rows, events = of.list("events").len(), asked, confirmed)
        }
        K::AlarmRaised => message!("audit-alarm-raised", alarm = of.name("alarm"), subject = of.value("subject")),
        K::AlarmEnded => message!("audit-alarm-ended", alarm = of.name("alarm"), subject = of.value("subject")),
        K::RowsCovered => message!("audit-rows-covered"),
        _ => return None,
    })
}
