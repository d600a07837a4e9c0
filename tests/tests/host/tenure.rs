//! Every mode of deciding at a station of office holders, with every change of who holds the office.

use anyhow::{Context, Result, ensure};
use guiju_api::{ActionRequest, MatterShown, PersonEntry, Post};
use guiju_tests::{
    Office, Person,
    acts::{filling, plainly, saying},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::json;

/// Modes in which an office holder decides or reads.
pub const WAYS: [&str; 7] = ["one", "every", "in-turn", "circulate", "inform", "file", "vote"];
/// The role whose holder decides.
pub const CHAIR: &str = "congress-chair";

/// Everybody of a trial: who holds the office, who may come to hold it, who ends the matter, who files it.
struct Cast<'a> {
    office: &'a Office,
    clerk: Person,
    a: Person,
    b: Person,
    c: Person,
    last: Person,
    applicant: Person,
}

impl<'a> Cast<'a> {
    async fn of(office: &'a Office) -> Result<Self> {
        office.bind("workbench").await?;
        Ok(Self {
            office,
            clerk: office.person("zhou").await?,
            a: office.person("wang").await?,
            b: office.person("sun").await?,
            c: office.person("chen").await?,
            last: office.person("zhao").await?,
            applicant: office.person("li").await?,
        })
    }

    /// Enters a post with its holder, or changes it.
    async fn post(&self, title: &str, holder: Option<&Person>, roles: &[&str]) -> Result<()> {
        self.clerk.fills(title, holder, roles).await
    }

    async fn chair(&self, holder: Option<&Person>) -> Result<()> {
        self.post("人大工委主任", holder, &[CHAIR]).await
    }

    async fn trial(&self, way: &str, note: &str) -> Result<u64> {
        let content = json!({ "way": way, "first": "chair", "last": self.last.id, "note": note });
        self.applicant.file("workbench/tenure", content).await
    }

    /// Who of a, b, c is asked.
    async fn holders(&self, matter: u64) -> Result<String> {
        let mut asked = String::new();
        for (name, person) in [("a", &self.a), ("b", &self.b), ("c", &self.c)] {
            if person.asked(matter).await? {
                asked.push_str(name);
            }
        }
        Ok(asked)
    }

    async fn shown(&self, matter: u64) -> Result<MatterShown> {
        self.applicant.matter(matter).await
    }

    /// Somebody hands the work over, from a moment to another.
    async fn hands_over(&self, from: &Person, to: &Person, starts: &str, ends: &str) -> Result<()> {
        self.office.delegated(from, to, starts, ends).await
    }

    /// Lets somebody do what the mode asks for.
    async fn acts(&self, person: &Person, matter: u64) -> Result<()> {
        let offered = person.offered(matter).await?;
        let usual = ["approve", "file", "note", "aye"];
        let action = offered.iter().find(|action| usual.contains(&action.as_str())).context("an action")?;
        let particulars = if action == "file" { filling(json!({})) } else { plainly() };
        person.does(matter, action, particulars).await
    }

    /// The rest of the way, once the office holders have decided.
    async fn ends(&self, matter: u64) -> Result<()> {
        self.acts(&self.last, matter).await?;
        let shown = self.shown(matter).await?;
        ensure!(shown.status == "completed", "{shown:?}");
        Ok(())
    }
}

/// What the former holder would send, had the page stayed open.
async fn kept_page(person: &Person, matter: u64) -> Result<ActionRequest> {
    let shown = person.matter(matter).await?;
    let offered = shown.actions.iter().find(|offered| offered.task.is_some()).context("an action")?;
    let (action, version, task) = (offered.action.clone(), shown.version, offered.task);
    Ok(ActionRequest { action, version, task, content: Some(json!({})), ..saying("同意。") })
}

async fn refused(person: &Person, matter: u64, page: &ActionRequest, now: &str) -> Result<()> {
    let (status, problem) = person.acts(matter, page).await?;
    ensure!(status == StatusCode::CONFLICT && problem.code() == "decision.no-longer-yours", "{status} {problem}");
    ensure!(problem.title().contains(now), "{problem}");
    Ok(())
}

fn history(shown: &MatterShown) -> String {
    shown.history.iter().map(|entry| entry.what.as_str()).collect::<Vec<_>>().join("|")
}

