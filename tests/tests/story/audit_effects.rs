//! The audit tells what followed from a matter as it was carried out: what, from what to what, and only what took place.

use crate::audit::{auditor, found};
use anyhow::{Context, Result};
use guiju_api::{AuditEvent, CalendarYear, Entered, Filing, PersonEntry, PersonShown, RequestChange, YearFile};
use guiju_tests::{
    Office, Person,
    acts::{filling, plainly, saying},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

fn outing(deputy: &Person, until: &str) -> Value {
    let over = format!("2026-03-02T09:00/{until}");
    json!({ "kind": "meeting", "place": "区政府", "reason": "开会", "over": over, "phone": "1", "deputy": deputy.id })
}

/// An outing of somebody whom `by` enters, with `by` to stand in.
async fn entered_for(by: &Person, whom: &Person, until: &str) -> Result<u64> {
    let filing = Filing { content: outing(by, until), on_behalf_of: Some(whom.id), ..Filing::default() };
    let (status, filed) = by.post("/api/forms/whereabouts/outing/file", &filing).await?;
    assert_eq!(status, StatusCode::CREATED, "{filed}");
    Ok(filed.read::<Entered>()?.id)
}

/// The events of a matter, as an auditor finds them.
async fn of(auditor: &Person, matter: u64) -> Result<Vec<AuditEvent>> {
    found(auditor, &format!("thing=matter&id={matter}")).await
}

fn one<'e>(events: &'e [AuditEvent], kind: &str) -> Result<&'e AuditEvent> {
    events.iter().find(|event| event.kind == kind).with_context(|| format!("no {kind} in {events:#?}"))
}

/// The effects that took place, as they are told.
fn effects(events: &[AuditEvent]) -> Vec<&str> {
    events.iter().filter(|event| event.kind == "effect").map(|event| event.what.as_str()).collect()
}

fn change(label: &str, from: &str, to: &str) -> RequestChange {
    RequestChange { label: label.to_owned(), from: from.to_owned(), to: to.to_owned() }
}

/// A room with chairs: its record.
async fn room(office: &Office, chairs: i64) -> Result<u64> {
    office.bind("workbench").await?;
    let zhou = office.person("zhou").await?;
    zhou.file("workbench/room", json!({ "name": "会议室", "chairs": chairs })).await?;
    Ok(zhou.register("workbench/rooms").await?.rows[0].record)
}

/// What one matter changed, as an auditor finds it.
async fn changed(auditor: &Person, matter: u64) -> Result<Vec<RequestChange>> {
    Ok(one(&of(auditor, matter).await?, "effect")?.changes.clone())
}

