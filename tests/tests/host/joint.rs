//! Joint deciding in every mode: each place has a person of its own, and what was changed is decided again.

use anyhow::{Context, Result};
use guiju_tests::{Office, Person, on_each_database};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Modes of which each place decides.
const JOINT: [&str; 2] = ["every", "in-turn"];

struct Cast<'a> {
    office: &'a Office,
    asked: Vec<Person>,
    last: Person,
    other: Person,
    clerk: Person,
    applicant: Person,
}

impl<'a> Cast<'a> {
    async fn of(office: &'a Office) -> Result<Self> {
        office.bind("workbench").await?;
        Ok(Self {
            office,
            asked: vec![office.person("wu").await?, office.person("wang").await?],
            last: office.person("zhao").await?,
            other: office.person("chen").await?,
            clerk: office.person("zhou").await?,
            applicant: office.person("li").await?,
        })
    }

    fn content(&self, way: &str, note: &str) -> Value {
        let people = self.asked.iter().map(|person| person.id).collect::<Vec<_>>();
        json!({ "way": way, "people": people, "last": self.last.id, "note": note })
    }

    async fn trial(&self, way: &str, note: &str) -> Result<u64> {
        self.applicant.file("workbench/trial", self.content(way, note)).await
    }

    /// Whether a person could act on the matter now.
    async fn asks(&self, person: &Person, matter: u64) -> Result<bool> {
        let (status, shown) = person.send(Method::GET, &format!("/api/matters/{matter}"), &Value::Null, None).await?;
        let tasks = shown["actions"].as_array().into_iter().flatten().any(|action| action["task"].is_u64());
        Ok(status.is_success() && tasks)
    }

    async fn approves(&self, person: &Person, matter: u64) -> Result<()> {
        person.does(matter, "approve", json!({ "content": { "result": "好" } })).await
    }

    async fn hands_over(&self, from: &Person, to: &Person) -> Result<()> {
        let moment =
            |text: &str| text.parse::<guiju_model::Moment>().map(|at| at.0).map_err(|why| anyhow::anyhow!("{why}"));
        let insert = "INSERT INTO delegations (office_id, id, person_id, deputy_id, starts, ends, reason, state)
             SELECT 1, COALESCE(MAX(id), 900000) + 1, $1, $2, $3, $4, '', 'waiting' FROM delegations";
        let insert = sqlx::query(insert).bind(from.id as i64).bind(to.id as i64);
        let (starts, ends) = (moment("2026-03-02T10:00")?, moment("2026-03-02T17:00")?);
        insert.bind(starts).bind(ends).execute(&self.office.app.pool).await?;
        Ok(())
    }

    async fn post(&self, title: &str, holder: Option<&Person>, role: &str) -> Result<()> {
        let posts = self.clerk.get("/api/posts").await?;
        let known = posts.as_array().into_iter().flatten().find(|post| post["title"] == title);
        let post = json!({
            "id": known.map(|post| post["id"].clone()), "title": title, "department": "办公室",
            "holder": holder.map(|person| person.id), "deputy": null, "roles": [role], "supervises": [],
        });
        let (status, answer) = self.clerk.post("/api/posts", &post).await?;
        anyhow::ensure!(status == StatusCode::CREATED, "{title}: {status} {answer}");
        Ok(())
    }
}

/// Refused with the code that says why.
async fn refused(person: &Person, matter: u64, action: &str, to: &Person) -> Result<()> {
    let (status, problem) = person.act(matter, action, json!({ "person": to.id })).await?;
    anyhow::ensure!(
        status == StatusCode::BAD_REQUEST && problem["code"] == "decision.holds-another-place",
        "{action}: {status} {problem}"
    );
    Ok(())
}

