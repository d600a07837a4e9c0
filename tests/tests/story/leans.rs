//! Who leans on whom: what breaks another regulation is shown in the comparison and refused at scheduling, by name.

use anyhow::{Context, Result, bail, ensure};
use guiju::app::App;
use guiju_api::{Comparison, DifferenceOpened, DifferenceShown, PackageShown, Page, RehearsalWanted, RequestAnswer};
use guiju_engine::{Engine, Limits};
use guiju_package::Package;
use guiju_tests::{
    OFFICE, Person, on_each_database,
    packages::{asks, in_force, leaning, publisher, trusts, wanted, with_cases},
    root,
};
use reqwest::StatusCode;
use serde_json::json;
use std::fs;

const SUPPLY: &str =
    "- case: 领一盒笔\n  on: 2026-03-02\n  supply: { what: 笔 }\n  expect: { route: [office-director] }\n";

/// Installs a package of the stories: what the office says of it.
async fn installs(zhou: &Person, name: &str) -> Result<PackageShown> {
    let (status, installed) = zhou.upload("/api/packages", leaning(name)?).await?;
    ensure!(status == StatusCode::CREATED, "{name}: {status} {installed}");
    installed.read()
}

/// What is said of the revised lender: both regulations, and each thing that the leaner relies on and would not find.
fn names_both_and_what_is_gone(said: &str) {
    let read_by_name = "读取“return”的“lent”：“lender/loan”没有字段“count”";
    let relied_on = ["《还物制度 1.0.0》依赖《借物制度 2.0.0》", "没有“count”了", "没有选项“broken”", "没有“issue”了"];
    for part in relied_on.into_iter().chain([read_by_name]) {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("“what”"), "what stays is not named: {said}");
}

/// The leaner was built from what the lender's package exports.
#[test]
fn the_leaner_relies_on_what_the_package_exports() -> Result<()> {
    let loaded = Engine::new(Limits::default(), None)?.load(Package::open(&leaning("lender")?).component)?;
    let kept = fs::read_to_string(root().join("tests/00-leaner/relies/lender.json"))?;
    assert_eq!(guiju_testkit::export(loaded.manifest()).to_text(), kept.trim_end());
    let leaner = Engine::new(Limits::default(), None)?.load(Package::open(&leaning("leaner")?).component)?;
    let [lean] = leaner.manifest().leans.as_slice() else { panic!("{:?}", leaner.manifest().leans) };
    let fields = lean.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>();
    assert_eq!(
        (lean.on.as_str(), fields, lean.steps.as_slice()),
        ("lender/loan", vec!["what", "count", "state"], ["issue".to_owned()].as_slice())
    );
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

    /// A field, a choice and a step on which another regulation relies are gone: said at the installation and in the comparison, and
    /// refused at scheduling by a sentence that names both.
    leaned_on(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        trusts(&office).await?;
        let lender = installs(&zhou, "lender").await?;
        let leaner = installs(&zhou, "leaner").await?;
        assert_eq!((&lender.hindrances, &leaner.hindrances), (&Vec::new(), &Vec::new()));
        in_force(&office, "lender", &lender.digest, "2026-03-03").await?;
        in_force(&office, "leaner", &leaner.digest, "2026-03-04").await?;

        office.at("2026-03-05T09:00").await?;
        let revised = installs(&zhou, "revised_lender").await?;
        let [hindrance] = revised.hindrances.as_slice() else { bail!("{:?}", revised.hindrances) };
        names_both_and_what_is_gone(hindrance);
        let listed = zhou.get::<Vec<PackageShown>>("/api/packages?regulation=lender").await?;
        let said = listed.iter().map(|package| (package.version.as_str(), package.hindrances.len())).collect::<Vec<_>>();
        assert_eq!(said, [("2.0.0", 1), ("1.0.0", 0)], "what is in force has none");
        // Two versions read a looked-up choice in different ways: the one in force counts, each time the policy is read.
        let versions = |app: &App| anyhow::Ok(app.policy(OFFICE)?.version);
        office.app.policy.refresh(&office.app.pool).await?;
        let version = versions(&office.app)?;
        for _ in 0..12 {
            office.app.policy.refresh(&office.app.pool).await?;
        }
        assert_eq!(versions(&office.app)?, version, "nothing is read in another way");
        let comparison = zhou.get::<Comparison>(&format!("/api/packages/{}/comparison", revised.digest)).await?;
        let said = comparison.consequences.iter().find(|line| line.contains("还物制度")).context("who leans on it")?;
        names_both_and_what_is_gone(said);

        let (status, refused) = zhou.post("/api/revisions", &wanted("lender", &revised.digest, "2026-03-10")).await?;
        let problem = refused.problem();
        assert_eq!((status, problem.code.as_str()), (StatusCode::CONFLICT, "revision.relied"), "{refused}");
        names_both_and_what_is_gone(&problem.title);
        assert!(problem.title.contains("先修订依赖它的制度"), "{}", problem.title);
        Ok(())
    }

    /// The other way round: whoever leans on what the regulation in force lacks is refused, also when it was scheduled before.
    leaning_on_what_is_not_there(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        trusts(&office).await?;
        let leaner = installs(&zhou, "leaner").await?.digest;
        let revised = installs(&zhou, "revised_lender").await?.digest;
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
        let lender = installs(&zhou, "lender").await?.digest;
        in_force(&office, "lender", &lender, "2026-03-03").await?;
        office.at("2026-03-05T09:00").await?;
        li.file("lender/loan", json!({ "what": "投影仪", "count": 1, "state": "whole" })).await?;
        let before = li.records("lender/loan").await?.first().context("a loan")?.id;
        let after = li.file("lender/loan", json!({ "what": "幕布", "count": 1, "state": "whole", "after": before })).await?;
        let digest = Some(installs(&zhou, "revised_lender").await?.digest);
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
