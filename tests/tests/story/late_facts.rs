//! A period that is judged again long after its end: of whom it is made, and what becomes of what was decided.

use anyhow::{Context, Result};
use guiju_api::{ActionRequest, Filed, Filing, PersonEntry, ProposalDecision, ProposalShown};
use guiju_tests::{Columns, Office, acts::saying, on_each_database};
use reqwest::StatusCode;
use serde_json::json;

/// March has settled, and a report of it comes in.
async fn settled(office: &Office) -> Result<()> {
    for on in ["2026-04-01", "2026-04-10", "2026-05-04"] {
        office.at(&format!("{on}T09:00")).await?;
    }
    Ok(())
}

/// The proposals of a person for rooms that were left in disorder.
async fn proposed(person: &guiju_tests::Person) -> Result<Vec<ProposalShown>> {
    let mut proposals = person.get::<Vec<ProposalShown>>("/api/proposals").await?;
    proposals.retain(|one| one.measure.contains("使用房间"));
    Ok(proposals)
}

/// Of so many people March is judged.
async fn judged(office: &Office) -> Result<i64> {
    let count =
        "SELECT COUNT(*) AS n FROM assessments WHERE regulation = 'workbench' AND assessed = 'order' AND starts = $1";
    let march = "2026-03-01".parse::<guiju_model::Date>().map_err(|why| anyhow::anyhow!("{why}"))?;
    sqlx::query(count).bind(i64::from(march.0)).fetch_one(&office.app.pool).await?.int("n")
}

