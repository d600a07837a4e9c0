//! What follows the last station, each effect written in the same transaction.

use super::{entering, notices, standing_in, stored::Stored, telling::Telling};
use crate::{
    clause_statistics,
    error::{Error, Result},
    law::OfficeLaw,
    publications,
    staff::Staff,
    store::{Columns, Event, UnitOfWork},
};
use guiju_engine::Loaded;
use guiju_model::{
    Date, Deferral, Effect, FieldKind, FollowUp, Moment, Money, Movement, Publication, Span, ValueKind, Who,
};
use serde_json::json;
use std::sync::Arc;

/// Carries out the effects.
///
/// # Errors
/// If a role is vacant or the database cannot be used.
pub async fn run(
    change: &mut UnitOfWork,
    law: &OfficeLaw,
    staff: &Staff,
    stored: &Stored,
    effects: &[(Arc<Loaded>, Effect)],
) -> Result<()> {
    if effects.is_empty() {
        return Ok(());
    }
    let telling = Telling::of(change, law, staff, stored).await?;
    for (regulation, effect) in effects {
        one(change, law, &telling, stored, regulation, effect).await?;
        if !stored.is_closed(law) {
            clause_statistics::cited(change, &regulation.manifest().id, std::slice::from_ref(effect.clause())).await?;
        }
        let body = json!({ "regulation": regulation.manifest().id, "effect": effect });
        change.event(Event { matter: Some(stored.id), kind: "effect", by: None, body }).await?;
    }
    Ok(())
}

async fn one(
    change: &mut UnitOfWork,
    law: &OfficeLaw,
    telling: &Telling<'_>,
    stored: &Stored,
    regulation: &Loaded,
    effect: &Effect,
) -> Result<()> {
    let (manifest, staff) = (regulation.manifest(), telling.staff);
    match effect {
        Effect::HandOver(_) | Effect::Deputise(_) => standing_in::follow(change, law, telling, effect).await?,
        Effect::Publish(e) => {
            let (title, body) = (telling.to_all(&e.title), telling.to_all(&e.body));
            publications::publish(change, &manifest.id, stored.id, &Publication { title, body, ..e.clone() }).await?;
        }
        Effect::Withdraw(e) => publications::withdraw(change, &manifest.id, e).await?,
        Effect::Notify(e) => {
            for person in people(staff, regulation, stored, &e.to)? {
                notices::tell(change, person, &telling.to(person, &e.message), Some(stored.id)).await?;
            }
        }
        Effect::FollowUp(e) => follow_up(change, law, telling, &manifest.id, e).await?,
        Effect::Defer(e) => defer(change, law, regulation, e).await?,
        Effect::Enter(e) => entering::enter(change, staff, stored, regulation, e).await?,
        Effect::Amend(e) => entering::amend(change, staff, regulation, e).await?,
        Effect::Move(e) => entering::count(change, staff, regulation, e).await?,
    }
    Ok(())
}

