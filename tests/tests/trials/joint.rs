//! Joint deciding, changed content, numbers of papers, people counted once.

use anyhow::{Context, Result};
use guiju_tests::{
    right,
    trial::{Ground, Served, Visitor},
};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// An important paper on its way out, at the joint signing of secretary and director.
async fn at_signing(served: &Served, title: &str, kind: &str) -> Result<(Visitor, u64)> {
    let li = served.person("li").await?;
    let draft = li.upload("draft.pdf", title).await?;
    let content = json!({ "title": format!("关于{title}工作的通知"), "kind": kind, "direction": "level", "to": "各社区", "important": true, "draft": draft });
    let matter = li.file("document-flow/outgoing", content).await?;
    for leader in ["wang", "wu", "zhou"] {
        served.person(leader).await?.act(matter, "approve", json!({})).await?.done()?;
    }
    Ok((li, matter))
}

/// The secretary hands the joint signing to the director.
#[tokio::test(flavor = "multi_thread")]
async fn trial_e1_one_person_for_two() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (_, matter) = at_signing(&served, "防汛", "administrative").await?;
    let (zhang, zhao) = (served.person("zhang").await?, served.person("zhao").await?);
    let handed = zhang.act(matter, "transfer", json!({ "person": zhao.id })).await?;
    right!(!handed.taken(), "one of two co-signers gets the other's place too: {}", handed.text());
    zhao.act(matter, "approve", json!({})).await?.done()?;
    let handed = zhang.act(matter, "transfer", json!({ "person": zhao.id })).await?;
    right!(!handed.taken(), "whoever has signed gets the other place too: {}", handed.text());
    Ok(())
}

fn leave(until: &str) -> Value {
    json!({ "kind": "personal", "span": format!("2026-03-12 am/{until} pm"), "reason": "有事" })
}

/// Two days were approved, six are filed straight back.
#[tokio::test(flavor = "multi_thread")]
async fn trial_e2_other_content_straight_back() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let matter = li.file("attendance/leave", leave("2026-03-13")).await?;
    let holder = async || -> Result<Vec<String>> {
        let wanted = format!(
            "SELECT a.login FROM tasks t JOIN accounts a ON a.office_id = t.office_id AND a.person_id = t.assignee_id
             WHERE t.office_id = 1 AND t.state = 'open' AND t.kind = 'decide' AND t.matter_id = {matter} ORDER BY a.login"
        );
        ground.texts(&wanted).await
    };
    let first = holder().await?;
    served.person(first.first().context("a decider")?).await?.act(matter, "approve", json!({})).await?.done()?;
    let second = holder().await?;
    let returner = served.person(second.first().context("a second decider")?).await?;
    returner.act(matter, "return", json!({ "opinion": "改", "straight_back": true })).await?.done()?;
    li.act(matter, "resubmit", json!({ "content": leave("2026-03-19") })).await?.done()?;
    let now = holder().await?;
    right!(now == first, "{first:?} approved two days, {second:?} returned; of six decide now {now:?}");
    let stations = li.get(&format!("/api/matters/{matter}")).await?["stations"].clone();
    let current = stations.as_array().into_iter().flatten().filter(|station| station["state"] == "current").count();
    right!(current == 1, "{current} steps are open at once: {stations}");
    Ok(())
}

/// A paper has no number before it is signed; then one of its class, which stays when the paper comes to nothing.
#[tokio::test(flavor = "multi_thread")]
async fn trial_e3_numbers_after_signing() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (zhang, zhao) = (served.person("zhang").await?, served.person("zhao").await?);
    let mut numbers = Vec::new();
    for kind in ["party", "administrative", "administrative"] {
        let (li, matter) = at_signing(&served, kind, kind).await?;
        let path = format!("/api/matters/{matter}");
        let before = li.get(&path).await?["number"].clone();
        right!(before.is_null(), "a paper that nobody signed has the number {before}");
        for leader in [&zhang, &zhao] {
            leader.act(matter, "approve", json!({})).await?.done()?;
        }
        numbers.push(li.get(&path).await?["number"].as_str().unwrap_or_default().to_owned());
    }
    right!(numbers == ["党组文件〔2026〕1号", "行政文件〔2026〕1号", "行政文件〔2026〕2号"], "{numbers:?}");
    Ok(())
}

/// A numbered paper is refused, another withdrawn: their numbers stay in the register, void, with the reason.
#[tokio::test(flavor = "multi_thread")]
async fn trial_e3_void_numbers_stay() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, wu) = (served.person("li").await?, served.person("wu").await?);
    let report = json!({ "kind": "travel", "purpose": "作废试验", "amount": 40_000 });
    for refused in [true, false] {
        let matter = li.file("finance/advance-report", report.clone()).await?;
        let number =
            li.get(&format!("/api/matters/{matter}")).await?["number"].as_str().context("a number")?.to_owned();
        if refused {
            wu.act(matter, "refuse", json!({ "opinion": "不必去" })).await?.done()?;
        } else {
            li.act(matter, "withdraw", json!({ "opinion": "填错了" })).await?.done()?;
        }
        let view = served.person("accountant").await?.get("/api/views/finance/reports").await?;
        let row = view["rows"].as_array().into_iter().flatten().find(|row| row.to_string().contains(&number)).cloned();
        right!(row.is_some(), "the number {number} is gone without trace");
        let row = row.unwrap_or_default().to_string();
        let reason = if refused { "不同意：不必去" } else { "撤回：填错了" };
        right!(row.contains("作废") && row.contains(reason), "{row}");
    }
    Ok(())
}

/// One person four times is neither four present nor four members.
#[tokio::test(flavor = "multi_thread")]
async fn trial_e4_people_are_counted_once() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (zhou, zhang, zhao) =
        (served.person("zhou").await?, served.person("zhang").await?, served.person("zhao").await?);
    let (sun, wu, chen) = (served.person("sun").await?, served.person("wu").await?, served.person("chen").await?);
    let members = [zhang.id, zhao.id, sun.id, wu.id];
    let meeting = |members: &[u64]| {
        json!({ "title": "党组会", "body": "party-group", "held_on": "2026-03-06", "members": members,
            "consultation": "已征求意见", "items": [{ "item": "停车收费方案", "kind": "investment" }] })
    };
    let twice = zhou.files("major-decisions/meeting", meeting(&[zhang.id, zhang.id, zhao.id])).await?;
    right!(twice.status == StatusCode::UNPROCESSABLE_ENTITY, "a member counted twice is answered {}", twice.status);
    let matter = zhou.file("major-decisions/meeting", meeting(&members)).await?;
    zhang.act(matter, "approve", json!({})).await?.done()?;
    for member in [&zhang, &zhao, &sun, &wu] {
        member.act(matter, "note", json!({})).await?.done()?;
    }
    let present = json!({ "content": { "present": [zhang.id, zhang.id, zhang.id, zhang.id] } });
    let signed = chen.act(matter, "approve", present).await?;
    right!(!signed.taken(), "one person four times is a quorum of four: {}", signed.text());
    Ok(())
}
