//! A nightly comparison that fails is shown, tried again and told, and nothing set by hand puts it off.

use super::rows::run;
use anyhow::{Context, Result};
use guiju::store::{Dialect, acquire};
use guiju_api::{ChainReport, JobShown};
use guiju_tests::{Office, Person, on_each_database};
use sqlx::AnyConnection;

/// Lets the database refuse that a comparison has ended.
async fn refuse(db: &mut AnyConnection, dialect: Dialect) -> Result<()> {
    if dialect == Dialect::Sqlite {
        run(
            db,
            "CREATE TRIGGER refuse BEFORE UPDATE OF ended_at ON verify_runs BEGIN SELECT RAISE(ABORT, 'refused'); END",
        )
        .await?;
        return Ok(());
    }
    run(db, "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END'")
        .await?;
    run(db, "CREATE TRIGGER refuse BEFORE UPDATE OF ended_at ON verify_runs FOR EACH ROW EXECUTE FUNCTION refuse()")
        .await?;
    Ok(())
}

async fn allow(db: &mut AnyConnection, dialect: Dialect) -> Result<()> {
    let of_table = if dialect == Dialect::Sqlite { "" } else { " ON verify_runs" };
    run(db, &format!("DROP TRIGGER refuse{of_table}")).await?;
    Ok(())
}

async fn job(keeper: &Person) -> Result<JobShown> {
    let jobs = keeper.get::<Vec<JobShown>>("/api/jobs").await?;
    jobs.into_iter().find(|job| job.kind == "verify").context("the comparison")
}

async fn failing(alarms: &ChainReport) -> usize {
    alarms.alarms.iter().filter(|alarm| alarm.contains("夜间核对没有完成")).count()
}

async fn nights(office: &Office) -> Result<()> {
    office.at("2026-03-02T09:05").await?;
    office.at("2026-03-03T08:00").await
}

on_each_database! {
    /// What fails is no success: keepers see it, are told once, and it is done as soon as it can be.
    a_failure_is_told(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        let (wu, zhou) = (office.person("wu").await?, office.person("zhou").await?);
        nights(&office).await?;
        let first = job(&zhou).await?;
        assert!(first.failures == 0 && first.last_success.is_some(), "{first:?}");
        refuse(&mut db, office.app.dialect).await?;
        for (failures, at) in [(1, "2026-03-04T02:00"), (2, "2026-03-04T02:30"), (3, "2026-03-04T05:00")] {
            assert!(office.at(at).await.is_err(), "{at}: the round tells of the failure");
            let now = job(&zhou).await?;
            assert_eq!((now.failures, &now.last_success), (failures, &first.last_success), "{now:?}");
            let report = wu.audit().await?;
            assert_eq!(failing(&report).await, 1, "{report:?}");
            assert!(report.verify_failed_at.as_deref().is_some_and(|failed| failed.starts_with(at)), "{report:?}");
            let warnings = reqwest::get(format!("{}/healthz", office.base)).await?.text().await?;
            assert!(warnings.contains("夜间核对没有完成"), "{warnings}");
        }
        let notices = wu.notices().await?;
        assert_eq!(notices.iter().filter(|notice| notice.contains("夜间核对没有完成")).count(), 1, "told once");
        allow(&mut db, office.app.dialect).await?;
        office.at("2026-03-04T05:10").await?;
        let report = wu.audit().await?;
        assert!(failing(&report).await == 0 && report.verify_failed_at.is_none(), "{report:?}");
        assert!(report.verified_at.as_deref().is_some_and(|at| at.starts_with("2026-03-04T05:10")), "{report:?}");
        assert_eq!(job(&zhou).await?.failures, 0);
        Ok(())
    }

    /// A moment far ahead that somebody wrote by hand stops nothing.
    put_off_by_hand(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        let wu = office.person("wu").await?;
        nights(&office).await?;
        run(&mut db, "UPDATE verify_runs SET next_at = 99999999999").await?;
        office.at("2026-03-03T09:00").await?;
        let at = wu.audit().await?.verified_at;
        assert!(at.as_deref().is_some_and(|at| at.starts_with("2026-03-03T09:00")), "{at:?}");
        Ok(())
    }
}