/// Something is owed, until a day.
async fn follow_up(
    change: &mut UnitOfWork,
    law: &OfficeLaw,
    telling: &Telling<'_>,
    regulation: &str,
    owed: &FollowUp,
) -> Result<()> {
    let now = change.now;
    let days = law.days(now.date(), now.date().plus(800));
    let due = days.calendar().due(now, owed.due);
    let (office, id) = (change.office, change.id());
    sqlx::query(
        "INSERT INTO follow_ups (office_id, id, regulation, clause, form, person_id, due_at, reason, from_matter, reminded)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
    )
    .bind(office.number())
    .bind(id)
    .bind(regulation)
    .bind(&owed.clause)
    .bind(&owed.form)
    .bind(owed.by as i64)
    .bind(due.0)
    .bind(telling.to(owed.by, &owed.reason))
    .bind(telling.stored.id)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// The open tasks of a matter get a later due date, and their reminders begin anew.
async fn defer(change: &mut UnitOfWork, law: &OfficeLaw, regulation: &Loaded, deferral: &Deferral) -> Result<()> {
    let until = Date(deferral.until);
    let days = law.days(until, until);
    let due = days.calendar().due(change.now, Span::On(deferral.until));
    let row = sqlx::query("SELECT regulation, form, matter_id FROM records WHERE office_id = $1 AND id = $2")
        .bind(change.office.number())
        .bind(deferral.record as i64)
        .fetch_optional(&mut **change)
        .await?;
    let row = row.ok_or(Error::NotFound("要延期的事项"))?;
    let (owner, form) = (row.text("regulation")?, row.text("form")?);
    let manifest = regulation.manifest();
    if owner != manifest.id && !manifest.oversees.contains(&format!("{owner}/{form}")) {
        return Err(Error::internal(format!("{} would put off a matter of {owner}/{form}", manifest.id)));
    }
    sqlx::query(
        "UPDATE tasks SET due_at = $3, reminded = 0 WHERE office_id = $1 AND matter_id = $2 AND kind <> 'read'
         AND state IN ('open', 'waiting', 'later', 'vacant') AND due_at IS NOT NULL AND due_at < $3",
    )
    .bind(change.office.number())
    .bind(row.maybe_int("matter_id")?)
    .bind(due.0)
    .execute(&mut **change)
    .await?;
    Ok(())
}

fn people(staff: &Staff, regulation: &Loaded, stored: &Stored, who: &Who) -> Result<Vec<u64>> {
    match who {
        Who::People(people) => Ok(people.clone()),
        Who::Roles(roles) => {
            let department = super::facts::department(staff, stored.subject);
            let mut people = Vec::new();
            for role in roles {
                people.extend(staff.deciders(regulation.manifest(), role, department, &[])?.people);
            }
            people.sort_unstable();
            people.dedup();
            Ok(people)
        }
    }
}

/// An effect as people read it before it happens.
#[must_use]
pub fn said(effect: &Effect, staff: &Staff, regulation: &Loaded) -> String {
    let moment = |seconds: i64| Moment(seconds).to_string().replace('T', " ");
    match effect {
        Effect::HandOver(e) => {
            let (starts, ends) = (moment(e.starts), moment(e.ends));
            let (person, deputy) = (staff.name(e.person), staff.name(e.deputy));
            format!("{starts} 至 {ends}，{person}的待办交给{deputy}（{}）", standing_in::KEPT)
        }
        Effect::Deputise(e) => {
            format!("{}成为{}的B角（{}）", staff.name(e.deputy), staff.name(e.person), standing_in::KEPT)
        }
        Effect::Publish(e) => {
            let whom = if e.public { "向社会公开，列入" } else { "公示于" };
            let until = e.until.map(|until| format!("，至 {}", Date(until))).unwrap_or_default();
            format!("{whom}“{}”{until}", e.board)
        }
        Effect::Notify(e) => format!("通知：{}", e.message),
        Effect::FollowUp(e) => {
            let form = regulation.manifest().form(&e.form).map_or(e.form.as_str(), |form| form.title.as_str());
            format!("{}须填《{form}》：{}", staff.name(e.by), e.reason)
        }
        Effect::Enter(e) => {
            let form = regulation.manifest().form(&e.form).map_or(e.form.as_str(), |form| form.title.as_str());
            format!("记入《{form}》登记簿")
        }
        Effect::Defer(e) => format!("办理期限延至 {}", Date(e.until)),
        Effect::Amend(_) => "更新登记簿中的记录".to_owned(),
        Effect::Move(e) => moved(e, regulation),
        Effect::Withdraw(e) => format!("撤下已公开的内容：{}", e.reason),
    }
}

/// A count that goes up or down: which, of which register, by how much in its own unit.
fn moved(movement: &Movement, regulation: &Loaded) -> String {
    let forms = regulation.manifest().forms.iter();
    let counted = forms.filter_map(|form| Some((form, form.field(&movement.field)?))).next();
    let (what, money) = match counted {
        Some((form, field)) => {
            let money = matches!(field.kind, FieldKind::Single(ValueKind::Money(_)));
            (format!("《{}》登记簿的“{}”", form.title, field.label), money)
        }
        None => ("登记数量".to_owned(), false),
    };
    let by = movement.by.saturating_abs();
    let by = if money { format!("{} 元", Money(by)) } else { by.to_string() };
    format!("{what}{}{by}", if movement.by < 0 { "减 " } else { "加 " })
}
