//! An office swaps in its own version: compared, rehearsed, scheduled by two persons, in force, replayed, rolled back.

use anyhow::{Context, Result, ensure};
use guiju_model::Date;
use guiju_tests::Columns;
use guiju_tests::{
    Database, Office, Person, on_each_database,
    packages::{install, trusts},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// Working days of a month in which two people come late by these minutes; everybody else is on time.
fn punches(days: &[&str], late: &[(u32, &[i64])]) -> String {
    let mut lines = String::new();
    for (index, day) in days.iter().enumerate() {
        for badge in 1..=11u32 {
            let minutes = late.iter().find(|(who, _)| *who == badge).and_then(|(_, minutes)| minutes.get(index));
            let at = 8 * 60 + 30 + minutes.copied().unwrap_or(-5);
            let _ = writeln!(lines, "{badge}\t{day} {:02}:{:02}:00\t1\t0\t1\t0", at / 60, at % 60);
            let _ = writeln!(lines, "{badge}\t{day} 18:35:00\t1\t0\t1\t0");
        }
    }
    lines
}

fn days(month: &str, of: &[u32]) -> Vec<String> {
    of.iter().map(|day| format!("{month}-{day:02}")).collect()
}

const MARCH: [u32; 22] = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 23, 24, 25, 26, 27, 30, 31];
// 2026-04-06 is the day after the Qingming festival's Sunday, off by the published calendar.
const APRIL: [u32; 21] = [1, 2, 3, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 27, 28, 29, 30];

/// 李敏 comes late by 10, 11, 25 and 35 minutes, 王科长 by 5 and 9.
const LATE: [(u32, &[i64]); 2] = [(8, &[10, 11, 25, 35]), (7, &[5, 9])];

async fn month(office: &Office, month: &str, of: &[u32]) -> Result<BTreeMap<String, Value>> {
    let (zhou, chen) = (office.person("zhou").await?, office.person("chen").await?);
    let days = days(month, of);
    let file = punches(&days.iter().map(String::as_str).collect::<Vec<_>>(), &LATE);
    let (status, report) = chen.post("/api/forms/attendance/punch/import", &json!(file)).await?;
    ensure!(status.is_success() && report["errors"] == json!([]), "{report}");
    let (status, answer) = zhou.post(&format!("/api/assessments/month?day={month}-15"), &Value::Null).await?;
    ensure!(status.is_success(), "{answer}");
    figures(&zhou, month).await
}

/// What the month counts of everybody.
async fn figures(zhou: &Person, month: &str) -> Result<BTreeMap<String, Value>> {
    let sheet = zhou.get(&format!("/api/assessments/attendance/month?day={month}-15")).await?;
    let subjects = sheet["subjects"].as_array().into_iter().flatten();
    let one = |subject: &Value| {
        let figures = subject["figures"].as_array().into_iter().flatten();
        let counts = figures.map(|f| (f["name"].as_str().unwrap_or_default().to_owned(), f["value"].clone()));
        (subject["name"].as_str().unwrap_or_default().to_owned(), Value::Object(counts.collect()))
    };
    Ok(subjects.map(one).collect())
}

