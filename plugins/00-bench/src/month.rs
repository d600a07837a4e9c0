//! A month's assessment of 40 and of 4,000 people, from their clock records, on SQLite.

use anyhow::{Context, Result, ensure};
use guiju::{accounts::Caller, assessments, imports};
use guiju_domain::{PersonId, SystemRole};
use guiju_model::{Cycle, Date};
use guiju_tests::{Database, Office};
use std::{fmt::Write, time::Instant};

/// Runs and prints.
pub async fn run() -> Result<()> {
    for people in [40, 4000] {
        let office = Office::open(Database::Sqlite, "2026-04-01T08:00").await?;
        let pool = &office.app.pool;
        let mut tx = pool.begin().await?;
        for badge in 12..=people {
            sqlx::query(
                "INSERT INTO people (office_id, id, name, department_id, badge, attributes, active)
                 SELECT 1, 1000000 + $1, $2, MIN(department_id), $3, '{}', 1 FROM people WHERE office_id = 1",
            )
            .bind(i64::from(badge))
            .bind(format!("职员{badge}"))
            .bind(badge.to_string())
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        office.app.staff_changed(guiju_tests::OFFICE);
        let mut file = String::new();
        for day in (2..=31).filter(|day| !matches!(day, 7 | 8 | 14 | 15 | 21 | 22 | 28 | 29)) {
            for badge in 1..=people {
                let late = if (badge + day) % 97 == 0 { "08:50:00" } else { "08:25:00" };
                let _ = writeln!(
                    file,
                    "{badge}\t2026-03-{day:02} {late}\t1\t0\t1\t0\n{badge}\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0"
                );
            }
        }
        let caller = Caller {
            office: guiju_tests::OFFICE,
            person: PersonId::new(1),
            login: "bench".to_owned(),
            system_role: Some(SystemRole::Administrator),
            csrf: String::new(),
            first: None,
            session: String::new(),
        };
        let taking = imports::Taking::default();
        let started = Instant::now();
        let report =
            imports::import(&office.app, &caller, ("attendance", "punch"), file.clone().into_bytes(), &taking).await?;
        let imported = started.elapsed();
        ensure!(report.errors.is_empty(), "{:?}", report.errors.first());
        let day = Date::new(2026, 3, 15).context("a day")?;
        let started = Instant::now();
        assessments::run(&office.app, guiju_tests::OFFICE, Cycle::Month, day, None).await?;
        let judged = started.elapsed();
        println!(
            "{people} people: {} punches imported in {imported:.1?}, the month judged by every regulation in {judged:.1?}",
            report.new
        );
    }
    Ok(())
}
