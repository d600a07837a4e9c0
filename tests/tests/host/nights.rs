//! Every night of an office its chain and rows are compared, and the auditor is told what does not agree.

use anyhow::Result;
use guiju_api::ChainReport;
use guiju_tests::{Office, Person, on_each_database};
use serde_json::json;
use sqlx::AssertSqlSafe;

async fn by_hand(office: &Office, statement: &str) -> Result<()> {
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&office.app.pool).await?;
    Ok(())
}

async fn told(keeper: &Person, words: &str) -> Result<usize> {
    Ok(keeper.notices().await?.iter().filter(|notice| notice.contains(words)).count())
}

on_each_database! {
    /// A name that was altered in the database is told the next morning, once, and shown until it is mended.
    altered_by_hand(office, "2026-03-02T09:00") {
        let (wu, zhou) = (office.person("wu").await?, office.person("zhou").await?);
        office.bind("workbench").await?;
        let chen = office.person("chen").await?;
        let matter = chen.file("workbench/announcement", json!({ "title": "夜间核对", "public": false })).await?;
        let report = async || wu.get::<ChainReport>("/api/audit").await;
        office.at("2026-03-02T09:05").await?;
        assert_eq!(report().await?.verified_at, None, "the first night has not come");
        office.at("2026-03-03T08:00").await?;
        let first = report().await?;
        assert!(first.verified_at.as_deref().is_some_and(|at| at.starts_with("2026-03-03T08:00")), "{first:?}");
        assert!(first.verified_rows > 50 && first.alarms.is_empty(), "{first:?}");
        by_hand(&office, "UPDATE people SET badge = badge || 'x' WHERE office_id = 1 AND id = 1").await?;
        by_hand(&office, "INSERT INTO departments (office_id, id, name) VALUES (1, 99999, '影子科')").await?;
        // Neither its digest nor its events agree: it is told once.
        by_hand(&office, &format!("UPDATE matters SET round = round + 1 WHERE office_id = 1 AND id = {matter}")).await?;
        office.at("2026-03-03T23:00").await?;
        assert!(report().await?.alarms.is_empty(), "the night has not come");
        for morning in ["2026-03-04T02:00", "2026-03-04T08:00", "2026-03-05T08:00"] {
            office.at(morning).await?;
            let found = report().await?;
            assert_eq!(found.alarms.len(), 3, "{found:?}");
            for keeper in [&wu, &zhou] {
                let told = (told(keeper, "“人员”中的一行（1）").await?, told(keeper, "“部门”中有一行（99999）").await?);
                assert_eq!(told, (1, 1), "each keeper is told once");
                assert_eq!(self::told(keeper, &format!("“事项”中的一行（{matter}）")).await?, 1);
            }
        }
        by_hand(&office, "UPDATE people SET badge = REPLACE(badge, 'x', '') WHERE office_id = 1 AND id = 1").await?;
        by_hand(&office, &format!("UPDATE matters SET round = round - 1 WHERE office_id = 1 AND id = {matter}")).await?;
        by_hand(&office, "DELETE FROM departments WHERE office_id = 1 AND id = 99999").await?;
        office.at("2026-03-06T08:00").await?;
        let mended = report().await?;
        assert!(mended.alarms.is_empty() && mended.broken_at.is_none(), "{mended:?}");
        Ok(())
    }
}