/// Rehearses and waits for the end.
async fn rehearsed(by: &Person, wanted: Value) -> Result<Value> {
    let (status, begun) = by.post("/api/rehearsals", &wanted).await?;
    ensure!(status == StatusCode::CREATED, "{status} {begun}");
    for _ in 0..600 {
        let shown = by.get(&format!("/api/rehearsals/{}", begun["id"])).await?;
        if shown["state"] != "running" {
            return Ok(shown);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("the rehearsal does not end")
}

/// What a rehearsal says the figures of everybody would be who differs, by name: figure lines on the right.
async fn predicted(by: &Person, rehearsal: &Value) -> Result<BTreeMap<String, Vec<String>>> {
    let id = &rehearsal["id"];
    let page = by.get(&format!("/api/rehearsals/{id}/differences")).await?;
    let mut predicted = BTreeMap::new();
    for row in page["rows"].as_array().into_iter().flatten() {
        let opened = by.get(&format!("/api/rehearsals/{id}/differences/{}", row["recording"])).await?;
        let aspects = opened["aspects"].as_array().into_iter().flatten();
        let figures = aspects
            .filter(|aspect| aspect["aspect"] == "figures")
            .flat_map(|aspect| aspect["lines"].as_array().into_iter().flatten());
        let right = figures.filter_map(|line| line[1].as_str().map(str::to_owned));
        predicted.insert(row["title"].as_str().unwrap_or_default().to_owned(), right.collect());
    }
    Ok(predicted)
}

on_each_database! {
    /// Swapped in from next month: last month keeps its judgement, next month gets the new one, the rehearsal had said which
    /// differences there would be, and no others came.
    swapped_from_next_month(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        trusts(&office).await?;
        office.at("2026-03-31T23:00").await?;
        let march = month(&office, "2026-03", &MARCH).await?;
        assert_eq!((&march["李敏"]["late"], &march["李敏"]["absent_half_days"], &march["王科长"]["late"]), (&json!(3), &json!(3), &json!(2)), "{march:?}");
        let digest = install(&zhou).await?;

        // Compared with the one in force: the clause that changed, and the examples that are handled otherwise.
        let comparison = zhou.get(&format!("/api/packages/{digest}/comparison")).await?;
        assert_eq!((&comparison["before"][0], &comparison["after"][0]), (&json!("1.0.0"), &json!("1.1.0")));
        let chapters = comparison["chapters"].as_array().context("chapters")?;
        let kinds = chapters.iter().filter_map(|chapter| chapter["kind"].as_str()).collect::<Vec<_>>();
        assert_eq!(kinds, ["clauses", "routes"], "nothing else differs: {comparison}");
        assert!(chapters[0]["changes"][0]["after"].to_string().contains("10 分钟以内到岗不计"), "{comparison}");

        // Rehearsed on the office's own month: just the two who came late by ten minutes or less.
        let rehearsal = rehearsed(&zhou, json!({ "regulation": "attendance", "digest": digest, "from": "2026-03-01", "to": "2026-03-31" })).await?;
        assert_eq!(rehearsal["state"], "done", "{rehearsal}");
        let says = predicted(&zhou, &rehearsal).await?;
        assert_eq!(says.len(), 2, "{says:?}");
        let (status, csv) = zhou.bytes(&format!("/api/rehearsals/{}/export", rehearsal["id"])).await?;
        assert!(status.is_success() && String::from_utf8_lossy(&csv).contains("李敏"), "exported");
        assert_eq!(figures(&zhou, "2026-03").await?, march, "a rehearsal touches nothing");

        // Two persons, and only for days to come.
        let wanted = |from: &str| json!({ "regulation": "attendance", "digest": digest, "from": from, "reason": "本单位修订第一条" });
        assert_eq!(zhou.post("/api/revisions", &wanted("2026-03-31")).await?.0, StatusCode::BAD_REQUEST, "not for a day that has begun");
        assert_eq!(li.post("/api/revisions", &wanted("2026-04-01")).await?.0, StatusCode::FORBIDDEN);
        let (status, asked) = zhou.post("/api/revisions", &wanted("2026-04-01")).await?;
        assert_eq!(status, StatusCode::CREATED, "{asked}");
        let place = format!("/api/revisions/{}", asked["id"]);
        assert_eq!(zhou.post(&place, &json!({ "action": "confirm" })).await?.0, StatusCode::FORBIDDEN, "not by the one who asked");
        assert_eq!(li.post(&place, &json!({ "action": "confirm" })).await?.0, StatusCode::FORBIDDEN);
        assert_eq!(wu.post(&place, &json!({ "action": "confirm" })).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(wu.post(&place, &json!({ "action": "confirm" })).await?.0, StatusCode::CONFLICT, "once");
        assert_eq!(li.get("/api/regulations/attendance").await?["version"], "1.0.0", "still March");

        // What was filed before keeps the former version to its end.
        let open = office.person("liu").await?.file("attendance/leave", json!({ "kind": "personal", "span": "2026-04-02 am/2026-04-02 pm", "reason": "有事" })).await?;
        office.at("2026-05-01T09:00").await?;
        assert_eq!(li.get("/api/regulations/attendance").await?["version"], "1.1.0");
        wu.does(open, "approve", json!({})).await?;
        let kept = wu.get(&format!("/api/matters/{open}")).await?;
        assert_eq!((&kept["regulation_version"], &kept["status"]), (&json!("1.0.0"), &json!("completed")), "{kept}");
        let april = month(&office, "2026-04", &APRIL).await?;
        for (name, counted) in &april {
            let late = counted["late"].as_i64().unwrap_or_default();
            match says.iter().find(|(title, _)| title.starts_with(&format!("{name}的"))) {
                Some((_, lines)) => {
                    let line = format!("迟到：{late} 次");
                    assert!(if late == 0 { !lines.iter().any(|line| line.starts_with("迟到：")) } else { lines.contains(&line) }, "{name}: {late}, but {lines:?}");
                }
                None => assert_eq!(counted, &march[name], "{name} was not to differ"),
            }
        }
        zhou.post("/api/assessments/month?day=2026-03-15", &Value::Null).await?;
        assert_eq!(figures(&zhou, "2026-03").await?, march, "judged again, March is still judged by the package of March");

        // Back to the former from June on: that is scheduled like any other.
        let former = zhou.get("/api/packages?regulation=attendance").await?;
        let former = former.as_array().into_iter().flatten().find(|package| package["version"] == "1.0.0").context("the former")?["digest"].clone();
        office.revise("attendance", former.as_str(), json!({}), "2026-06-01").await?;
        office.at("2026-06-01T09:00").await?;
        assert_eq!(li.get("/api/regulations/attendance").await?["version"], "1.0.0", "rolled back");
        let packages = zhou.get("/api/packages?regulation=attendance").await?;
        let bound = packages.as_array().into_iter().flatten().find(|package| package["version"] == "1.1.0").context("it")?["bound"].clone();
        assert_eq!(bound, json!([["2026-04-01", "2026-06-01"]]));
        assert_eq!(zhou.get("/api/audit").await?["broken_at"], Value::Null);
        Ok(())
    }

    /// A number alone: rehearsed, scheduled, dated; and a value that does not fit is told on its parameter.
    a_number_alone(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        office.at("2026-03-31T23:00").await?;
        month(&office, "2026-03", &MARCH).await?;
        let wrong = json!({ "regulation": "attendance", "parameters": { "late_limit": 999 } });
        assert_eq!(zhou.post("/api/rehearsals", &wrong).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(zhou.post("/api/rehearsals", &json!({ "regulation": "attendance", "parameters": { "no_such": 1 } })).await?.0, StatusCode::BAD_REQUEST);
        let rehearsal = rehearsed(&zhou, json!({ "regulation": "attendance", "parameters": { "late_limit": 15 }, "from": "2026-03-01" })).await?;
        assert_eq!(rehearsal["state"], "done", "{rehearsal}");
        let says = predicted(&zhou, &rehearsal).await?;
        assert_eq!(says.len(), 1, "only the one who came late by more than fifteen minutes, and less than thirty: {says:?}");
        let aspects = rehearsal["aspects"].to_string();
        assert!(aspects.contains("figures"), "{rehearsal}");
        let wanted = json!({ "regulation": "attendance", "parameters": { "late_limit": 15 }, "from": "2026-04-01", "reason": "从严" });
        let (_, asked) = zhou.post("/api/revisions", &wanted).await?;
        let shown = wu.get("/api/revisions").await?;
        assert_eq!((&shown[0]["values"][0], &shown[0]["answerable"]), (&json!(["迟到的上限", "15 分钟"]), &json!(true)), "{shown}");
        let decline = json!({ "action": "decline", "words": "再议" });
        assert_eq!(wu.post(&format!("/api/revisions/{}", asked["id"]), &decline).await?.0, StatusCode::NO_CONTENT);
        assert!(zhou.notices().await?.iter().any(|notice| notice.contains("未获确认")), "who asked is told");
        office.revise("attendance", None, json!({ "late_limit": 15 }), "2026-04-01").await?;
        office.at("2026-05-01T09:00").await?;
        let april = month(&office, "2026-04", &APRIL).await?;
        assert_eq!((&april["李敏"]["late"], &april["李敏"]["absent_half_days"]), (&json!(2), &json!(2)), "10 and 11 are late; 25 and 35 half a day's absence each: {april:?}");
        Ok(())
    }

    /// Several offices on one server: what one installs, words and schedules is nothing to the other.
    several_offices(office, "2026-03-02T09:00") {
        office.found_another().await?;
        let (zhou, li, outside) = (office.person("zhou").await?, office.person("li").await?, office.person("outside").await?);
        trusts(&office).await?;
        let digest = install(&zhou).await?;
        office.revise("attendance", Some(&digest), json!({ "late_limit": 20 }), "2026-03-03").await?;
        let words = json!({ "clauses": { "1.1a": "迟到以十分钟为限。——本单位 2026 年第 3 号文" } });
        assert_eq!(li.send(Method::PUT, &format!("/api/packages/{digest}/wording"), &words, None).await?.0, StatusCode::FORBIDDEN);
        assert_eq!(zhou.send(Method::PUT, &format!("/api/packages/{digest}/wording"), &words, None).await?.0, StatusCode::NO_CONTENT);
        let unknown = json!({ "clauses": { "9.9": "没有这一条" } });
        let (status, told) = zhou.send(Method::PUT, &format!("/api/packages/{digest}/wording"), &unknown, None).await?;
        assert!(status == StatusCode::BAD_REQUEST && told["title"].as_str().unwrap_or_default().contains("9.9"), "{told}");
        office.at("2026-03-04T09:00").await?;
        let own = li.get("/api/regulations/attendance").await?;
        assert_eq!(own["version"], "1.1.0");
        assert!(own["clauses"].to_string().contains("本单位 2026 年第 3 号文"), "the office's own wording");
        let theirs = outside.get("/api/regulations/attendance").await?;
        assert_eq!(theirs["version"], "1.0.0");
        assert!(!theirs["clauses"].to_string().contains("第 3 号文"));
        assert!(theirs["parameters"].as_array().into_iter().flatten().all(|parameter| parameter[2].is_null()), "no value was set there");
        assert!(!outside.get("/api/packages").await?.to_string().contains(&digest));
        for path in [format!("/api/packages/{digest}"), format!("/api/packages/{digest}/comparison"), format!("/api/packages/{digest}/wording")] {
            assert_eq!(outside.text(Method::GET, &path, &Value::Null).await?.0, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(outside.get("/api/revisions").await?, json!([]));
        let rehearse = json!({ "regulation": "attendance", "digest": digest });
        assert_eq!(outside.post("/api/rehearsals", &rehearse).await?.0, StatusCode::NOT_FOUND);
        Ok(())
    }

    /// Each recorded decision gives the same bytes again from the stored package, values and facts; a difference is an alarm.
    replayed(office, "2026-03-02T09:00") {
        let (zhou, li, wu) = (office.person("zhou").await?, office.person("li").await?, office.person("wu").await?);
        let leave = json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-06 pm", "reason": "有事" });
        let matter = li.file("attendance/leave", leave).await?;
        wu.does(matter, "approve", json!({})).await?;
        office.at("2026-03-31T23:00").await?;
        month(&office, "2026-03", &MARCH).await?;
        let report = zhou.get(&format!("/api/matters/{matter}/replay")).await?;
        assert!(report["asked"].as_u64().is_some_and(|asked| asked >= 4), "the filing and the decision, by the owner and each overseer: {report}");
        assert_eq!(report["differing"], json!([]), "{report}");
        let everything = rehearsed(&zhou, json!({})).await?;
        assert_eq!((&everything["state"], &everything["differing"]), (&json!("done"), &json!(0)), "{everything}");
        let all = guiju::rehearsals::replay(&office.app, guiju_tests::OFFICE, None).await?;
        assert!(all.asked > 20 && all.differing.is_empty(), "{all:?}");
        // Somebody edits an answer in the database.
        sqlx::query("UPDATE recordings SET answered = (SELECT answered FROM recordings WHERE matter_id IS NULL ORDER BY id LIMIT 1) WHERE matter_id = $1")
            .bind(matter as i64)
            .execute(&office.app.pool)
            .await?;
        let report = zhou.get(&format!("/api/matters/{matter}/replay")).await?;
        assert!(report["differing"].as_array().is_some_and(|differing| !differing.is_empty()), "{report}");
        Ok(())
    }

    /// A rehearsal can be stopped; what it has found so far stays.
    stopped(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        assert_eq!(li.post("/api/rehearsals", &json!({})).await?.0, StatusCode::FORBIDDEN);
        let (_, begun) = zhou.post("/api/rehearsals", &json!({})).await?;
        let place = format!("/api/rehearsals/{}", begun["id"]);
        let (status, _) = zhou.send(Method::DELETE, &place, &Value::Null, None).await?;
        let ended = zhou.get(&place).await?;
        let expected = if status == StatusCode::NO_CONTENT { "cancelled" } else { "done" };
        assert_eq!(ended["state"], expected, "{ended}");
        assert_eq!(zhou.send(Method::DELETE, &place, &Value::Null, None).await?.0, StatusCode::CONFLICT, "it is over");
        Ok(())
    }
}

/// What somebody files over and over while the policy changes: when each began, and how long it took.
async fn filing(office: Arc<Office>, login: &'static str, go_on: Arc<AtomicBool>) -> Result<Vec<(Instant, Duration)>> {
    let person = office.person(login).await?;
    let mut took = Vec::new();
    while go_on.load(Ordering::Relaxed) {
        let begun = Instant::now();
        let number = took.len();
        let content =
            json!({ "missed": "2026-02-25 am/2026-02-25 am", "explanation": format!("{login} 第 {number} 次说明") });
        person.file("attendance/statement", content).await.with_context(|| format!("{login}, filing {number}"))?;
        took.push((begun, begun.elapsed()));
    }
    Ok(took)
}

/// How long is filed before the first swap and after the last.
const QUIET: Duration = Duration::from_millis(700);

/// Fifty swaps while people file: no filing fails, and every one is judged by just the version of its own day.
async fn swapped_under_load(office: Office) -> Result<()> {
    const SWAPS: i32 = 50;
    let zhou = office.person("zhou").await?;
    trusts(&office).await?;
    let newer = install(&zhou).await?;
    let packages = zhou.get("/api/packages?regulation=attendance").await?;
    let former = packages.as_array().into_iter().flatten().find(|package| package["version"] == "1.0.0");
    let former = former.and_then(|package| package["digest"].as_str()).context("the former")?.to_owned();
    let office = Arc::new(office);
    let go_on = Arc::new(AtomicBool::new(true));
    let people = ["li", "liu", "chen", "cashier"];
    let clerks = people.map(|login| tokio::spawn(filing(office.clone(), login, go_on.clone())));
    tokio::time::sleep(QUIET).await;
    let swapping = Instant::now();
    let first: Date = "2026-03-02".parse().map_err(|why| anyhow::anyhow!("{why}"))?;
    for swap in 1..=SWAPS {
        let (digest, day) = (if swap % 2 == 1 { &newer } else { &former }, first.plus(swap));
        office.revise("attendance", Some(digest), json!({}), &day.to_string()).await?;
        // Midnight comes while people file.
        office.clock.set(guiju_model::Moment(day.at(0).0 - 1));
        tokio::time::sleep(Duration::from_millis(40)).await;
        office.clock.set(day.at(9 * 60));
    }
    let swapped = Instant::now();
    tokio::time::sleep(QUIET).await;
    go_on.store(false, Ordering::Relaxed);
    let mut took = Vec::new();
    for clerk in clerks {
        took.extend(clerk.await??);
    }
    let filed = took.len();
    assert!(filed > 50, "only {filed} were filed");
    for (phase, from, to) in
        [("before", None, Some(swapping)), ("during", Some(swapping), Some(swapped)), ("after", Some(swapped), None)]
    {
        let within = |at: Instant| from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to);
        let mut times = took.iter().filter(|(at, _)| within(*at)).map(|(_, took)| *took).collect::<Vec<_>>();
        times.sort_unstable();
        let part = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
        eprintln!(
            "{phase} {SWAPS} swaps: {} filings, median {:?}, 99 in 100 within {:?}",
            times.len(),
            part(50),
            part(99)
        );
    }
    let rows = sqlx::query(
        "SELECT m.id AS id, m.digest AS digest, m.filed_at AS filed_at, r.digest AS judged_by FROM matters m
         JOIN recordings r ON r.office_id = m.office_id AND r.matter_id = m.id AND r.regulation = m.regulation ORDER BY m.id",
    )
    .fetch_all(&office.app.pool)
    .await?;
    assert_eq!(rows.len(), filed, "each was recorded once");
    for row in rows {
        let day = guiju_model::Moment(row.int("filed_at")?).date();
        let (by, judged_by) = (row.text("digest")?, row.text("judged_by")?);
        let expected = if (day.0 - first.0) % 2 == 1 { &newer } else { &former };
        assert_eq!((&by, &judged_by), (expected, expected), "filed on {day}");
    }
    assert_eq!(zhou.get("/api/audit").await?["broken_at"], Value::Null);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_swaps_under_load_sqlite() -> Result<()> {
    swapped_under_load(Office::open(Database::Sqlite, "2026-03-02T09:00").await?).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_swaps_under_load_postgres() -> Result<()> {
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    swapped_under_load(Office::open(Database::Postgres, "2026-03-02T09:00").await?).await
}
