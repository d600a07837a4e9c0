//! What the trials do with the test office, in the way that the binary under trial asks for.

use anyhow::{Context, Result, ensure};
use guiju_tests::trial::{Answer, Ground, Served, Visitor};
use reqwest::Method;
use serde_json::{Value, json};
use std::io::Read;

/// A password that nobody objects to.
pub const OTHER: &str = "meihua-2031-xiangshan";

/// Everything in a zip archive: names and bytes.
pub fn unzipped(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let (name, mut content) = (file.name()?.into_owned(), Vec::new());
        file.read_to_end(&mut content)?;
        files.push((name, content));
    }
    Ok(files)
}

/// Whoever confirms what an administrator asked for, where the binary wants a second person: 202 with a request.
pub async fn confirmed(served: &Served, answer: Answer) -> Result<Value> {
    let shown = answer.done()?;
    confirm(served, &shown).await?;
    Ok(shown)
}

/// The same; what the binary tells the confirmer alone of a password that was set by it, or nothing.
pub async fn confirm(served: &Served, shown: &Value) -> Result<String> {
    let Some(request) = shown["request"].as_u64() else { return Ok(String::new()) };
    let wu = served.person("wu").await?;
    let action = json!({ "action": "confirm", "words": "同意" });
    let told = wu.post(&format!("/api/requests/{request}"), &action).await?.done()?;
    Ok(told["code"].as_str().unwrap_or_default().to_owned())
}

/// A new person with an account, entered by the administrator; logged in, with the test office's password.
pub async fn newcomer(served: &Served, name: &str, login: &str) -> Result<Visitor> {
    let zhou = served.person("zhou").await?;
    let entry = json!({ "name": name, "department": "社会科", "login": login, "password": OTHER });
    zhou.post("/api/people", &entry).await?.done()?;
    let mut visitor = Visitor::enter(&served.base, login, OTHER).await?;
    visitor.settles(OTHER).await?;
    let again = visitor.log_in(login, OTHER).await?;
    if !again.taken() {
        visitor.log_in(login, guiju_tests::PASSWORD).await?.done()?;
    }
    Ok(visitor)
}

/// An auditor, appointed as the binary has it: by the administrator's entry, or on the server's own command line.
pub async fn auditor(ground: &Ground, served: &Served) -> Result<Visitor> {
    let zhou = served.person("zhou").await?;
    let entry = json!({ "name": "审计某", "department": "社会科", "login": "auditor", "password": OTHER });
    let mut with_role = entry.clone();
    with_role["system_role"] = json!("auditor");
    if !zhou.post("/api/people", &with_role).await?.taken() {
        zhou.post("/api/people", &entry).await?.done()?;
        let appoint = ["keeper", "appoint", "--office", "1", "--role", "auditor", "--login", "auditor"];
        let ran = ground.run(&appoint)?;
        ensure!(ran.well, "{}", ran.said);
    }
    let mut auditor = Visitor::enter(&served.base, "auditor", OTHER).await?;
    auditor.settles(OTHER).await?;
    let again = auditor.log_in("auditor", OTHER).await?;
    if !again.taken() {
        auditor.log_in("auditor", guiju_tests::PASSWORD).await?.done()?;
    }
    let me = auditor.get("/api/session").await?;
    ensure!(me["system_role"] == "auditor", "{me}");
    Ok(auditor)
}

/// A report of a breach that nobody but the discipline secretary is to read; its matter.
pub async fn breach(reporter: &Visitor, about: u64, item: &str, what: &str) -> Result<u64> {
    let content = json!({ "who": about, "item": item, "what": what, "confidential": true });
    reporter.file("integrity-pledge/breach", content).await
}

/// A petition that 李敏 answers; its matter.
pub async fn petition(chen: &Visitor, handler: u64, petitioner: &str, content: &str) -> Result<u64> {
    let content = json!({
        "channel": "visit", "petitioner": petitioner, "phone": "62996123", "people": 1, "topic": "labour", "content": content,
        "in_scope": true, "solved": false, "handler": handler,
    });
    chen.file("petitions/petition", content).await
}

/// Half a day of leave on a Tuesday, decided by 王科长.
pub fn leave(reason: &str) -> Value {
    json!({ "kind": "personal", "span": "2026-03-03 am/2026-03-03 am", "reason": reason })
}

/// The newest record of a form that somebody may choose.
pub async fn record(who: &Visitor, form: &str) -> Result<u64> {
    let options = who.get(&format!("/api/records/{form}")).await?;
    let list = options.as_array().or_else(|| options["rows"].as_array()).or_else(|| options["options"].as_array());
    let first = list.and_then(|list| list.first()).with_context(|| format!("no record to choose: {options}"))?;
    first["id"].as_u64().context("an id")
}

/// A change of a number of the attendance regulation that somebody asks for; its id.
pub async fn revision(asker: &Visitor, value: i64, from: &str) -> Result<u64> {
    let wanted = json!({
        "regulation": "attendance", "digest": null, "parameters": { "late_limit": value }, "from": from, "reason": "单位修订",
    });
    asker.post("/api/revisions", &wanted).await?.done()?["id"].as_u64().context("an id")
}

/// How a revision stands.
pub async fn state(who: &Visitor, revision: u64) -> Result<String> {
    let all = who.get("/api/revisions").await?;
    let one = all.as_array().into_iter().flatten().find(|one| one["id"] == revision).context("the revision")?;
    Ok(one["state"].as_str().unwrap_or_default().to_owned())
}

/// Names, ids and holders of the office's posts.
pub async fn post_of(who: &Visitor, title: &str) -> Result<Value> {
    let posts = who.get("/api/posts").await?;
    let post = posts.as_array().into_iter().flatten().find(|post| post["title"] == title);
    Ok(post.with_context(|| format!("{title} in {posts}"))?.clone())
}

/// The operations of the OpenAPI document: method, path and what it says of each.
pub async fn operations(served: &Served) -> Result<Vec<(Method, String, Value)>> {
    let document = served.stranger()?.get("/api/openapi.json").await?;
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().context("paths")? {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            if let Ok(method) = method.to_uppercase().parse::<Method>() {
                operations.push((method, path.clone(), operation.clone()));
            }
        }
    }
    Ok(operations)
}

/// Whether the document lists an operation.
pub async fn offers(served: &Served, method: &Method, path: &str) -> Result<bool> {
    Ok(operations(served).await?.iter().any(|(m, p, _)| m == method && p == path))
}
