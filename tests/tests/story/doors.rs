//! Every route is closed to strangers; the document names them all, so that a new one cannot be forgotten.

use anyhow::{Context, Result};
use guiju_tests::Columns;
use guiju_tests::{Office, Person, on_each_database};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Words that nobody but those concerned may ever read.
const SECRET: &str = "只有当事人知道的缘由";

/// What there is in the office that others might try to reach.
struct Targets {
    matter: u64,
    proposal: u64,
    digest: String,
}

/// A leave with a certificate that waits for a leader, and a penalty that is proposed.
async fn targets(office: &Office) -> Result<Targets> {
    let (li, chen, zhou) = (office.person("li").await?, office.person("chen").await?, office.person("zhou").await?);
    let pdf = Value::String(format!("%PDF-1.7 {SECRET}"));
    let (status, stored) = li.post("/api/attachments?name=a.pdf", &pdf).await?;
    assert_eq!(status, StatusCode::CREATED, "{stored}");
    let digest = stored["digest"].as_str().context("a digest")?.to_owned();
    let content =
        json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": SECRET, "certificate": stored });
    let matter = li.file("attendance/leave", content).await?;
    let punches = "8\t2026-02-02 09:10:00\t1\t0\t1\t0\n8\t2026-02-02 18:05:00\t1\t0\t1\t0\n";
    chen.post("/api/forms/attendance/punch/import", &json!(punches)).await?;
    zhou.post("/api/assessments/month?day=2026-02-15", &Value::Null).await?;
    let proposals = li.get("/api/proposals").await?;
    Ok(Targets { matter, proposal: proposals[0]["id"].as_u64().context("a proposal")?, digest })
}

/// Every operation that the document names, with what it says of it.
async fn documented(office: &Office) -> Result<Vec<(Method, String, Value)>> {
    let document: Value =
        serde_json::from_str(&guiju_tests::get(format!("{}/api/openapi.json", office.base)).await?.text().await?)?;
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            operations.push((method.to_uppercase().parse()?, path.clone(), operation.clone()));
        }
    }
    assert!(operations.len() > 30, "only {} operations are documented", operations.len());
    Ok(operations)
}

/// Those that are not open to everybody.
async fn operations(office: &Office) -> Result<Vec<(Method, String)>> {
    let closed = documented(office).await?.into_iter().filter(|(.., operation)| operation["security"] != json!([{}]));
    Ok(closed.map(|(method, path, _)| (method, path)).collect())
}

/// The address with something in it that nothing can have: no number, no date, no name.
fn nonsense(path: &str, operation: &Value) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "%F0%9F%98%80" } else { part });
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let asked =
        parameters.filter(|parameter| parameter["in"] == "query").filter_map(|parameter| parameter["name"].as_str());
    let query = asked.map(|name| format!("{name}=%F0%9F%98%80")).collect::<Vec<_>>().join("&");
    format!("{}?{query}", parts.collect::<Vec<_>>().join("/"))
}

/// The address of an operation on what there is.
fn address(path: &str, targets: &Targets) -> String {
    let id = if path.contains("/proposals/") { targets.proposal } else { targets.matter };
    let id = if path.contains("/regulations/") { "attendance".to_owned() } else { id.to_string() };
    let mut address = path.replace("{id}", &id).replace("{digest}", &targets.digest);
    if path.starts_with("/api/rosters/") {
        address = address.replace("{regulation}", "duty-leadership");
    }
    for (name, value) in [
        ("regulation", "attendance"),
        ("form", "leave"),
        ("view", "leaves"),
        ("kind", "csv"),
        ("period", "month"),
        ("tray", "decide"),
        ("assessed", "month"),
        ("chart", "leaves"),
        ("roster", "duty"),
        ("letter", "paper"),
        ("recording", "1"),
        ("key", "00"),
    ] {
        address = address.replace(&format!("{{{name}}}"), value);
    }
    assert!(!address.contains('{'), "say what stands for the parameters of {path}");
    match path {
        _ if path.starts_with("/api/assessments/") => format!("{address}?day=2026-02-15"),
        "/api/attachments" => format!("{address}?name=x.pdf"),
        _ => address,
    }
}

