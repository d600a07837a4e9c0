//! What any regulation may declare, carried out by a host that knows none: shown on the workbench.

use anyhow::{Context, Result};
use guiju_tests::{Office, Person, on_each_database};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::io::Read;

const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn room(office: &Office, chairs: i64, keeper: Option<u64>) -> Result<u64> {
    office.bind("workbench").await?;
    let zhou = office.person("zhou").await?;
    let mut content = json!({ "name": "会议室", "chairs": chairs });
    if let Some(keeper) = keeper {
        content["keeper"] = json!(keeper);
    }
    let matter = zhou.file("workbench/room", content).await?;
    record(&zhou, "workbench/rooms", matter).await
}

/// Something tried by one person, then ended by them: the matter.
async fn tried(applicant: &Person, by: &Person, note: &str) -> Result<u64> {
    let trial = json!({ "way": "one", "people": [by.id], "last": by.id, "note": note });
    applicant.file("workbench/trial", trial).await
}

/// The record of a matter, as its register shows it.
async fn record(reader: &Person, view: &str, matter: u64) -> Result<u64> {
    let shown = reader.get(&format!("/api/views/{view}")).await?;
    let rows = shown["rows"].as_array().into_iter().flatten();
    rows.filter(|row| row["matter"] == matter).find_map(|row| row["record"].as_u64()).context("a record")
}

fn using(room: u64, over: &str, purpose: &str) -> Value {
    json!({ "room": room, "over": over, "purpose": purpose })
}

async fn files(person: &Person, form: &str, content: &Value) -> Result<(StatusCode, Value)> {
    person.post(&format!("/api/forms/workbench/{form}/file"), &json!({ "content": content })).await
}

