//! Who leans on whom: what breaks another regulation is shown in the comparison and refused at scheduling, by name.

use anyhow::{Context, Result, ensure};
use guiju::app::App;
use guiju_api::{
    Comparison, DifferenceOpened, DifferenceShown, Entered, PackageShown, Page, RehearsalWanted, RequestAnswer,
    RevisionWanted,
};
use guiju_package::Package;
use guiju_tests::{
    OFFICE, Office, Person, on_each_database,
    packages::{publisher, trusts, with_cases},
};
use reqwest::StatusCode;
use serde_json::json;

const SUPPLY: &str =
    "- case: 领一盒笔\n  on: 2026-03-02\n  supply: { what: 笔 }\n  expect: { route: [office-director] }\n";
const LOAN: &str = "- case: 借出\n  on: 2026-03-02\n  loan: { what: 投影仪, count: 1, state: whole }\n  expect: { route: [office-director] }\n";
const PIECES: &str = "- case: 借出\n  on: 2026-03-02\n  loan: { what: 投影仪, pieces: 1, state: whole }\n  expect: { route: [office-director] }\n";
const RETURN: &str =
    "- case: 归还\n  on: 2026-03-02\n  return: { what: 投影仪 }\n  expect: { route: [office-director] }\n";

/// Installs a package of the stories: its digest.
async fn installs(zhou: &Person, name: &str, cases: &str) -> Result<String> {
    let file = Package::open(&with_cases(name, cases)?).signed(&publisher());
    let (status, installed) = zhou.upload("/api/packages", file).await?;
    ensure!(status == StatusCode::CREATED, "{name}: {status} {installed}");
    Ok(installed.read::<PackageShown>()?.digest)
}

fn wanted(regulation: &str, digest: &str, from: &str) -> RevisionWanted {
    RevisionWanted {
        regulation: regulation.to_owned(),
        digest: Some(digest.to_owned()),
        from: from.to_owned(),
        reason: "试行".to_owned(),
        ..RevisionWanted::default()
    }
}

/// A revision that is asked for: its id.
async fn asks(zhou: &Person, wanted: &RevisionWanted) -> Result<u64> {
    let (status, asked) = zhou.post("/api/revisions", wanted).await?;
    ensure!(status == StatusCode::CREATED, "{status} {asked}");
    Ok(asked.read::<Entered>()?.id)
}

/// A package in force from a day on, by two persons.
async fn in_force(office: &Office, regulation: &str, digest: &str, from: &str) -> Result<()> {
    let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
    let asked = asks(&zhou, &wanted(regulation, digest, from)).await?;
    let yes = RequestAnswer { action: "confirm".to_owned(), words: String::new() };
    let (status, answer) = wu.post(&format!("/api/revisions/{asked}"), &yes).await?;
    ensure!(status.is_success(), "{status} {answer}");
    Ok(())
}