on_each_database! {
    /// Handing on to whoever signs beside one is refused, before and after that one decided; to anybody else it is not.
    handed_to_the_other(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in JOINT {
            let matter = cast.trial(way, "转给另一处").await?;
            refused(&cast.asked[0], matter, "transfer", &cast.asked[1]).await?;
            refused(&cast.asked[0], matter, "sign-after", &cast.asked[1]).await?;
            cast.approves(&cast.asked[0], matter).await?;
            refused(&cast.asked[1], matter, "transfer", &cast.asked[0]).await?;
            cast.asked[1].does(matter, "transfer", json!({ "person": cast.other.id })).await?;
            cast.approves(&cast.other, matter).await?;
            cast.approves_last(matter).await?;
        }
        // Whoever handed a place on is asked in its name still, however often it goes on.
        let matter = cast.trial("every", "转出后又接").await?;
        cast.asked[0].does(matter, "transfer", json!({ "person": cast.other.id })).await?;
        refused(&cast.asked[1], matter, "transfer", &cast.asked[0]).await?;
        cast.other.does(matter, "transfer", json!({ "person": cast.clerk.id })).await?;
        refused(&cast.asked[1], matter, "transfer", &cast.asked[0]).await?;
        cast.approves(&cast.clerk, matter).await?;
        assert!(!cast.asks(&cast.last, matter).await?, "one person signed for two");
        refused(&cast.asked[1], matter, "transfer", &cast.asked[0]).await?;
        cast.approves(&cast.asked[1], matter).await?;
        cast.approves_last(matter).await?;
        // One of several is enough: the others stand for each other.
        let matter = cast.trial("one", "一人即可").await?;
        cast.asked[0].does(matter, "transfer", json!({ "person": cast.asked[1].id })).await?;
        cast.approves(&cast.asked[1], matter).await?;
        cast.approves_last(matter).await
    }

    /// A signer who was added signs once, and is not given the place before him.
    added_signers(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in ["one", "every", "in-turn"] {
            let matter = cast.trial(way, "加签").await?;
            cast.asked[0].does(matter, "sign-after", json!({ "person": cast.other.id })).await?;
            refused(&cast.asked[0], matter, "sign-after", &cast.other).await?;
            refused(&cast.asked[0], matter, "transfer", &cast.other).await?;
        }
        // Whoever stands beside decides first: the signer who was added behind the other signs after that one.
        let matter = cast.trial("one", "他人先办").await?;
        cast.asked[0].does(matter, "sign-after", json!({ "person": cast.other.id })).await?;
        cast.approves(&cast.asked[1], matter).await?;
        assert!(cast.asks(&cast.other, matter).await?);
        cast.approves(&cast.other, matter).await?;
        cast.approves_last(matter).await
    }

    /// A deputy of two signs for one of them; a deputy who decides there himself signs for nobody else.
    deputies(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (round, way) in JOINT.into_iter().enumerate() {
            for (deputies, signs_for) in [([&cast.other, &cast.other], 1), ([&cast.asked[1], &cast.other], 0)] {
                office.at("2026-03-02T09:00").await?;
                sqlx::query("DELETE FROM delegations").execute(&office.app.pool).await?;
                let before = cast.trial(way, "先报后代").await?;
                cast.hands_over(&cast.asked[0], deputies[0]).await?;
                cast.hands_over(&cast.asked[1], deputies[1]).await?;
                office.at(&format!("2026-03-02T10:0{}", round + 1)).await?;
                let after = cast.trial(way, "先代后报").await?;
                for matter in [before, after] {
                    let mut signed = Vec::new();
                    for _ in 0..2 {
                        for person in [&cast.asked[0], &cast.asked[1], &cast.other] {
                            if cast.asks(person, matter).await? && signed.len() < 2 {
                                cast.approves(person, matter).await?;
                                signed.push(person.id);
                            }
                        }
                    }
                    assert!(signed.len() == 2 && signed[0] != signed[1], "{way} {signs_for}: {signed:?}");
                    assert!(cast.asks(&cast.last, matter).await?, "{way}: both places are decided");
                }
            }
        }
        Ok(())
    }

    /// Whoever has decided in one place and comes to hold the post of the other does not decide there as well.
    posts(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in JOINT {
            cast.post("人大工委主任", Some(&cast.asked[0]), "congress-chair").await?;
            cast.post("驾驶员兼厨师", Some(&cast.asked[1]), "cook").await?;
            let content = json!({ "way": way, "first": "chair", "second": "cook", "last": cast.last.id, "note": "两职" });
            let matter = cast.applicant.file("workbench/tenure", content).await?;
            cast.asked[0].does(matter, "approve", json!({})).await?;
            assert!(cast.asks(&cast.asked[1], matter).await?);
            cast.post("驾驶员兼厨师", Some(&cast.asked[0]), "cook").await?;
            assert!(!cast.asks(&cast.asked[0], matter).await?, "{way}: one person for both places");
            assert!(!cast.asks(&cast.last, matter).await?, "{way}: the second place is not passed over");
            cast.post("驾驶员兼厨师", Some(&cast.other), "cook").await?;
            cast.other.does(matter, "approve", json!({})).await?;
            cast.last.does(matter, "approve", json!({})).await?;
        }
        Ok(())
    }

    /// Two offices that two people hold: both decide, whoever comes first.
    two_offices_of_two_people(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (title, person) in [("人大工委主任", &cast.asked[0]), ("人大工委副主任", &cast.asked[1])] {
            cast.post(title, Some(person), "congress-chair").await?;
        }
        cast.post("驾驶员兼厨师", Some(&cast.asked[0]), "cook").await?;
        cast.post("帮厨", Some(&cast.asked[1]), "cook").await?;
        for way in JOINT {
            for first in [0, 1] {
                let content = json!({ "way": way, "first": "chair", "second": "cook", "last": cast.last.id, "note": "两人两职" });
                let matter = cast.applicant.file("workbench/tenure", content).await?;
                cast.asked[first].does(matter, "approve", json!({})).await?;
                assert!(!cast.asks(&cast.last, matter).await?, "{way}: two decide");
                assert!(!cast.asks(&cast.asked[first], matter).await?, "{way}");
                cast.asked[1 - first].does(matter, "approve", json!({})).await?;
                assert!(cast.asks(&cast.last, matter).await?, "{way}");
            }
        }
        Ok(())
    }

    /// Straight back with other content: whoever had decided decides again, in front of both versions. Never two steps at once.
    changed_content(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in ["one", "every", "in-turn", "file"] {
            let matter = cast.trial(way, "两天").await?;
            match way {
                "file" => {
                    let filed = json!({ "content": { "filing_number": "区办1号", "filed_on": "2026-03-02" } });
                    cast.clerk.does(matter, "file", filed).await?;
                }
                "one" => cast.approves(&cast.asked[0], matter).await?,
                _ => {
                    cast.approves(&cast.asked[0], matter).await?;
                    cast.approves(&cast.asked[1], matter).await?;
                }
            }
            cast.last.does(matter, "return", json!({ "opinion": "改", "straight_back": true })).await?;
            cast.applicant.does(matter, "resubmit", json!({ "content": cast.content(way, "六天") })).await?;
            let first = if way == "file" { &cast.clerk } else { &cast.asked[0] };
            assert!(cast.asks(first, matter).await?, "{way}: whoever decided on what changed decides again");
            assert!(!cast.asks(&cast.last, matter).await?, "{way}: one step at a time");
            let shown = first.get(&format!("/api/matters/{matter}")).await?;
            assert_eq!(shown["revised"], json!([{ "label": "说明", "before": "两天", "now": "六天" }]), "{way}");
            let current = shown["stations"].as_array().into_iter().flatten().filter(|station| station["state"] == "current");
            assert_eq!(current.count(), 1, "{way}");
        }
        // What is only sent again goes straight back.
        let matter = cast.trial("every", "不变").await?;
        cast.approves(&cast.asked[0], matter).await?;
        cast.approves(&cast.asked[1], matter).await?;
        cast.last.does(matter, "return", json!({ "opinion": "请说明", "straight_back": true })).await?;
        cast.applicant.does(matter, "resubmit", json!({ "opinion": "已说明", "content": cast.content("every", "不变") })).await?;
        cast.approves_last(matter).await
    }
}

impl Cast<'_> {
    async fn approves_last(&self, matter: u64) -> Result<()> {
        self.last.does(matter, "approve", json!({})).await?;
        let shown = self.applicant.get(&format!("/api/matters/{matter}")).await?;
        let status = shown["status"].as_str().context("a status")?;
        anyhow::ensure!(status == "completed", "{shown}");
        Ok(())
    }
}
