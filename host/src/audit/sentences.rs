//! What an event did, in one sentence: a message for each kind.

use super::recorded::Recorded;
use guiju_domain::{
    events::Theme,
    message,
    message::{Bytes, Message},
};

/// What an event did; none for a kind of a matter, which the matter's history says, and for one that this version does not know.
pub(super) fn sentence(theme: Theme, kind: &str, of: &Recorded<'_>) -> Option<Message> {
    match theme {
        Theme::People => people(kind, of),
        Theme::Accounts => accounts(kind, of).or_else(|| keepers(kind, of)).or_else(|| requests(kind, of)),
        Theme::Revisions => revisions(kind, of),
        Theme::Settings => settings(kind, of),
        Theme::Registers => registers(kind, of),
        Theme::Rosters => rosters(kind, of),
        Theme::Assessments => assessments(kind, of),
        Theme::Publications => publications(kind, of),
        Theme::Evidence => evidence(kind, of),
        Theme::Matters | Theme::Other => None,
    }
}

fn people(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        "person-entered" => message!("audit-person-entered", person = of.person("person")),
        "person-changed" => message!("audit-person-changed", person = of.person("person")),
        "person-left" => message!("audit-person-left", person = of.person("person")),
        "department-made" => message!("audit-department-made", name = of.value("name")),
        "post-entered" => message!("audit-post-entered", post = of.post("post")),
        "post-changed" => message!("audit-post-changed", post = of.post("post")),
        "order-set" => message!("audit-order-set"),
        "badge-freed" => {
            let (badge, person, until) = (of.value("badge"), of.person("person"), of.value("until"));
            message!("audit-badge-freed", badge, person, until)
        }
        "delegations-moved" => message!("audit-delegations-moved", count = of.list("moved").len()),
        _ => return None,
    })
}

fn accounts(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    let person = of.person("person");
    Some(match kind {
        "password-changed" => message!("audit-password-changed", person),
        "sessions-ended" => message!("audit-sessions-ended", person, count = of.count("ended")),
        "first-logged-in" => message!("audit-first-logged-in", person, login = of.value("login")),
        "second-factor-begun" => message!("audit-second-factor-begun", person),
        "second-factor-set" => message!("audit-second-factor-set", person),
        "second-factor-removed" => message!("audit-second-factor-removed", person),
        "second-factor-reset" => message!("audit-second-factor-reset", person),
        "recovery-codes-made" => message!("audit-recovery-codes-made", person, count = of.count("codes")),
        "recovery-code-used" => message!("audit-recovery-code-used", person, count = of.count("left")),
        "login-set" => message!("audit-login-set", person, login = of.value("after")),
        "login-changed" => message!("audit-login-changed", person, login = of.value("after")),
        "login-removed" => message!("audit-login-removed", person, login = of.value("before")),
        "password-set" => message!("audit-password-set", person),
        "first-password-expired" => message!("audit-first-password-expired", person, days = of.count("days")),
        _ => return None,
    })
}

fn keepers(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    let (person, role) = (of.person("person"), message!("keeper-role", role = of.name("role")));
    Some(match kind {
        "role-granted" => message!("audit-role-granted", person, role),
        "role-revoked" => message!("audit-role-revoked", person, role),
        "keeper-appointed" => message!("audit-keeper-appointed", person, role, login = of.value("login")),
        "second-role-removed" => message!("audit-second-role-removed", person, role),
        _ => return None,
    })
}

fn requests(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    let number = of.value("request");
    Some(match kind {
        "request-asked" => message!("audit-request-asked", number),
        "request-confirmed" => message!("audit-request-confirmed", number),
        "request-declined" => message!("audit-request-declined", number),
        "request-withdrawn" => message!("audit-request-withdrawn", number),
        "request-expired" => message!("audit-request-expired", number),
        "request-outdated" => message!("audit-request-outdated", number),
        _ => return None,
    })
}

