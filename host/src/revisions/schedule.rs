//! A change of the law from a day on: one keeper of the office asks for it, another confirms it.
//!
//! A change takes effect on a later day than the one on which it is confirmed, so that no day is judged by two laws. Going
//! back is a change like any other: the former package is scheduled again.

use super::{trust::trust, words};
use crate::{
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    keepers::logins,
    law::OfficeLaw,
    matters::notices,
    store::{Columns, Event, UnitOfWork},
};
use guiju_api::{RevisionAnswer, RevisionShown, RevisionWanted};
use guiju_domain::{OfficeId, PersonId, Rejection, SystemRole, rejection::Keeper};
use guiju_engine::Loaded;
use guiju_model::{Date, Field, FieldKind, Moment, blank::is_blank, shape};
use guiju_package::Signature;
use serde_json::{Map, Value, json};
use sqlx::any::AnyRow;
use std::sync::Arc;

/// A revision as it was asked for.
struct Revision {
    id: i64,
    regulation: String,
    digest: Option<String>,
    parameters: Map<String, Value>,
    from: Date,
    reason: String,
    asked_by: u64,
    asked: Moment,
    state: String,
    answered_by: Option<u64>,
    answer: Option<String>,
}

impl Revision {
    fn of(row: &AnyRow) -> Result<Self> {
        Ok(Self {
            id: row.int("id")?,
            regulation: row.text("regulation")?,
            digest: row.maybe_text("digest")?,
            parameters: row.json("parameters")?,
            from: Date(row.int("from_date")? as i32),
            reason: row.text("reason")?,
            asked_by: row.int("asked_by")? as u64,
            asked: Moment(row.int("asked_at")?),
            state: row.text("state")?,
            answered_by: row.maybe_int("answered_by")?.map(|id| id as u64),
            answer: row.maybe_text("answer")?,
        })
    }

    /// The package that is to be in force then.
    fn loaded<'l>(&self, law: &'l OfficeLaw) -> Result<&'l Arc<Loaded>> {
        let loaded = match &self.digest {
            Some(digest) => law.package(digest),
            None => law.regulation(&self.regulation, self.from),
        };
        loaded.ok_or(Error::NotFound("这个制度包"))
    }

    /// The change in a few words.
    fn said(&self, law: &OfficeLaw) -> Result<String> {
        let loaded = self.loaded(law)?;
        let manifest = loaded.manifest();
        let mut said = format!("《{}》自 {} 起", manifest.title, self.from);
        if self.digest.is_some() {
            said.push_str(&format!("施行 {} 版", manifest.version));
        }
        for (label, value) in labelled(loaded, &self.parameters) {
            said.push_str(&format!("，“{label}”为 {value}"));
        }
        Ok(said)
    }
}

fn labelled(loaded: &Loaded, values: &Map<String, Value>) -> Vec<(String, String)> {
    let declared = loaded.manifest().parameters.iter();
    let set = declared.filter_map(|parameter| Some((parameter, values.get(&parameter.name)?)));
    set.map(|(parameter, value)| {
        let unit = parameter.unit.as_deref().unwrap_or_default();
        (parameter.label.clone(), format!("{} {unit}", words::value(value)).trim_end().to_owned())
    })
    .collect()
}

/// Values that a regulation's parameters can take.
///
/// # Errors
/// Every value that does not fit, each on its parameter, and every one that there is not.
pub fn checked_values(law: &OfficeLaw, loaded: &Loaded, values: &Map<String, Value>, on: Date) -> Result<()> {
    let manifest = loaded.manifest();
    let unknown = values.keys().filter(|name| !manifest.parameters.iter().any(|p| p.name == **name)).cloned();
    let unknown = unknown.collect::<Vec<_>>();
    if !unknown.is_empty() {
        return Err(Error::Invalid(format!("《{}》没有这些参数：{}", manifest.title, unknown.join("、"))));
    }
    let mut findings = Vec::new();
    for parameter in manifest.parameters.iter().filter(|parameter| values.contains_key(&parameter.name)) {
        let field = Field {
            name: parameter.name.clone(),
            label: parameter.label.clone(),
            help: None,
            clause: Some(parameter.clause.clone()),
            required: true,
            shown_when: Vec::new(),
            kind: FieldKind::Single(parameter.kind.clone()),
            initial: None,
            sensitive: false,
        };
        let given = json!({ parameter.name.as_str(): values[&parameter.name] });
        let shaped = shape::check([&field], &parameter.clause, &given);
        findings.extend(shaped.findings.iter().map(|finding| cite::finding(law, manifest, finding, on)));
    }
    if findings.is_empty() { Ok(()) } else { Err(Error::Findings(findings)) }
}

