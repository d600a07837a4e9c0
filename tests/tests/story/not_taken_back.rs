//! Effects that cannot take place. What a person's input caused is found before it is filed; what a regulation got wrong is said to be
//! its fault: in the preview, at the filing, and when somebody agrees, each time alike.

use crate::taken_back::room;
use anyhow::Result;
use guiju_api::{Filing, FindingShown, Preview, SuspensionShown};
use guiju_model::Severity;
use guiju_tests::{
    Answer, Person,
    acts::{filling, plainly, saying},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const BAN: &str = "workbench/ban";
const LIFT: &str = "workbench/lift";

/// Every effect that cannot take place, without a record or of one that is another regulation's.
const WRONG: [&str; 22] = [
    "suspended-nobody",
    "restored-nobody",
    "suspended-undeclared",
    "restored-undeclared",
    "suspended-long-ago",
    "suspended-without-a-reason",
    "restored-without-a-reason",
    "void-without-a-reason",
    "void-of-another",
    "amended-another",
    "counted-another",
    "deferred-another",
    "handed-over-long-ago",
    "handed-over-to-nobody",
    "deputy-of-nobody",
    "entered-long-ago",
    "entered-for-nobody",
    "owed-by-nobody",
    "told-nobody",
    "published-for-ever",
    "deferred-for-ever",
    "owed-for-ever",
];

/// A regulation's fault, in words.
fn is_fault((status, answer): (StatusCode, Answer), what: &str) {
    assert_eq!(
        (status, answer.problem().kind.as_str()),
        (StatusCode::BAD_GATEWAY, "regulation-fault"),
        "{what}: {answer}"
    );
    assert!(answer.title().contains("试办制度"), "{what}: {answer}");
}

async fn looks(person: &Person, form: &str, content: &Value) -> Result<(StatusCode, Answer)> {
    let filing = Filing { content: content.clone(), ..Filing::default() };
    person.post(&format!("/api/forms/{form}/preview"), &filing).await
}

/// What forbids it, found before it is filed and again at the filing: its words, of this clause.
async fn found(person: &Person, form: &str, content: &Value, clause: &str) -> Result<String> {
    let preview = person.preview(form, content).await?;
    let errors = |findings: Vec<FindingShown>| {
        findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect::<Vec<_>>()
    };
    let before = errors(preview.findings);
    let (status, refused) = person.files(form, content.clone()).await?;
    assert_eq!(status, UNPROCESSABLE, "{refused}");
    let after = errors(refused.findings());
    assert_eq!((before.len(), &before), (1, &after), "{content}");
    assert_eq!(before[0].citation.as_ref().map(|cited| cited.clause.as_str()), Some(clause), "{before:?}");
    Ok(before[0].message.clone())
}

on_each_database! {
    /// A suspension that ends before it begins, or where it begins, is found before it is filed; a step that ends it so is refused in words,
    /// and can be taken again.
    wrong_period(office, "2026-03-02T09:00") {
        room(&office).await?;
        let (zhou, li, wang) = (office.person("zhou").await?, office.person("li").await?, office.person("wang").await?);
        let ban = |to: &str, asks: Option<u64>| json!({ "who": li.id, "from": "2026-03-04T09:00", "to": to, "reason": "两次未整理", "asks": asks });
        for to in ["2026-03-04T08:59", "2026-03-04T09:00", "2026-03-01T09:00"] {
            for asks in [None, Some(wang.id)] {
                let content = ban(to, asks);
                let said = found(&zhou, BAN, &content, "7").await?;
                assert!(said.contains("使用房间") && said.contains("晚于"), "{said}");
            }
        }
        let matter = zhou.file(BAN, ban("2026-03-05T09:00", Some(wang.id))).await?;
        let (status, refused) = wang.act(matter, "approve", filling(json!({ "to": "2026-03-04T09:00" }))).await?;
        assert_eq!((status, refused.code().as_str()), (UNPROCESSABLE, "suspension.no-time"), "{refused}");
        assert!(refused.title().contains("使用房间"), "{refused}");
        wang.does(matter, "approve", filling(json!({ "to": "2026-03-06T09:00" }))).await?;
        let listed = li.get::<Vec<SuspensionShown>>("/api/suspensions").await?;
        assert_eq!((listed.len(), listed[0].ends.as_deref()), (1, Some("2026-03-06T09:00")), "{listed:?}");
        Ok(())
    }

    /// The same record twice in one matter is found before it is filed.
    twice(office, "2026-03-02T09:00") {
        let room = room(&office).await?;
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let over = "2026-03-03T09:00/2026-03-03T11:00";
        li.file("workbench/room-use", json!({ "room": room, "over": over, "purpose": "开会" })).await?;
        let used = li.records("workbench/room-use").await?[0].id;
        let said = found(&li, "workbench/cancel-twice", &json!({ "what": used, "asks": zhou.id }), "8").await?;
        assert!(said.contains("开会") && said.contains("作废"), "{said}");
        Ok(())
    }

    /// What cannot take place because the regulation is wrong is its fault, before it is filed, at the filing, and at the step.
    faults(office, "2026-03-02T09:00") {
        room(&office).await?;
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        office.bind("lender").await?;
        zhou.file("lender/loan", json!({ "what": "投影仪", "count": 1, "state": "whole" })).await?;
        let anothers = zhou.records("lender/loan").await?[0].id;
        for wrong in WRONG {
            // What is not there any more is put off in vain, and that is said in words.
            let records = match wrong {
                "deferred-another" => vec![Some(anothers)],
                _ if wrong.ends_with("another") => vec![None, Some(anothers)],
                _ => vec![None],
            };
            for record in records {
                let content = json!({ "wrong": wrong, "record": record });
                is_fault(looks(&li, "workbench/faulty", &content).await?, wrong);
                is_fault(li.files("workbench/faulty", content).await?, wrong);
                let asking = json!({ "wrong": wrong, "record": record, "asks": zhou.id });
                let matter = li.file("workbench/faulty", asking).await?;
                is_fault(zhou.act(matter, "approve", plainly()).await?, wrong);
                zhou.does(matter, "refuse", saying("规则有误")).await?;
            }
        }
        Ok(())
    }

    /// A suspension that is given back before it begins is no suspension any more: nobody sees it, and nobody is told twice.
    before_it_began(office, "2026-03-02T09:00") {
        let room = room(&office).await?;
        let (zhou, li, chen) = (office.person("zhou").await?, office.person("li").await?, office.person("chen").await?);
        let lift = json!({ "who": li.id, "reason": "已改正" });
        let nothing = |preview: &Preview| {
            let said = preview.findings.iter().filter(|finding| finding.message.contains("没有暂停"));
            said.map(|finding| finding.severity).collect::<Vec<_>>()
        };
        zhou.file(BAN, json!({ "who": li.id, "from": "2026-03-09T09:00", "reason": "两次未整理" })).await?;
        assert_eq!(nothing(&zhou.preview(LIFT, &lift).await?), [], "there is something to give back");
        zhou.file(LIFT, lift.clone()).await?;
        let told = |notices: Vec<String>| notices.iter().filter(|notice| notice.contains("已经恢复")).count();
        assert_eq!(told(li.notices().await?), 1);
        for reader in [&li, &chen] {
            assert_eq!(reader.get::<Vec<SuspensionShown>>("/api/suspensions").await?, []);
        }
        assert_eq!(nothing(&zhou.preview(LIFT, &lift).await?), [Severity::Notice]);
        zhou.file(LIFT, lift).await?;
        assert_eq!(told(li.notices().await?), 1, "nothing was given back");
        li.file("workbench/room-use", json!({ "room": room, "over": "2026-03-10T09:00/2026-03-10T10:00", "purpose": "开会" })).await?;
        Ok(())
    }

    /// Whoever applies and whom it concerns, each with their own department.
    departments(office, "2026-03-02T09:00") {
        room(&office).await?;
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let ban = json!({ "who": li.id, "from": "2026-03-09T09:00", "reason": "两次未整理" });
        let matter = zhou.file(BAN, ban).await?;
        let shown = zhou.matter(matter).await?;
        assert_ne!(shown.department, shown.subject_department, "{shown:?}");
        let lift = li.file("workbench/trial", json!({ "way": "one", "people": [zhou.id], "last": zhou.id, "note": "一" })).await?;
        let lis = li.matter(lift).await?;
        assert_eq!((lis.department.as_str(), lis.subject_department.as_str()), (shown.subject_department.as_str(), shown.subject_department.as_str()));
        Ok(())
    }

    /// A sum that no number holds is refused in words that name the read.
    too_much(office, "2026-03-02T09:00") {
        room(&office).await?;
        let li = office.person("li").await?;
        let weighed = json!({ "weight": 1, "price": 100 });
        let preview = li.preview("workbench/weighed", &weighed).await?;
        assert!(preview.findings.iter().any(|finding| finding.message.contains("今年已过秤 0")), "{preview:?}");
        for _ in 0..10 {
            li.file("workbench/pile", json!({ "tons": 1_000_000_000_000_i64 })).await?;
        }
        let (status, refused) = looks(&li, "workbench/weighed", &weighed).await?;
        assert_eq!((status, refused.code().as_str()), (StatusCode::CONFLICT, "limit.sum"), "{refused}");
        assert!(refused.title().contains("过秤") && refused.title().contains("weighed"), "{refused}");
        let register = li.register("workbench/weights").await?;
        assert_eq!((register.rows.len(), register.sums.iter().any(|sum| sum == "0.00")), (10, true), "{register:?}");
        Ok(())
    }
}
