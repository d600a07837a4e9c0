//! What any regulation may declare, carried out by a host that knows none: shown on the workbench.

use anyhow::{Context, Result};
use guiju_api::{
    ChartShown, DutyShown, Found, GapShown, Holding, MonthShown, OnDuty, OpenShown, PersonEntry, ResourceShown,
    RollShown, RosterMade, RosterMake, RosterShown, SwapAnswer, SwapAsk, TurnShown,
};
use guiju_tests::{
    Answer, Columns, Office, Person,
    acts::{filling, plainly},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

pub async fn room(office: &Office, chairs: i64, keeper: Option<u64>) -> Result<u64> {
    office.bind("workbench").await?;
    let zhou = office.person("zhou").await?;
    let mut content = json!({ "name": "会议室", "chairs": chairs });
    if let Some(keeper) = keeper {
        content["keeper"] = json!(keeper);
    }
    let matter = zhou.file("workbench/room", content).await?;
    record(&zhou, "workbench/rooms", matter).await
}

/// Something tried by one person, then ended by them: the matter.
pub async fn tried(applicant: &Person, by: &Person, note: &str) -> Result<u64> {
    let trial = json!({ "way": "one", "people": [by.id], "last": by.id, "note": note });
    applicant.file("workbench/trial", trial).await
}

/// The record of a matter, as its register shows it.
async fn record(reader: &Person, view: &str, matter: u64) -> Result<u64> {
    let shown = reader.register(view).await?;
    shown.rows.iter().find(|row| row.matter == Some(matter)).map(|row| row.record).context("a record")
}

pub fn using(room: u64, over: &str, purpose: &str) -> Value {
    json!({ "room": room, "over": over, "purpose": purpose })
}

pub async fn files(person: &Person, form: &str, content: &Value) -> Result<(StatusCode, Answer)> {
    person.files(&format!("workbench/{form}"), content.clone()).await
}

on_each_database! {
    /// A resource is never booked for two matters at once, however many file at the same moment.
    bookings(office, "2026-03-02T09:00") {
        let room = room(&office, 10, None).await?;
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let first = li.file("workbench/room-use", using(room, "2026-03-03T09:00/2026-03-03T11:00", "开会")).await?;
        let (status, refused) = files(&wang, "room-use", &using(room, "2026-03-03T10:59/2026-03-03T12:00", "谈话")).await?;
        assert_eq!((status, refused.findings()[0].field.as_deref()), (UNPROCESSABLE, Some("room")), "{refused}");
        assert!(refused.findings()[0].message.contains("李敏占用"), "{refused}");
        wang.file("workbench/room-use", using(room, "2026-03-03T11:00/2026-03-03T12:00", "谈话")).await?;
        let mut rush = Vec::new();
        for number in 0..10 {
            let (chen, content) = (office.person("chen").await?, using(room, "2026-03-04T09:00/2026-03-04T10:00", &format!("抢订 {number}")));
            rush.push(tokio::spawn(async move { files(&chen, "room-use", &content).await.map(|(status, _)| status) }));
        }
        let mut won = 0;
        for filing in rush {
            won += u32::from(filing.await?? == StatusCode::CREATED);
        }
        assert_eq!(won, 1, "one of ten");
        let week = li.get::<Vec<ResourceShown>>("/api/bookings/workbench/booked?from=2026-03-02").await?;
        assert_eq!(week[0].bookings.len(), 3, "{week:?}");
        let month = li.get::<MonthShown>("/api/months/workbench/month?from=2026-03-15").await?;
        assert_eq!((month.lead, month.entries.len()), (6, 3), "March 2026 begins on a Sunday");
        let roll = li.get::<RollShown>("/api/rolls/workbench/roll?from=2026-03-15").await?;
        let lines = roll.lines;
        let used = lines.iter().map(|line| line.counts[0]).sum::<usize>();
        assert_eq!((roll.key, roll.rests.len()), (vec![("√".to_owned(), "用房".to_owned())], 31));
        assert_eq!(used, 3, "one mark on each day with a use: {lines:?}");
        assert!(!li.offered(first).await?.contains(&"withdraw".to_owned()), "it is completed: nothing is taken back");
        Ok(())
    }

    /// What is counted never falls below nothing, however many take at once.
    counts(office, "2026-03-02T09:00") {
        let room = room(&office, 5, None).await?;
        let li = office.person("li").await?;
        let (status, refused) = files(&li, "chairs", &json!({ "room": room, "by": -6 })).await?;
        assert_eq!(status, StatusCode::CONFLICT, "{refused}");
        assert!(refused.title().contains("现有 5，不够减 6"), "{refused}");
        let mut takers = Vec::new();
        for _ in 0..12 {
            let (li, content) = (office.person("li").await?, json!({ "room": room, "by": -1 }));
            takers.push(tokio::spawn(async move { files(&li, "chairs", &content).await.map(|(status, _)| status) }));
        }
        let mut taken = 0;
        for taker in takers {
            taken += u32::from(taker.await?? == StatusCode::CREATED);
        }
        assert_eq!(taken, 5);
        li.file("workbench/chairs", json!({ "room": room, "by": 3 })).await?;
        let rooms = li.register("workbench/rooms").await?;
        assert_eq!(rooms.rows[0].cells[2], "3", "{rooms:?}");
        Ok(())
    }

    /// Turns go round fairly; the role is with whoever is on duty; turns are exchanged only by consent.
    rosters(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let (status, vacancy) = files(&li, "call", &json!({})).await?;
        assert_eq!(status, UNPROCESSABLE);
        assert!(vacancy.title().contains("没有排"), "{vacancy}");
        let place = "/api/rosters/workbench/rota";
        let weeks = RosterMake { from: "2026-03-02".to_owned(), to: "2026-06-28".to_owned() };
        assert_eq!(li.post(place, &weeks).await?.0, StatusCode::FORBIDDEN);
        let (status, made) = zhou.post(place, &weeks).await?;
        assert_eq!((status, made.read::<RosterMade>()?.turns), (StatusCode::OK, 17), "{made}");
        assert_eq!(zhou.post(place, &weeks).await?.1.read::<RosterMade>()?.turns, 0, "turns that exist stay");
        let shown: RosterShown = zhou.get(place).await?;
        let tally = shown.tally.iter().map(|one| one.turns).collect::<Vec<_>>();
        let (most, least) = (tally.iter().max().context("somebody")?, tally.iter().min().context("somebody")?);
        assert!(tally.len() > 2 && *least > 0 && most - least <= 1, "{tally:?}");

        let turns = shown.turns;
        let logins = [("王科长", "wang"), ("周办", "zhou"), ("陈文员", "chen"), ("孙书记", "sun"), ("吴副", "wu")];
        let login = |turn: &TurnShown| logins.iter().find(|(name, _)| turn.name == *name).map(|(_, login)| *login).context("a login");
        let on_duty = office.person(login(&turns[0])?).await?;
        let call = li.file("workbench/call", json!({})).await?;
        assert_eq!(on_duty.tray("decide").await?, vec![call], "this week's turn receives");

        let mine = office.person(login(&turns[1])?).await?;
        let other = turns.iter().skip(2).find(|turn| turn.name != turns[1].name).context("another's turn")?;
        let theirs = office.person(login(other)?).await?;
        let ask = SwapAsk { mine: turns[1].id, theirs: other.id, reason: "出差".to_owned() };
        assert_eq!(li.post("/api/swaps", &ask).await?.0, StatusCode::FORBIDDEN, "only with a turn of one's own");
        assert_eq!(mine.post("/api/swaps", &ask).await?.0, StatusCode::NO_CONTENT);
        let swap = theirs.get::<RosterShown>(place).await?.swaps[0].id;
        assert_eq!(mine.post(&format!("/api/swaps/{swap}"), &SwapAnswer { agree: true }).await?.0, StatusCode::FORBIDDEN, "nobody agrees for another");
        let told = "SELECT COUNT(*) AS n FROM events WHERE kind = 'roster'";
        let before = sqlx::query(told).fetch_one(&office.app.pool).await?.int("n")?;
        assert_eq!(theirs.post(&format!("/api/swaps/{swap}"), &SwapAnswer { agree: true }).await?.0, StatusCode::NO_CONTENT);
        assert_eq!(sqlx::query(told).fetch_one(&office.app.pool).await?.int("n")?, before + 1, "an event tells other servers");
        assert_eq!(theirs.post(&format!("/api/swaps/{swap}"), &SwapAnswer { agree: true }).await?.0, StatusCode::CONFLICT);
        let after: RosterShown = zhou.get(place).await?;
        assert_eq!(after.turns[1].name, other.name, "the turns have changed hands");
        office.at("2026-03-09T09:00").await?;
        let duty = li.get::<Vec<OnDuty>>("/api/on-duty").await?;
        assert!(duty.iter().any(|on| on.name == other.name), "{duty:?}");
        Ok(())
    }

    /// Shifts are exchanged within one roster, and only as long as neither has begun.
    swaps_that_cannot_be(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (zhou, weeks) = (office.person("zhou").await?, RosterMake { from: "2026-03-02".to_owned(), to: "2026-06-28".to_owned() });
        let [place, other] = ["/api/rosters/workbench/rota", "/api/rosters/workbench/nights"];
        for roster in [place, other] {
            zhou.posts(roster, &weeks).await?;
        }
        let shown: RosterShown = zhou.get(place).await?;
        let turn = |name: &str| shown.turns.iter().skip(1).find(|turn| turn.name == name).context("a turn");
        let (mine, theirs) = (turn("王科长")?, turn("陈文员")?);
        let (wang, chen) = (office.person("wang").await?, office.person("chen").await?);
        let ask = |theirs: u64| SwapAsk { mine: mine.id, theirs, reason: "出差".to_owned() };
        let nights: RosterShown = zhou.get(other).await?;
        let elsewhere = nights.turns.iter().find(|turn| turn.name != "王科长").context("another roster's turn")?;
        let (status, refused) = wang.post("/api/swaps", &ask(elsewhere.id)).await?;
        assert_eq!((status, refused.code().as_str()), (StatusCode::BAD_REQUEST, "swap.not-anothers"), "{refused}");
        wang.posts("/api/swaps", &ask(theirs.id)).await?;
        let swap = chen.get::<RosterShown>(place).await?.swaps[0].id;
        office.at("2026-06-29T09:00").await?;
        let (status, refused) = chen.post(&format!("/api/swaps/{swap}"), &SwapAnswer { agree: true }).await?;
        assert_eq!((status, refused.code().as_str()), (StatusCode::CONFLICT, "swap.shifts-changed"), "{refused}");
        let (status, refused) = wang.post("/api/swaps", &ask(theirs.id)).await?;
        assert_eq!((status, refused.code().as_str()), (StatusCode::CONFLICT, "swap.begun"), "{refused}");
        assert_eq!(turn("王科长")?.name, zhou.get::<RosterShown>(place).await?.turns.iter().find(|turn| turn.id == mine.id).context("the turn")?.name);
        Ok(())
    }

    /// What is sensitive is masked in registers and exports to all but the form's readers; what is closed is read by whoever takes
    /// part.
    closed_and_sensitive(office, "2026-03-02T09:00") {
        let room = room(&office, 10, None).await?;
        let (li, liu, chen) = (office.person("li").await?, office.person("liu").await?, office.person("chen").await?);
        let mut content = using(room, "2026-03-03T09:00/2026-03-03T10:00", "座谈");
        content["guest"] = json!("来宾某某");
        li.file("workbench/room-use", content).await?;
        let mut content = using(room, "2026-03-03T10:00/2026-03-03T11:00", "只限知悉的用途");
        content["closed"] = json!(true);
        let hidden = li.file("workbench/room-use", content).await?;
        let (_, seen) = liu.look("/api/views/workbench/uses").await?;
        assert!(seen.contains("座谈") && seen.contains("来＊＊＊") && !seen.contains("来宾某某") && !seen.contains("只限知悉的用途"), "{seen:?}");
        let (_, csv) = liu.look("/api/views/workbench/uses/csv").await?;
        assert!(!csv.contains("来宾某某") && !csv.contains("只限知悉的用途"), "{csv}");
        let (_, kept) = chen.look("/api/views/workbench/uses").await?;
        assert!(kept.contains("来宾某某"), "whoever the form names as its readers: {kept}");
        let (_, mine) = li.look("/api/views/workbench/uses").await?;
        assert!(mine.contains("来宾某某") && mine.contains("只限知悉的用途"), "{mine}");
        assert_eq!(liu.look(&format!("/api/matters/{hidden}")).await?.0, StatusCode::NOT_FOUND);
        assert!(liu.get::<Vec<Found>>("/api/search?q=%E5%8F%AA%E9%99%90%E7%9F%A5%E6%82%89").await?.is_empty());
        assert_eq!(seen.matches("会议室").count(), 1, "a record is shown by its one line");
        Ok(())
    }

    /// What one owes is shown while the period runs, and said once before it ends; what others owe, to those who may know.
    obligations(office, "2026-03-02T09:00") {
        let room = room(&office, 10, None).await?;
        let (li, chen, liu) = (office.person("li").await?, office.person("chen").await?, office.person("liu").await?);
        li.file("workbench/room-use", using(room, "2026-03-03T09:00/2026-03-03T10:00", "座谈")).await?;
        let mine = li.get::<Vec<DutyShown>>("/api/duties").await?;
        let duty = mine.iter().find(|duty| duty.what == "用房").context("a duty")?;
        assert_eq!((duty.done, duty.needed, duty.until.as_str()), (1, 2, "2026-03-31"), "{duty:?}");
        assert_eq!(duty.met_by, Some(("workbench".to_owned(), "room-use".to_owned())));
        let whose = |board: &[DutyShown]| board.iter().filter(|duty| duty.what == "用房").count();
        assert_eq!(whose(&chen.get::<Vec<DutyShown>>("/api/duties/board").await?), 11, "everybody's");
        assert_eq!(whose(&liu.get::<Vec<DutyShown>>("/api/duties/board").await?), 1, "only one's own");
        let told = |notices: &[String]| notices.iter().filter(|notice| notice.starts_with("用房：已完成 1/2")).count();
        office.at("2026-03-27T09:00").await?;
        assert_eq!(told(&li.notices().await?), 0, "not yet");
        for moment in ["2026-03-30T09:00", "2026-03-30T15:00", "2026-03-31T09:00"] {
            office.at(moment).await?;
        }
        assert_eq!(told(&li.notices().await?), 1, "once");
        Ok(())
    }

    /// Gaps between registers are one list for those who may read it; numbers that are missing are among them.
    gaps(office, "2026-03-02T09:00") {
        room(&office, 10, None).await?;
        let (chen, li, zhou) = (office.person("chen").await?, office.person("li").await?, office.person("zhou").await?);
        let found = |gaps: &[GapShown], part: &str| gaps.iter().filter(|gap| gap.what.contains(part)).count();
        let gaps = chen.get::<Vec<GapShown>>("/api/gaps").await?;
        assert_eq!(found(&gaps, "会议室没有保管人"), 1, "{gaps:?}");
        assert_eq!(found(&li.get::<Vec<GapShown>>("/api/gaps").await?, "会议室"), 0);
        tried(&li, &chen, "有事").await?;
        assert_eq!(found(&zhou.get::<Vec<GapShown>>("/api/gaps").await?, "缺号"), 0);
        office.alter("UPDATE series SET last = last + 1 WHERE series = 'trial'").await?;
        assert_eq!(found(&zhou.get::<Vec<GapShown>>("/api/gaps").await?, "缺号：试〔2026〕2号"), 1);
        Ok(())
    }

    /// What is under way shows its lamp to whoever may read it, and to nobody else.
    lamps(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wang, liu) = (office.person("li").await?, office.person("wang").await?, office.person("liu").await?);
        let matter = tried(&li, &wang, "快").await?;
        let lamp = async |person: &Person| {
            let open = person.get::<Vec<OpenShown>>("/api/open").await?;
            let line = open.iter().find(|line| line.matter == matter).cloned();
            anyhow::Ok(line.map(|line| (line.lamp.clone(), line.holders.clone())))
        };
        assert_eq!(lamp(&li).await?, Some(("near".to_owned(), vec!["王科长".to_owned()])), "due within a working day");
        assert_eq!(lamp(&liu).await?, None, "none of hers");
        office.at("2026-03-04T09:00").await?;
        assert_eq!(lamp(&wang).await?.map(|(lamp, _)| lamp), Some("overdue".to_owned()));
        wang.does(matter, "approve", filling(json!({ "result": "好" }))).await?;
        assert_eq!(lamp(&li).await?.map(|(lamp, _)| lamp), Some("none".to_owned()), "the last station has no due date");
        wang.does(matter, "approve", plainly()).await?;
        assert_eq!(lamp(&li).await?, None, "it is over");
        Ok(())
    }

    /// Of what has due dates, how much kept all of them; what has none is not counted, and an empty month has no mean.
    kept_in_time(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let (first, second) = (tried(&li, &wang, "快").await?, tried(&li, &wang, "慢").await?);
        wang.does(first, "approve", filling(json!({ "result": "好" }))).await?;
        office.at("2026-03-09T09:00").await?;
        wang.does(second, "approve", filling(json!({ "result": "好" }))).await?;
        let kept = li.get::<ChartShown>("/api/charts/workbench/on-time").await?;
        assert_eq!((kept.unit.as_str(), kept.adds_up), ("%", false), "{kept:?}");
        assert_eq!((kept.series[0].values[2], kept.series[0].values[0]), (Some(50.0), None), "{kept:?}");
        Ok(())
    }

    /// Nobody leaves the office while holding anything; once it is handed over, they can.
    holdings(office, "2026-03-02T09:00") {
        let liu = office.person("liu").await?;
        let li = office.person("li").await?;
        let room = room(&office, 1, Some(liu.id)).await?;
        assert_eq!(liu.get::<Vec<Holding>>("/api/holdings").await?[0].summary, "会议室");
        let zhou = office.person("zhou").await?;
        let leaving = PersonEntry { id: Some(liu.id), name: "刘洋".to_owned(), department: "社会科".to_owned(), left: true, ..PersonEntry::default() };
        let (status, refused) = zhou.post("/api/people", &leaving).await?;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(refused.title().contains("会议室"), "{refused}");
        liu.file("workbench/new-keeper", json!({ "room": room, "keeper": li.id })).await?;
        assert_eq!(li.get::<Vec<Holding>>("/api/holdings").await?[0].summary, "会议室");
        let (status, answer) = zhou.post("/api/people", &leaving).await?;
        assert!(status.is_success(), "{answer}");
        Ok(())
    }

    /// A matter under way gets more time by another regulation's effect.
    deferred(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        let matter = tried(&li, &wu, "x").await?;
        let due = || async { anyhow::Ok(li.matter(matter).await?.stations[0].due.clone()) };
        assert_eq!(due().await?.as_deref(), Some("2026-03-03T18:00"));
        let row = sqlx::query("SELECT id FROM records WHERE matter_id = $1").bind(i64::try_from(matter)?).fetch_one(&office.app.pool).await?;
        let record = row.id("id")?;
        li.file("workbench/more-time", json!({ "trial": record, "until": "2026-03-10" })).await?;
        let later = due().await?;
        assert!(later.as_deref().is_some_and(|due| due.starts_with("2026-03-10T")), "{later:?}");
        Ok(())
    }
}
