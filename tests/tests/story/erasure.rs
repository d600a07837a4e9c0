//! What the office need not keep any longer: shown, asked for by one keeper, confirmed by another, and gone everywhere, with the chain
//! whole.

use anyhow::{Context, Result, ensure};
use guiju::store::{self, row_digests};
use guiju_api::{
    ErasureDue, Found, Outcome, Page, Proof, ProposalDecision, ProposalShown, Reason, RequestAnswer, RequestShown,
};
use guiju_tests::{Answer, Columns, OFFICE, Office, Person, acts::saying, on_each_database};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A reason that stands nowhere else.
pub const REASON: &str = "带状疱疹复发";

pub fn sick(span: &str, certificate: &Value, reason: &str) -> Value {
    json!({ "kind": "sick", "span": span, "reason": reason, "certificate": certificate })
}

/// Files a leave of half a day, which the section head approves.
async fn leave(office: &Office, span: &str, certificate: &Value, reason: &str) -> Result<u64> {
    let (li, wang) = (office.person("li").await?, office.person("wang").await?);
    let matter = li.file("attendance/leave", sick(span, certificate, reason)).await?;
    wang.does(matter, "approve", saying("同意")).await?;
    ensure!(li.matter(matter).await?.status == "completed", "{:?}", li.matter(matter).await?.stations);
    Ok(matter)
}

pub async fn keeps(office: &Office, years: u64) -> Result<()> {
    let (status, told) =
        office.person("zhou").await?.put("/api/settings", &json!({ "retention-matters": years })).await?;
    ensure!(status == StatusCode::OK, "{told}");
    Ok(())
}

pub async fn answer(person: &Person, request: u64, action: &str) -> Result<(StatusCode, Answer)> {
    let answer = RequestAnswer { action: action.to_owned(), words: "已核对清单".to_owned() };
    person.post(&format!("/api/requests/{request}"), &answer).await
}

/// The number of a day.
fn day(text: &str) -> Result<i64> {
    Ok(text.parse::<guiju_model::Date>().map_err(|why| anyhow::anyhow!("{why}"))?.0.into())
}

pub async fn number(office: &Office, statement: &'static str, matter: u64) -> Result<i64> {
    let row = sqlx::query(statement).bind(i64::try_from(matter)?).fetch_one(&office.app.pool).await?;
    row.int("n")
}

/// Every text of the tables in which something of a matter may stand.
pub async fn texts(office: &Office) -> Result<String> {
    let mut all = String::new();
    for statement in [
        "SELECT body AS t FROM events",
        "SELECT body AS t FROM requests",
        "SELECT content AS t FROM matters",
        "SELECT summary AS t FROM matters",
        "SELECT COALESCE(sought, '') AS t FROM matters",
        "SELECT content AS t FROM records",
        "SELECT message AS t FROM notices",
        "SELECT content AS t FROM drafts",
        "SELECT explanation || COALESCE(reason, '') || COALESCE(objection, '') AS t FROM proposals",
        "SELECT result AS t FROM assessments",
    ] {
        for row in sqlx::query(statement).fetch_all(&office.app.pool).await? {
            all.push_str(&row.text("t")?);
        }
    }
    Ok(all)
}

/// What is due is asked for, confirmed by another keeper and erased.
pub async fn erase(office: &Office) -> Result<()> {
    let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
    let (status, outcome) = zhou.post("/api/erasure", &Reason { reason: "保存期满".to_owned() }).await?;
    ensure!(status == StatusCode::ACCEPTED, "{outcome}");
    let request = outcome.read::<Outcome>()?.request.context("a request")?;
    let (status, told) = answer(&wu, request, "confirm").await?;
    ensure!(status == StatusCode::NO_CONTENT, "{told}");
    guiju::retention::clean(&office.app, OFFICE).await?;
    let due = zhou.get::<ErasureDue>("/api/erasure").await?;
    ensure!(due.due == 0 && due.runs.first().is_some_and(|run| run.state == "done"), "{due:?}");
    Ok(())
}

