//! Open matters follow whoever decides now; whoever does so no longer cannot decide, on no server.

use anyhow::{Context, Result};
use guiju_api::{ActionRequest, PersonEntry, Post};
use guiju_tests::{
    Columns, Office, Person,
    acts::{filling, plainly, saying, to},
    moment, on_each_database,
};
use reqwest::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

/// A post's entry as it stands.
async fn post(office: &Office, title: &str) -> Result<Post> {
    office.person("zhou").await?.post_named(title).await
}

/// A post changes hands, or has nobody.
async fn held(office: &Office, title: &str, holder: Option<&Person>) -> Result<()> {
    let entry = Post { holder: holder.map(|person| person.id), ..post(office, title).await? };
    entered(office, &entry).await
}

async fn entered(office: &Office, post: &Post) -> Result<()> {
    office.person("zhou").await?.enters(post).await
}

fn roles(of: &[&str]) -> Vec<String> {
    of.iter().map(|role| (*role).to_owned()).collect()
}

/// What the event of a reassignment says.
#[derive(Deserialize)]
struct Reassigned {
    from: u64,
    to: u64,
    because: String,
}

async fn leave(office: &Office) -> Result<u64> {
    leave_on(office, "2026-03-04").await
}

async fn leave_on(office: &Office, day: &str) -> Result<u64> {
    let content = json!({ "kind": "personal", "span": format!("{day} am/{day} am"), "reason": "有事" });
    office.person("li").await?.file("attendance/leave", content).await
}

async fn tenure(office: &Office, content: Value) -> Result<u64> {
    office.person("li").await?.file("workbench/tenure", content).await
}

/// What somebody would send who has looked at the matter.
async fn looked(person: &Person, matter: u64, action: &str) -> Result<ActionRequest> {
    person.prepared(matter, action, saying("同意。")).await
}

