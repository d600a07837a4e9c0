//! Papers in, and a meeting whose resolution opens what waits for it.

use anyhow::Context;
use guiju_api::{Filed, Filing, InboxItem, Page};
use guiju_tests::{
    acts::{filling, plainly, saying},
    on_each_database, said,
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn paper(title: &str) -> Value {
    json!({
        "arrival": "received", "from": "区委办", "title": title, "received_at": "2026-03-02T08:50", "urgency": "ordinary", "secrecy": "none",
        "proposal": "拟请领导阅示", "from_above": false,
    })
}

on_each_database! {
    /// Two leaders read and name, the route grows, each circulates, the paper is archived.
    incoming(office, "2026-03-02T09:00") {
        let chen = office.person("chen").await?;
        let (zhang, zhao) = (office.person("zhang").await?, office.person("zhao").await?);
        let (wu, li, wang) = (office.person("wu").await?, office.person("li").await?, office.person("wang").await?);
        let scan = chen.attach("scan.pdf", "%PDF-1.7 scan").await?;
        let mut content = paper("防汛通知");
        content["scan"] = json!(scan);
        let matter = chen.file("document-flow/incoming", content).await?;
        let file = format!("/api/attachments/{}", scan.digest);
        assert_eq!(li.look(&file).await?.0, StatusCode::NOT_FOUND, "not before li is to read it");
        zhang.does(matter, "approve", filling(json!({ "readers": [wu.id, li.id], "responsible": [wang.id] }))).await?;
        zhao.does(matter, "approve", filling(json!({}))).await?;
        assert_eq!((wu.tray("read").await?, li.tray("read").await?), (vec![matter], vec![matter]));
        assert_eq!(wu.tray("decide").await?, Vec::<u64>::new(), "to read is never to decide");
        for reader in [&li, &office.person("zhou").await?] {
            let (status, scan) = reader.look(&file).await?;
            assert_eq!((status, &*scan), (StatusCode::OK, "%PDF-1.7 scan"), "readers, and whoever the register is open to");
        }
        assert_eq!(office.person("liu").await?.look(&file).await?.0, StatusCode::NOT_FOUND);
        li.does(matter, "note", saying("已阅")).await?;
        wu.does(matter, "note", plainly()).await?;
        wang.does(matter, "approve", filling(json!({ "result": "已部署" }))).await?;
        chen.does(matter, "approve", filling(json!({ "place": "甲柜一层" }))).await?;
        let shown = chen.matter(matter).await?;
        assert_eq!((shown.status.as_str(), shown.number.as_deref()), ("completed", Some("收〔2026〕1号")));
        Ok(())
    }

    /// What is urgent is due earlier, by the text's own times; a badge equals its list for everybody, whatever waits for them.
    due_by_urgency_and_badges(office, "2026-03-02T09:00") {
        let chen = office.person("chen").await?;
        let mut dues = Vec::new();
        for urgency in ["ordinary", "urgent"] {
            let mut content = paper(urgency);
            content["urgency"] = json!(urgency);
            let matter = chen.file("document-flow/incoming", content).await?;
            let shown = chen.matter(matter).await?;
            dues.push(shown.stations[0].due.as_deref().unwrap_or_default().to_owned());
        }
        assert!(dues[1] < dues[0] && dues[1].starts_with("2026-03-02T"), "{dues:?}");
        let leave = json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 pm", "reason": "有事" });
        office.person("li").await?.file("attendance/leave", leave).await?;
        let zhang = office.person("zhang").await?;
        let first = zhang.tray("decide").await?[0];
        zhang.does(first, "approve", filling(json!({ "readers": [zhang.id] }))).await?;
        office.person("zhao").await?.does(first, "approve", filling(json!({}))).await?;
        for moment in ["2026-03-02T09:00", "2026-03-02T17:30", "2026-03-03T10:00"] {
            office.at(moment).await?;
            let mut waiting = 0;
            for login in ["zhou", "zhang", "zhao", "sun", "wu", "chen", "wang", "li"] {
                let person = office.person(login).await?;
                let counts = person.counts().await?;
                for tray in ["decide", "read", "soon", "overdue"] {
                    let listed = person.get::<Page<InboxItem>>(&format!("/api/trays/{tray}")).await?;
                    let badge = match tray {
                        "decide" => counts.decide,
                        "read" => counts.read,
                        "soon" => counts.soon,
                        _ => counts.overdue,
                    };
                    assert_eq!(badge, listed.total, "{login} {tray} at {moment}");
                    assert_eq!(listed.total, u64::try_from(listed.rows.len())?);
                    waiting += badge;
                }
            }
            assert!(waiting > 0);
        }
        Ok(())
    }

    /// Twenty filed at once: numbers without gaps or doubles.
    numbers(office, "2026-03-02T09:00") {
        let chen = std::sync::Arc::new(office.person("chen").await?);
        let mut filing = tokio::task::JoinSet::new();
        for index in 0..20 {
            let chen = chen.clone();
            filing.spawn(async move {
                let body = Filing { content: paper(&format!("通知{index}")), ..Filing::default() };
                let (status, filed) = chen.post("/api/forms/document-flow/incoming/file", &body).await?;
                anyhow::ensure!(status == StatusCode::CREATED, "{filed}");
                Ok(filed.read::<Filed>()?.number.as_deref().unwrap_or_default().to_owned())
            });
        }
        let numbers = filing.join_all().await.into_iter().collect::<anyhow::Result<BTreeSet<_>>>()?;
        let expected = (1..=20).map(|n| format!("收〔2026〕{n}号")).collect::<BTreeSet<_>>();
        assert_eq!(numbers, expected);
        Ok(())
    }

    /// Numbers begin anew with each year, and go on within it.
    numbers_of_each_year(office, "2026-12-31T09:00") {
        let chen = office.person("chen").await?;
        let number = async |title: &str| {
            let matter = chen.file("document-flow/incoming", paper(title)).await?;
            chen.matter(matter).await?.number.context("a number")
        };
        assert_eq!([number("甲").await?, number("乙").await?], ["收〔2026〕1号", "收〔2026〕2号"]);
        office.at("2027-01-04T09:00").await?;
        assert_eq!([number("丙").await?, number("丁").await?], ["收〔2027〕1号", "收〔2027〕2号"]);
        Ok(())
    }

    /// Exactly two thirds present, ayes over half of those due, item by item; the resolution opens the report over 2000 yuan.
    meeting(office, "2026-03-02T09:00") {
        let (zhou, chen, li) = (office.person("zhou").await?, office.person("chen").await?, office.person("li").await?);
        let members = [office.person("zhang").await?, office.person("zhao").await?, office.person("sun").await?];
        let ids = members.iter().map(|member| member.id).collect::<Vec<_>>();
        let report = li.file("finance/advance-report", json!({ "kind": "travel", "purpose": "培训", "amount": 200_001 })).await?;
        let content = json!({
            "title": "党组会", "body": "party-group", "held_on": "2026-03-03", "members": ids, "consultation": "已征求意见",
            "items": [{ "item": "培训经费", "kind": "investment" }, { "item": "添置车辆", "kind": "investment" }],
        });
        let meeting = chen.file("major-decisions/meeting", content).await?;
        members[0].does(meeting, "approve", plainly()).await?;
        for member in &members {
            member.does(meeting, "note", plainly()).await?;
        }
        let (status, early) = chen.act(meeting, "approve", filling(json!({ "present": [ids[0], ids[1]] }))).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "nobody signs in before the meeting: {early}");
        office.set("2026-03-03T09:00")?;
        let (status, problem) = chen.act(meeting, "approve", filling(json!({ "present": [ids[0]] }))).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "one of three is no quorum: {problem}");
        chen.does(meeting, "approve", filling(json!({ "present": [ids[0], ids[1]] }))).await?;
        chen.does(meeting, "approve", filling(json!({ "record": "充分讨论" }))).await?;
        members[0].does(meeting, "aye", plainly()).await?;
        let running = chen.matter(meeting).await?;
        let mode = running.stations.iter().find(|s| s.state == "current").map(|station| station.mode.clone()).unwrap_or_default();
        assert!(mode.contains("应到 3 人，到会 2 人；赞成 1") && mode.contains("还差 1 票"), "{mode}");
        members[1].does(meeting, "aye", plainly()).await?;
        members[0].does(meeting, "aye", plainly()).await?;
        members[1].does(meeting, "nay", plainly()).await?;
        chen.does(meeting, "approve", filling(json!({ "minutes": "会议纪要" }))).await?;
        let register = zhou.register("major-decisions/resolutions").await?;
        let rows = &register.rows;
        let of = |item: &str| rows.iter().find(|row| said(&row.cells).contains(item)).cloned().unwrap_or_default();
        assert!(said(&of("培训经费").cells).contains("是"), "two ayes of three due: {register:?}");
        assert!(said(&of("添置车辆").cells).contains("否"), "one aye of three due: {register:?}");

        let (status, _) = zhou.act(report, "approve", filling(json!({ "resolution": of("添置车辆").record }))).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a lost vote opens nothing");
        zhou.does(report, "approve", filling(json!({ "resolution": of("培训经费").record }))).await?;
        assert_eq!(li.matter(report).await?.status, "completed");
        Ok(())
    }
}
