//! What people write: equal amounts, alike letters, long cells, repeated requests, odd characters, large numbers.

use anyhow::{Context, Result};
use guiju_tests::{
    right,
    trial::{Ground, Visitor},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const FILE: &str = "/api/forms/attendance/leave/file";

fn leave(reason: &str) -> Value {
    json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 am", "reason": reason })
}

/// An advance report over so much, whether or not it is approved; its record.
async fn report(li: &Visitor, amount: i64) -> Result<u64> {
    li.file("finance/advance-report", json!({ "kind": "travel", "purpose": "下社区交通费", "amount": amount })).await?;
    li.get("/api/records/finance/advance-report").await?[0]["id"].as_u64().context("a report")
}

/// What the preview of a claim finds about the words of its amount.
async fn about_words(li: &Visitor, report: u64, amount: i64, capitals: Option<&str>) -> Result<Vec<String>> {
    let mut content = json!({
        "report": report, "kind": "travel", "purpose": "下社区交通费", "amount": amount, "sheets": 1,
        "vouchers": [{ "name": "车票", "issued_on": "2026-03-02", "amount": amount, "proper": true }],
        "witness": li.id + 1, "payment": "personal", "has_contract": false,
    });
    content["capitals"] = json!(capitals);
    let preview = li.post("/api/forms/finance/claim/preview", &json!({ "content": content })).await?.done()?;
    let findings = preview["findings"].as_array().cloned().unwrap_or_default();
    let words = findings.into_iter().filter(|finding| finding["field"] == "capitals");
    Ok(words.map(|finding| finding["message"].to_string()).collect())
}

/// Equal amounts are equal however their words are written, and nobody has to write them.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d12_equal_words() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let report = report(&li, 20_000_000).await?;
    for (amount, words) in [
        (1_200_000, "壹万贰仟圆整"),
        (1_200_000, "壹万贰仟元正"),
        (1_200_000, "人民币壹万贰仟元整"),
        (1_200_000, "人民幣壹萬貳仟圓整"),
        (18_170, "壹佰捌拾壹元柒角"),
        (10_700_053, "壹拾万零柒仟元伍角叁分"),
    ] {
        let said = about_words(&li, report, amount, Some(words)).await?;
        right!(said.is_empty(), "{amount} fen are not “{words}”: {said:?}");
    }
    let said = about_words(&li, report, 1_200_000, Some("壹万叁仟元整")).await?;
    right!(!said.is_empty(), "other words are taken");
    let said = about_words(&li, report, 1_200_000, None).await?;
    right!(said.is_empty(), "the words must be typed: {said:?}");
    Ok(())
}

async fn found(who: &Visitor, text: &str) -> Result<Vec<String>> {
    let mut address = reqwest::Url::parse("http://guiju/api/search")?;
    address.query_pairs_mut().append_pair("q", text);
    let path = format!("{}?{}", address.path(), address.query().unwrap_or_default());
    let all = who.get(&path).await?;
    let matters = all.as_array().cloned().unwrap_or_default().into_iter().filter(|one| one["kind"] == "matter");
    Ok(matters.map(|one| one["title"].to_string()).collect())
}

/// Wide and narrow, large and small letters are alike; what people read is found, and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d13_search_as_people_read() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    li.file("attendance/leave", leave("关于ＡＢ岗的100%“约定\"a\\b_c")).await?;
    for text in ["关于AB岗", "关于ab岗", "关于ａｂ岗", "100%", "\"a\\b_c", "定\"A"] {
        let titles = found(&li, text).await?;
        right!(titles.len() == 1, "“{text}” finds {titles:?}");
    }
    for text in ["reason", "personal", "span", "kind"] {
        let titles = found(&li, text).await?;
        right!(titles.is_empty(), "the stored name “{text}” finds {titles:?}");
    }
    Ok(())
}

