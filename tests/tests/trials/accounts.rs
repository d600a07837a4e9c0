//! A4, A5, A6: logging in withstands attacks, and an account is one's own.

use crate::office::{OTHER, newcomer, offers, operations};
use anyhow::{Context, Result};
use guiju_tests::{
    PASSWORD, right,
    trial::{Ground, Served, Start, Visitor},
    wait,
};
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::time::Duration;

/// So many guesses at once, each in a connection of its own.
const GUESSES: usize = 200;

/// A stranger's guess: the status.
async fn guess(base: &str, login: &str, password: &str) -> Result<StatusCode> {
    let mut stranger = Visitor::stranger(base)?;
    Ok(stranger.log_in(login, password).await?.status)
}

/// The right password comes among wrong ones, when some are already on their way; so at three accounts.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a4_right_password_among_guesses() -> Result<()> {
    let ground = Ground::lay().await?;
    for login in ["li", "liu", "wang"] {
        let served = ground.serve().await?;
        let mut guesses = Vec::new();
        for number in 0..GUESSES {
            // In the middle, so that it is never among the first few, which are free, in whatever order the others come.
            let (base, right) = (served.base.clone(), number == GUESSES / 2);
            let password = if right { PASSWORD.to_owned() } else { format!("wrong-guess-{number}") };
            guesses.push(tokio::spawn(async move { (right, guess(&base, login, &password).await) }));
        }
        let (mut entered, mut answered) = (false, 0);
        for guess in guesses {
            let (right, status) = guess.await?;
            // A connection that the server ends lets nobody in.
            answered += usize::from(status.is_ok());
            entered |= right && status.is_ok_and(|status| status.is_success());
        }
        anyhow::ensure!(answered > 0, "not one of {GUESSES} guesses was answered");
        right!(!entered, "among {GUESSES} guesses at once at {login} the right one was let in");
    }
    Ok(())
}

/// A stranger guesses five times; the owner comes with the device that she has always used.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a4_stranger_locks_out_the_owner() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let mut li = served.person("li").await?;
    for number in 0..5 {
        guess(&served.base, "li", &format!("wrong-guess-{number}")).await?;
    }
    let mut last = StatusCode::OK;
    let enters = wait::within(Duration::from_secs(12), async || {
        last = li.log_in("li", PASSWORD).await?.status;
        Ok(last.is_success())
    });
    right!(enters.await?, "five wrong guesses by a stranger lock the owner out: {last} after 12 s");
    Ok(())
}

/// What a stranger is told of a name that there is, and of one that there is not, time after time.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a4_known_and_unknown_names() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    // A wait may end between the two guesses of a pair on a busy machine, but not in one pair of names after the other.
    let mut told = Vec::new();
    for login in ["li", "wang", "chen"] {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for number in 0..7 {
            let password = format!("wrong-guess-{number}");
            known.push(guess(&served.base, login, &password).await?.as_u16());
            unknown.push(guess(&served.base, &format!("nobody-like-{login}"), &password).await?.as_u16());
        }
        told.push((known, unknown));
    }
    right!(told.iter().any(|(known, unknown)| known == unknown), "guesses at a known and an unknown name get {told:?}");
    Ok(())
}

/// One source tries one password with many names.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a4_one_source_many_names() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let mut throttled = false;
    for number in 0..300 {
        let status = guess(&served.base, &format!("somebody-{number}"), "the-same-guess").await?;
        throttled |= status == StatusCode::TOO_MANY_REQUESTS;
        if throttled {
            break;
        }
    }
    right!(throttled, "300 guesses from one source, each at another name, and nothing slows them down");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a5_memory() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    served.forgets_peak()?;
    let strangers = (0..GUESSES).map(|number| {
        let base = served.base.clone();
        tokio::spawn(async move { guess(&base, &format!("somebody-{number}"), "wrong-guess").await })
    });
    let mut answered = 0;
    for stranger in strangers.collect::<Vec<_>>() {
        // A connection that the server ends takes no memory either.
        answered += usize::from(stranger.await?.is_ok());
    }
    anyhow::ensure!(answered > 0, "not one of {GUESSES} log-ins was answered");
    let peak = served.peak()?;
    right!(peak < 512, "{GUESSES} anonymous log-ins at once take {peak} MiB");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_password_cannot_be_changed() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let path = "/api/account/password";
    let offered = offers(&served, &Method::POST, path).await?;
    right!(offered, "the document lists no operation by which one changes one's own password");
    li.post(path, &json!({ "current": PASSWORD, "new": OTHER })).await?.done()?;
    right!(guess(&served.base, "li", OTHER).await?.is_success(), "the new password does not open the account");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_sessions_cannot_be_seen() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, _elsewhere) = (served.person("li").await?, served.person("li").await?);
    let path = "/api/account/sessions";
    let offered = offers(&served, &Method::GET, path).await?;
    right!(offered, "the document lists no operation by which one sees one's sessions");
    let sessions = li.get(path).await?;
    let list = sessions.as_array().or_else(|| sessions["sessions"].as_array()).or_else(|| sessions["rows"].as_array());
    right!(list.is_some_and(|list| list.len() >= 2), "two sessions are open, and {sessions} is shown");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_sessions_cannot_be_ended() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, elsewhere) = (served.person("li").await?, served.person("li").await?);
    let path = "/api/account/sessions";
    let offered = offers(&served, &Method::DELETE, path).await?;
    right!(offered, "the document lists no operation by which one ends one's other sessions");
    li.send(Method::DELETE, path, &json!(null)).await?.done()?;
    right!(!elsewhere.look("/api/session").await?.taken(), "a session that was ended goes on");
    right!(li.look("/api/session").await?.taken(), "one's own session ended as well");
    Ok(())
}

