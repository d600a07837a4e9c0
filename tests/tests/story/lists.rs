//! Lists of people: the office's own order, one B for a post, and one sign for a half day on every sheet.

use anyhow::{Context, Result};
use guiju_api::{
    AssessmentShown, OfficeOrder, OrderEntry, OrderedDepartment, PersonShown, PlacedDepartment, Post, RollShown,
    StandingShown, SubjectShown,
};
use guiju_model::Half;
use guiju_tests::{Person, on_each_database, said};
use reqwest::StatusCode;
use serde_json::json;
use std::fmt::Write;

/// The line of somebody in a list.
fn line<'a, T>(lines: &'a [T], name: &str, of: impl Fn(&T) -> &str) -> Result<&'a T> {
    lines.iter().find(|line| of(line) == name).with_context(|| format!("no line of {name}"))
}

fn standing(shown: &StandingShown, name: &str) -> Result<Vec<String>> {
    line(&shown.lines, name, |line| &line.name).map(|line| line.cells.clone())
}

fn month(shown: &RollShown, name: &str) -> Result<Vec<String>> {
    line(&shown.lines, name, |line| &line.name).map(|line| line.days.clone())
}

async fn colleagues(person: &Person) -> Result<Vec<String>> {
    Ok(person.get::<Vec<PersonShown>>("/api/people").await?.into_iter().map(|person| person.name).collect())
}

/// March 2026 of badge 8: on time, but late on the third, whose afternoon has an outing; a long time off post on the fifth.
fn march() -> Result<String> {
    let mut lines = String::new();
    for day in (2..=31).filter(|day| !matches!(day, 7 | 8 | 14 | 15 | 21 | 22 | 28 | 29)) {
        let arrives = if day == 3 { "08:40:00" } else { "08:25:00" };
        writeln!(lines, "8\t2026-03-{day:02} {arrives}\t1\t0\t1\t0")?;
        writeln!(lines, "8\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0")?;
    }
    Ok(lines)
}

