//! D1 to D11 and D18: what people and machines write.

use anyhow::{Context, Result};
use guiju_tests::{
    right,
    trial::{Answer, Ground, Served, Start, Visitor},
};
use reqwest::{Method, StatusCode};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};

const PUNCHES: &str = "/api/forms/attendance/punch/import";
const PEOPLE: &str = "/api/people/import";

/// Sends a file.
async fn sends(who: &Visitor, path: &str, bytes: impl Into<Vec<u8>>) -> Result<Answer> {
    who.ask(Method::POST, path, &[], bytes.into()).await
}

/// What stands of a person, or of each of that name.
async fn named(zhou: &Visitor, name: &str) -> Result<Vec<Value>> {
    let people = zhou.get("/api/people").await?;
    Ok(people.as_array().into_iter().flatten().filter(|person| person["name"] == name).cloned().collect())
}

/// A workbook with cells of text, and one of them as far away as can be.
fn far_cell() -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in ["姓名", "部门"].into_iter().enumerate() {
        sheet.write_string(0, column as u16, head)?;
    }
    sheet.write_string(1_048_575, 16_383, " ")?;
    Ok(book.save_to_buffer()?)
}

/// A small file that unpacks to hundreds of megabytes of blanks.
fn bomb() -> Result<Vec<u8>> {
    use std::io::Write;
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "姓名")?;
    let whole = book.save_to_buffer()?;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole))?;
    let mut made = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let name = part.name()?.into_owned();
        made.start_file(&name, options)?;
        if name.ends_with("sharedStrings.xml") {
            made.write_all(b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>")?;
            let blanks = vec![b' '; 1 << 20];
            for _ in 0..1500 {
                made.write_all(&blanks)?;
            }
            made.write_all(b"</t></si></sst>")?;
        } else {
            std::io::copy(&mut part, &mut made)?;
        }
    }
    Ok(made.finish()?.into_inner())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d1_a_cell_far_away() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    // A server that dies answers nothing; neither does one that takes all the memory there is.
    let answer = tokio::time::timeout(std::time::Duration::from_secs(60), sends(&zhou, PEOPLE, far_cell()?)).await;
    let status = answer.ok().and_then(Result::ok).map(|answer| answer.status);
    right!(status == Some(StatusCode::BAD_REQUEST), "a blank in XFD1048576 is answered by {status:?}");
    right!(served.peak()? < 1500, "it took {} MiB", served.peak()?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d1_a_small_file_of_blanks() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let before = served.peak()?;
    let answer = tokio::time::timeout(std::time::Duration::from_secs(120), sends(&zhou, PEOPLE, bomb()?)).await;
    let status = answer.ok().and_then(Result::ok).map(|answer| answer.status);
    let more = served.peak().unwrap_or(u64::MAX).saturating_sub(before);
    right!(more < 300, "a file of 1.5 MB took {more} MiB, answered by {status:?}");
    right!(status == Some(StatusCode::BAD_REQUEST), "it is answered by {status:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d2_a_character_cut_in_two() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let chen = served.person("chen").await?;
    let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "x" });
    let mut outing = json!({ "kind": "meeting", "place": "x", "reason": "x", "phone": "1" });
    outing["over"] = json!("2026-03-04T上午12/2026-03-04T下午12");
    let li = served.person("li").await?;
    let filed = li.files("whereabouts/outing", outing).await?;
    right!(!filed.status.is_server_error(), "a time in characters is answered by {}", filed.status);
    li.file("attendance/leave", content).await?;
    let file = "8\t2026-02-24 上午10\n8\t2026-02-24 08:25:10\n";
    let answer = sends(&chen, PUNCHES, file).await?;
    right!(answer.status == StatusCode::OK && answer.json()["new"] == 1, "one line loses the file: {}", answer.text());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d3_another_of_the_same_name() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let before = named(&zhou, "刘洋").await?;
    sends(&zhou, PEOPLE, "姓名,部门,考勤号\n刘洋,经济发展科,88\n").await?.done()?;
    let same = named(&zhou, "刘洋").await?.into_iter().find(|person| person["id"] == before[0]["id"]);
    right!(same.as_ref() == before.first(), "who has the name was moved and renumbered: {same:?}");
    Ok(())
}