on_each_database! {
    /// Nobody is said to stand in before whoever is replaced has agreed, or after a refusal; and for no longer than it is bounded.
    who_stands_in(office, "2026-03-02T09:00") {
        let (chen, sun, wu, li) = (office.person("chen").await?, office.person("sun").await?, office.person("wu").await?, office.person("li").await?);
        let agreed = entered_for(&chen, &sun, "2036-03-02T17:00").await?;
        let refused = entered_for(&chen, &wu, "2026-03-02T18:00").await?;
        let own = li.file("whereabouts/outing", outing(&chen, "2026-03-02T17:30")).await?;
        let auditor = auditor(&office).await?;
        for matter in [agreed, refused] {
            let before = of(&auditor, matter).await?;
            assert!(!effects(&before).iter().any(|what| what.contains("待办交给")), "nobody has agreed yet: {before:#?}");
        }
        let at_once = of(&auditor, own).await?;
        assert!(effects(&at_once).iter().any(|what| what.starts_with("办结后：") && what.contains("李敏的待办交给陈文员")), "{at_once:#?}");
        sun.does(agreed, "approve", plainly()).await?;
        wu.does(refused, "refuse", saying("我没有外出")).await?;
        let events = of(&auditor, agreed).await?;
        let answer = one(&events, "consented")?;
        assert!(answer.what.starts_with("同意：2026-03-02 09:00 至 2026-04-02 09:00，") && answer.what.contains("待办交给陈文员"), "{answer:#?}");
        let took = effects(&events);
        assert!(took.iter().any(|what| what.starts_with("本人同意后：2026-03-02 09:00 至 2026-04-02 09:00，")), "as it is bounded: {took:?}");
        let events = of(&auditor, refused).await?;
        assert!(one(&events, "consented")?.what.starts_with("不同意："), "{events:#?}");
        assert!(!effects(&events).iter().any(|what| what.contains("待办交给")), "{events:#?}");
        Ok(())
    }

    /// Whoever becomes a deputy, in whose place, and that nobody is one any more, is told with the matter or the reason.
    deputies(office, "2026-03-02T09:00") {
        let (zhou, wang, li, liu) = (office.person("zhou").await?, office.person("wang").await?, office.person("li").await?, office.person("liu").await?);
        let auditor = auditor(&office).await?;
        let pair = |b: u64| json!({ "post": "干事", "a": li.id, "b": b, "both_able": true });
        wang.file("ab-role/pair", pair(wang.id)).await?;
        let second = wang.file("ab-role/pair", pair(liu.id)).await?;
        let people = zhou.get::<Vec<PersonShown>>("/api/people").await?;
        let entry = people.into_iter().find(|person| person.id == liu.id).context("刘洋")?;
        let leaving = PersonEntry { id: Some(liu.id), name: entry.name, department: entry.department_name, badge: entry.badge, left: true, reason: "调离".to_owned(), attributes: entry.attributes, ..PersonEntry::default() };
        zhou.posts("/api/people", &leaving).await?;
        let set = found(&auditor, &format!("person={}&theme=people", li.id)).await?;
        let set = set.iter().filter(|event| event.kind == "deputy-set").collect::<Vec<_>>();
        let said = set.iter().map(|event| (event.what.as_str(), event.changes[0].clone())).collect::<Vec<_>>();
        let label = &set[0].changes[0].label;
        assert_eq!(said, [
            ("李敏不再有B角", change(label, "刘洋", "无")),
            ("刘洋成为李敏的B角", change(label, "王科长", "刘洋")),
            ("王科长成为李敏的B角", change(label, "无", "王科长")),
        ]);
        assert_eq!((set[0].reason.as_deref(), set[0].by.as_deref()), (Some("调离"), Some("周办")));
        assert_eq!(set[1].details, [format!("依据第{second}号事项")]);
        Ok(())
    }

    /// Of a record that an effect changes it is told which, what in it, and from what to what; it is found by the record.
    records(office, "2026-03-02T09:00") {
        let room = room(&office, 5).await?;
        let auditor = auditor(&office).await?;
        let (li, liu) = (office.person("li").await?, office.person("liu").await?);
        let moved = li.file("workbench/chairs", json!({ "room": room, "by": 3 })).await?;
        let kept = li.file("workbench/new-keeper", json!({ "room": room, "keeper": liu.id })).await?;
        let chairs = changed(&auditor, moved).await?;
        assert_eq!(chairs, [change("《房间》“会议室”：椅子", "5", "8")]);
        assert_eq!(changed(&auditor, kept).await?, [change("《房间》“会议室”：保管人", "无", "刘洋")]);
        let by_record = found(&auditor, &format!("thing=record&id={room}")).await?;
        let matters = by_record.iter().filter_map(|event| event.matter).collect::<Vec<_>>();
        assert_eq!(matters, [kept, moved]);
        let wu = office.person("wu").await?;
        let english = of(&auditor.reading("en"), moved).await?;
        assert!(effects(&english)[0].starts_with("Followed the last step: "), "{english:#?}");
        // Whoever holds another role of the system and sees nothing of the matter finds nothing by it.
        let others = found(&wu, &format!("thing=record&id={room}")).await?;
        assert!(others.iter().all(|event| event.changes.is_empty() || event.matter.is_some()), "{others:#?}");
        Ok(())
    }

    /// What is published and withdrawn is told by its title; a delegation that ends earlier, from when to when.
    what_hangs_on_it(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (chen, li, liu) = (office.person("chen").await?, office.person("li").await?, office.person("liu").await?);
        let published = chen.file("workbench/announcement", json!({ "title": "大家都可以看", "public": true })).await?;
        let record = chen.records("workbench/announcement").await?[0].id;
        let withdrawn = chen.file("workbench/recall", json!({ "announcement": record, "reason": "数字有误" })).await?;
        li.file("whereabouts/outing", outing(&liu, "2026-03-02T17:30")).await?;
        office.at("2026-03-02T10:00").await?;
        let outing = li.records("whereabouts/outing").await?[0].id;
        let back = li.file("whereabouts/back", json!({ "outing": outing, "at": "2026-03-02T10:00" })).await?;
        let auditor = auditor(&office).await?;
        for matter in [published, withdrawn] {
            let events = of(&auditor, matter).await?;
            assert_eq!(one(&events, "effect")?.details, ["公示标题：大家都可以看"]);
        }
        let changes = changed(&auditor, back).await?;
        let over = |to: &str| format!("2026年3月2日（周一） 09:00—{to}");
        assert_eq!(changes[0], change("《外出登记》“开会：区政府（开会）”：起止时间", &over("17:30"), &over("10:00")));
        let shortened = change("刘洋代行李敏待办的截止时间", "2026-03-02 17:30", "2026-03-02 10:00");
        assert_eq!(changes[1..], [shortened]);
        Ok(())
    }

    /// A due date that another matter puts off is told where it was put off: in the history and in the audit.
    put_off(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        let trial = json!({ "way": "one", "people": [wu.id], "last": wu.id, "note": "x" });
        let matter = li.file("workbench/trial", trial).await?;
        let row = sqlx::query_scalar::<_, i64>("SELECT id FROM records WHERE matter_id = $1");
        let record = row.bind(i64::try_from(matter)?).fetch_one(&office.app.pool).await?;
        let before = li.matter(matter).await?.stations[0].due.clone().context("a due date")?.replace('T', " ");
        let by = li.file("workbench/more-time", json!({ "trial": record, "until": "2026-03-10" })).await?;
        let shown = li.matter(matter).await?;
        let after = shown.stations[0].due.clone().context("a due date")?.replace('T', " ");
        assert!(after.starts_with("2026-03-10") && after != before);
        let told = shown.history.iter().find(|entry| entry.what.contains("办理时限")).context("it stands in the history")?;
        assert!([&before, &after, &format!("依据第{by}号事项")].iter().all(|part| told.what.contains(part.as_str())), "{told:?}");
        let auditor = auditor(&office).await?;
        let events = of(&auditor, matter).await?;
        let put_off = one(&events, "deferred")?;
        assert_eq!(put_off.matter, Some(matter));
        assert_eq!((put_off.changes[0].from.as_str(), put_off.changes[0].to.as_str()), (before.as_str(), after.as_str()));
        let from_it = found(&auditor, &format!("thing=matter&id={by}")).await?;
        assert!(from_it.iter().any(|event| event.kind == "deferred"), "it is found by the matter that put it off");
        Ok(())
    }

    /// Events of a matter show what they changed: a correction, a count, a hand-over and back, what a filing meets.
    what_changed(office, "2026-12-28T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let leave = |reason: &str| json!({ "kind": "personal", "span": "2026-12-31 am/2027-01-05 pm", "reason": reason });
        let filing = Filing { content: leave("回老家"), remark: Some("家中有老人".to_owned()), ..Filing::default() };
        let (status, filed) = li.post("/api/forms/attendance/leave/file", &filing).await?;
        assert_eq!(status, StatusCode::CREATED, "{filed}");
        let matter = filed.read::<Entered>()?.id;
        for login in ["wang", "wu", "zhao"] {
            let person = office.person(login).await?;
            if person.tray("decide").await?.contains(&matter) {
                person.does(matter, "return", saying("请写明去向")).await?;
                break;
            }
        }
        li.does(matter, "resubmit", filling(leave("回信阳老家"))).await?;
        let year = "holiday 2027-01-01 2027-01-03 元旦\nholiday 2027-01-04 元旦\nwork 2027-01-10 元旦\n";
        let (status, published) = zhou.post("/api/calendar", &YearFile { text: year.to_owned() }).await?;
        assert_eq!((status, published.read::<CalendarYear>()?.recounted), (StatusCode::OK, 1), "{published:?}");
        let auditor = auditor(&office).await?;
        let events = of(&auditor, matter).await?;
        assert_eq!(one(&events, "resubmitted")?.changes, [change("事由", "回老家", "回信阳老家")]);
        let counted = &one(&events, "recounted")?.changes[0];
        assert!(counted.label == "摘要" && counted.from != counted.to, "{counted:?}");
        Ok(())
    }

    /// With whom a task lay and lies is told when it comes back, too.
    handed_back(office, "2026-03-02T09:00") {
        let (zhou, li, wang, wu, liu) = (office.person("zhou").await?, office.person("li").await?, office.person("wang").await?, office.person("wu").await?, office.person("liu").await?);
        let leave = |day: u8| json!({ "kind": "personal", "span": format!("2026-03-{day:02} am/2026-03-{day:02} am"), "reason": "有事" });
        zhou.file("ab-role/pair", json!({ "post": "科长", "a": wang.id, "b": li.id, "both_able": true })).await?;
        let own = wang.file("attendance/leave", leave(4)).await?;
        wu.does(own, "approve", plainly()).await?;
        let before = liu.file("attendance/leave", leave(10)).await?;
        office.at("2026-03-04T08:31").await?;
        office.at("2026-03-04T14:00").await?;
        let auditor = auditor(&office).await?;
        let events = of(&auditor, before).await?;
        let moves = ["handed-over", "handed-back"].map(|kind| one(&events, kind).map(|event| event.changes[0].clone()));
        let [over, back] = moves;
        let (over, back) = (over?, back?);
        assert_eq!((over.from.as_str(), over.to.as_str()), ("王科长", "李敏"));
        assert_eq!((back.from.as_str(), back.to.as_str()), ("李敏", "王科长"));
        Ok(())
    }

    /// A filing says what it meets; a matter that is taken back, what is free again.
    what_is_met_and_freed(office, "2026-03-02T09:00") {
        let (li, wu, zhao) = (office.person("li").await?, office.person("wu").await?, office.person("zhao").await?);
        let content = json!({ "kind": "personal", "span": "2026-03-03 am/2026-03-04 am", "reason": "有事" });
        let matter = li.file("attendance/leave", content).await?;
        wu.does(matter, "approve", plainly()).await?;
        zhao.does(matter, "approve", plainly()).await?;
        office.at("2026-03-04T14:00").await?;
        let leave = li.records("attendance/leave").await?[0].id;
        let met = li.file("attendance/leave-return", json!({ "leave": leave, "back_on": "2026-03-04" })).await?;
        let auditor = auditor(&office).await?;
        let filed = of(&auditor, met).await?;
        let details = &one(&filed, "filed")?.details;
        assert!(details.len() == 1 && details[0].starts_with(&format!("履行第{matter}号事项")), "{details:?}");
        Ok(())
    }
}
