//! Lists of people: the office's own order, one B for a post, and one sign for a half day on every sheet.

use guiju_tests::on_each_database;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::fmt::Write;

fn names(people: &Value) -> Vec<String> {
    people.as_array().into_iter().flatten().filter_map(|one| one["name"].as_str().map(str::to_owned)).collect()
}

fn line(lines: &Value, name: &str) -> Value {
    lines.as_array().into_iter().flatten().find(|line| line["name"] == name).cloned().unwrap_or_default()
}

/// March 2026 of badge 8: on time, but late on the third, whose afternoon has an outing; a long time off post on the fifth.
fn march() -> String {
    let mut lines = String::new();
    for day in (2..=31).filter(|day| !matches!(day, 7 | 8 | 14 | 15 | 21 | 22 | 28 | 29)) {
        let arrives = if day == 3 { "08:40:00" } else { "08:25:00" };
        let _ = writeln!(lines, "8\t2026-03-{day:02} {arrives}\t1\t0\t1\t0");
        let _ = writeln!(lines, "8\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0");
    }
    lines
}

on_each_database! {
    /// The order that an administrator sets is followed by every list, says what it was before, and can be taken back.
    order_of_people(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let order = zhou.get("/api/order").await?;
        assert_eq!((order["set"].as_bool(), order["departments"][0]["name"].as_str()), (Some(false), Some("领导")), "{order}");
        let before = names(&zhou.get("/api/people").await?);
        let department = |name: &str| line(&order["departments"], name);
        let (social, leaders) = (department("社会科"), department("领导"));
        let person = |name: &str| line(&social["people"], name)["id"].clone();
        let entry = json!({ "departments": [
            { "department": social["id"], "people": [person("刘洋"), person("李敏")] },
            { "department": leaders["id"], "people": [] },
        ], "reason": "按发文名单" });
        assert_eq!(li.send(Method::PUT, "/api/order", &entry, None).await?.0, StatusCode::FORBIDDEN);
        let (status, set) = zhou.send(Method::PUT, "/api/order", &entry, None).await?;
        assert_eq!((status, set["set"].as_bool()), (StatusCode::OK, Some(true)), "{set}");
        let departments = names(&set["departments"]);
        assert_eq!(departments, ["社会科", "领导", "办公室"]);
        let people = names(&li.get("/api/people").await?);
        assert_eq!(people[..2], ["刘洋", "李敏"], "who has no place comes after whoever has one");
        let place = |name: &str| people.iter().position(|one| one == name);
        assert!(place("王科长") < place("张书记") && place("张书记") < place("周办"), "departments keep together: {people:?}");
        let board = li.get("/api/standing/ab-role/matrix").await?;
        assert_eq!(names(&board["lines"])[..2], ["刘洋", "李敏"]);
        let roll = li.get("/api/rolls/grassroots-contact/month-roll").await?;
        assert_eq!(names(&roll["lines"])[..2], ["刘洋", "李敏"]);
        let kinds = sqlx::query_scalar::<_, String>("SELECT body FROM events WHERE kind = 'order-set'").fetch_all(&office.app.pool).await?;
        assert!(kinds.len() == 1 && kinds[0].contains("按发文名单") && kinds[0].contains("before"), "{kinds:?}");

        for (wrong, code) in [
            (json!([{ "department": 999_999, "people": [] }]), "unknown.department"),
            (json!([{ "department": leaders["id"], "people": [person("李敏")] }]), "order.elsewhere"),
            (json!([{ "department": social["id"], "people": [person("李敏"), person("李敏")] }]), "order.twice"),
            (json!([{ "department": social["id"], "people": [] }, { "department": social["id"], "people": [] }]), "order.twice"),
        ] {
            let entry = json!({ "departments": wrong, "reason": "" });
            let (status, told) = zhou.send(Method::PUT, "/api/order", &entry, None).await?;
            assert!(status.is_client_error() && told["code"] == code, "{status} {told}");
        }
        let (_, back) = zhou.send(Method::PUT, "/api/order", &json!({ "departments": [], "reason": "" }), None).await?;
        assert_eq!(back["set"], false, "{back}");
        assert_eq!(names(&zhou.get("/api/people").await?), before);
        Ok(())
    }

    /// The B of a post is the B of the register and of the rule; another B for the same post is refused.
    one_b_for_a_post(office, "2026-03-02T09:00") {
        let (zhou, li, liu, wang) = (office.person("zhou").await?, office.person("li").await?, office.person("liu").await?, office.person("wang").await?);
        let mut post = zhou.get("/api/posts").await?.as_array().into_iter().flatten().find(|post| post["title"] == "干事").cloned().unwrap_or_default();
        post["deputy"] = json!(liu.id);
        zhou.post("/api/posts", &post).await?;
        let matrix = li.get("/api/standing/ab-role/matrix").await?;
        assert_eq!(line(&matrix["lines"], "李敏")["cells"], json!(["干事", "刘洋"]), "{matrix}");
        assert_eq!(line(&matrix["lines"], "刘洋")["cells"], json!([]), "a gap is a gap still");
        let leave = json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 am", "reason": "有事" });
        let preview = li.preview("attendance/leave", &leave).await?;
        assert!(preview["effects"].to_string().contains("刘洋") && !preview["findings"].to_string().contains("B角"), "{preview}");
        let pair = |b: u64, post: &str| json!({ "post": post, "a": li.id, "b": b, "both_able": true });
        let other = wang.preview("ab-role/pair", &pair(wang.id, "干事")).await?;
        assert!(other["findings"].to_string().contains("已有另一位B角"), "{other}");
        let same = wang.preview("ab-role/pair", &pair(liu.id, "干事")).await?;
        assert!(!same["findings"].to_string().contains("已有另一位B角"), "{same}");
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
        chen.post("/api/forms/attendance/punch/import", &Value::String(march())).await?;
        zhou.post("/api/assessments/month?day=2026-03-15", &Value::Null).await?;
        let sheet = chen.get("/api/assessments/attendance/month?day=2026-03-15").await?;
        let legend = sheet["legend"].as_array().cloned().unwrap_or_default();
        let roll = chen.get("/api/rolls/attendance/month-roll?from=2026-03-15").await?;
        let key = legend.iter().map(|sign| json!([sign["sign"], sign["meaning"]])).collect::<Vec<_>>();
        assert_eq!(roll["key"], Value::from(key.clone()));
        for subject in sheet["subjects"].as_array().into_iter().flatten() {
            let cells = line(&roll["lines"], subject["name"].as_str().unwrap_or_default())["days"].clone();
            let marks = subject["marks"].as_array().cloned().unwrap_or_default();
            assert!(marks.iter().all(|mark| key.iter().any(|key| key[0] == mark["sign"])), "a sign without a meaning");
            let first = marks.iter().filter_map(|mark| mark["date"].as_i64()).min().unwrap_or_default();
            for day in first..first + 30 {
                let of = |half: &str| marks.iter().filter(|mark| mark["date"] == day && mark["half"] == half).filter_map(|mark| mark["sign"].as_str()).collect::<String>();
                let (am, pm) = (of("am"), of("pm"));
                let said = if am.is_empty() && pm.is_empty() { String::new() } else { format!("{am}\n{pm}") };
                let at = usize::try_from(day - first).unwrap_or_default() + 1;
                assert_eq!(cells[at].as_str().unwrap_or_default(), said, "{} day {at}", subject["name"]);
            }
        }
        let li = line(&roll["lines"], "李敏")["days"].clone();
        assert_eq!((li[1].as_str(), li[2].as_str()), (Some("√※\n×"), Some("△\n√")), "{li}");
        Ok(())
    }
}
