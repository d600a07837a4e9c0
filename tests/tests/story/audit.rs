//! The audit: what happened is told in words, and found by people, things, themes and time.

use anyhow::{Context, Result, ensure};
use guiju::keepers;
use guiju_api::{
    AuditChoices, AuditEvent, AuditPage, Entered, NoticeShown, Outcome, Page, PersonEntry, PersonShown, Post,
    RehearsalWanted, RequestChange,
};
use guiju_domain::SystemRole;
use guiju_tests::{OFFICE, Office, Person, acts::plainly, on_each_database, values};
use reqwest::StatusCode;
use serde_json::json;
use std::collections::BTreeSet;

/// An auditor, as whoever runs the server appoints one.
pub(crate) async fn auditor(office: &Office) -> Result<Person> {
    keepers::appoint(&office.app, OFFICE, "chen", SystemRole::Auditor, None).await?;
    office.person("chen").await
}

/// Every event that is asked for, page after page.
pub(crate) async fn found(reader: &Person, query: &str) -> Result<Vec<AuditEvent>> {
    let (mut events, mut before) = (Vec::new(), String::new());
    loop {
        let page = reader.get::<AuditPage>(&format!("/api/audit/events?{query}&before={before}")).await?;
        ensure!(!page.events.is_empty() || before.is_empty(), "a page that was promised is empty");
        events.extend(page.events);
        match page.next {
            Some(next) => before = next,
            None => return Ok(events),
        }
    }
}

fn kinds(events: &[AuditEvent]) -> BTreeSet<&str> {
    events.iter().map(|event| event.kind.as_str()).collect()
}

fn of_kind<'e>(events: &'e [AuditEvent], kind: &str) -> Result<&'e AuditEvent> {
    events.iter().find(|event| event.kind == kind).with_context(|| format!("no {kind} in {:?}", kinds(events)))
}

fn change(label: &str, from: &str, to: &str) -> RequestChange {
    RequestChange { label: label.to_owned(), from: from.to_owned(), to: to.to_owned() }
}

/// 李敏 gets a telephone number.
pub(crate) async fn phone(office: &Office, number: &str) -> Result<u64> {
    let zhou = office.person("zhou").await?;
    let people = zhou.get::<Vec<PersonShown>>("/api/people").await?;
    let li = people.into_iter().find(|person| person.name == "李敏").context("李敏")?;
    let entry = PersonEntry {
        id: Some(li.id),
        name: li.name,
        department: li.department_name,
        badge: li.badge,
        phone: Some(number.to_owned()),
        reason: "换号".to_owned(),
        attributes: li.attributes,
        ..PersonEntry::default()
    };
    zhou.posts("/api/people", &entry).await?;
    Ok(li.id)
}

