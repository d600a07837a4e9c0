//! What an office decides about itself: each setting by its own keeper, within its bounds, with an event.

use anyhow::{Context, Result};
use guiju_api::SettingShown;
use guiju_tests::{Answer, Columns, Office, on_each_database};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// Changes settings; the status and the answer.
async fn set(office: &Office, login: &str, changes: &Value) -> Result<(StatusCode, Answer)> {
    office.person(login).await?.put("/api/settings", changes).await
}

/// A setting as a keeper sees it.
async fn value(office: &Office, name: &str) -> Result<Value> {
    let all = office.person("wu").await?.get::<Vec<SettingShown>>("/api/settings").await?;
    let found = all.iter().find(|setting| setting.name == name);
    Ok(found.context("the setting")?.value.clone())
}

on_each_database! {
    by_their_keeper(office, "2026-03-02T09:00") {
        assert_eq!(value(&office, "password-length").await?, 10);
        let (status, answer) = set(&office, "zhou", &json!({ "password-length": 12 })).await?;
        assert_eq!((status, answer.code().as_str()), (StatusCode::FORBIDDEN, "setting.keeper"), "{answer}");
        let (status, answer) = set(&office, "li", &json!({ "password-length": 12 })).await?;
        assert_eq!(status, StatusCode::FORBIDDEN, "{answer}");
        assert_eq!(value(&office, "password-length").await?, 10, "nothing was changed");
        let (status, answer) = set(&office, "wu", &json!({ "password-length": 12, "second-factor": ["auditor"] })).await?;
        assert_eq!(status, StatusCode::OK, "{answer}");
        assert_eq!(value(&office, "password-length").await?, 12);
        let (status, answer) = set(&office, "wu", &json!({ "time-zone": "Asia/Urumqi" })).await?;
        assert_eq!(status, StatusCode::FORBIDDEN, "{answer}");
        Ok(())
    }

    /// One that is wrong, and none is changed; what is wrong is said in words.
    all_or_none(office, "2026-03-02T09:00") {
        for (wrong, code) in [
            (json!({ "session-days": 3, "password-length": 7 }), "setting.value"),
            (json!({ "session-days": 3, "password-length": "long" }), "setting.value"),
            (json!({ "session-days": 3, "second-factor": ["janitor"] }), "setting.value"),
            (json!({ "session-days": 3, "nothing": 1 }), "setting.unknown"),
            (json!({ "session-days": 3, "time-zone": "Asia/Shanghai" }), "setting.keeper"),
        ] {
            let (status, answer) = set(&office, "wu", &wrong).await?;
            assert!(status.is_client_error() && answer.code() == code, "{wrong}: {status} {answer}");
        }
        let (status, answer) = set(&office, "zhou", &json!({ "time-zone": "Mars/Olympus" })).await?;
        assert_eq!((status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "setting.value"), "{answer}");
        let row = sqlx::query("SELECT COUNT(*) AS n FROM events WHERE kind = 'office-setting' AND by_id IS NOT NULL").fetch_one(&office.app.pool).await?;
        assert_eq!(row.int("n")?, 0);
        Ok(())
    }

    /// The zone is the office's at once, and its event says what it was.
    zone(office, "2026-03-02T09:00") {
        let (status, answer) = set(&office, "zhou", &json!({ "time-zone": "Asia/Urumqi" })).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "one keeper alone does not move the office's clock: {answer}");
        let now = office.person("li").await?.me().await?.now.to_string();
        assert!(now.contains("2026-03-02T09:0"), "{now}");
        office.person("wu").await?.confirms(&answer.read()?).await?;
        let told = office.person("wu").await?.notices().await?;
        assert!(told.iter().any(|notice| notice.contains("更改单位的时区")), "{told:?}");
        let now = office.person("li").await?.me().await?.now.to_string();
        assert!(now.contains("2026-03-02T07:0"), "{now}");
        let row = sqlx::query("SELECT body FROM events WHERE kind = 'office-setting' AND by_id IS NOT NULL").fetch_one(&office.app.pool).await?;
        let body: Value = serde_json::from_str(&row.text("body")?)?;
        assert_eq!((body["before"].as_str(), body["after"].as_str()), (Some("Asia/Shanghai"), Some("Asia/Urumqi")));
        Ok(())
    }
}
