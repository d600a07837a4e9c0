//! Where regulations meet: one act, several texts, each under its own name.

use anyhow::{Context, Result};
use guiju_api::{
    AssessmentShown, DocumentShown, FindingShown, FollowUpShown, Preview, ProposalShown, Shortcut, StandingShown,
};
use guiju_model::{Half, Severity};
use guiju_tests::{
    Columns, Office, Person,
    acts::{filling, plainly},
    moment, on_each_database, said,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// What each regulation says of a filing: `regulation#clause severity`.
fn told(findings: &[FindingShown]) -> Vec<String> {
    let one = |finding: &FindingShown| {
        let cited = finding.citation.as_ref().map(|cited| format!("{}#{}", cited.regulation, cited.clause));
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        };
        format!("{} {severity}", cited.unwrap_or_default())
    };
    findings.iter().map(one).collect()
}

/// The one record of a register that a person may choose from.
async fn only(person: &Person, form: &str) -> Result<u64> {
    person.records(form).await?.first().map(|record| record.id).context("a record")
}

fn derived(preview: &Preview, name: &str) -> Value {
    preview.derived.iter().find(|derived| derived.name == name).map(|derived| derived.value.clone()).unwrap_or_default()
}

/// A meeting of the party group that decided on two items: the first one passed, the other was lost.
pub async fn meeting(office: &Office) -> Result<u64> {
    let (zhou, chen) = (office.person("zhou").await?, office.person("chen").await?);
    let (zhang, zhao) = (office.person("zhang").await?, office.person("zhao").await?);
    let members = json!([zhang.id, zhao.id]);
    let meeting = json!({ "title": "党组会", "body": "party-group", "held_on": "2026-03-03", "members": members, "consultation": "已征求意见",
        "items": [{ "item": "停车收费方案", "kind": "investment" }, { "item": "另一方案", "kind": "investment" }] });
    let matter = zhou.file("major-decisions/meeting", meeting).await?;
    // The secretary's own matter never; here the secretary fixes the topics, then all are told.
    zhang.does(matter, "approve", plainly()).await?;
    for member in [&zhang, &zhao] {
        member.does(matter, "note", plainly()).await?;
    }
    office.set("2026-03-03T09:00")?;
    chen.does(matter, "approve", filling(json!({ "present": members }))).await?;
    chen.does(matter, "approve", filling(json!({ "record": "充分讨论" }))).await?;
    for verdicts in [["aye", "aye"], ["aye", "nay"]] {
        zhang.does(matter, verdicts[0], plainly()).await?;
        zhao.does(matter, verdicts[1], plainly()).await?;
    }
    chen.does(matter, "approve", filling(json!({ "minutes": "通过第一项" }))).await?;
    Ok(matter)
}

