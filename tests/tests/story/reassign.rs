//! Open matters follow whoever decides now; whoever does so no longer cannot decide, on no server.

use anyhow::{Context, Result, ensure};
use guiju_tests::Columns;
use guiju_tests::{Office, Person, on_each_database};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// A post's entry as it stands.
async fn post(office: &Office, title: &str) -> Result<Value> {
    let posts = office.person("zhou").await?.get("/api/posts").await?;
    let found = posts.as_array().into_iter().flatten().find(|post| post["title"] == title).cloned();
    found.context("the post")
}

/// A post changes hands, or has nobody.
async fn held(office: &Office, title: &str, holder: Option<&Person>) -> Result<()> {
    let mut entry = post(office, title).await?;
    entry["holder"] = json!(holder.map(|person| person.id));
    entered(office, &entry).await
}

async fn entered(office: &Office, post: &Value) -> Result<()> {
    let (status, answer) = office.person("zhou").await?.post("/api/posts", post).await?;
    ensure!(status == StatusCode::CREATED, "{status} {answer}");
    Ok(())
}

async fn leave(office: &Office) -> Result<u64> {
    leave_on(office, "2026-03-04").await
}

async fn leave_on(office: &Office, day: &str) -> Result<u64> {
    let content = json!({ "kind": "personal", "span": format!("{day} am/{day} am"), "reason": "有事" });
    office.person("li").await?.file("attendance/leave", content).await
}

async fn tenure(office: &Office, content: Value) -> Result<u64> {
    office.person("li").await?.file("workbench/tenure", content).await
}

async fn asked(person: &Person, matter: u64) -> Result<bool> {
    let (status, shown) = person.send(Method::GET, &format!("/api/matters/{matter}"), &Value::Null, None).await?;
    let tasks = shown["actions"].as_array().into_iter().flatten().any(|action| action["task"].is_u64());
    Ok(status.is_success() && tasks)
}

/// What somebody would send who has looked at the matter.
async fn looked(person: &Person, matter: u64, action: &str) -> Result<Value> {
    let shown = person.get(&format!("/api/matters/{matter}")).await?;
    let offered = shown["actions"].as_array().into_iter().flatten().find(|offered| offered["action"] == action);
    let task = offered.context("offered")?["task"].clone();
    Ok(json!({ "action": action, "version": shown["version"], "task": task, "opinion": "同意。" }))
}

fn kind(problem: &Value) -> &str {
    problem["code"].as_str().unwrap_or_default()
}