on_each_database! {
    /// Who came after the period is not judged of it; who has left since keeps what was proposed.
    of_whom(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (zhou, liu) = (office.person("zhou").await?, office.person("liu").await?);
        let li = office.person("li").await?;
        zhou.file("workbench/disorder", json!({ "who": liu.id, "on": "2026-03-09" })).await?;
        office.at("2026-03-31T17:00").await?;
        // On the first of April somebody begins: March is none of his.
        office.set("2026-04-01T08:00")?;
        zhou.posts("/api/people", &PersonEntry { name: "新同事".to_owned(), department: "社会科".to_owned(), ..PersonEntry::default() }).await?;
        settled(&office).await?;
        assert_eq!(judged(&office).await?, 11);
        let leaving = PersonEntry { id: Some(liu.id), name: "刘洋".to_owned(), department: "社会科".to_owned(), badge: Some("9".to_owned()), left: true, ..PersonEntry::default() };
        zhou.posts("/api/people", &leaving).await?;
        zhou.posts("/api/people", &PersonEntry { name: "又一人".to_owned(), department: "社会科".to_owned(), ..PersonEntry::default() }).await?;
        zhou.file("workbench/disorder", json!({ "who": li.id, "on": "2026-03-10" })).await?;
        office.at("2026-05-05T09:00").await?;
        assert_eq!((judged(&office).await?, proposed(&li).await?.len()), (11, 1));
        let state = "SELECT state FROM proposals WHERE person_id = $1";
        let stands = sqlx::query(state).bind(i64::try_from(liu.id)?).fetch_one(&office.app.pool).await?.text("state")?;
        assert_eq!(stands, "proposed");
        Ok(())
    }

    /// What was decided stands, and the same measure for another act is proposed beside it.
    what_was_decided(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        zhou.file("workbench/disorder", json!({ "who": li.id, "on": "2026-03-10" })).await?;
        settled(&office).await?;
        let first = proposed(&li).await?.pop().context("a proposal")?;
        let confirm = ProposalDecision { action: "confirm".to_owned(), reason: String::new() };
        assert_eq!(zhou.post(&format!("/api/proposals/{}", first.id), &confirm).await?.0, StatusCode::NO_CONTENT);
        zhou.file("workbench/disorder", json!({ "who": li.id, "on": "2026-03-09" })).await?;
        office.at("2026-05-05T09:00").await?;
        let both = proposed(&li).await?;
        let states = both.iter().map(|one| (one.id == first.id, one.explanation.contains("2026-03-09"))).collect::<Vec<_>>();
        assert!(states.contains(&(true, false)) && states.contains(&(false, true)) && both.len() == 2, "{both:?}");
        Ok(())
    }

    /// A month that ends before a long holiday stays open until people have worked a few days after it.
    before_a_holiday(office, "2026-09-28T09:00") {
        office.bind("workbench").await?;
        let order = "SELECT MAX(judged_on) AS judged_on FROM assessment_runs WHERE regulation = 'workbench' AND assessed = 'order'";
        let judged = async || -> Result<i64> { sqlx::query(order).fetch_one(&office.app.pool).await?.int("judged_on") };
        let day = |text: &str| text.parse::<guiju_model::Date>().map(|day| i64::from(day.0)).map_err(|why| anyhow::anyhow!("{why}"));
        for (on, last) in [("2026-10-01", "2026-10-01"), ("2026-10-13", "2026-10-13"), ("2026-10-22", "2026-10-13")] {
            office.at(&format!("{on}T09:00")).await?;
            assert_eq!(judged().await?, day(last)?, "{on}");
        }
        Ok(())
    }

    /// A record that moves to another time, or is no more, is missed where it was.
    where_it_was(office, "2026-03-30T09:00") {
        let (li, liu) = (office.person("li").await?, office.person("liu").await?);
        let over = "2026-03-30T14:00/2026-04-02T12:00";
        let out = json!({ "kind": "meeting", "place": "区财政局", "reason": "对账", "over": over, "phone": "13900000001", "deputy": liu.id });
        li.file("whereabouts/outing", out).await?;
        let outing = li.records("whereabouts/outing").await?[0].id;
        office.at("2026-05-15T09:00").await?;
        let left = async || -> Result<Vec<i64>> {
            let rows = sqlx::query("SELECT ends FROM left_spans WHERE form = 'outing'").fetch_all(&office.app.pool).await?;
            rows.iter().map(|row| row.int("ends")).collect()
        };
        assert_eq!(left().await?, [0; 0]);
        li.file("whereabouts/back", json!({ "outing": outing, "at": "2026-03-31T17:00" })).await?;
        let was = "2026-04-02T12:00".parse::<guiju_model::Moment>().map_err(|why| anyhow::anyhow!("{why}"))?;
        assert_eq!(left().await?, [was.0]);
        office.at("2026-05-15T10:00").await?;
        assert_eq!(left().await?, [0; 0]);
        Ok(())
    }

    /// Whoever led the department then answers beside the person, also when the period is judged again under another leader. Nobody
    /// decides on himself: the role above does.
    who_answered(office, "2026-03-09T09:00") {
        let (zhou, zhao, wu, sun) = (office.person("zhou").await?, office.person("zhao").await?, office.person("wu").await?, office.person("sun").await?);
        let (chen, li) = (office.person("chen").await?, office.person("li").await?);
        let call = async |on: &str| chen.file("work-discipline/roll-call", json!({ "occasion": "学习", "on": on, "absent": [li.id, chen.id] })).await;
        for on in ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"] {
            call(on).await?;
        }
        let shared = async |who: &guiju_tests::Person, name: &str| -> Result<Vec<ProposalShown>> {
            let mut own = who.get::<Vec<ProposalShown>>("/api/proposals").await?;
            own.retain(|one| one.person == name && one.explanation.contains("一并追究"));
            Ok(own)
        };
        let judged = async || zhou.posts("/api/assessments/month?day=2026-03-15", &()).await;
        office.set("2026-04-01T09:00")?;
        judged().await?;
        let of_wu = shared(&wu, "吴副").await?;
        assert!(of_wu.len() == 1 && of_wu[0].explanation.contains("李敏"), "{of_wu:?}");
        let of_sun = shared(&sun, "孙书记").await?;
        assert!(of_sun.len() == 1 && of_sun[0].decided_by == "书记", "nobody else leads discipline: {of_sun:?}");
        let mut post = zhou.post_named("副主任").await?;
        post.holder = Some(zhao.id);
        let (entered, answer) = zhou.post("/api/posts", &post).await?;
        if entered == StatusCode::ACCEPTED {
            wu.confirms(&answer.read()?).await?;
        }
        // A fifth absence of March is written down under the new leader.
        call("2026-03-10").await?;
        office.set("2026-05-05T09:00")?;
        judged().await?;
        let again = shared(&wu, "吴副").await?;
        assert_eq!(again.iter().map(|one| (one.id, one.state.as_str())).collect::<Vec<_>>(), [(of_wu[0].id, "proposed")], "{again:?}");
        assert_eq!(shared(&zhao, "赵主任").await?, []);
        Ok(())
    }

    /// A record that points elsewhere now is missed where the other record is.
    no_longer_pointing(office, "2026-03-30T09:00") {
        let (zhou, chen, zhao) = (office.person("zhou").await?, office.person("chen").await?, office.person("zhao").await?);
        let draft = chen.attach("文稿.pdf", "%PDF-1.7 文稿").await?;
        for title in ["关于防汛的通知", "关于值班的通知"] {
            let paper = json!({ "title": title, "kind": "office", "direction": "upward", "to": "区政府", "important": false, "draft": draft });
            chen.file("document-flow/outgoing", paper).await?;
        }
        let papers = zhou.records("document-flow/outgoing").await?;
        let [one, other] = ["防汛", "值班"].map(|part| papers.iter().find(|paper| paper.summary.contains(part)).map(|paper| paper.id));
        let text = zhou.attach("用印.pdf", "%PDF-1.7 用印").await?;
        let sealing = |outgoing: Option<u64>| json!({
            "seal": "administration", "paper": "通知", "copies": 2, "to": "区政府", "outgoing": outgoing, "attachment": text, "taken_out": false,
        });
        let filing = Filing { content: sealing(one), remark: Some("等着用".to_owned()), ..Filing::default() };
        let (status, filed) = zhou.post("/api/forms/office-duties/seal-use/file", &filing).await?;
        assert_eq!(status, StatusCode::CREATED, "{filed}");
        let matter = filed.read::<Filed>()?.id;
        let left = async || -> Result<i64> {
            let count = "SELECT COUNT(*) AS n FROM left_spans WHERE form = 'outgoing'";
            sqlx::query(count).fetch_one(&office.app.pool).await?.int("n")
        };
        zhao.does(matter, "return", saying("依据的不是这一件")).await?;
        office.set("2026-03-30T10:00")?;
        assert_eq!(left().await?, 0);
        zhou.does(matter, "resubmit", ActionRequest { content: Some(sealing(other)), ..saying("改为另一件") }).await?;
        assert_eq!(left().await?, 1);
        Ok(())
    }
}