on_each_database! {
    /// Another holder: asked in place, with the due date as it was; the former one can decide no longer.
    replaced(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in WAYS {
            cast.chair(Some(&cast.a)).await?;
            let matter = cast.trial(way, &format!("换人{way}")).await?;
            assert_eq!(cast.holders(matter).await?, "a", "{way}");
            let (before, page) = (cast.shown(matter).await?.stations[0].due.clone(), kept_page(&cast.a, matter).await?);
            cast.chair(Some(&cast.b)).await?;
            assert_eq!(cast.holders(matter).await?, "b", "{way}");
            let shown = cast.shown(matter).await?;
            assert_eq!(shown.stations[0].due, before, "{way}");
            // A vote is personal: one seat ends, another is added.
            let said = if way == "vote" { "因岗位变动，增加孙书记办理" } else { "因岗位变动，由王科长改由孙书记办理" };
            assert!(history(&shown).contains(said), "{way}: {:?}", shown.history);
            assert!(shown.stations[0].note.contains(said), "{way}: {shown:?}");
            refused(&cast.a, matter, &page, "孙书记").await?;
            if !["circulate", "inform"].contains(&way) {
                let told = format!("换人{way}");
                let hears = async |person: &Person, words: &str| -> Result<bool> {
                    Ok(person.notices().await?.iter().any(|message| message.contains(words) && message.contains(&told)))
                };
                assert!(hears(&cast.a, "不再由您办理").await?, "{way}");
                assert!(hears(&cast.b, "请办理").await?, "{way}");
                assert_eq!(hears(&cast.applicant, "因岗位变动").await?, way != "vote", "{way}");
            }
            if way == "file" {
                cast.b.does(matter, "file", plainly()).await?;
            } else {
                cast.acts(&cast.b, matter).await?;
            }
            cast.ends(matter).await?;
        }
        Ok(())
    }

    /// Nobody holds it: nothing is skipped, nobody decides, keepers and applicant are told; whoever fills the post is asked.
    vacated(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in WAYS {
            cast.chair(Some(&cast.a)).await?;
            let matter = cast.trial(way, &format!("空缺{way}")).await?;
            let page = kept_page(&cast.a, matter).await?;
            // Once the post has nobody, once it gives the role no more.
            if way == "every" { cast.post("人大工委主任", Some(&cast.a), &[]).await? } else { cast.chair(None).await? }
            assert_eq!(cast.holders(matter).await?, "", "{way}");
            refused(&cast.a, matter, &page, "无人担任").await.or_else(|why| if way == "inform" { Ok(()) } else { Err(why) })?;
            let shown = cast.shown(matter).await?;
            assert_eq!(shown.status, "open", "{way}");
            assert_eq!(cast.last.asked(matter).await?, way == "inform", "{way}: only what one is told of is not waited for");
            assert!(history(&shown).contains("“人大工委主任”现在无人担任"), "{way}: {:?}", shown.history);
            if way != "inform" {
                assert_eq!(shown.stations[0].state, "current", "{way}");
                assert!(shown.stations[0].note.contains("“人大工委主任”现在无人担任"), "{way}: {shown:?}");
            }
            if !["circulate", "inform"].contains(&way) {
                let keeper = cast.clerk.notices().await?;
                assert!(keeper.iter().any(|message| message.contains("“人大工委主任”现在无人担任") && !message.contains("空缺")), "{keeper:?}");
                assert!(cast.applicant.notices().await?.iter().any(|message| message.contains(&format!("空缺{way}")) && message.contains("无人担任")));
            }
            // Other changes meanwhile leave it as it is.
            cast.post("别的岗位", Some(&cast.c), &[]).await?;
            assert_eq!(cast.holders(matter).await?, "", "{way}");
            office.at("2026-03-02T10:00").await?;
            cast.chair(Some(&cast.b)).await?;
            assert_eq!(cast.holders(matter).await?, "b", "{way}");
            assert_eq!(cast.shown(matter).await?.stations[0].due.as_deref(), Some("2026-03-03T18:00"), "{way}: it does not begin anew");
            cast.acts(&cast.b, matter).await?;
            cast.ends(matter).await?;
            office.at("2026-03-02T09:00").await?;
        }
        Ok(())
    }

    /// A second holder: asked beside the first; one of them is enough, but everybody votes.
    second_holder(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in WAYS {
            cast.chair(Some(&cast.a)).await?;
            let matter = cast.trial(way, "又一人").await?;
            cast.post("人大工委副主任", Some(&cast.c), &[CHAIR]).await?;
            assert_eq!(cast.holders(matter).await?, "ac", "{way}");
            cast.acts(&cast.c, matter).await?;
            assert_eq!(cast.holders(matter).await?, if way == "vote" { "a" } else { "" }, "{way}");
            if way == "vote" {
                // A vote that was cast stays; whoever has not voted goes with the office.
                cast.post("人大工委副主任", None, &[CHAIR]).await?;
                cast.chair(Some(&cast.b)).await?;
                assert_eq!(cast.holders(matter).await?, "b");
                cast.acts(&cast.b, matter).await?;
            }
            cast.ends(matter).await?;
            cast.post("人大工委副主任", None, &[CHAIR]).await?;
            // The first of two goes: the other is asked already.
            cast.post("人大工委副主任", Some(&cast.c), &[CHAIR]).await?;
            cast.chair(Some(&cast.a)).await?;
            let matter = cast.trial(way, "少一人").await?;
            assert_eq!(cast.holders(matter).await?, "ac", "{way}");
            cast.chair(None).await?;
            assert_eq!(cast.holders(matter).await?, "c", "{way}");
            cast.acts(&cast.c, matter).await?;
            cast.ends(matter).await?;
            cast.post("人大工委副主任", None, &[CHAIR]).await?;
        }
        Ok(())
    }

    /// The last one who had not voted loses the office: the ballot is over, and the matter goes on.
    ballot_ends(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        cast.chair(Some(&cast.a)).await?;
        cast.post("人大工委副主任", Some(&cast.c), &[CHAIR]).await?;
        let matter = cast.trial("vote", "散场").await?;
        cast.acts(&cast.a, matter).await?;
        assert!(!cast.last.asked(matter).await?);
        cast.post("人大工委副主任", None, &[CHAIR]).await?;
        assert_eq!(cast.holders(matter).await?, "");
        cast.ends(matter).await
    }

    /// Somebody stands in: the task lies there for its time, votes apart; a later stand-in takes the place of an earlier one,
    /// and a new holder that of both.
    stand_ins(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in WAYS {
            office.at("2026-03-02T09:00").await?;
            cast.chair(Some(&cast.a)).await?;
            let (kept, given) = (cast.trial(way, "代办").await?, cast.trial(way, "换任").await?);
            cast.hands_over(&cast.a, &cast.b, "2026-03-02T10:00", "2026-03-02T12:00").await?;
            cast.hands_over(&cast.a, &cast.c, "2026-03-02T11:00", "2026-03-02T11:30").await?;
            let lies = |with: &'static str| if way == "vote" { "a" } else { with };
            for (at, with) in [("10:01", "b"), ("11:01", "c"), ("11:31", "b"), ("12:01", "a")] {
                office.at(&format!("2026-03-02T{at}")).await?;
                assert_eq!(cast.holders(kept).await?, lies(with), "{way} {at}");
                let stands_in = cast.shown(kept).await?.stations[0].acts[0].instead_of.clone();
                assert_eq!(stands_in.as_deref() == Some("王科长"), with != "a" && way != "vote", "{way} {at}: {stands_in:?}");
            }
            office.at("2026-03-02T10:30").await?;
            office.alter("UPDATE delegations SET state = 'waiting'").await?;
            office.at("2026-03-02T10:31").await?;
            assert_eq!(cast.holders(given).await?, lies("b"), "{way}");
            let page = kept_page(if way == "vote" { &cast.a } else { &cast.b }, given).await?;
            cast.chair(Some(&cast.c)).await?;
            assert_eq!(cast.holders(given).await?, "c", "{way}");
            refused(if way == "vote" { &cast.a } else { &cast.b }, given, &page, "陈文员").await?;
            office.alter("DELETE FROM delegations").await?;
            office.at("2026-03-02T10:32").await?;
            cast.acts(&cast.c, kept).await?;
            cast.ends(kept).await?;
        }
        Ok(())
    }

    /// Whoever leaves hands the post over; what he decided by it goes with it.
    left(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        cast.chair(Some(&cast.c)).await?;
        let mut matters = Vec::new();
        for way in WAYS {
            matters.push((way, cast.trial(way, "离开").await?));
        }
        let posts = cast.clerk.get::<Vec<Post>>("/api/posts").await?;
        let leaving = PersonEntry { id: Some(cast.c.id), name: "陈文员".to_owned(), department: "办公室".to_owned(), badge: Some("6".to_owned()), left: true, ..PersonEntry::default() };
        let (status, problem) = cast.clerk.post("/api/people", &leaving).await?;
        let title = problem.title();
        assert!(status == StatusCode::CONFLICT && title.contains("岗位") && !title.contains("待办"), "{problem}");
        for post in posts.iter().filter(|post| post.holder == Some(cast.c.id)) {
            let post = Post { holder: Some(cast.b.id), ..post.clone() };
            let (status, answer) = cast.clerk.post("/api/posts", &post).await?;
            assert!(status == StatusCode::CREATED || status == StatusCode::ACCEPTED, "{answer}");
        }
        for (way, matter) in &matters {
            assert_eq!(cast.holders(*matter).await?, "b", "{way}");
        }
        Ok(())
    }
}