/// What is everybody's first guess is refused, while a decent password is taken.
async fn refused(login: &str, password: &str) -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let entry = |login: &str, password: &str| json!({ "name": "新来某", "department": "社会科", "login": login, "password": password });
    zhou.post("/api/people", &entry("control", OTHER)).await?.done()?;
    let answer = zhou.post("/api/people", &entry(login, password)).await?;
    right!(answer.status.is_client_error(), "the password {password:?} of {login} is accepted: {}", answer.status);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_blank_passwords() -> Result<()> {
    refused("newcomer", "          ").await
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_common_passwords() -> Result<()> {
    refused("newcomer", "1234567890").await
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_login_as_password() -> Result<()> {
    refused("xinlaimou2026", "xinlaimou2026").await
}

/// A session is used every other day, for twelve days.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_sessions_slide_for_ever() -> Result<()> {
    let ground = Ground::lay().await?;
    let config = "session_minutes: 4320\n";
    let mut cookie = String::new();
    for day in [2, 4, 6, 8, 10, 12, 14] {
        let at = format!("2026-03-{day:02}T09:00");
        let served = ground.serve_so(&Start { config, ..Start::at(&at) }).await?;
        if cookie.is_empty() {
            cookie = session(&served).await?;
        }
        let used = served.stranger()?.ask(Method::GET, "/api/session", &[("cookie", &cookie)], Vec::new()).await?;
        anyhow::ensure!(day > 4 || used.taken(), "the session ends after two days: {}", used.text());
        right!(day < 14 || !used.taken(), "a session that is used goes on for twelve days, and for ever");
        served.stop()?;
        if !used.taken() {
            break;
        }
    }
    Ok(())
}

/// The cookie of a new session of 李敏.
async fn session(served: &Served) -> Result<String> {
    let credentials = json!({ "login": "li", "password": PASSWORD }).to_string();
    let answer = served.stranger()?.ask(Method::POST, "/api/session", &[], credentials.into_bytes()).await?;
    let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
    let mut named = cookies.filter_map(|cookie| cookie.split(';').next());
    named.find(|cookie| cookie.contains("session")).map(str::to_owned).context("a cookie")
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_no_second_factor() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let path = "/api/account/second-factor";
    let offered = offers(&served, &Method::POST, path).await?;
    right!(offered, "the document lists no operation by which one sets up a second factor");
    let li = newcomer(&served, "新来某", "newcomer").await?;
    let begun = li.post(path, &json!({ "password": PASSWORD })).await?;
    right!(begun.taken() && begun.text().contains("otpauth"), "a second factor cannot be begun: {}", begun.text());
    Ok(())
}

/// Length, expiry, second factor and the end of sessions are the office's settings.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_no_settings() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let listed = operations(&served).await?;
    let offered = listed.iter().any(|(method, path, _)| *method == Method::GET && path == "/api/settings");
    right!(offered, "the document lists no settings of the office");
    let settings = served.person("wu").await?.get("/api/settings").await?.to_string();
    for word in ["password", "second-factor", "session"] {
        right!(settings.contains(word), "no setting says anything of {word}: {settings}");
    }
    Ok(())
}

/// The key that encrypts second factors is lost: whoever has a recovery code still gets in.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a6_recovery_code_without_the_key() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let path = "/api/account/second-factor";
    let offered = offers(&served, &Method::POST, path).await?;
    right!(offered, "the document lists no operation by which one sets up a second factor");
    let new = newcomer(&served, "新来某", "newcomer").await?;
    let begun = new.post(path, &json!({ "password": PASSWORD })).await?.done()?;
    let secret = totp_rs::Secret::try_from_base32(begun["secret"].as_str().context("a secret")?);
    let secret = secret.map_err(|why| anyhow::anyhow!("{why}"))?;
    let totp = totp_rs::Builder::new().with_secret(secret).build().map_err(|why| anyhow::anyhow!("{why}"))?;
    let now = new.get("/api/session").await?["now"].as_str().context("a moment")?.parse::<guiju_model::Moment>();
    // The office's time is that of Shanghai.
    let utc = now.map_err(|why| anyhow::anyhow!("{why}"))?.0 - 8 * 3600;
    let code = totp.generate(u64::try_from(utc)?).to_string();
    let told = new.post(&format!("{path}/confirm"), &json!({ "code": code })).await?.done()?;
    served.stop()?;
    std::fs::remove_file(ground.data.join("keys/secrets.key"))?;
    let served = ground.serve().await?;
    let credentials = json!({ "login": "newcomer", "password": PASSWORD, "code": told["codes"][0] });
    let entered = served.stranger()?.post("/api/session", &credentials).await?;
    right!(
        entered.taken(),
        "a valid recovery code does not open without the key: {} {}",
        entered.status,
        entered.text()
    );
    Ok(())
}
