//! One access for every way out: who reads what is confidential, and that nothing else tells of it.

use anyhow::{Context, Result};
use guiju_api::{
    FindingShown, Found, MatterShown, OpeningEntry, PersonShown, Proof, ProofShown, StoredFile, ViewShown,
};
use guiju_tests::{Answer, Columns, Office, Person, acts::saying, on_each_database, said};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::io::{Cursor, Read};

/// Words that stand in no other matter.
const SECRET: &str = "景区停着单位车辆甲";

/// Gives somebody a role of the system, as if two keepers had agreed on it.
async fn appoint(office: &Office, login: &str, role: &str) -> Result<Person> {
    office.alters("accounts");
    sqlx::query("UPDATE accounts SET system_role = $2 WHERE login = $1")
        .bind(login)
        .bind(role)
        .execute(&office.app.pool)
        .await?;
    office.person(login).await
}

/// Puts somebody into a post, as if two keepers had agreed on it.
async fn holds(office: &Office, title: &str, person: u64) -> Result<()> {
    office.alters("posts");
    sqlx::query("UPDATE posts SET holder_id = $2, holder_since = $3 WHERE office_id = 1 AND title = $1")
        .bind(title)
        .bind(i64::try_from(person)?)
        .bind(office.app.now(guiju_tests::OFFICE).0 + 1)
        .execute(&office.app.pool)
        .await?;
    office.app.staff_changed(guiju_tests::OFFICE);
    Ok(())
}

async fn status(person: &Person, path: &str) -> Result<(StatusCode, Answer)> {
    person.look(path).await
}

/// Everything in a pack, as text.
async fn unpacked(person: &Person) -> Result<String> {
    let (status, bytes) = person.bytes("/api/inspection?from=2026-01-01&to=2026-12-31").await?;
    assert_eq!(status, StatusCode::OK);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut text = String::new();
    for index in 0..archive.len() {
        archive.by_index(index)?.read_to_string(&mut text)?;
    }
    Ok(text)
}

/// How many events of a kind there are.
async fn events(office: &Office, kind: &str) -> Result<i64> {
    let row = sqlx::query("SELECT COUNT(*) AS n FROM events WHERE office_id = 1 AND kind = $1")
        .bind(kind)
        .fetch_one(&office.app.pool)
        .await?;
    row.int("n")
}

fn breach(who: u64) -> Value {
    json!({ "who": who, "item": "cars", "what": SECRET, "confidential": true })
}

/// A file that is one of a kind.
async fn upload(person: &Person, words: &str) -> Result<StoredFile> {
    person.attach("a.pdf", &format!("%PDF-1.7 {words}")).await
}

fn sick(certificate: &StoredFile, reason: &str) -> Value {
    json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": reason, "certificate": certificate })
}

/// The way by which a stranger checks a printed sheet.
async fn behind(person: &Person, matter: u64) -> Result<String> {
    let proof: Proof = person.get(&format!("/api/matters/{matter}/proof")).await?;
    let mut parts = proof.address.rsplit('/');
    let (code, matter) = (parts.next().context("a code")?, parts.next().context("a matter")?);
    Ok(format!("/api/public/{}/proof/{matter}/{code}", parts.next().context("an office")?))
}

