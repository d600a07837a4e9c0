//! What the office keeps of people who left is erased after its term; the name stays as long as something names the person.

use crate::erasure::{REASON, answer, number, sick, texts, whole};
use anyhow::{Context, Result};
use guiju_api::{ErasureDue, Outcome, PersonEntry, Reason};
use guiju_tests::{Columns, OFFICE, Person, acts::saying, on_each_database};
use reqwest::StatusCode;
use serde_json::json;
use std::collections::BTreeSet;

on_each_database! {
    /// What is kept of people who left goes after its term; the name stays as long as something names the person.
    left(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let entry = |id: Option<u64>, name: &str, left: bool| PersonEntry {
            id,
            name: name.to_owned(),
            department: "社会科".to_owned(),
            phone: Some("13900001111".to_owned()),
            badge: (name == "慕容无名").then(|| "7788123".to_owned()),
            left,
            ..PersonEntry::default()
        };
        let set = |id: Option<u64>, login: &str, password: &str| PersonEntry {
            login: Some(login.to_owned()),
            password: Some(password.to_owned()),
            ..entry(id, "慕容无名", false)
        };
        let (status, told) = zhou.post("/api/people", &set(None, "murong7", "typed-at-the-desk-2026")).await?;
        assert_eq!(status, StatusCode::CREATED, "{told}");
        let new = u64::try_from(number(&office, "SELECT MAX(id) AS n FROM people WHERE office_id = 1 AND id > $1", 0).await?)?;
        // What happened to the account tells of its login, too; and so does a request for another one.
        Person::first_log_in(&office.base, "murong7", "typed-at-the-desk-2026").await?;
        let (status, outcome) = zhou.post("/api/people", &set(Some(new), "murong8", "typed-once-more-2026")).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        let request = number(&office, "SELECT MAX(id) AS n FROM requests WHERE office_id = 1 AND id > $1", 0).await?;
        let (status, told) = answer(&office.person("wu").await?, u64::try_from(request)?, "decline").await?;
        assert_eq!(status, StatusCode::NO_CONTENT, "{told}");
        let known = texts(&office).await?;
        assert!(["murong7", "murong8", "7788123"].iter().all(|part| known.contains(part)), "it is told until then");
        // Whoever has filed something is named by it.
        let (liu, wang) = (office.person("liu").await?, office.person("wang").await?);
        let certificate = serde_json::to_value(liu.attach("a.pdf", "%PDF-1.7 a").await?)?;
        let matter = liu.file("attendance/leave", sick("2026-03-04 am/2026-03-04 am", &certificate, REASON)).await?;
        wang.does(matter, "approve", saying("同意")).await?;
        for (id, name) in [(new, "慕容无名"), (liu.id, "刘洋")] {
            let (status, told) = zhou.post("/api/people", &entry(Some(id), name, true)).await?;
            assert_eq!(status, StatusCode::CREATED, "{told}");
        }
        office.set("2027-04-01T09:00")?;
        let (status, told) = zhou.put("/api/settings", &json!({ "retention-people": 1 })).await?;
        assert_eq!(status, StatusCode::OK, "{told}");
        let wu = office.person("wu").await?;
        let due = wu.get::<ErasureDue>("/api/erasure").await?;
        let people = due.people.iter().map(|person| (person.id, person.keeps_name)).collect::<BTreeSet<_>>();
        assert_eq!((due.people_years, due.due, people), (1, 0, BTreeSet::from([(new, false), (liu.id, true)])), "{due:?}");
        let (status, outcome) = zhou.post("/api/erasure", &Reason { reason: "保存期满".to_owned() }).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        let request = outcome.read::<Outcome>()?.request.context("a request")?;
        let (status, told) = answer(&wu, request, "confirm").await?;
        assert_eq!(status, StatusCode::NO_CONTENT, "{told}");
        guiju::retention::clean(&office.app, OFFICE).await?;
        let done = wu.get::<ErasureDue>("/api/erasure").await?;
        assert_eq!((done.people.len(), done.runs.first().map(|run| (run.state.as_str(), run.people))), (0, Some(("done", 2))), "{done:?}");
        let of = "SELECT COUNT(*) AS n FROM people WHERE office_id = 1 AND id = $1 AND phone IS NULL AND badge IS NULL";
        assert_eq!((number(&office, of, new).await?, number(&office, of, liu.id).await?), (1, 1));
        let names = sqlx::query("SELECT name AS t FROM people WHERE office_id = 1").fetch_all(&office.app.pool).await?;
        let names = names.iter().map(|row| row.text("t")).collect::<Result<Vec<_>, _>>()?;
        assert!(names.contains(&format!("№ {new}")) && names.contains(&"刘洋".to_owned()), "{names:?}");
        let all = texts(&office).await?;
        assert!(!all.contains("慕容无名") && !all.contains("13900001111"), "nothing tells of it any more");
        assert!(!all.contains("murong") && !all.contains("7788123"), "neither of the login nor of the clock number");
        whole(&office, 1).await?;
        Ok(())
    }
}
