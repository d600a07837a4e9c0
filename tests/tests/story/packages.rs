//! Packages: what is checked before anything is stored, and attacks that are refused with every reason.

use anyhow::{Context, Result};
use guiju_api::{Entered, PackageShown, PublisherEntry, RegulationShown, RevisionAnswer, RevisionWanted, TrustChange};
use guiju_engine::{Engine, Limits};
use guiju_package::Package;
use guiju_tests::{
    Person, on_each_database,
    packages::{install, publisher, revised, stock, trusts, with_cases},
    root,
};
use reqwest::StatusCode;

/// Every reason of a refusal.
async fn refused(zhou: &Person, file: Vec<u8>) -> Result<String> {
    let (status, problem) = zhou.upload("/api/packages", file).await?;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    assert_eq!(problem.problem().kind, "package-refused", "{problem}");
    let reasons = problem.findings().into_iter().map(|reason| reason.message);
    Ok(reasons.collect::<Vec<_>>().join("\n"))
}

async fn installed(zhou: &Person) -> Result<usize> {
    Ok(zhou.get::<Vec<PackageShown>>("/api/packages").await?.len())
}

/// Every form of the office's regulations is found by everyday words, and every sheet says what its signs mean.
#[test]
fn forms_declare_everyday_words() {
    let engine = Engine::new(Limits::default(), None).unwrap();
    let mut forms = 0;
    for file in std::fs::read_dir(root().join("target/regulations")).unwrap() {
        let loaded = engine.load(&std::fs::read(file.unwrap().path()).unwrap()).unwrap();
        for form in &loaded.manifest().forms {
            assert!(form.synonyms.len() > 2, "{}/{} has no everyday words", loaded.manifest().id, form.id);
            forms += 1;
        }
    }
    assert!(forms > 100, "{forms} forms");
}