on_each_database! {
    /// A resource is never booked for two matters at once, however many file at the same moment; withdrawn, it is free again.
    bookings(office, "2026-03-02T09:00") {
        let room = room(&office, 10, None).await?;
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let first = li.file("workbench/room-use", using(room, "2026-03-03T09:00/2026-03-03T11:00", "开会")).await?;
        let (status, refused) = files(&wang, "room-use", &using(room, "2026-03-03T10:59/2026-03-03T12:00", "谈话")).await?;
        assert_eq!((status, &refused["findings"][0]["field"]), (UNPROCESSABLE, &json!("room")), "{refused}");
        assert!(refused["findings"][0]["message"].as_str().unwrap_or_default().contains("李敏占用"), "{refused}");
        wang.file("workbench/room-use", using(room, "2026-03-03T11:00/2026-03-03T12:00", "谈话")).await?;
        let mut rush = Vec::new();
        for number in 0..10 {
            let (chen, content) = (office.person("chen").await?, using(room, "2026-03-04T09:00/2026-03-04T10:00", &format!("抢订 {number}")));
            rush.push(tokio::spawn(async move { files(&chen, "room-use", &content).await.map(|(status, _)| status) }));
        }
        let mut won = 0;
        for filing in rush {
            won += u32::from(filing.await?? == StatusCode::CREATED);
        }
        assert_eq!(won, 1, "one of ten");
        let week = li.get("/api/bookings/workbench/booked?from=2026-03-02").await?;
        assert_eq!(week[0]["bookings"].as_array().map(Vec::len), Some(3), "{week}");
        let month = li.get("/api/months/workbench/month?from=2026-03-15").await?;
        assert_eq!((month["lead"].clone(), month["entries"].as_array().map(Vec::len)), (json!(6), Some(3)), "March 2026 begins on a Sunday");
        let roll = li.get("/api/rolls/workbench/roll?from=2026-03-15").await?;
        let lines = roll["lines"].as_array().context("lines")?;
        let used = lines.iter().filter_map(|line| line["counts"][0].as_u64()).sum::<u64>();
        assert_eq!((roll["key"].clone(), roll["rests"].as_array().map(Vec::len)), (json!([["√", "用房"]]), Some(31)));
        assert_eq!(used, 3, "one mark on each day with a use: {roll}");
        let (status, answer) = li.act(first, "withdraw", json!({})).await.unwrap_or((StatusCode::OK, Value::Null));
        assert!(status.is_success() || status == StatusCode::CONFLICT, "{answer}");
        Ok(())
    }

    /// What is counted never falls below nothing, however many take at once.
    counts(office, "2026-03-02T09:00") {
        let room = room(&office, 5, None).await?;
        let li = office.person("li").await?;
        let (status, refused) = files(&li, "chairs", &json!({ "room": room, "by": -6 })).await?;
        assert_eq!(status, StatusCode::CONFLICT, "{refused}");
        assert!(refused["title"].as_str().unwrap_or_default().contains("现有 5，不够减 6"), "{refused}");
        let mut takers = Vec::new();
        for _ in 0..12 {
            let (li, content) = (office.person("li").await?, json!({ "room": room, "by": -1 }));
            takers.push(tokio::spawn(async move { files(&li, "chairs", &content).await.map(|(status, _)| status) }));
        }
        let mut taken = 0;
        for taker in takers {
            taken += u32::from(taker.await?? == StatusCode::CREATED);
        }
        assert_eq!(taken, 5);
        files(&li, "chairs", &json!({ "room": room, "by": 3 })).await?;
        let rooms = li.get("/api/views/workbench/rooms").await?;
        assert_eq!(rooms["rows"][0]["cells"][2], "3", "{rooms}");
        Ok(())
    }

    /// Turns go round fairly; the role is with whoever is on duty; turns are exchanged only by consent.
    rosters(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let (status, vacancy) = files(&li, "call", &json!({})).await?;
        assert_eq!(status, UNPROCESSABLE);
        assert!(vacancy["title"].as_str().unwrap_or_default().contains("没有排"), "{vacancy}");
        let place = "/api/rosters/workbench/rota";
        let weeks = json!({ "from": "2026-03-02", "to": "2026-06-28" });
        assert_eq!(li.post(place, &weeks).await?.0, StatusCode::FORBIDDEN);
        let (status, made) = zhou.post(place, &weeks).await?;
        assert_eq!((status, made["turns"].clone()), (StatusCode::OK, json!(17)), "{made}");
        assert_eq!(zhou.post(place, &weeks).await?.1["turns"], 0, "turns that exist stay");
        let shown = zhou.get(place).await?;
        let tally = shown["tally"].as_array().into_iter().flatten().filter_map(|one| one["turns"].as_u64()).collect::<Vec<_>>();
        assert!(tally.iter().max().unwrap_or(&0) - tally.iter().min().unwrap_or(&0) <= 1, "{tally:?}");

        let turns = shown["turns"].as_array().cloned().unwrap_or_default();
        let logins = [("王科长", "wang"), ("周办", "zhou"), ("陈文员", "chen"), ("孙书记", "sun"), ("吴副", "wu")];
        let login = |turn: &Value| logins.iter().find(|(name, _)| turn["name"] == *name).map(|(_, login)| *login).context("a login");
        let on_duty = office.person(login(&turns[0])?).await?;
        let call = li.file("workbench/call", json!({})).await?;
        assert_eq!(on_duty.tray("decide").await?, vec![call], "this week's turn receives");

        let mine = office.person(login(&turns[1])?).await?;
        let other = turns.iter().skip(2).find(|turn| turn["name"] != turns[1]["name"]).context("another's turn")?;
        let theirs = office.person(login(other)?).await?;
        let ask = json!({ "mine": turns[1]["id"], "theirs": other["id"], "reason": "出差" });
        assert_eq!(li.post("/api/swaps", &ask).await?.0, StatusCode::FORBIDDEN, "only with a turn of one's own");
        assert_eq!(mine.post("/api/swaps", &ask).await?.0, StatusCode::NO_CONTENT);
        let swap = theirs.get(place).await?["swaps"][0]["id"].clone();
        assert_eq!(mine.post(&format!("/api/swaps/{swap}"), &json!({ "agree": true })).await?.0, StatusCode::FORBIDDEN, "nobody agrees for another");
        assert_eq!(theirs.post(&format!("/api/swaps/{swap}"), &json!({ "agree": true })).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(theirs.post(&format!("/api/swaps/{swap}"), &json!({ "agree": true })).await?.0, StatusCode::CONFLICT);
        let after = zhou.get(place).await?;
        assert_eq!(after["turns"][1]["name"], other["name"], "the turns have changed hands");
        office.at("2026-03-09T09:00").await?;
        let duty = li.get("/api/on-duty").await?;
        assert!(duty.as_array().into_iter().flatten().any(|on| on["name"] == other["name"]), "{duty}");
        Ok(())
    }

    /// What is public is read without an account; what is withdrawn or internal is not, but stays in the archive.
    publications(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let chen = office.person("chen").await?;
        let public = chen.file("workbench/announcement", json!({ "title": "大家都可以看", "public": true })).await?;
        chen.file("workbench/announcement", json!({ "title": "只给机关内部", "public": false })).await?;
        let stranger = || async { anyhow::Ok(guiju_tests::get(format!("{}/api/public/1", office.base)).await?.text().await?) };
        let seen = stranger().await?;
        assert!(seen.contains("大家都可以看") && !seen.contains("内部") && !seen.contains("陈文员"), "{seen}");
        let (li, inside) = (office.person("li").await?, chen.get("/api/publications").await?);
        let public_one = inside.as_array().into_iter().flatten().find(|one| one["title"] == "大家都可以看").context("published")?;
        let reading = format!("/api/publications/{}/read", public_one["id"]);
        for reader in [&li, &li, &chen] {
            assert_eq!(reader.post(&reading, &json!(null)).await?.0, StatusCode::NO_CONTENT);
        }
        let seen_by_li = li.get("/api/publications").await?;
        let of = |title: &str| seen_by_li.as_array().into_iter().flatten().find(|one| one["title"] == title).map(|one| (one["read"].clone(), one["readers"].clone()));
        assert_eq!(of("大家都可以看"), Some((json!(true), json!(2))), "each reader counts once");
        assert_eq!(li.get("/api/publications?newest=1").await?.as_array().map(Vec::len), Some(1));
        assert_eq!(of("只给机关内部"), Some((json!(false), json!(0))));
        assert_eq!(li.post("/api/publications/999999/read", &json!(null)).await?.0, StatusCode::NOT_FOUND);
        assert!(stranger().await?.contains("\"readers\":0"), "who in the office has read it is not told outside");
        let options = chen.get("/api/records/workbench/announcement").await?;
        let record = options.as_array().into_iter().flatten().find(|one| one["summary"] == "大家都可以看").context("a record")?["id"].clone();
        chen.file("workbench/recall", json!({ "announcement": record, "reason": "数字有误" })).await?;
        assert!(!stranger().await?.contains("大家都可以看"));
        let archive = chen.get("/api/publications?archive=true").await?;
        let kept = archive.as_array().into_iter().flatten().find(|one| one["title"] == "大家都可以看").context("kept")?;
        assert_eq!(kept["withdrawn_because"], "数字有误");
        let (status, twice) = files(&chen, "recall", &json!({ "announcement": record, "reason": "再撤一次" })).await?;
        assert_eq!(status, StatusCode::CONFLICT, "{twice}");
        assert_eq!(guiju_tests::get(format!("{}/api/public/99", office.base)).await?.status(), StatusCode::NOT_FOUND);
        assert!(public > 0);
        Ok(())
    }

    /// What is sensitive is masked in registers and exports to all but the form's readers; what is closed is read by whoever takes
    /// part.
    closed_and_sensitive(office, "2026-03-02T09:00") {
        let room = room(&office, 10, None).await?;
        let (li, liu, chen) = (office.person("li").await?, office.person("liu").await?, office.person("chen").await?);
        let mut open = using(room, "2026-03-03T09:00/2026-03-03T10:00", "座谈");
        open["guest"] = json!("来宾某某");
        li.file("workbench/room-use", open).await?;
        let mut closed = using(room, "2026-03-03T10:00/2026-03-03T11:00", "只限知悉的用途");
        closed["closed"] = json!(true);
        let hidden = li.file("workbench/room-use", closed).await?;
        let (_, seen) = liu.text(Method::GET, "/api/views/workbench/uses", &Value::Null).await?;
        assert!(seen.contains("座谈") && seen.contains("来＊＊＊") && !seen.contains("来宾某某") && !seen.contains("只限知悉的用途"), "{seen}");
        let (_, csv) = liu.text(Method::GET, "/api/views/workbench/uses/csv", &Value::Null).await?;
        assert!(!csv.contains("来宾某某") && !csv.contains("只限知悉的用途"), "{csv}");
        let (_, kept) = chen.text(Method::GET, "/api/views/workbench/uses", &Value::Null).await?;
        assert!(kept.contains("来宾某某"), "whoever the form names as its readers: {kept}");
        let (_, mine) = li.text(Method::GET, "/api/views/workbench/uses", &Value::Null).await?;
        assert!(mine.contains("来宾某某") && mine.contains("只限知悉的用途"), "{mine}");
        assert_eq!(liu.send(Method::GET, &format!("/api/matters/{hidden}"), &Value::Null, None).await?.0, StatusCode::NOT_FOUND);
        assert!(liu.get("/api/search?q=%E5%8F%AA%E9%99%90%E7%9F%A5%E6%82%89").await?.as_array().is_some_and(Vec::is_empty));
        assert_eq!(seen.matches("会议室").count(), 1, "a record is shown by its one line");
        Ok(())
    }

    /// What one owes is shown while the period runs, and said once before it ends; what others owe, to those who may know.
    obligations(office, "2026-03-02T09:00") {
        let room = room(&office, 10, None).await?;
        let (li, chen, liu) = (office.person("li").await?, office.person("chen").await?, office.person("liu").await?);
        li.file("workbench/room-use", using(room, "2026-03-03T09:00/2026-03-03T10:00", "座谈")).await?;
        let mine = li.get("/api/duties").await?;
        let duty = mine.as_array().into_iter().flatten().find(|duty| duty["what"] == "用房").context("a duty")?;
        assert_eq!((&duty["done"], &duty["needed"], &duty["until"]), (&json!(1), &json!(2), &json!("2026-03-31")), "{duty}");
        assert_eq!(duty["met_by"], json!(["workbench", "room-use"]));
        let whose = |board: &Value| board.as_array().into_iter().flatten().filter(|duty| duty["what"] == "用房").count();
        assert_eq!(whose(&chen.get("/api/duties/board").await?), 11, "everybody's");
        assert_eq!(whose(&liu.get("/api/duties/board").await?), 1, "only one's own");
        let told = |notices: &[String]| notices.iter().filter(|notice| notice.starts_with("用房：已完成 1/2")).count();
        office.at("2026-03-27T09:00").await?;
        assert_eq!(told(&li.notices().await?), 0, "not yet");
        for moment in ["2026-03-30T09:00", "2026-03-30T15:00", "2026-03-31T09:00"] {
            office.at(moment).await?;
        }
        assert_eq!(told(&li.notices().await?), 1, "once");
        Ok(())
    }

    /// Gaps between registers are one list for those who may read it; numbers that are missing are among them.
    gaps(office, "2026-03-02T09:00") {
        room(&office, 10, None).await?;
        let (chen, li, zhou) = (office.person("chen").await?, office.person("li").await?, office.person("zhou").await?);
        let found = |gaps: &Value, part: &str| gaps.as_array().into_iter().flatten().filter(|gap| gap["what"].as_str().is_some_and(|what| what.contains(part))).count();
        let gaps = chen.get("/api/gaps").await?;
        assert_eq!(found(&gaps, "会议室没有保管人"), 1, "{gaps}");
        assert_eq!(found(&li.get("/api/gaps").await?, "会议室"), 0);
        tried(&li, &chen, "有事").await?;
        assert_eq!(found(&zhou.get("/api/gaps").await?, "缺号"), 0);
        sqlx::query("UPDATE series SET last = last + 1 WHERE series = 'trial'").execute(&office.app.pool).await?;
        assert_eq!(found(&zhou.get("/api/gaps").await?, "缺号：试〔2026〕2号"), 1);
        Ok(())
    }

    /// A declared measure is counted and drawn, for those who may see it.
    charts(office, "2026-03-02T09:00") {
        let room = room(&office, 10, None).await?;
        let (li, chen, liu) = (office.person("li").await?, office.person("chen").await?, office.person("liu").await?);
        for (person, day, fen) in [(&li, "2026-03-03", 10_050), (&li, "2026-04-03", 20_000), (&chen, "2026-03-05", 5_000)] {
            let mut content = using(room, &format!("{day}T09:00/{day}T10:00"), "座谈");
            content["cost"] = json!(fen);
            person.file("workbench/room-use", content).await?;
        }
        let uses = liu.get("/api/charts/workbench/uses").await?;
        let along = uses["along"].as_array().context("months")?;
        assert_eq!((along.len(), &along[2]), (12, &json!("2026-03")), "every month of the year");
        let series = uses["series"].as_array().into_iter().flatten().map(|one| (one["name"].clone(), one["values"][2].clone(), one["values"][3].clone())).collect::<Vec<_>>();
        assert_eq!(series, vec![(json!("办公室"), json!(1.0), json!(0.0)), (json!("社会科"), json!(1.0), json!(1.0))]);
        let costs = chen.get("/api/charts/workbench/costs?from=2026-03-01&to=2026-03-31").await?;
        assert_eq!((&costs["unit"], &costs["series"][0]["values"][0]), (&json!("元"), &json!(150.5)), "{costs}");
        let (status, picture) = chen.text(Method::GET, "/api/charts/workbench/costs/picture", &Value::Null).await?;
        assert!(status.is_success() && picture.starts_with("<svg") && picture.contains("元"), "{picture}");
        assert_eq!(liu.text(Method::GET, "/api/charts/workbench/costs", &Value::Null).await?.0, StatusCode::NOT_FOUND);
        Ok(())
    }

    /// An official paper is set once its text is there, a draft until it is signed; only for those who may read the matter.
    letters(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wang, liu) = (office.person("li").await?, office.person("wang").await?, office.person("liu").await?);
        let matter = tried(&li, &wang, "关于试办的函").await?;
        let place = format!("/api/matters/{matter}/letters/outcome");
        assert_eq!(li.text(Method::GET, &place, &Value::Null).await?.0, StatusCode::NOT_FOUND, "nothing is written yet");
        assert_eq!(li.get(&format!("/api/matters/{matter}")).await?["letters"], json!([]));
        wang.does(matter, "approve", json!({ "content": { "result": "一、总的情况\n（一）进展\n一是顺利。\n\n特此函告。" } })).await?;
        assert_eq!(li.get(&format!("/api/matters/{matter}")).await?["letters"], json!([["outcome", "试办结果"]]));
        let draft = li.get(&place).await?;
        assert_eq!((&draft["draft"], &draft["day"], &draft["signers"]), (&json!(true), &Value::Null, &json!([])), "{draft}");
        office.at("2026-03-04T10:00").await?;
        wang.does(matter, "approve", json!({})).await?;
        let paper = li.get(&place).await?;
        assert_eq!((&paper["draft"], &paper["day"], &paper["signers"]), (&json!(false), &json!("2026年3月4日"), &json!(["王科长"])), "{paper}");
        assert_eq!((&paper["number"], &paper["heading"]), (&json!("试〔2026〕1号"), &json!("关于试办的函")));
        let levels = paper["body"].as_array().into_iter().flatten().map(|one| one["level"].as_u64());
        assert_eq!(levels.collect::<Vec<_>>(), [Some(1), Some(2), Some(0), Some(0)], "{paper}");
        assert_eq!(liu.text(Method::GET, &place, &Value::Null).await?.0, StatusCode::NOT_FOUND, "none of hers");
        Ok(())
    }

    /// What is under way shows its lamp to whoever may read it, and to nobody else.
    lamps(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wang, liu) = (office.person("li").await?, office.person("wang").await?, office.person("liu").await?);
        let matter = tried(&li, &wang, "快").await?;
        let lamp = async |person: &Person| {
            let open = person.get("/api/open").await?;
            let line = open.as_array().into_iter().flatten().find(|line| line["matter"] == matter).cloned();
            anyhow::Ok(line.map(|line| (line["lamp"].clone(), line["holders"].clone())))
        };
        assert_eq!(lamp(&li).await?, Some((json!("near"), json!(["王科长"]))), "due within a working day");
        assert_eq!(lamp(&liu).await?, None, "none of hers");
        office.at("2026-03-04T09:00").await?;
        assert_eq!(lamp(&wang).await?.map(|(lamp, _)| lamp), Some(json!("overdue")));
        wang.does(matter, "approve", json!({ "content": { "result": "好" } })).await?;
        assert_eq!(lamp(&li).await?.map(|(lamp, _)| lamp), Some(json!("none")), "the last station has no due date");
        wang.does(matter, "approve", json!({})).await?;
        assert_eq!(lamp(&li).await?, None, "it is over");
        Ok(())
    }

    /// Of what has due dates, how much kept all of them; what has none is not counted, and an empty month has no mean.
    kept_in_time(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let (first, second) = (tried(&li, &wang, "快").await?, tried(&li, &wang, "慢").await?);
        wang.does(first, "approve", json!({ "content": { "result": "好" } })).await?;
        office.at("2026-03-09T09:00").await?;
        wang.does(second, "approve", json!({ "content": { "result": "好" } })).await?;
        let kept = li.get("/api/charts/workbench/on-time").await?;
        assert_eq!((&kept["unit"], &kept["adds_up"]), (&json!("%"), &json!(false)), "{kept}");
        assert_eq!((&kept["series"][0]["values"][2], &kept["series"][0]["values"][0]), (&json!(50.0), &Value::Null), "{kept}");
        Ok(())
    }

    /// Part of a word finds matters, publications and clauses, but nothing that is none of one's business.
    search(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wang, liu) = (office.person("li").await?, office.person("wang").await?, office.person("liu").await?);
        tried(&li, &wang, "家中老人做白内障手术").await?;
        li.file("workbench/announcement", json!({ "title": "白内障筛查通知", "public": true })).await?;
        let kinds = |found: &Value| found.as_array().into_iter().flatten().filter_map(|one| one["kind"].as_str().map(str::to_owned)).collect::<Vec<_>>();
        let q = "/api/search?q=%E7%99%BD%E5%86%85%E9%9A%9C";
        assert_eq!(kinds(&li.get(q).await?), ["matter", "matter", "publication"]);
        assert_eq!(kinds(&liu.get(q).await?), ["publication"]);
        assert!(kinds(&liu.get("/api/search?q=chair").await?).contains(&"clause".to_owned()), "clauses too");
        assert!(kinds(&liu.get("/api/search?q=%25%25").await?).is_empty(), "a sign of the database's own stands for itself");
        Ok(())
    }

    /// A printed sheet says whether it still equals the record, to whoever holds it and to nobody else.
    proofs(office, "2026-03-02T09:00") {
        let (li, wang, liu) = (office.person("li").await?, office.person("wang").await?, office.person("liu").await?);
        office.bind("workbench").await?;
        let matter = tried(&li, &wang, "私事").await?;
        let proof = li.get(&format!("/api/matters/{matter}/proof")).await?;
        assert!(proof["qr"].as_str().is_some_and(|qr| qr.contains("<svg")));
        let address = proof["address"].as_str().context("an address")?.replace("/proof/", "/api/public/").replacen("/api/public/1/", "/api/public/1/proof/", 1);
        let check = |address: String| async move { anyhow::Ok(guiju_tests::get(address).await?) };
        let text = check(address.clone()).await?.text().await?;
        let compared = ["试〔2026〕1号", r#""changed":null"#, "私事", "李敏"];
        assert!(compared.iter().all(|part| text.contains(part)), "what stands on the sheet can be compared: {text}");
        wang.does(matter, "approve", json!({ "content": { "result": "好" } })).await?;
        let text = check(address.clone()).await?.text().await?;
        assert!(text.contains(r#""changed":"2026-03-02T"#), "{text}");
        let forged = format!("{}{}", &address[..address.len() - 1], if address.ends_with('0') { '1' } else { '0' });
        assert_eq!(check(forged).await?.status(), StatusCode::NOT_FOUND);
        assert_eq!(liu.send(Method::GET, &format!("/api/matters/{matter}/proof"), &Value::Null, None).await?.0, StatusCode::NOT_FOUND);
        Ok(())
    }

    /// One archive for an inspection: registers, matters with opinions, clauses and versions, the chain, an index.
    inspection(office, "2026-03-02T09:00") {
        let (li, wang, zhou) = (office.person("li").await?, office.person("wang").await?, office.person("zhou").await?);
        office.bind("workbench").await?;
        office.bind("hostile").await?;
        let matter = tried(&li, &wang, "私事").await?;
        wang.does(matter, "approve", json!({ "opinion": "同意，<b>注意</b>安全", "content": { "result": "好" } })).await?;
        let path = "/api/inspection?from=2026-03-01&to=2026-03-31&regulations=workbench";
        assert_eq!(li.text(Method::GET, path, &Value::Null).await?.0, StatusCode::FORBIDDEN);
        let (status, bytes) = zhou.bytes(path).await?;
        assert!(status.is_success());
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
        let mut read = |name: &str| -> Result<String> {
            let mut text = String::new();
            zip.by_name(name).with_context(|| name.to_owned())?.read_to_string(&mut text)?;
            Ok(text)
        };
        let index = read("index.html")?;
        assert!(index.contains("试办制度") && !index.contains("Hostile") && index.contains("没有改动"), "{index}");
        let sheet = read(&format!("matters/{matter}.html"))?;
        assert!(sheet.contains("同意，&lt;b&gt;注意&lt;/b&gt;安全") && sheet.contains("王科长"), "{sheet}");
        assert!(read("registers/workbench-trial.csv")?.contains("试〔2026〕1号"));
        assert!(read("regulations/workbench.html")?.contains("chairs"));
        assert!(read("chain.csv")?.lines().count() > 5);
        let (_, both) = zhou.bytes(&format!("{path},hostile")).await?;
        assert!(zip::ZipArchive::new(std::io::Cursor::new(both))?.by_name("regulations/hostile.html").is_ok());
        Ok(())
    }

    /// Nobody leaves the office while holding anything; once it is handed over, they can.
    holdings(office, "2026-03-02T09:00") {
        let liu = office.person("liu").await?;
        let li = office.person("li").await?;
        let room = room(&office, 1, Some(liu.id)).await?;
        assert_eq!(liu.get("/api/holdings").await?[0]["summary"], "会议室");
        let zhou = office.person("zhou").await?;
        let leaving = json!({ "id": liu.id, "name": "刘洋", "department": "社会科", "left": true });
        let (status, refused) = zhou.post("/api/people", &leaving).await?;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(refused["title"].as_str().unwrap_or_default().contains("会议室"), "{refused}");
        liu.file("workbench/new-keeper", json!({ "room": room, "keeper": li.id })).await?;
        assert_eq!(li.get("/api/holdings").await?[0]["summary"], "会议室");
        let (status, answer) = zhou.post("/api/people", &leaving).await?;
        assert!(status.is_success(), "{answer}");
        Ok(())
    }

    /// A matter under way gets more time by another regulation's effect.
    deferred(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        let matter = tried(&li, &wu, "x").await?;
        let due = || async { anyhow::Ok(li.get(&format!("/api/matters/{matter}")).await?["stations"][0]["due"].clone()) };
        assert_eq!(due().await?, "2026-03-03T18:00");
        let row = sqlx::query("SELECT id FROM records WHERE matter_id = $1").bind(matter as i64).fetch_one(&office.app.pool).await?;
        let record = guiju::store::Columns::int(&row, "id")?;
        li.file("workbench/more-time", json!({ "trial": record, "until": "2026-03-10" })).await?;
        assert!(due().await?.as_str().unwrap_or_default().starts_with("2026-03-10T"), "{}", due().await?);
        Ok(())
    }
}