on_each_database! {
    /// A report in confidence is read by who reported it and who looks into it; keepers see no word of it, in no way.
    in_confidence(office, "2026-03-02T09:00") {
        let (li, sun, wang, zhou) = (office.person("li").await?, office.person("sun").await?, office.person("wang").await?, office.person("zhou").await?);
        let auditor = appoint(&office, "liu", "auditor").await?;
        let matter = li.file("integrity-pledge/breach", breach(wang.id)).await?;
        let page = format!("/api/matters/{matter}");
        for reads in [&li, &sun] {
            assert!(reads.text(&page).await?.contains(SECRET));
        }
        for nothing in [&wang, &zhou] {
            assert_eq!(status(nothing, &page).await?.0, StatusCode::NOT_FOUND);
        }
        let text = auditor.text(&page).await?;
        assert!(!text.contains(SECRET) && !text.contains("李敏") && !text.contains("王科长"), "{text}");
        let seen: MatterShown = text.read()?;
        assert_eq!((seen.masked, seen.applicant.as_str(), &seen.content), (true, "＊＊＊", &json!({})), "{text}");
        assert!(!seen.stations[0].citations.is_empty(), "the clause is told: {text}");
        let search = format!("/api/search?q={}", "%E6%99%AF%E5%8C%BA%E5%81%9C%E7%9D%80");
        for (finds, who) in [(1, &li), (1, &sun), (0, &auditor), (0, &zhou), (0, &wang)] {
            assert_eq!(who.get::<Vec<Found>>(&search).await?.len(), finds);
        }
        assert_eq!(events(&office, "pack-exported").await?, 0);
        for keeper in [&zhou, &auditor] {
            let pack = unpacked(keeper).await?;
            assert!(!pack.contains(SECRET) && pack.contains("检查资料"));
        }
        assert!(!unpacked(&auditor).await?.contains("李敏"), "nobody learns who reported");
        assert_eq!(events(&office, "pack-exported").await?, 3);
        let (_, csv) = auditor.look("/api/views/integrity-pledge/breaches/csv").await?;
        assert!(!csv.contains("公务用车") && csv.contains("＊＊＊"), "{csv}");
        assert_eq!(events(&office, "register-exported").await?, 1);
        Ok(())
    }

    /// Whoever a report names does not read it, whatever post or role of the system that person has.
    named(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let accused = appoint(&office, "liu", "auditor").await?;
        let matter = li.file("integrity-pledge/breach", breach(accused.id)).await?;
        assert_eq!(status(&accused, &format!("/api/matters/{matter}")).await?.0, StatusCode::NOT_FOUND);
        let register = accused.register("integrity-pledge/breaches").await?;
        assert_eq!(register.total, 0, "{register:?}");
        assert!(!unpacked(&accused).await?.contains(&format!("matters/{matter}")), "nor does it stand in a pack");
        let line = format!("\"matter\":{matter},");
        assert!(li.text("/api/open").await?.contains(&line), "who filed it has it under way");
        assert!(!accused.look("/api/open").await?.1.contains(&line));
        Ok(())
    }

    /// Who comes into a post that opens what is closed reads what was before only with a reason, which is told.
    opened(office, "2026-03-02T09:00") {
        let (li, sun, wu, wang) = (office.person("li").await?, office.person("sun").await?, office.person("wu").await?, office.person("wang").await?);
        let auditor = appoint(&office, "liu", "auditor").await?;
        let matter = li.file("integrity-pledge/breach", breach(wang.id)).await?;
        sun.does(matter, "approve", saying("已核查")).await?;
        let (page, way) = (format!("/api/matters/{matter}"), format!("/api/matters/{matter}/openings"));
        let reason = OpeningEntry { reason: "复核往年问题线索".to_owned() };
        assert_eq!(wu.post(&way, &reason).await?.0, StatusCode::NOT_FOUND, "without the post there is nothing");
        holds(&office, "纪工委书记", wu.id).await?;
        let (closed, told) = status(&wu, &page).await?;
        assert_eq!(closed, StatusCode::NOT_FOUND);
        assert!(told.title().contains("理由"), "{told}");
        let row = wu.text("/api/views/integrity-pledge/breaches").await?;
        assert!(row.read::<ViewShown>()?.total == 1 && row.contains("＊＊＊") && !row.contains("公务用车"), "{row}");
        assert_eq!(wu.post(&way, &OpeningEntry { reason: " ".to_owned() }).await?.0, StatusCode::BAD_REQUEST);
        assert_eq!(wu.post(&way, &OpeningEntry { reason: "长".repeat(501) }).await?.0, StatusCode::BAD_REQUEST);
        assert_eq!(li.post(&way, &reason).await?.0, StatusCode::CONFLICT, "who takes part needs no reason");
        assert_eq!(wang.post(&way, &reason).await?.0, StatusCode::NOT_FOUND);
        assert_eq!(wu.post(&way, &reason).await?.0, StatusCode::NO_CONTENT);
        let shown = wu.matter(matter).await?;
        assert!(said(&shown).contains(SECRET) && said(&shown.history).contains("查阅"), "{shown:?}");
        assert_eq!(events(&office, "matter-opened").await?, 1);
        for person in [&auditor, &li, &sun] {
            let notices = person.notices().await?;
            assert!(notices.iter().any(|notice| notice.contains("复核往年问题线索")), "{notices:?}");
        }
        assert!(wang.notices().await?.iter().all(|notice| !notice.contains("查阅")), "not whom it names");
        Ok(())
    }

    /// A field takes only records that it would offer: what is somebody else's and what does not exist are the same.
    references(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, liu, wang) = (office.person("li").await?, office.person("liu").await?, office.person("wang").await?);
        let trial = json!({ "way": "one", "people": [wang.id], "last": wang.id, "note": "别人的事" });
        li.file("workbench/trial", trial).await?;
        let mine = li.records("workbench/trial").await?;
        let record = mine[0].id;
        assert_eq!(li.records("workbench/trial?q=%E5%88%AB%E4%BA%BA").await?.len(), 1);
        assert!(li.records("workbench/trial?q=%E6%B2%A1%E6%9C%89").await?.is_empty());
        assert!(liu.records("workbench/trial").await?.is_empty());
        let more = |record: u64| json!({ "trial": record, "until": "2026-03-20" });
        let says = |findings: &[FindingShown]| findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>();
        let mut answers = Vec::new();
        for asked in [record, 7_777_777] {
            let preview = liu.preview("workbench/more-time", &more(asked)).await?;
            let (status, refused) = liu.files("workbench/more-time", more(asked)).await?;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
            assert!(!said(&preview).contains("别人的事") && !refused.contains("别人的事"), "{preview:?} {refused}");
            answers.push((says(&preview.findings), says(&refused.findings())));
        }
        assert!(!answers[0].0.is_empty() && answers[0] == answers[1], "{answers:?}");
        assert!(li.preview("workbench/more-time", &more(record)).await?.findings.is_empty());
        Ok(())
    }

    /// A file opens by the fields of matters that one reads whole, never by its digest in a text.
    files(office, "2026-03-02T09:00") {
        let (li, liu, wang) = (office.person("li").await?, office.person("liu").await?, office.person("wang").await?);
        let stored = upload(&li, "李敏的诊断").await?;
        let digest = stored.digest.clone();
        let way = format!("/api/attachments/{digest}");
        assert_eq!(status(&wang, &way).await?.0, StatusCode::NOT_FOUND, "nobody has filed it");
        li.file("attendance/leave", sick(&stored, "看病")).await?;
        for reads in [&li, &wang] {
            assert_eq!(reads.bytes(&way).await?.0, StatusCode::OK);
        }
        let (refused, answer) = liu.files("attendance/leave", sick(&stored, "看病")).await?;
        assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY, "a file of somebody else: {answer}");
        let own = upload(&liu, "刘洋的诊断").await?;
        liu.file("attendance/leave", sick(&own, &digest)).await?;
        assert_eq!(liu.bytes(&way).await?.0, StatusCode::NOT_FOUND, "a digest in a text opens nothing");
        let same = upload(&liu, "李敏的诊断").await?;
        assert_eq!((&same.digest, liu.bytes(&way).await?.0), (&stored.digest, StatusCode::OK), "who has the bytes has them");
        Ok(())
    }

    /// Filters, order, sums and counts tell nothing of what is masked.
    filters(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, zhou, chen) = (office.person("li").await?, office.person("zhou").await?, office.person("liu").await?);
        let matter = zhou.file("workbench/room", json!({ "name": "会议室", "chairs": 10 })).await?;
        let rooms = zhou.register("workbench/rooms").await?;
        let room = rooms.rows.iter().find(|row| row.matter == Some(matter)).map(|row| row.record).context("a room")?;
        let using = |hour: u32, closed: bool, guest: &str, cost: i64| json!({
            "room": room, "over": format!("2026-03-0{}T{hour:02}:00/2026-03-0{}T{hour:02}:30", if closed { 9 } else { 3 }, if closed { 9 } else { 3 }),
            "purpose": if closed { "密谈" } else { "座谈" }, "guest": guest, "cost": cost, "closed": closed,
        });
        for content in [using(9, false, "甲某某", 100), using(10, false, "乙某某", 200), using(11, true, "丙某某", 5000)] {
            li.file("workbench/room-use", content).await?;
        }
        let asked = |query: &str| format!("workbench/uses?{query}");
        let department = zhou.get::<Vec<PersonShown>>("/api/people").await?.iter().find(|person| person.id == li.id).map(|person| person.department).context("a department")?;
        for (query, theirs, own) in [
            (String::new(), 3, 3),
            ("text=%E5%AF%86%E8%B0%88".to_owned(), 0, 1),
            ("text=%E6%9D%8E%E6%95%8F".to_owned(), 2, 3),
            (format!("department={department}"), 2, 3),
            ("from=2026-03-09&to=2026-03-09".to_owned(), 0, 1),
        ] {
            assert_eq!(chen.register(&asked(&query)).await?.total, theirs, "{query}");
            assert_eq!(li.register(&asked(&query)).await?.total, own, "{query}");
        }
        assert_eq!(chen.register(&asked("")).await?.sums[5], "3.00");
        assert_eq!(li.register(&asked("")).await?.sums[5], "53.00");
        let order = |shown: &ViewShown| shown.rows.iter().map(|row| row.record).collect::<Vec<_>>();
        let (up, down) = (chen.register(&asked("sort=guest")).await?, chen.register(&asked("sort=guest&descending=true")).await?);
        assert_eq!(order(&up), order(&down), "what is masked has no order");
        assert_ne!(order(&li.register(&asked("sort=cost")).await?), order(&li.register(&asked("sort=cost&descending=true")).await?));
        Ok(())
    }

    /// Behind a printed code stands what to compare; of what is sensitive the first character, of what is closed nothing.
    behind_a_code(office, "2026-03-02T09:00") {
        let (li, chen, wang) = (office.person("li").await?, office.person("chen").await?, office.person("wang").await?);
        let read = async |way: &str| Ok::<_, anyhow::Error>(Answer::of(guiju_tests::get(format!("{}{way}", office.base)).await?).await?.1);
        let leave = li.file("attendance/leave", json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-05 am", "reason": "家中有事" })).await?;
        let way = behind(&li, leave).await?;
        let shown: ProofShown = read(&way).await?.read()?;
        assert!(said(&shown.sheet).contains("家中有事") && shown.applicant == "李敏" && shown.changes.is_empty(), "{shown:?}");
        wang.does(leave, "approve", saying("同意其请假")).await?;
        let after: ProofShown = read(&way).await?.read()?;
        assert!(after.decisions.is_empty() && after.changes[0].what == "同意" && after.changed.is_some(), "{after:?}");
        let petition = json!({ "channel": "visit", "petitioner": "王小明白", "people": 1, "topic": "other", "content": "反映路灯", "in_scope": true, "solved": true, "answer": "已解释" });
        let matter = chen.file("petitions/petition", petition).await?;
        let way = behind(&chen, matter).await?;
        let shown = read(&way).await?;
        assert!(!shown.contains("王＊＊＊") && !shown.contains("王小明白") && shown.contains("反映路灯"), "{shown:?}");
        assert!(chen.text(&way).await?.contains("王小明白"), "whoever may read it compares all of it");
        let closed = li.file("integrity-pledge/breach", breach(wang.id)).await?;
        let way = behind(&li, closed).await?;
        let shown: ProofShown = read(&way).await?.read()?;
        assert!(shown.closed && shown.applicant.is_empty() && shown.sheet.is_empty() && !shown.filed.is_empty(), "{shown:?}");
        Ok(())
    }
}
