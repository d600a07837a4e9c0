//! Sessions: seen, ended one by one or all but this, and over at the latest when the office says so.

use anyhow::{Context, Result};
use guiju_api::SessionShown;
use guiju_tests::{Answer, Office, PASSWORD, Person, accounts, accounts::credentials, on_each_database};
use reqwest::StatusCode;
use serde_json::json;

async fn end(person: &Person, path: &str) -> Result<(StatusCode, Answer)> {
    person.delete(path).await
}

/// Logs in with a browser that says what it is.
async fn as_agent(office: &Office, login: &str, agent: &str) -> Result<Person> {
    let browser = guiju_tests::client().cookie_store(true).user_agent(agent).build()?;
    let credentials = credentials(login, PASSWORD);
    let answered = accounts::attempt(&browser, &office.base, &credentials).await?;
    anyhow::ensure!(answered.status.is_success(), "{answered:?}");
    Person::of(browser, &office.base).await
}

on_each_database! {
    seen_and_ended(office, "2026-03-02T09:00") {
        let desk = as_agent(&office, "li", "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36").await?;
        let phone = as_agent(&office, "li", "Mozilla/5.0 (iPhone) MicroMessenger/8.0").await?;
        let third = office.person("li").await?;
        let wang = office.person("wang").await?;
        let listed = desk.get::<Vec<SessionShown>>("/api/account/sessions").await?;
        let listed = listed;
        let open = listed.iter().filter(|one| one.source == "127.0.0.1").count();
        assert!(open >= 3, "{listed:?}");
        let of = |agent: &str| listed.iter().find(|one| one.agent == agent).context("the session");
        assert_eq!((of("Chrome，Windows")?.current, of("微信，iPhone")?.current), (true, false));
        let id = of("微信，iPhone")?.id.to_owned();
        // An id opens nothing, and is nobody else's to end.
        assert_eq!(end(&wang, &format!("/api/account/sessions/{id}")).await?.0, StatusCode::NOT_FOUND);
        phone.counts().await?;
        assert_eq!(end(&desk, &format!("/api/account/sessions/{id}")).await?.0, StatusCode::NO_CONTENT);
        assert!(phone.counts().await.is_err());
        assert_eq!(end(&desk, &format!("/api/account/sessions/{id}")).await?.0, StatusCode::NOT_FOUND);
        third.counts().await?;
        assert_eq!(end(&desk, "/api/account/sessions").await?.0, StatusCode::NO_CONTENT);
        assert!(third.counts().await.is_err());
        desk.counts().await?;
        wang.counts().await?;
        assert_eq!(desk.get::<Vec<SessionShown>>("/api/account/sessions").await?.len(), 1);
        Ok(())
    }

    /// However much it is used, a session ends.
    absolute_end(office, "2026-03-02T09:00") {
        let (wu, li) = (office.person("wu").await?, office.person("li").await?);
        let (status, answer) = wu.put("/api/settings", &json!({ "session-days": 7 })).await?;
        assert_eq!(status, StatusCode::OK, "{answer}");
        for day in 3..=8 {
            office.at(&format!("2026-03-0{day}T09:00")).await?;
            li.counts().await?;
        }
        office.at("2026-03-09T09:30").await?;
        assert!(li.counts().await.is_err());
        Ok(())
    }
}
