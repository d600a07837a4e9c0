//! A month of the clock machine: import, counts, proposal, objection, confirmation.

use anyhow::Result;
use guiju_api::{AssessmentShown, DayShown, PersonEntry, ProposalDecision, ProposalShown};
use guiju_tests::{Person, acts::plainly, on_each_database, said, values};
use reqwest::StatusCode;
use serde_json::json;
use std::fmt::Write;

/// March 2026, everybody on time, but badge 8: late once by 10 minutes, once by 40.
fn month() -> Result<String> {
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
            writeln!(lines, "{badge}\t2026-03-{day:02} {arrives}\t1\t0\t1\t0")?;
            writeln!(lines, "{badge}\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0")?;
        }
    }
    lines.push_str("77\t2026-03-03 08:00:00\t1\t0\t1\t0\n8\tyesterday noon\n");
    Ok(lines)
}

/// Attendance of somebody over February and March 2026 as a clock machine tells it, but for the days told apart.
fn attends(lines: &mut String, badge: u32, usual: &[&str], apart: &[(&str, &[&str])]) -> Result<()> {
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
                writeln!(lines, "{badge}\t{date} {time}\t1\t0\t1\t0")?;
            }
        }
    }
    Ok(())
}

/// What is counted of somebody: late, early, half days absent.
fn counted(sheet: &AssessmentShown, name: &str) -> Option<(i64, i64, i64)> {
    let subject = sheet.subjects.iter().find(|subject| subject.name == name)?;
    let figure = |name: &str| subject.figures.iter().find(|figure| figure.name == name).map(|figure| figure.value);
    Some((figure("late")?, figure("early")?, figure("absent_half_days")?))
}

