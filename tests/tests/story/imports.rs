//! What becomes of the lines of a file, of people who left, and of a year that is published again.

use guiju_api::{
    AuditPage, CalendarYear, Entered, MatterShown, OpeningEntry, PersonEntry, PersonShown, Post, YearFile,
};
use guiju_tests::{on_each_database, said};
use reqwest::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::Row;

const PUNCHES: &str = "/api/forms/attendance/punch/import";

/// The event of an import.
#[derive(Debug, Deserialize)]
struct Imported {
    file: String,
    after: Vec<ImportedLine>,
}

/// A line as the event has it.
#[derive(Debug, Deserialize)]
struct ImportedLine {
    record: u64,
    person: u64,
    content: String,
}

on_each_database! {
    /// Lines before the office's year or after now are told, wait for a reason, and can be withdrawn.
    beyond_and_withdrawn(office, "2026-04-01T09:00") {
        let (chen, li) = (office.person("chen").await?, office.person("li").await?);
        let file = "8\t2000-03-02 08:25:00\n8\t2026-03-02 08:25:00\n8\t2110-03-02 08:25:00\n8\t2026-03-02 08:25:00\n";
        let report = chen.import(PUNCHES, file).await?;
        assert_eq!((report.new, report.beyond), (1, 2), "{report:?}");
        let errors = &report.errors;
        assert_eq!(errors.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3], "{report:?}");
        assert!(errors[0].1.contains("早于") && errors[1].1.contains("现在之后"), "{report:?}");
        assert_eq!(report.aside.len(), 1, "the repeated line is told: {report:?}");
        let decided = format!("{PUNCHES}?beyond=%E6%97%A7%E8%B4%A6");
        let report = chen.import(&decided, file).await?;
        assert_eq!((report.new, report.errors.len()), (2, 0), "{report:?}");

        let rows = chen.register("attendance/punches?from=2000-01-01&to=2000-12-31").await?;
        let record = rows.rows[0].record;
        let path = format!("/api/records/{record}/withdrawal");
        assert_eq!(chen.post(&path, &OpeningEntry { reason: " ".to_owned() }).await?.0, StatusCode::BAD_REQUEST, "{rows:?}");
        assert_eq!(li.post(&path, &OpeningEntry { reason: "x".to_owned() }).await?.0, StatusCode::FORBIDDEN);
        assert_eq!(chen.post(&path, &OpeningEntry { reason: "考勤机时钟有误".to_owned() }).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(chen.post(&path, &OpeningEntry { reason: "考勤机时钟有误".to_owned() }).await?.0, StatusCode::NOT_FOUND);
        assert!(li.notices().await?.iter().any(|message| message.contains("考勤机时钟有误")));
        let again = chen.import(&decided, file).await?;
        assert_eq!(again.new, 0, "what was withdrawn does not come back: {again:?}");
        assert!(again.aside.iter().any(|(line, why)| *line == 1 && why.contains("撤销")), "{again:?}");
        Ok(())
    }

    /// The file stays as evidence beside an event with each line as it was read; the event is found by whom a line is about.
    a_file_is_evidence(office, "2026-04-01T09:00") {
        let (chen, li) = (office.person("chen").await?, office.person("li").await?);
        let file = "8\t2026-03-02 08:25:00\n8\t2026-03-02 17:35:00\n";
        let looked = chen.import(&format!("{PUNCHES}?preview=true"), file).await?;
        assert_eq!((looked.new, looked.written), (2, false), "{looked:?}");
        let digest = Sha256::digest(file).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        let path = format!("/api/attachments/{digest}");
        assert_eq!(chen.look(&path).await?.0, StatusCode::NOT_FOUND, "what is only looked at is not kept");
        assert_eq!(chen.import(PUNCHES, file).await?.new, 2);
        assert_eq!(chen.bytes(&path).await?.1, file.as_bytes());
        assert_eq!(li.look(&path).await?.0, StatusCode::NOT_FOUND);
        let rows = chen.register("attendance/punches?from=2026-03-01&to=2026-03-31").await?.rows;
        let imported = sqlx::query("SELECT body FROM events WHERE kind = 'imported'").fetch_one(&office.app.pool).await?;
        let event: Imported = serde_json::from_str(&imported.try_get::<String, _>("body")?)?;
        assert_eq!((event.after.len(), &event.file), (2, &digest), "{event:?}");
        for line in &event.after {
            assert!(rows.iter().any(|row| row.record == line.record) && line.person == li.id, "{event:?}");
            assert!(line.content.contains("2026-03-02"), "{event:?}");
        }
        let auditor = crate::audit::auditor(&office).await?;
        let found = auditor.get::<AuditPage>(&format!("/api/audit/events?person={}&theme=registers", li.id)).await?;
        assert_eq!(found.events.len(), 1, "{found:?}");
        // Nothing but the event names it, and it stays.
        office.at("2029-04-01T09:00").await?;
        let chen = office.person("chen").await?;
        assert_eq!(chen.bytes(&path).await?.1, file.as_bytes());
        Ok(())
    }

    /// The number of somebody who left means them until that day, and whoever has it now from the next day on.
    a_number_passes_on(office, "2026-03-10T09:00") {
        let (chen, zhou) = (office.person("chen").await?, office.person("zhou").await?);
        let person = |name: &str, badge: &str| PersonEntry { name: name.to_owned(), department: "社会科".to_owned(), badge: Some(badge.to_owned()), ..PersonEntry::default() };
        let first = zhou.post("/api/people", &person("钱进", "30")).await?.1.read::<Entered>()?.id;
        let gone = PersonEntry { id: Some(first), left: true, ..person("钱进", "30") };
        assert!(zhou.post("/api/people", &gone).await?.0.is_success());
        office.at("2026-03-16T09:00").await?;
        let (status, second) = zhou.post("/api/people", &person("孙继", "30")).await?;
        assert!(status.is_success(), "{second}");
        let file = "30\t2026-03-09 08:25:00\n30\t2026-03-12 08:25:00\n";
        let report = chen.import(PUNCHES, file).await?;
        let sample = said(&report.sample);
        assert!(report.new == 2 && sample.contains("钱进") && sample.contains("孙继"), "{report:?}");
        // Whoever has left gets nothing new.
        let (status, _) = zhou.post("/api/posts", &Post { title: "新岗".to_owned(), department: "社会科".to_owned(), holder: Some(first), ..Post::default() }).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let report = chen.import(PUNCHES, "姓名,打卡时间\n钱进,2026-03-12 08:25\n").await?;
        assert!(report.new == 0 && said(&report).contains("已经离开"), "{report:?}");
        Ok(())
    }

    /// People are known by number, or by name and department: nobody is moved or renumbered by a name.
    people_of_one_name(office, "2026-03-10T09:00") {
        let (chen, zhou) = (office.person("chen").await?, office.person("zhou").await?);
        let path = "/api/people/import";
        let report = zhou.import(path, "姓名,部门,考勤号\n刘洋,经济科,88\n").await?;
        assert!(report.new == 0 && report.errors[0].1.contains("考勤号 9"), "{report:?}");
        let report = zhou.import(path, "姓名,部门,考勤号,同名\n刘洋,经济科,88,另一人\n").await?;
        assert_eq!(report.new, 1, "{report:?}");
        // By name alone it is nobody's; by name and department, or number, it is.
        let report = chen.import(PUNCHES, "姓名,打卡时间\n刘洋,2026-03-02 08:25\n刘洋（经济科）,2026-03-02 08:26\n").await?;
        let errors = &report.errors;
        assert!(report.new == 1 && errors[0].1.contains("考勤号 9") && errors[0].1.contains("考勤号 88"), "{report:?}");
        let report = chen.import(PUNCHES, "考勤号,姓名,时间\n9,李敏,2026-03-02 08:25\n0009,刘洋,2026-03-02 08:25\n").await?;
        assert!(report.new == 1 && report.errors[0].0 == 2, "{report:?}");
        // The same line twice is one person, told in the preview as well.
        for path in ["/api/people/import?preview=true", path] {
            let report = zhou.import(path, "姓名,部门\n新人,社会科\n新人,社会科\n").await?;
            assert!(report.new == 1 && report.errors[0].0 == 3, "{report:?}");
        }
        Ok(())
    }

    /// Attributes are typed by their declaration, in a table and at the API.
    attributes_are_typed(office, "2026-03-10T09:00") {
        let zhou = office.person("zhou").await?;
        let table = "姓名,部门,已婚,参加工作日期\n甲,社会科,TRUE,2019.7\n乙,社会科,√,2019年7月\n丙,社会科,有,2019-07-01 00:00:00\n丁,社会科,离异,2019-07-01\n戊,社会科,否,3/2/2019\n";
        let report = zhou.import("/api/people/import", table).await?;
        assert_eq!(report.errors.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5, 6], "{report:?}");
        let people = zhou.get::<Vec<PersonShown>>("/api/people").await?;
        for name in ["甲", "乙", "丙"] {
            let kept = people.iter().find(|person| person.name == name).map(|person| person.attributes.clone());
            assert_eq!(kept, Some(json!({ "married": true, "working_since": "2019-07-01" })), "{name}");
        }
        let with = |attributes: Value| PersonEntry { name: "己".to_owned(), department: "社会科".to_owned(), attributes, ..PersonEntry::default() };
        for wrong in [json!({ "married": "也许" }), json!({ "working_since": "3/2/2019" }), json!({ "working_since": 5 }), json!([1])] {
            let (status, answer) = zhou.post("/api/people", &with(wrong.clone())).await?;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}: {answer}");
        }
        assert!(zhou.post("/api/people", &with(json!({ "married": "yes", "working_since": "2019.7" }))).await?.0.is_success());
        Ok(())
    }

    /// A year published again with other days is counted again, its matters and its judged periods; whom it concerns is told.
    a_year_again(office, "2026-12-28T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let publish = |text: &str| YearFile { text: text.to_owned() };
        let first = "holiday 2027-01-01 2027-01-03 元旦\nwork 2027-01-10 元旦\n";
        assert_eq!(zhou.post("/api/calendar", &publish(first)).await?.0, StatusCode::OK);
        let content = json!({ "kind": "personal", "span": "2026-12-31 am/2027-01-05 pm", "reason": "回老家" });
        let matter = li.file("attendance/leave", content).await?;
        let days = |shown: MatterShown| shown.derived[0].value.clone();
        assert_eq!(days(li.matter(matter).await?), "3");
        // The notice gives the last day of the year before off as well.
        let again = "holiday 2026-12-31 2027-01-03 元旦\nholiday 2027-01-04 元旦\nwork 2027-01-10 元旦\n";
        let (status, published) = zhou.post("/api/calendar", &publish(again)).await?;
        assert_eq!(status, StatusCode::OK, "{published}");
        let published: CalendarYear = published.read()?;
        assert_eq!((published.year, published.recounted), (2027, 1), "{published:?}");
        assert_eq!(days(li.matter(matter).await?), "1");
        assert!(li.notices().await?.iter().any(|message| message.contains("有变动") && message.contains("重新计算")));
        let (_, same) = zhou.post("/api/calendar", &publish(again)).await?;
        assert_eq!(same.read::<CalendarYear>()?.recounted, 0, "nothing changed: {same}");
        Ok(())
    }
}