fn revisions(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    let (regulation, version, from) = (of.regulation(), of.value("version"), of.value("from"));
    Some(match kind {
        "installed" => message!("audit-installed", regulation, version),
        "bound" => message!("audit-bound", regulation, version, from),
        "parameter" => {
            let (name, value) = (of.part("name"), of.value("value"));
            message!("audit-parameter", regulation, name, value, from)
        }
        "revision-asked" => message!("audit-revision-asked", regulation, number = of.value("revision"), from),
        "revision-answered" => {
            let (number, state) = (of.value("revision"), of.name("state"));
            message!("audit-revision-answered", number, state)
        }
        "worded" => message!("audit-worded", regulation),
        "publisher-trusted" => message!("audit-publisher-trusted", name = of.value("name")),
        "publisher-dropped" => {
            let called = of.text("name").map_or_else(|| of.value("public_key"), Into::into);
            message!("audit-publisher-dropped", name = called)
        }
        "unsigned-packages" => match of.body.get("takes_unsigned").and_then(serde_json::Value::as_bool) {
            Some(true) => message!("audit-unsigned-taken"),
            _ => message!("audit-unsigned-refused"),
        },
        _ => return None,
    })
}

fn settings(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        "office-setting" => message!("audit-office-setting"),
        "calendar" => {
            message!("audit-calendar", year = of.value("year"), count = of.list("changed").len())
        }
        _ => return None,
    })
}

fn registers(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    let regulation = of.regulation();
    Some(match kind {
        "imported" => {
            let (form, new, known) = (of.part("form"), of.count("new"), of.count("known"));
            message!("audit-imported", regulation, form, new, known, errors = of.count("errors"))
        }
        "line-withdrawn" => {
            let (form, record, person) = (of.part("form"), of.value("record"), of.person("person"));
            message!("audit-line-withdrawn", regulation, form, record, person)
        }
        "register-exported" => {
            let (view, rows, masked) = (of.part("view"), of.count("rows"), of.count("masked"));
            message!("audit-register-exported", regulation, view, rows, masked, format = of.value("format"))
        }
        "pack-exported" => {
            let (from, to, matters) = (of.value("from"), of.value("to"), of.count("matters"));
            message!("audit-pack-exported", from, to, matters, rows = of.count("rows"), masked = of.count("masked"))
        }
        _ => return None,
    })
}

fn rosters(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        "roster" if of.text("roster").is_some() => {
            let (roster, from, to) = (of.part("roster"), of.value("from"), of.value("to"));
            message!("audit-roster-made", roster, from, to, count = of.count("turns"))
        }
        "roster" => match of.body.get("agreed").and_then(serde_json::Value::as_bool) {
            Some(true) => message!("audit-swap-agreed", person = of.person("asked_by")),
            _ => message!("audit-swap-declined", person = of.person("asked_by")),
        },
        "swap-asked" => message!("audit-swap-asked", roster = of.part("roster"), person = of.person("asked_of")),
        _ => return None,
    })
}

fn assessments(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        "assessed" => {
            let (from, to, subjects) = (of.value("starts"), of.value("ends"), of.count("subjects"));
            message!("audit-assessed", from, to, subjects, proposed = of.list("proposed").len())
        }
        "proposal" => {
            let (number, person) = (of.value("proposal"), of.person("person"));
            message!("audit-proposal", number, person, state = of.name("state"))
        }
        _ => return None,
    })
}

fn publications(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        "publication-read" => message!("audit-publication-read", number = of.value("publication")),
        "entrance-opened" => {
            message!("audit-entrance-opened", title = of.value("title"), place = of.value("place"))
        }
        "entrance-closed" => {
            message!("audit-entrance-closed", number = of.value("entrance"), place = of.value("place"))
        }
        "file-held" => message!("audit-file-held", digest = of.value("digest")),
        "file-stored" => {
            let size = of.body.get("size").and_then(serde_json::Value::as_u64).unwrap_or_default();
            message!("audit-file-stored", name = of.value("name"), size = Bytes(size))
        }
        _ => return None,
    })
}

fn evidence(kind: &str, of: &Recorded<'_>) -> Option<Message> {
    Some(match kind {
        "restored" => {
            message!("audit-restored", kept = of.value("kept_until"), lost = of.value("lost_until"))
        }
        "retention-applied" => {
            let (what, count, days) = (of.name("what"), of.count("count"), of.count("days"));
            message!("audit-retention-applied", what, count, days)
        }
        "alarm-raised" => message!("audit-alarm-raised", alarm = of.name("alarm"), subject = of.value("subject")),
        "alarm-ended" => message!("audit-alarm-ended", alarm = of.name("alarm"), subject = of.value("subject")),
        "rows-covered" => message!("audit-rows-covered"),
        "rows-written" => message!("audit-rows-written"),
        _ => return None,
    })
}
