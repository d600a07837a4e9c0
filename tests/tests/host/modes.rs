//! Every operation in every mode; others lost tasks, due dates, reminders or opinions at these.

use anyhow::{Context, Result, ensure};
use guiju_api::{ActionRequest, MatterShown};
use guiju_tests::{
    Office, Person,
    acts::{filling, plainly, saying, to},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::json;

/// What deciders are offered at a station of each mode that allows everything.
const OFFERED: [(&str, &[&str]); 7] = [
    ("one", &["approve", "refuse", "return", "transfer", "delegate", "sign-before", "sign-after"]),
    ("every", &["approve", "refuse", "return", "transfer", "delegate", "sign-before", "sign-after"]),
    ("in-turn", &["approve", "refuse", "return", "transfer", "delegate", "sign-before", "sign-after"]),
    ("circulate", &["note"]),
    ("inform", &["note"]),
    ("file", &["file", "refuse", "return", "transfer", "delegate", "sign-before"]),
    ("vote", &["aye", "nay", "abstain"]),
];
/// Everything that a decider may be offered.
pub const ACTIONS: [&str; 12] = [
    "approve",
    "refuse",
    "return",
    "transfer",
    "delegate",
    "sign-before",
    "sign-after",
    "note",
    "file",
    "aye",
    "nay",
    "abstain",
];

/// Everybody of a trial: those asked, whoever ends it, somebody else, the applicant.
struct Cast {
    asked: Vec<Person>,
    last: Person,
    other: Person,
    applicant: Person,
    clerk: Person,
}

impl Cast {
    async fn of(office: &Office) -> Result<Self> {
        office.bind("workbench").await?;
        Ok(Self {
            asked: vec![office.person("wu").await?, office.person("wang").await?, office.person("sun").await?],
            last: office.person("zhao").await?,
            other: office.person("chen").await?,
            applicant: office.person("li").await?,
            clerk: office.person("zhou").await?,
        })
    }

    async fn trial(&self, way: &str, note: &str) -> Result<u64> {
        let people = self.asked.iter().map(|person| person.id).collect::<Vec<_>>();
        let content = json!({ "way": way, "people": people, "last": self.last.id, "note": note });
        self.applicant.file("workbench/trial", content).await
    }

    /// Who is asked first at a station of this mode.
    fn first(&self, way: &str) -> &Person {
        if way == "file" { &self.clerk } else { &self.asked[0] }
    }

    fn all(&self) -> impl Iterator<Item = &Person> {
        self.asked.iter().chain([&self.last, &self.other, &self.applicant, &self.clerk])
    }

    /// Who could act on the matter now, whatever it is, by place in `all`.
    async fn holders(&self, matter: u64) -> Result<Vec<usize>> {
        let mut holders = Vec::new();
        for (index, person) in self.all().enumerate() {
            if person.asked(matter).await? {
                holders.push(index);
            }
        }
        Ok(holders)
    }

    /// Lets everybody do what is asked until the matter is over; fails if it waits for nobody.
    async fn finish(&self, matter: u64) -> Result<MatterShown> {
        for _ in 0..20 {
            let mut acted = false;
            for person in self.all() {
                let path = format!("/api/matters/{matter}");
                let (status, shown) = person.look(&path).await?;
                if !status.is_success() {
                    continue;
                }
                let offered = shown.read::<MatterShown>()?.actions;
                let usual = ["approve", "file", "note", "aye", "resubmit"];
                let Some(action) = offered.iter().map(|offered| offered.action.as_str()).find(|a| usual.contains(a))
                else {
                    continue;
                };
                person.does(matter, action, particulars(action)).await?;
                acted = true;
            }
            let status = self.applicant.matter(matter).await?;
            if status.status == "completed" && self.holders(matter).await?.is_empty() {
                return Ok(status);
            }
            ensure!(acted, "the matter waits for nobody: {status:?}");
        }
        anyhow::bail!("the matter never ends")
    }
}

/// What an operation needs to succeed.
fn particulars(action: &str) -> ActionRequest {
    match action {
        "approve" => ActionRequest { content: Some(json!({ "result": "好" })), ..saying("可以") },
        "file" => filling(json!({ "filing_number": "区办〔2026〕1号", "filed_on": "2026-03-02" })),
        _ => plainly(),
    }
}

/// Words of everybody who said something at any station.
fn opinions(shown: &MatterShown) -> Vec<String> {
    let acts = shown.stations.iter().flat_map(|station| &station.acts);
    acts.filter_map(|act| act.opinion.clone()).collect()
}

fn due(shown: &MatterShown) -> Option<String> {
    shown.stations[0].due.clone()
}

on_each_database! {
    /// Exactly what a mode allows is offered, and nothing else is accepted.
    offered(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (way, expected) in OFFERED {
            let matter = cast.trial(way, "提供").await?;
            let holder = cast.first(way);
            assert_eq!(holder.offered(matter).await?, expected, "{way}");
            let shown = holder.matter(matter).await?;
            let (version, task) = (shown.version, shown.actions[0].task);
            for action in ACTIONS.iter().filter(|action| !expected.contains(action)) {
                let doing = ActionRequest {
                    action: (*action).to_owned(),
                    version,
                    task,
                    person: Some(cast.other.id),
                    content: Some(json!({ "result": "好" })),
                    ..saying("试")
                };
                let (status, answer) = holder.acts(matter, &doing).await?;
                assert_eq!(status, StatusCode::FORBIDDEN, "{way} {action}: {answer}");
            }
            // Nobody else acts on somebody's task, whatever the action; whoever does not see the matter learns of none.
            let (sees, _) = cast.other.look(&format!("/api/matters/{matter}")).await?;
            let refused = if sees.is_success() { StatusCode::FORBIDDEN } else { StatusCode::NOT_FOUND };
            for action in ACTIONS {
                let doing = ActionRequest { action: action.to_owned(), version, task, person: Some(cast.clerk.id), ..saying("试") };
                let (status, answer) = cast.other.acts(matter, &doing).await?;
                assert_eq!(status, refused, "{way} {action} by a stranger: {answer}");
            }
        }
        Ok(())
    }

    /// The plain course of every mode: who has it first, who next, and what ends it.
    plain_course(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        // Places in `Cast::all`: 0..3 those asked, 3 the last, 6 the clerk who files.
        for (way, first, after_one) in [
            ("one", vec![0, 1, 2], vec![3]),
            ("every", vec![0, 1, 2], vec![1, 2]),
            ("in-turn", vec![0], vec![1]),
            ("circulate", vec![0, 1, 2], vec![1, 2]),
            ("inform", vec![0, 1, 2, 3], vec![1, 2, 3]),
            ("file", vec![6], vec![3]),
            ("vote", vec![0, 1, 2], vec![1, 2]),
        ] {
            let matter = cast.trial(way, "平常").await?;
            assert_eq!(cast.holders(matter).await?, first, "{way}");
            let holder = cast.first(way);
            let usual = holder.offered(matter).await?.into_iter().next().context("an action")?;
            holder.does(matter, &usual, particulars(&usual)).await?;
            assert_eq!(cast.holders(matter).await?, after_one, "{way} after one");
            cast.finish(matter).await?;
        }
        Ok(())
    }

    /// One refusal ends it wherever refusing is possible; a nay alone ends nothing.
    refused(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (way, offered) in OFFERED {
            let matter = cast.trial(way, "不同意").await?;
            let holder = cast.first(way);
            if offered.contains(&"refuse") {
                assert_eq!(holder.act(matter, "refuse", plainly()).await?.0, StatusCode::BAD_REQUEST, "{way}: words are needed");
                holder.does(matter, "refuse", saying("条件不够")).await?;
                let shown = cast.applicant.matter(matter).await?;
                assert_eq!((shown.status.as_str(), shown.stations[0].state.as_str()), ("refused", "refused"), "{way}");
                assert_eq!(opinions(&shown), ["条件不够"], "{way}");
                assert_eq!(cast.holders(matter).await?, Vec::<usize>::new(), "{way}");
            }
        }
        let matter = cast.trial("vote", "表决").await?;
        cast.asked[0].does(matter, "nay", plainly()).await?;
        assert_eq!(cast.holders(matter).await?, [1, 2]);
        cast.finish(matter).await?;
        Ok(())
    }

    /// Returned to walk again: everybody is asked as at first, with a new due date and reminder, and earlier words stay.
    returned_anew(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (way, offered) in OFFERED {
            if !offered.contains(&"return") {
                continue;
            }
            office.at("2026-03-02T09:00").await?;
            let matter = cast.trial(way, "重走").await?;
            let holder = cast.first(way);
            let (before, first_due) = (cast.holders(matter).await?, due(&holder.matter(matter).await?));
            assert_eq!(holder.act(matter, "return", plainly()).await?.0, StatusCode::BAD_REQUEST, "{way}: words are needed");
            holder.does(matter, "return", saying("请补材料")).await?;
            assert_eq!(cast.holders(matter).await?, [5], "{way}: only the applicant has it");
            office.at("2026-03-05T09:00").await?;
            cast.applicant.does(matter, "resubmit", saying("已补")).await?;
            assert_eq!(cast.holders(matter).await?, before, "{way}");
            let shown = holder.matter(matter).await?;
            assert!(due(&shown) > first_due && first_due.is_some(), "{way}: {shown:?}");
            office.at("2026-03-06T18:30").await?;
            let overdue = holder.notices().await?.into_iter().filter(|message| message.contains("已超时") && message.contains("重走")).count();
            assert!(overdue > 0, "{way}: reminded again");
            let shown = cast.finish(matter).await?;
            assert!(opinions(&shown).contains(&"请补材料".to_owned()), "{way}: {shown:?}");
        }
        Ok(())
    }

    /// Returned to come straight back: whoever decided is not asked again, whoever had not is, with a new due date.
    returned_straight_back(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        // The second returns it after the first has decided, where several are asked.
        for (way, returns, after) in [
            ("one", 0, vec![0]),
            ("every", 1, vec![1, 2]),
            ("in-turn", 1, vec![1]),
            ("file", 6, vec![6]),
        ] {
            office.at("2026-03-02T09:00").await?;
            let matter = cast.trial(way, "直回").await?;
            if returns == 1 {
                cast.asked[0].does(matter, "approve", particulars("approve")).await?;
            }
            let holder = cast.all().nth(returns).context("somebody")?;
            holder.does(matter, "return", ActionRequest { straight_back: true, ..saying("请补材料") }).await?;
            assert_eq!(cast.holders(matter).await?, [5], "{way}");
            office.at("2026-03-05T09:00").await?;
            cast.applicant.does(matter, "resubmit", plainly()).await?;
            assert_eq!(cast.holders(matter).await?, after, "{way}");
            let shown = holder.matter(matter).await?;
            assert!(due(&shown).is_some_and(|due| due.starts_with("2026-03-06")), "{way}: {shown:?}");
            let shown = cast.finish(matter).await?;
            assert!(opinions(&shown).contains(&"请补材料".to_owned()), "{way}: {shown:?}");
        }
        Ok(())
    }

    /// Transferred: mine no longer, for whoever got it a task with its due date; straight back later returns to that one.
    transferred(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (way, offered) in OFFERED {
            if !offered.contains(&"transfer") {
                continue;
            }
            let matter = cast.trial(way, "转办").await?;
            let holder = cast.first(way);
            assert_eq!(holder.act(matter, "transfer", to(cast.applicant.id)).await?.0, StatusCode::BAD_REQUEST, "{way}: not to the applicant");
            holder.does(matter, "transfer", ActionRequest { opinion: Some("请办".to_owned()), ..to(cast.other.id) }).await?;
            let holders = cast.holders(matter).await?;
            assert!(holders.contains(&4) && !holders.contains(&0) && !holders.contains(&6), "{way}: {holders:?}");
            cast.other.does(matter, "return", ActionRequest { straight_back: true, ..saying("缺件") }).await?;
            cast.applicant.does(matter, "resubmit", plainly()).await?;
            let holders = cast.holders(matter).await?;
            assert!(holders.contains(&4) && !holders.contains(&0) && !holders.contains(&6), "{way} came back: {holders:?}");
            let shown = cast.finish(matter).await?;
            assert!(opinions(&shown).contains(&"请办".to_owned()) && opinions(&shown).contains(&"缺件".to_owned()), "{way}: {shown:?}");
        }
        Ok(())
    }

    /// Delegated, or asked for a signature before: it waits, comes back with a new due date, and only then is decided.
    asked_first(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (way, offered) in OFFERED {
            for action in ["delegate", "sign-before"] {
                if !offered.contains(&action) {
                    continue;
                }
                office.at("2026-03-02T09:00").await?;
                let matter = cast.trial(way, "先问").await?;
                let (holder, at) = (cast.first(way), if way == "file" { 6 } else { 0 });
                holder.does(matter, action, to(cast.other.id)).await?;
                let holders = cast.holders(matter).await?;
                assert!(holders.contains(&4) && !holders.contains(&at), "{way} {action}: {holders:?}");
                assert_eq!(cast.other.offered(matter).await?, ["approve"], "{way} {action}: only an opinion");
                office.at("2026-03-04T09:00").await?;
                cast.other.does(matter, "approve", saying("看过了")).await?;
                let holders = cast.holders(matter).await?;
                assert!(holders.contains(&at) && !holders.contains(&4), "{way} {action}: {holders:?}");
                office.at("2026-03-05T18:30").await?;
                let again = holder.notices().await?.into_iter().any(|message| message.contains("已超时（2026-03-05"));
                assert!(again, "{way} {action}: a new due date, and its reminder");
                let shown = cast.finish(matter).await?;
                assert!(opinions(&shown).contains(&"看过了".to_owned()), "{way} {action}: {shown:?}");
            }
        }
        Ok(())
    }

    /// A signer added afterwards is asked once I decided, before the next in turn; after a transfer, once the other decided.
    signed_after(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (way, after_mine, after_both) in [("one", vec![4], vec![3]), ("every", vec![1, 2, 4], vec![1, 2]), ("in-turn", vec![4], vec![1])] {
            for transferred in [false, true] {
                let matter = cast.trial(way, "加签").await?;
                cast.asked[0].does(matter, "sign-after", to(cast.other.id)).await?;
                let mut holder = &cast.asked[0];
                if transferred {
                    holder.does(matter, "transfer", to(cast.clerk.id)).await?;
                    holder = &cast.clerk;
                }
                assert!(!cast.holders(matter).await?.contains(&4), "{way}: not before I decided");
                holder.does(matter, "approve", particulars("approve")).await?;
                assert_eq!(cast.holders(matter).await?, after_mine, "{way} {transferred}");
                cast.other.does(matter, "approve", ActionRequest { opinion: Some("附签".to_owned()), ..filling(json!({ "result": "好" })) }).await?;
                assert_eq!(cast.holders(matter).await?, after_both, "{way} {transferred}");
                let shown = cast.finish(matter).await?;
                assert!(opinions(&shown).contains(&"附签".to_owned()), "{way}: {shown:?}");
            }
        }
        Ok(())
    }

    /// Withdrawn before anybody acted, not after; reminded are those it waits for, and nobody else.
    withdrawn_and_reminded(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (way, _) in OFFERED {
            let note = format!("撤催{way}");
            let matter = cast.trial(way, &note).await?;
            cast.applicant.does(matter, "remind", plainly()).await?;
            let reminded = async |person: &Person| -> Result<bool> {
                Ok(person.notices().await?.iter().any(|message| message.contains("催办") && message.contains(&note)))
            };
            let waits_for_last = way == "inform";
            assert_eq!(reminded(&cast.last).await?, waits_for_last, "{way}");
            assert_eq!(reminded(cast.first(way)).await?, !waits_for_last, "{way}");
            cast.applicant.does(matter, "withdraw", plainly()).await?;
            let shown = cast.applicant.matter(matter).await?;
            assert_eq!(shown.status, "withdrawn", "{way}");
            for person in cast.all() {
                assert!(!person.tray("decide").await?.contains(&matter), "{way}");
            }

            let matter = cast.trial(way, "办过").await?;
            let holder = cast.first(way);
            let usual = holder.offered(matter).await?.into_iter().next().context("an action")?;
            holder.does(matter, &usual, particulars(&usual)).await?;
            let may = cast.applicant.offered(matter).await?.contains(&"withdraw".to_owned());
            assert_eq!(may, way == "inform", "{way}: only reading what one is told of is no act");
            cast.finish(matter).await?;
        }
        Ok(())
    }

    /// What a decider fills in is checked like a form: each fault on its field, and nothing is decided.
    deciders_fill_in(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in ["one", "every", "in-turn"] {
            let matter = cast.trial(way, "填写").await?;
            for (content, field) in [(json!({}), "result"), (json!({ "result": "坏" }), "result"), (json!({ "result": "好", "more": 1 }), "more")] {
                let (status, problem) = cast.asked[0].act(matter, "approve", filling(content)).await?;
                assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{way}: {problem}");
                assert_eq!(problem.problem().findings[0].field.as_deref(), Some(field), "{way}: {problem}");
            }
            let shown = cast.finish(matter).await?;
            assert_eq!(shown.stations[0].acts[0].filled[0], ("结果".to_owned(), "好".to_owned()), "{way}");
        }
        Ok(())
    }
}
