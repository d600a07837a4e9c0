//! An office revises lists of words, tables of tiers and windows that follow a number: refused where they do not fit, in force from
//! their day on, told in words, rehearsed over what the registers hold.

use crate::audit::{auditor, found};
use anyhow::{Context, Result};
use guiju_api::{
    DifferenceOpened, DifferenceShown, Page, RegulationShown, RehearsalWanted, RevisionShown, RevisionWanted,
};
use guiju_tests::{
    Person, Values,
    filling::{Filler, fill},
    on_each_database, values,
};
use reqwest::StatusCode;
use serde_json::json;

/// What is said at which parameter of values that do not fit.
async fn refused(zhou: &Person, regulation: &str, parameters: Values) -> Result<Vec<(String, String)>> {
    let wanted = RevisionWanted {
        regulation: regulation.to_owned(),
        parameters,
        from: "2026-04-01".to_owned(),
        reason: "单位修订".to_owned(),
        ..RevisionWanted::default()
    };
    let (status, refused) = zhou.post("/api/revisions", &wanted).await?;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
    let said = refused.findings().into_iter().map(|found| (found.field.unwrap_or_default(), found.message));
    Ok(said.collect())
}

fn at(parameter: &str, message: &str) -> Vec<(String, String)> {
    vec![(parameter.to_owned(), message.to_owned())]
}

on_each_database! {
    /// A list and a table that do not fit are refused at their parameter, with the entry that is wrong.
    entries_that_do_not_fit(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let kinds = |kinds: serde_json::Value| refused(&zhou, "official-documents", values(json!({ "kinds": kinds })));
        assert_eq!(kinds(json!(["通知", "通知"])).await?, at("kinds", "“标题里的文种”里“通知”出现了不止一次，请删去重复的"));
        assert_eq!(kinds(json!(["通知", " "])).await?, at("kinds", "“标题里的文种”第 2 个是空的，请填写或删去"));
        assert_eq!(kinds(json!([])).await?, at("kinds", "请填写“标题里的文种”"));
        assert_eq!(kinds(json!("通知")).await?, at("kinds", "“标题里的文种”应是多项"));
        let tiers = |tiers: serde_json::Value| refused(&zhou, "work-discipline", values(json!({ "annual_days": tiers })));
        let falling = json!([{ "from": 10, "value": 10 }, { "from": 1, "value": 5 }]);
        assert_eq!(tiers(falling).await?, at("annual_days", "“年休假”第 2 行“累计工作满”应大于上一行的 10 年，请从小到大逐行填写"));
        assert_eq!(tiers(json!([{ "from": 1, "value": 400 }])).await?, at("annual_days", "“年休假”第 1 行“年休假”不能大于 366 天"));
        assert_eq!(tiers(json!([{ "from": 1 }])).await?, at("annual_days", "“年休假”第 1 行请填写“年休假”"));
        Ok(())
    }
}

on_each_database! {
    /// From its day on the office's own list decides and is spoken; what was asked for and what came is told in words.
    revised_lists_decide(office, "2026-03-02T09:00") {
        let (zhou, li, auditor) = (office.person("zhou").await?, office.person("li").await?, auditor(&office).await?);
        let draft = li.attach("文稿.pdf", "%PDF-1.7 文稿").await?;
        let titled = |title: &str, draft: &guiju_api::StoredFile| json!({ "title": title, "kind": "party", "direction": "downward", "to": "各社区", "important": false, "draft": draft });
        let title = titled("关于环境整治的公示", &draft);
        let says = |preview: &guiju_api::Preview| {
            preview.findings.iter().map(|found| found.message.clone()).filter(|said| said.contains("文种")).collect::<Vec<_>>()
        };
        let before = says(&li.preview("document-flow/outgoing", &title).await?);
        assert!(before.iter().any(|said| said.contains("通知、请示、报告、函")), "{before:?}");
        office.revise("official-documents", None, values(json!({ "kinds": ["通知", "公示"] })), "2026-04-01").await?;
        let tiers = json!([{ "from": 1, "value": 5 }, { "from": 5, "value": 7 }]);
        office.revise("work-discipline", None, values(json!({ "annual_days": tiers })), "2026-04-01").await?;

        let listed = zhou.get::<Vec<RevisionShown>>("/api/revisions").await?;
        let listed = listed.into_iter().flat_map(|revision| revision.values).collect::<Vec<_>>();
        let said = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        assert!(listed.contains(&said("标题里的文种", "“通知”、“公示”")), "{listed:?}");
        assert!(listed.contains(&said("年休假", "累计工作满 1 年起：5 天；累计工作满 5 年起：7 天")), "{listed:?}");
        let told = found(&auditor, "theme=revisions").await?;
        let changes = told.iter().filter(|event| event.kind == "parameter").flat_map(|event| &event.changes).collect::<Vec<_>>();
        let tiers = changes.iter().find(|change| change.label.contains("年休假")).context("a change")?;
        assert!(tiers.from.contains("累计工作满 20 年起：15 天") && tiers.to.ends_with("累计工作满 5 年起：7 天"), "{tiers:?}");
        let kinds = changes.iter().find(|change| change.label.contains("文种")).context("a change")?;
        assert!(kinds.from.starts_with("“通知”、“请示”、“报告”") && kinds.to == "“通知”、“公示”", "{kinds:?}");

        office.at("2026-04-01T09:00").await?;
        // What nobody filed for a month is forgotten by a job.
        let draft = li.attach("文稿.pdf", "%PDF-1.7 文稿").await?;
        let title = titled("关于环境整治的公示", &draft);
        assert_eq!(says(&li.preview("document-flow/outgoing", &title).await?), Vec::<String>::new());
        let another = titled("关于环境整治的报告", &draft);
        let after = li.preview("document-flow/outgoing", &another).await?;
        assert_eq!(says(&after), ["标题看不出文种（通知、公示），请核对"], "{after:?}");
        let cited = after.findings.iter().find(|found| found.message.contains("文种")).and_then(|found| found.citation.clone());
        let cited = cited.context("a citation")?.parameters;
        assert!(cited.iter().any(|one| one.text == "“通知”、“公示”" && one.since.as_deref() == Some("2026-04-01")), "{cited:?}");
        let shown = li.get::<RegulationShown>("/api/regulations/official-documents").await?;
        assert!(shown.parameters.iter().any(|(of, value, _)| of.name == "kinds" && *value == json!(["通知", "公示"])));
        Ok(())
    }
}