on_each_database! {
    /// The order that an administrator sets is followed by every list, says what it was before, and can be taken back.
    order_of_people(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let order = zhou.get::<OfficeOrder>("/api/order").await?;
        assert_eq!((order.set, order.departments[0].name.as_str()), (false, "领导"), "{order:?}");
        let before = colleagues(&zhou).await?;
        let department = |name: &str| line(&order.departments, name, |department| &department.name);
        let (social, leaders) = (department("社会科")?, department("领导")?);
        let person = |name: &str| line(&social.people, name, |person| &person.name).map(|person| person.id);
        let placed = |department: &OrderedDepartment, people: &[u64]| PlacedDepartment { department: department.id, people: people.to_vec() };
        let departments = vec![placed(social, &[person("刘洋")?, person("李敏")?]), placed(leaders, &[])];
        let entry = OrderEntry { departments, reason: "按发文名单".to_owned() };
        assert_eq!(li.put("/api/order", &entry).await?.0, StatusCode::FORBIDDEN);
        let (status, set) = zhou.put("/api/order", &entry).await?;
        assert_eq!(status, StatusCode::OK, "{set}");
        let set: OfficeOrder = set.read()?;
        let departments = set.departments.iter().map(|department| department.name.as_str()).collect::<Vec<_>>();
        assert_eq!((set.set, departments), (true, vec!["社会科", "领导", "办公室"]));
        let people = colleagues(&li).await?;
        assert_eq!(people[..2], ["刘洋", "李敏"], "who has no place comes after whoever has one");
        let place = |name: &str| people.iter().position(|one| one == name);
        assert!(place("王科长") < place("张书记") && place("张书记") < place("周办"), "departments keep together: {people:?}");
        let board = li.get::<StandingShown>("/api/standing/ab-role/matrix").await?;
        assert_eq!(board.lines.iter().take(2).map(|line| line.name.as_str()).collect::<Vec<_>>(), ["刘洋", "李敏"]);
        let roll = li.get::<RollShown>("/api/rolls/grassroots-contact/month-roll").await?;
        assert_eq!(roll.lines.iter().take(2).map(|line| line.name.as_str()).collect::<Vec<_>>(), ["刘洋", "李敏"]);
        let kinds = sqlx::query_scalar::<_, String>("SELECT body FROM events WHERE kind = 'order-set'").fetch_all(&office.app.pool).await?;
        assert!(kinds.len() == 1 && kinds[0].contains("按发文名单") && kinds[0].contains("before"), "{kinds:?}");

        for (wrong, code) in [
            (vec![PlacedDepartment { department: 999_999, people: Vec::new() }], "unknown.department"),
            (vec![placed(leaders, &[person("李敏")?])], "order.elsewhere"),
            (vec![placed(social, &[person("李敏")?, person("李敏")?])], "order.twice"),
            (vec![placed(social, &[]), placed(social, &[])], "order.twice"),
        ] {
            let entry = OrderEntry { departments: wrong, ..OrderEntry::default() };
            let (status, told) = zhou.put("/api/order", &entry).await?;
            assert!(status.is_client_error() && told.code() == code, "{status} {told}");
        }
        let (_, back) = zhou.put("/api/order", &OrderEntry::default()).await?;
        assert!(!back.read::<OfficeOrder>()?.set, "{back}");
        assert_eq!(colleagues(&zhou).await?, before);
        Ok(())
    }

    /// The B of a post is the B of the register and of the rule; another B for the same post is refused.
    one_b_for_a_post(office, "2026-03-02T09:00") {
        let (zhou, li, liu, wang) = (office.person("zhou").await?, office.person("li").await?, office.person("liu").await?, office.person("wang").await?);
        zhou.enters(&Post { deputy: Some(liu.id), ..zhou.post_named("干事").await? }).await?;
        let matrix = li.get::<StandingShown>("/api/standing/ab-role/matrix").await?;
        assert_eq!(standing(&matrix, "李敏")?, ["干事", "刘洋"], "{matrix:?}");
        assert!(standing(&matrix, "刘洋")?.is_empty(), "a gap is a gap still");
        let leave = json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 am", "reason": "有事" });
        let preview = li.preview("attendance/leave", &leave).await?;
        assert!(said(&preview.effects).contains("刘洋") && !said(&preview.findings).contains("B角"), "{preview:?}");
        let pair = |b: u64, post: &str| json!({ "post": post, "a": li.id, "b": b, "both_able": true });
        let other = wang.preview("ab-role/pair", &pair(wang.id, "干事")).await?;
        assert!(said(&other.findings).contains("已有另一位B角"), "{other:?}");
        let same = wang.preview("ab-role/pair", &pair(liu.id, "干事")).await?;
        assert!(!said(&same.findings).contains("已有另一位B角"), "{same:?}");
        Ok(())
    }

    /// Both sheets of a month have one legend, which has every sign, and say one thing of each half day.
    one_sign_for_a_half_day(office, "2026-03-02T09:00") {
        let (zhou, chen, li, sun) = (office.person("zhou").await?, office.person("chen").await?, office.person("li").await?, office.person("sun").await?);
        let off = |from: &str, to: &str| json!({ "who": li.id, "absent": format!("2026-03-02T{from}/2026-03-02T{to}"), "seen": "不在" });
        office.at("2026-03-02T17:00").await?;
        sun.file("attendance/off-post", off("09:00", "09:20")).await?;
        sun.file("attendance/off-post", off("15:00", "16:00")).await?;
        office.at("2026-04-01T08:00").await?;
        chen.import("/api/forms/attendance/punch/import", march()?).await?;
        zhou.posts("/api/assessments/month?day=2026-03-15", &()).await?;
        let sheet = chen.get::<AssessmentShown>("/api/assessments/attendance/month?day=2026-03-15").await?;
        let legend = sheet.legend;
        let roll = chen.get::<RollShown>("/api/rolls/attendance/month-roll?from=2026-03-15").await?;
        let key = legend.iter().map(|sign| (sign.sign.clone(), sign.meaning.clone())).collect::<Vec<_>>();
        assert_eq!(roll.key, key);
        assert_eq!(sheet.subjects.len(), 11, "everybody");
        for SubjectShown { name, marks, .. } in &sheet.subjects {
            let cells = month(&roll, name)?;
            assert!(marks.iter().all(|mark| key.iter().any(|(sign, _)| *sign == mark.sign)), "a sign without a meaning");
            let first = marks.iter().map(|mark| mark.date).min().with_context(|| format!("nothing of {name}"))?;
            for day in first..first + 30 {
                let of = |half: Half| marks.iter().filter(|mark| mark.date == day && mark.half == half).map(|mark| mark.sign.as_str()).collect::<String>();
                let (am, pm) = (of(Half::Am), of(Half::Pm));
                let both = if am.is_empty() && pm.is_empty() { String::new() } else { format!("{am}\n{pm}") };
                let at = usize::try_from(day - first)? + 1;
                assert_eq!(cells[at], both, "{name} day {at}");
            }
        }
        let li = month(&roll, "李敏")?;
        assert_eq!((li[1].as_str(), li[2].as_str()), ("√※\n×", "△\n√"), "{li:?}");
        Ok(())
    }
}
