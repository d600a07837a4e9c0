//! What the workflow mends: advice for nobody, deciders on their own matter, matters that were evaluated twice.

use anyhow::{Context, Result, ensure};
use guiju_api::{ActionRequest, PersonEntry};
use guiju_model::Date;
use guiju_tests::{
    OFFICE, Office, Person,
    acts::{filling, plainly, saying},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// A trial of these people, whom the last one follows.
fn trial(way: &str, people: &[&Person], last: &Person) -> Value {
    let people = people.iter().map(|person| person.id).collect::<Vec<_>>();
    json!({ "way": way, "people": people, "last": last.id, "note": "试" })
}

/// How often the workbench was asked to check a filing.
fn evaluations(office: &Office) -> Result<u64> {
    let policy = office.app.policy(OFFICE)?;
    let today = Date::new(2026, 3, 2).context("a date")?;
    Ok(policy.regulation("workbench", today).context("the workbench")?.validated())
}

/// 刘洋 leaves the office, or comes back.
async fn leaves(office: &Office, id: u64, left: bool) -> Result<()> {
    let (name, department) = ("刘洋".to_owned(), "社会科".to_owned());
    let entry =
        PersonEntry { id: Some(id), name, department, badge: Some("9".to_owned()), left, ..PersonEntry::default() };
    let (status, answer) = office.person("zhou").await?.post("/api/people", &entry).await?;
    ensure!(status.is_success(), "{status} {answer}");
    Ok(())
}

on_each_database! {
    /// Advice for somebody beside whom another one decided is not waited for, and nobody is asked for it.
    advice_of_the_beaten(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wu, wang, chen) = (office.person("wu").await?, office.person("wang").await?, office.person("chen").await?);
        let (zhao, li) = (office.person("zhao").await?, office.person("li").await?);
        let matter = li.file("workbench/trial", trial("one", &[&wu, &wang], &zhao)).await?;
        wu.does(matter, "delegate", ActionRequest { person: Some(chen.id), ..saying("请看") }).await?;
        assert!(chen.asked(matter).await?);
        wang.does(matter, "approve", filling(json!({ "result": "好" }))).await?;
        assert!(!chen.asked(matter).await? && !wu.asked(matter).await?, "nobody waits for it");
        zhao.does(matter, "approve", plainly()).await?;
        assert_eq!(li.matter(matter).await?.status, "completed");
        Ok(())
    }

    /// Whoever is named where every place decides is kept apart from a matter of his own; a voter's seat is not set.
    named_and_kept_apart(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wu, wang, zhao) = (office.person("wu").await?, office.person("wang").await?, office.person("zhao").await?);
        let li = office.person("li").await?;
        for way in ["every", "in-turn"] {
            let (status, answer) = li.files("workbench/trial", trial(way, &[&li, &wu], &zhao)).await?;
            ensure!(
                status == StatusCode::UNPROCESSABLE_ENTITY && answer.code() == "vacancy.nobody-else",
                "{way}: {status} {answer}"
            );
        }
        let matter = li.file("workbench/trial", trial("vote", &[&li, &wu, &wang], &zhao)).await?;
        assert!(!li.asked(matter).await?, "nobody votes on a matter of his own");
        for voter in [&wu, &wang] {
            voter.does(matter, "aye", plainly()).await?;
        }
        assert!(zhao.asked(matter).await?);
        // Reading is no decision: whoever applies may be among the readers.
        let matter = li.file("workbench/trial", trial("circulate", &[&li, &wu], &zhao)).await?;
        assert!(li.asked(matter).await?);
        Ok(())
    }

    /// A filing, a decision and a correction are each evaluated once.
    evaluated_once(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wu, wang, zhao) = (office.person("wu").await?, office.person("wang").await?, office.person("zhao").await?);
        let li = office.person("li").await?;
        let before = evaluations(&office)?;
        let matter = li.file("workbench/trial", trial("one", &[&wu, &wang], &zhao)).await?;
        assert_eq!(evaluations(&office)?, before + 1, "a filing");
        wu.does(matter, "approve", filling(json!({ "result": "好" }))).await?;
        assert_eq!(evaluations(&office)?, before + 2, "a decision that fills in");
        zhao.does(matter, "return", saying("改")).await?;
        assert_eq!(evaluations(&office)?, before + 2, "what is returned is not laid out anew");
        li.does(matter, "resubmit", filling(trial("one", &[&wang], &zhao))).await?;
        assert_eq!(evaluations(&office)?, before + 3, "a correction");
        wang.does(matter, "approve", filling(json!({ "result": "好" }))).await?;
        zhao.does(matter, "approve", plainly()).await?;
        assert_eq!(evaluations(&office)?, before + 5, "each decision");
        Ok(())
    }

    /// Where nobody can send a matter back, a vacancy at the next step does not refuse the last vote: the matter waits, and its filer
    /// is told and may withdraw it.
    nobody_at_the_next_step(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wu, wang, liu) = (office.person("wu").await?, office.person("wang").await?, office.person("liu").await?);
        let li = office.person("li").await?;
        for (way, action) in [("vote", "aye"), ("circulate", "note")] {
            let matter = li.file("workbench/trial", trial(way, &[&wu, &wang], &liu)).await?;
            wu.does(matter, action, plainly()).await?;
            leaves(&office, liu.id, true).await?;
            wang.does(matter, action, plainly()).await?;
            let shown = li.matter(matter).await?;
            let last = shown.stations.last().context("a step")?;
            assert_eq!((shown.status.as_str(), last.state.as_str(), last.acts.len()), ("open", "current", 0), "{shown:?}");
            assert!(last.note.contains("刘洋已离开"), "{last:?}");
            assert!(li.notices().await?.iter().any(|told| told.contains("刘洋已离开")));
            li.does(matter, "withdraw", plainly()).await?;
            leaves(&office, liu.id, false).await?;
        }
        Ok(())
    }

    /// A place that was vacant as its step opened is asked once it is filled, and nobody is shown as its former decider.
    the_next_step_is_filled(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wu, wang, liu) = (office.person("wu").await?, office.person("wang").await?, office.person("liu").await?);
        let li = office.person("li").await?;
        let matter = li.file("workbench/trial", trial("vote", &[&wu, &wang], &liu)).await?;
        wu.does(matter, "aye", plainly()).await?;
        leaves(&office, liu.id, true).await?;
        wang.does(matter, "aye", plainly()).await?;
        leaves(&office, liu.id, false).await?;
        let shown = li.matter(matter).await?;
        let last = shown.stations.last().context("a step")?;
        assert_eq!(last.acts.iter().map(|act| act.person.as_str()).collect::<Vec<_>>(), ["刘洋"], "{last:?}");
        assert_eq!(last.acts[0].state, "open", "whoever fills the place is asked");
        assert!(!shown.history.iter().any(|entry| entry.what.contains("由李敏")), "{:?}", shown.history);
        let told = li.notices().await?;
        assert!(!told.iter().any(|told| told.contains("由李敏") || told.contains("不再由您")), "{told:?}");
        Ok(())
    }

    /// A matter is not sent back to somebody who has left: nobody could correct it.
    the_filer_has_left(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wu, zhao, liu) = (office.person("wu").await?, office.person("zhao").await?, office.person("liu").await?);
        let matter = liu.file("workbench/trial", trial("one", &[&wu], &zhao)).await?;
        leaves(&office, liu.id, true).await?;
        let (status, problem) = wu.act(matter, "return", saying("改")).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "act.filer-has-left"), "{problem}");
        wu.does(matter, "approve", filling(json!({ "result": "好" }))).await?;
        zhao.does(matter, "approve", plainly()).await
    }

    /// Nobody owes anything for a matter that was withdrawn, reading neither, and nothing more is done with it.
    withdrawn_is_over(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wu, wang, zhao) = (office.person("wu").await?, office.person("wang").await?, office.person("zhao").await?);
        let li = office.person("li").await?;
        let matter = li.file("workbench/trial", trial("circulate", &[&wu, &wang], &zhao)).await?;
        li.does(matter, "withdraw", plainly()).await?;
        for reader in [&wu, &wang] {
            assert!(!reader.asked(matter).await? && !reader.tray("read").await?.contains(&matter));
        }
        for action in ["withdraw", "remind"] {
            let version = li.matter(matter).await?.version;
            let request = ActionRequest { action: action.to_owned(), version, ..plainly() };
            let (status, problem) = li.acts(matter, &request).await?;
            assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "act.matter-over"), "{action}: {problem}");
        }
        Ok(())
    }
}
