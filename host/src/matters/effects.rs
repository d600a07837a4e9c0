//! What follows the last station, each effect written in the same transaction.

use super::{notices, stored::Stored};
use crate::{
    error::Result,
    law::OfficeLaw,
    staff::Staff,
    store::{Change, Event},
};
use guiju_engine::Loaded;
use guiju_model::{Date, Effect, Moment, Who, summary};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Carries out the effects.
///
/// # Errors
/// If a role is vacant or the database cannot be used.
pub async fn run(
    change: &mut Change,
    law: &OfficeLaw,
    staff: &Staff,
    stored: &Stored,
    effects: &[(Arc<Loaded>, Effect)],
) -> Result<()> {
    for (regulation, effect) in effects {
        one(change, law, staff, stored, regulation, effect).await?;
        let body = json!({ "regulation": regulation.manifest().id, "effect": effect });
        change.event(Event { matter: Some(stored.id), kind: "effect", by: None, body }).await?;
    }
    Ok(())
}

async fn one(
    change: &mut Change,
    law: &OfficeLaw,
    staff: &Staff,
    stored: &Stored,
    regulation: &Loaded,
    effect: &Effect,
) -> Result<()> {
    let (office, now) = (change.office, change.now);
    let manifest = regulation.manifest();
    match effect {
        Effect::HandOver(e) => {
            let id = change.id();
            sqlx::query(
                "INSERT INTO delegations (office_id, id, person_id, deputy_id, starts, ends, reason, matter_id, state)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting')",
            )
            .bind(office)
            .bind(id)
            .bind(e.person as i64)
            .bind(e.deputy as i64)
            .bind(e.starts)
            .bind(e.ends)
            .bind(format!("{}：{}", staff.name(e.person), stored.summary))
            .bind(stored.id)
            .execute(&mut **change)
            .await?;
            let span = format!("{} 至 {}", Moment(e.starts), Moment(e.ends)).replace('T', " ");
            let message = format!("{}期间由您代行{}的工作（{}）", span, staff.name(e.person), stored.summary);
            notices::tell(change, e.deputy, &message, Some(stored.id)).await?;
        }
        Effect::Deputise(e) => {
            sqlx::query(
                "INSERT INTO deputies (office_id, person_id, deputy_id) VALUES ($1, $2, $3)
                 ON CONFLICT (office_id, person_id) DO UPDATE SET deputy_id = excluded.deputy_id",
            )
            .bind(office)
            .bind(e.person as i64)
            .bind(e.deputy as i64)
            .execute(&mut **change)
            .await?;
        }
        Effect::Publish(e) => {
            let id = change.id();
            sqlx::query(
                "INSERT INTO publications (office_id, id, regulation, clause, board, title, body, published_at, until_date, matter_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(office)
            .bind(id)
            .bind(&manifest.id)
            .bind(&e.clause)
            .bind(&e.board)
            .bind(&e.title)
            .bind(&e.body)
            .bind(now.0)
            .bind(e.until.map(i64::from))
            .bind(stored.id)
            .execute(&mut **change)
            .await?;
        }
        Effect::Notify(e) => {
            for person in people(staff, regulation, stored, &e.to)? {
                notices::tell(change, person, &e.message, Some(stored.id)).await?;
            }
        }
        Effect::FollowUp(e) => {
            let days = law.days(now.date(), now.date().plus(800));
            let due = days.calendar().due(now, e.due);
            let id = change.id();
            sqlx::query(
                "INSERT INTO follow_ups (office_id, id, regulation, clause, form, person_id, due_at, reason, from_matter, reminded)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
            )
            .bind(office)
            .bind(id)
            .bind(&manifest.id)
            .bind(&e.clause)
            .bind(&e.form)
            .bind(e.by as i64)
            .bind(due.0)
            .bind(&e.reason)
            .bind(stored.id)
            .execute(&mut **change)
            .await?;
        }
        Effect::Enter(e) => {
            let form = manifest.form(&e.form);
            let mut content: Map<String, Value> = serde_json::from_str(&e.content)?;
            let number = match form.and_then(|form| form.series.as_ref()) {
                Some(series) => Some(change.number(series, now.date()).await?),
                None => None,
            };
            if let Some(number) = &number {
                content.insert("number".to_owned(), json!(number));
            }
            let line = form.map_or_else(String::new, |form| summary::summary(form, &content, staff));
            let person = e.person.unwrap_or(stored.subject);
            let id = change.id();
            sqlx::query(
                "INSERT INTO records (office_id, id, regulation, form, person_id, department_id, starts, ends, content, status,
                 summary, number, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'completed', $10, $11, $12)",
            )
            .bind(office)
            .bind(id)
            .bind(&manifest.id)
            .bind(&e.form)
            .bind(person as i64)
            .bind(i64::from(super::facts::department(staff, person)))
            .bind(e.starts)
            .bind(e.ends)
            .bind(Value::Object(content).to_string())
            .bind(line)
            .bind(number)
            .bind(now.0)
            .execute(&mut **change)
            .await?;
        }
    }
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
            format!(
                "{} 至 {}，{}的待办交给{}",
                moment(e.starts),
                moment(e.ends),
                staff.name(e.person),
                staff.name(e.deputy)
            )
        }
        Effect::Deputise(e) => format!("{}成为{}的B角", staff.name(e.deputy), staff.name(e.person)),
        Effect::Publish(e) => match e.until {
            Some(until) => format!("在“{}”公示至 {}", e.board, Date(until)),
            None => format!("在“{}”公示", e.board),
        },
        Effect::Notify(e) => format!("通知：{}", e.message),
        Effect::FollowUp(e) => {
            let form = regulation.manifest().form(&e.form).map_or(e.form.as_str(), |form| form.title.as_str());
            format!("{}须填《{form}》：{}", staff.name(e.by), e.reason)
        }
        Effect::Enter(e) => {
            let form = regulation.manifest().form(&e.form).map_or(e.form.as_str(), |form| form.title.as_str());
            format!("记入《{form}》登记簿")
        }
    }
}
