//! Joint deciding in every mode: each place has a person of its own, and what was changed is decided again.

use anyhow::Result;
use guiju_api::{ActionRequest, Revised};
use guiju_tests::{
    Office, Person,
    acts::{filling, plainly, saying, to},
    on_each_database,
};
use reqwest::StatusCode;
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

    async fn approves(&self, person: &Person, matter: u64) -> Result<()> {
        person.does(matter, "approve", filling(json!({ "result": "好" }))).await
    }

    async fn hands_over(&self, from: &Person, to: &Person) -> Result<()> {
        self.office.delegated(from, to, "2026-03-02T10:00", "2026-03-02T17:00").await
    }

    async fn post(&self, title: &str, holder: Option<&Person>, role: &str) -> Result<()> {
        self.clerk.fills(title, holder, &[role]).await
    }
}

/// Refused with the code that says why.
async fn refused(person: &Person, matter: u64, action: &str, other: &Person) -> Result<()> {
    let (status, problem) = person.act(matter, action, to(other.id)).await?;
    anyhow::ensure!(
        status == StatusCode::BAD_REQUEST && problem.code() == "decision.holds-another-place",
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
            cast.asked[1].does(matter, "transfer", to(cast.other.id)).await?;
            cast.approves(&cast.other, matter).await?;
            cast.approves_last(matter).await?;
        }
        // Whoever handed a place on is asked in its name still, however often it goes on.
        let matter = cast.trial("every", "转出后又接").await?;
        cast.asked[0].does(matter, "transfer", to(cast.other.id)).await?;
        refused(&cast.asked[1], matter, "transfer", &cast.asked[0]).await?;
        cast.other.does(matter, "transfer", to(cast.clerk.id)).await?;
        refused(&cast.asked[1], matter, "transfer", &cast.asked[0]).await?;
        cast.approves(&cast.clerk, matter).await?;
        assert!(!cast.last.asked(matter).await?, "one person signed for two");
        refused(&cast.asked[1], matter, "transfer", &cast.asked[0]).await?;
        cast.approves(&cast.asked[1], matter).await?;
        cast.approves_last(matter).await?;
        // One of several is enough: the others stand for each other.
        let matter = cast.trial("one", "一人即可").await?;
        cast.asked[0].does(matter, "transfer", to(cast.asked[1].id)).await?;
        cast.approves(&cast.asked[1], matter).await?;
        cast.approves_last(matter).await
    }

    /// A signer who was added signs once, and is not given the place before him.
    added_signers(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for way in ["one", "every", "in-turn"] {
            let matter = cast.trial(way, "加签").await?;
            cast.asked[0].does(matter, "sign-after", to(cast.other.id)).await?;
            refused(&cast.asked[0], matter, "sign-after", &cast.other).await?;
            refused(&cast.asked[0], matter, "transfer", &cast.other).await?;
        }
        // Whoever stands beside decides first: the signer who was added behind the other signs after that one.
        let matter = cast.trial("one", "他人先办").await?;
        cast.asked[0].does(matter, "sign-after", to(cast.other.id)).await?;
        cast.approves(&cast.asked[1], matter).await?;
        assert!(cast.other.asked(matter).await?);
        cast.approves(&cast.other, matter).await?;
        cast.approves_last(matter).await
    }

    /// A deputy of two signs for one of them; a deputy who decides there himself signs for nobody else.
    deputies(office, "2026-03-02T09:00") {
        let cast = Cast::of(&office).await?;
        for (round, way) in JOINT.into_iter().enumerate() {
            for (deputies, signs_for) in [([&cast.other, &cast.other], 1), ([&cast.asked[1], &cast.other], 0)] {
                office.at("2026-03-02T09:00").await?;
                office.alter("DELETE FROM delegations").await?;
                let before = cast.trial(way, "先报后代").await?;
                cast.hands_over(&cast.asked[0], deputies[0]).await?;
                cast.hands_over(&cast.asked[1], deputies[1]).await?;
                office.at(&format!("2026-03-02T10:0{}", round + 1)).await?;
                let after = cast.trial(way, "先代后报").await?;
                for matter in [before, after] {
                    let mut signed = Vec::new();
                    for _ in 0..2 {
                        for person in [&cast.asked[0], &cast.asked[1], &cast.other] {
                            if person.asked(matter).await? && signed.len() < 2 {
                                cast.approves(person, matter).await?;
                                signed.push(person.id);
                            }
                        }
                    }
                    assert!(signed.len() == 2 && signed[0] != signed[1], "{way} {signs_for}: {signed:?}");
                    assert!(cast.last.asked(matter).await?, "{way}: both places are decided");
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
            cast.asked[0].does(matter, "approve", plainly()).await?;
            assert!(cast.asked[1].asked(matter).await?);
            cast.post("驾驶员兼厨师", Some(&cast.asked[0]), "cook").await?;
            assert!(!cast.asked[0].asked(matter).await?, "{way}: one person for both places");
            assert!(!cast.last.asked(matter).await?, "{way}: the second place is not passed over");
            cast.post("驾驶员兼厨师", Some(&cast.other), "cook").await?;
            cast.other.does(matter, "approve", plainly()).await?;
            cast.last.does(matter, "approve", plainly()).await?;
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
                cast.asked[first].does(matter, "approve", plainly()).await?;
                assert!(!cast.last.asked(matter).await?, "{way}: two decide");
                assert!(!cast.asked[first].asked(matter).await?, "{way}");
                cast.asked[1 - first].does(matter, "approve", plainly()).await?;
                assert!(cast.last.asked(matter).await?, "{way}");
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
                    let filed = filling(json!({ "filing_number": "区办1号", "filed_on": "2026-03-02" }));
                    cast.clerk.does(matter, "file", filed).await?;
                }
                "one" => cast.approves(&cast.asked[0], matter).await?,
                _ => {
                    cast.approves(&cast.asked[0], matter).await?;
                    cast.approves(&cast.asked[1], matter).await?;
                }
            }
            cast.last.does(matter, "return", ActionRequest { straight_back: true, ..saying("改") }).await?;
            cast.applicant.does(matter, "resubmit", filling(cast.content(way, "六天"))).await?;
            let first = if way == "file" { &cast.clerk } else { &cast.asked[0] };
            assert!(first.asked(matter).await?, "{way}: whoever decided on what changed decides again");
            assert!(!cast.last.asked(matter).await?, "{way}: one step at a time");
            let shown = first.matter(matter).await?;
            let changed = Revised { label: "说明".to_owned(), before: "两天".to_owned(), now: "六天".to_owned() };
            assert_eq!(shown.revised, [changed], "{way}");
            let current = shown.stations.iter().filter(|station| station.state == "current");
            assert_eq!(current.count(), 1, "{way}");
        }
        // What is only sent again goes straight back.
        let matter = cast.trial("every", "不变").await?;
        cast.approves(&cast.asked[0], matter).await?;
        cast.approves(&cast.asked[1], matter).await?;
        cast.last.does(matter, "return", ActionRequest { straight_back: true, ..saying("请说明") }).await?;
        cast.applicant.does(matter, "resubmit", ActionRequest { opinion: Some("已说明".to_owned()), ..filling(cast.content("every", "不变")) }).await?;
        cast.approves_last(matter).await
    }
}

impl Cast<'_> {
    async fn approves_last(&self, matter: u64) -> Result<()> {
        self.last.does(matter, "approve", plainly()).await?;
        let shown = self.applicant.matter(matter).await?;
        anyhow::ensure!(shown.status == "completed", "{shown:?}");
        Ok(())
    }
}
