//! A month of the clock machine: import, counts, proposal, objection, confirmation.

use guiju_tests::{Person, on_each_database};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::fmt::Write;

/// March 2026, everybody on time, but badge 8: late once by 10 minutes, once by 40.
fn month() -> String {
    let mut lines = String::new();
    for day in 2..=31 {
        let weekend = matches!(day, 7 | 8 | 14 | 15 | 21 | 22 | 28 | 29);
        if weekend {
            continue;
        }
        for badge in 1..=9 {
            let arrives = match (badge, day) {
                (8, 3) => "08:40:00",
                (8, 4) => "09:10:00",
                _ => "08:25:00",
            };
            let _ = writeln!(lines, "{badge}\t2026-03-{day:02} {arrives}\t1\t0\t1\t0");
            let _ = writeln!(lines, "{badge}\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0");
        }
    }
    lines.push_str("77\t2026-03-03 08:00:00\t1\t0\t1\t0\n8\tyesterday noon\n");
    lines
}

/// Attendance of somebody over February and March 2026 as a clock machine tells it, but for the days told apart.
fn attends(lines: &mut String, badge: u32, usual: &[&str], apart: &[(&str, &[&str])]) {
    // The Spring Festival's rest, and the two Saturdays worked in exchange, as published.
    let rests = |month: u32, day: u32| match month {
        2 => matches!(day, 1 | 7 | 8 | 15..=23),
        _ => matches!(day, 1 | 7 | 8 | 14 | 15 | 21 | 22 | 28 | 29),
    };
    for (month, last) in [(2, 28), (3, 31)] {
        for day in 1..=last {
            let date = format!("2026-{month:02}-{day:02}");
            let punches = apart.iter().find(|(on, _)| *on == date).map(|(_, punches)| *punches);
            let punches = punches.unwrap_or(if rests(month, day) { &[] } else { usual });
            for time in punches {
                let _ = writeln!(lines, "{badge}\t{date} {time}\t1\t0\t1\t0");
            }
        }
    }
}

/// What is counted of somebody: late, early, half days absent.
fn counted(sheet: &Value, name: &str) -> (i64, i64, i64) {
    let subject = sheet["subjects"].as_array().into_iter().flatten().find(|subject| subject["name"] == name);
    let figure = |figure: &str| {
        let figures = subject.and_then(|subject| subject["figures"].as_array()).into_iter().flatten();
        figures.into_iter().find(|f| f["name"] == figure).and_then(|f| f["value"].as_i64()).unwrap_or(-1)
    };
    (figure("late"), figure("early"), figure("absent_half_days"))
}

