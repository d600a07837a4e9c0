//! A month of the clock machine: import, counts, proposal, objection, confirmation.

use guiju_tests::on_each_database;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::fmt::Write;

/// March 2026, everybody on time, but badge 8: late once by 10 minutes, once by 40.
fn month() -> String {
    let mut lines = String::new();
    for day in 2..=31 {
        let weekend = matches!(day, 7 | 8 | 14 | 15 | 21 | 22 | 28 | 29);
        if weekend {
            continue;
        }
        for badge in 1..=9 {
            let arrives = match (badge, day) {
                (8, 3) => "08:40:00",
                (8, 4) => "09:10:00",
                _ => "08:25:00",
            };
            let _ = writeln!(lines, "{badge}\t2026-03-{day:02} {arrives}\t1\t0\t1\t0");
            let _ = writeln!(lines, "{badge}\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0");
        }
    }
    lines.push_str("77\t2026-03-03 08:00:00\t1\t0\t1\t0\n8\tyesterday noon\n");
    lines
}

on_each_database! {
    a_month(office, "2026-04-01T09:00") {
        let (zhou, chen, li, sun) = (office.person("zhou").await?, office.person("chen").await?, office.person("li").await?, office.person("sun").await?);
        let file = Value::String(month());
        let path = "/api/forms/attendance/punch/import";
        let (status, preview) = chen.post(&format!("{path}?preview=true"), &file).await?;
        assert_eq!(status, StatusCode::OK, "{preview}");
        assert_eq!((preview["new"].as_u64(), preview["written"].as_bool()), (Some(396), Some(false)));
        assert_eq!(preview["errors"].as_array().map(Vec::len), Some(2), "{preview}");
        let (_, first) = chen.post(path, &file).await?;
        let (_, second) = chen.post(path, &file).await?;
        assert_eq!((first["new"].as_u64(), second["new"].as_u64(), second["known"].as_u64()), (Some(396), Some(0), Some(396)));

        zhou.post("/api/assessments/month?day=2026-03-15", &Value::Null).await?;
        let sheet = zhou.get("/api/assessments/attendance/month?day=2026-03-15").await?;
        let mine = sheet["subjects"].as_array().into_iter().flatten().find(|s| s["name"] == "李敏").cloned().unwrap_or_default();
        let figure = |name: &str| mine["figures"].as_array().into_iter().flatten().find(|f| f["name"] == name).and_then(|f| f["value"].as_i64());
        assert_eq!((figure("late"), figure("absent_half_days")), (Some(1), Some(1)));

        let proposals = li.get("/api/proposals").await?;
        let proposal = &proposals[0];
        assert_eq!(proposals.as_array().map(Vec::len), Some(1), "{proposals}");
        assert!(proposal["measure"].as_str().is_some_and(|m| m.contains("50%")), "{proposal}");
        let cited = proposal["citations"].as_array().into_iter().flatten().filter_map(|c| c["regulation"].as_str()).collect::<Vec<_>>();
        assert_eq!(cited, ["attendance", "work-discipline"], "one act, one proposal, both clauses");
        assert!(!proposal["evidence"].as_array().is_none_or(Vec::is_empty), "a proposal carries its evidence");
        let path = format!("/api/proposals/{}", proposal["id"]);
        assert_eq!(li.post(&path, &json!({ "action": "confirm", "reason": "x" })).await?.0, StatusCode::CONFLICT);
        assert_eq!(li.post(&path, &json!({ "action": "object", "reason": "那天公交停运" })).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(sun.post(&path, &json!({ "action": "confirm", "reason": "" })).await?.0, StatusCode::BAD_REQUEST);
        assert_eq!(sun.post(&path, &json!({ "action": "confirm", "reason": "已核实，不属不可抗力" })).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(li.get("/api/proposals").await?[0]["state"], "confirmed");

        // Judged again, what was decided stays decided.
        zhou.post("/api/assessments/month?day=2026-03-15", &Value::Null).await?;
        assert_eq!(li.get("/api/proposals").await?.as_array().map(Vec::len), Some(1));
        Ok(())
    }
}