/// Asks for a change; it waits for a second person.
///
/// # Errors
/// If the caller keeps nothing, the day has begun, the package is not installed, or a value does not fit.
pub async fn ask(app: &App, caller: &Caller, wanted: &RevisionWanted) -> Result<u64> {
    caller.administrator()?;
    let law = app.law(caller.office)?;
    let from: Date = wanted.from.parse().map_err(|why| Error::Invalid(format!("{why}")))?;
    later(app, caller.office, from)?;
    if wanted.digest.is_none() && wanted.parameters.is_empty() {
        return Err(Error::Invalid("请说明改用哪个版本，或改哪些参数".to_owned()));
    }
    if is_blank(&wanted.reason) {
        return Err(Error::Invalid("请写明修订依据或理由，供确认人核对".to_owned()));
    }
    let loaded = match &wanted.digest {
        Some(digest) => law.package(digest).filter(|loaded| loaded.manifest().id == wanted.regulation),
        None => law.regulation(&wanted.regulation, from),
    };
    let loaded = loaded.ok_or(Error::NotFound("这项制度的这个版本"))?;
    checked_values(&law, loaded, &wanted.parameters, from)?;
    let mut change = app.change(caller.office).await?;
    if logins::keeper(&mut change, caller.person).await?.role != Some(SystemRole::Administrator) {
        return Err(Error::Forbidden("制度修订由管理员提出".to_owned()));
    }
    if let Some(digest) = &wanted.digest {
        trusted(&mut change, digest).await?;
    }
    let revision = Revision {
        id: change.id(),
        regulation: wanted.regulation.clone(),
        digest: wanted.digest.clone(),
        parameters: wanted.parameters.clone(),
        from,
        reason: wanted.reason.trim().to_owned(),
        asked_by: caller.person.number(),
        asked: change.now,
        state: "asked".to_owned(),
        answered_by: None,
        answer: None,
    };
    sqlx::query(
        "INSERT INTO revisions (office_id, id, regulation, digest, parameters, from_date, reason, asked_by, asked_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked')",
    )
    .bind(caller.office.number())
    .bind(revision.id)
    .bind(&revision.regulation)
    .bind(&revision.digest)
    .bind(serde_json::to_string(&revision.parameters)?)
    .bind(i64::from(from.0))
    .bind(&revision.reason)
    .bind(caller.person.number() as i64)
    .bind(revision.asked.0)
    .execute(&mut *change)
    .await?;
    let body = json!({
        "revision": revision.id, "regulation": revision.regulation, "digest": revision.digest,
        "parameters": revision.parameters, "from": from, "reason": revision.reason,
    });
    change.event(Event { matter: None, kind: "revision-asked", by: Some(caller.person.number() as i64), body }).await?;
    let said = format!("请确认制度修订：{}", revision.said(&law)?);
    for keeper in keepers(&mut change).await?.into_iter().filter(|keeper| *keeper != caller.person.number()) {
        notices::tell(&mut change, keeper, &said, None).await?;
    }
    change.commit().await?;
    Ok(revision.id as u64)
}

fn later(app: &App, office: OfficeId, from: Date) -> Result<()> {
    if from <= app.now(office).date() {
        return Err(Error::Invalid("只能从明天或以后施行；已经发生的事按当时的规定判定".to_owned()));
    }
    Ok(())
}

