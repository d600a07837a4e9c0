//! What is told of what is kept: publications, charts, official papers, search, proofs and the inspection pack.

use crate::capabilities::{files, room, tried, using};
use anyhow::{Context, Result};
use guiju_api::{ActionRequest, ChartShown, DocumentShown, Found, Proof, PublicColumn, PublicationShown};
use guiju_tests::{
    acts::{filling, plainly},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::json;
use std::io::Read;

on_each_database! {
    /// What is public is read without an account; what is withdrawn or internal is not, but stays in the archive.
    publications(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let chen = office.person("chen").await?;
        chen.file("workbench/announcement", json!({ "title": "大家都可以看", "public": true })).await?;
        chen.file("workbench/announcement", json!({ "title": "只给机关内部", "public": false })).await?;
        let stranger = || async { anyhow::Ok(guiju_tests::get(format!("{}/api/public/1", office.base)).await?.text().await?) };
        let seen = stranger().await?;
        assert!(seen.contains("大家都可以看") && !seen.contains("内部") && !seen.contains("陈文员"), "{seen:?}");
        let (li, inside) = (office.person("li").await?, chen.get::<Vec<PublicationShown>>("/api/publications").await?);
        let public_one = inside.iter().find(|one| one.title == "大家都可以看").context("published")?;
        let reading = format!("/api/publications/{}/read", public_one.id);
        for reader in [&li, &li, &chen] {
            assert_eq!(reader.post(&reading, &()).await?.0, StatusCode::NO_CONTENT);
        }
        let seen_by_li = li.get::<Vec<PublicationShown>>("/api/publications").await?;
        let of = |title: &str| seen_by_li.iter().find(|one| one.title == title).map(|one| (one.read, one.readers));
        assert_eq!(of("大家都可以看"), Some((true, 2)), "each reader counts once");
        assert_eq!(li.get::<Vec<PublicationShown>>("/api/publications?newest=1").await?.len(), 1);
        assert_eq!(of("只给机关内部"), Some((false, 0)));
        assert_eq!(li.post("/api/publications/999999/read", &()).await?.0, StatusCode::NOT_FOUND);
        let outside = guiju_tests::read::<PublicColumn>(format!("{}/api/public/1", office.base)).await?.publications;
        assert!(!outside.is_empty() && outside.iter().all(|one| one.readers == 0), "who in the office has read it is not told outside");
        let options = chen.records("workbench/announcement").await?;
        let record = options.iter().find(|one| one.summary == "大家都可以看").context("a record")?.id;
        chen.file("workbench/recall", json!({ "announcement": record, "reason": "数字有误" })).await?;
        assert!(!stranger().await?.contains("大家都可以看"));
        let archive = chen.get::<Vec<PublicationShown>>("/api/publications?archive=true").await?;
        let kept = archive.iter().find(|one| one.title == "大家都可以看").context("kept")?;
        assert_eq!(kept.withdrawn_because.as_deref(), Some("数字有误"));
        let (status, twice) = files(&chen, "recall", &json!({ "announcement": record, "reason": "再撤一次" })).await?;
        assert_eq!(status, StatusCode::CONFLICT, "{twice}");
        assert_eq!(guiju_tests::get(format!("{}/api/public/99", office.base)).await?.status(), StatusCode::NOT_FOUND);
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
        let uses = liu.get::<ChartShown>("/api/charts/workbench/uses").await?;
        let along = uses.along;
        assert_eq!((along.len(), along[2].as_str()), (12, "2026-03"), "every month of the year");
        let series = uses.series.iter().map(|one| (one.name.as_str(), one.values[2], one.values[3])).collect::<Vec<_>>();
        assert_eq!(series, [("办公室", Some(1.0), Some(0.0)), ("社会科", Some(1.0), Some(1.0))]);
        let costs = chen.get::<ChartShown>("/api/charts/workbench/costs?from=2026-03-01&to=2026-03-31").await?;
        assert_eq!((costs.unit.as_str(), costs.series[0].values[0]), ("元", Some(150.5)), "{costs:?}");
        let (status, picture) = chen.look("/api/charts/workbench/costs/picture").await?;
        assert!(status.is_success() && picture.starts_with("<svg") && picture.contains("元"), "{picture}");
        assert_eq!(liu.look("/api/charts/workbench/costs").await?.0, StatusCode::NOT_FOUND);
        Ok(())
    }

    /// An official paper is set once its text is there, a draft until it is signed; only for those who may read the matter.
    letters(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wang, liu) = (office.person("li").await?, office.person("wang").await?, office.person("liu").await?);
        let matter = tried(&li, &wang, "关于试办的函").await?;
        let place = format!("/api/matters/{matter}/letters/outcome");
        assert_eq!(li.look(&place).await?.0, StatusCode::NOT_FOUND, "nothing is written yet");
        assert!(li.matter(matter).await?.letters.is_empty());
        wang.does(matter, "approve", filling(json!({ "result": "一、总的情况\n（一）进展\n一是顺利。\n\n特此函告。" }))).await?;
        assert_eq!(li.matter(matter).await?.letters, [("outcome".to_owned(), "试办结果".to_owned())]);
        let draft: DocumentShown = li.get(&place).await?;
        assert_eq!((draft.draft, draft.day.as_deref(), draft.signers.is_empty()), (true, None, true), "{draft:?}");
        office.at("2026-03-04T10:00").await?;
        wang.does(matter, "approve", plainly()).await?;
        let paper: DocumentShown = li.get(&place).await?;
        assert_eq!((paper.draft, paper.day.as_deref(), paper.signers.join("、").as_str()), (false, Some("2026年3月4日"), "王科长"), "{paper:?}");
        assert_eq!((paper.number.as_str(), paper.heading.as_str()), ("试〔2026〕1号", "关于试办的函"));
        let levels = paper.body.iter().map(|paragraph| paragraph.level);
        assert_eq!(levels.collect::<Vec<_>>(), [1, 2, 0, 0], "{paper:?}");
        assert_eq!(liu.look(&place).await?.0, StatusCode::NOT_FOUND, "none of hers");
        Ok(())
    }

    /// Part of a word finds matters, publications and clauses, but nothing that is none of one's business.
    search(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wang, liu) = (office.person("li").await?, office.person("wang").await?, office.person("liu").await?);
        tried(&li, &wang, "家中老人做白内障手术").await?;
        li.file("workbench/announcement", json!({ "title": "白内障筛查通知", "public": true })).await?;
        let kinds = |found: &[Found]| found.iter().map(|one| one.kind.clone()).collect::<Vec<_>>();
        let q = "/api/search?q=%E7%99%BD%E5%86%85%E9%9A%9C";
        assert_eq!(kinds(&li.get::<Vec<Found>>(q).await?), ["matter", "matter", "publication"]);
        assert_eq!(kinds(&liu.get::<Vec<Found>>(q).await?), ["publication"]);
        assert!(kinds(&liu.get::<Vec<Found>>("/api/search?q=chair").await?).contains(&"clause".to_owned()), "clauses too");
        assert!(kinds(&liu.get::<Vec<Found>>("/api/search?q=%25%25").await?).is_empty(), "a sign of the database's own stands for itself");
        Ok(())
    }

    /// A printed sheet says whether it still equals the record, to whoever holds it and to nobody else.
    proofs(office, "2026-03-02T09:00") {
        let (li, wang, liu) = (office.person("li").await?, office.person("wang").await?, office.person("liu").await?);
        office.bind("workbench").await?;
        let matter = tried(&li, &wang, "私事").await?;
        let proof = li.get::<Proof>(&format!("/api/matters/{matter}/proof")).await?;
        assert!(proof.qr.contains("<svg"));
        let address = proof.address.replace("/proof/", "/api/public/").replacen("/api/public/1/", "/api/public/1/proof/", 1);
        let check = |address: String| async move { anyhow::Ok(guiju_tests::get(address).await?) };
        let text = check(address.clone()).await?.text().await?;
        let compared = ["试〔2026〕1号", r#""changed":null"#, "私事", "李敏"];
        assert!(compared.iter().all(|part| text.contains(part)), "what stands on the sheet can be compared: {text}");
        wang.does(matter, "approve", filling(json!({ "result": "好" }))).await?;
        let text = check(address.clone()).await?.text().await?;
        assert!(text.contains(r#""changed":"2026-03-02T"#), "{text}");
        let forged = format!("{}{}", &address[..address.len() - 1], if address.ends_with('0') { '1' } else { '0' });
        assert_eq!(check(forged).await?.status(), StatusCode::NOT_FOUND);
        assert_eq!(liu.look(&format!("/api/matters/{matter}/proof")).await?.0, StatusCode::NOT_FOUND);
        Ok(())
    }

    /// One archive for an inspection: registers, matters with opinions, clauses and versions, the chain, an index.
    inspection(office, "2026-03-02T09:00") {
        let (li, wang, zhou) = (office.person("li").await?, office.person("wang").await?, office.person("zhou").await?);
        office.bind("workbench").await?;
        office.bind("hostile").await?;
        let matter = tried(&li, &wang, "私事").await?;
        wang.does(matter, "approve", ActionRequest { opinion: Some("同意，<b>注意</b>安全".to_owned()), ..filling(json!({ "result": "好" })) }).await?;
        let path = "/api/inspection?from=2026-03-01&to=2026-03-31&regulations=workbench";
        assert_eq!(li.look(path).await?.0, StatusCode::FORBIDDEN);
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
        assert!(sheet.contains("同意，&lt;b&gt;注意&lt;/b&gt;安全") && sheet.contains("王科长"), "{sheet:?}");
        assert!(read("registers/workbench-trial.csv")?.contains("试〔2026〕1号"));
        assert!(read("regulations/workbench.html")?.contains("chairs"));
        assert!(read("chain.csv")?.lines().count() > 5);
        let (_, both) = zhou.bytes(&format!("{path},hostile")).await?;
        assert!(zip::ZipArchive::new(std::io::Cursor::new(both))?.by_name("regulations/hostile.html").is_ok());
        Ok(())
    }
}
