//! Who sees how much: readers of a form, those who were asked once, those who watch; and what stands behind an old sheet.

use anyhow::{Context, Result};
use guiju_api::{
    DifferenceShown, EntranceEntry, OpeningEntry, OpeningShown, Page, Proof, ProofShown, RegulationShown,
    RehearsalWanted, ViewShown,
};
use guiju_tests::{
    Answer, Columns, Office, Person,
    acts::{filling, plainly, saying},
    on_each_database, said, values,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

const REASON: &str = "复核往年问题线索";

async fn status(person: &Person, path: &str) -> Result<StatusCode> {
    Ok(person.look(path).await?.0)
}

async fn run(office: &Office, text: &str) -> Result<()> {
    office.alter(text).await?;
    office.app.staff_changed(guiju_tests::OFFICE);
    Ok(())
}

async fn count(office: &Office, text: &str) -> Result<i64> {
    sqlx::query(sqlx::AssertSqlSafe(text.to_owned())).fetch_one(&office.app.pool).await?.int("n")
}

async fn auditor(office: &Office) -> Result<Person> {
    run(office, "UPDATE accounts SET system_role = 'auditor' WHERE login = 'liu'").await?;
    office.person("liu").await
}

fn breach(who: u64) -> Value {
    json!({ "who": who, "item": "cars", "what": "景区停着单位车辆甲", "confidential": true })
}

fn petition(handler: u64) -> Value {
    json!({
        "channel": "visit", "petitioner": "隐名氏", "phone": "62996123", "people": 1, "topic": "labour", "content": "反映欠薪",
        "in_scope": true, "solved": false, "handler": handler,
    })
}

fn incoming(title: &str) -> Value {
    json!({
        "arrival": "received", "from": "区政府", "title": title, "received_at": "2026-03-02T08:30", "urgency": "ordinary",
        "secrecy": "internal", "proposal": "拟请领导阅示", "from_above": false,
    })
}

/// What a stranger is told at an address.
async fn stranger(office: &Office, way: &str) -> Result<Answer> {
    Ok(Answer::of(guiju_tests::get(format!("{}{way}", office.base)).await?).await?.1)
}

/// The way of the sheet that somebody could print now.
async fn sheet(person: &Person, matter: u64) -> Result<String> {
    let proof = person.get::<Proof>(&format!("/api/matters/{matter}/proof")).await?;
    let code = proof.address.rsplit('/').next().context("a code")?.to_owned();
    Ok(format!("/api/public/1/proof/{matter}/{code}"))
}

on_each_database! {
    /// A register is whole for its form's readers where it is merely sensitive; others who may list it see it masked.
    readers_of_a_form(office, "2026-03-02T09:00") {
        let (chen, sun, zhou, liu) = (office.person("chen").await?, office.person("sun").await?, office.person("zhou").await?, office.person("liu").await?);
        chen.file("petitions/petition", petition(liu.id)).await?;
        let register = "petitions/petitions";
        for reads in [&chen, &sun] {
            let shown = reads.register(&format!("{register}?text=%E9%9A%90%E5%90%8D%E6%B0%8F")).await?;
            assert!(shown.total == 1 && said(&shown).contains("隐名氏"), "{shown:?}");
        }
        let text = zhou.text(&format!("/api/views/{register}")).await?;
        let shown: ViewShown = text.read()?;
        assert!(shown.total == 1 && !text.contains("隐名氏"), "who lists it only: {text}");
        assert_eq!(zhou.register(&format!("{register}?text=%E9%9A%90%E5%90%8D%E6%B0%8F")).await?.total, 0);
        let heads = shown.columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>();
        let place = heads.iter().position(|label| label == "以前来过").context("a computed column")?;
        assert_eq!(shown.rows[0].cells[place], "＊＊＊", "what is computed beside a sensitive field is hidden with it: {shown:?}");
        Ok(())
    }

    /// What is closed is whole for its form's readers as long as it is under way, and for good if they had the post by then.
    closed_but_theirs(office, "2026-03-02T09:00") {
        let (zhou, chen) = (office.person("zhou").await?, office.person("chen").await?);
        let matter = zhou.file("document-flow/incoming", incoming("关于内部事项的通知")).await?;
        let (page, register) = (format!("/api/matters/{matter}"), "/api/views/document-flow/incoming");
        assert!(chen.text(register).await?.contains("关于内部事项的通知"), "a colleague of the same desk filed it");
        assert_eq!(status(&chen, &page).await?, StatusCode::OK);
        run(&office, "UPDATE posts SET holder_since = 9000000000000 WHERE title = '文员'").await?;
        assert!(chen.text(register).await?.contains("关于内部事项的通知"), "it is under way still");
        run(&office, &format!("UPDATE matters SET status = 'completed' WHERE id = {matter}")).await?;
        run(&office, &format!("UPDATE records SET status = 'completed' WHERE matter_id = {matter}")).await?;
        run(&office, &format!("UPDATE tasks SET state = 'cancelled' WHERE matter_id = {matter}")).await?;
        assert!(!chen.text(register).await?.contains("关于内部事项的通知"), "it ended before she came");
        assert_eq!(status(&chen, &page).await?, StatusCode::NOT_FOUND);
        Ok(())
    }

    /// Since when somebody holds a post is noted when it is entered anew, and stays when something else of it changes.
    since_when(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let since = || count(&office, "SELECT holder_since AS n FROM posts WHERE title = '科长'");
        let before = since().await?;
        office.at("2026-03-03T09:00").await?;
        let zhou = office.person("zhou").await?;
        let mut post = zhou.post_named("科长").await?;
        post.supervises = Vec::new();
        zhou.enters(&post).await?;
        assert_eq!(since().await?, before);
        post.holder = Some(li.id);
        let (entered, answer) = zhou.post("/api/posts", &post).await?;
        if entered == StatusCode::ACCEPTED {
            office.person("wu").await?.confirms(&answer.read()?).await?;
        }
        assert!(since().await? > before, "{entered} {answer}");
        Ok(())
    }

    /// A closed matter is read by whoever has its task or decided it; not by whoever was asked once and is asked no longer.
    asked_once(office, "2026-03-02T09:00") {
        let (li, sun, wang, wu) = (office.person("li").await?, office.person("sun").await?, office.person("wang").await?, office.person("wu").await?);
        let matter = li.file("integrity-pledge/breach", breach(wang.id)).await?;
        let page = format!("/api/matters/{matter}");
        assert_eq!(status(&sun, &page).await?, StatusCode::OK);
        for state in ["cancelled", "reassigned", "transferred"] {
            run(&office, &format!("UPDATE tasks SET state = '{state}' WHERE matter_id = {matter}")).await?;
            assert_eq!(status(&sun, &page).await?, StatusCode::NOT_FOUND, "{state}");
        }
        run(&office, &format!("UPDATE tasks SET state = 'done', done_by = {} WHERE matter_id = {matter}", sun.id)).await?;
        assert_eq!(status(&sun, &page).await?, StatusCode::OK, "who decided it");
        let later = office.app.now(guiju_tests::OFFICE).0 + 1;
        let holder = |person: u64| format!("UPDATE posts SET holder_id = {person}, holder_since = {later} WHERE title = '纪工委书记'");
        run(&office, &format!("UPDATE matters SET status = 'completed' WHERE id = {matter}")).await?;
        run(&office, &holder(wu.id)).await?;
        let (opened, _) = wu.post(&format!("{page}/openings"), &OpeningEntry { reason: REASON.to_owned() }).await?;
        assert_eq!((opened, status(&wu, &page).await?), (StatusCode::NO_CONTENT, StatusCode::OK));
        run(&office, &holder(sun.id)).await?;
        assert_eq!(status(&wu, &page).await?, StatusCode::NOT_FOUND, "the reason counts as long as the post does");
        Ok(())
    }

    /// The auditor sees that a closed matter exists, when and by which form's clause; who opened it, and why; and no more.
    watched(office, "2026-03-02T09:00") {
        let (li, sun, wang, wu, zhou) = (office.person("li").await?, office.person("sun").await?, office.person("wang").await?, office.person("wu").await?, office.person("zhou").await?);
        let uses = zhou.get::<RegulationShown>("/api/regulations/integrity-pledge").await?.uses.clone();
        let [cars, trade] = ["cars", "trade"].map(|item| {
            let mut content = breach(wang.id);
            content["item"] = json!(item);
            content
        });
        let (first, second) = (li.file("integrity-pledge/breach", cars).await?, li.file("integrity-pledge/breach", trade).await?);
        assert_eq!(zhou.get::<RegulationShown>("/api/regulations/integrity-pledge").await?.uses, uses, "no count tells that it was filed");
        sun.does(first, "approve", saying("已核查")).await?;
        run(&office, &format!("UPDATE posts SET holder_id = {}, holder_since = {} WHERE title = '纪工委书记'", wu.id, office.app.now(guiju_tests::OFFICE).0 + 1)).await?;
        assert_eq!(wu.post(&format!("/api/matters/{first}/openings"), &OpeningEntry { reason: REASON.to_owned() }).await?.0, StatusCode::NO_CONTENT);
        let auditor = auditor(&office).await?;
        let seen = auditor.matter(first).await?;
        let other = auditor.matter(second).await?;
        assert_eq!(seen.stations[0].citations, other.stations[0].citations, "no clause tells which item it is");
        assert!(!said(&seen.stations).contains("纪工委"), "{seen:?}");
        let history = said(&seen.history);
        assert!(history.contains(REASON) && history.contains("吴副") && !history.contains("已核查"), "{history}");
        run(&office, &format!("UPDATE events SET kind = 'vacant', body = '{{\"vacancy\":\"社会科没有科长\"}}' WHERE matter_id = {first} AND kind = 'decided'")).await?;
        assert!(!auditor.text(&format!("/api/matters/{first}")).await?.contains("科长"), "a stored text names nobody");
        let openings = auditor.get::<Page<OpeningShown>>("/api/openings").await?;
        assert!(openings.total == 1 && openings.rows[0].reason == REASON && openings.rows[0].person == "吴副", "{openings:?}");
        assert_eq!(status(&zhou, "/api/openings").await?, StatusCode::FORBIDDEN);
        let told = || count(&office, "SELECT COUNT(*) AS n FROM events WHERE kind = 'register-exported'");
        let before = told().await?;
        auditor.register("integrity-pledge/breaches").await?;
        assert_eq!(told().await?, before);
        auditor.register("integrity-pledge/breaches?whole=true").await?;
        assert_eq!(told().await?, before + 1, "all of it at once is an export");
        Ok(())
    }

    /// Whoever rehearses other numbers learns how many matters differ, and nothing of those that he may not read.
    rehearsing(office, "2026-03-02T09:00") {
        let (chen, liu, zhou) = (office.person("chen").await?, office.person("liu").await?, office.person("zhou").await?);
        let matter = chen.file("petitions/petition", petition(liu.id)).await?;
        assert_eq!(status(&zhou, &format!("/api/matters/{matter}")).await?, StatusCode::NOT_FOUND);
        let wanted = RehearsalWanted { regulation: "petitions".to_owned(), parameters: values(json!({ "finish_days": 7 })), from: Some("2026-03-01".to_owned()), to: Some("2026-03-31".to_owned()), ..RehearsalWanted::default() };
        let done = zhou.rehearses(&wanted).await?;
        assert_eq!(done.differing, 1, "{done:?}");
        let way = format!("/api/rehearsals/{}/differences", done.id);
        let text = zhou.text(&way).await?;
        assert!(!text.contains("刘洋") && !text.contains("信访"), "{text}");
        let page: Page<DifferenceShown> = text.read()?;
        let row = &page.rows[0];
        assert!(page.total == 1 && row.matter.is_none() && row.on.is_empty() && row.clauses.is_empty(), "{text}");
        assert_eq!(status(&zhou, &format!("{way}/{}", row.recording)).await?, StatusCode::NOT_FOUND);
        let csv = zhou.text(&format!("/api/rehearsals/{}/export", done.id)).await?;
        assert!(csv.lines().count() > 1 && !csv.contains("刘洋"), "{csv}");
        run(&office, "UPDATE accounts SET system_role = 'security' WHERE login = 'sun'").await?;
        let page: Page<DifferenceShown> = office.person("sun").await?.get(&way).await?;
        assert!(page.rows[0].matter == Some(matter) && said(&page).contains("刘洋"), "who may read it does: {page:?}");
        Ok(())
    }

    /// Behind an old sheet stands what stood on it, not what the matter became; and that somebody altered the record.
    old_sheets(office, "2026-03-02T09:00") {
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let leave = |reason: &str| json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-05 am", "reason": reason });
        let matter = li.file("attendance/leave", leave("家中有事")).await?;
        let old = sheet(&li, matter).await?;
        wang.does(matter, "return", saying("内部意见请勿外传")).await?;
        li.does(matter, "resubmit", filling(leave("改写过的理由"))).await?;
        wang.does(matter, "approve", saying("同意其请假")).await?;
        let text = stranger(&office, &old).await?;
        assert!(text.contains("家中有事") && !text.contains("改写过的理由"), "{text}");
        assert!(!text.contains("内部意见") && !text.contains("同意其请假"), "{text}");
        let shown: ProofShown = text.read()?;
        assert!(shown.status == "open" && shown.changes.len() >= 3 && !shown.altered, "{text}");
        let new = stranger(&office, &sheet(&li, matter).await?).await?;
        assert!(new.read::<ProofShown>()?.changes.is_empty() && new.contains("改写过的理由") && new.contains("同意其请假"), "{new}");
        let is_altered = async || anyhow::Ok(stranger(&office, &old).await?.read::<ProofShown>()?.altered);
        for (altered, whole) in [("matters SET round = round + 1 WHERE id", "matters SET round = round - 1 WHERE id"),
            ("tasks SET title = title || '〇' WHERE matter_id", "tasks SET title = REPLACE(title, '〇', '') WHERE matter_id")] {
            run(&office, &format!("UPDATE {altered} = {matter}")).await?;
            assert!(is_altered().await?, "{altered}");
            run(&office, &format!("UPDATE {whole} = {matter}")).await?;
            assert!(!is_altered().await?, "{whole}");
        }
        run(&office, &format!("UPDATE events SET body = REPLACE(body, '家中有事', '家中无事') WHERE matter_id = {matter} AND kind = 'filed'")).await?;
        assert!(stranger(&office, &old).await?.read::<ProofShown>()?.altered);
        let unknown = stranger(&office, &format!("/api/public/1/proof/{matter}/{}", "0".repeat(20))).await?;
        assert!(!unknown.contains("不是本系统打印"), "nobody accuses the paper: {unknown}");
        Ok(())
    }

    /// What was removed by hand of a matter is missed on the page behind its sheet.
    sheets_of_removed_rows(office, "2026-03-02T09:00") {
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        for (day, table) in [(5, "records"), (6, "tasks")] {
            let span = format!("2026-03-0{day} am/2026-03-0{day} am");
            let matter = li.file("attendance/leave", json!({ "kind": "personal", "span": span, "reason": "家中有事" })).await?;
            wang.does(matter, "approve", plainly()).await?;
            let printed = sheet(&li, matter).await?;
            let is_altered = async || anyhow::Ok(stranger(&office, &printed).await?.read::<ProofShown>()?.altered);
            assert!(!is_altered().await?, "{table}");
            run(&office, "DELETE FROM follow_ups WHERE office_id = 1").await?;
            run(&office, &format!("DELETE FROM {table} WHERE matter_id = {matter}")).await?;
            assert!(is_altered().await?, "{table}");
        }
        Ok(())
    }

    /// A package that is not here any more can no longer say what it kept from others: then it is hidden.
    without_its_package(office, "2026-03-02T09:00") {
        let (chen, liu, sun) = (office.person("chen").await?, office.person("liu").await?, office.person("sun").await?);
        let matter = chen.file("petitions/petition", petition(liu.id)).await?;
        let register = "petitions/petitions";
        assert_eq!(sun.register(register).await?.total, 1);
        run(&office, "INSERT INTO packages (digest, regulation, version, installed_at) VALUES ('gone', 'petitions', '0.0.1', 0)").await?;
        run(&office, &format!("UPDATE matters SET digest = 'gone' WHERE id = {matter}")).await?;
        assert_eq!(sun.register(register).await?.total, 0);
        assert_eq!(status(&sun, &format!("/api/matters/{matter}")).await?, StatusCode::NOT_FOUND);
        Ok(())
    }

    /// No entrance leads to a form that keeps anything confidential: whoever opened it would read all that comes in.
    no_entrance(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let entry = EntranceEntry { kind: "form".to_owned(), regulation: "integrity-pledge".to_owned(), what: "breach".to_owned(), place: "大厅".to_owned() };
        let (refused, why) = zhou.post("/api/entrances", &entry).await?;
        assert!(refused == StatusCode::FORBIDDEN && why.code() == "entrance.confidential", "{refused} {why}");
        Ok(())
    }

    /// Whoever has left is not pointed to any more, neither in a form nor in a table that is imported.
    who_has_left(office, "2026-03-02T09:00") {
        let (li, liu, chen) = (office.person("li").await?, office.person("liu").await?, office.person("chen").await?);
        run(&office, &format!("UPDATE people SET active = 0 WHERE id = {}", liu.id)).await?;
        let answer = li.preview("integrity-pledge/breach", &breach(liu.id)).await?;
        assert!(said(&answer.findings).contains("已经离开"), "{answer:?}");
        let punches = b"9\t2026-03-02\t08:20:00\n8\t2026-03-02\t08:21:00\n".to_vec();
        let report = chen.import("/api/forms/attendance/punch/import?preview=true", punches).await?;
        assert!(report.errors.len() == 1 && said(&report.errors).contains("离开"), "{report:?}");
        Ok(())
    }
}