on_each_database! {
    /// Each way of searching finds what happened, with what was before, what is now, who did it and why.
    found_each_way(office, "2026-03-02T09:00") {
        let auditor = auditor(&office).await?;
        let li = phone(&office, "0371-1234").await?;
        let zhou = office.person("zhou").await?;
        let post = Post { title: "档案员".to_owned(), department: "办公室".to_owned(), holder: Some(li), reason: "新设".to_owned(), ..Post::default() };
        let (status, entered) = zhou.post("/api/posts", &post).await?;
        assert_eq!(status, StatusCode::CREATED, "{entered}");
        let post = entered.read::<Outcome>()?.id.context("a post")?;
        office.revise("attendance", None, values(json!({ "late_limit": 12 })), "2026-04-01").await?;
        let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-05 am", "reason": "家中有事" });
        let matter = office.person("li").await?.file("attendance/leave", content).await?;
        office.person("wu").await?.does(matter, "approve", plainly()).await?;

        let by_person = found(&auditor, &format!("person={li}")).await?;
        let changed = of_kind(&by_person, "person-changed")?;
        assert_eq!(changed.what, "修改李敏的资料");
        assert_eq!(changed.changes, [change("电话", "无", "0371-1234")]);
        assert_eq!((changed.by.as_deref(), changed.reason.as_deref()), (Some("周办"), Some("换号")));
        assert!(kinds(&by_person).is_superset(&BTreeSet::from(["person-entered", "post-entered", "filed"])), "{:?}", kinds(&by_person));

        let by_post = found(&auditor, &format!("thing=post&id={post}")).await?;
        assert_eq!(kinds(&by_post), BTreeSet::from(["post-entered"]));
        assert_eq!(by_post[0].reason.as_deref(), Some("新设"));
        assert!(by_post[0].what.contains("档案员") && by_post[0].changes.iter().any(|change| change.to.contains("李敏")), "{by_post:?}");

        let by_parameter = found(&auditor, "thing=parameter&id=attendance/late_limit").await?;
        let set = &by_parameter[0];
        assert_eq!((set.kind.as_str(), set.changes[0].to.as_str(), set.reason.as_deref()), ("parameter", "12 分钟", Some("单位修订")));
        assert_ne!(set.changes[0].from, "无", "what it was before");
        assert_eq!(set.by.as_deref(), Some("吴副"));
        assert!(set.details.iter().any(|line| line.contains("周办")), "who asked for it: {:?}", set.details);
        let by_regulation = found(&auditor, "thing=regulation&id=attendance&theme=revisions").await?;
        assert!(kinds(&by_regulation).is_superset(&BTreeSet::from(["parameter", "revision-asked", "revision-answered"])));

        let by_matter = found(&auditor, &format!("thing=matter&id={matter}")).await?;
        assert_eq!(kinds(&by_matter).intersection(&BTreeSet::from(["filed", "decided"])).count(), 2);
        assert!(by_matter.iter().all(|event| event.matter == Some(matter) && event.matter_title.is_some()), "{by_matter:?}");
        assert_eq!(of_kind(&by_matter, "decided")?.by.as_deref(), Some("吴副"));

        let people = found(&auditor, "theme=people").await?;
        assert!(!people.is_empty() && people.iter().all(|event| event.theme == "人员与岗位"));
        let both = found(&auditor, &format!("theme=people&person={li}&thing=post&id={post}")).await?;
        assert_eq!(kinds(&both), BTreeSet::from(["post-entered"]));
        Ok(())
    }

    /// Time bounds a search to the day; the pages go through the whole chain, each event once, the newest first.
    page_after_page(office, "2026-03-02T09:00") {
        let auditor = auditor(&office).await?;
        office.at("2026-03-03T09:00").await?;
        for number in 0..60 {
            phone(&office, &format!("0371-{number:04}")).await?;
        }
        office.at("2026-03-04T09:00").await?;
        phone(&office, "0371-9999").await?;
        let all = found(&auditor, "").await?;
        let numbers = all.iter().map(|event| event.seq).collect::<Vec<_>>();
        let length = numbers.first().copied().unwrap_or_default();
        assert_eq!(numbers, (1..=length).rev().collect::<Vec<_>>());
        let changed = |events: &[AuditEvent]| events.iter().filter(|event| event.kind == "person-changed").count();
        assert_eq!(changed(&found(&auditor, "from=2026-03-03&to=2026-03-03").await?), 60);
        assert_eq!(changed(&found(&auditor, "from=2026-03-04").await?), 1);
        assert_eq!(changed(&found(&auditor, "to=2026-03-02").await?), 0);
        assert_eq!(changed(&found(&auditor, "theme=people&from=2026-03-03").await?), 61);
        Ok(())
    }

    /// In either language; whoever holds no role of the system is refused, and other keepers are not told what they do not see elsewhere.
    told_to_keepers(office, "2026-03-02T09:00") {
        let auditor = auditor(&office).await?.reading("en");
        let li = phone(&office, "0371-1234").await?;
        let events = found(&auditor, &format!("person={li}&theme=people")).await?;
        assert_eq!(of_kind(&events, "person-changed")?.what, "Changed the entry of 李敏");
        let choices = auditor.get::<AuditChoices>("/api/audit/choices").await?;
        assert!(choices.things.iter().any(|thing| thing.name == "post" && thing.choices.iter().any(|post| post.label.contains("科长"))));
        let parameters = choices.things.iter().find(|thing| thing.name == "parameter").context("parameters")?;
        assert!(parameters.choices.iter().any(|choice| choice.value == "attendance/late_limit"));
        for path in ["/api/audit/events", "/api/audit/choices"] {
            assert_eq!(office.person("li").await?.look(path).await?.0, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(office.person("wu").await?.look(path).await?.0, StatusCode::OK, "{path}");
        }
        for (query, code) in [("theme=none", "audit.unknown-theme"), ("thing=none&id=1", "audit.unknown-thing"), ("before=x", "audit.unknown-place")] {
            let (status, refused) = auditor.look(&format!("/api/audit/events?{query}")).await?;
            assert_eq!((status, refused.code().as_str()), (StatusCode::BAD_REQUEST, code), "{refused}");
        }
        Ok(())
    }

    /// What this version does not know is shown plainly, with what is known of it.
    kinds_that_are_not_known(office, "2026-03-02T09:00") {
        let auditor = auditor(&office).await?;
        phone(&office, "0371-1234").await?;
        let seq = of_kind(&found(&auditor, "").await?, "person-changed")?.seq;
        let place = i64::try_from(seq)?;
        for (kind, body) in [("made-up", "{\"v\":7}"), ("person-changed", "[]"), ("request-asked", "{\"asks\":1}"), ("effect", "not even JSON")] {
            sqlx::query("UPDATE events SET kind = $1, body = $2 WHERE office_id = 1 AND seq = $3")
                .bind(kind)
                .bind(body)
                .bind(place)
                .execute(&office.app.pool)
                .await?;
            let all = found(&auditor, "").await?;
            let shown = all.iter().find(|event| event.seq == seq).context("it is shown")?;
            assert!(!shown.what.is_empty() && shown.kind == kind, "{shown:?}");
        }
        Ok(())
    }

    /// What leaves no event says why: notices are read, and a trial of a revision is given up.
    what_is_not_told(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        for day in 4..7 {
            let content = json!({ "kind": "personal", "span": format!("2026-03-0{day} am/2026-03-0{day} am"), "reason": "家中有事" });
            li.file("attendance/leave", content).await?;
        }
        let length = async || anyhow::Ok(wu.get::<AuditPage>("/api/audit/events").await?.events.first().map(|event| event.seq));
        phone(&office, "0371-1234").await?;
        let wanted = json!({ "password-length": 12 });
        assert!(zhou.post("/api/keepers", &json!({ "person": li.id, "role": "auditor", "reason": "轮岗" })).await?.0.is_client_error());
        assert!(wu.put("/api/settings", &wanted).await?.0.is_success());
        let grant = json!({ "person": li.id, "role": "auditor", "reason": "轮岗" });
        assert_eq!(wu.post("/api/keepers", &grant).await?.0, StatusCode::ACCEPTED);
        let before = length().await?;
        let notices = zhou.get::<Page<NoticeShown>>("/api/notices").await?;
        let notice = notices.rows.first().context("whoever confirms is told")?;
        assert_eq!(zhou.post(&format!("/api/notices/{}/read", notice.id), &()).await?.0, StatusCode::NO_CONTENT);
        // One that has ended before it is given up is begun again.
        let mut tries = 0;
        loop {
            let (status, begun) = zhou.post("/api/rehearsals", &RehearsalWanted::default()).await?;
            ensure!(status.is_success(), "{status} {begun}");
            let status = zhou.delete(&format!("/api/rehearsals/{}", begun.read::<Entered>()?.id)).await?.0;
            tries += 1;
            if status == StatusCode::NO_CONTENT {
                break;
            }
            ensure!(tries < 50, "each of {tries} rehearsals had ended");
        }
        assert_eq!(length().await?, before);
        Ok(())
    }
}