on_each_database! {
    /// The post changes hands on one server; on another, whoever had looked at the matter cannot decide it any more.
    two_servers(office, "2026-03-02T09:00") {
        let matter = leave(&office).await?;
        let other = guiju::app::App::open(office.app.config.clone(), office.clock.clone()).await?;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { guiju::http::serve(&other, listener, std::future::pending()).await });
        let there = Person::log_in(&base, "wang").await?;
        let page = looked(&there, matter, "approve").await?;
        let liu = office.person("liu").await?;
        held(&office, "科长", Some(&liu)).await?;
        let (status, problem) = there.post(&format!("/api/matters/{matter}/acts"), &page).await?;
        assert_eq!((status, kind(&problem)), (StatusCode::CONFLICT, "decision.no-longer-yours"), "{problem}");
        assert!(problem["title"].as_str().unwrap_or_default().contains("刘洋"), "{problem}");
        // At once in both: one of them changes the post, the other decides; whoever comes second is judged by the first.
        let wang = office.person("wang").await?;
        held(&office, "科长", Some(&wang)).await?;
        let page = looked(&there, matter, "approve").await?;
        let acts = format!("/api/matters/{matter}/acts");
        let (changed, decided) = tokio::join!(held(&office, "科长", Some(&liu)), there.post(&acts, &page));
        changed?;
        let (status, problem) = decided?;
        let shown = office.person("li").await?.get(&format!("/api/matters/{matter}")).await?;
        let by = shown["stations"][0]["acts"].as_array().into_iter().flatten().filter(|act| act["done"].is_string()).count();
        assert_eq!(by == 1, status.is_success(), "{problem} {shown}");
        assert!(status.is_success() || kind(&problem) == "decision.no-longer-yours", "{status} {problem}");
        assert_eq!(asked(&liu, matter).await?, !status.is_success());
        Ok(())
    }

    /// What was handed on follows the post: it stays while that is vacant, and ends with a new holder.
    handed_on(office, "2026-03-02T09:00") {
        let (wang, liu, chen, cashier) =
            (office.person("wang").await?, office.person("liu").await?, office.person("chen").await?, office.person("cashier").await?);
        let matter = leave(&office).await?;
        wang.does(matter, "transfer", json!({ "person": chen.id })).await?;
        held(&office, "科长", None).await?;
        assert!(asked(&chen, matter).await?, "whoever got it acts for the post");
        let page = looked(&chen, matter, "approve").await?;
        held(&office, "科长", Some(&liu)).await?;
        assert!(asked(&liu, matter).await? && !asked(&chen, matter).await?);
        let (status, problem) = chen.post(&format!("/api/matters/{matter}/acts"), &page).await?;
        assert_eq!((status, kind(&problem)), (StatusCode::CONFLICT, "decision.no-longer-yours"), "{problem}");
        liu.does(matter, "approve", json!({})).await?;

        // Somebody was asked for an opinion first, and somebody is to sign behind: both follow to the new holder.
        let matter = leave_on(&office, "2026-03-05").await?;
        liu.does(matter, "sign-after", json!({ "person": cashier.id })).await?;
        liu.does(matter, "sign-before", json!({ "person": chen.id })).await?;
        held(&office, "科长", Some(&wang)).await?;
        assert!(!asked(&liu, matter).await? && !asked(&wang, matter).await? && asked(&chen, matter).await?, "the opinion comes first");
        chen.does(matter, "approve", json!({ "opinion": "情况属实" })).await?;
        assert!(asked(&wang, matter).await? && !asked(&cashier, matter).await?);
        wang.does(matter, "approve", json!({})).await?;
        assert!(asked(&cashier, matter).await?, "then whoever signs behind");
        cashier.does(matter, "approve", json!({})).await?;
        assert_eq!(office.person("li").await?.get(&format!("/api/matters/{matter}")).await?["status"], "completed");
        Ok(())
    }

    /// Two roles of one person part: what he keeps stays his, what he lost is asked of the new holder.
    roles_part(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wang, sun, zhao) = (office.person("wang").await?, office.person("sun").await?, office.person("zhao").await?);
        let mut driver = post(&office, "驾驶员兼厨师").await?;
        driver["roles"] = json!(["driver"]);
        entered(&office, &driver).await?;
        let own = |title: &str, holder: u64, roles: &[&str]| json!({ "title": title, "department": "办公室", "holder": holder, "roles": roles, "supervises": [] });
        entered(&office, &own("两职", wang.id, &["congress-chair", "cook"])).await?;
        for (way, first) in [("every", true), ("in-turn", false)] {
            let matter = tenure(&office, json!({ "way": way, "first": "chair", "second": "cook", "last": zhao.id, "note": "两职" })).await?;
            let mut both = post(&office, "两职").await?;
            both["roles"] = json!(["cook"]);
            entered(&office, &both).await?;
            assert!(!asked(&sun, matter).await?);
            assert_eq!(asked(&wang, matter).await?, first, "{way}: his own role, in its turn");
            let title = format!("主任{way}");
            entered(&office, &own(&title, sun.id, &["congress-chair"])).await?;
            assert!(asked(&sun, matter).await?, "{way}");
            sun.does(matter, "approve", json!({})).await?;
            assert!(asked(&wang, matter).await?, "{way}");
            wang.does(matter, "approve", json!({})).await?;
            assert!(asked(&zhao, matter).await?, "{way}");
            held(&office, &title, None).await?;
            both["roles"] = json!(["congress-chair", "cook"]);
            entered(&office, &both).await?;
        }
        Ok(())
    }

    /// Nobody decides on himself, nor twice where a step keeps people apart, after a change of posts either.
    still_apart(office, "2026-03-02T09:00") {
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        let matter = leave(&office).await?;
        held(&office, "科长", Some(&li)).await?;
        assert!(!asked(&li, matter).await?, "the applicant is head of the section now");
        assert!(asked(&wu, matter).await?, "the role above decides, and says so");
        let note = li.get(&format!("/api/matters/{matter}")).await?["stations"][0]["note"].clone();
        assert!(note.as_str().unwrap_or_default().contains("当事人"), "{note}");
        Ok(())
    }

    /// A turn of duty begins and ends by the clock: whoever is on duty is asked; without anybody on duty the matter waits.
    duty(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wang, sun, zhao) = (office.person("wang").await?, office.person("sun").await?, office.person("zhao").await?);
        let turn = async |id: i64, person: &Person, from: &str, to: &str| -> Result<()> {
            let at = |text: &str| text.parse::<guiju_model::Moment>().map(|at| at.0).map_err(|why| anyhow::anyhow!("{why}"));
            let insert = "INSERT INTO turns (office_id, id, regulation, roster, gives, seat, person_id, starts, ends, rest_days)
                 VALUES (1, $1, 'workbench', 'rota', 'duty-desk', 0, $2, $3, $4, 0)";
            let insert = sqlx::query(insert).bind(id).bind(person.id as i64).bind(at(from)?).bind(at(to)?);
            insert.execute(&office.app.pool).await?;
            Ok(())
        };
        turn(900_001, &wang, "2026-03-02T00:00", "2026-03-02T12:00").await?;
        turn(900_002, &sun, "2026-03-02T14:00", "2026-03-02T18:00").await?;
        office.app.staff_changed(guiju_tests::OFFICE);
        office.at("2026-03-02T09:01").await?;
        let matter = tenure(&office, json!({ "way": "one", "first": "on-duty", "last": zhao.id, "note": "当班" })).await?;
        assert!(asked(&wang, matter).await?);
        let page = looked(&wang, matter, "approve").await?;
        office.clock.set("2026-03-02T12:30".parse().map_err(|why| anyhow::anyhow!("{why}"))?);
        let (status, problem) = wang.post(&format!("/api/matters/{matter}/acts"), &page).await?;
        assert_eq!((status, kind(&problem)), (StatusCode::CONFLICT, "decision.no-longer-yours"), "before any job has run: {problem}");
        office.at("2026-03-02T12:31").await?;
        assert!(!asked(&wang, matter).await?);
        let shown = office.person("li").await?.get(&format!("/api/matters/{matter}")).await?;
        assert!(shown["stations"][0]["note"].as_str().unwrap_or_default().contains("没有排"), "{shown}");
        office.at("2026-03-02T14:01").await?;
        assert!(asked(&sun, matter).await?);
        sun.does(matter, "approve", json!({})).await?;
        Ok(())
    }

    /// Somebody who was named leaves: he cannot decide, the filer is told and may withdraw; a signature asked of him keeps him here.
    named(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (zhou, li, liu, wang) =
            (office.person("zhou").await?, office.person("li").await?, office.person("liu").await?, office.person("wang").await?);
        let trial = |way: &str, people: &[u64], note: &str| json!({ "way": way, "people": people, "last": zhou.id, "note": note });
        let alone = li.file("workbench/trial", trial("one", &[liu.id], "独任")).await?;
        let either = li.file("workbench/trial", trial("one", &[liu.id, wang.id], "两人之一")).await?;
        let each = li.file("workbench/trial", trial("every", &[wang.id, liu.id], "会签")).await?;
        let vote = li.file("workbench/trial", trial("vote", &[wang.id, liu.id], "表决")).await?;
        wang.does(each, "approve", json!({ "content": { "result": "好" } })).await?;
        wang.does(vote, "aye", json!({})).await?;
        let given = leave(&office).await?;
        wang.does(given, "transfer", json!({ "person": liu.id })).await?;
        let leaving = json!({ "id": liu.id, "name": "刘洋", "department": "社会科", "badge": "9", "left": true });
        let advised = leave_on(&office, "2026-03-05").await?;
        wang.does(advised, "delegate", json!({ "person": liu.id, "opinion": "请先看看" })).await?;
        let signed = leave_on(&office, "2026-03-06").await?;
        wang.does(signed, "sign-after", json!({ "person": liu.id })).await?;
        let (status, problem) = zhou.post("/api/people", &leaving).await?;
        assert!(status == StatusCode::CONFLICT && problem["title"].as_str().unwrap_or_default().contains("1 项待办"), "{problem}");
        wang.does(signed, "approve", json!({})).await?;
        liu.does(signed, "approve", json!({})).await?;
        let (status, answer) = zhou.post("/api/people", &leaving).await?;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        // What was handed to him returns to whoever handed it on, and his advice is not waited for.
        for matter in [given, advised] {
            assert!(asked(&wang, matter).await?, "{}", li.get(&format!("/api/matters/{matter}")).await?);
            wang.does(matter, "approve", json!({})).await?;
        }
        let shown = async |matter: u64| li.get(&format!("/api/matters/{matter}")).await;
        for (matter, note) in [(alone, "独任"), (each, "会签")] {
            let shown = shown(matter).await?;
            assert_eq!((shown["status"].as_str(), shown["stations"][0]["state"].as_str()), (Some("open"), Some("current")), "{shown}");
            assert!(shown["stations"][0]["note"].as_str().unwrap_or_default().contains("刘洋已离开"), "{shown}");
            assert!(li.notices().await?.iter().any(|told| told.contains(note) && told.contains("刘洋已离开")), "{note}");
            assert!(li.offered(matter).await?.contains(&"withdraw".to_owned()), "{note}: the filer has a way on");
        }
        assert!(asked(&wang, either).await?);
        assert!(asked(&zhou, vote).await?, "the ballot is over: whoever could still vote has");
        let (status, problem) = li.post("/api/forms/workbench/trial/file", &json!({ "content": trial("one", &[liu.id], "又") })).await?;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && problem.to_string().contains("已经离开本单位"), "{problem}");
        Ok(())
    }

    /// A change is one unit: the event of the post, those of the matters and the tasks stand together in an unbroken chain.
    one_unit(office, "2026-03-02T09:00") {
        let matter = leave(&office).await?;
        held(&office, "科长", Some(&office.person("liu").await?)).await?;
        let query = "SELECT kind, body, by_id FROM events WHERE office_id = 1 AND matter_id = $1 ORDER BY seq";
        let rows = sqlx::query(query).bind(matter as i64).fetch_all(&office.app.pool).await?;
        let last = rows.last().context("an event")?;
        let body: Value = last.json("body")?;
        assert_eq!((last.text("kind")?.as_str(), last.maybe_int("by_id")?), ("reassigned", None));
        assert_eq!(body["from"], office.person("wang").await?.id);
        assert_eq!((body["to"].as_u64(), body["because"].as_str()), (Some(office.person("liu").await?.id), Some("post")));
        let (_, broken) = guiju::store::verify(&office.app.pool, guiju_tests::OFFICE).await?;
        assert_eq!(broken, None);
        Ok(())
    }
}
