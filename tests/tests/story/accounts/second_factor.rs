//! The second factor: set up, used, never twice with one code, recovered, taken off; and wanted by the office.

use anyhow::{Context, Result};
use guiju_api::{
    AccountShown, AuditPage, Code, Credentials, OwnPassword, PasswordAndCode, Reason, RecoveryCodes, SecondFactorBegun,
    SettingShown,
};
use guiju_tests::{
    Answer, Columns, Office, PASSWORD, Person,
    accounts::{Answered, attempt, browser},
    on_each_database,
};
use reqwest::{Method, StatusCode};
use serde_json::json;
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
    attempt(
        &browser()?,
        &office.base,
        &Credentials { login: login.to_owned(), password: PASSWORD.to_owned(), code: code.map(str::to_owned) },
    )
    .await
}

/// Sets a second factor up: the authenticator and the recovery codes.
async fn set_up(office: &Office, person: &Person) -> Result<(Totp, Vec<String>)> {
    let (status, refused) =
        person.post("/api/account/second-factor", &OwnPassword { password: "not-the-password".to_owned() }).await?;
    anyhow::ensure!(refused.code() == "account.wrong-password", "{status} {refused}");
    let (status, begun) =
        person.post("/api/account/second-factor", &OwnPassword { password: PASSWORD.to_owned() }).await?;
    anyhow::ensure!(status == StatusCode::OK, "{status} {begun}");
    let begun: SecondFactorBegun = begun.read()?;
    let address = &begun.address;
    anyhow::ensure!(address.starts_with("otpauth://totp/"), "{address}");
    anyhow::ensure!(begun.qr.contains("<svg"), "a code to scan");
    let totp = authenticator(&begun.secret)?;
    let wrong = person.post("/api/account/second-factor/confirm", &Code { code: "000000".to_owned() }).await?;
    anyhow::ensure!(wrong.0 == StatusCode::BAD_REQUEST, "{wrong:?}");
    let right = Code { code: code(office, &totp, 0)?.to_owned() };
    let (status, codes) = person.post("/api/account/second-factor/confirm", &right).await?;
    anyhow::ensure!(status == StatusCode::OK, "{status} {codes}");
    Ok((totp, codes.read::<RecoveryCodes>()?.codes))
}