/// Administrators and security officers.
async fn keepers(change: &mut UnitOfWork) -> Result<Vec<u64>> {
    let rows = sqlx::query(
        "SELECT person_id FROM accounts WHERE office_id = $1 AND system_role IN ('administrator', 'security') ORDER BY person_id",
    )
    .bind(change.office.number())
    .fetch_all(&mut **change)
    .await?;
    rows.iter().map(|row| Ok(row.int("person_id")? as u64)).collect()
}

/// Confirms, declines or withdraws a change that was asked for.
///
/// # Errors
/// If it is not the caller's to answer, was answered already, or its day has begun meanwhile.
pub async fn answer(app: &App, caller: &Caller, id: u64, given: &RevisionAnswer) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    let law = app.law(caller.office)?;
    let row = sqlx::query("SELECT * FROM revisions WHERE office_id = $1 AND id = $2")
        .bind(caller.office.number())
        .bind(id as i64)
        .fetch_optional(&mut *change)
        .await?;
    let revision = Revision::of(&row.ok_or(Error::NotFound("这项修订"))?)?;
    if revision.state != "asked" {
        return Err(Error::Conflict("这项修订已经答复过".to_owned()));
    }
    let own = revision.asked_by == caller.person.number();
    // Roles as they are within the change, not as they were when the request came.
    let person = caller.person;
    let role = logins::keeper(&mut change, person).await?.role;
    let keeps = matches!(role, Some(SystemRole::Administrator | SystemRole::Security));
    let state = match given.action.as_str() {
        "withdraw" if own => "withdrawn",
        "withdraw" => return Err(Error::Forbidden("只有提出人可以撤回".to_owned())),
        _ if !keeps => {
            return Err(Error::Forbidden("制度修订由管理员或安全员确认".to_owned()));
        }
        _ if own => return Err(Error::Forbidden("提出人不能自己确认，请另一位管理员或安全员确认".to_owned())),
        "confirm" => "confirmed",
        "decline" if given.words.trim().is_empty() => return Err(Error::Invalid("不予确认请写明理由".to_owned())),
        "decline" => "declined",
        _ => return Err(Error::Invalid("请说明确认、不予确认或撤回".to_owned())),
    };
    if state == "confirmed" {
        later(app, caller.office, revision.from)?;
        two_persons(&mut change, role, &revision).await?;
        trusted(&mut change, revision.loaded(&law)?.digest()).await?;
        enact(&mut change, &law, caller, &revision).await?;
    }
    let (now, said) = (change.now.0, given.words.trim().to_owned());
    sqlx::query(
        "UPDATE revisions SET state = $3, answered_by = $4, answered_at = $5, answer = $6 WHERE office_id = $1 AND id = $2",
    )
    .bind(caller.office.number())
    .bind(revision.id)
    .bind(state)
    .bind(caller.person.number() as i64)
    .bind(now)
    .bind(&said)
    .execute(&mut *change)
    .await?;
    let body = json!({ "revision": revision.id, "state": state, "words": said });
    change
        .event(Event { matter: None, kind: "revision-answered", by: Some(caller.person.number() as i64), body })
        .await?;
    if !own {
        let what = if state == "confirmed" { "已确认" } else { "未获确认" };
        let message = format!("制度修订{what}：{}", revision.said(&law)?);
        notices::tell(&mut change, revision.asked_by, &message, None).await?;
    }
    change.commit().await?;
    app.law.refresh(&app.pool).await
}

/// As with every request of a keeper: whoever asked still may, and what an administrator asked for is confirmed by the security
/// officer where there is one.
async fn two_persons(change: &mut UnitOfWork, confirmer: Option<SystemRole>, revision: &Revision) -> Result<()> {
    let asker = logins::keeper(change, PersonId::new(revision.asked_by)).await?;
    if asker.role != Some(SystemRole::Administrator) {
        return Err(Rejection::from(Keeper::Stale).into());
    }
    let others = logins::all(change).await?;
    let secured = others.iter().any(|keeper| keeper.role == Some(SystemRole::Security));
    if confirmer != Some(SystemRole::Security) && secured {
        return Err(Rejection::from(Keeper::NeedsSecurity).into());
    }
    Ok(())
}