on_each_database! {
    /// Forty people: two and four punches a day, duplicates, an unknown badge, a day without punches, outing, half-day
    /// leave, the make-up Saturdays, and each limit with the minute beside it.
    forty_people(office, "2026-02-01T09:00") {
        let (zhou, chen, wang) = (office.person("zhou").await?, office.person("chen").await?, office.person("wang").await?);
        for badge in 12..=40 {
            let login = matches!(badge, 15 | 16).then(|| format!("staff{badge}"));
            let password = login.as_ref().map(|_| "set-by-the-office");
            let entry = json!({ "name": format!("职员{badge}"), "department": "社会科", "badge": badge.to_string(), "login": login, "password": password });
            assert_eq!(zhou.post("/api/people", &entry).await?.0, StatusCode::CREATED);
        }
        // From March on the office wants four punches a day; February keeps two.
        office.revise("attendance", None, json!({ "punches_per_day": 4 }), "2026-03-01").await?;

        const TWO: [&str; 2] = ["08:25:00", "18:05:00"];
        const FOUR: [&str; 4] = ["08:25:00", "12:03:00", "14:24:00", "18:05:00"];
        let none: &[&str] = &[];
        let mut file = String::new();
        for badge in (1..=11).chain(24..=40) {
            attends(&mut file, badge, &FOUR, &[]);
        }
        attends(&mut file, 12, &TWO, &[("2026-02-07", &["09:12:00"])]);
        attends(&mut file, 13, &["08:25:00", "08:25:09", "08:26:00", "18:05:00", "18:05:02"], &[]);
        attends(&mut file, 14, &TWO, &[("2026-02-10", none), ("2026-03-10", none)]);
        attends(&mut file, 15, &TWO, &[("2026-02-11", &["08:25:00", "12:01:00"])]);
        attends(&mut file, 16, &TWO, &[("2026-02-12", &["14:20:00", "18:05:00"])]);
        attends(&mut file, 17, &TWO, &[("2026-02-28", none)]);
        attends(&mut file, 18, &TWO, &[("2026-02-14", &["09:00:00", "18:05:00"])]);
        attends(&mut file, 19, &TWO, &[("2026-02-03", &["08:40:00", "18:05:00"]), ("2026-02-04", &["08:25:00", "17:40:00"])]);
        attends(&mut file, 20, &TWO, &[("2026-02-03", &["09:00:00", "18:05:00"]), ("2026-02-04", &["08:25:00", "17:30:00"])]);
        attends(&mut file, 21, &TWO, &[("2026-02-03", &["09:01:00", "18:05:00"]), ("2026-02-04", &["08:25:00", "17:29:00"])]);
        let late = ["08:31:00", "18:05:00"];
        attends(&mut file, 22, &TWO, &[("2026-02-03", &late), ("2026-02-04", &late), ("2026-02-05", &late)]);
        attends(&mut file, 23, &FOUR, &[("2026-02-03", &["08:25:00", "12:01:00", "14:45:00", "18:05:00"]), ("2026-03-03", &["08:25:00", "12:01:00", "14:45:00", "18:05:00"])]);
        let strangers = 2;
        file.push_str("99\t2026-02-03 08:20:00\t1\t0\t1\t0\n99\t2026-02-03 18:20:00\t1\t0\t1\t0\n");

        // The outing and the half day's leave go the way of the portal.
        let (out, away) = (
            Person::first_log_in(&office.base, "staff15", "set-by-the-office").await?,
            Person::first_log_in(&office.base, "staff16", "set-by-the-office").await?,
        );
        office.at("2026-02-11T13:00").await?;
        let outing = json!({ "kind": "meeting", "place": "区民政局", "reason": "业务会", "over": "2026-02-11T14:30/2026-02-11T18:00", "phone": "62001", "deputy": wang.id });
        let outing = out.file("whereabouts/outing", outing).await?;
        if !wang.tray("decide").await?.is_empty() {
            wang.does(outing, "approve", json!({})).await?;
        }
        let leave = json!({ "kind": "personal", "span": "2026-02-12 am/2026-02-12 am", "reason": "看牙" });
        let leave = away.file("attendance/leave", leave).await?;
        wang.does(leave, "approve", json!({})).await?;

        office.at("2026-04-01T08:00").await?;
        let path = "/api/forms/attendance/punch/import";
        let (_, first) = chen.post(path, &Value::String(file.clone())).await?;
        assert_eq!(first["errors"].as_array().map(Vec::len), Some(strangers), "{first}");
        let (_, second) = chen.post(path, &Value::String(file)).await?;
        assert_eq!((second["new"].as_u64(), second["known"].as_u64()), (Some(0), first["new"].as_u64()), "twice changes nothing");
        zhou.post("/api/assessments/month?day=2026-02-15", &Value::Null).await?;
        zhou.post("/api/assessments/month?day=2026-03-15", &Value::Null).await?;

        let february = chen.get("/api/assessments/attendance/month?day=2026-02-15").await?;
        assert_eq!(february["subjects"].as_array().map(Vec::len), Some(40));
        for (badge, expected, why) in [
            (12, (0, 0, 0), "two punches a day, and one on a Saturday of rest"),
            (13, (0, 0, 0), "the same punch several times"),
            (14, (0, 0, 2), "a day without punches"),
            (15, (0, 0, 0), "an outing in the afternoon"),
            (16, (0, 0, 0), "a morning's leave"),
            (17, (0, 0, 2), "missing on a Saturday worked in exchange"),
            (18, (1, 0, 0), "late on a Saturday worked in exchange"),
            (19, (1, 1, 0), "late and early"),
            (20, (1, 1, 0), "thirty minutes are late, and early"),
            (21, (0, 0, 2), "thirty-one are half a day's absence each"),
            (22, (3, 0, 2), "three times late are a day's absence"),
            (23, (0, 0, 0), "four punches where two are asked: noon does not count"),
            (24, (0, 0, 0), "four punches a day"),
        ] {
            assert_eq!(counted(&february, &format!("职员{badge}")), expected, "{why}");
        }
        let march = chen.get("/api/assessments/attendance/month?day=2026-03-15").await?;
        assert_eq!(counted(&march, "职员23"), (1, 0, 0), "late after noon, where four punches are asked");
        assert_eq!(counted(&march, "职员14"), (0, 0, 2));
        // The day behind a judgement: its sessions, punches and marks, for the person and whoever keeps attendance.
        let id = |name: &str| february["subjects"].as_array().into_iter().flatten().find(|s| s["name"] == name).and_then(|s| s["person"].as_u64()).unwrap_or_default();
        let day = |person: u64| format!("/api/assessments/attendance/month/day?person={person}&day=2026-02-11");
        let shown = chen.get(&day(id("职员15"))).await?;
        assert_eq!(shown["sessions"], json!([["08:30", "12:00"], ["14:30", "18:00"]]));
        assert_eq!((shown["entries"].as_array().map(Vec::len), shown["marks"].as_array().map(Vec::len)), (Some(3), Some(2)), "{shown}");
        assert_eq!(out.get(&day(out.id)).await?, shown);
        assert!(out.get(&day(id("职员14"))).await.is_err(), "a colleague's day is none of one's business");
        let others = february["subjects"].as_array().into_iter().flatten().filter_map(|s| s["name"].as_str());
        for name in others.filter(|name| !name.starts_with("职员")) {
            assert_eq!(counted(&february, name), (0, 0, 0), "{name}");
        }
        // Exactly those with half days of absence are proposed, each with the records behind it.
        let proposals = office.person("sun").await?.get("/api/proposals").await?;
        let february = proposals.as_array().into_iter().flatten().filter(|p| p["starts"] == "2026-02-01").collect::<Vec<_>>();
        let mut named = february.iter().filter_map(|p| p["person"].as_str()).collect::<Vec<_>>();
        named.sort_unstable();
        assert_eq!(named, ["职员14", "职员17", "职员21", "职员22"]);
        let of = |name: &str| february.iter().find(|p| p["person"] == name).map(|p| p["evidence"].as_array().map_or(0, Vec::len));
        assert_eq!((of("职员21"), of("职员22")), (Some(2), Some(3)));
        Ok(())
    }

    a_month(office, "2026-04-01T09:00") {
        let (zhou, chen, li, sun) = (office.person("zhou").await?, office.person("chen").await?, office.person("li").await?, office.person("sun").await?);
        let file = Value::String(month());
        let path = "/api/forms/attendance/punch/import";
        let (status, preview) = chen.post(&format!("{path}?preview=true"), &file).await?;
        assert_eq!(status, StatusCode::OK, "{preview}");
        assert_eq!((preview["new"].as_u64(), preview["written"].as_bool()), (Some(396), Some(false)));
        assert_eq!(preview["errors"].as_array().map(Vec::len), Some(2), "{preview}");
        let (_, first) = chen.post(path, &file).await?;
        let (_, second) = chen.post(path, &file).await?;
        assert_eq!((first["new"].as_u64(), second["new"].as_u64(), second["known"].as_u64()), (Some(396), Some(0), Some(396)));

        zhou.post("/api/assessments/month?day=2026-03-15", &Value::Null).await?;
        let sheet = zhou.get("/api/assessments/attendance/month?day=2026-03-15").await?;
        let mine = sheet["subjects"].as_array().into_iter().flatten().find(|s| s["name"] == "李敏").cloned().unwrap_or_default();
        let figure = |name: &str| mine["figures"].as_array().into_iter().flatten().find(|f| f["name"] == name).and_then(|f| f["value"].as_i64());
        assert_eq!((figure("late"), figure("absent_half_days")), (Some(1), Some(1)));

        let proposals = li.get("/api/proposals").await?;
        let proposal = &proposals[0];
        assert_eq!(proposals.as_array().map(Vec::len), Some(1), "{proposals}");
        assert!(proposal["measure"].as_str().is_some_and(|m| m.contains("50%")), "{proposal}");
        let cited = proposal["citations"].as_array().into_iter().flatten().filter_map(|c| c["regulation"].as_str()).collect::<Vec<_>>();
        assert_eq!(cited, ["attendance", "work-discipline"], "one act, one proposal, both clauses");
        assert!(proposal.to_string().contains("3月4日（周三）上午"), "which half day, in words: {proposal}");
        assert!(!proposal["evidence"].as_array().is_none_or(Vec::is_empty), "a proposal carries its evidence");
        let path = format!("/api/proposals/{}", proposal["id"]);
        assert_eq!(li.post(&path, &json!({ "action": "confirm", "reason": "x" })).await?.0, StatusCode::CONFLICT);
        assert_eq!(li.post(&path, &json!({ "action": "object", "reason": "那天公交停运" })).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(sun.post(&path, &json!({ "action": "confirm", "reason": "" })).await?.0, StatusCode::BAD_REQUEST);
        assert_eq!(sun.post(&path, &json!({ "action": "confirm", "reason": "已核实，不属不可抗力" })).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(li.get("/api/proposals").await?[0]["state"], "confirmed");

        // Judged again, what was decided stays decided.
        zhou.post("/api/assessments/month?day=2026-03-15", &Value::Null).await?;
        assert_eq!(li.get("/api/proposals").await?.as_array().map(Vec::len), Some(1));
        Ok(())
    }
}