on_each_database! {
    /// Two keepers take a second factor off whose owner has lost it; the chain says who asked, who confirmed and why.
    taken_off_by_two(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        set_up(&office, &li).await?;
        let reason = Reason { reason: "手机丢失".to_owned() };
        let (status, outcome) = zhou.send(Method::DELETE, &format!("/api/people/{}/second-factor", li.id), &reason, None).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        wu.confirms(&outcome.read()?).await?;
        let told = wu.get::<AuditPage>(&format!("/api/audit/events?person={}&theme=accounts", li.id)).await?;
        let kinds = told.events.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>();
        assert!(kinds.contains(&"second-factor-reset"), "{kinds:?}");
        let asked = told.events.iter().find(|event| event.kind == "request-asked").context("who asked")?;
        assert_eq!((asked.by.as_deref(), asked.reason.as_deref()), (Some("周办"), Some("手机丢失")));
        Ok(())
    }

    the_whole_way(office, "2026-03-02T09:00") {
        let (li, elsewhere) = (office.person("li").await?, office.person("li").await?);
        let (totp, recovery) = set_up(&office, &li).await?;
        assert_eq!(recovery.len(), 10);
        assert_eq!(elsewhere.look("/api/session").await?.0, StatusCode::UNAUTHORIZED, "whoever is logged in elsewhere has not proved it");
        assert!(li.get::<AccountShown>("/api/account").await?.second_factor.is_some());
        let needed = log_in(&office, "li", None).await?;
        assert_eq!((needed.status, needed.code()), (StatusCode::UNAUTHORIZED, "account.second-factor-needed"));
        // The code by which it was set up is used up; the next one is good, once.
        let now = code(&office, &totp, 0)?;
        assert_eq!(log_in(&office, "li", Some(&now)).await?.code(), "account.wrong-code");
        let next = code(&office, &totp, 1)?;
        assert_eq!(log_in(&office, "li", Some(&next)).await?.status, StatusCode::NO_CONTENT);
        assert_eq!(log_in(&office, "li", Some(&next)).await?.code(), "account.wrong-code");
        office.at("2026-03-02T09:10").await?;
        // A wrong password learns nothing of the code.
        let wrong = Credentials { login: "li".to_owned(), password: "not-the-password".to_owned(), code: Some(code(&office, &totp, 0)?.to_owned()) };
        assert_eq!(attempt(&browser()?, &office.base, &wrong).await?.code(), "account.wrong-credentials");
        // Each recovery code opens once, however it is written.
        let spaced = recovery[0].to_uppercase().replace('-', " ");
        assert_eq!(log_in(&office, "li", Some(&spaced)).await?.status, StatusCode::NO_CONTENT);
        assert_eq!(log_in(&office, "li", Some(&recovery[0])).await?.code(), "account.wrong-code");
        assert_eq!(li.get::<AccountShown>("/api/account").await?.recovery_codes, 9);
        office.at("2026-03-02T09:20").await?;
        let both = PasswordAndCode { password: PASSWORD.to_owned(), code: code(&office, &totp, 0)?.to_owned() };
        let (status, anew) = li.post("/api/account/recovery-codes", &both).await?;
        assert_eq!(status, StatusCode::OK, "{anew}");
        assert_eq!(log_in(&office, "li", Some(&recovery[1])).await?.code(), "account.wrong-code", "those before are void");
        office.at("2026-03-02T09:30").await?;
        let both = PasswordAndCode { password: PASSWORD.to_owned(), code: code(&office, &totp, 0)?.to_owned() };
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
        assert_eq!(wu.put("/api/settings", &wanted).await?.0, StatusCode::OK);
        for person in [&zhou, &sun] {
            let (status, answer) = person.look("/api/counts").await?;
            assert_eq!((status, answer.code().as_str()), (StatusCode::FORBIDDEN, "account.second-factor-must-be-set"));
            assert!(person.me().await?.must_set_second_factor);
        }
        li.counts().await?;
        set_up(&office, &zhou).await?;
        zhou.counts().await?;
        zhou.get::<Vec<SettingShown>>("/api/settings").await?;
        Ok(())
    }

    /// What is confirmed is the secret that was shown: a code of one that was shown before confirms none of another.
    confirmed_as_shown(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let own = OwnPassword { password: PASSWORD.to_owned() };
        let (_, first) = li.post("/api/account/second-factor", &own).await?;
        let (_, second) = li.post("/api/account/second-factor", &own).await?;
        let of = |begun: &Answer| authenticator(&begun.read::<SecondFactorBegun>()?.secret);
        let old = Code { code: code(&office, &of(&first)?, 0)?.to_owned() };
        assert_eq!(li.post("/api/account/second-factor/confirm", &old).await?.0, StatusCode::BAD_REQUEST);
        let new = Code { code: code(&office, &of(&second)?, 0)?.to_owned() };
        assert_eq!(li.post("/api/account/second-factor/confirm", &new).await?.0, StatusCode::OK);
        Ok(())
    }

    /// The key that encrypts second factors is lost: recovery codes open, a code of the app is refused in words, no new key is made
    /// in place of the old, the health page says so, and the command line helps who has no recovery code.
    the_key_is_lost(office, "2026-03-02T09:00") {
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        let (totp, recovery) = set_up(&office, &li).await?;
        let key = office.app.config.data.join("keys/secrets.key");
        std::fs::remove_file(&key)?;
        office.at("2026-03-02T09:10").await?;
        let base = restarted(&office).await?;
        let from_app = Credentials { login: "li".to_owned(), password: PASSWORD.to_owned(), code: Some(code(&office, &totp, 0)?.to_owned()) };
        let answered = attempt(&browser()?, &base, &from_app).await?;
        assert_eq!((answered.status, answered.code()), (StatusCode::CONFLICT, "account.secrets-key-lost"), "{answered:?}");
        let recovering = Credentials { login: "li".to_owned(), password: PASSWORD.to_owned(), code: Some(recovery[0].to_owned()) };
        assert_eq!(attempt(&browser()?, &base, &recovering).await?.status, StatusCode::NO_CONTENT);
        let wang = Person::log_in(&base, "wang").await?;
        let begun = wang.post("/api/account/second-factor", &OwnPassword { password: PASSWORD.to_owned() }).await?;
        assert_eq!((begun.0, begun.1.code().as_str()), (StatusCode::CONFLICT, "account.secrets-key-lost"), "{begun:?}");
        assert!(!key.exists(), "no new key hides that the old one is lost");
        let health = guiju_tests::get(format!("{base}/healthz")).await?.text().await?;
        assert!(health.contains("secrets.key"), "{health}");
        let whom = guiju::keepers::Whom::Login("li".to_owned());
        guiju::keepers::reset_second_factor(&office.app, guiju_tests::OFFICE, &whom).await?;
        assert_eq!(log_in(&office, "li", None).await?.status, StatusCode::NO_CONTENT);
        assert!(wu.notices().await?.iter().any(|notice| notice.contains("在服务器上重置了李敏的动态口令")));
        // Nothing is encrypted any more: a new key may be made.
        assert_eq!(wang.post("/api/account/second-factor", &OwnPassword { password: PASSWORD.to_owned() }).await?.0, StatusCode::OK);
        Ok(())
    }

    /// Two keepers take off the second factor of somebody who has lost it: every session ends.
    taken_off_by_keepers(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        set_up(&office, &li).await?;
        let mut change = office.app.change(guiju_tests::OFFICE).await?;
        let person = guiju_domain::PersonId::new(li.id);
        assert!(guiju::accounts::second_factor::reset(&mut change, person, None).await?);
        change.commit().await?;
        assert!(li.counts().await.is_err());
        assert_eq!(log_in(&office, "li", None).await?.status, StatusCode::NO_CONTENT);
        Ok(())
    }
}

/// The same office served by a process that has just started: its address.
async fn restarted(office: &Office) -> Result<String> {
    let app = guiju::app::App::open(office.app.config.clone(), office.app.clock.clone()).await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let base = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { guiju::http::serve(&app, listener, std::future::pending()).await });
    Ok(base)
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
