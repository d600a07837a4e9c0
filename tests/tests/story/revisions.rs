//! An office swaps in its own version: compared, rehearsed, scheduled by two persons, in force, replayed, rolled back.

use anyhow::{Context, Result, ensure};
use guiju_api::{
    AssessmentShown, Comparison, DifferenceOpened, DifferenceShown, Entered, PackageShown, Page, RegulationShown,
    RehearsalShown, RehearsalWanted, ReplayReport, RequestAnswer, RevisionShown, RevisionWanted, SubjectShown,
    WordingEntry,
};
use guiju_model::Date;
use guiju_tests::{
    Columns, Database, Office, Person, Values,
    acts::plainly,
    on_each_database,
    packages::{install, trusts},
    said, values, wait,
};
use reqwest::StatusCode;
use serde_json::json;
use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};
use tokio::task::JoinHandle;

/// Working days of a month in which two people come late by these minutes; everybody else is on time.
fn punches(days: &[&str], late: &[(u32, &[i64])]) -> Result<String> {
    let mut lines = String::new();
    for (index, day) in days.iter().enumerate() {
        for badge in 1..=11u32 {
            let minutes = late.iter().find(|(who, _)| *who == badge).and_then(|(_, minutes)| minutes.get(index));
            let at = 8 * 60 + 30 + minutes.copied().unwrap_or(-5);
            writeln!(lines, "{badge}\t{day} {:02}:{:02}:00\t1\t0\t1\t0", at / 60, at % 60)?;
            writeln!(lines, "{badge}\t{day} 18:35:00\t1\t0\t1\t0")?;
        }
    }
    Ok(lines)
}

fn days(month: &str, of: &[u32]) -> Vec<String> {
    of.iter().map(|day| format!("{month}-{day:02}")).collect()
}

const MARCH: [u32; 22] = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 23, 24, 25, 26, 27, 30, 31];
// 2026-04-06 is the day after the Qingming festival's Sunday, off by the published calendar.
const APRIL: [u32; 21] = [1, 2, 3, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 27, 28, 29, 30];

/// 李敏 comes late by 10, 11, 25 and 35 minutes, 王科长 by 5 and 9.
const LATE: [(u32, &[i64]); 2] = [(8, &[10, 11, 25, 35]), (7, &[5, 9])];

/// What a month counts of everybody: by name, each figure by its own.
type Month = BTreeMap<String, BTreeMap<String, i64>>;

/// How often something is counted of somebody.
fn count(month: &Month, name: &str, figure: &str) -> i64 {
    month[name][figure]
}

async fn month(office: &Office, month: &str, of: &[u32]) -> Result<Month> {
    let (zhou, chen) = (office.person("zhou").await?, office.person("chen").await?);
    let days = days(month, of);
    let file = punches(&days.iter().map(String::as_str).collect::<Vec<_>>(), &LATE)?;
    let report = chen.import("/api/forms/attendance/punch/import", file).await?;
    ensure!(report.errors.is_empty(), "{report:?}");
    zhou.posts(&format!("/api/assessments/month?day={month}-15"), &()).await?;
    figures(&zhou, month).await
}

/// What the month counts of everybody.
async fn figures(zhou: &Person, month: &str) -> Result<Month> {
    let sheet: AssessmentShown = zhou.get(&format!("/api/assessments/attendance/month?day={month}-15")).await?;
    ensure!(!sheet.subjects.is_empty(), "nobody is judged");
    let of = |subject: SubjectShown| {
        (subject.name, subject.figures.into_iter().map(|figure| (figure.name, figure.value)).collect())
    };
    Ok(sheet.subjects.into_iter().map(of).collect())
}

