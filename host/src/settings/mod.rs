//! What an office decides about itself: shown to its keepers, changed by the one whom each setting names.

use crate::{
    accounts::Caller,
    app::App,
    clock::Zone,
    error::Result,
    keepers::{self, logins},
    language::localised,
    policy::OfficePolicy,
    store::{UnitOfWork, office_settings, offices},
};
use guiju_api::SettingShown;
use guiju_domain::{
    OfficeId, PersonId, RequestId,
    events::settings::OfficeSetting,
    keepers::SettingChange,
    rejection::{Rejection, SettingFault},
    settings::{ALL, Kind, Setting, TIME_ZONE, Value},
};
use std::collections::{BTreeMap, BTreeSet};

/// Changes by the name of the setting.
pub type Changes = BTreeMap<String, Value>;

/// Every setting with its value.
///
/// # Errors
/// If the caller is no keeper.
pub fn shown(app: &App, caller: &Caller) -> Result<Vec<SettingShown>> {
    caller.keeper()?;
    let policy = app.policy(caller.office)?;
    let show = |setting: &&'static Setting| {
        let value =
            if **setting == TIME_ZONE { Value::Text(policy.zone.to_string()) } else { policy.settings.value(setting) };
        describe(setting, value, caller, &policy)
    };
    ALL.iter().map(show).collect()
}

/// A setting as keepers see it.
fn describe(setting: &Setting, value: Value, caller: &Caller, policy: &OfficePolicy) -> Result<SettingShown> {
    let mut shown = SettingShown {
        name: setting.name.to_owned(),
        label: localised(setting.label),
        value: serde_json::to_value(value)?,
        default: serde_json::to_value(setting.default())?,
        keeper: setting.keeper.name().to_owned(),
        may_set: caller.system_role == Some(setting.keeper),
        ..SettingShown::default()
    };
    let kind = match setting.kind {
        Kind::Number { least, most, unit, .. } => {
            (shown.least, shown.most, shown.unit) = (Some(least), Some(most), Some(localised(unit)));
            "number"
        }
        Kind::Names(known) => {
            shown.options = known.iter().map(|(name, label)| ((*name).to_owned(), localised(*label))).collect();
            "names"
        }
        Kind::OfRegulations { least, most, unit } => {
            (shown.least, shown.most, shown.unit) = (Some(least), Some(most), Some(localised(unit)));
            let regulations = policy.every().map(|loaded| loaded.manifest().id.clone()).collect::<BTreeSet<_>>();
            let title = |regulation: String| (policy.title(&regulation).to_owned(), regulation);
            shown.options = regulations.into_iter().map(title).map(|(title, id)| (id, title)).collect();
            "terms"
        }
        Kind::TimeZone { .. } => "time-zone",
    };
    kind.clone_into(&mut shown.kind);
    Ok(shown)
}

/// Changes settings: all of them or none. What would protect the office less than before waits for a second keeper: the request.
///
/// # Errors
/// If a setting is unknown, its value not allowed, or another keeper sets it.
pub async fn change(app: &App, caller: &Caller, changes: Changes) -> Result<Option<RequestId>> {
    caller.keeper()?;
    let (policy, mut checked) = (app.policy(caller.office)?, Vec::new());
    for (name, value) in changes {
        let setting = Setting::named(&name).ok_or(Rejection::from(SettingFault::Unknown))?;
        if caller.system_role != Some(setting.keeper) {
            return Err(Rejection::from(setting.of_keeper()).into());
        }
        let value = allowed(setting, value)?;
        if let Value::Numbers(numbers) = &value {
            let known = |regulation: &String| policy.every().any(|loaded| loaded.manifest().id == *regulation);
            let set = policy.settings.numbers(setting);
            if !numbers.keys().all(|regulation| known(regulation) || set.contains_key(regulation)) {
                return Err(Rejection::from(setting.refused()).into());
            }
        }
        checked.push((setting, value));
    }
    let (wording, by) = (keepers::RequestWording::of(app, caller.office).await?, caller.person);
    let mut change = app.change(caller.office).await?;
    let mut weaker = Vec::new();
    for (setting, value) in checked {
        // The session may be older than a revocation.
        if logins::keeper(&mut change, by).await?.role != Some(setting.keeper) {
            return Err(Rejection::from(setting.of_keeper()).into());
        }
        let before = current(&mut change, setting).await?;
        let is_sooner = setting.makes_due(&before, &value);
        let told = SettingChange { name: setting.name.to_owned(), before, after: value.clone() };
        if setting.weakens(&told.before, &value) {
            weaker.push(told);
        } else {
            if is_sooner {
                keepers::tell_keepers(&mut change, &[by], &wording.term_shorter(by, &told)).await?;
            }
            set(&mut change, app.clock.utc(), Some(by), setting, value).await?;
        }
    }
    let request =
        if weaker.is_empty() { None } else { Some(keepers::ask_to_weaken(&mut change, &wording, by, weaker).await?) };
    change.commit().await?;
    refresh(app, caller.office).await?;
    Ok(request)
}

/// The value if it may be set.
///
/// # Errors
/// What is wrong with it.
pub fn allowed(setting: &'static Setting, value: Value) -> Result<Value> {
    let value = setting.check(value).map_err(Rejection::from)?;
    match (setting.kind, &value) {
        (Kind::TimeZone { .. }, Value::Text(name)) if name.parse::<Zone>().is_err() => Err(setting.refused().into()),
        _ => Ok(value),
    }
}

/// Sets one within a change, with its event; a value that stands already leaves none. `utc` is the moment in UTC.
///
/// # Errors
/// If the database cannot be used.
pub async fn set(
    change: &mut UnitOfWork,
    utc: i64,
    by: Option<PersonId>,
    setting: &'static Setting,
    value: Value,
) -> Result<()> {
    let before = current(change, setting).await?;
    if before == value {
        return Ok(());
    }
    if let (Kind::TimeZone { .. }, Value::Text(zone)) = (setting.kind, &value) {
        offices::set_time_zone(change, zone).await?;
    } else {
        office_settings::save(change, setting, &value, by, utc).await?;
    }
    Ok(change.record(by, &OfficeSetting { name: setting.name, before, after: value })?)
}

/// The value as the database has it.
pub async fn current(change: &mut UnitOfWork, setting: &'static Setting) -> Result<Value> {
    if matches!(setting.kind, Kind::TimeZone { .. }) {
        return Ok(Value::Text(offices::time_zone(change).await?));
    }
    Ok(office_settings::find(change, setting).await?.unwrap_or_else(|| setting.default()))
}

/// Reads an office's settings anew after a change of them.
///
/// # Errors
/// If the database cannot be used.
pub async fn refresh(app: &App, office: OfficeId) -> Result<()> {
    app.policy.refresh(&app.pool).await?;
    // The staff knows the office's zone.
    app.staff_changed(office);
    Ok(())
}