on_each_database! {
    /// The post changes hands on one server; on another, whoever had looked at the matter cannot decide it any more.
    two_servers(office, "2026-03-02T09:00") {
        let matter = leave(&office).await?;
        let other = guiju::app::App::open(office.app.config.clone(), office.clock.clone()).await?;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { guiju::http::serve(&other, listener, std::future::pending()).await });
        let there = Person::log_in(&base, "wang").await?;
        let page = looked(&there, matter, "approve").await?;
        let liu = office.person("liu").await?;
        held(&office, "科长", Some(&liu)).await?;
        let (status, problem) = there.acts(matter, &page).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "decision.no-longer-yours"), "{problem}");
        assert!(problem.title().contains("刘洋"), "{problem}");
        // At once in both: one of them changes the post, the other decides; whoever comes second is judged by the first.
        let wang = office.person("wang").await?;
        held(&office, "科长", Some(&wang)).await?;
        let page = looked(&there, matter, "approve").await?;
        let (changed, decided) = tokio::join!(held(&office, "科长", Some(&liu)), there.acts(matter, &page));
        changed?;
        let (status, problem) = decided?;
        let shown = office.person("li").await?.matter(matter).await?;
        let by = shown.stations[0].acts.iter().filter(|act| act.done.is_some()).count();
        assert_eq!(by == 1, status.is_success(), "{problem} {shown:?}");
        assert!(status.is_success() || problem.code() == "decision.no-longer-yours", "{status} {problem}");
        assert_eq!(liu.asked(matter).await?, !status.is_success());
        Ok(())
    }

    /// What was handed on follows the post: it stays while that is vacant, and ends with a new holder.
    handed_on(office, "2026-03-02T09:00") {
        let (wang, liu, chen, cashier) =
            (office.person("wang").await?, office.person("liu").await?, office.person("chen").await?, office.person("cashier").await?);
        let matter = leave(&office).await?;
        wang.does(matter, "transfer", to(chen.id)).await?;
        held(&office, "科长", None).await?;
        assert!(chen.asked(matter).await?, "whoever got it acts for the post");
        let page = looked(&chen, matter, "approve").await?;
        held(&office, "科长", Some(&liu)).await?;
        assert!(liu.asked(matter).await? && !chen.asked(matter).await?);
        let (status, problem) = chen.acts(matter, &page).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "decision.no-longer-yours"), "{problem}");
        liu.does(matter, "approve", plainly()).await?;

        // Somebody was asked for an opinion first, and somebody is to sign behind: both follow to the new holder.
        let matter = leave_on(&office, "2026-03-05").await?;
        liu.does(matter, "sign-after", to(cashier.id)).await?;
        liu.does(matter, "sign-before", to(chen.id)).await?;
        held(&office, "科长", Some(&wang)).await?;
        assert!(!liu.asked(matter).await? && !wang.asked(matter).await? && chen.asked(matter).await?, "the opinion comes first");
        chen.does(matter, "approve", saying("情况属实")).await?;
        assert!(wang.asked(matter).await? && !cashier.asked(matter).await?);
        wang.does(matter, "approve", plainly()).await?;
        assert!(cashier.asked(matter).await?, "then whoever signs behind");
        cashier.does(matter, "approve", plainly()).await?;
        assert_eq!(office.person("li").await?.matter(matter).await?.status, "completed");
        Ok(())
    }

    /// Two roles of one person part: what he keeps stays his, what he lost is asked of the new holder.
    roles_part(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wang, sun, zhao) = (office.person("wang").await?, office.person("sun").await?, office.person("zhao").await?);
        let driver = Post { roles: roles(&["driver"]), ..post(&office, "驾驶员兼厨师").await? };
        entered(&office, &driver).await?;
        let own = |title: &str, holder: u64, of: &[&str]| Post { title: title.to_owned(), department: "办公室".to_owned(), holder: Some(holder), roles: roles(of), ..Post::default() };
        entered(&office, &own("两职", wang.id, &["congress-chair", "cook"])).await?;
        for (way, first) in [("every", true), ("in-turn", false)] {
            let matter = tenure(&office, json!({ "way": way, "first": "chair", "second": "cook", "last": zhao.id, "note": "两职" })).await?;
            let mut both = post(&office, "两职").await?;
            both.roles = roles(&["cook"]);
            entered(&office, &both).await?;
            assert!(!sun.asked(matter).await?);
            assert_eq!(wang.asked(matter).await?, first, "{way}: his own role, in its turn");
            let title = format!("主任{way}");
            entered(&office, &own(&title, sun.id, &["congress-chair"])).await?;
            assert!(sun.asked(matter).await?, "{way}");
            sun.does(matter, "approve", plainly()).await?;
            assert!(wang.asked(matter).await?, "{way}");
            wang.does(matter, "approve", plainly()).await?;
            assert!(zhao.asked(matter).await?, "{way}");
            held(&office, &title, None).await?;
            both.roles = roles(&["congress-chair", "cook"]);
            entered(&office, &both).await?;
        }
        Ok(())
    }

    /// Nobody decides on himself, nor twice where a step keeps people apart, after a change of posts either.
    still_apart(office, "2026-03-02T09:00") {
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        let matter = leave(&office).await?;
        held(&office, "科长", Some(&li)).await?;
        assert!(!li.asked(matter).await?, "the applicant is head of the section now");
        assert!(wu.asked(matter).await?, "the role above decides, and says so");
        let note = li.matter(matter).await?.stations[0].note.clone();
        assert!(note.contains("当事人"), "{note}");
        Ok(())
    }

    /// A turn of duty begins and ends by the clock: whoever is on duty is asked; without anybody on duty the matter waits.
    duty(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wang, sun, zhao) = (office.person("wang").await?, office.person("sun").await?, office.person("zhao").await?);
        let turn = async |id: i64, person: &Person, from: &str, to: &str| -> Result<()> {
            office.alters("turns");
            let insert = "INSERT INTO turns (office_id, id, regulation, roster, gives, seat, person_id, starts, ends, rest_days)
                 VALUES (1, $1, 'workbench', 'rota', 'duty-desk', 0, $2, $3, $4, 0)";
            let insert = sqlx::query(insert).bind(id).bind(i64::try_from(person.id)?).bind(moment(from)?.0).bind(moment(to)?.0);
            insert.execute(&office.app.pool).await?;
            Ok(())
        };
        turn(900_001, &wang, "2026-03-02T00:00", "2026-03-02T12:00").await?;
        turn(900_002, &sun, "2026-03-02T14:00", "2026-03-02T18:00").await?;
        office.app.staff_changed(guiju_tests::OFFICE);
        office.at("2026-03-02T09:01").await?;
        let matter = tenure(&office, json!({ "way": "one", "first": "on-duty", "last": zhao.id, "note": "当班" })).await?;
        assert!(wang.asked(matter).await?);
        let page = looked(&wang, matter, "approve").await?;
        office.set("2026-03-02T12:30")?;
        let (status, problem) = wang.acts(matter, &page).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "decision.no-longer-yours"), "before any job has run: {problem}");
        office.at("2026-03-02T12:31").await?;
        assert!(!wang.asked(matter).await?);
        let shown = office.person("li").await?.matter(matter).await?;
        assert!(shown.stations[0].note.contains("没有排"), "{shown:?}");
        office.at("2026-03-02T14:01").await?;
        assert!(sun.asked(matter).await?);
        sun.does(matter, "approve", plainly()).await?;
        Ok(())
    }

    /// Somebody who was named leaves: he cannot decide, the filer is told and may withdraw; a signature asked of him keeps him here.
    named(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (zhou, li, liu, wang) =
            (office.person("zhou").await?, office.person("li").await?, office.person("liu").await?, office.person("wang").await?);
        let trial = |way: &str, people: &[u64], note: &str| json!({ "way": way, "people": people, "last": zhou.id, "note": note });
        let alone = li.file("workbench/trial", trial("one", &[liu.id], "独任")).await?;
        let either = li.file("workbench/trial", trial("one", &[liu.id, wang.id], "两人之一")).await?;
        let each = li.file("workbench/trial", trial("every", &[wang.id, liu.id], "会签")).await?;
        let vote = li.file("workbench/trial", trial("vote", &[wang.id, liu.id], "表决")).await?;
        wang.does(each, "approve", filling(json!({ "result": "好" }))).await?;
        wang.does(vote, "aye", plainly()).await?;
        let given = leave(&office).await?;
        wang.does(given, "transfer", to(liu.id)).await?;
        let leaving = PersonEntry { id: Some(liu.id), name: "刘洋".to_owned(), department: "社会科".to_owned(), badge: Some("9".to_owned()), left: true, ..PersonEntry::default() };
        let advised = leave_on(&office, "2026-03-05").await?;
        wang.does(advised, "delegate", ActionRequest { opinion: Some("请先看看".to_owned()), ..to(liu.id) }).await?;
        let signed = leave_on(&office, "2026-03-06").await?;
        wang.does(signed, "sign-after", to(liu.id)).await?;
        let (status, problem) = zhou.post("/api/people", &leaving).await?;
        assert!(status == StatusCode::CONFLICT && problem.title().contains("1 项待办"), "{problem}");
        wang.does(signed, "approve", plainly()).await?;
        liu.does(signed, "approve", plainly()).await?;
        let (status, answer) = zhou.post("/api/people", &leaving).await?;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        // What was handed to him returns to whoever handed it on, and his advice is not waited for.
        for matter in [given, advised] {
            assert!(wang.asked(matter).await?, "{:?}", li.matter(matter).await?);
            wang.does(matter, "approve", plainly()).await?;
        }
        let shown = async |matter: u64| li.matter(matter).await;
        for (matter, note) in [(alone, "独任"), (each, "会签")] {
            let shown = shown(matter).await?;
            assert_eq!((shown.status.as_str(), shown.stations[0].state.as_str()), ("open", "current"), "{shown:?}");
            assert!(shown.stations[0].note.contains("刘洋已离开"), "{shown:?}");
            assert!(li.notices().await?.iter().any(|told| told.contains(note) && told.contains("刘洋已离开")), "{note}");
            assert!(li.offered(matter).await?.contains(&"withdraw".to_owned()), "{note}: the filer has a way on");
        }
        assert!(wang.asked(either).await?);
        assert!(zhou.asked(vote).await?, "the ballot is over: whoever could still vote has");
        let (status, problem) = li.files("workbench/trial", trial("one", &[liu.id], "又")).await?;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && problem.contains("已经离开本单位"), "{problem}");
        Ok(())
    }

    /// A change is one unit: the event of the post, those of the matters and the tasks stand together in an unbroken chain.
    one_unit(office, "2026-03-02T09:00") {
        let matter = leave(&office).await?;
        held(&office, "科长", Some(&office.person("liu").await?)).await?;
        let query = "SELECT kind, body, by_id FROM events WHERE office_id = 1 AND matter_id = $1 AND kind <> 'moved' ORDER BY seq";
        let rows = sqlx::query(query).bind(i64::try_from(matter)?).fetch_all(&office.app.pool).await?;
        let last = rows.last().context("an event")?;
        assert_eq!((last.text("kind")?.as_str(), last.maybe_int("by_id")?), ("reassigned", None));
        let body: Reassigned = last.json("body")?;
        let (from, to) = (office.person("wang").await?.id, office.person("liu").await?.id);
        assert_eq!((body.from, body.to, body.because.as_str()), (from, to, "post"));
        let (_, broken) = guiju::store::verify(&office.app.pool, guiju_tests::OFFICE).await?;
        assert_eq!(broken, None);
        Ok(())
    }
}