on_each_database! {
    /// A leave is attendance's; discipline and the AB roles check it too, the board shows it, the canteen warns of meals booked.
    a_leave(office, "2026-03-02T08:30") {
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        wang.file("ab-role/pair", json!({ "post": "干事", "a": li.id, "b": office.person("liu").await?.id, "both_able": true })).await?;
        li.file("canteen-diners/booking", json!({ "on": "2026-03-04", "meals": ["lunch"], "guests": 0 })).await?;
        let leave = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" });
        let preview = li.preview("attendance/leave", &leave).await?;
        let findings = told(&preview.findings);
        assert!(findings.contains(&"work-discipline#2a notice".to_owned()) && findings.contains(&"canteen-diners#6 notice".to_owned()), "{findings:?}");
        assert!(said(&preview.effects).contains("刘洋"), "tasks go to B: {:?}", preview.effects);
        let matter = li.file("attendance/leave", leave).await?;
        wang.does(matter, "approve", plainly()).await?;
        office.at("2026-03-04T09:00").await?;
        let board = li.text("/api/boards/whereabouts/board").await?;
        assert!(board.contains("事假"), "{board}");
        let booked = json!({ "on": "2026-03-04", "meals": ["lunch"], "guests": 0 });
        assert!(said(&li.preview("canteen-diners/booking", &booked).await?.findings).contains("请了假"));
        Ok(())
    }

    /// Half a day's absence is one proposal that cites attendance and discipline.
    an_absence(office, "2026-03-02T09:00") {
        let (chen, zhou, li) = (office.person("chen").await?, office.person("zhou").await?, office.person("li").await?);
        let punches = (2..=27).filter(|day| ![1, 7, 8, 14, 15, 21, 22].contains(day)).map(|day| {
            let begin = if day == 10 { "09:10" } else { "08:20" };
            format!("8\t2026-03-{day:02} {begin}:00\t1\t0\t1\t0\n8\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0\n")
        });
        office.set("2026-03-28T09:00")?;
        chen.import("/api/forms/attendance/punch/import", punches.collect::<String>()).await?;
        zhou.posts("/api/assessments/month?day=2026-03-15", &()).await?;
        let proposals = li.get::<Vec<ProposalShown>>("/api/proposals").await?;
        let bonus = proposals.iter().filter(|p| p.measure.contains("绩效")).collect::<Vec<_>>();
        assert_eq!(bonus.len(), 1, "{proposals:?}");
        let cited = bonus[0].citations.iter().map(|c| format!("{}#{}", c.regulation, c.clause)).collect::<Vec<_>>();
        assert!(cited.contains(&"attendance#1.5a".to_owned()) && cited.contains(&"work-discipline#7a".to_owned()), "{cited:?}");
        // Who was absent without a word is on the list of what does not fit together; who came late is not.
        let gaps = office.person("sun").await?.text("/api/gaps").await?;
        assert!(gaps.contains("刘洋：上午没有打卡，也没有请假、外出或情况说明") && !gaps.contains("李敏：上午没有打卡"), "{gaps}");
        Ok(())
    }

    /// One resolution opens spending above the limit, works, and what is published of residents' interests; a lost vote none.
    a_resolution(office, "2026-03-02T09:00") {
        meeting(&office).await?;
        let (zhou, chen, li) = (office.person("zhou").await?, office.person("chen").await?, office.person("li").await?);
        let resolutions = chen.records("major-decisions/resolution").await?;
        let find = |part: &str| resolutions.iter().find(|r| r.summary.contains(part)).map(|record| record.id);
        let (passed, lost) = (find("停车收费方案").context("passed")?, find("另一方案").context("lost")?);
        let disclosure = |resolution: Option<u64>| {
            let mut content = json!({ "class": "important", "title": "停车收费方案", "body": "方案全文", "readers": "everybody", "means": "column", "weight": "residents", "checked": true });
            if let Some(resolution) = resolution {
                content["resolution"] = json!(resolution);
            }
            content
        };
        assert_eq!(li.files("open-government/disclosure", disclosure(None)).await?.0, UNPROCESSABLE);
        assert_eq!(li.files("open-government/disclosure", disclosure(Some(lost))).await?.0, UNPROCESSABLE);
        assert_eq!(li.files("open-government/disclosure", disclosure(Some(passed))).await?.0, UNPROCESSABLE, "no resolution is offered to li");
        let public = chen.file("open-government/disclosure", disclosure(Some(passed))).await?;
        office.person("sun").await?.does(public, "approve", plainly()).await?;
        assert!(guiju_tests::get(format!("{}/api/public/1", office.base)).await?.text().await?.contains("停车收费方案"));
        for (kind, amount) in [("services", 200_001), ("works", 100_000)] {
            let report = li.file("finance/advance-report", json!({ "kind": kind, "purpose": "工程", "amount": amount, "tendered": kind == "works" })).await;
            let report = match report {
                Ok(report) => report,
                Err(why) => anyhow::bail!("{kind}: {why}"),
            };
            let (status, refused) = zhou.act(report, "approve", filling(json!({ "resolution": lost }))).await?;
            assert_eq!(status, UNPROCESSABLE, "{refused}");
            zhou.does(report, "approve", filling(json!({ "resolution": passed }))).await?;
            assert_eq!(li.matter(report).await?.status, "completed");
        }
        Ok(())
    }

    /// An outing hands tasks to B, is spot-checked, and excuses the punch that is missing.
    an_outing(office, "2026-03-02T09:00") {
        let (li, liu, sun) = (office.person("li").await?, office.person("liu").await?, office.person("sun").await?);
        let outing = json!({ "kind": "meeting", "place": "区政府", "reason": "开会", "over": "2026-03-02T14:00/2026-03-02T18:30", "phone": "1", "deputy": liu.id });
        let preview = li.preview("whereabouts/outing", &outing).await?;
        assert!(said(&preview.effects).contains("待办交给刘洋"), "{:?}", preview.effects);
        li.file("whereabouts/outing", outing).await?;
        let check = json!({ "who": li.id, "on": "2026-03-02", "place": "区政府", "truthful": true, "finding": "在会场" });
        assert!(told(&sun.preview("work-discipline/spot-check", &check).await?.findings).is_empty(), "the check sees the entry");
        let other = json!({ "who": liu.id, "on": "2026-03-02", "place": "区政府", "truthful": true, "finding": "在会场" });
        assert_eq!(told(&sun.preview("work-discipline/spot-check", &other).await?.findings), ["work-discipline#9 warning"]);
        let (chen, zhou) = (office.person("chen").await?, office.person("zhou").await?);
        office.set("2026-03-09T09:00")?;
        chen.import("/api/forms/attendance/punch/import", "8\t2026-03-02 08:20:00\t1\t0\t1\t0\n").await?;
        zhou.posts("/api/assessments/month?day=2026-03-15", &()).await?;
        let sheet = li.get::<AssessmentShown>("/api/assessments/attendance/month?day=2026-03-15").await?;
        let marks = &sheet.subjects[0].marks;
        let afternoon = marks.iter().find(|mark| mark.date == 20_514 && mark.half == Half::Pm);
        assert_eq!(afternoon.map(|mark| mark.sign.as_str()), Some("□"), "{sheet:?}");
        Ok(())
    }

    /// A paper that comes in is document flow's; two texts look at it, each under its own name; what is graded stays closed.
    a_paper(office, "2026-03-02T09:00") {
        let (chen, zhou, zhang) = (office.person("chen").await?, office.person("zhou").await?, office.person("zhang").await?);
        let paper = |secrecy: &str, urgency: &str| json!({ "arrival": "received", "from": "区委办", "title": "防汛通知", "received_at": "2026-03-02T08:50", "urgency": urgency, "secrecy": secrecy, "proposal": "拟请领导阅示", "from_above": false });
        let mut bare = paper("none", "special");
        bare.as_object_mut().and_then(|bare| bare.remove("proposal"));
        let said_of = told(&chen.preview("document-flow/incoming", &bare).await?.findings);
        assert!(said_of.contains(&"official-documents#3.2 error".to_owned()), "no leader reads what nobody has proposed for: {said_of:?}");
        let preview = chen.preview("document-flow/incoming", &paper("none", "special")).await?;
        assert_eq!(derived(&preview, "folder"), "红色文件夹");
        let said_of = told(&preview.findings);
        assert!(said_of.contains(&"office-duties#1.1 notice".to_owned()), "{said_of:?}");
        let due = preview.stations[0].due.as_deref().unwrap_or_default().to_owned();
        assert!(due.starts_with("2026-03-02T09:15"), "the earliest of three texts counts: {due}");
        let (status, refused) = chen.files("document-flow/incoming", paper("secret", "ordinary")).await?;
        assert_eq!(status, UNPROCESSABLE);
        assert!(told(&refused.findings()).contains(&"official-documents#7 error".to_owned()), "{refused}");
        let closed = chen.file("document-flow/incoming", paper("internal", "ordinary")).await?;
        assert_eq!(zhou.register("document-flow/incoming").await?.rows[0].cells[3], "防汛通知", "whose post keeps the register reads it");
        let li = office.person("li").await?;
        assert_eq!(li.look(&format!("/api/matters/{closed}")).await?.0, StatusCode::NOT_FOUND);
        assert!(zhang.matter(closed).await?.summary.to_string().contains("防汛"), "who is asked reads it");
        let draft = chen.attach("文稿.pdf", "%PDF-1.7 文稿").await?;
        let outgoing = json!({ "title": "关于防汛的的通知。", "kind": "party", "direction": "downward", "to": "各社区", "important": false, "draft": draft });
        let findings = told(&chen.preview("document-flow/outgoing", &outgoing).await?.findings);
        let slips = findings.iter().filter(|one| *one == "official-documents#5 error").count();
        assert_eq!(slips, 2, "a full stop and a doubled word, under the name of the text that minds them: {findings:?}");
        Ok(())
    }

    /// Who comes with something is received once: completeness, dates and petitions each have their say.
    an_inquiry(office, "2026-03-02T09:00") {
        let (li, wu, chen) = (office.person("li").await?, office.person("wu").await?, office.person("chen").await?);
        let inquiry = json!({ "channel": "visit", "purpose": "business", "content": "申请低保", "pressing": "urgent", "scope": "own", "handled": "incomplete", "missing": "收入证明、户口本", "due_on": "2026-03-09" });
        let preview = li.preview("first-contact/inquiry", &inquiry).await?;
        assert_eq!(derived(&preview, "order"), 2, "what is urgent comes first");
        let heard = told(&preview.findings);
        for part in ["one-time-notice#3 notice", "time-limit#4 notice", "service-pledge#2.3 notice"] {
            assert!(heard.contains(&part.to_owned()), "{heard:?}");
        }
        let matter = li.file("first-contact/inquiry", inquiry).await?;
        let owed = li.get::<Vec<FollowUpShown>>("/api/follow-ups").await?;
        assert_eq!((owed[0].regulation.as_str(), owed[0].form.as_str()), ("one-time-notice", "notice"), "{owed:?}");
        let record = only(&li, "first-contact/inquiry").await?;
        let notice = |items: Value| json!({ "inquiry": record, "service": "低保", "within_powers": true, "licence": false, "complete": false, "fit": true, "result": "incomplete", "basis": "办法", "steps": "受理", "days_to_finish": 20, "missing": items });
        li.file("one-time-notice/notice", notice(json!([{ "item": "收入证明" }]))).await?;
        let (status, second) = li.files("one-time-notice/notice", notice(json!([{ "item": "收入证明" }, { "item": "户口本" }]))).await?;
        assert_eq!((status, told(&second.findings())), (UNPROCESSABLE, vec!["one-time-notice#7.2 warning".to_owned()]), "a second notice needs its reason");
        let extension = json!({ "kind": "inquiry", "inquiry": record, "due_on": "2026-03-09", "until": "2026-03-13", "reason": "外调材料" });
        let extension = li.file("time-limit/extension", extension).await?;
        wu.does(extension, "approve", plainly()).await?;
        let due = li.matter(matter).await?.stations[0].due.clone();
        assert!(due.as_deref().is_some_and(|due| due.starts_with("2026-03-13")), "{due:?}");
        li.file("first-contact/inquiry", json!({ "channel": "visit", "purpose": "petition", "content": "反映欠薪", "pressing": "ordinary", "scope": "own", "handled": "at-once", "answer": "已带到综治办登记" })).await?;
        assert!(chen.notices().await?.iter().any(|notice| notice.contains("反映欠薪")), "petitions takes over what is one");
        let petition = json!({ "channel": "visit", "petitioner": "老丁", "people": 1, "topic": "labour", "content": "反映欠薪", "in_scope": true, "solved": false, "handler": li.id });
        let petition = chen.file("petitions/petition", petition).await?;
        li.does(petition, "approve", filling(json!({ "answer": "已协调支付" }))).await?;
        chen.does(petition, "approve", filling(json!({ "petitioner": "已电话反馈" }))).await?;
        let reply = chen.get::<DocumentShown>(&format!("/api/matters/{petition}/letters/reply")).await?;
        assert_eq!((reply.to.as_deref(), reply.body[0].text.as_str(), reply.draft), (Some("老丁"), "已协调支付", false), "{reply:?}");
        let elsewhere = json!({ "channel": "visit", "petitioner": "老丁", "people": 1, "topic": "labour", "content": "仲裁结果", "in_scope": false, "referred": "请向区劳动仲裁院申请" });
        let elsewhere = chen.file("petitions/petition", elsewhere).await?;
        let told = chen.get::<DocumentShown>(&format!("/api/matters/{elsewhere}/letters/referral")).await?;
        assert_eq!((told.body[0].text.as_str(), told.draft), ("请向区劳动仲裁院申请", false), "{told:?}");
        let (_, register) = office.person("zhou").await?.look("/api/views/petitions/petitions").await?;
        assert!(register.contains("老＊＊＊") && !register.contains("老丁"), "{register:?}");
        Ok(())
    }

    /// The table of posts says who stands in for whom; whoever has nobody is a gap until somebody is named.
    posts_without_b(office, "2026-03-02T09:00") {
        let (li, liu, wang) = (office.person("li").await?, office.person("liu").await?, office.person("wang").await?);
        let of = |table: &StandingShown, name: &str| {
            let line = table.lines.iter().find(|line| line.name == name).cloned();
            line.map(|line| line.cells).with_context(|| format!("no line of {name}"))
        };
        let matrix = "/api/standing/ab-role/matrix";
        let before = li.get::<StandingShown>(matrix).await?;
        assert_eq!(before.citation.as_ref().map(|cited| cited.clause.as_str()), Some("3"));
        assert!(of(&before, "李敏")?.is_empty(), "a gap");
        let pair = |b: &Person| json!({ "post": "干事", "a": li.id, "b": b.id, "both_able": true });
        wang.file("ab-role/pair", pair(&liu)).await?;
        assert_eq!(of(&li.get::<StandingShown>(matrix).await?, "李敏")?, ["干事", "刘洋"]);
        wang.file("ab-role/pair", pair(&wang)).await?;
        assert_eq!(of(&li.get::<StandingShown>(matrix).await?, "李敏")?, ["干事", "王科长"], "what was said last stands");
        assert_eq!(li.look("/api/boards/ab-role/matrix").await?.0, StatusCode::NOT_FOUND, "it is no board of who is out");
        Ok(())
    }

    /// Whoever is back early is at work again at once: on the board, and with their own tasks.
    back_early(office, "2026-03-02T09:00") {
        let (li, liu, wang) = (office.person("li").await?, office.person("liu").await?, office.person("wang").await?);
        let outing = json!({ "kind": "meeting", "place": "区政府", "reason": "开会", "over": "2026-03-02T09:00/2026-03-02T17:30", "phone": "1", "deputy": liu.id });
        assert!(li.get::<Vec<Shortcut>>("/api/shortcuts").await?.is_empty(), "nothing to repeat yet");
        let matter = li.file("whereabouts/outing", outing).await?;
        office.at("2026-03-02T10:00").await?;
        let shortcuts = li.get::<Vec<Shortcut>>("/api/shortcuts").await?;
        assert_eq!((shortcuts.len(), shortcuts[0].form.as_str()), (1, "back"), "out: one tap and back, {shortcuts:?}");
        assert_eq!(shortcuts[0].content["at"], "2026-03-02T10:00");
        let board = "/api/boards/whereabouts/board";
        assert!(li.text(board).await?.contains("区政府"));
        let outing = li.records("whereabouts/outing").await?[0].id;
        let early = json!({ "outing": outing, "at": "2026-03-02T10:00" });
        assert_eq!(wang.files("whereabouts/back", early.clone()).await?.0, UNPROCESSABLE, "only one's own");
        li.file("whereabouts/back", early).await?;
        office.at("2026-03-02T10:05").await?;
        assert!(!li.text(board).await?.contains("区政府"), "back at work");
        let ends = sqlx::query("SELECT MAX(ends) AS ends FROM delegations WHERE office_id = 1 AND matter_id = $1").bind(i64::try_from(matter)?).fetch_one(&office.app.pool).await?;
                assert_eq!(ends.maybe_int("ends")?, Some(moment("2026-03-02T10:00")?.0), "and no longer stood in for");
        // Out again as last time, with one tap, but not beyond the end of the day.
        let again = li.get::<Vec<Shortcut>>("/api/shortcuts").await?[0].clone();
        assert_eq!(again.form, "outing");
        assert_eq!((&again.content["over"], &again.content["place"]), (&json!("2026-03-02T10:05/2026-03-02T18:00"), &json!("区政府")), "{again:?}");
        li.file("whereabouts/outing", again.content.clone()).await?;
        assert!(li.text(board).await?.contains("区政府"));
        assert!(wang.get::<Vec<Shortcut>>("/api/shortcuts").await?.is_empty(), "nobody else's");
        Ok(())
    }

    /// A repair is approved by the regulation on vehicles and claimed through finance, not a fen more.
    a_repair(office, "2026-03-02T09:00") {
        let (chen, li, wu, zhang, zhou) = (office.person("chen").await?, office.person("li").await?, office.person("wu").await?, office.person("zhang").await?, office.person("zhou").await?);
        let car = json!({ "plate": "豫A1", "model": "轿车", "seats": 5, "inspected_until": "2026-12-31", "insured_until": "2026-12-31" });
        chen.file("official-vehicle/vehicle", car).await?;
        let car = only(&chen, "official-vehicle/vehicle").await?;
        let repair = json!({ "vehicle": car, "fault": "刹车片", "garage": "特约一厂", "appointed": true, "works": [{ "item": "刹车片", "amount": 45_000 }], "cost": 45_000 });
        let repair = li.file("official-vehicle/repair", repair).await?;
        let report = li.file("finance/advance-report", json!({ "kind": "vehicle-repair", "purpose": "修车", "amount": 50_000 })).await?;
        let zhao = office.person("zhao").await?;
        for leader in [&wu, &wu, &zhang, &zhao] {
            if leader.offered(report).await.is_ok_and(|offered| offered.contains(&"approve".to_owned())) {
                leader.does(report, "approve", plainly()).await?;
            }
        }
        let report = only(&li, "finance/advance-report").await?;
        let repair_record = only(&li, "official-vehicle/repair");
        let claim = |repair: Option<u64>, fen: i64, capitals: &str| {
            let mut content = json!({ "report": report, "kind": "vehicle-repair", "purpose": "修车", "vouchers": [{ "name": "维修费", "issued_on": "2026-03-01", "amount": fen, "proper": true }], "amount": fen, "capitals": capitals, "sheets": 1, "witness": wu.id, "payment": "transfer", "has_contract": false });
            if let Some(repair) = repair {
                content["repair"] = json!(repair);
            }
            content
        };
        let (status, without) = li.files("finance/claim", claim(None, 45_000, "肆佰伍拾元整")).await?;
        assert_eq!(status, UNPROCESSABLE, "{without}");
        wu.does(repair, "approve", plainly()).await?;
        zhou.does(repair, "approve", plainly()).await?;
        let record = repair_record.await?;
        let (status, more) = li.files("finance/claim", claim(Some(record), 45_001, "肆佰伍拾元零壹分")).await?;
        assert_eq!(status, UNPROCESSABLE);
        assert!(told(&more.findings()).contains(&"official-vehicle#4.2 error".to_owned()), "{more}");
        let (status, claimed) = li.files("finance/claim", claim(Some(record), 45_000, "肆佰伍拾元整")).await?;
        assert_eq!(status, StatusCode::CREATED, "{claimed}");
        Ok(())
    }

    /// What the canteen and the store buy is claimed through finance; from the threshold on it is bought centrally.
    purchases(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let report = |fen: i64, central: bool| json!({ "kind": "goods", "purpose": "食堂大宗食材", "amount": fen, "central_procurement": central });
        assert!(told(&li.preview("finance/advance-report", &report(299_999, false)).await?.findings).iter().all(|one| !one.starts_with("finance#4.4.3")));
        assert!(told(&li.preview("finance/advance-report", &report(300_000, false)).await?.findings).contains(&"finance#4.4.3 error".to_owned()));
        assert!(told(&li.preview("finance/advance-report", &report(300_000, true)).await?.findings).iter().all(|one| !one.starts_with("finance#4.4.3")));
        let (cook, chen) = (office.person("cashier").await?, office.person("chen").await?);
        li.file("canteen-diners/booking", json!({ "on": "2026-03-03", "meals": ["lunch"], "guests": 0 })).await?;
        let purchase = json!({ "on": "2026-03-03", "items": [{ "name": "土豆", "grams": 1_000, "amount": 1_000 }], "total": 1_000 });
        assert_eq!(derived(&cook.preview("canteen-staff/purchase", &purchase).await?, "heads"), 1, "bought by the bookings");
        let supply = json!({ "name": "打印纸", "unit": "包", "level": 5, "minimum": 2 });
        chen.file("office-duties/supply", supply).await?;
        let supply = only(&li, "office-duties/supply").await?;
        let (status, short) = li.files("office-duties/supply-issue", json!({ "supply": supply, "quantity": 6 })).await?;
        assert_eq!((status, told(&short.findings())), (UNPROCESSABLE, vec!["office-duties#5.3 error".to_owned()]));
        let issue = li.file("office-duties/supply-issue", json!({ "supply": supply, "quantity": 4 })).await?;
        chen.does(issue, "approve", plainly()).await?;
        assert_eq!(li.register("office-duties/supplies").await?.rows[0].cells[2], "1");
        assert!(chen.notices().await?.iter().any(|notice| notice.contains("购置计划")), "time to buy");
        Ok(())
    }
}
