//! What a matter leaves beside itself goes with it: the records that its effects entered, and who has read what it published. What is named
//! elsewhere stays, and so does everything once the terms are others.

use crate::{
    erasure::{answer, erase, filed, keeps, number, stand_in_files, texts, whole},
    meetings::meeting,
};
use anyhow::{Context, Result};
use guiju_api::{ErasureDue, Outcome, PublicationShown, Reason};
use guiju_tests::{OFFICE, Office, acts::plainly, on_each_database};
use reqwest::StatusCode;
use serde_json::json;

/// What the meeting decided on, and the disclosure is called.
const ITEM: &str = "停车收费方案";

/// Why what is due stays for now, each with how many matters.
async fn reasons(office: &Office) -> Result<Vec<(String, u64)>> {
    let due = office.person("wu").await?.get::<ErasureDue>("/api/erasure").await?;
    Ok(due.held.into_iter().map(|held| (held.reason, held.matters)).collect())
}

on_each_database! {
    /// The records that a matter's effects have entered hold it as its own do, and go with it.
    entered(office, "2026-03-02T09:00") {
        let meeting = meeting(&office).await?;
        let entered = "SELECT COUNT(*) AS n FROM records WHERE office_id = 1 AND entered_by = $1";
        assert_eq!(number(&office, entered, meeting).await?, 2);
        keeps(&office, 1).await?;
        office.set("2028-01-03T09:00")?;
        assert_eq!(reasons(&office).await?, []);
        let record = number(&office, "SELECT MIN(id) AS n FROM records WHERE office_id = 1 AND entered_by = $1", meeting).await?;
        for (reason, does, ends) in [
            ("standing", "ends = ends + 9000000000", "ends = ends - 9000000000"),
            ("assessed", "regulation = 'attendance', ends = ends + 28000000", "regulation = 'major-decisions', ends = ends - 28000000"),
            ("entered", "regulation = 'finance'", "regulation = 'major-decisions'"),
        ] {
            let own = if reason == "entered" { json!({ "finance": 2 }) } else { json!({}) };
            let set = office.person("zhou").await?.put("/api/settings", &json!({ "retention-terms": own })).await?;
            assert_eq!(set.0, StatusCode::OK, "{}", set.1);
            for (set, expected) in [(does, vec![(reason.to_owned(), 1)]), (ends, Vec::new())] {
                office.alter(&format!("UPDATE records SET {set} WHERE office_id = 1 AND id = {record}")).await?;
                assert_eq!(reasons(&office).await?, expected, "{set}");
            }
        }
        let set = office.person("zhou").await?.put("/api/settings", &json!({ "retention-terms": {} })).await?;
        assert_eq!(set.0, StatusCode::OK, "{}", set.1);
        erase(&office).await?;
        assert_eq!(number(&office, entered, meeting).await?, 0);
        let chen = office.person("chen").await?;
        assert!(chen.records("major-decisions/resolution").await?.is_empty());
        assert!(!texts(&office).await?.contains(ITEM));
        assert!(!stand_in_files(&office, ITEM.as_bytes())?, "it stands in a file of the data folder");
        whole(&office, 1).await?;
        Ok(())
    }

    /// Of what was published nothing stays with those who have read it.
    read(office, "2026-03-02T09:00") {
        meeting(&office).await?;
        let (chen, li) = (office.person("chen").await?, office.person("li").await?);
        let passed = chen.records("major-decisions/resolution").await?.into_iter().find(|record| record.summary.contains(ITEM));
        let content = json!({ "class": "important", "title": ITEM, "body": "方案全文", "readers": "everybody", "means": "column",
            "weight": "residents", "checked": true, "resolution": passed.context("the resolution")?.id });
        let matter = chen.file("open-government/disclosure", content).await?;
        office.person("sun").await?.does(matter, "approve", plainly()).await?;
        let published = li.get::<Vec<PublicationShown>>("/api/publications").await?;
        let publication = published.iter().find(|one| one.title.contains(ITEM)).context("the disclosure")?.id;
        assert_eq!(li.post(&format!("/api/publications/{publication}/read"), &()).await?.0, StatusCode::NO_CONTENT);
        keeps(&office, 1).await?;
        office.set("2028-01-03T09:00")?;
        assert_eq!(reasons(&office).await?, [("published".to_owned(), 1)]);
        office.alter("UPDATE publications SET withdrawn_at = 1 WHERE office_id = 1").await?;
        erase(&office).await?;
        let told = "SELECT COUNT(*) AS n FROM events WHERE office_id = 1 AND kind = 'publication-read' AND (body = '' OR seq < $1)";
        assert_eq!(number(&office, told, 0).await?, 1, "the link stays");
        assert!(!texts(&office).await?.contains(ITEM));
        assert!(!stand_in_files(&office, ITEM.as_bytes())?, "it stands in a file of the data folder");
        whole(&office, 1).await?;
        Ok(())
    }

    /// An erasure that was confirmed ends once a term is longer: no batch is erased after that.
    stopped(office, "2026-03-02T09:00") {
        let (old, ..) = filed(&office, true).await?;
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        keeps(&office, 1).await?;
        office.set("2028-01-03T09:00")?;
        let (_, outcome) = zhou.post("/api/erasure", &Reason { reason: "保存期满".to_owned() }).await?;
        let request = outcome.read::<Outcome>()?.request.context("a request")?;
        let (status, told) = answer(&wu, request, "confirm").await?;
        assert_eq!(status, StatusCode::NO_CONTENT, "{told}");
        keeps(&office, 10).await?;
        guiju::retention::clean(&office.app, OFFICE).await?;
        assert_eq!(office.person("li").await?.matter(old).await?.status, "completed");
        let due = zhou.get::<ErasureDue>("/api/erasure").await?;
        assert_eq!(due.runs.first().map(|run| (run.state.as_str(), run.matters, run.files)), Some(("done", 0, 0)), "{due:?}");
        let told = "SELECT COUNT(*) AS n FROM events WHERE office_id = 1 AND kind = 'erased' AND body LIKE '%\"ended_early\":%' AND seq > $1";
        assert_eq!(number(&office, told, 0).await?, 1);
        whole(&office, 0).await
    }

    /// A file that anything kept still names stays: here a decider's words in another matter.
    named_elsewhere(office, "2026-03-02T09:00") {
        let (_, new, certificate, _) = filed(&office, true).await?;
        keeps(&office, 1).await?;
        office.set("2028-01-03T09:00")?;
        office.alter(&format!("UPDATE tasks SET content = '{{\"seen\":\"{certificate}\"}}' WHERE office_id = 1 AND matter_id = {new}")).await?;
        erase(&office).await?;
        assert!(office.app.blobs.names().await?.iter().any(|name| name.digest() == certificate), "its bytes are there");
        let held = "SELECT COUNT(*) AS n FROM attachment_holds WHERE office_id = 1 AND 0 < $1";
        assert_eq!(number(&office, held, 1).await?, 1);
        Ok(())
    }
}