on_each_database! {
    /// Forty people: two and four punches a day, duplicates, an unknown badge, a day without punches, outing, half-day
    /// leave, the make-up Saturdays, and each limit with the minute beside it.
    forty_people(office, "2026-02-01T09:00") {
        let (zhou, chen, wang) = (office.person("zhou").await?, office.person("chen").await?, office.person("wang").await?);
        for badge in 12..=40 {
            let login = matches!(badge, 15 | 16).then(|| format!("staff{badge}"));
            let password = login.as_ref().map(|_| "set-by-the-office".to_owned());
            let entry = PersonEntry { name: format!("职员{badge}"), department: "社会科".to_owned(), badge: Some(badge.to_string()), login, password, ..PersonEntry::default() };
            assert_eq!(zhou.post("/api/people", &entry).await?.0, StatusCode::CREATED);
        }
        // From March on the office wants four punches a day; February keeps two.
        office.revise("attendance", None, values(json!({ "punches_per_day": 4 })), "2026-03-01").await?;

        const TWO: [&str; 2] = ["08:25:00", "18:05:00"];
        const FOUR: [&str; 4] = ["08:25:00", "12:03:00", "14:24:00", "18:05:00"];
        let none: &[&str] = &[];
        let mut file = String::new();
        for badge in (1..=11).chain(24..=40) {
            attends(&mut file, badge, &FOUR, &[])?;
        }
        attends(&mut file, 12, &TWO, &[("2026-02-07", &["09:12:00"])])?;
        attends(&mut file, 13, &["08:25:00", "08:25:09", "08:26:00", "18:05:00", "18:05:02"], &[])?;
        attends(&mut file, 14, &TWO, &[("2026-02-10", none), ("2026-03-10", none)])?;
        attends(&mut file, 15, &TWO, &[("2026-02-11", &["08:25:00", "12:01:00"])])?;
        attends(&mut file, 16, &TWO, &[("2026-02-12", &["14:20:00", "18:05:00"])])?;
        attends(&mut file, 17, &TWO, &[("2026-02-28", none)])?;
        attends(&mut file, 18, &TWO, &[("2026-02-14", &["09:00:00", "18:05:00"])])?;
        attends(&mut file, 19, &TWO, &[("2026-02-03", &["08:40:00", "18:05:00"]), ("2026-02-04", &["08:25:00", "17:40:00"])])?;
        attends(&mut file, 20, &TWO, &[("2026-02-03", &["09:00:00", "18:05:00"]), ("2026-02-04", &["08:25:00", "17:30:00"])])?;
        attends(&mut file, 21, &TWO, &[("2026-02-03", &["09:01:00", "18:05:00"]), ("2026-02-04", &["08:25:00", "17:29:00"])])?;
        let late = ["08:31:00", "18:05:00"];
        attends(&mut file, 22, &TWO, &[("2026-02-03", &late), ("2026-02-04", &late), ("2026-02-05", &late)])?;
        attends(&mut file, 23, &FOUR, &[("2026-02-03", &["08:25:00", "12:01:00", "14:45:00", "18:05:00"]), ("2026-03-03", &["08:25:00", "12:01:00", "14:45:00", "18:05:00"])])?;
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
            wang.does(outing, "approve", plainly()).await?;
        }
        let leave = json!({ "kind": "personal", "span": "2026-02-12 am/2026-02-12 am", "reason": "看牙" });
        let leave = away.file("attendance/leave", leave).await?;
        wang.does(leave, "approve", plainly()).await?;

        office.at("2026-04-01T08:00").await?;
        let path = "/api/forms/attendance/punch/import";
        let first = chen.import(path, file.clone()).await?;
        assert_eq!(first.errors.len(), strangers, "{first:?}");
        let second = chen.import(path, file).await?;
        assert_eq!((second.new, second.known), (0, first.new), "twice changes nothing");
        zhou.posts("/api/assessments/month?day=2026-02-15", &()).await?;
        zhou.posts("/api/assessments/month?day=2026-03-15", &()).await?;

        let february = chen.get::<AssessmentShown>("/api/assessments/attendance/month?day=2026-02-15").await?;
        assert_eq!(february.subjects.len(), 40);
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
            assert_eq!(counted(&february, &format!("职员{badge}")), Some(expected), "{why}");
        }
        let march = chen.get::<AssessmentShown>("/api/assessments/attendance/month?day=2026-03-15").await?;
        assert_eq!(counted(&march, "职员23"), Some((1, 0, 0)), "late after noon, where four punches are asked");
        assert_eq!(counted(&march, "职员14"), Some((0, 0, 2)));
        // The day behind a judgement: its sessions, punches and marks, for the person and whoever keeps attendance.
        let id = |name: &str| february.subjects.iter().find(|s| s.name == name).and_then(|s| s.person).unwrap_or_default();
        let day = |person: u64| format!("/api/assessments/attendance/month/day?person={person}&day=2026-02-11");
        let shown: DayShown = chen.get(&day(id("职员15"))).await?;
        assert_eq!(shown.sessions, [("08:30", "12:00"), ("14:30", "18:00")].map(|(from, to)| (from.to_owned(), to.to_owned())));
        assert_eq!((shown.entries.len(), shown.marks.len()), (3, 2), "{shown:?}");
        assert_eq!(out.get::<DayShown>(&day(out.id)).await?, shown);
        assert!(out.get::<DayShown>(&day(id("职员14"))).await.is_err(), "a colleague's day is none of one's business");
        let others = february.subjects.iter().map(|s| s.name.as_str());
        for name in others.filter(|name| !name.starts_with("职员")) {
            assert_eq!(counted(&february, name), Some((0, 0, 0)), "{name}");
        }
        // Exactly those with half days of absence are proposed, each with the records behind it.
        let proposals = office.person("sun").await?.get::<Vec<ProposalShown>>("/api/proposals").await?;
        let february = proposals.iter().filter(|p| p.starts == "2026-02-01").collect::<Vec<_>>();
        let mut named = february.iter().map(|p| p.person.as_str()).collect::<Vec<_>>();
        named.sort_unstable();
        assert_eq!(named, ["职员14", "职员17", "职员21", "职员22"]);
        let of = |name: &str| february.iter().find(|p| p.person == name).map(|p| p.evidence.len());
        assert_eq!((of("职员21"), of("职员22")), (Some(2), Some(3)));
        Ok(())
    }

    a_month(office, "2026-04-01T09:00") {
        let (zhou, chen, li, sun) = (office.person("zhou").await?, office.person("chen").await?, office.person("li").await?, office.person("sun").await?);
        let file = month()?;
        let path = "/api/forms/attendance/punch/import";
        let preview = chen.import(&format!("{path}?preview=true"), file.as_str()).await?;
        assert_eq!((preview.new, preview.written), (396, false));
        assert_eq!(preview.errors.len(), 2, "{preview:?}");
        let first = chen.import(path, file.as_str()).await?;
        let second = chen.import(path, file).await?;
        assert_eq!((first.new, second.new, second.known), (396, 0, 396));

        zhou.posts("/api/assessments/month?day=2026-03-15", &()).await?;
        let sheet = zhou.get::<AssessmentShown>("/api/assessments/attendance/month?day=2026-03-15").await?;
        let mine = sheet.subjects.iter().find(|s| s.name == "李敏").cloned().unwrap_or_default();
        let figure = |name: &str| mine.figures.iter().find(|f| f.name == name).map(|f| f.value);
        assert_eq!((figure("late"), figure("absent_half_days")), (Some(1), Some(1)));

        let proposals = li.get::<Vec<ProposalShown>>("/api/proposals").await?;
        let proposal = &proposals[0];
        assert_eq!(proposals.len(), 1, "{proposals:?}");
        assert!(proposal.measure.contains("50%"), "{proposal:?}");
        let cited = proposal.citations.iter().map(|c| c.regulation.as_str()).collect::<Vec<_>>();
        assert_eq!(cited, ["attendance", "work-discipline"], "one act, one proposal, both clauses");
        assert!(said(proposal).contains("3月4日（周三）上午"), "which half day, in words: {proposal:?}");
        assert!(!proposal.evidence.is_empty(), "a proposal carries its evidence");
        let path = format!("/api/proposals/{}", proposal.id);
        assert_eq!(li.post(&path, &ProposalDecision { action: "confirm".to_owned(), reason: "x".to_owned() }).await?.0, StatusCode::CONFLICT);
        assert_eq!(li.post(&path, &ProposalDecision { action: "object".to_owned(), reason: "那天公交停运".to_owned() }).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(sun.post(&path, &ProposalDecision { action: "confirm".to_owned(), reason: "".to_owned() }).await?.0, StatusCode::BAD_REQUEST);
        assert_eq!(sun.post(&path, &ProposalDecision { action: "confirm".to_owned(), reason: "已核实，不属不可抗力".to_owned() }).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(li.get::<Vec<ProposalShown>>("/api/proposals").await?[0].state, "confirmed");

        // Judged again, what was decided stays decided.
        zhou.posts("/api/assessments/month?day=2026-03-15", &()).await?;
        assert_eq!(li.get::<Vec<ProposalShown>>("/api/proposals").await?.len(), 1);
        Ok(())
    }
}
