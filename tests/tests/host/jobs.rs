//! Jobs stand for themselves: what faults is told, tried again and holds up nothing else.

use anyhow::Context;
use guiju_api::{AssessmentShown, JobShown};
use guiju_tests::on_each_database;
use reqwest::StatusCode;
use serde_json::json;

on_each_database! {
    /// A regulation that faults in one judgement stops that judgement alone; keepers see it until it is made.
    a_judgement_that_faults(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        zhou.file("workbench/room", json!({ "name": "故障", "chairs": 3 })).await?;
        let round = office.at("2026-04-01T08:00").await;
        assert!(round.is_err(), "the round tells of the first failure");

        let jobs: Vec<JobShown> = zhou.get("/api/jobs").await?;
        let failing = jobs.iter().filter(|job| job.failures > 0).collect::<Vec<_>>();
        let [failing] = failing.as_slice() else { anyhow::bail!("{jobs:?}") };
        assert_eq!((failing.kind.as_str(), failing.part.as_deref()), ("assessments", Some("workbench/rooms-checked")));
        let said = failing.last_error.as_deref().context("what went wrong")?;
        assert!(said.contains("规则程序没有给出可用的答复"), "{said}");
        assert!(failing.next_try.as_ref() > Some(&failing.last_run), "{failing:?}");
        let whole = |kind: &str| jobs.iter().find(|job| job.kind == kind && job.part.is_none());
        for kind in ["reminders", "assessments", "obligations", "retention", "search", "anchors"] {
            assert!(whole(kind).is_some_and(|job| job.last_success.is_some()), "{kind}: {jobs:?}");
        }
        let month = "/api/assessments/workbench/month?day=2026-03-15";
        assert!(!li.get::<AssessmentShown>(month).await?.subjects.is_empty(), "the other is judged");
        assert_eq!(li.look("/api/jobs").await?.0, StatusCode::FORBIDDEN, "only keepers see how jobs stand");

        // Judged again and again: the pause grows, the other judgement is not made anew.
        let again = office.at("2026-04-01T08:30").await;
        assert!(again.is_err());
        let jobs: Vec<JobShown> = zhou.get("/api/jobs").await?;
        let failing = jobs.iter().find(|job| job.failures > 0).context("it still fails")?;
        assert_eq!(failing.failures, 2);
        Ok(())
    }
}
