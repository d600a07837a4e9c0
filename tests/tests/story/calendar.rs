//! A year whose holidays are not published, and then are.

use anyhow::Context;
use guiju_api::{CalendarYear, Entered, Filing, MatterShown, YearFile};
use guiju_model::Date;
use guiju_tests::{
    Columns,
    acts::{filling, plainly, saying},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::json;

on_each_database! {
    /// Filed with a warning, counted again when the year is published, and the applicant is told.
    counted_again(office, "2026-12-28T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let content = json!({ "kind": "personal", "span": "2026-12-31 am/2027-01-05 pm", "reason": "回老家" });
        let path = "/api/forms/attendance/leave/file";
        let (status, problem) = li.post(path, &Filing { content: content.clone(), ..Filing::default() }).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a warning asks for a reason: {problem}");
        let (status, filed) = li.post(path, &Filing { content, remark: Some("家中有老人".to_owned()), ..Filing::default() }).await?;
        assert_eq!(status, StatusCode::CREATED, "{filed}");
        let matter = filed.read::<Entered>()?.id;
        let days = |shown: &MatterShown| shown.derived[0].value.clone();
        assert_eq!(days(&li.matter(matter).await?), "4");
        let year = "holiday 2027-01-01 2027-01-03 元旦\nholiday 2027-01-04 元旦\nwork 2027-01-10 元旦\n";
        let (status, published) = zhou.post("/api/calendar", &YearFile { text: year.to_owned() }).await?;
        assert_eq!((status, published.read::<CalendarYear>()?.recounted), (StatusCode::OK, 1), "{published:?}");
        assert_eq!(days(&li.matter(matter).await?), "2");
        assert!(li.notices().await?.iter().any(|message| message.contains("重新计算")));
        Ok(())
    }

    /// A leave that is corrected to days that are published is not provisional any more: their year says nothing about it.
    corrected_to_published_days(office, "2026-12-28T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let content = json!({ "kind": "personal", "span": "2026-12-31 am/2027-01-05 pm", "reason": "回老家" });
        let filing = Filing { content, remark: Some("家中有老人".to_owned()), ..Filing::default() };
        let (status, filed) = li.post("/api/forms/attendance/leave/file", &filing).await?;
        assert_eq!(status, StatusCode::CREATED, "{filed}");
        let matter = filed.read::<Entered>()?.id;
        for login in ["wang", "wu", "zhao"] {
            let person = office.person(login).await?;
            if person.tray("decide").await?.contains(&matter) {
                person.does(matter, "return", saying("请改为年内")).await?;
                break;
            }
        }
        let content = json!({ "kind": "personal", "span": "2026-12-29 am/2026-12-29 pm", "reason": "回老家" });
        li.does(matter, "resubmit", filling(content)).await?;
        let year = "holiday 2027-01-01 2027-01-03 元旦\n";
        let (status, published) = zhou.post("/api/calendar", &YearFile { text: year.to_owned() }).await?;
        assert_eq!((status, published.read::<CalendarYear>()?.recounted), (StatusCode::OK, 0), "{published:?}");
        assert!(!li.notices().await?.iter().any(|message| message.contains("重新计算")));
        let row = sqlx::query("SELECT starts, ends, provisional FROM matters WHERE office_id = 1 AND id = $1");
        let row = row.bind(i64::try_from(matter)?).fetch_one(&office.app.pool).await?;
        let day = Date::new(2026, 12, 29).context("a date")?;
        let (starts, ends) = (day.at(0).0, day.at(0).0 + 24 * 3600);
        assert!((starts..ends).contains(&row.int("starts")?) && (starts..=ends).contains(&row.int("ends")?));
        assert_eq!(row.int("provisional")?, 0);
        Ok(())
    }

    /// What was decided as one day and is five by a later notice: whoever asked and whoever decided learn who would have had to.
    counted_again_after_its_end(office, "2026-12-28T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let long = "holiday 2027-01-01 2027-01-07 元旦\nwork 2027-01-09 元旦\n";
        assert_eq!(zhou.post("/api/calendar", &YearFile { text: long.to_owned() }).await?.0, StatusCode::OK);
        let content = json!({ "kind": "personal", "span": "2027-01-04 am/2027-01-08 pm", "reason": "回老家" });
        let matter = li.file("attendance/leave", content).await?;
        let mut deciders = Vec::new();
        for login in ["wu", "wang", "zhao"] {
            let person = office.person(login).await?;
            if person.tray("decide").await?.contains(&matter) {
                person.does(matter, "approve", plainly()).await?;
                deciders.push(person);
            }
        }
        let shown = li.matter(matter).await?;
        assert_eq!((shown.status.as_str(), shown.derived[0].value.as_str()), ("completed", Some("1")), "{shown:?}");
        let short = YearFile { text: "holiday 2027-01-01 元旦\n".to_owned() };
        let (_, published) = zhou.post("/api/calendar", &short).await?;
        assert_eq!(published.read::<CalendarYear>()?.recounted, 1, "{published:?}");
        for person in deciders.iter().chain([&li]) {
            let told = person.notices().await?;
            assert!(told.iter().any(|message| message.contains("还须经")), "{}: {told:?}", person.id);
        }
        Ok(())
    }

    /// A faulty file tells every line and changes nothing.
    a_faulty_file(office, "2026-12-28T09:00") {
        let zhou = office.person("zhou").await?;
        let (status, problem) = zhou.post("/api/calendar", &YearFile { text: "holiday soon\nwork 2027-01-04 x\n".to_owned() }).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(problem.title().contains("第 1 行") && problem.title().contains("第 2 行"), "{problem}");
        Ok(())
    }
}