on_each_database! {
    /// An author's slips: the office takes nothing that names what does not exist, and says every one of them.
    careless(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        trusts(&office).await?;
        let file = Package::open(&with_cases("careless", SUPPLY)?).signed(&publisher());
        let (status, refused) = zhou.upload("/api/packages", file).await?;
        assert_eq!((status, refused.problem().kind.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "package-refused"), "{refused}");
        let reasons = refused.findings().into_iter().map(|reason| reason.message).collect::<Vec<_>>().join("\n");
        for part in [
            "表单“supply”的“seen-by”：没有声明角色“section-head”",
            "编号系列“supply”的格式里没有序号",
            "占位“amount”不代表任何内容",
            "读取“supply”没有说明最多多少条",
            "示例“领一盒笔”：“supply”没有“quantity”这一项",
        ] {
            assert!(reasons.contains(part), "{part}: {reasons}");
        }
        Ok(())
    }

    /// A field that another regulation relies on is renamed: said before, refused by a sentence that names both.
    leaned_on(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        trusts(&office).await?;
        let lender = installs(&zhou, "lender", LOAN).await?;
        let leaner = installs(&zhou, "leaner", RETURN).await?;
        in_force(&office, "lender", &lender, "2026-03-03").await?;
        in_force(&office, "leaner", &leaner, "2026-03-04").await?;

        office.at("2026-03-05T09:00").await?;
        let revised = installs(&zhou, "revised_lender", PIECES).await?;
        // Two versions read a looked-up choice in different ways: the one in force counts, each time the policy is read.
        let versions = |app: &App| anyhow::Ok(app.policy(OFFICE)?.version);
        office.app.policy.refresh(&office.app.pool).await?;
        let version = versions(&office.app)?;
        for _ in 0..12 {
            office.app.policy.refresh(&office.app.pool).await?;
        }
        assert_eq!(versions(&office.app)?, version, "nothing is read in another way");
        let comparison = zhou.get::<Comparison>(&format!("/api/packages/{revised}/comparison")).await?;
        let said = comparison.consequences.iter().find(|line| line.contains("还物制度")).context("who leans on it")?;
        assert!(said.contains("借物制度 2.0.0") && said.contains("“count”"), "{said}");
        assert!(!said.contains("“state”"), "what stays is not named: {said}");

        let (status, refused) = zhou.post("/api/revisions", &wanted("lender", &revised, "2026-03-10")).await?;
        let problem = refused.problem();
        assert_eq!((status, problem.code.as_str()), (StatusCode::CONFLICT, "revision.relied"), "{refused}");
        for part in ["《还物制度 1.0.0》依赖《借物制度 2.0.0》", "“lender/loan”没有“count”了", "先修订依赖它的制度"] {
            assert!(problem.title.contains(part), "{part}: {}", problem.title);
        }
        Ok(())
    }

    /// The other way round: whoever leans on what the regulation in force lacks is refused, also when it was scheduled before.
    leaning_on_what_is_not_there(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        trusts(&office).await?;
        let leaner = installs(&zhou, "leaner", RETURN).await?;
        let revised = installs(&zhou, "revised_lender", PIECES).await?;
        // Nobody knows the other regulation yet: the leaner may be asked for.
        let asked = asks(&zhou, &wanted("leaner", &leaner, "2026-03-06")).await?;
        in_force(&office, "lender", &revised, "2026-03-05").await?;
        let yes = RequestAnswer { action: "confirm".to_owned(), words: String::new() };
        let (status, refused) = wu.post(&format!("/api/revisions/{asked}"), &yes).await?;
        assert_eq!((status, refused.code().as_str()), (StatusCode::CONFLICT, "revision.relied"), "{refused}");
        let (status, refused) = zhou.post("/api/revisions", &wanted("leaner", &leaner, "2026-03-07")).await?;
        assert_eq!((status, refused.code().as_str()), (StatusCode::CONFLICT, "revision.relied"), "{refused}");
        Ok(())
    }

    /// A rehearsal brings to a read that a version adds what the content refers to.
    rehearsed_with_references(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        trusts(&office).await?;
        let lender = installs(&zhou, "lender", LOAN).await?;
        in_force(&office, "lender", &lender, "2026-03-03").await?;
        office.at("2026-03-05T09:00").await?;
        li.file("lender/loan", json!({ "what": "投影仪", "count": 1, "state": "whole" })).await?;
        let before = li.records("lender/loan").await?.first().context("a loan")?.id;
        let after = li.file("lender/loan", json!({ "what": "幕布", "count": 1, "state": "whole", "after": before })).await?;
        let digest = Some(installs(&zhou, "revised_lender", PIECES).await?);
        let wanted = RehearsalWanted { regulation: "lender".to_owned(), digest, ..RehearsalWanted::default() };
        let done = zhou.rehearses(&wanted).await?;
        assert_eq!(done.state, "done", "{done:?}");
        let way = format!("/api/rehearsals/{}/differences", done.id);
        let page: Page<DifferenceShown> = zhou.get(&way).await?;
        let of = page.rows.iter().find(|row| row.matter == Some(after)).with_context(|| format!("{page:?}"))?;
        let opened: DifferenceOpened = zhou.get(&format!("{way}/{}", of.recording)).await?;
        let said = format!("接着第 {before} 号登记借出");
        let lines = opened.aspects.iter().flat_map(|aspect| &aspect.lines).filter_map(|(_, now)| now.as_ref());
        assert!(lines.into_iter().any(|line| line.contains(&said)), "{opened:?}");
        Ok(())
    }
}