/// A cell longer than a workbook takes is cut with a word, and everything else is there.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d14_long_cells() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, mut rows) = (served.person("chen").await?, Vec::new());
    for index in 0..200 {
        rows.push(json!({ "item": format!("{index}{}", "材".repeat(180)), "demand": "材".repeat(180) }));
    }
    let long = serde_json::to_string(&rows)?;
    // A register with a text column, whatever the form: the database is given a record with one long cell.
    let statement =
        "SELECT content FROM records WHERE office_id = 1 AND regulation = 'document-flow' AND form = 'incoming'";
    let content = json!({
        "arrival": "received", "from": "区委办", "title": "长", "received_at": "2026-03-02T08:30", "urgency": "ordinary",
        "secrecy": "none", "proposal": "拟请领导阅示", "from_above": false,
    });
    chen.file("document-flow/incoming", content).await?;
    let mut kept = serde_json::from_str::<Value>(ground.texts(statement).await?.last().context("a record")?)?;
    kept["title"] = json!(long);
    let written = kept.to_string().replace('\'', "''");
    ground.tamper(&format!("UPDATE records SET content = '{written}' WHERE office_id = 1 AND regulation = 'document-flow' AND form = 'incoming'")).await?;
    let exported = chen.look("/api/views/document-flow/incoming/xlsx").await?;
    right!(exported.status == StatusCode::OK, "the export answers {} {}", exported.status, exported.text());
    let parts = crate::office::unzipped(&exported.bytes)?;
    let strings = parts.iter().find(|(name, _)| name.ends_with("sharedStrings.xml")).context("strings")?;
    let strings = String::from_utf8_lossy(&strings.1);
    right!(strings.contains("全文共") && strings.contains("区委办"), "the cut is not told");
    Ok(())
}

/// One key, two contents: the second is refused, not lost.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d15_key_with_other_content() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let send = async |path: &str, body: Value| {
        li.ask(Method::POST, path, &[("idempotency-key", "eins")], body.to_string().into_bytes()).await
    };
    let first = send(FILE, json!({ "content": leave("看病") })).await?.done()?;
    let again = send(FILE, json!({ "content": leave("看病") })).await?.done()?;
    anyhow::ensure!(first["id"] == again["id"], "{first} {again}");
    let other = send(FILE, json!({ "content": leave("搬家") })).await?;
    right!(
        other.status == StatusCode::UNPROCESSABLE_ENTITY,
        "other content is answered {} {}",
        other.status,
        other.text()
    );
    right!(other.json()["code"] == "repeated.other-content", "{}", other.text());
    let report = json!({ "content": { "kind": "travel", "purpose": "交通费", "amount": 10_000 } });
    let elsewhere = send("/api/forms/finance/advance-report/file", report).await?;
    right!(elsewhere.status == StatusCode::UNPROCESSABLE_ENTITY, "another form is answered {}", elsewhere.status);
    Ok(())
}

/// Characters that nobody sees are refused in words wherever they come from.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d16_odd_characters() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, zhou) = (served.person("li").await?, served.person("zhou").await?);
    for odd in ["\u{0}", "\u{8}", "\u{1b}", "\u{85}", "\u{202e}", "\u{2066}", "\u{ffff}"] {
        let filed = li.files("attendance/leave", leave(&format!("看{odd}病"))).await?;
        let refused = [StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY].contains(&filed.status);
        right!(refused, "{odd:?} in a text is answered {} {}", filed.status, filed.text());
        let mut address = reqwest::Url::parse("http://guiju/api/search")?;
        address.query_pairs_mut().append_pair("q", &format!("看{odd}病"));
        let path = format!("{}?{}", address.path(), address.query().unwrap_or_default());
        let sought = li.look(&path).await?;
        right!(sought.status == StatusCode::BAD_REQUEST, "{odd:?} in a search is answered {}", sought.status);
        let stranger = served.stranger()?;
        let login = json!({ "login": format!("li{odd}"), "password": guiju_tests::PASSWORD });
        let let_in = stranger.post("/api/session", &login).await?;
        right!(let_in.status == StatusCode::BAD_REQUEST, "{odd:?} in a login is answered {}", let_in.status);
    }
    for (name, login) in [("刘\u{200b}洋", None), ("刘二", Some("liuyаng")), ("刘三", Some("li\u{200d}u3"))] {
        let entry = json!({ "name": name, "department": "社会科", "login": login, "password": login.map(|_| crate::office::OTHER) });
        let entered = zhou.post("/api/people", &entry).await?;
        right!(
            entered.status == StatusCode::BAD_REQUEST,
            "{name:?} {login:?} is answered {} {}",
            entered.status,
            entered.text()
        );
    }
    for login in ["LI", "ｌｉ", " Li "] {
        let mut stranger = served.stranger()?;
        let let_in = stranger.log_in(login, guiju_tests::PASSWORD).await?;
        right!(let_in.taken(), "{login:?} is another login than li: {}", let_in.text());
    }
    Ok(())
}

/// Amounts and numbers beyond what an office counts are a finding at the field.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d19_bounds_of_numbers() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    for amount in [i64::MAX, i64::MAX - 7, 10_000_000_000_001] {
        let content = json!({ "kind": "travel", "purpose": "交通费", "amount": amount });
        let filed = li.files("finance/advance-report", content).await?;
        right!(filed.status == StatusCode::UNPROCESSABLE_ENTITY, "{amount} fen are answered {}", filed.status);
        right!(filed.json()["findings"][0]["field"] == "amount", "{}", filed.text());
    }
    Ok(())
}
