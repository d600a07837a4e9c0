//! What the server does by the clock.

use anyhow::{Context, Result};
use guiju_api::{AssessmentShown, OpeningEntry, PersonEntry, ProposalShown};
use guiju_tests::{Columns, on_each_database, values};
use serde_json::json;
use std::fmt::Write;

/// Every working day of March 2026 up to a day: on time, but badge 8 an hour late on the 3rd.
pub fn punches(until: u32) -> Result<String> {
    let mut lines = String::new();
    for day in (2..=until).filter(|day| !matches!(day, 7 | 8 | 14 | 15 | 21 | 22 | 28 | 29)) {
        for badge in 1..=11 {
            let arrives = if (badge, day) == (8, 3) { "09:30:00" } else { "08:25:00" };
            writeln!(lines, "{badge}\t2026-03-{day:02} {arrives}\t1\t0\t1\t0")?;
            writeln!(lines, "{badge}\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0")?;
        }
    }
    Ok(lines)
}

/// The number of a day.
fn day(text: &str) -> Result<i64> {
    Ok(text.parse::<guiju_model::Date>().map_err(|why| anyhow::anyhow!("{why}"))?.0.into())
}

on_each_database! {
    /// The month is judged by the clock once it has ended and the clock machine's file reaches its end; late facts judge anew.
    the_month_is_judged(office, "2026-03-02T09:00") {
        let (chen, li, sun) = (office.person("chen").await?, office.person("li").await?, office.person("sun").await?);
        let import = "/api/forms/attendance/punch/import";
        office.at("2026-03-28T09:00").await?;
        chen.import(import, punches(27)?).await?;
        office.at("2026-04-01T00:10").await?;
        assert!(li.get::<Vec<ProposalShown>>("/api/proposals").await?.is_empty(), "nobody is judged absent before the file is complete");
        chen.import(import, punches(31)?).await?;
        office.at("2026-04-01T08:00").await?;
        let proposals = li.get::<Vec<ProposalShown>>("/api/proposals").await?;
        assert_eq!(proposals.len(), 1, "{proposals:?}");
        assert_eq!(sun.get::<Vec<ProposalShown>>("/api/proposals").await?.len(), 1, "nobody else's: {proposals:?}");
        let sheet = chen.get::<AssessmentShown>("/api/assessments/attendance/month?day=2026-03-15").await?;
        assert_eq!(sheet.subjects.len(), 11, "whoever keeps attendance sees everybody");
        let own = li.get::<AssessmentShown>("/api/assessments/attendance/month?day=2026-03-15").await?;
        assert_eq!(own.subjects.len(), 1, "everybody else sees their own");

        // A punch that another machine had.
        chen.import(import, "8\t2026-03-03 08:20:00\t1\t0\t1\t0\n".to_owned()).await?;
        office.at("2026-04-01T09:00").await?;
        assert!(li.get::<Vec<ProposalShown>>("/api/proposals").await?.is_empty(), "judged again with the missing punch, the proposal lapses");
        office.at("2026-04-02T09:00").await?;
        assert!(li.get::<Vec<ProposalShown>>("/api/proposals").await?.is_empty());
        // For ten days after its end it is judged anew each day; then it has settled.
        let last = "SELECT judged_on FROM assessment_runs WHERE regulation = 'attendance' AND assessed = 'month' AND starts = $1";
        for (on, judged) in [("2026-04-09", "2026-04-09"), ("2026-04-10", "2026-04-10"), ("2026-04-11", "2026-04-10"), ("2026-04-20", "2026-04-10")] {
            office.at(&format!("{on}T09:00")).await?;
            let run = sqlx::query(last).bind(day("2026-03-01")?).fetch_one(&office.app.pool).await?;
            assert_eq!(run.int("judged_on")?, day(judged)?, "on {on}");
        }
        // What is withdrawn is judged without, even then.
        let punches = chen.register("attendance/punches?from=2026-03-03&to=2026-03-03").await?;
        let other = punches.rows.iter().find(|row| row.cells.iter().any(|cell| cell.contains("08:20"))).context("the punch")?;
        chen.posts(&format!("/api/records/{}/withdrawal", other.record), &OpeningEntry { reason: "不是本人".to_owned() }).await?;
        office.at("2026-04-20T10:00").await?;
        assert_eq!(li.get::<Vec<ProposalShown>>("/api/proposals").await?.len(), 1, "late again");
        Ok(())
    }

    /// A record of a month that has settled long ago, or one of it that has changed: the month is judged again, and only that one.
    late_facts(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let order = "SELECT judged_on FROM assessment_runs WHERE regulation = 'workbench' AND assessed = 'order' AND starts = $1";
        let judged = async |month: &str| -> Result<i64> {
            sqlx::query(order).bind(day(month)?).fetch_one(&office.app.pool).await?.int("judged_on")
        };
        let proposed = async || -> Result<usize> {
            let proposals = li.get::<Vec<ProposalShown>>("/api/proposals").await?;
            Ok(proposals.iter().filter(|one| one.measure.contains("使用房间")).count())
        };
        for on in ["2026-04-01", "2026-04-10", "2026-05-01", "2026-05-10", "2026-05-20"] {
            office.at(&format!("{on}T09:00")).await?;
        }
        assert_eq!((judged("2026-03-01").await?, judged("2026-04-01").await?), (day("2026-04-10")?, day("2026-05-10")?));
        zhou.file("workbench/disorder", json!({ "who": li.id, "on": "2026-03-10" })).await?;
        office.at("2026-05-20T10:00").await?;
        assert_eq!((judged("2026-03-01").await?, judged("2026-04-01").await?), (day("2026-05-20")?, day("2026-05-10")?));
        assert_eq!(proposed().await?, 1);
        // Nothing has changed since: it stays as it is. What comes on the same day waits for the next.
        office.at("2026-05-21T09:00").await?;
        assert_eq!(judged("2026-03-01").await?, day("2026-05-20")?);
        zhou.file("workbench/disorder", json!({ "who": li.id, "on": "2026-03-11" })).await?;
        zhou.file("workbench/disorder", json!({ "who": li.id, "on": "2026-04-30" })).await?;
        office.at("2026-05-21T10:00").await?;
        zhou.file("workbench/disorder", json!({ "who": li.id, "on": "2026-03-12" })).await?;
        office.at("2026-05-21T11:00").await?;
        assert_eq!(proposed().await?, 3);
        office.at("2026-05-22T09:00").await?;
        assert_eq!((judged("2026-03-01").await?, judged("2026-04-01").await?), (day("2026-05-22")?, day("2026-05-21")?));
        assert_eq!(proposed().await?, 4);
        Ok(())
    }

    /// Two servers on one database: what one is told of people and numbers, the other knows with its next round of jobs.
    two_servers(office, "2026-03-02T09:00") {
        let other = guiju::app::App::open(office.app.config.clone(), office.clock.clone()).await?;
        let zhou = office.person("zhou").await?;
        assert_eq!(other.staff(guiju_tests::OFFICE).await?.people.len(), 11);
        zhou.posts("/api/people", &PersonEntry { name: "新同事".to_owned(), department: "社会科".to_owned(), ..PersonEntry::default() }).await?;
        office.revise("attendance", None, values(json!({ "late_limit": 15 })), "2026-04-01").await?;
        guiju::jobs::round(&other).await?;
        assert_eq!(other.staff(guiju_tests::OFFICE).await?.people.len(), 12);
        let april = "2026-04-02".parse().map_err(|why| anyhow::anyhow!("{why}"))?;
        let set = other.policy(guiju_tests::OFFICE)?.value("attendance", "late_limit", april).map(|(value, _)| value.clone());
        assert_eq!(set, Some(json!(15)));
        Ok(())
    }
}
