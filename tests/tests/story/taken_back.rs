//! What a regulation takes back: a record of its own that becomes void, and a privilege that is suspended. Shown on the workbench, and on
//! the canteen's meals.

use crate::{
    audit::{auditor, found},
    erasure::number,
};
use anyhow::{Context, Result};
use guiju_api::{Preview, ProposalDecision, ProposalShown, ResourceShown, RowShown, SuspensionShown};
use guiju_tests::{
    Answer, Office, Person,
    acts::{plainly, saying},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const USE: &str = "workbench/room-use";

/// A room of the workbench: its record.
///
/// # Errors
/// If it cannot be filed.
pub(crate) async fn room(office: &Office) -> Result<u64> {
    office.bind("workbench").await?;
    let zhou = office.person("zhou").await?;
    zhou.file("workbench/room", json!({ "name": "会议室", "chairs": 5 })).await?;
    Ok(zhou.register("workbench/rooms").await?.rows[0].record)
}

fn using(room: u64, over: &str, purpose: &str) -> Value {
    json!({ "room": room, "over": over, "purpose": purpose, "cost": 10000 })
}

/// The row of a matter in the register of uses.
async fn row(reader: &Person, matter: u64) -> Result<RowShown> {
    let rows = reader.register("workbench/uses").await?.rows;
    rows.into_iter().find(|row| row.matter == Some(matter)).context("a row")
}

/// The only thing that was found, and the clause behind it.
fn only(found: &Answer) -> (String, String) {
    let findings = found.findings();
    assert_eq!(findings.len(), 1, "{found}");
    let clause = findings[0].citation.as_ref().map(|cited| cited.clause.clone());
    (findings[0].message.clone(), clause.unwrap_or_default())
}

async fn suspended(reader: &Person) -> Result<Vec<SuspensionShown>> {
    reader.get("/api/suspensions").await
}

/// Suspends the use of rooms for somebody.
async fn ban(office: &Office, who: &Person, from: &str, to: Option<&str>) -> Result<u64> {
    let mut content = json!({ "who": who.id, "from": from, "reason": "两次未整理" });
    if let Some(to) = to {
        content["to"] = json!(to);
    }
    office.person("zhou").await?.file("workbench/ban", content).await
}

on_each_database! {
    /// A record that becomes void is struck in its register with the reason, its booking is free, and nobody can point to it any more.
    void(office, "2026-03-02T09:00") {
        let room = room(&office).await?;
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let auditor = auditor(&office).await?;
        let over = "2026-03-03T09:00/2026-03-03T11:00";
        let used = li.file(USE, using(room, over, "开会")).await?;
        assert_eq!(wang.files(USE, using(room, over, "谈话")).await?.0, UNPROCESSABLE, "it is taken");
        let record = row(&li, used).await?.record;
        let before = li.register("workbench/uses").await?;
        let csv = async || li.text("/api/views/workbench/uses/csv").await;
        assert!(!csv().await?.contains("作废") && !csv().await?.contains("状态"), "nothing is void");
        let cancelled = wang.file("workbench/cancel", json!({ "what": record, "reason": "不开了" })).await?;
        let told = row(&li, used).await?;
        assert_eq!((told.record, told.void.as_deref()), (record, Some("作废（不开了）")));
        let after = li.register("workbench/uses").await?;
        assert_eq!((before.total, after.total), (1, 1), "nothing is deleted");
        let sums = |shown: &[String]| shown.iter().filter(|sum| !sum.is_empty()).cloned().collect::<Vec<_>>();
        assert_eq!((sums(&before.sums), sums(&after.sums)), (vec!["100.00".to_owned()], vec!["0.00".to_owned()]));
        let exported = csv().await?;
        assert!(exported.contains("\"状态\"") && exported.contains("\"作废（不开了）\""), "it is marked: {exported}");
        assert!(!li.records(USE).await?.iter().any(|offered| offered.id == record), "nobody points to it");
        let matter = li.matter(used).await?;
        assert_eq!((matter.status.as_str(), matter.void, matter.void_reason.as_deref()), ("completed", true, Some("不开了")));
        assert!(matter.history.iter().any(|entry| entry.what == "登记作废：不开了"), "{:?}", matter.history);
        assert!(li.notices().await?.iter().any(|notice| notice.contains("已作废：不开了")));
        wang.file(USE, using(room, over, "谈话")).await?;
        let week = li.get::<Vec<ResourceShown>>("/api/bookings/workbench/booked?from=2026-03-02").await?;
        assert_eq!(week[0].bookings.len(), 1, "{week:?}");
        // The audit tells it of both matters.
        let events = found(&auditor, &format!("thing=matter&id={used}")).await?;
        let voided = events.iter().find(|event| event.kind == "voided").context("an event")?;
        assert_eq!((voided.what.as_str(), voided.matter), ("登记作废：不开了", Some(used)));
        assert!(voided.details.iter().any(|detail| detail.contains("会议室")), "what is free: {voided:?}");
        assert!(voided.details.iter().any(|detail| detail.contains(&cancelled.to_string())), "by which matter: {voided:?}");
        let events = found(&auditor.reading("en"), &format!("thing=record&id={record}")).await?;
        let effect = events.iter().find(|event| event.kind == "effect").context("an effect")?;
        assert!(effect.what.contains("becomes void: 不开了"), "{effect:?}");
        assert!(effect.details.iter().any(|detail| detail.contains("is void")), "{effect:?}");
        Ok(())
    }

    /// What is void already, or under way, is refused in words: before it is filed, and again when it would be carried out.
    not_void(office, "2026-03-02T09:00") {
        let room = room(&office).await?;
        let (li, wang, zhou) = (office.person("li").await?, office.person("wang").await?, office.person("zhou").await?);
        let used = li.file(USE, using(room, "2026-03-03T09:00/2026-03-03T11:00", "开会")).await?;
        let record = row(&li, used).await?.record;
        let asking = json!({ "what": record, "asks": zhou.id, "reason": "不开了" });
        let [first, second] = [li.file("workbench/cancel", asking.clone()).await?, wang.file("workbench/cancel", asking).await?];
        zhou.does(first, "approve", plainly()).await?;
        let (status, refused) = zhou.act(second, "approve", plainly()).await?;
        assert_eq!((status, refused.code().as_str()), (StatusCode::CONFLICT, "record.already-void"), "{refused}");
        assert!(refused.title().contains("已经作废"), "{refused}");
        zhou.does(second, "refuse", saying("已经取消过")).await?;
        let trial = json!({ "way": "one", "people": [zhou.id], "last": zhou.id, "note": "一" });
        li.file("workbench/trial", trial).await?;
        let open = li.records("workbench/trial").await?[0].id;
        let cancel = json!({ "trial": open, "reason": "不试了" });
        let preview: Preview = li.preview("workbench/cancel", &cancel).await?;
        assert!(preview.findings.iter().any(|finding| finding.message.contains("还在办理")), "{preview:?}");
        let (status, refused) = li.files("workbench/cancel", cancel).await?;
        let (message, clause) = only(&refused);
        assert_eq!((status, clause.as_str()), (UNPROCESSABLE, "8"));
        assert!(message.contains("还在办理，不能作废"), "{message}");
        Ok(())
    }

    /// Whoever stands in because of a record that becomes void does so no longer; who was still to agree to it is not asked any more.
    nobody_stands_in(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let [li, wang, chen, sun] = [office.person("li").await?, office.person("wang").await?, office.person("chen").await?, office.person("sun").await?];
        let stand_in = |who: &Person| json!({ "who": who.id, "deputy": chen.id, "over": "2026-03-02T09:00/2026-03-06T18:00" });
        li.file("workbench/stand-in", stand_in(&li)).await?;
        let asked = wang.file("workbench/stand-in", stand_in(&sun)).await?;
        let agrees = sun.prepared(asked, "approve", plainly()).await?;
        let trial = async |note: &str| wang.file("workbench/trial", json!({ "way": "one", "people": [li.id], "last": wang.id, "note": note })).await;
        assert!(chen.offered(trial("一").await?).await?.contains(&"approve".to_owned()), "she stands in");
        office.at("2026-03-02T10:00").await?;
        for by in [&li, &wang] {
            let record = by.records("workbench/stand-in").await?.first().context("a record")?.id;
            by.file("workbench/cancel", json!({ "stand_in": record, "reason": "不外出了" })).await?;
        }
        office.at("2026-03-02T10:30").await?;
        let later = trial("二").await?;
        assert!(li.offered(later).await?.contains(&"approve".to_owned()), "nobody stands in any more");
        assert_eq!(sun.offered(asked).await?, Vec::<String>::new(), "nothing is left to agree to");
        let (status, refused) = sun.acts(asked, &agrees).await?;
        assert_eq!(status, StatusCode::CONFLICT, "{refused}");
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM delegations WHERE office_id = 1 AND matter_id = $1", asked).await?, 0);
        Ok(())
    }

    /// Who has a privilege suspended files nothing for the time of it and is told why; the days behind it can be filed at once.
    suspended_for_a_time(office, "2026-03-02T09:00") {
        let room = room(&office).await?;
        let (li, wang, chen) = (office.person("li").await?, office.person("wang").await?, office.person("chen").await?);
        ban(&office, &li, "2026-03-02T09:00", Some("2026-03-05T00:00")).await?;
        let within = using(room, "2026-03-03T09:00/2026-03-03T10:00", "开会");
        let says = "您“使用房间”的资格暂停（2026-03-02 09:00 起至 2026-03-04 24:00）：两次未整理";
        let (status, refused) = li.files(USE, within.clone()).await?;
        let (message, clause) = only(&refused);
        assert_eq!((status, clause.as_str()), (UNPROCESSABLE, "7"), "{refused}");
        assert!(message.contains(says), "{message}");
        let preview = li.preview(USE, &within).await?;
        assert!(preview.findings.iter().any(|finding| finding.message.contains(says)), "before it is filed: {preview:?}");
        wang.file(USE, within).await?;
        assert!(li.notices().await?.iter().any(|notice| notice.contains("使用房间") && notice.contains("两次未整理")));
        let mine = suspended(&li).await?;
        assert_eq!((mine.len(), mine[0].own, mine[0].privilege.as_str()), (1, true, "使用房间"), "{mine:?}");
        assert_eq!(mine[0].ends.as_deref(), Some("2026-03-05T00:00"));
        assert_eq!(mine[0].forms, [("workbench".to_owned(), "room-use".to_owned())]);
        let seen = suspended(&chen).await?;
        assert_eq!((seen.len(), seen[0].own, seen[0].person), (1, false, li.id), "whoever the regulation names sees it");
        assert_eq!(suspended(&wang).await?, [], "nobody else does");
        li.file(USE, using(room, "2026-03-05T09:00/2026-03-05T10:00", "开会")).await?;
        office.at("2026-03-05T00:00").await?;
        li.file(USE, using(room, "2026-03-05T14:00/2026-03-05T15:00", "开会")).await?;
        assert_eq!(suspended(&li).await?, [], "it is over");
        Ok(())
    }

    /// Without an end it lasts until it is given back; both are told in the audit, in both languages.
    given_back(office, "2026-03-02T09:00") {
        let room = room(&office).await?;
        let (li, zhou) = (office.person("li").await?, office.person("zhou").await?);
        let auditor = auditor(&office).await?;
        let banned = ban(&office, &li, "2026-03-02T09:00", None).await?;
        let use_of = using(room, "2027-03-03T09:00/2027-03-03T10:00", "开会");
        let (status, refused) = li.files(USE, use_of.clone()).await?;
        assert_eq!(status, UNPROCESSABLE, "{refused}");
        assert!(only(&refused).0.contains("2026-03-02 09:00 起，直至恢复"), "{refused}");
        office.at("2026-03-03T10:00").await?;
        let lifted = zhou.file("workbench/lift", json!({ "who": li.id, "reason": "已改正" })).await?;
        li.file(USE, use_of).await?;
        assert_eq!(suspended(&li).await?, []);
        let events = found(&auditor, &format!("thing=matter&id={banned}")).await?;
        let effect = events.iter().find(|event| event.kind == "effect").context("an effect")?;
        assert!(effect.what.contains("暂停李敏“使用房间”的资格（2026-03-02 09:00 起，直至恢复）"), "{effect:?}");
        let events = found(&auditor, &format!("thing=matter&id={lifted}")).await?;
        let effect = events.iter().find(|event| event.kind == "effect").context("an effect")?;
        assert_eq!((effect.changes[0].from.as_str(), effect.changes[0].to.as_str()), ("无", effect.at.replace('T', " ").as_str()), "{effect:?}");
        let english = found(&auditor.reading("en"), &format!("person={}", li.id)).await?;
        assert!(english.iter().any(|event| event.what.contains("has the privilege “使用房间” again: 已改正")), "{english:?}");
        Ok(())
    }

    /// As a penalty it begins when it is confirmed, never before, and ends with the last of its whole days.
    as_a_penalty(office, "2026-03-02T09:00") {
        let room = room(&office).await?;
        let (li, zhou) = (office.person("li").await?, office.person("zhou").await?);
        zhou.file("workbench/disorder", json!({ "who": li.id, "on": "2026-03-02" })).await?;
        office.at("2026-03-03T10:00").await?;
        zhou.posts("/api/assessments/month?day=2026-03-03", &()).await?;
        let proposals = li.get::<Vec<ProposalShown>>("/api/proposals").await?;
        let proposal = proposals.iter().find(|one| one.measure.contains("使用房间")).context("a proposal")?;
        assert_eq!(proposal.measure, "暂停“使用房间”的资格 3 天");
        let on = |day: &str| using(room, &format!("{day}T14:00/{day}T15:00"), "开会");
        li.file(USE, on("2026-03-03")).await?;
        let confirm = ProposalDecision { action: "confirm".to_owned(), reason: String::new() };
        let path = format!("/api/proposals/{}", proposal.id);
        assert_eq!(zhou.post(&path, &confirm).await?.0, StatusCode::NO_CONTENT);
        let mine = suspended(&li).await?;
        assert!(mine[0].starts.starts_with("2026-03-03T10:00"), "{mine:?}");
        assert_eq!(mine[0].ends.as_deref(), Some("2026-03-07T00:00"));
        for day in ["2026-03-04", "2026-03-06"] {
            let (status, refused) = li.files(USE, on(day)).await?;
            assert_eq!(status, UNPROCESSABLE, "{refused}");
            assert!(only(&refused).0.contains("用后没有整理"), "{refused}");
        }
        li.file(USE, on("2026-03-07")).await?;
        let auditor = auditor(&office).await?;
        let events = found(&auditor, &format!("thing=proposal&id={}", proposal.id)).await?;
        let decided = events.iter().find(|event| event.kind == "proposal").context("an event")?;
        assert!(decided.details.iter().any(|detail| detail == "暂停时间：2026-03-03 10:00 起至 2026-03-06 24:00"), "{decided:?}");
        // A rule reads who has it suspended: judged again, the month counts it.
        zhou.posts("/api/assessments/month?day=2026-03-03", &()).await?;
        let sheet = auditor.get::<guiju_api::AssessmentShown>("/api/assessments/workbench/order?day=2026-03-03").await?;
        let figures = sheet.subjects.iter().find(|subject| subject.name == "李敏").map(|subject| subject.figures.clone());
        let count = figures.into_iter().flatten().find(|figure| figure.name == "suspended").map(|figure| figure.value);
        assert_eq!(count, Some(1));
        Ok(())
    }

    /// Meals that the canteen's committee suspends cannot be booked; those behind it can.
    meals(office, "2026-03-02T08:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let members = [office.person("wang").await?, office.person("chen").await?, office.person("wu").await?];
        let ids = members.iter().map(|member| member.id).collect::<Vec<_>>();
        let decision = json!({ "who": li.id, "conduct": "多次把饭菜带出", "warned": true, "over": "2026-03-03 am/2026-03-04 pm", "members": ids });
        let matter = zhou.file("canteen-committee/suspension", decision).await?;
        let meal = |day: &str| json!({ "on": day, "meals": ["lunch"], "guests": 0 });
        li.file("canteen-diners/booking", meal("2026-03-03")).await?;
        for member in &members {
            if member.offered(matter).await?.contains(&"aye".to_owned()) {
                member.does(matter, "aye", plainly()).await?;
            }
        }
        let (status, refused) = li.files("canteen-diners/booking", meal("2026-03-04")).await?;
        let (message, clause) = only(&refused);
        assert_eq!((status, clause.as_str()), (UNPROCESSABLE, "6"), "{refused}");
        assert!(message.contains("您“在公务灶就餐”的资格暂停（2026-03-03 起至 2026-03-04）"), "{message}");
        li.file("canteen-diners/booking", meal("2026-03-05")).await?;
        Ok(())
    }
}