on_each_database! {
    /// Signed by somebody trusted and sound, a package is installed; it binds nobody yet.
    installed_and_kept(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        trusts(&office).await?;
        let file = Package::open(&revised()?).signed(&publisher());
        assert_eq!(li.upload("/api/packages", file.clone()).await?.0, StatusCode::FORBIDDEN, "not for a colleague");
        let (status, installed) = zhou.upload("/api/packages", file.clone()).await?;
        assert_eq!(status, StatusCode::CREATED, "{installed}");
        let shown: PackageShown = installed.read()?;
        assert_eq!((shown.regulation.as_str(), shown.version.as_str(), shown.publisher.as_deref(), shown.bound.is_empty()), ("attendance", "1.1.0", Some("市规矩软件中心"), true), "{shown:?}");
        assert!(shown.cases > 20, "{shown:?}");
        assert_eq!(li.get::<RegulationShown>("/api/regulations/attendance").await?.version, "1.0.0", "the one in force is the former");
        let (status, again) = zhou.bytes(&format!("/api/packages/{}", shown.digest)).await?;
        assert_eq!((status, again == file), (StatusCode::OK, true), "the file as it came, with its signature");
        let (status, twice) = zhou.upload("/api/packages", file).await?;
        assert_eq!((status, twice.read::<PackageShown>()?), (StatusCode::CREATED, shown), "the same again changes nothing");
        Ok(())
    }

    /// Whom the office trusts is the security officer's word alone; without it nothing is taken.
    trust(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        let before = installed(&zhou).await?;
        let plain = revised()?;
        let reasons = refused(&zhou, plain.clone()).await?;
        assert!(reasons.contains("没有签名"), "{reasons}");
        let reasons = refused(&zhou, Package::open(&plain).signed(&publisher())).await?;
        assert!(reasons.contains("不在本单位信任的发布者之列") && reasons.contains(&publisher().public().to_string()), "{reasons}");
        let entry = PublisherEntry { name: "某".to_owned(), public_key: publisher().public().to_string() };
        assert_eq!(zhou.post("/api/trust/publishers", &entry).await?.0, StatusCode::FORBIDDEN, "an administrator installs, but trusts nobody");
        assert_eq!(wu.post("/api/trust/publishers", &PublisherEntry { name: "某".to_owned(), public_key: "abc".to_owned() }).await?.0, StatusCode::BAD_REQUEST);
        trusts(&office).await?;
        let mut altered = Package::open(&plain).signed(&publisher());
        // One byte of a message inside.
        let at = plain.windows(6).position(|word| word == "迟到".as_bytes()).context("a word")?;
        altered[at + 2] ^= 1;
        let reasons = refused(&zhou, altered).await?;
        assert!(reasons.contains("签名与内容不符"), "{reasons}");
        assert_eq!(installed(&zhou).await?, before, "nothing was stored");
        let key = publisher().public();
        assert_eq!(wu.delete(&format!("/api/trust/publishers/{key}")).await?.0, StatusCode::NO_CONTENT);
        let reasons = refused(&zhou, Package::open(&plain).signed(&publisher())).await?;
        assert!(reasons.contains("不在本单位信任的发布者之列"), "{reasons}");
        assert_eq!(wu.put("/api/trust", &TrustChange { takes_unsigned: true }).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(zhou.upload("/api/packages", plain).await?.0, StatusCode::CREATED, "unsigned, if the office allows it");
        Ok(())
    }

    /// A package whose signer the office trusts no more binds nobody: neither by a new revision nor by one that waits.
    a_signer_no_longer_trusted(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        trusts(&office).await?;
        let digest = install(&zhou).await?;
        let wanted = RevisionWanted { regulation: "attendance".to_owned(), digest: Some(digest), from: "2026-04-01".to_owned(), reason: "修订".to_owned(), ..RevisionWanted::default() };
        let (status, asked) = zhou.post("/api/revisions", &wanted).await?;
        assert_eq!(status, StatusCode::CREATED, "{asked}");
        assert_eq!(wu.delete(&format!("/api/trust/publishers/{}", publisher().public())).await?.0, StatusCode::NO_CONTENT);
        let (_, again) = zhou.post("/api/revisions", &wanted).await?;
        assert_eq!(again.code(), "revision.signer-not-trusted", "{again}");
        let confirm = RevisionAnswer { action: "confirm".to_owned(), ..RevisionAnswer::default() };
        let place = format!("/api/revisions/{}", asked.read::<Entered>()?.id);
        let (_, refused) = wu.post(&place, &confirm).await?;
        assert_eq!(refused.code(), "revision.signer-not-trusted", "{refused}");
        trusts(&office).await?;
        assert_eq!(wu.post(&place, &confirm).await?.0, StatusCode::NO_CONTENT);
        Ok(())
    }

    /// What is no regulation, or would take the server down, is told so; nothing of it is kept.
    bombs(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let wu = office.person("wu").await?;
        assert!(wu.put("/api/trust", &TrustChange { takes_unsigned: true }).await?.0.is_success());
        let before = installed(&zhou).await?;
        for (file, says) in [
            (b"PK\x03\x04 and so on".to_vec(), "zip archive"),
            (b"\x1f\x8b\x08 and so on".to_vec(), "gzip"),
            (wat::parse_str("(module)")?, "不是 WebAssembly 组件"),
            (wat::parse_str("(component (import \"office:files/open@1.0.0\" (instance (export \"now\" (func)))))")?, "不得调用外部功能"),
            (wat::parse_str("(component)")?, "接口约定"),
            (wat::parse_str(format!("(component (core module {}))", "(func)".repeat(40_000)))?, "40000 个函数"),
            (wat::parse_str(format!("(component {}{})", "(component ".repeat(20), ")".repeat(20)))?, "嵌套"),
        ] {
            let reasons = refused(&zhou, file).await?;
            assert!(reasons.contains(says), "{says}: {reasons}");
        }
        let huge = vec![0; office.app.config.limits.component_bytes + 2048];
        assert_eq!(zhou.upload("/api/packages", huge).await?.0, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(installed(&zhou).await?, before, "nothing was stored");
        Ok(())
    }

    /// A package must do what it says: every example holds, every clause that is to be carried out is touched by one.
    lies(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        assert!(wu.put("/api/trust", &TrustChange { takes_unsigned: true }).await?.0.is_success());
        let reasons = refused(&zhou, with_cases("workbench", "")?).await?;
        assert!(reasons.contains("没有示例"), "{reasons}");
        let one = "- case: 用一次\n  on: 2026-03-02\n  room: { name: 大, chairs: 1 }\n  expect: { findings: [9.9 name] }\n";
        let reasons = refused(&zhou, with_cases("workbench", one)?).await?;
        assert!(reasons.contains("示例不成立——用一次") && reasons.contains("没有任何示例触及"), "every reason at once: {reasons}");
        let hostile = "- case: 引用没有的条款\n  on: 2026-03-02\n  invented: {}\n  expect: {}\n- case: 没完没了\n  on: 2026-03-02\n  endless: {}\n  expect: {}\n";
        let reasons = refused(&zhou, with_cases("hostile", hostile)?).await?;
        assert!(reasons.contains("9.9") && reasons.contains("ran longer"), "{reasons}");
        Ok(())
    }

    /// Nobody takes a regulation's place without being newer, and nobody goes back but by scheduling the former version.
    versions(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        assert!(wu.put("/api/trust", &TrustChange { takes_unsigned: true }).await?.0.is_success());
        let cases = guiju_package::cases(&stock("attendance")?).context("cases")?;
        let impostor = with_cases("attendance", &format!("{cases}\n\n"))?;
        let reasons = refused(&zhou, impostor.clone()).await?;
        assert!(reasons.contains("1.0.0 版已经安装，而这个文件内容不同"), "{reasons}");
        assert_eq!(zhou.upload("/api/packages", revised()?).await?.0, StatusCode::CREATED);
        let reasons = refused(&zhou, impostor).await?;
        assert!(reasons.contains("不能装入更低的 1.0.0 版"), "{reasons}");
        assert_eq!(zhou.upload("/api/packages", stock("attendance")?).await?.0, StatusCode::CREATED, "what was in force is known");
        Ok(())
    }
}
