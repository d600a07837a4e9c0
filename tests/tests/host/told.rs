//! What is told of what is kept: publications, charts, official papers, search, proofs and the inspection pack.

use crate::capabilities::{files, room, tried, using};
use anyhow::{Context, Result};
use guiju_tests::on_each_database;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::io::Read;

on_each_database! {
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
}
