//! Papers in, and a meeting whose resolution opens what waits for it.

use guiju_tests::on_each_database;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn paper(title: &str) -> Value {
    json!({
        "arrival": "received", "from": "区委办", "title": title, "received_at": "2026-03-02T08:50", "urgency": "ordinary", "secrecy": "none",
        "from_above": false,
    })
}

on_each_database! {
    /// Two leaders read and name, the route grows, each circulates, the paper is archived.
    incoming(office, "2026-03-02T09:00") {
        let chen = office.person("chen").await?;
        let (zhang, zhao) = (office.person("zhang").await?, office.person("zhao").await?);
        let (wu, li, wang) = (office.person("wu").await?, office.person("li").await?, office.person("wang").await?);
        let (status, scan) = chen.post("/api/attachments?name=scan.pdf", &json!("%PDF-1.7 scan")).await?;
        assert_eq!(status, StatusCode::CREATED, "{scan}");
        let mut content = paper("防汛通知");
        content["scan"] = scan.clone();
        let matter = chen.file("document-flow/incoming", content).await?;
        let file = format!("/api/attachments/{}", scan["digest"].as_str().unwrap_or_default());
        assert_eq!(li.text(Method::GET, &file, &Value::Null).await?.0, StatusCode::NOT_FOUND, "not before li is to read it");
        zhang.does(matter, "approve", json!({ "content": { "readers": [wu.id, li.id], "responsible": [wang.id] } })).await?;
        zhao.does(matter, "approve", json!({ "content": {} })).await?;
        assert_eq!((wu.tray("read").await?, li.tray("read").await?), (vec![matter], vec![matter]));
        assert_eq!(wu.tray("decide").await?, Vec::<u64>::new(), "to read is never to decide");
        for reader in [&li, &office.person("zhou").await?] {
            let (status, scan) = reader.text(Method::GET, &file, &Value::Null).await?;
            assert_eq!((status, scan.as_str()), (StatusCode::OK, "%PDF-1.7 scan"), "readers, and whoever the register is open to");
        }
        assert_eq!(office.person("liu").await?.text(Method::GET, &file, &Value::Null).await?.0, StatusCode::NOT_FOUND);
        li.does(matter, "note", json!({ "opinion": "已阅" })).await?;
        wu.does(matter, "note", json!({})).await?;
        wang.does(matter, "approve", json!({ "content": { "result": "已部署" } })).await?;
        chen.does(matter, "approve", json!({ "content": { "place": "甲柜一层" } })).await?;
        let shown = chen.get(&format!("/api/matters/{matter}")).await?;
        assert_eq!((shown["status"].clone(), shown["number"].clone()), (json!("completed"), json!("收〔2026〕1号")));
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
            let shown = chen.get(&format!("/api/matters/{matter}")).await?;
            dues.push(shown["stations"][0]["due"].as_str().unwrap_or_default().to_owned());
        }
        assert!(dues[1] < dues[0] && dues[1].starts_with("2026-03-02T"), "{dues:?}");
        let leave = json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 pm", "reason": "有事" });
        office.person("li").await?.file("attendance/leave", leave).await?;
        let zhang = office.person("zhang").await?;
        let first = zhang.tray("decide").await?[0];
        zhang.does(first, "approve", json!({ "content": { "readers": [zhang.id] } })).await?;
        office.person("zhao").await?.does(first, "approve", json!({ "content": {} })).await?;
        for moment in ["2026-03-02T09:00", "2026-03-02T17:30", "2026-03-03T10:00"] {
            office.at(moment).await?;
            let mut waiting = 0;
            for login in ["zhou", "zhang", "zhao", "sun", "wu", "chen", "wang", "li"] {
                let person = office.person(login).await?;
                let counts = person.get("/api/counts").await?;
                for tray in ["decide", "read", "soon", "overdue"] {
                    let listed = person.get(&format!("/api/trays/{tray}")).await?;
                    assert_eq!(counts[tray], listed["total"], "{login} {tray} at {moment}");
                    assert_eq!(listed["total"].as_u64(), listed["rows"].as_array().map(|rows| rows.len() as u64));
                    waiting += counts[tray].as_u64().unwrap_or_default();
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
                let body = json!({ "content": paper(&format!("通知{index}")) });
                let (status, filed) = chen.post("/api/forms/document-flow/incoming/file", &body).await?;
                anyhow::ensure!(status == StatusCode::CREATED, "{filed}");
                Ok(filed["number"].as_str().unwrap_or_default().to_owned())
            });
        }
        let numbers = filing.join_all().await.into_iter().collect::<anyhow::Result<BTreeSet<_>>>()?;
        let expected = (1..=20).map(|n| format!("收〔2026〕{n}号")).collect::<BTreeSet<_>>();
        assert_eq!(numbers, expected);
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
        members[0].does(meeting, "approve", json!({})).await?;
        for member in &members {
            member.does(meeting, "note", json!({})).await?;
        }
        let (status, problem) = chen.act(meeting, "approve", json!({ "content": { "present": [ids[0]] } })).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "one of three is no quorum: {problem}");
        chen.does(meeting, "approve", json!({ "content": { "present": [ids[0], ids[1]] } })).await?;
        chen.does(meeting, "approve", json!({ "content": { "record": "充分讨论" } })).await?;
        members[0].does(meeting, "aye", json!({})).await?;
        let running = chen.get(&format!("/api/matters/{meeting}")).await?;
        let mode = running["stations"].as_array().into_iter().flatten().find(|s| s["state"] == "current").and_then(|s| s["mode"].as_str()).unwrap_or_default().to_owned();
        assert!(mode.contains("应到 3 人，到会 2 人；赞成 1") && mode.contains("还差 1 票"), "{mode}");
        members[1].does(meeting, "aye", json!({})).await?;
        members[0].does(meeting, "aye", json!({})).await?;
        members[1].does(meeting, "nay", json!({})).await?;
        chen.does(meeting, "approve", json!({ "content": { "minutes": "会议纪要" } })).await?;
        let register = zhou.get("/api/views/major-decisions/resolutions").await?;
        let rows = register["rows"].as_array().cloned().unwrap_or_default();
        let of = |item: &str| rows.iter().find(|row| row["cells"].to_string().contains(item)).cloned().unwrap_or_default();
        assert!(of("培训经费")["cells"].to_string().contains("是"), "two ayes of three due: {register}");
        assert!(of("添置车辆")["cells"].to_string().contains("否"), "one aye of three due: {register}");

        let (status, _) = zhou.act(report, "approve", json!({ "content": { "resolution": of("添置车辆")["record"] } })).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a lost vote opens nothing");
        zhou.does(report, "approve", json!({ "content": { "resolution": of("培训经费")["record"] } })).await?;
        assert_eq!(li.get(&format!("/api/matters/{report}")).await?["status"], "completed");
        Ok(())
    }
}