on_each_database! {
    /// A window that follows a number: a rehearsal with a larger one finds what the recorded call did not bring.
    rehearsed_windows_follow(office, "2026-03-02T09:00") {
        let (zhou, chen) = (office.person("zhou").await?, office.person("chen").await?);
        let handler = office.person("liu").await?.id;
        let petition = |content: &str| json!({ "channel": "visit", "petitioner": "老丁", "people": 1, "topic": "city", "content": content, "in_scope": true, "solved": false, "handler": handler });
        chen.file("petitions/petition", petition("夜间施工噪声")).await?;
        office.at("2027-03-10T09:00").await?;
        chen.file("petitions/petition", petition("路边摆摊噪声")).await?;
        let with = |days: u32| RehearsalWanted { regulation: "petitions".to_owned(), parameters: values(json!({ "repeat_days": days })), ..RehearsalWanted::default() };
        let wider = zhou.rehearses(&with(730)).await?;
        assert_eq!((wider.state.as_str(), wider.differing, wider.clauses.len()), ("done", 1, 1), "{wider:?}");
        assert_eq!((wider.clauses[0].clause.as_str(), wider.aspects[0].aspect.as_str()), ("3b", "findings"), "{wider:?}");
        let same = zhou.rehearses(&with(365)).await?;
        assert_eq!((same.state.as_str(), same.differing), ("done", 0), "{same:?}");
        Ok(())
    }

    /// A recording whose reads would bring more than they may is a fault of its own, told in words; the others are rehearsed.
    rehearsed_beyond_a_bound(office, "2027-03-10T09:00") {
        const EARLIER: u64 = 5_000_000;
        fill(&office, "petitions/petition", 20_001, |index| {
            let content = json!({ "petitioner": "老李", "topic": "city", "content": "夜间施工噪声" });
            Filler { id: EARLIER + index, person: 4, on: "2026-03-02".to_owned(), content, completed: true }
        })
        .await?;
        let (zhou, chen) = (office.person("zhou").await?, office.person("chen").await?);
        let petition = |petitioner: &str, content: &str| json!({ "channel": "visit", "petitioner": petitioner, "people": 1, "topic": "city", "content": content, "in_scope": true, "solved": false, "handler": zhou.id });
        chen.file("petitions/petition", petition("老丁", "夜间施工噪声")).await?;
        chen.file("petitions/petition", petition("老王", "路边摆摊噪声")).await?;
        let wanted = RehearsalWanted { regulation: "petitions".to_owned(), parameters: values(json!({ "repeat_days": 730 })), ..RehearsalWanted::default() };
        let done = zhou.rehearses(&wanted).await?;
        assert_eq!((done.state.as_str(), done.asked, done.differing), ("done", done.total, 1), "{done:?}");
        assert_eq!(done.aspects.iter().map(|aspect| aspect.aspect.as_str()).collect::<Vec<_>>(), ["fault"], "{done:?}");
        let way = format!("/api/rehearsals/{}/differences", done.id);
        let page: Page<DifferenceShown> = zhou.get(&way).await?;
        let opened: DifferenceOpened = zhou.get(&format!("{way}/{}", page.rows[0].recording)).await?;
        let fault = opened.aspects.iter().find(|aspect| aspect.aspect == "fault").context("a fault")?;
        let said = fault.lines[0].1.clone().unwrap_or_default();
        assert!(said.contains("same-content") && said.contains("20000"), "{opened:?}");
        Ok(())
    }
}
