//! Who decides what is confidential: nobody whom it names, and nobody to whom a hand-over, a pairing or a roster alone gives it.

use anyhow::Result;
use guiju::jobs;
use guiju_api::{ActionRequest, Entered, Filed, Filing, InboxItem, Page, PersonEntry};
use guiju_tests::{
    Answer, Columns, Office, Person,
    acts::{plainly, saying, to},
    on_each_database, said,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// Words that stand in no other matter.
const SECRET: &str = "景区停着单位车辆乙";

fn breach(who: u64) -> Value {
    json!({ "who": who, "item": "cars", "what": SECRET, "confidential": true })
}

async fn page(person: &Person, matter: u64) -> Result<(StatusCode, Answer)> {
    person.look(&format!("/api/matters/{matter}")).await
}

/// The open tasks of a matter: whose, and which.
async fn open(office: &Office, matter: u64) -> Result<Vec<(u64, u64)>> {
    let query =
        "SELECT id, assignee_id FROM tasks WHERE office_id = 1 AND matter_id = $1 AND state = 'open' ORDER BY id";
    let rows = sqlx::query(query).bind(i64::try_from(matter)?).fetch_all(&office.app.pool).await?;
    rows.iter().map(|row| Ok((row.id("assignee_id")?, row.id("id")?))).collect()
}

fn outing(deputy: &Person, until: &str) -> Value {
    json!({
        "kind": "meeting", "place": "区政府", "reason": "开会", "over": format!("2026-03-02T09:00/{until}"), "phone": "1",
        "deputy": deputy.id,
    })
}

/// What somebody still has to decide that only a name gives.
async fn trial(office: &Office, decider: &Person) -> Result<u64> {
    let content = json!({ "way": "one", "people": [decider.id], "last": decider.id, "note": "平常" });
    office.person("li").await?.file("workbench/trial", content).await
}

on_each_database! {
    /// The discipline secretary is accused: the role above decides, and she learns of it in no way.
    the_accused(office, "2026-03-02T09:00") {
        let (li, sun, zhang, chen) = (office.person("li").await?, office.person("sun").await?, office.person("zhang").await?, office.person("chen").await?);
        let matter = li.file("integrity-pledge/breach", breach(sun.id)).await?;
        assert_eq!(open(&office, matter).await?.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [zhang.id]);
        let task = open(&office, matter).await?[0].1;
        assert_eq!(page(&sun, matter).await?.0, StatusCode::NOT_FOUND);
        assert!(sun.get::<Page<InboxItem>>("/api/trays/decide").await?.rows.is_empty());
        let refuse = ActionRequest { action: "refuse".to_owned(), version: 1, task: Some(task), ..saying("不实") };
        let (status, hidden) = sun.acts(matter, &refuse).await?;
        assert_eq!(status, StatusCode::NOT_FOUND, "{hidden}");
        li.does(matter, "remind", plainly()).await?;
        let heard = sun.notices().await?;
        assert!(!heard.iter().any(|told| told.contains("廉政问题")), "{heard:?}");
        // Nor does a rightful decider give it to her, by no way of handing on.
        for action in ["transfer", "delegate", "sign-before", "sign-after"] {
            if zhang.offered(matter).await?.iter().any(|offered| offered == action) {
                let (status, refused) = zhang.act(matter, action, ActionRequest { opinion: Some("请看".to_owned()), ..to(sun.id) }).await?;
                assert!(status == StatusCode::BAD_REQUEST && refused.title().contains("涉及的人"), "{action}: {refused}");
            }
        }
        // One level up the same: she reports the secretary, and the director decides.
        let (status, filed) = sun.files("integrity-pledge/breach", breach(zhang.id)).await?;
        if status == StatusCode::CREATED {
            let above = filed.read::<Filed>()?.id;
            let own = open(&office, above).await?;
            assert!(!own.is_empty() && own.iter().all(|(who, _)| ![sun.id, zhang.id].contains(who)), "{own:?}");
            assert_eq!(page(&zhang, above).await?.0, StatusCode::NOT_FOUND);
        } else {
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a vacancy is told: {filed}");
        }
        // To a stranger what is hidden is as absent as what never was.
        for (action, version, task) in [("approve", 99, None), ("refuse", 1, Some(task)), ("remind", 1, None)] {
            let body = ActionRequest { action: action.to_owned(), version, task, ..plainly() };
            let (hidden, absent) = (chen.acts(matter, &body).await?, chen.acts(999_999, &body).await?);
            assert_eq!(hidden, absent);
            assert_eq!(hidden.0, StatusCode::NOT_FOUND);
        }
        zhang.does(matter, "approve", saying("属实")).await?;
        Ok(())
    }

    /// An office that comes from before has the task with the accused: it is moved without anybody's act.
    moved_from_the_accused(office, "2026-03-02T09:00") {
        let (li, sun, zhang) = (office.person("li").await?, office.person("sun").await?, office.person("zhang").await?);
        let matter = li.file("integrity-pledge/breach", breach(sun.id)).await?;
        office.alters("tasks");
        sqlx::query("UPDATE tasks SET assignee_id = $2 WHERE office_id = 1 AND matter_id = $1").bind(i64::try_from(matter)?).bind(i64::try_from(sun.id)?).execute(&office.app.pool).await?;
        let tray = sun.text("/api/trays/decide").await?;
        assert_eq!(tray.read::<Page<InboxItem>>()?.rows.len(), 1, "{tray}");
        assert!(!tray.contains("李敏") && !tray.contains(SECRET), "{tray}");
        let noted = "INSERT INTO unresolved (office_id, matter_id, because, since) VALUES (1, $1, 'decision', 0)";
        sqlx::query(noted).bind(i64::try_from(matter)?).execute(&office.app.pool).await?;
        jobs::round(&office.app).await?;
        assert_eq!(open(&office, matter).await?.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [zhang.id]);
        let heard = sun.notices().await?;
        assert!(!heard.iter().any(|told| told.contains("廉政问题")), "{heard:?}");
        Ok(())
    }

    /// A hand-over gives ordinary work alone; whoever holds such a post, or is deputy in one, may stand in.
    handed_over(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, sun, chen, wang) = (office.person("li").await?, office.person("sun").await?, office.person("chen").await?, office.person("wang").await?);
        wang.file("ab-role/pair", json!({ "post": "纪工委书记", "a": sun.id, "b": chen.id, "both_able": true })).await?;
        assert!(sun.notices().await?.iter().any(|told| told.contains("B角") && told.contains("内容保密")), "{:?}", sun.notices().await?);
        let (report, plain) = (li.file("integrity-pledge/breach", breach(wang.id)).await?, trial(&office, &sun).await?);
        let preview = sun.preview("whereabouts/outing", &outing(&chen, "2026-03-02T17:30")).await?;
        assert!(said(&preview.effects).contains("内容保密"), "{:?}", preview.effects);
        sun.file("whereabouts/outing", outing(&chen, "2026-03-02T17:30")).await?;
        office.at("2026-03-02T09:05").await?;
        assert_eq!(chen.tray("decide").await?, [plain]);
        assert_eq!(sun.tray("decide").await?, [report]);
        assert_eq!(page(&chen, report).await?.0, StatusCode::NOT_FOUND);
        // What comes meanwhile says why it stays.
        let second = li.file("integrity-pledge/breach", breach(wang.id)).await?;
        assert_eq!(open(&office, second).await?[0].0, sun.id);
        let note = li.matter(second).await?.stations[0].note.clone();
        assert!(note.contains("内容保密") && note.contains("陈文员"), "{note}");
        // As the confirmed deputy in the post she may hold it.
        office.alters("posts");
        sqlx::query("UPDATE posts SET deputy_id = $1 WHERE office_id = 1 AND title = '纪工委书记'").bind(i64::try_from(chen.id)?).execute(&office.app.pool).await?;
        office.app.staff_changed(guiju_tests::OFFICE);
        let third = li.file("integrity-pledge/breach", breach(wang.id)).await?;
        assert_eq!(open(&office, third).await?[0].0, chen.id);
        // Nobody stands in where the report is about the deputy.
        let own = li.file("integrity-pledge/breach", breach(chen.id)).await?;
        assert_eq!(open(&office, own).await?[0].0, sun.id);
        Ok(())
    }

    /// What others hand over of somebody is asked of that person, and lasts a month at most.
    asked_first(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (sun, chen) = (office.person("sun").await?, office.person("chen").await?);
        let plain = trial(&office, &sun).await?;
        let filing = Filing { content: outing(&chen, "2036-03-02T17:00"), on_behalf_of: Some(sun.id), ..Filing::default() };
        let (status, filed) = chen.post("/api/forms/whereabouts/outing/file", &filing).await?;
        assert_eq!(status, StatusCode::CREATED, "{filed}");
        let matter = filed.read::<Entered>()?.id;
        office.at("2026-03-02T09:05").await?;
        assert_eq!(chen.tray("decide").await?, Vec::<u64>::new());
        let told = sun.notices().await?;
        assert!(told.iter().any(|told| told.contains("陈文员登记") && told.contains("须经您同意") && told.contains("31 天")), "{told:?}");
        assert!(sun.tray("decide").await?.contains(&matter), "it waits for her answer");
        sun.does(matter, "approve", plainly()).await?;
        office.at("2026-03-02T09:10").await?;
        assert_eq!(chen.tray("decide").await?, [plain]);
        let ends = sqlx::query("SELECT ends - starts AS lasts FROM delegations WHERE office_id = 1").fetch_one(&office.app.pool).await?;
        assert_eq!(ends.int("lasts")?, 31 * 86_400);
        // Refused, nothing is handed over.
        let (_, filed) = chen.post("/api/forms/whereabouts/outing/file", &Filing { content: outing(&chen, "2026-03-02T18:00"), on_behalf_of: Some(office.person("wu").await?.id), ..Filing::default() }).await?;
        let matter = filed.read::<Entered>()?.id;
        office.person("wu").await?.does(matter, "refuse", saying("我没有外出")).await?;
        let rows = sqlx::query("SELECT id FROM delegations WHERE office_id = 1").fetch_all(&office.app.pool).await?;
        assert_eq!(rows.len(), 1);
        Ok(())
    }

    /// Notices about a matter that moves on do not quote what its form keeps from others.
    notices_are_masked(office, "2026-03-02T09:00") {
        let (chen, zhou, liu) = (office.person("chen").await?, office.person("zhou").await?, office.person("liu").await?);
        let petition = json!({
            "channel": "visit", "petitioner": "马暗访", "phone": "62996123", "people": 1, "topic": "labour",
            "content": "马暗访反映欠薪", "in_scope": true, "solved": false, "handler": liu.id,
        });
        chen.file("petitions/petition", petition).await?;
        let leaving = PersonEntry { id: Some(liu.id), name: "刘洋".to_owned(), department: "社会科".to_owned(), badge: Some("9".to_owned()), left: true, ..PersonEntry::default() };
        let (status, answer) = zhou.post("/api/people", &leaving).await?;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        let told = chen.notices().await?;
        assert!(told.iter().any(|told| told.contains("刘洋已离开")), "{told:?}");
        assert!(!told.concat().contains("马暗访"), "{told:?}");
        Ok(())
    }

    /// One matter that cannot be read keeps nobody else from being reminded.
    one_fault_stops_no_job(office, "2026-03-02T09:00") {
        let (li, liu, wang) = (office.person("li").await?, office.person("liu").await?, office.person("wang").await?);
        let leave = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" });
        let broken = li.file("attendance/leave", leave.clone()).await?;
        liu.file("attendance/leave", leave).await?;
        office.alters("matters");
        sqlx::query("UPDATE matters SET route = 'nothing' WHERE office_id = 1 AND id = $1").bind(i64::try_from(broken)?).execute(&office.app.pool).await?;
        office.alters("tasks");
        sqlx::query("UPDATE tasks SET due_at = arrived_at + 60 WHERE office_id = 1 AND state = 'open'").execute(&office.app.pool).await?;
        jobs::round(&office.app).await?;
        let told = wang.notices().await?;
        assert!(told.iter().any(|told| told.contains("即将到期")), "{told:?}");
        Ok(())
    }
}