/// A body with which the operation would do something, if one may.
fn body(method: &Method, path: &str, stranger: &Person) -> Value {
    match (method.as_str(), path) {
        ("GET" | "DELETE", _) => Value::Null,
        (_, "/api/matters/{id}/acts") => json!({ "action": "withdraw", "version": 1 }),
        (_, "/api/proposals/{id}") => json!({ "action": "dismiss", "reason": "算了" }),
        (_, "/api/people") => json!({ "name": "某某", "department": "社会科" }),
        (_, "/api/rosters/{regulation}/{roster}") => json!({ "from": "2026-03-09", "to": "2026-03-15" }),
        (_, "/api/swaps") => json!({ "mine": 1, "theirs": 2, "reason": "有事" }),
        (_, "/api/swaps/{id}") => json!({ "agree": true }),
        (_, "/api/posts") => json!({ "title": "书记", "department": "领导", "holder": stranger.id }),
        (_, "/api/calendar") => json!({ "text": "holiday 2027-01-01 元旦\n" }),
        (_, "/api/revisions") => {
            json!({ "regulation": "attendance", "parameters": { "late_limit": 99 }, "from": "2027-01-01", "reason": "改" })
        }
        (_, "/api/revisions/{id}") => json!({ "action": "confirm" }),
        (_, "/api/rehearsals") => json!({ "regulation": "attendance", "parameters": { "late_limit": 99 } }),
        (_, "/api/entrances") => {
            json!({ "kind": "board", "regulation": "whereabouts", "what": "board", "place": "大厅" })
        }
        (_, "/api/trust") => json!({ "takes_unsigned": true }),
        (_, "/api/trust/publishers") => {
            json!({ "name": "某某", "public_key": "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a" })
        }
        _ => json!({}),
    }
}

async fn chain(office: &Office) -> Result<i64> {
    sqlx::query("SELECT chain_seq FROM offices WHERE id = 1").fetch_one(&office.app.pool).await?.int("chain_seq")
}