/// A second person of the name, entered by hand.
async fn namesake(served: &Served) -> Result<()> {
    let zhou = served.person("zhou").await?;
    zhou.post("/api/people", &json!({ "name": "刘洋", "department": "办公室", "badge": "88" })).await?.done()?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d4_a_punch_of_two() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    namesake(&served).await?;
    let chen = served.person("chen").await?;
    let report = sends(&chen, PUNCHES, "人员,时间\n刘洋,2026-02-24 08:25\n").await?.done()?;
    right!(report["new"] == 0, "it is booked on one of the two: {report}");
    let why = report["errors"].to_string();
    right!(why.contains("社会科") && why.contains("办公室"), "the two are not named: {why}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d5_spellings_of_yes() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let table = "姓名,部门,已婚\n甲,社会科,TRUE\n乙,社会科,√\n丙,社会科,Y\n丁,社会科,有\n戊,社会科,离异\n";
    let report = sends(&zhou, PEOPLE, table).await?.done()?;
    for name in ["甲", "乙", "丙", "丁"] {
        let kept = named(&zhou, name).await?.first().map(|person| person["attributes"]["married"].clone());
        right!(kept == Some(json!(true)), "{name} is stored as {kept:?}");
    }
    right!(report["errors"][0][0] == 6, "离异 is taken as an answer: {report}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d6_dates_of_attributes() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let table = "姓名,部门,参加工作日期\n甲,社会科,2019.7\n乙,社会科,2019-07-01 00:00:00\n丙,社会科,3/2/2019\n";
    let report = sends(&zhou, PEOPLE, table).await?.done()?;
    for name in ["甲", "乙"] {
        let kept = named(&zhou, name).await?.first().map(|person| person["attributes"]["working_since"].clone());
        right!(kept == Some(json!("2019-07-01")), "{name} is stored as {kept:?}");
    }
    right!(report["errors"][0][0] == 4, "3/2/2019 is stored as it stands: {report}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d6_attributes_at_the_api() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let entry = json!({ "name": "甲", "department": "社会科", "attributes": { "married": "yes" } });
    let taken = zhou.post("/api/people", &entry).await?.taken();
    let kept = named(&zhou, "甲").await?.first().map(|person| person["attributes"]["married"].clone());
    right!(!taken || kept == Some(json!(true)), "\"yes\" is stored as {kept:?}");
    let entry = json!({ "name": "乙", "department": "社会科", "attributes": { "working_since": "昨天" } });
    right!(!zhou.post("/api/people", &entry).await?.taken(), "a date that is none is stored");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d7_midnight_of_a_workbook() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let chen = served.person("chen").await?;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "人员")?;
    sheet.write_string(0, 1, "时间")?;
    sheet.write_string(1, 0, "李敏")?;
    // 2026-02-24, at 0:00.
    sheet.write_number_with_format(1, 1, 46_077.0, &Format::new().set_num_format("yyyy-mm-dd hh:mm"))?;
    let report = sends(&chen, PUNCHES, book.save_to_buffer()?).await?.done()?;
    right!(report["new"] == 1, "midnight is not taken: {report}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d8_a_line_twice() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let table = "姓名,部门\n新人,社会科\n新人,社会科\n";
    let preview = sends(&zhou, &format!("{PEOPLE}?preview=true"), table).await?.done()?;
    right!(preview["new"] == 1, "the preview counts two persons: {preview}");
    sends(&zhou, PEOPLE, table).await?.done()?;
    let there = named(&zhou, "新人").await?.len();
    right!(there == 1, "the same line twice is {there} persons");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d9_tables_as_they_come() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let chen = served.person("chen").await?;
    for (what, file) in [
        ("a title row", "二月考勤表,,\n人员,时间\n李敏,2026-02-24 08:25\n"),
        ("synonyms", "工号,姓名,日期时间\n8,李敏,2026-02-24 08:26\n"),
        ("day and time apart", "时间,日期,人员编号,姓名\n08:27,2026-02-24,8,李敏\n"),
        ("commas", "8,2026-02-24 08:28:10,1,0\n"),
        ("a head line", "编号\t日期时间\n8\t2026-02-24 08:29:10\n"),
        ("zeros", "00008\t2026-02-24 08:30:10\t1\n"),
        ("NUL", "8\t2026-02-24 08:31:10\t1\n\0"),
    ] {
        let answer = sends(&chen, PUNCHES, file).await?;
        right!(answer.json()["new"] == 1, "{what}: {} {}", answer.status, answer.text());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d9_a_hidden_first_sheet() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let chen = served.person("chen").await?;
    let mut book = Workbook::new();
    book.add_worksheet().set_hidden(true).write_string(0, 0, "说明")?;
    let sheet = book.add_worksheet();
    sheet.set_active(true);
    for (row, line) in [["姓名", "打卡时间"], ["李敏", "2026-02-24 08:25"]].into_iter().enumerate() {
        for (column, cell) in line.into_iter().enumerate() {
            sheet.write_string(row as u32, column as u16, cell)?;
        }
    }
    let answer = sends(&chen, PUNCHES, book.save_to_buffer()?).await?;
    right!(answer.json()["new"] == 1, "{} {}", answer.status, answer.text());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d10_punches_beyond() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let chen = served.person("chen").await?;
    for at in ["2000-02-24 08:25:10", "2110-02-24 08:25:10"] {
        let report = sends(&chen, PUNCHES, format!("8\t{at}\n")).await?.done()?;
        right!(report["new"] == 0, "a punch at {at} is taken: {report}");
        right!(report["errors"][0][0] == 1, "nobody is told: {report}");
    }
    Ok(())
}

/// Somebody who has left: the id, with the number 30.
async fn left(zhou: &Visitor) -> Result<u64> {
    let mut entry = json!({ "name": "钱进", "department": "社会科", "badge": "30" });
    zhou.post("/api/people", &entry).await?.done()?;
    let id = named(zhou, "钱进").await?[0]["id"].as_u64().context("an id")?;
    (entry["id"], entry["left"]) = (json!(id), json!(true));
    zhou.post("/api/people", &entry).await?.done()?;
    Ok(id)
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d11_the_number_of_who_left() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    left(&zhou).await?;
    let entry = json!({ "name": "孙继", "department": "社会科", "badge": "30" });
    let answer = zhou.post("/api/people", &entry).await?;
    right!(answer.taken(), "it is not free: {}", answer.text());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d11_a_post_for_who_left() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let id = left(&zhou).await?;
    let post = json!({ "title": "新岗", "department": "社会科", "holder": id });
    right!(!zhou.post("/api/posts", &post).await?.taken(), "somebody who has left holds a post");
    let deputy = json!({ "title": "新岗", "department": "社会科", "holder": zhou.id, "deputy": id });
    right!(!zhou.post("/api/posts", &deputy).await?.taken(), "somebody who has left stands in");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d11_filed_for_who_left() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (zhou, chen) = (served.person("zhou").await?, served.person("chen").await?);
    left(&zhou).await?;
    let report = sends(&chen, PUNCHES, "人员,时间\n钱进,2026-03-02 08:25\n").await?.done()?;
    right!(report["new"] == 0, "a record is made for somebody who has left: {report}");
    Ok(())
}

/// A leave over New Year, filed when the year was published.
async fn over_new_year(ground: &Ground) -> Result<(Served, Visitor, Visitor, u64)> {
    let served = ground.serve_so(&Start::at("2026-12-28T09:00")).await?;
    let (zhou, li) = (served.person("zhou").await?, served.person("li").await?);
    let year = "holiday 2027-01-01 2027-01-03 元旦\n";
    zhou.post("/api/calendar", &json!({ "text": year })).await?.done()?;
    let content = json!({ "kind": "personal", "span": "2026-12-31 am/2027-01-05 pm", "reason": "回老家" });
    let matter = li.file("attendance/leave", content).await?;
    Ok((served, zhou, li, matter))
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d18_a_year_again() -> Result<()> {
    let ground = Ground::lay().await?;
    let (_served, zhou, li, matter) = over_new_year(&ground).await?;
    let year = "holiday 2027-01-01 2027-01-05 元旦\n";
    zhou.post("/api/calendar", &json!({ "text": year })).await?.done()?;
    let shown = li.get(&format!("/api/matters/{matter}")).await?;
    right!(shown["derived"][0]["value"] == "1", "nobody counted again: {}", shown["derived"]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d18_a_notice_that_reaches_back() -> Result<()> {
    let ground = Ground::lay().await?;
    let (_served, zhou, li, matter) = over_new_year(&ground).await?;
    let year = "holiday 2026-12-31 2027-01-03 元旦\n";
    let answer = zhou.post("/api/calendar", &json!({ "text": year })).await?;
    right!(answer.taken(), "it is refused: {}", answer.text());
    let shown = li.get(&format!("/api/matters/{matter}")).await?;
    right!(shown["derived"][0]["value"] == "2", "the day of the year before is not off: {}", shown["derived"]);
    Ok(())
}