/// Whether the office still takes a package as it is signed. What came with the server is nobody's to sign.
async fn trusted(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    let row = sqlx::query("SELECT signature FROM installations WHERE office_id = $1 AND digest = $2")
        .bind(change.office.number())
        .bind(digest)
        .fetch_optional(&mut **change)
        .await?;
    let line = row.map(|row| row.maybe_text("signature")).transpose()?.flatten();
    let Some(signature) = line.and_then(|line| Signature::read(&line)) else { return Ok(()) };
    let office = change.office;
    let key = signature.by.to_string();
    if trust(change, office).await?.publishers.iter().any(|publisher| publisher.public_key == key) {
        return Ok(());
    }
    Err(Error::Conflict(format!(
        "签名人的公钥 {key} 已不在本单位信任的发布者之列，这个制度包不能施行；如确认可信，请安全员先添加"
    )))
}

/// Writes what binds the office from that day on.
async fn enact(change: &mut UnitOfWork, law: &OfficeLaw, caller: &Caller, revision: &Revision) -> Result<()> {
    let (office, from, now) = (change.office, i64::from(revision.from.0), change.now.0);
    let loaded = revision.loaded(law)?;
    checked_values(law, loaded, &revision.parameters, revision.from)?;
    let by = Some(caller.person.number() as i64);
    if let Some(digest) = &revision.digest {
        sqlx::query(
            "INSERT INTO bindings (office_id, regulation, from_date, digest) VALUES ($1, $2, $3, $4)
             ON CONFLICT (office_id, regulation, from_date) DO UPDATE SET digest = excluded.digest",
        )
        .bind(office.number())
        .bind(&revision.regulation)
        .bind(from)
        .bind(digest)
        .execute(&mut **change)
        .await?;
        let version = &loaded.manifest().version;
        let body = json!({
            "regulation": revision.regulation, "version": version, "digest": digest, "from": revision.from,
            "revision": revision.id,
        });
        change.event(Event { matter: None, kind: "bound", by, body }).await?;
    }
    for (name, value) in &revision.parameters {
        sqlx::query(
            "INSERT INTO parameter_values (office_id, regulation, name, from_date, value, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (office_id, regulation, name, from_date) DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at",
        )
        .bind(office.number())
        .bind(&revision.regulation)
        .bind(name)
        .bind(from)
        .bind(value.to_string())
        .bind(revision.asked_by as i64)
        .bind(now)
        .execute(&mut **change)
        .await?;
        let body = json!({
            "regulation": revision.regulation, "name": name, "value": value, "from": revision.from, "revision": revision.id,
        });
        change.event(Event { matter: None, kind: "parameter", by, body }).await?;
    }
    Ok(())
}

/// Changes that are scheduled or were asked for, the latest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn shown(app: &App, caller: &Caller) -> Result<Vec<RevisionShown>> {
    caller.keeper()?;
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let rows = sqlx::query("SELECT * FROM revisions WHERE office_id = $1 ORDER BY id DESC LIMIT 200")
        .bind(caller.office.number())
        .fetch_all(&app.pool)
        .await?;
    let one = |row: &AnyRow| {
        let revision = Revision::of(row)?;
        let loaded = revision.loaded(&law)?;
        let asked = revision.state == "asked";
        let may = caller.administers() || caller.secures();
        Ok(RevisionShown {
            id: revision.id as u64,
            title: loaded.manifest().title.clone(),
            version: revision.digest.as_ref().map(|_| loaded.manifest().version.clone()),
            values: labelled(loaded, &revision.parameters),
            from: revision.from.to_string(),
            asked_by: staff.name(revision.asked_by),
            asked: revision.asked.to_string(),
            answered_by: revision.answered_by.map(|id| staff.name(id)),
            answerable: asked && may && revision.asked_by != caller.person.number(),
            regulation: revision.regulation,
            digest: revision.digest,
            reason: revision.reason,
            state: revision.state,
            answer: revision.answer,
        })
    };
    rows.iter().map(one).collect()
}