on_each_database! {
    without_a_session(office, "2026-03-02T09:00") {
        let targets = targets(&office).await?;
        let before = chain(&office).await?;
        let client = guiju_tests::client().build()?;
        let li = office.person("li").await?;
        for (method, path) in operations(&office).await? {
            let request = client.request(method.clone(), format!("{}{}", office.base, address(&path, &targets)));
            let response = request.body(body(&method, &path, &li).to_string()).send().await?;
            let status = response.status();
            // Logging in is what one does without a session.
            let expected = if path == "/api/session" && method == Method::POST { StatusCode::BAD_REQUEST } else { StatusCode::UNAUTHORIZED };
            assert_eq!(status, expected, "{method} {path}");
            assert!(!response.text().await?.contains(SECRET), "{method} {path}");
        }
        assert_eq!(chain(&office).await?, before, "nothing happened");
        Ok(())
    }

    /// What is wrong with an address is said as everything else is: in words, as a problem.
    with_nonsense(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let mut refused = 0;
        for (method, path, operation) in documented(&office).await?.into_iter().filter(|(method, ..)| *method != Method::DELETE) {
            let address = nonsense(&path, &operation);
            let (status, answer) = zhou.text(method.clone(), &address, &json!({})).await?;
            assert!(!status.is_server_error(), "{method} {address}: {answer}");
            if status.is_client_error() {
                let problem: Value = serde_json::from_str(&answer).with_context(|| format!("{method} {address}: {answer}"))?;
                assert_eq!(problem["status"], status.as_u16(), "{method} {address}");
                assert!(problem["title"].as_str().is_some_and(|title| !title.is_ascii()), "{method} {address}: {problem}");
                refused += 1;
            }
        }
        assert!(refused > 30, "{refused}");
        let (status, answer) = zhou.text(Method::PATCH, "/api/forms", &json!({})).await?;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(answer.contains("\"type\":\"method-not-allowed\""), "{answer}");
        Ok(())
    }

    /// Whoever administers another office on the same server reaches nothing of this one.
    as_another_office(office, "2026-03-02T09:00") {
        let targets = targets(&office).await?;
        office.found_another().await?;
        let outside = office.person("outside").await?;
        let before = chain(&office).await?;
        for (method, path) in operations(&office).await?.into_iter().filter(|(method, _)| *method != Method::DELETE) {
            let (status, answer) = outside.text(method.clone(), &address(&path, &targets), &body(&method, &path, &outside)).await?;
            for word in [SECRET, "李敏", "测试单位", "张书记"] {
                assert!(!answer.contains(word), "{method} {path} tells of another office: {answer}");
            }
            if ["/api/matters/", "/api/proposals/{id}", "/api/attachments/"].iter().any(|own| path.starts_with(own)) {
                assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path}: {answer}");
            }
        }
        assert_eq!(chain(&office).await?, before, "nothing happened in this office");
        // Its own people, numbers and calendar are its own.
        assert_eq!(outside.get("/api/people").await?.as_array().map(Vec::len), Some(3), "two who were there and one just entered");
        let (zhou, year) = (office.person("zhou").await?, |years: &Value| years.as_array().map_or(0, |years| years.iter().filter(|y| y["published"] == true).count()));
        assert_eq!(year(&outside.get("/api/calendar").await?), year(&zhou.get("/api/calendar").await?) + 1);
        let value = |shown: &Value| shown["parameters"].as_array().into_iter().flatten().filter(|p| !p[2].is_null()).count();
        assert_eq!(value(&zhou.get("/api/regulations/attendance").await?), 0);
        Ok(())
    }

    /// A colleague whom it does not concern reads nothing of it and changes nothing, whatever the route.
    as_any_colleague(office, "2026-03-02T09:00") {
        let targets = targets(&office).await?;
        let liu = office.person("liu").await?;
        for (method, path) in operations(&office).await?.into_iter().filter(|(method, _)| *method != Method::DELETE) {
            let (status, answer) = liu.text(method.clone(), &address(&path, &targets), &body(&method, &path, &liu)).await?;
            assert!(!answer.contains(SECRET), "{method} {path}: {answer}");
            let theirs = ["/api/matters/", "/api/proposals/{id}", "/api/attachments/"].iter().any(|own| path.starts_with(own));
            let administers = method == Method::POST && ["/api/people", "/api/posts", "/api/calendar", "/api/packages", "/api/assessments/"].iter().any(|own| path.starts_with(own));
            let keeps = ["/api/entrances", "/api/revisions", "/api/rehearsals", "/api/trust", "/api/packages/{digest}"].iter().any(|own| path.starts_with(own));
            if theirs || administers || keeps {
                assert!(matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND), "{method} {path}: {status} {answer}");
            }
        }
        let li = office.person("li").await?;
        assert_eq!(li.get(&format!("/api/matters/{}", targets.matter)).await?["version"], 1, "the matter is as it was");
        assert_eq!(li.get("/api/proposals").await?[0]["state"], "proposed");
        Ok(())
    }

    /// Bad input gets an answer that says what to do.
    bad_input(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let file = "/api/forms/attendance/leave/file";
        assert_eq!(li.post(file, &json!("{ not json")).await?.0, StatusCode::BAD_REQUEST);
        assert_eq!(li.post(file, &json!({ "content": [1, 2] })).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(li.post(file, &json!({ "content": { "span": 7, "kind": ["x"], "reason": {} } })).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(li.post(file, &json!(" ".repeat(2 << 20))).await?.0, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(li.post("/api/forms/attendance/nothing/file", &json!({})).await?.0, StatusCode::NOT_FOUND);
        assert_eq!(li.send(Method::GET, "/api/matters/999999", &Value::Null, None).await?.0, StatusCode::NOT_FOUND);
        assert_eq!(li.post("/api/attachments?name=a.pdf", &json!("not a pdf at all")).await?.0, StatusCode::BAD_REQUEST);
        Ok(())
    }

    /// The chain of events holds, and an event that was edited is found.
    the_chain(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        li.file("attendance/leave", json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" })).await?;
        assert_eq!(zhou.get("/api/audit").await?["broken_at"], Value::Null);
        sqlx::query("UPDATE events SET body = '{}' WHERE kind = 'filed'").execute(&office.app.pool).await?;
        assert!(zhou.get("/api/audit").await?["broken_at"].is_u64());
        Ok(())
    }
}
