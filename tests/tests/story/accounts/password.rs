//! Passwords: which are taken, whose must be changed, and changing one's own.

use anyhow::Result;
use guiju_api::{AccountShown, PasswordChange, PersonEntry};
use guiju_tests::{
    Answer, Office, PASSWORD, Person,
    accounts::{attempt, browser, credentials},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::json;

async fn change(person: &Person, current: &str, new: &str) -> Result<(StatusCode, Answer)> {
    person.post("/api/account/password", &PasswordChange { current: current.to_owned(), new: new.to_owned() }).await
}

/// Bodies of an office's events of a kind.
async fn events(office: &Office, kind: &str) -> Result<Vec<String>> {
    use guiju_tests::Columns;
    let rows = sqlx::query("SELECT body FROM events WHERE kind = $1 ORDER BY seq").bind(kind);
    let rows = rows.fetch_all(&office.app.pool).await?;
    rows.iter().map(|row| row.text("body")).collect()
}

on_each_database! {
    /// What strangers try first is refused, with the rule that it breaks.
    rules(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        for (new, code) in [
            ("          ", "password.blank"),
            ("short-one", "password.too-short"),
            ("1234567890", "password.sequence"),
            ("aaaaaaaaaaaa", "password.repeated"),
            ("li2018070100", "password.login"),
            ("limin-2026", "password.name"),
            ("李敏李敏李敏李敏李敏", "password.repeated"),
            ("测试单位2026080", "password.office"),
            ("password2026", "password.common"),
            ("iloveyou1234", "password.common"),
            ("Guiju-Test-2026 ", "password.unchanged"),
        ] {
            let (status, answer) = change(&li, PASSWORD, new).await?;
            assert_eq!((status, answer.code().as_str()), (StatusCode::BAD_REQUEST, code), "{new}: {answer}");
            assert!(!answer.to_string().contains(new.trim()) || new.trim().is_empty(), "the password is not said again");
        }
        assert_eq!(change(&li, PASSWORD, "四个词连起来就很难猜").await?.0, StatusCode::NO_CONTENT);
        let wu = office.person("wu").await?;
        let (status, answer) = wu.put("/api/settings", &json!({ "password-length": 16 })).await?;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let (status, answer) = change(&wu, PASSWORD, "four words 4").await?;
        assert_eq!((status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "password.too-short"));
        assert!(answer.title().contains("16"), "{answer}");
        Ok(())
    }

    /// Only with the current password, tried no more often than at the door; all other sessions end, this one stays.
    ones_own(office, "2026-03-02T09:00") {
        let (li, elsewhere) = (office.person("li").await?, office.person("li").await?);
        assert_eq!(change(&li, PASSWORD, "green-tea-at-noon").await?.0, StatusCode::NO_CONTENT);
        assert!(li.counts().await.is_ok(), "this session goes on");
        assert!(elsewhere.counts().await.is_err(), "the others are over");
        assert!(Person::log_in_with(&office.base, "li", PASSWORD).await.is_err());
        Person::log_in_with(&office.base, "li", "green-tea-at-noon").await?;
        let told = events(&office, "password-changed").await?;
        let own = told.last().cloned().unwrap_or_default();
        assert!(own.contains(&format!("\"person\":{}", li.id)) && !own.contains("green-tea") && !own.contains("argon2"), "{own:?}");
        let mut throttled = 0;
        for n in 0..5 {
            let (status, answer) = change(&li, &format!("wrong-{n}"), "another-cup-of-tea").await?;
            throttled += usize::from(status == StatusCode::TOO_MANY_REQUESTS);
            assert!(status == StatusCode::TOO_MANY_REQUESTS || answer.code() == "account.wrong-password", "{answer}");
        }
        assert!(throttled > 0, "a borrowed session guesses for ever");
        Ok(())
    }

    /// A password that an administrator set is changed first; until then nothing but the account answers.
    must_be_changed(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let entry = PersonEntry { name: "新来的".to_owned(), department: "社会科".to_owned(), login: Some("newcomer".to_owned()), password: Some("told-at-the-desk".to_owned()), ..PersonEntry::default() };
        assert_eq!(zhou.post("/api/people", &entry).await?.0, StatusCode::CREATED);
        let new = Person::log_in_with(&office.base, "newcomer", "told-at-the-desk").await?;
        assert!(new.me().await?.must_change_password);
        assert!(new.get::<AccountShown>("/api/account").await?.must_change_password);
        for path in ["/api/counts", "/api/forms", "/api/people", "/api/notices", "/api/trays/decide"] {
            let (status, answer) = new.look(path).await?;
            assert_eq!((status, answer.code().as_str()), (StatusCode::FORBIDDEN, "account.password-must-change"), "{path}");
        }
        assert_eq!(change(&new, "told-at-the-desk", "told-at-the-desk").await?.1.code(), "password.unchanged");
        assert_eq!(change(&new, "told-at-the-desk", "known-to-me-alone").await?.0, StatusCode::NO_CONTENT);
        new.counts().await?;
        assert!(!new.me().await?.must_change_password);
        // What is set by others keeps to the same rules.
        let weak = PersonEntry { name: "又一位".to_owned(), department: "社会科".to_owned(), login: Some("another".to_owned()), password: Some("1234567890".to_owned()), ..PersonEntry::default() };
        let (status, answer) = zhou.post("/api/people", &weak).await?;
        assert_eq!((status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "password.sequence"), "{answer}");
        Ok(())
    }

    /// Where the office wants it, a password is good for so many days.
    expires(office, "2026-03-02T09:00") {
        let (wu, li) = (office.person("wu").await?, office.person("li").await?);
        let (status, answer) = wu.put("/api/settings", &json!({ "password-days": 30 })).await?;
        assert_eq!(status, StatusCode::OK, "{answer}");
        li.counts().await?;
        office.at("2026-04-03T09:00").await?;
        let (status, answer) = li.look("/api/counts").await?;
        assert_eq!((status, answer.code().as_str()), (StatusCode::FORBIDDEN, "account.password-must-change"), "{answer}");
        assert_eq!(change(&li, PASSWORD, "spring-is-here-now").await?.0, StatusCode::NO_CONTENT);
        li.counts().await?;
        Ok(())
    }

    /// Nobody is let in on a password that was changed meanwhile, and a device that knew the old one is a stranger.
    devices_are_forgotten(office, "2026-03-02T09:00") {
        let old = browser()?;
        let right = credentials("li", PASSWORD);
        assert!(attempt(&old, &office.base, &right).await?.status.is_success());
        let li = office.person("li").await?;
        assert_eq!(change(&li, PASSWORD, "green-tea-at-noon").await?.0, StatusCode::NO_CONTENT);
        let stranger = guiju_tests::client().build()?;
        let wrong = credentials("li", "not-the-password");
        while attempt(&stranger, &office.base, &wrong).await?.status != StatusCode::TOO_MANY_REQUESTS {}
        // The first delay is a second, which a busy machine takes for an attempt; after some more it is a minute.
        for minute in 1..=5 {
            office.set(&format!("2026-03-02T09:0{minute}"))?;
            attempt(&stranger, &office.base, &wrong).await?;
        }
        let new = credentials("li", "green-tea-at-noon");
        assert_eq!(attempt(&old, &office.base, &new).await?.status, StatusCode::TOO_MANY_REQUESTS, "no longer known");
        Ok(())
    }
}
