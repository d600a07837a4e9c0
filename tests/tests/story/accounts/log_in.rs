//! Logging in under attack: guesses in parallel, by strangers, and what is said of names that do not exist.

use anyhow::{Context, Result};
use guiju_api::{Credentials, SessionShown};
use guiju_domain::accounts::Allowance;
use guiju_tests::{
    Office, PASSWORD, Person,
    accounts::{Answered, attempt, browser, credentials},
    on_each_database, said,
};
use reqwest::{Client, StatusCode};
use std::time::Instant;

/// Many guesses at once, from one browser.
async fn at_once(office: &Office, guesses: Vec<Credentials>) -> Result<Vec<Answered>> {
    let mut sent = tokio::task::JoinSet::new();
    for (index, credentials) in guesses.into_iter().enumerate() {
        let (base, browser) = (office.base.clone(), guiju_tests::client().build()?);
        sent.spawn(async move { (index, attempt(&browser, &base, &credentials).await) });
    }
    let mut answers = Vec::new();
    while let Some(answer) = sent.join_next().await {
        answers.push(answer?);
    }
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Guesses wrongly until it is told to wait.
async fn strangers(office: &Office, login: &str) -> Result<Answered> {
    let stranger = guiju_tests::client().build()?;
    for _ in 0..20 {
        let answered = attempt(&stranger, &office.base, &credentials(login, "not-the-password")).await?;
        if answered.code() == "account.throttled" {
            return Ok(answered);
        }
    }
    anyhow::bail!("a stranger guesses for ever")
}

/// A browser from which somebody has logged in before, and has logged out.
async fn known(office: &Office, login: &str) -> Result<Client> {
    let browser = browser()?;
    let answered = attempt(&browser, &office.base, &credentials(login, PASSWORD)).await?;
    anyhow::ensure!(answered.status.is_success(), "{answered:?}");
    let person = Person::of(browser.clone(), &office.base).await?;
    assert!(person.delete("/api/session").await?.0.is_success());
    Ok(browser)
}

/// Guesses wrongly, each time as soon as it may, until the delay is longer than any machine is slow.
async fn persistent_strangers(office: &Office, login: &str) -> Result<()> {
    for _ in 0..7 {
        let seconds = strangers(office, login).await?.retry_after.context("how long")?;
        let now = office.app.clock.utc();
        office.app.clock.set(guiju::clock::Zone::default().local(now + seconds));
    }
    let waits = strangers(office, login).await?.retry_after.context("how long")?;
    anyhow::ensure!(waits > 30, "after so many guesses one waits {waits} s");
    Ok(())
}

/// Tries a password until the server has time to look at it: one that is busy says so, and counts nothing.
async fn unhurried(browser: &Client, base: &str, credentials: &Credentials) -> Result<Answered> {
    loop {
        let answered = attempt(browser, base, credentials).await?;
        if answered.code() != "account.busy" {
            return Ok(answered);
        }
    }
}

on_each_database! {
    /// Two hundred guesses at once, the right one late among them: a handful is looked at, the others are told to wait.
    guesses_in_parallel(office, "2026-03-02T09:00") {
        let guesses = (0..200).map(|n| if n == 150 { credentials("li", PASSWORD) } else { credentials("li", &format!("wrong-guess-{n}")) });
        let begun = Instant::now();
        let answers = at_once(&office, guesses.collect()).await?;
        let looked_at = answers.iter().filter(|answer| answer.status != StatusCode::TOO_MANY_REQUESTS).count();
        // Once the free ones are used each wait is twice the one before, so time lets through its logarithm; the right one
        // counts for nothing, and the clock may stand just before a full second.
        let through = Allowance::PERSON.free + i64::from((begun.elapsed().as_secs() + 1).ilog2()) + 2;
        assert!((1..=through).contains(&i64::try_from(looked_at)?), "{looked_at} were looked at, {through} at most");
        let waits = answers.iter().filter(|answer| answer.status == StatusCode::TOO_MANY_REQUESTS);
        assert!(waits.clone().all(|answer| answer.retry_after.is_some_and(|seconds| (1..=300).contains(&seconds))));
        assert!(waits.clone().all(|answer| answer.code() == "account.throttled"));
        Ok(())
    }

    /// Whatever a stranger guesses, the owner gets in: from a known device at once, from another after a short while.
    the_owner_is_not_locked_out(office, "2026-03-02T09:00") {
        let own = known(&office, "li").await?;
        let waits = strangers(&office, "li").await?;
        assert!(waits.retry_after.context("how long")? <= 2, "{waits:?}");
        let answered = unhurried(&own, &office.base, &credentials("li", PASSWORD)).await?;
        assert_eq!(answered.status, StatusCode::NO_CONTENT, "{answered:?}");
        // From a device that nobody knows the owner waits as long as the stranger.
        persistent_strangers(&office, "li").await?;
        let other = browser()?;
        assert_eq!(unhurried(&other, &office.base, &credentials("li", PASSWORD)).await?.status, StatusCode::TOO_MANY_REQUESTS);
        office.at("2026-03-02T11:00").await?;
        assert_eq!(unhurried(&other, &office.base, &credentials("li", PASSWORD)).await?.status, StatusCode::NO_CONTENT);
        // The device is known for li, not for anybody else.
        persistent_strangers(&office, "wang").await?;
        assert_eq!(unhurried(&own, &office.base, &credentials("wang", PASSWORD)).await?.status, StatusCode::TOO_MANY_REQUESTS);
        Ok(())
    }

    /// The delay doubles with every guess, is never longer than five minutes, and is forgotten.
    the_delay_grows(office, "2026-03-02T09:00") {
        let stranger = guiju_tests::client().build()?;
        let mut waits = Vec::new();
        for _ in 0..12 {
            let began = Instant::now();
            let answered = loop {
                let answered = attempt(&stranger, &office.base, &credentials("li", "not-the-password")).await?;
                // A server that is busy says so, and counts nothing.
                if answered.code() == "account.throttled" {
                    break answered;
                }
            };
            let seconds = answered.retry_after.context("how long")?;
            // What is told is what is left of the delay: what this took may be gone of it, and a second of each reading.
            waits.push((seconds, seconds + i64::try_from(began.elapsed().as_secs())? + 1));
            let now = office.app.clock.utc();
            office.app.clock.set(guiju::clock::Zone::default().local(now + seconds));
        }
        assert!(waits.windows(2).all(|pair| pair[0].0 <= pair[1].1), "{waits:?}");
        assert!(waits.last().is_some_and(|(longest, _)| (250..=300).contains(longest)), "{waits:?}");
        office.at("2026-03-02T14:00").await?;
        assert_eq!(attempt(&browser()?, &office.base, &credentials("li", PASSWORD)).await?.status, StatusCode::NO_CONTENT);
        Ok(())
    }

    /// Attempts at the turn of a second are counted in another order than their clocks were read: nobody waits for that.
    clocks_that_meet(office, "2026-03-02T09:00") {
        let wrong = unhurried(&browser()?, &office.base, &credentials("li", "not-the-password")).await?;
        assert_eq!(wrong.code(), "account.wrong-credentials", "{wrong:?}");
        let before = office.clock.utc() - 1;
        office.clock.set(guiju::clock::Zone::default().local(before));
        let answered = unhurried(&browser()?, &office.base, &credentials("li", PASSWORD)).await?;
        assert_eq!(answered.status, StatusCode::NO_CONTENT, "{answered:?}");
        Ok(())
    }

    /// A name that does not exist is answered like one that does: the same words, the same delays.
    unknown_names(office, "2026-03-02T09:00") {
        let mut told = Vec::new();
        for login in ["li", "nobody-of-this-name"] {
            let stranger = guiju_tests::client().build()?;
            let (mut free, mut throttled) = (Vec::new(), None);
            // A slow machine may wait out a delay between two guesses; a quick one is throttled at the fourth.
            for _ in 0..20 {
                let answered = attempt(&stranger, &office.base, &credentials(login, "not-the-password")).await?;
                let answer = (answered.status, answered.code().to_owned());
                if answered.status == StatusCode::TOO_MANY_REQUESTS {
                    throttled = Some(answer);
                    break;
                }
                free.push((answer, answered.problem.title.clone()));
            }
            free.truncate(3);
            told.push((free, throttled));
        }
        assert_eq!(told[0].0.len(), 3, "{told:?}");
        assert!(told[0].1.is_some(), "{told:?}");
        assert_eq!(told[0], told[1]);
        Ok(())
    }

    /// A forwarded address is believed of a proxy that is trusted, and of nobody else.
    forwarded_addresses(office, "2026-03-02T09:00") {
        let stranger = guiju_tests::client().build()?;
        let mut refused = 0;
        for n in 0..8 {
            let answer = stranger
                .post(format!("{}/api/session", office.base))
                .header("x-forwarded-for", format!("198.51.100.{n}"))
                .body(said(&credentials("li", "not-the-password")))
                .send()
                .await?;
            refused += usize::from(answer.status() == StatusCode::TOO_MANY_REQUESTS);
        }
        assert!(refused >= 3, "each address was a new stranger");
        let li = Person::of(known(&office, "wang").await?, &office.base).await;
        assert!(li.is_err(), "logged out");
        let wang = office.person("wang").await?;
        let sessions = wang.get::<Vec<SessionShown>>("/api/account/sessions").await?;
        assert_eq!(sessions[0].source, "127.0.0.1");
        Ok(())
    }

    /// Two hundred strangers at once, each with a name of their own: a bounded number of passwords is hashed, the others are
    /// told to come again, and whoever works meanwhile is served. How long that takes is measured by the attack.
    many_at_once(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let flood = at_once(&office, (0..200).map(|n| credentials(&format!("stranger-{n}"), "not-the-password")).collect());
        let working = async {
            for _ in 0..5 {
                li.counts().await?;
            }
            anyhow::Ok(())
        };
        let (answers, worked) = tokio::join!(flood, working);
        let answers = answers?;
        worked?;
        let turned_away = answers.iter().filter(|answer| answer.status == StatusCode::TOO_MANY_REQUESTS).count();
        assert!(turned_away >= 100, "{turned_away}");
        assert!(answers.iter().all(|answer| answer.status.is_client_error()), "{answers:?}");
        Ok(())
    }
}
