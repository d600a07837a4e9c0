//! Addresses that need no account: a board on a wall, a questionnaire behind a printed code.

use anyhow::{Context, Result};
use guiju_api::{EntranceEntry, EntranceFiling, EntranceInside, EntranceOpened, EntranceShown};
use guiju_tests::{Answer, Office, Person, called::Call, on_each_database, said};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// The way of an entrance that the administrator opens, without the server's name.
async fn opened(zhou: &Person, kind: &str, regulation: &str, what: &str) -> Result<String> {
    let entry = EntranceEntry {
        kind: kind.to_owned(),
        regulation: regulation.to_owned(),
        what: what.to_owned(),
        place: "一楼大厅".to_owned(),
    };
    let (status, opened) = zhou.post("/api/entrances", &entry).await?;
    assert_eq!(status, StatusCode::CREATED, "{opened}");
    let opened: EntranceOpened = opened.read()?;
    assert!(opened.qr.contains("<svg"), "{opened:?}");
    let secret = opened.address.rsplit('/').next().context("a secret")?;
    Ok(format!("/api/public/entrances/{secret}"))
}

/// What somebody without an account is told.
async fn stranger(office: &Office, way: &str) -> Result<(StatusCode, Answer)> {
    let response = guiju_tests::get(format!("{}{way}", office.base)).await?;
    Answer::of(response).await
}

async fn files(office: &Office, way: &str, content: Value, key: &str) -> Result<(StatusCode, String)> {
    let request = guiju_tests::client().build()?.post(format!("{}{way}", office.base)).header("idempotency-key", key);
    let call = Call::begin(&office.base, &Method::POST, way).await?;
    let response = request.body(said(&EntranceFiling { content })).send().await?;
    call.end(response.status()).await?;
    Ok((response.status(), response.text().await?))
}

on_each_database! {
    /// The wall shows who is where to a screen that has its address, and to nobody once it is closed.
    a_wall(office, "2026-03-02T09:00") {
        let (zhou, li, liu) = (office.person("zhou").await?, office.person("li").await?, office.person("liu").await?);
        let board = EntranceEntry { kind: "board".to_owned(), regulation: "whereabouts".to_owned(), what: "board".to_owned(), place: "大厅".to_owned() };
        assert_eq!(li.post("/api/entrances", &board).await?.0, StatusCode::FORBIDDEN, "only an administrator opens one");
        let way = opened(&zhou, "board", "whereabouts", "board").await?;
        let outing = json!({ "kind": "meeting", "place": "区政府", "reason": "开会", "over": "2026-03-02T08:30/2026-03-02T11:30", "phone": "62001", "deputy": liu.id });
        li.file("whereabouts/outing", outing).await?;
        let (status, answer) = stranger(&office, &way).await?;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let inside: EntranceInside = answer.read()?;
        assert_eq!(inside.office, "测试单位");
        assert!(said(&inside.board).contains("区政府") && inside.form.is_none(), "{answer}");
        assert!(!answer.contains("62001"), "telephones are for colleagues: {answer}");
        assert_eq!(files(&office, &way, json!({}), "k").await?.0, StatusCode::NOT_FOUND, "a wall takes nothing");
        let all = zhou.get::<Vec<EntranceShown>>("/api/entrances").await?;
        let id = all[0].id;
        let (status, _) = zhou.delete(&format!("/api/entrances/{id}")).await?;
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert_eq!(stranger(&office, &way).await?.0, StatusCode::NOT_FOUND);
        assert_eq!(zhou.audit().await?.broken_at, None, "opening and closing are in the chain");
        Ok(())
    }

    /// A questionnaire is filled in by whoever reads the code, once for each key, checked as any other, and nobody is asked who.
    a_questionnaire(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        let report = EntranceEntry { kind: "form".to_owned(), regulation: "whereabouts".to_owned(), what: "outing".to_owned(), place: "大厅".to_owned() };
        let (status, problem) = zhou.post("/api/entrances", &report).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST, "who it is about is for those inside: {problem}");
        assert!(problem.title().contains("没有账号的人填不了"), "{problem}");
        let breach = EntranceEntry { regulation: "integrity-pledge".to_owned(), what: "breach".to_owned(), ..report };
        assert_eq!(zhou.post("/api/entrances", &breach).await?.1.code(), "entrance.confidential");
        let way = opened(&zhou, "form", "service-pledge", "questionnaire").await?;
        let (_, answer) = stranger(&office, &way).await?;
        let inside: EntranceInside = answer.read()?;
        assert_eq!(inside.form.as_ref().map(|form| form.title.clone()).as_deref(), Some("服务评价问卷"));
        let department = inside.departments[0].id;
        assert!(!answer.contains("李敏"), "no colleague is named: {answer}");
        let (status, problem) = files(&office, &way, json!({ "about": department, "score": 6 }), "a").await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        for key in ["b", "b", "c"] {
            assert_eq!(files(&office, &way, json!({ "about": department, "score": 5, "remark": "很热情" }), key).await?.0, StatusCode::NO_CONTENT);
        }
        let filed = office.person("zhou").await?.records("service-pledge/questionnaire").await?;
        assert_eq!(filed.len(), 2, "{filed:?}");
        assert_eq!(wu.get::<Vec<EntranceShown>>("/api/entrances").await?[0].filed, 2);
        let mut last = StatusCode::NO_CONTENT;
        for key in 0..40 {
            last = files(&office, &way, json!({ "about": department, "score": 1 }), &format!("flood{key}")).await?.0;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "a flood is turned away");
        Ok(())
    }

    /// An entrance dies with the account of whoever opened it, and no secret that was not given opens anything.
    no_other_way_in(office, "2026-03-02T09:00") {
        for way in ["/api/public/entrances/0", "/api/public/entrances/%27%20OR%201=1"] {
            assert_eq!(stranger(&office, way).await?.0, StatusCode::NOT_FOUND, "{way}");
        }
        let zhou = office.person("zhou").await?;
        let (wall, questionnaire) =
            (opened(&zhou, "board", "whereabouts", "board").await?, opened(&zhou, "form", "service-pledge", "questionnaire").await?);
        for way in [&wall, &questionnaire] {
            assert_eq!(stranger(&office, way).await?.0, StatusCode::OK);
        }
        // Whoever opened them has left.
        office.alters("people");
        sqlx::query("UPDATE people SET active = 0 WHERE office_id = 1 AND id = $1").bind(i64::try_from(zhou.id)?).execute(&office.app.pool).await?;
        office.alter("UPDATE offices SET policy_version = policy_version + 1 WHERE id = 1").await?;
        for way in [&wall, &questionnaire] {
            assert_eq!(stranger(&office, way).await?.0, StatusCode::NOT_FOUND, "{way}");
            assert_eq!(files(&office, way, json!({}), "k").await?.0, StatusCode::NOT_FOUND, "{way}");
        }
        Ok(())
    }
}
