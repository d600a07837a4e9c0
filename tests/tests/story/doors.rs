//! Every route is closed to strangers; the document names them all, so that a new one cannot be forgotten.

use guiju_tests::on_each_database;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

on_each_database! {
    without_a_session(office, "2026-03-02T09:00") {
        let document: Value = serde_json::from_str(&reqwest::get(format!("{}/api/openapi.json", office.base)).await?.text().await?)?;
        let client = Client::new();
        let mut tried = 0;
        for (path, methods) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let open = operation["security"] == json!([{}]) || path == "/api/session" && method == "post";
                if open {
                    continue;
                }
                let address = path.replace("{regulation}", "attendance").replace("{form}", "leave").replace("{id}", "1");
                let address = address.replace("{view}", "leaves").replace("{kind}", "csv").replace("{period}", "month");
                let address = address.replace("{tray}", "decide").replace("{digest}", "aa").replace("{assessed}", "month");
                let method: Method = method.to_uppercase().parse()?;
                let status = client.request(method.clone(), format!("{}{address}?day=2026-03-02&name=x", office.base)).body("{}").send().await?.status();
                assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path}");
                tried += 1;
            }
        }
        assert!(tried > 30, "only {tried} routes are documented");
        Ok(())
    }

    /// A colleague sees neither a leave that is none of their business nor what administrators do.
    as_a_colleague(office, "2026-03-02T09:00") {
        let (li, liu) = (office.person("li").await?, office.person("liu").await?);
        let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "看病" });
        let matter = li.file("attendance/leave", content).await?;
        for (method, path, body) in [
            (Method::GET, format!("/api/matters/{matter}"), Value::Null),
            (Method::POST, format!("/api/matters/{matter}/acts"), json!({ "action": "withdraw", "version": 1 })),
            (Method::GET, "/api/views/attendance/leaves".to_owned(), Value::Null),
            (Method::POST, "/api/people".to_owned(), json!({ "name": "某某", "department": "社会科" })),
            (Method::POST, "/api/posts".to_owned(), json!({ "title": "书记", "department": "领导", "holder": liu.id })),
            (Method::POST, "/api/calendar".to_owned(), json!({ "text": "holiday 2027-01-01" })),
            (Method::POST, "/api/regulations/attendance/parameters".to_owned(), json!({ "name": "late_limit", "value": 99, "from": "2027-01-01" })),
            (Method::POST, "/api/forms/attendance/punch/import".to_owned(), json!("9 2026-03-02 08:00:00")),
            (Method::POST, "/api/assessments/month?day=2026-03-02".to_owned(), Value::Null),
            (Method::GET, "/api/audit".to_owned(), Value::Null),
        ] {
            let (status, answer) = liu.send(method.clone(), &path, &body, None).await?;
            assert!(matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::CONFLICT), "{method} {path}: {status} {answer}");
            assert!(!answer.to_string().contains("看病"), "{method} {path} tells what it must not");
        }
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
