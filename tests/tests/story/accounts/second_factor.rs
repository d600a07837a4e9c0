//! The second factor: set up, used, never twice with one code, recovered, taken off; and wanted by the office.

use anyhow::{Context, Result};
use guiju::store::Columns;
use guiju_tests::{
    Office, PASSWORD, Person,
    accounts::{Answered, attempt, browser},
    on_each_database,
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};

fn authenticator(secret: &str) -> Result<Totp> {
    let secret = Secret::try_from_base32(secret).map_err(|why| anyhow::anyhow!("{why}"))?;
    Builder::new().with_secret(secret).build().map_err(|why| anyhow::anyhow!("{why}"))
}

/// The code that the authenticator shows now, or so many steps from now.
fn code(office: &Office, totp: &Totp, steps: i64) -> Result<String> {
    let at = u64::try_from(office.app.clock.utc() + steps * 30)?;
    Ok(totp.generate(at).to_string())
}

async fn log_in(office: &Office, login: &str, code: Option<&str>) -> Result<Answered> {
    attempt(&browser()?, &office.base, &json!({ "login": login, "password": PASSWORD, "code": code })).await
}

/// Sets a second factor up: the authenticator and the recovery codes.
async fn set_up(office: &Office, person: &Person) -> Result<(Totp, Vec<String>)> {
    let (status, begun) = person.post("/api/account/second-factor", &Value::Null).await?;
    anyhow::ensure!(status == StatusCode::OK, "{status} {begun}");
    let address = begun["address"].as_str().context("an address")?;
    anyhow::ensure!(address.starts_with("otpauth://totp/"), "{address}");
    anyhow::ensure!(begun["qr"].as_str().is_some_and(|qr| qr.contains("<svg")), "a code to scan");
    let totp = authenticator(begun["secret"].as_str().context("a secret")?)?;
    let wrong = person.post("/api/account/second-factor/confirm", &json!({ "code": "000000" })).await?;
    anyhow::ensure!(wrong.0 == StatusCode::BAD_REQUEST, "{wrong:?}");
    let right = json!({ "code": code(office, &totp, 0)? });
    let (status, codes) = person.post("/api/account/second-factor/confirm", &right).await?;
    anyhow::ensure!(status == StatusCode::OK, "{status} {codes}");
    Ok((totp, serde_json::from_value(codes["codes"].clone())?))
}

on_each_database! {
    the_whole_way(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let (totp, recovery) = set_up(&office, &li).await?;
        assert_eq!(recovery.len(), 10);
        assert!(li.get("/api/account").await?["second_factor"].is_string());
        let needed = log_in(&office, "li", None).await?;
        assert_eq!((needed.status, needed.kind()), (StatusCode::UNAUTHORIZED, "account.second-factor-needed"));
        // The code by which it was set up is used up; the next one is good, once.
        let now = code(&office, &totp, 0)?;
        assert_eq!(log_in(&office, "li", Some(&now)).await?.kind(), "account.wrong-code");
        let next = code(&office, &totp, 1)?;
        assert_eq!(log_in(&office, "li", Some(&next)).await?.status, StatusCode::NO_CONTENT);
        assert_eq!(log_in(&office, "li", Some(&next)).await?.kind(), "account.wrong-code");
        office.at("2026-03-02T09:10").await?;
        // A wrong password learns nothing of the code.
        let wrong = json!({ "login": "li", "password": "not-the-password", "code": code(&office, &totp, 0)? });
        assert_eq!(attempt(&browser()?, &office.base, &wrong).await?.kind(), "account.wrong-credentials");
        // Each recovery code opens once, however it is written.
        let spaced = recovery[0].to_uppercase().replace('-', " ");
        assert_eq!(log_in(&office, "li", Some(&spaced)).await?.status, StatusCode::NO_CONTENT);
        assert_eq!(log_in(&office, "li", Some(&recovery[0])).await?.kind(), "account.wrong-code");
        assert_eq!(li.get("/api/account").await?["recovery_codes"], 9);
        office.at("2026-03-02T09:20").await?;
        let both = json!({ "password": PASSWORD, "code": code(&office, &totp, 0)? });
        let (status, anew) = li.post("/api/account/recovery-codes", &both).await?;
        assert_eq!(status, StatusCode::OK, "{anew}");
        assert_eq!(log_in(&office, "li", Some(&recovery[1])).await?.kind(), "account.wrong-code", "those before are void");
        office.at("2026-03-02T09:30").await?;
        let both = json!({ "password": PASSWORD, "code": code(&office, &totp, 0)? });
        let (status, answer) = li.send(Method::DELETE, "/api/account/second-factor", &both, None).await?;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        assert_eq!(log_in(&office, "li", None).await?.status, StatusCode::NO_CONTENT);
        no_secret_is_kept(&office, &totp, &recovery).await
    }

    /// A code of the same half minute is taken by one of two who show it at once.
    shown_twice_at_once(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let (totp, _) = set_up(&office, &li).await?;
        office.at("2026-03-02T09:10").await?;
        let now = code(&office, &totp, 0)?;
        let (one, other) = tokio::join!(log_in(&office, "li", Some(&now)), log_in(&office, "li", Some(&now)));
        let let_in = [one?, other?].iter().filter(|answer| answer.status.is_success()).count();
        assert_eq!(let_in, 1);
        Ok(())
    }

    /// Whom the office wants to have one reaches nothing else without it.
    wanted_by_the_office(office, "2026-03-02T09:00") {
        let (wu, zhou, li) = (office.person("wu").await?, office.person("zhou").await?, office.person("li").await?);
        let sun = office.person("sun").await?;
        let wanted = json!({ "second-factor": ["administrator", "confidential"] });
        assert_eq!(wu.send(Method::PUT, "/api/settings", &wanted, None).await?.0, StatusCode::OK);
        for person in [&zhou, &sun] {
            let (status, answer) = person.send(Method::GET, "/api/counts", &Value::Null, None).await?;
            assert_eq!((status, &answer["code"]), (StatusCode::FORBIDDEN, &json!("account.second-factor-must-be-set")));
            assert_eq!(person.get("/api/session").await?["must_set_second_factor"], true);
        }
        li.get("/api/counts").await?;
        set_up(&office, &zhou).await?;
        zhou.get("/api/counts").await?;
        zhou.get("/api/settings").await?;
        Ok(())
    }

    /// Two keepers take off the second factor of somebody who has lost it: every session ends.
    taken_off_by_keepers(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        set_up(&office, &li).await?;
        let mut change = office.app.change(1).await?;
        let person = guiju_domain::PersonId::new(li.id);
        assert!(guiju::accounts::second_factor::reset(&mut change, person, None).await?);
        change.commit().await?;
        assert!(li.get("/api/counts").await.is_err());
        assert_eq!(log_in(&office, "li", None).await?.status, StatusCode::NO_CONTENT);
        Ok(())
    }
}

/// Neither the database nor an event holds the secret or a code in clear; each change left its event.
async fn no_secret_is_kept(office: &Office, totp: &Totp, recovery: &[String]) -> Result<()> {
    let rows = sqlx::query("SELECT kind, body FROM events").fetch_all(&office.app.pool).await?;
    let mut kinds = Vec::new();
    for row in &rows {
        let body = row.text("body")?;
        assert!(
            !recovery.iter().any(|code| body.contains(code)) && !body.contains(&totp.secret().to_base32()),
            "{body}"
        );
        kinds.push(row.text("kind")?);
    }
    for kind in ["second-factor-set", "recovery-code-used", "recovery-codes-made", "second-factor-removed"] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}");
    }
    Ok(())
}