/// Whether bytes stand in a file of the data folder.
pub fn stand_in_files(office: &Office, bytes: &[u8]) -> Result<bool> {
    for file in std::fs::read_dir(&office.app.config.data)? {
        let path = file?.path();
        if path.is_file() && std::fs::read(&path)?.windows(bytes.len()).any(|window| window == bytes) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The chain and the rows hold, with so many events erased.
pub async fn whole(office: &Office, erased: i64) -> Result<()> {
    let mut connection = store::acquire(&office.app.pool).await?;
    let walk = store::walk(&mut connection, OFFICE, &BTreeSet::new()).await?;
    assert_eq!((walk.broken_at, walk.erased > 0), (None, erased > 0), "{walk:?}");
    let verified = row_digests::verify(&mut connection, OFFICE).await?;
    ensure!(verified.agrees(), "{verified:?}");
    let folds = store::matter_folds::verify(&mut connection, OFFICE).await?;
    ensure!(folds.faults.is_empty(), "{folds:?}");
    Ok(())
}

/// The slip on return, which was to follow the leave.
async fn returned(office: &Office) -> Result<()> {
    let li = office.person("li").await?;
    office.set("2026-03-04T14:30")?;
    let leave = li.records("attendance/leave").await?.first().context("the leave's record")?.id;
    let recovered = li.attach("c.pdf", "%PDF-1.7 c").await?;
    li.file(
        "attendance/leave-return",
        json!({ "leave": leave, "back_on": "2026-03-04", "after_sickness": true, "recovered": recovered, "level": "municipal" }),
    )
    .await?;
    Ok(())
}

/// Two leaves that ended, with a certificate each; the second one was judged with the first in view.
pub async fn filed(office: &Office, has_returned: bool) -> Result<(u64, u64, String, String)> {
    let li = office.person("li").await?;
    // The name of the file says what it is about.
    let named = format!("{REASON}.pdf");
    let (first, second) = (li.attach(&named, "%PDF-1.7 a").await?, li.attach("b.pdf", "%PDF-1.7 b").await?);
    let old = leave(office, "2026-03-04 am/2026-03-04 am", &serde_json::to_value(&first)?, REASON).await?;
    if has_returned {
        returned(office).await?;
    }
    // Whoever stands in meanwhile does so no longer.
    office.at("2026-03-10T09:00").await?;
    office.set("2026-12-01T09:00")?;
    let new = leave(office, "2026-12-02 am/2026-12-02 am", &serde_json::to_value(&second)?, "感冒").await?;
    Ok((old, new, first.digest, second.digest))
}

on_each_database! {
    /// What is due is shown, asked for, confirmed by another, and gone from every place; its number is not given again.
    due_and_gone(office, "2026-03-02T09:00") {
        let (old, new, certificate, other) = filed(&office, true).await?;
        let (li, zhou, wu) = (office.person("li").await?, office.person("zhou").await?, office.person("wu").await?);
        let printed = li.get::<Proof>(&format!("/api/matters/{old}/proof")).await?;
        let printed = printed.address.split_once("/proof/").context("an address")?.1.to_owned();
        let (place, rest) = printed.split_once('/').context("a place")?;
        let proof = format!("/api/public/{place}/proof/{rest}");
        let search = "/api/search?q=%E5%B8%A6%E7%8A%B6%E7%96%B1%E7%96%B9";
        assert_eq!(li.get::<Vec<Found>>(search).await?.len(), 1);
        let kept = zhou.get::<ErasureDue>("/api/erasure").await?;
        assert!(kept.terms.len() > 20 && kept.terms.iter().all(|term| term.years == 0 && !term.own), "{kept:?}");
        assert_eq!(ErasureDue { terms: Vec::new(), ..kept }, ErasureDue::default(), "matters are kept for ever");
        let reason = Reason { reason: "保存期满".to_owned() };
        assert_eq!(zhou.post("/api/erasure", &reason).await?.1.code(), "erasure.for-ever");
        keeps(&office, 1).await?;
        assert_eq!(zhou.post("/api/erasure", &reason).await?.1.code(), "erasure.nothing-due");
        office.set("2028-01-03T09:00")?;
        let due = zhou.get::<ErasureDue>("/api/erasure").await?;
        assert_eq!((due.years, due.matters.first().map(|matter| matter.id)), (1, Some(old)), "{due:?}");
        assert!(!serde_json::to_string(&due)?.contains(REASON), "nothing of the content is listed");
        assert_eq!(due.matters.first().map(|matter| matter.term.as_str()), Some("本单位一般保存 1 年"));
        assert_eq!(li.look("/api/erasure").await?.0, StatusCode::FORBIDDEN);
        assert_eq!(wu.post("/api/erasure", &reason).await?.1.code(), "keeper.not-yours");
        let (status, outcome) = zhou.post("/api/erasure", &reason).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        let request = outcome.read::<Outcome>()?.request.context("a request")?;
        guiju::erasure::go_on(&office.app, OFFICE).await?;
        assert_eq!(answer(&zhou, request, "confirm").await?.1.code(), "keeper.own-request");
        assert_eq!(li.matter(old).await?.status, "completed", "nothing happens before the second word");
        whole(&office, 0).await?;
        let (status, told) = answer(&wu, request, "confirm").await?;
        assert_eq!(status, StatusCode::NO_CONTENT, "{told}");
        guiju::retention::clean(&office.app, OFFICE).await?;
        let done = zhou.get::<ErasureDue>("/api/erasure").await?;
        let run = done.runs.first().context("an erasure")?;
        assert_eq!((run.state.as_str(), run.matters, run.files, done.due), ("done", due.due, due.due, 0), "{done:?}");
        assert!(run.recordings > 4, "the later leave was judged with the record of the earlier one in view: {run:?}");
        assert_eq!((run.asked_by.as_str(), run.confirmed_by.as_deref()), ("周办", Some("吴副")), "{run:?}");
        // That there was one is said, whoever asks; what stood in it nowhere.
        for (who, path) in [(&li, format!("/api/matters/{old}")), (&zhou, format!("/api/matters/{old}/replay")), (&li, proof)] {
            let (status, told) = who.look(&path).await?;
            assert_eq!((status, told.code().as_str()), (StatusCode::GONE, "erasure.matter"), "{path}: {told}");
            assert!(told.title().contains("按规定销毁") && told.title().contains("2028"), "{told}");
        }
        // Who had nothing to do with it learns no more than of a number that was never given.
        let sun = office.person("sun").await?;
        for path in [format!("/api/matters/{old}"), "/api/matters/999999".to_owned()] {
            let (status, told) = sun.look(&path).await?;
            assert_eq!((status, told.code().as_str()), (StatusCode::NOT_FOUND, "unknown.matter"), "{path}: {told}");
        }
        assert_eq!(li.get::<Vec<Found>>(search).await?.len(), 0);
        assert_eq!(li.bytes(&format!("/api/attachments/{certificate}")).await?.0, StatusCode::NOT_FOUND);
        assert_eq!(li.bytes(&format!("/api/attachments/{other}")).await?.0, StatusCode::OK);
        assert!(office.app.blobs.names().await?.iter().all(|name| name.digest() != certificate), "its bytes are gone");
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM recordings WHERE matter_id = $1", old).await?, 0);
        assert!(number(&office, "SELECT COUNT(*) AS n FROM events WHERE matter_id = $1", old).await? > 1);
        assert!(!texts(&office).await?.contains(REASON));
        assert!(!stand_in_files(&office, REASON.as_bytes())?, "it stands in a file of the data folder");
        assert_eq!(li.matter(new).await?.status, "completed");
        whole(&office, 1).await?;
        let all = guiju::rehearsals::replay(&office.app, OFFICE, None).await?;
        assert!(all.differing.is_empty() && all.erased > 0, "{all:?}");
        // Who asked and who confirmed stays.
        let told = sqlx::query_scalar::<_, String>("SELECT body FROM events WHERE office_id = 1 AND kind = 'erased' ORDER BY seq")
            .fetch_all(&office.app.pool)
            .await?;
        let first = told.first().context("an event")?;
        assert!(told.iter().any(|told| told.contains(&certificate)), "the file is named");
        for part in [format!("\"asked_by\":{}", zhou.id), format!("\"confirmed_by\":{}", wu.id), "\"matters\"".to_owned()] {
            assert!(first.contains(&part), "{part} in {first}");
        }
        Ok(())
    }

    /// Leaves whose return is still owed stay.
    followed(office, "2026-03-02T09:00") {
        filed(&office, false).await?;
        keeps(&office, 1).await?;
        office.set("2028-01-03T09:00")?;
        let due = office.person("wu").await?.get::<ErasureDue>("/api/erasure").await?;
        assert_eq!((due.due, due.held.first().map(|held| (held.reason.as_str(), held.matters))), (0, Some(("follow-up", 2))), "{due:?}");
        Ok(())
    }

    /// An office that changes its mind erases nothing.
    outdated(office, "2026-03-02T09:00") {
        let (old, ..) = filed(&office, true).await?;
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        keeps(&office, 1).await?;
        office.set("2028-01-03T09:00")?;
        let (status, outcome) = zhou.post("/api/erasure", &Reason { reason: "保存期满".to_owned() }).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        let request = outcome.read::<Outcome>()?.request.context("a request")?;
        keeps(&office, 10).await?;
        assert_eq!(answer(&wu, request, "confirm").await?.1.code(), "keeper.request-stale");
        keeps(&office, 1).await?;
        let due = zhou.get::<ErasureDue>("/api/erasure").await?;
        assert!(due.matters.iter().any(|matter| matter.id == old) && due.runs.is_empty(), "{due:?}");
        Ok(())
    }

    /// Whatever holds a matter is named, and lets it go once it is over.
    held(office, "2026-03-02T09:00") {
        let (old, new, ..) = filed(&office, true).await?;
        keeps(&office, 1).await?;
        let reasons = async || -> Result<Vec<String>> {
            let due = office.person("wu").await?.get::<ErasureDue>("/api/erasure").await?;
            let held = due.held.iter().flat_map(|held| std::iter::repeat_n(held.reason.clone(), held.matters as usize));
            Ok(held.collect())
        };
        // The slip on return has no record that is judged over a year; both lie in the year 2026.
        office.set("2027-04-01T09:00")?;
        assert_eq!(reasons().await?.first().map(String::as_str), Some("assessed"), "the year is over for less than the term");
        office.set("2028-01-03T09:00")?;
        assert_eq!(reasons().await?, ["follow-up"], "nobody has come back from the later leave");
        let record = number(&office, "SELECT MIN(id) AS n FROM records WHERE office_id = 1 AND matter_id = $1", old).await?;
        let (start, end) = (day("2026-03-01")?, day("2026-03-31")?);
        let publication = "INSERT INTO publications (office_id, id, regulation, clause, board, title, body, published_at, matter_id)
            VALUES (1, 9001, 'attendance', '1', 'b', 't', 'b', 0, OLD)";
        let proposal = "INSERT INTO proposals (office_id, id, person_id, starts, ends, clauses, measure, decided_by, evidence,
            explanation, state, proposed_at) VALUES (1, 9001, PERSON, START, END, '[]', '{}', 'r', EVIDENCE, 'e', 'objected', 0)";
        for table in ["tasks", "delegations", "publications", "bookings", "records", "proposals", "follow_ups", "suspensions", "matters"] {
            office.alters(table);
        }
        for (reason, does, ends) in [
            ("under-way", "UPDATE tasks SET state = 'open' WHERE office_id = 1 AND matter_id = OLD", "UPDATE tasks SET state = 'done' WHERE office_id = 1 AND matter_id = OLD"),
            ("delegation", "INSERT INTO delegations (office_id, id, person_id, deputy_id, starts, ends, reason, matter_id, state)
                VALUES (1, 9001, 1, 2, 0, 1, 'r', OLD, 'running')", "UPDATE delegations SET state = 'over' WHERE office_id = 1 AND id = 9001"),
            ("published", publication, "UPDATE publications SET withdrawn_at = 1 WHERE office_id = 1 AND id = 9001"),
            ("used", "INSERT INTO bookings (office_id, id, resource_id, matter_id, starts, ends) VALUES (1, 9001, RECORD, NEW, 0, 1)",
                "DELETE FROM bookings WHERE office_id = 1 AND id = 9001"),
            ("standing", "UPDATE records SET ends = ends + 9000000000 WHERE office_id = 1 AND id = RECORD",
                "UPDATE records SET ends = ends - 9000000000 WHERE office_id = 1 AND id = RECORD"),
            ("proposal", &proposal.replace("PERSON", "2").replace("EVIDENCE", "'[RECORD]'"),
                "UPDATE proposals SET state = 'confirmed' WHERE office_id = 1 AND id = 9001"),
            ("proposal", &proposal.replace("9001", "9002").replace("EVIDENCE", "'[]'"),
                "UPDATE proposals SET state = 'lapsed' WHERE office_id = 1 AND id = 9002"),
            ("suspension", "INSERT INTO suspensions (office_id, id, regulation, privilege, clause, person_id, starts, reason, matter_id)
                VALUES (1, 9001, 'attendance', 'p', '1', PERSON, 0, 'r', OLD)",
                "UPDATE suspensions SET ends = 1 WHERE office_id = 1 AND id = 9001"),
            ("follow-up", "INSERT INTO follow_ups (office_id, id, regulation, clause, form, person_id, due_at, reason, from_matter, reminded)
                VALUES (1, 9001, 'attendance', '1', 'leave-return', PERSON, 0, 'r', OLD, 0)",
                "UPDATE follow_ups SET filed_matter = OLD WHERE office_id = 1 AND id = 9001"),
        ] {
            let person = office.person("li").await?.id;
            for (statement, mut expected) in [(does, vec![reason, "follow-up"]), (ends, vec!["follow-up"])] {
                expected.sort_unstable();
                let statement = [("OLD", old.to_string()), ("NEW", new.to_string()), ("RECORD", record.to_string()),
                    ("PERSON", person.to_string()), ("START", start.to_string()), ("END", end.to_string())]
                    .iter().fold(statement.to_owned(), |text, (name, value)| text.replace(name, value));
                sqlx::query(sqlx::AssertSqlSafe(statement.clone())).execute(&office.app.pool).await.with_context(|| statement.clone())?;
                assert_eq!(reasons().await?, expected, "{statement}");
            }
        }
        Ok(())
    }

    /// A regulation may have a term of its own, longer, shorter or for ever. The other keepers are told what makes something due, and a
    /// request that was made by other terms does not hold.
    by_regulation(office, "2026-03-02T09:00") {
        let (old, ..) = filed(&office, true).await?;
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        office.set("2028-01-03T09:00")?;
        let own = async |terms: Value| zhou.put("/api/settings", &json!({ "retention-terms": terms })).await;
        assert_eq!(own(json!({ "no-such": 3 })).await?.0, StatusCode::BAD_REQUEST);
        assert_eq!(own(json!({ "attendance": 101 })).await?.0, StatusCode::BAD_REQUEST);
        let notices = async || -> Result<usize> {
            let told = wu.notices().await?;
            Ok(told.iter().filter(|told| told.contains("因此提前到期")).count())
        };
        assert_eq!(own(json!({ "attendance": 1, "finance": 0 })).await?.0, StatusCode::OK);
        assert_eq!(notices().await?, 1, "one keeper's change that makes something due is told to the others");
        let due = zhou.get::<ErasureDue>("/api/erasure").await?;
        assert_eq!((due.years, due.matters.first().map(|matter| (matter.id, matter.years))), (0, Some((old, 1))), "{due:?}");
        assert!(due.matters.iter().all(|matter| matter.term.contains("保存 1 年") && matter.term.starts_with('《')), "{due:?}");
        let own_terms = due.terms.iter().filter(|term| term.own).map(|term| (term.regulation.as_str(), term.years));
        assert_eq!(own_terms.collect::<Vec<_>>(), [("attendance", 1), ("finance", 0)]);
        let (_, outcome) = zhou.post("/api/erasure", &Reason { reason: "保存期满".to_owned() }).await?;
        let request = outcome.read::<Outcome>()?.request.context("a request")?;
        let asked = wu.get::<Page<RequestShown>>("/api/requests").await?;
        let asked = asked.rows.iter().find(|asked| asked.id == request).context("it")?;
        assert!(asked.changes.iter().any(|change| change.to.contains('《') && change.to.contains("1 年")), "{asked:?}");
        // A longer term, or one for ever, is told to nobody, and what was asked does not hold any more.
        assert_eq!(own(json!({ "attendance": 0, "finance": 0 })).await?.0, StatusCode::OK);
        assert_eq!(notices().await?, 1);
        keeps(&office, 1).await?;
        assert_eq!(notices().await?, 2);
        assert_eq!(answer(&wu, request, "confirm").await?.1.code(), "keeper.request-stale");
        let due = zhou.get::<ErasureDue>("/api/erasure").await?;
        assert!(due.matters.iter().all(|matter| matter.regulation != "attendance"), "{due:?}");
        Ok(())
    }

    /// What a period was judged to goes once it is over for the term, with what was recorded and said of it; and is not judged again.
    judged(office, "2026-03-02T09:00") {
        let (chen, li) = (office.person("chen").await?, office.person("li").await?);
        office.at("2026-04-01T00:10").await?;
        chen.import("/api/forms/attendance/punch/import", crate::jobs::punches(31)?).await?;
        office.at("2026-04-01T08:00").await?;
        let proposals = li.get::<Vec<ProposalShown>>("/api/proposals").await?;
        let proposal = proposals.first().context("a proposal")?.id;
        let objection = ProposalDecision { action: "object".to_owned(), reason: REASON.to_owned() };
        let (status, told) = li.post(&format!("/api/proposals/{proposal}"), &objection).await?;
        ensure!(status == StatusCode::NO_CONTENT, "{told}");
        let decision = ProposalDecision { action: "dismiss".to_owned(), reason: REASON.to_owned() };
        let (status, told) = office.person("sun").await?.post(&format!("/api/proposals/{proposal}"), &decision).await?;
        ensure!(status == StatusCode::NO_CONTENT, "{told}");
        assert!(texts(&office).await?.contains(REASON));
        keeps(&office, 1).await?;
        office.set("2028-01-03T09:00")?;
        let zhou = office.person("zhou").await?;
        let due = zhou.get::<ErasureDue>("/api/erasure").await?;
        assert!(due.results > 11, "{due:?}");
        let named = "SELECT COUNT(*) AS n FROM events WHERE office_id = 1 AND kind = 'assessed' AND body LIKE '%\"proposal\":%' AND seq > $1";
        assert!(number(&office, named, 0).await? > 0, "what the period came to is told");
        erase(&office).await?;
        assert_eq!(number(&office, named, 0).await?, 0, "with the proposals goes what was told of them");
        let done = zhou.get::<ErasureDue>("/api/erasure").await?;
        assert_eq!((done.results, done.runs.first().map(|run| (run.state.as_str(), run.results))), (0, Some(("done", due.results))), "{done:?}");
        assert_eq!(office.person("li").await?.get::<Vec<ProposalShown>>("/api/proposals").await?.len(), 0);
        for left in ["SELECT COUNT(*) AS n FROM assessments WHERE ends < $1", "SELECT COUNT(*) AS n FROM proposals WHERE ends < $1"] {
            assert_eq!(number(&office, left, u64::try_from(day("2027-01-01")?)?).await?, 0, "{left}");
        }
        assert!(!texts(&office).await?.contains(REASON));
        whole(&office, 1).await?;
        let (status, told) = zhou.post("/api/assessments/month?day=2026-03-15", &()).await?;
        assert_eq!((status, told.code().as_str()), (StatusCode::CONFLICT, "erasure.period"), "{told}");
        Ok(())
    }
}
