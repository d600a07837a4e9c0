//! By what events are found: themes, kinds of things and the things there are now.

use super::recorded::title;
use crate::{
    accounts::{self, Caller},
    app::App,
    error::Result,
    policy::OfficePolicy,
    staff::Staff,
    store::{self, publishers},
    words,
};
use guiju_api::{AuditChoice, AuditChoices, AuditThing};
use guiju_domain::{
    events::{Theme, Thing},
    message,
    message::{Argument, Bilingual, Message},
    settings,
};
use guiju_model::{Date, Manifest};
use std::collections::BTreeMap;

/// What a theme is called.
pub(super) fn theme(theme: Theme) -> Message {
    message!("audit-theme", theme = theme.name())
}

/// By what events are found.
///
/// # Errors
/// If the caller holds no role of the system, or the database cannot be used.
pub async fn choices(app: &App, caller: &Caller) -> Result<AuditChoices> {
    caller.keeper()?;
    let (policy, staff) = (app.policy(caller.office)?, app.staff(caller.office).await?);
    let today = app.now(caller.office).date();
    let logins = accounts::logins(app, caller.office).await?;
    let mut connection = store::acquire(&app.pool).await?;
    let publishers = publishers::of_office(&mut *connection, caller.office).await?;
    let choices = |thing| match thing {
        Thing::Account => logins.values().map(|login| choice(login, login)).collect(),
        Thing::Publisher => publishers.iter().map(|one| choice(&one.public_key, &one.name)).collect(),
        Thing::Post | Thing::Department => of_staff(thing, &staff),
        Thing::Setting => of_settings(),
        _ => of_policy(thing, &policy, today),
    };
    // People are asked for beside the things.
    let things = Thing::ALL.into_iter().filter(|thing| *thing != Thing::Person).map(|thing| AuditThing {
        name: thing.name().to_owned(),
        label: words::answer(&message!("audit-thing", thing = thing.name())),
        choices: choices(thing),
    });
    let themes = Theme::ALL.into_iter().map(|one| choice(one.name(), &words::answer(&theme(one))));
    Ok(AuditChoices { themes: themes.collect(), things: things.collect() })
}

fn choice(value: &str, label: &str) -> AuditChoice {
    AuditChoice { value: value.to_owned(), label: label.to_owned() }
}

fn of_staff(thing: Thing, staff: &Staff) -> Vec<AuditChoice> {
    match thing {
        Thing::Post => {
            let department = |id| staff.departments.get(&id).map_or("", String::as_str);
            let posts = staff.posts.iter();
            posts
                .map(|post| choice(&post.id.to_string(), &format!("{} {}", department(post.department), post.title)))
                .collect()
        }
        _ => staff.departments.iter().map(|(id, name)| choice(&id.to_string(), name)).collect(),
    }
}

fn of_settings() -> Vec<AuditChoice> {
    let label = |setting: &settings::Setting| words::argument(&Argument::Bilingual(Bilingual::from(setting.label)));
    let unsigned = choice("unsigned-packages", &words::answer(&message!("audit-label-unsigned")));
    settings::ALL.iter().map(|setting| choice(setting.name, &label(setting))).chain([unsigned]).collect()
}

/// The parts of the office's regulations: once each, whatever the version.
fn of_policy(thing: Thing, policy: &OfficePolicy, today: Date) -> Vec<AuditChoice> {
    if thing == Thing::Year {
        return policy.years().map(|year| choice(&year.to_string(), &year.to_string())).collect();
    }
    let mut found = BTreeMap::new();
    for manifest in policy.every().map(|loaded| loaded.manifest()) {
        for (id, label) in parts(thing, manifest) {
            let (value, of) = match id {
                None => (manifest.id.clone(), title(policy, &manifest.id, today)),
                Some(id) => {
                    (format!("{}/{id}", manifest.id), format!("{} {label}", title(policy, &manifest.id, today)))
                }
            };
            found.insert(value, of);
        }
    }
    found.into_iter().map(|(value, label)| choice(&value, &label)).collect()
}

/// The parts of a regulation of one kind: id and label; without an id the regulation itself.
fn parts(thing: Thing, manifest: &Manifest) -> Vec<(Option<&str>, &str)> {
    match thing {
        Thing::Regulation => vec![(None, "")],
        Thing::Parameter => {
            manifest.parameters.iter().map(|one| (Some(one.name.as_str()), one.label.as_str())).collect()
        }
        Thing::Roster => manifest.rosters.iter().map(|one| (Some(one.id.as_str()), one.title.as_str())).collect(),
        Thing::Register => {
            let forms = manifest.forms.iter().map(|one| (Some(one.id.as_str()), one.title.as_str()));
            forms.chain(manifest.views.iter().map(|one| (Some(one.id.as_str()), one.title.as_str()))).collect()
        }
        _ => Vec::new(),
    }
}