/// What a rehearsal says the figures of everybody would be who differs, by name: figure lines on the right.
async fn predicted(by: &Person, rehearsal: &RehearsalShown) -> Result<BTreeMap<String, Vec<String>>> {
    let way = format!("/api/rehearsals/{}/differences", rehearsal.id);
    let page: Page<DifferenceShown> = by.get(&way).await?;
    let mut predicted = BTreeMap::new();
    for row in page.rows {
        let opened: DifferenceOpened = by.get(&format!("{way}/{}", row.recording)).await?;
        let figures = opened.aspects.into_iter().filter(|aspect| aspect.aspect == "figures");
        let right = figures.flat_map(|aspect| aspect.lines).filter_map(|(_, right)| right);
        predicted.insert(row.title, right.collect());
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
        assert_eq!((count(&march, "李敏", "late"), count(&march, "李敏", "absent_half_days"), count(&march, "王科长", "late")), (3, 3, 2), "{march:?}");
        let digest = install(&zhou).await?;

        // Compared with the one in force: the clause that changed, and the examples that are handled otherwise.
        let comparison = zhou.get::<Comparison>(&format!("/api/packages/{digest}/comparison")).await?;
        assert_eq!((comparison.before.0.as_str(), comparison.after.0.as_str()), ("1.0.0", "1.1.0"));
        let chapters = &comparison.chapters;
        let kinds = chapters.iter().map(|chapter| chapter.kind.as_str()).collect::<Vec<_>>();
        assert_eq!(kinds, ["clauses", "routes"], "nothing else differs: {comparison:?}");
        assert!(said(&chapters[0].changes[0].after).contains("10 分钟以内到岗不计"), "{comparison:?}");

        // Rehearsed on the office's own month: just the two who came late by ten minutes or less.
        let rehearsal = zhou.rehearses(&RehearsalWanted { regulation: "attendance".to_owned(), digest: Some(digest.to_owned()), from: Some("2026-03-01".to_owned()), to: Some("2026-03-31".to_owned()), ..RehearsalWanted::default() }).await?;
        assert_eq!(rehearsal.state, "done", "{rehearsal:?}");
        let says = predicted(&zhou, &rehearsal).await?;
        assert_eq!(says.len(), 2, "{says:?}");
        let (status, csv) = zhou.bytes(&format!("/api/rehearsals/{}/export", rehearsal.id)).await?;
        assert!(status.is_success() && String::from_utf8_lossy(&csv).contains("李敏"), "exported");
        assert_eq!(figures(&zhou, "2026-03").await?, march, "a rehearsal touches nothing");

        // Two persons, and only for days to come.
        let wanted = |from: &str| RevisionWanted { regulation: "attendance".to_owned(), digest: Some(digest.to_owned()), from: from.to_owned(), reason: "本单位修订第一条".to_owned(), ..RevisionWanted::default() };
        assert_eq!(zhou.post("/api/revisions", &wanted("2026-03-31")).await?.0, StatusCode::BAD_REQUEST, "not for a day that has begun");
        assert_eq!(li.post("/api/revisions", &wanted("2026-04-01")).await?.0, StatusCode::FORBIDDEN);
        let (status, asked) = zhou.post("/api/revisions", &wanted("2026-04-01")).await?;
        assert_eq!(status, StatusCode::CREATED, "{asked}");
        let place = format!("/api/revisions/{}", asked.read::<Entered>()?.id);
        assert_eq!(zhou.post(&place, &RequestAnswer { action: "confirm".to_owned(), ..RequestAnswer::default() }).await?.0, StatusCode::FORBIDDEN, "not by the one who asked");
        assert_eq!(li.post(&place, &RequestAnswer { action: "confirm".to_owned(), ..RequestAnswer::default() }).await?.0, StatusCode::FORBIDDEN);
        office.alter("UPDATE accounts SET system_role = 'administrator' WHERE login = 'liu'").await?;
        let another = office.person("liu").await?.post(&place, &RequestAnswer { action: "confirm".to_owned(), ..RequestAnswer::default() }).await?.1;
        assert_eq!(another.code(), "keeper.needs-security-officer", "two administrators do not agree on it between them");
        assert_eq!(wu.post(&place, &RequestAnswer { action: "confirm".to_owned(), ..RequestAnswer::default() }).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(wu.post(&place, &RequestAnswer { action: "confirm".to_owned(), ..RequestAnswer::default() }).await?.0, StatusCode::CONFLICT, "once");
        assert_eq!(li.get::<RegulationShown>("/api/regulations/attendance").await?.version, "1.0.0", "still March");

        // What was filed before keeps the former version to its end.
        let open = office.person("liu").await?.file("attendance/leave", json!({ "kind": "personal", "span": "2026-04-02 am/2026-04-02 pm", "reason": "有事" })).await?;
        office.at("2026-05-01T09:00").await?;
        assert_eq!(li.get::<RegulationShown>("/api/regulations/attendance").await?.version, "1.1.0");
        wu.does(open, "approve", plainly()).await?;
        let kept = wu.matter(open).await?;
        assert_eq!((kept.regulation_version.as_str(), kept.status.as_str()), ("1.0.0", "completed"), "{kept:?}");
        let april = month(&office, "2026-04", &APRIL).await?;
        for (name, counted) in &april {
            let late = count(&april, name, "late");
            match says.iter().find(|(title, _)| title.starts_with(&format!("{name}的"))) {
                Some((_, lines)) => {
                    let line = format!("迟到：{late} 次");
                    assert!(if late == 0 { !lines.iter().any(|line| line.starts_with("迟到：")) } else { lines.contains(&line) }, "{name}: {late}, but {lines:?}");
                }
                None => assert_eq!(counted, &march[name], "{name} was not to differ"),
            }
        }
        zhou.posts("/api/assessments/month?day=2026-03-15", &()).await?;
        assert_eq!(figures(&zhou, "2026-03").await?, march, "judged again, March is still judged by the package of March");

        // Back to the former from June on: that is scheduled like any other.
        let former = zhou.get::<Vec<PackageShown>>("/api/packages?regulation=attendance").await?;
        let former = former.iter().find(|package| package.version == "1.0.0").context("the former")?.digest.clone();
        office.revise("attendance", Some(&former), values(json!({})), "2026-06-01").await?;
        office.at("2026-06-01T09:00").await?;
        assert_eq!(li.get::<RegulationShown>("/api/regulations/attendance").await?.version, "1.0.0", "rolled back");
        let packages = zhou.get::<Vec<PackageShown>>("/api/packages?regulation=attendance").await?;
        let bound = packages.iter().find(|package| package.version == "1.1.0").context("it")?.bound.clone();
        assert_eq!(bound, [("2026-04-01".to_owned(), Some("2026-06-01".to_owned()))]);
        assert_eq!(zhou.audit().await?.broken_at, None);
        Ok(())
    }

    /// A number alone: rehearsed, scheduled, dated; and a value that does not fit is told on its parameter.
    a_number_alone(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        office.at("2026-03-31T23:00").await?;
        month(&office, "2026-03", &MARCH).await?;
        let wrong = RehearsalWanted { regulation: "attendance".to_owned(), parameters: values(json!({ "late_limit": 999 })), ..RehearsalWanted::default() };
        assert_eq!(zhou.post("/api/rehearsals", &wrong).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(zhou.post("/api/rehearsals", &RehearsalWanted { regulation: "attendance".to_owned(), parameters: values(json!({ "no_such": 1 })), ..RehearsalWanted::default() }).await?.0, StatusCode::BAD_REQUEST);
        let rehearsal = zhou.rehearses(&RehearsalWanted { regulation: "attendance".to_owned(), parameters: values(json!({ "late_limit": 15 })), from: Some("2026-03-01".to_owned()), ..RehearsalWanted::default() }).await?;
        assert_eq!(rehearsal.state, "done", "{rehearsal:?}");
        let says = predicted(&zhou, &rehearsal).await?;
        assert_eq!(says.len(), 1, "only the one who came late by more than fifteen minutes, and less than thirty: {says:?}");
        assert!(rehearsal.aspects.iter().any(|aspect| aspect.aspect == "figures"), "{rehearsal:?}");
        let wanted = RevisionWanted { regulation: "attendance".to_owned(), parameters: values(json!({ "late_limit": 15 })), from: "2026-04-01".to_owned(), reason: "从严".to_owned(), ..RevisionWanted::default() };
        let (_, asked) = zhou.post("/api/revisions", &wanted).await?;
        let shown = wu.get::<Vec<RevisionShown>>("/api/revisions").await?;
        assert_eq!((shown[0].values[0].clone(), shown[0].answerable), (("迟到的上限".to_owned(), "15 分钟".to_owned()), true), "{shown:?}");
        let decline = RequestAnswer { action: "decline".to_owned(), words: "再议".to_owned() };
        assert_eq!(wu.post(&format!("/api/revisions/{}", asked.read::<Entered>()?.id), &decline).await?.0, StatusCode::NO_CONTENT);
        assert!(zhou.notices().await?.iter().any(|notice| notice.contains("未获确认")), "who asked is told");
        office.revise("attendance", None, values(json!({ "late_limit": 15 })), "2026-04-01").await?;
        office.at("2026-05-01T09:00").await?;
        let april = month(&office, "2026-04", &APRIL).await?;
        assert_eq!((count(&april, "李敏", "late"), count(&april, "李敏", "absent_half_days")), (2, 2), "10 and 11 are late; 25 and 35 half a day's absence each: {april:?}");
        Ok(())
    }

    /// Several offices on one server: what one installs, words and schedules is nothing to the other.
    several_offices(office, "2026-03-02T09:00") {
        office.found_another().await?;
        let (zhou, li, outside) = (office.person("zhou").await?, office.person("li").await?, office.person("outside").await?);
        trusts(&office).await?;
        let digest = install(&zhou).await?;
        office.revise("attendance", Some(&digest), values(json!({ "late_limit": 20 })), "2026-03-03").await?;
        let words = WordingEntry { clauses: values(json!({ "1.1a": "迟到以十分钟为限。——本单位 2026 年第 3 号文" })), ..WordingEntry::default() };
        assert_eq!(li.put(&format!("/api/packages/{digest}/wording"), &words).await?.0, StatusCode::FORBIDDEN);
        assert_eq!(zhou.put(&format!("/api/packages/{digest}/wording"), &words).await?.0, StatusCode::NO_CONTENT);
        let unknown = WordingEntry { clauses: values(json!({ "9.9": "没有这一条" })), ..WordingEntry::default() };
        let (status, told) = zhou.put(&format!("/api/packages/{digest}/wording"), &unknown).await?;
        assert!(status == StatusCode::BAD_REQUEST && told.title().contains("9.9"), "{told}");
        office.at("2026-03-04T09:00").await?;
        let own = li.get::<RegulationShown>("/api/regulations/attendance").await?;
        assert_eq!(own.version, "1.1.0");
        assert!(said(&own.clauses).contains("本单位 2026 年第 3 号文"), "the office's own wording");
        let theirs = outside.get::<RegulationShown>("/api/regulations/attendance").await?;
        assert_eq!(theirs.version, "1.0.0");
        assert!(!said(&theirs.clauses).contains("第 3 号文"));
        assert!(!theirs.parameters.is_empty() && theirs.parameters.iter().all(|(.., since)| since.is_none()), "no value was set there");
        assert!(!outside.text("/api/packages").await?.contains(&digest));
        for path in [format!("/api/packages/{digest}"), format!("/api/packages/{digest}/comparison"), format!("/api/packages/{digest}/wording")] {
            assert_eq!(outside.look(&path).await?.0, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(outside.get::<Vec<RevisionShown>>("/api/revisions").await?.is_empty());
        let rehearse = RehearsalWanted { regulation: "attendance".to_owned(), digest: Some(digest.to_owned()), ..RehearsalWanted::default() };
        assert_eq!(outside.post("/api/rehearsals", &rehearse).await?.0, StatusCode::NOT_FOUND);
        Ok(())
    }

    /// Each recorded decision gives the same bytes again from the stored package, values and facts; a difference is an alarm.
    replayed(office, "2026-03-02T09:00") {
        let (zhou, li, wu) = (office.person("zhou").await?, office.person("li").await?, office.person("wu").await?);
        let leave = json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-06 pm", "reason": "有事" });
        let matter = li.file("attendance/leave", leave).await?;
        wu.does(matter, "approve", plainly()).await?;
        office.at("2026-03-31T23:00").await?;
        month(&office, "2026-03", &MARCH).await?;
        let report = zhou.get::<ReplayReport>(&format!("/api/matters/{matter}/replay")).await?;
        assert!(report.asked >= 4, "the filing and the decision, by the owner and each overseer: {report:?}");
        assert!(report.differing.is_empty(), "{report:?}");
        let everything = zhou.rehearses(&RehearsalWanted::default()).await?;
        assert_eq!((everything.state.as_str(), everything.differing), ("done", 0), "{everything:?}");
        let all = guiju::rehearsals::replay(&office.app, guiju_tests::OFFICE, None).await?;
        assert!(all.asked > 20 && all.differing.is_empty(), "{all:?}");
        // Somebody edits an answer in the database.
        office.alters("recordings");
        sqlx::query("UPDATE recordings SET answered = (SELECT answered FROM recordings WHERE matter_id IS NULL ORDER BY id LIMIT 1) WHERE matter_id = $1")
            .bind(i64::try_from(matter)?)
            .execute(&office.app.pool)
            .await?;
        let report = zhou.get::<ReplayReport>(&format!("/api/matters/{matter}/replay")).await?;
        assert!(!report.differing.is_empty(), "{report:?}");
        Ok(())
    }

    /// A rehearsal can be stopped; what it has found so far stays.
    stopped(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        assert_eq!(li.post("/api/rehearsals", &RehearsalWanted::default()).await?.0, StatusCode::FORBIDDEN);
        let (_, begun) = zhou.post("/api/rehearsals", &RehearsalWanted::default()).await?;
        let place = format!("/api/rehearsals/{}", begun.read::<Entered>()?.id);
        let (status, _) = zhou.delete(&place).await?;
        let ended: RehearsalShown = zhou.get(&place).await?;
        let expected = if status == StatusCode::NO_CONTENT { "cancelled" } else { "done" };
        assert_eq!(ended.state, expected, "{ended:?}");
        assert_eq!(zhou.delete(&place).await?.0, StatusCode::CONFLICT, "it is over");
        Ok(())
    }
}

/// What somebody files over and over while the policy changes: how much has been filed by all.
async fn filing(
    office: Arc<Office>,
    login: &'static str,
    go_on: Arc<AtomicBool>,
    filed: Arc<AtomicUsize>,
) -> Result<()> {
    let person = office.person(login).await?;
    let mut number = 0;
    while go_on.load(Ordering::Relaxed) {
        let content =
            json!({ "missed": "2026-02-25 am/2026-02-25 am", "explanation": format!("{login} 第 {number} 次说明") });
        person.file("attendance/statement", content).await.with_context(|| format!("{login}, filing {number}"))?;
        number += 1;
        filed.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Each filing was judged by just the version of its own day.
async fn judged(office: &Office, filed: usize, first: Date, versions: [&str; 2]) -> Result<()> {
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
        let expected = versions[usize::try_from((day.0 - first.0) % 2)?];
        assert_eq!((by.as_str(), judged_by.as_str()), (expected, expected), "filed on {day}");
    }
    Ok(())
}

/// Fifty swaps while people file: no filing fails, and every one is judged by just the version of its own day.
async fn swapped_under_load(office: Office) -> Result<()> {
    const SWAPS: i32 = 50;
    let zhou = office.person("zhou").await?;
    trusts(&office).await?;
    let newer = install(&zhou).await?;
    let packages: Vec<PackageShown> = zhou.get("/api/packages?regulation=attendance").await?;
    let former = packages.into_iter().find(|package| package.version == "1.0.0").context("the former")?.digest;
    let office = Arc::new(office);
    let (go_on, filed) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)));
    let people = ["li", "liu", "chen", "cashier"];
    let clerks = people.map(|login| tokio::spawn(filing(office.clone(), login, go_on.clone(), filed.clone())));
    // So many more are filed before the next thing happens.
    let files = async |more: usize| {
        let wanted = filed.load(Ordering::Relaxed) + more;
        let over = || clerks.iter().any(JoinHandle::is_finished);
        wait::until("people file", async || Ok(filed.load(Ordering::Relaxed) >= wanted || over())).await
    };
    files(10).await?;
    let first: Date = "2026-03-02".parse().map_err(|why| anyhow::anyhow!("{why}"))?;
    for swap in 1..=SWAPS {
        let (digest, day) = (if swap % 2 == 1 { &newer } else { &former }, first.plus(swap));
        office.revise("attendance", Some(digest), Values::new(), &day.to_string()).await?;
        // Midnight comes while people file.
        office.clock.set(guiju_model::Moment(day.at(0).0 - 1));
        files(1).await?;
        office.clock.set(day.at(9 * 60));
    }
    files(10).await?;
    go_on.store(false, Ordering::Relaxed);
    for clerk in clerks {
        clerk.await??;
    }
    let filed = filed.load(Ordering::Relaxed);
    assert!(filed > 50, "only {filed} were filed");
    judged(&office, filed, first, [&former, &newer]).await?;
    assert_eq!(zhou.audit().await?.broken_at, None);
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
