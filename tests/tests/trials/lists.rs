//! F4, F12, F13: lists that name people and half days say one thing, wherever they stand.

use anyhow::{Context, Result};
use guiju_tests::{
    right,
    trial::{Ground, Start},
};
use reqwest::Method;
use serde_json::{Value, json};
use std::fmt::Write;

/// March 2026 of badge 8: on time, but late by ten minutes on the third.
fn march() -> Result<String> {
    let mut lines = String::new();
    for day in (2..=31).filter(|day| !matches!(day, 7 | 8 | 14 | 15 | 21 | 22 | 28 | 29)) {
        let arrives = if day == 3 { "08:40:00" } else { "08:25:00" };
        writeln!(lines, "8\t2026-03-{day:02} {arrives}\t1\t0\t1\t0")?;
        writeln!(lines, "8\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0")?;
    }
    Ok(lines)
}

fn of<'v>(lines: &'v Value, name: &str) -> Option<&'v Value> {
    lines.as_array()?.iter().find(|line| line["name"] == name)
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_f4_one_sign_has_one_meaning() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve_so(&Start::at("2026-04-01T08:00")).await?;
    let (chen, zhou) = (served.person("chen").await?, served.person("zhou").await?);
    chen.ask(Method::POST, "/api/forms/attendance/punch/import", &[], march()?.into_bytes()).await?.done()?;
    zhou.post("/api/assessments/month?day=2026-03-15", &Value::Null).await?.done()?;
    let sheet = chen.get("/api/assessments/attendance/month?day=2026-03-15").await?;
    let marks = of(&sheet["subjects"], "李敏").context("a subject")?["marks"].as_array().context("marks")?;
    let late = marks.iter().find(|mark| mark["label"].as_str().is_some_and(|label| label.contains("迟到")));
    let sign = late.context("a mark of being late")?["sign"].as_str().context("a sign")?;
    let roll = chen.get("/api/rolls/attendance/month-roll?from=2026-03-15").await?;
    let key = roll["key"].as_array().context("a key")?;
    let meaning = key.iter().find(|key| key[0] == sign).map(|key| key[1].clone());
    right!(meaning == Some(json!("迟到")), "{sign} is being late on one sheet and {meaning:?} on the other");
    let cell = of(&roll["lines"], "李敏").context("a line")?["days"][2].clone();
    right!(cell.as_str().is_some_and(|cell| cell.starts_with(sign)), "the late morning is {cell} on the other sheet");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_f12_the_b_of_a_post_is_known_to_the_register() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (zhou, li, liu) = (served.person("zhou").await?, served.person("li").await?, served.person("liu").await?);
    let posts = zhou.get("/api/posts").await?;
    let mut post = posts
        .as_array()
        .into_iter()
        .flatten()
        .find(|post| post["title"] == "干事")
        .context("the post of 李敏")?
        .clone();
    post["deputy"] = json!(liu.id);
    zhou.post("/api/posts", &post).await?.done()?;
    let matrix = li.get("/api/standing/ab-role/matrix").await?;
    let cells = of(&matrix["lines"], "李敏").context("a line")?["cells"].clone();
    right!(cells == json!(["干事", "刘洋"]), "the B of the post is missing in the register: {cells}");
    let leave = json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 am", "reason": "有事" });
    let preview = li.post("/api/forms/attendance/leave/preview", &json!({ "content": leave })).await?.done()?;
    let findings = preview["findings"].as_array().context("findings")?;
    let findings = json!(findings).to_string();
    right!(!findings.contains("没有您的B角"), "the B of the post is unknown to the rule: {findings}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_f13_leaders_come_first() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let people = zhou.get("/api/people").await?;
    let at = |name: &str| people.as_array().into_iter().flatten().position(|person| person["name"] == name);
    let (leader, clerk) = (at("孙书记").context("a leader")?, at("陈文员").context("a clerk")?);
    right!(leader < clerk, "a clerk of the office stands before the leaders");
    let li = people.as_array().into_iter().flatten().find(|person| person["name"] == "刘洋").context("刘洋")?;
    let entry =
        json!({ "departments": [{ "department": li["department"], "people": [li["id"]] }], "reason": "按发文名单" });
    let set = zhou.send(Method::PUT, "/api/order", &entry).await?;
    right!(set.taken(), "the office cannot set an order: {}", set.text());
    let people = zhou.get("/api/people").await?;
    right!(people[0]["name"] == "刘洋", "the order that was set is not followed: {}", people[0]["name"]);
    Ok(())
}
