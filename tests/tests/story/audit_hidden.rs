//! The audit matches nothing of what its reader may not see: neither people, nor things, nor where a page ends tell of it.

use crate::audit::{auditor, found, phone};
use anyhow::{Context, Result};
use guiju_api::{AuditEvent, MatterShown, PersonShown, StoredFile};
use guiju_tests::{Office, Person, on_each_database};
use serde_json::json;

/// What stands for a name that is not told.
const MASKED: &str = "＊＊＊";

/// Every keeper of the office.
async fn keepers(office: &Office) -> Result<[Person; 3]> {
    Ok([office.person("zhou").await?, office.person("wu").await?, auditor(office).await?])
}

/// The events that are found by any person of the office, for one reader.
async fn by_each_person(office: &Office, reader: &Person) -> Result<Vec<(u64, AuditEvent)>> {
    let people = office.person("zhou").await?.get::<Vec<PersonShown>>("/api/people").await?;
    assert!(people.len() > 3);
    let mut all = Vec::new();
    for person in people {
        let events = found(reader, &format!("person={}", person.id)).await?;
        all.extend(events.into_iter().map(|event| (person.id, event)));
    }
    Ok(all)
}

fn upload(events: &[AuditEvent]) -> Result<&AuditEvent> {
    events.iter().find(|event| event.kind == "file-stored").context("an upload")
}

async fn attach(person: &Person, name: &str) -> Result<StoredFile> {
    person.attach(name, &format!("%PDF-1.7 {name}")).await
}

fn sick(certificate: &StoredFile) -> serde_json::Value {
    json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": "看病", "certificate": certificate })
}

/// A report that is closed to all but those who take part.
fn breach(who: u64) -> serde_json::Value {
    json!({ "who": who, "item": "cars", "what": "景区停着单位车辆", "confidential": true })
}

on_each_database! {
    /// Whoever asks for each person in turn does not learn who reported; who filed it is not told once it is erased, either.
    no_person_unmasks(office, "2026-03-02T09:00") {
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let matter = li.file("integrity-pledge/breach", breach(wang.id)).await?;
        let readers = keepers(&office).await?;
        for reader in &readers {
            let shown = found(reader, "theme=matters").await?;
            let filed = shown.iter().find(|event| event.kind == "filed").context("that something was filed")?;
            assert_eq!(filed.by.as_deref(), Some(MASKED));
            let all = by_each_person(&office, reader).await?;
            assert!(all.iter().any(|(person, _)| *person == li.id), "what is not closed is found");
            let named = all.iter().filter(|(_, event)| event.seq == filed.seq).collect::<Vec<_>>();
            assert!(named.is_empty(), "{named:?}");
            let by_matter = found(reader, &format!("thing=matter&id={matter}")).await?;
            let knows = filed.matter == Some(matter);
            assert_eq!(!by_matter.is_empty(), knows, "a matter is found by whoever knows of it: {by_matter:?}");
            assert!(by_matter.iter().all(|event| event.by.as_deref().is_none_or(|by| by == MASKED)), "{by_matter:?}");
        }
        let [zhou, _, chen] = &readers;
        assert!(found(zhou, &format!("thing=matter&id={matter}")).await?.is_empty(), "an administrator knows of none");
        assert!(!found(chen, &format!("thing=matter&id={matter}")).await?.is_empty(), "an auditor knows that there is one");

        let emptied = "UPDATE events SET body = '' WHERE office_id = 1 AND matter_id = $1 AND kind <> 'moved'";
        sqlx::query(emptied).bind(i64::try_from(matter)?).execute(&office.app.pool).await?;
        for reader in &readers {
            let shown = found(reader, "theme=matters").await?;
            let filed = shown.iter().find(|event| event.kind == "filed").context("that something was filed")?;
            assert_eq!((filed.by.as_deref(), filed.what.as_str()), (Some(MASKED), "内容已按规定清除"));
            assert!(!by_each_person(&office, reader).await?.iter().any(|(_, event)| event.seq == filed.seq));
        }
        Ok(())
    }

    /// Hidden events are skipped without an empty page, without an end before the end, and without a page that comes twice.
    pages_of_what_is_found(office, "2026-03-02T09:00") {
        let [zhou, _, chen] = keepers(&office).await?;
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let matter = li.file("integrity-pledge/breach", breach(wang.id)).await?;
        for number in 0..4 {
            phone(&office, &format!("0371-000{number}")).await?;
        }
        let own = found(&zhou, &format!("person={}", li.id)).await?.into_iter().map(|event| event.seq).collect::<Vec<_>>();
        let first = own[0];
        for number in 0..120 {
            phone(&office, &format!("0371-1{number:03}")).await?;
        }
        // All but each fortieth of them becomes an event of a matter that is closed to keepers.
        let hide = "UPDATE events SET kind = 'reminded', matter_id = $1 WHERE office_id = 1 AND seq > $2 AND seq % 40 <> 0";
        sqlx::query(hide).bind(i64::try_from(matter)?).bind(i64::try_from(first)?).execute(&office.app.pool).await?;
        let seen = found(&zhou, &format!("person={}", li.id)).await?.into_iter().map(|event| event.seq).collect::<Vec<_>>();
        let fortieth = (first + 1..=first + 120).rev().filter(|seq| seq % 40 == 0);
        assert_eq!(seen, fortieth.chain(own).collect::<Vec<_>>());
        let audited = found(&chen, &format!("person={}", li.id)).await?;
        assert!(audited.iter().all(|event| event.kind != "reminded") && audited.len() >= seen.len());
        assert!(found(&zhou, &format!("thing=matter&id={matter}")).await?.is_empty());
        Ok(())
    }

    /// Whose a file is and what it is called is told to whoever reads the matter that has it.
    uploads(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let report = attach(&li, "举报王主任.pdf").await?;
        let readers = keepers(&office).await?;
        for reader in &readers {
            let shown = found(reader, "theme=publications").await?;
            let stored = upload(&shown)?;
            assert!(!stored.what.contains("举报") && stored.by.as_deref() == Some(MASKED), "{stored:?}");
            for query in [format!("person={}", li.id), format!("thing=file&id={}", report.digest)] {
                let events = found(reader, &query).await?;
                assert!(upload(&events).is_err(), "{query}: {events:?}");
            }
        }
        let [_, wu, chen] = &readers;
        let own = attach(wu, "会议纪要.pdf").await?;
        let events = found(wu, &format!("thing=file&id={}", own.digest)).await?;
        assert!(upload(&events)?.what.contains("会议纪要"), "one's own upload: {events:?}");
        assert!(found(chen, &format!("thing=file&id={}", own.digest)).await?.is_empty());

        let certificate = attach(&li, "证明.pdf").await?;
        let matter = li.file("attendance/leave", sick(&certificate)).await?;
        for reader in &readers {
            let (status, page) = reader.look(&format!("/api/matters/{matter}")).await?;
            let reads = status.is_success() && !page.read::<MatterShown>()?.masked;
            let by_file = found(reader, &format!("thing=file&id={}", certificate.digest)).await?;
            assert_eq!(upload(&by_file).is_ok(), reads, "whoever reads the matter: {by_file:?}");
        }
        Ok(())
    }
}
