//! What the workflow mends: advice for nobody, deciders on their own matter, matters that were evaluated twice.

use anyhow::{Context, Result, ensure};
use guiju_model::Date;
use guiju_tests::{OFFICE, Office, Person, on_each_database};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Whether a person could act on the matter now.
async fn asks(person: &Person, matter: u64) -> Result<bool> {
    let (status, shown) = person.send(Method::GET, &format!("/api/matters/{matter}"), &Value::Null, None).await?;
    let tasks = shown["actions"].as_array().into_iter().flatten().any(|action| action["task"].is_u64());
    Ok(status.is_success() && tasks)
}

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

on_each_database! {
    /// Advice for somebody beside whom another one decided is not waited for, and nobody is asked for it.
    advice_of_the_beaten(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wu, wang, chen) = (office.person("wu").await?, office.person("wang").await?, office.person("chen").await?);
        let (zhao, li) = (office.person("zhao").await?, office.person("li").await?);
        let matter = li.file("workbench/trial", trial("one", &[&wu, &wang], &zhao)).await?;
        wu.does(matter, "delegate", json!({ "person": chen.id, "opinion": "请看" })).await?;
        assert!(asks(&chen, matter).await?);
        wang.does(matter, "approve", json!({ "content": { "result": "好" } })).await?;
        assert!(!asks(&chen, matter).await? && !asks(&wu, matter).await?, "nobody waits for it");
        zhao.does(matter, "approve", json!({})).await?;
        let shown = li.get(&format!("/api/matters/{matter}")).await?;
        assert_eq!(shown["status"], "completed");
        Ok(())
    }

    /// Whoever is named where every place decides is kept apart from a matter of his own; a voter's seat is not set.
    named_and_kept_apart(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wu, wang, zhao) = (office.person("wu").await?, office.person("wang").await?, office.person("zhao").await?);
        let li = office.person("li").await?;
        for way in ["every", "in-turn"] {
            let filing = json!({ "content": trial(way, &[&li, &wu], &zhao) });
            let (status, answer) = li.post("/api/forms/workbench/trial/file", &filing).await?;
            ensure!(
                status == StatusCode::UNPROCESSABLE_ENTITY && answer["code"] == "vacancy.nobody-else",
                "{way}: {status} {answer}"
            );
        }
        let matter = li.file("workbench/trial", trial("vote", &[&li, &wu, &wang], &zhao)).await?;
        assert!(!asks(&li, matter).await?, "nobody votes on a matter of his own");
        for voter in [&wu, &wang] {
            voter.does(matter, "aye", json!({})).await?;
        }
        assert!(asks(&zhao, matter).await?);
        // Reading is no decision: whoever applies may be among the readers.
        let matter = li.file("workbench/trial", trial("circulate", &[&li, &wu], &zhao)).await?;
        assert!(asks(&li, matter).await?);
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
        wu.does(matter, "approve", json!({ "content": { "result": "好" } })).await?;
        assert_eq!(evaluations(&office)?, before + 2, "a decision that fills in");
        zhao.does(matter, "return", json!({ "opinion": "改" })).await?;
        assert_eq!(evaluations(&office)?, before + 2, "what is returned is not laid out anew");
        li.does(matter, "resubmit", json!({ "content": trial("one", &[&wang], &zhao) })).await?;
        assert_eq!(evaluations(&office)?, before + 3, "a correction");
        wang.does(matter, "approve", json!({ "content": { "result": "好" } })).await?;
        zhao.does(matter, "approve", json!({})).await?;
        assert_eq!(evaluations(&office)?, before + 5, "each decision");
        Ok(())
    }
}
