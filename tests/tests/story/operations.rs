//! Every operation in every mode that the regulations here use; others lost tasks, reminders or opinions at these.

use guiju_api::{ActionRequest, Draft, DraftLine, Filing, Found, Piece};
use guiju_tests::{
    Office,
    acts::{filling, plainly, saying, to},
    on_each_database, said,
};
use reqwest::StatusCode;
use serde_json::json;
use std::collections::BTreeSet;

async fn filed(office: &Office) -> anyhow::Result<u64> {
    let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-05 am", "reason": "家中有事" });
    office.person("li").await?.file("attendance/leave", content).await
}

async fn status(office: &Office, matter: u64) -> anyhow::Result<String> {
    let shown = office.person("li").await?.matter(matter).await?;
    Ok(shown.status)
}

on_each_database! {
    /// Returned to walk again: every station decides anew, and the earlier acts stay visible.
    returned_to_walk_again(office, "2026-03-02T09:00") {
        let matter = filed(&office).await?;
        let (li, wu, zhao) = (office.person("li").await?, office.person("wu").await?, office.person("zhao").await?);
        wu.does(matter, "approve", plainly()).await?;
        zhao.does(matter, "return", saying("请写明去向")).await?;
        assert_eq!(status(&office, matter).await?, "returned");
        let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-05 am", "reason": "去郑州看病人" });
        li.does(matter, "resubmit", filling(content)).await?;
        assert_eq!(wu.tray("decide").await?, [matter]);
        assert_eq!(zhao.tray("decide").await?, Vec::<u64>::new());
        let shown = li.matter(matter).await?;
        assert_eq!(shown.content["reason"], "去郑州看病人");
        let corrected = shown.history.iter().find(|event| event.what == "修改后再次提交").cloned();
        let changed = corrected.unwrap_or_default().changed.clone();
        assert_eq!(changed[0].label, "事由");
        assert_eq!(changed[0].pieces.last(), Some(&Piece { kind: "added".to_owned(), text: "去郑州看病人".to_owned() }));
        assert_eq!(changed.len(), 1, "what stayed the same is not told, {changed:?}");
        assert!(shown.stations[1].acts[0].opinion.as_deref().is_some_and(|words| words.contains("去向")));
        Ok(())
    }

    /// A draft is there until its form is filed; that of another form stays.
    a_draft_ends_with_its_filing(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let draft = Filing { content: json!({ "reason": "写到一半" }), ..Filing::default() };
        for form in ["attendance/leave", "whereabouts/outing"] {
            assert_eq!(li.put(&format!("/api/forms/{form}/draft"), &draft).await?.0, StatusCode::NO_CONTENT);
        }
        let left = async || {
            let drafts = li.get::<Vec<DraftLine>>("/api/drafts").await?;
            anyhow::Ok(drafts.into_iter().map(|draft| draft.form).collect::<BTreeSet<_>>())
        };
        assert_eq!(left().await?, BTreeSet::from(["leave".to_owned(), "outing".to_owned()]));
        filed(&office).await?;
        assert_eq!(left().await?, BTreeSet::from(["outing".to_owned()]));
        assert_eq!(li.get::<Option<Draft>>("/api/forms/attendance/leave/draft").await?, None);
        Ok(())
    }

    /// A form is filed by whom it names, for others only by whom it names for that; nor is it tried out by anybody else.
    filed_by_whom_the_form_names(office, "2026-03-02T09:00") {
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-05 am", "reason": "家中有事" });
        let for_wang = Filing { content: content.clone(), on_behalf_of: Some(wang.id), ..Filing::default() };
        for (form, filing) in [("document-flow/incoming", Filing { content, ..Filing::default() }), ("attendance/leave", for_wang)] {
            for way in ["file", "preview"] {
                let (status, refused) = li.post(&format!("/api/forms/{form}/{way}"), &filing).await?;
                assert_eq!((status, refused.code().as_str()), (StatusCode::FORBIDDEN, "filing.not-yours"), "{form} {way}: {refused}");
            }
        }
        Ok(())
    }

    /// Whoever decides on a page that something has happened to since is told to look again, and then decides.
    on_an_older_page(office, "2026-03-02T09:00") {
        let matter = filed(&office).await?;
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        let prepared = wu.prepared(matter, "approve", plainly()).await?;
        li.does(matter, "remind", plainly()).await?;
        let (status, refused) = wu.acts(matter, &prepared).await?;
        assert_eq!((status, refused.code().as_str()), (StatusCode::CONFLICT, "act.stale"), "{refused}");
        wu.does(matter, "approve", plainly()).await
    }

    /// Nobody decides a matter of their own as somebody's deputy either: it stays with whom they stand in for.
    own_matter_of_a_deputy(office, "2026-03-02T09:00") {
        let (li, wu, zhang) = (office.person("li").await?, office.person("wu").await?, office.person("zhang").await?);
        office.delegated(&wu, &li, "2026-03-02T09:30", "2026-03-06T18:00").await?;
        office.at("2026-03-02T10:00").await?;
        let own = filed(&office).await?;
        assert!(!li.asked(own).await? && wu.asked(own).await?, "{:?}", li.matter(own).await?.stations);
        let colleague = office.person("liu").await?;
        let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-05 am", "reason": "家中有事" });
        let others = colleague.file("attendance/leave", content).await?;
        assert!(li.asked(others).await? && !zhang.asked(others).await?, "another's is the deputy's");
        Ok(())
    }

    /// Returned to come straight back: only the one who returned it is asked again.
    returned_straight_back(office, "2026-03-02T09:00") {
        let matter = filed(&office).await?;
        let (li, wu, zhao) = (office.person("li").await?, office.person("wu").await?, office.person("zhao").await?);
        wu.does(matter, "approve", plainly()).await?;
        zhao.does(matter, "return", ActionRequest { straight_back: true, ..saying("请写明去向") }).await?;
        li.does(matter, "resubmit", plainly()).await?;
        assert_eq!(wu.tray("decide").await?, Vec::<u64>::new());
        assert_eq!(zhao.tray("decide").await?, [matter]);
        zhao.does(matter, "approve", plainly()).await?;
        assert_eq!(status(&office, matter).await?, "completed");
        Ok(())
    }

    /// A refusal needs words, ends the matter and is told; its number stays in the register as void.
    refused(office, "2026-03-02T09:00") {
        let matter = filed(&office).await?;
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        assert_eq!(wu.act(matter, "refuse", plainly()).await?.0, StatusCode::BAD_REQUEST);
        wu.does(matter, "refuse", saying("本周人手不足")).await?;
        assert_eq!(status(&office, matter).await?, "refused");
        assert!(li.notices().await?.iter().any(|message| message.contains("人手不足")));
        let register = office.person("chen").await?.register("attendance/leaves").await?;
        assert!(register.total == 1 && said(&register.rows[0].cells).contains("作废"), "{register:?}");
        Ok(())
    }

    /// A notice, the steps and the history are told in the language of whoever reads them, not of whoever acted.
    told_in_the_readers_language(office, "2026-03-02T09:00") {
        let matter = filed(&office).await?;
        let (li, wu) = (office.person("li").await?, office.person("wu").await?.reading("en"));
        let asked = wu.notices().await?;
        assert!(asked.iter().all(|message| !message.contains("请办理")), "{asked:?}");
        wu.does(matter, "refuse", saying("本周人手不足")).await?;
        let told = li.notices().await?;
        let chinese = told.iter().find(|message| message.contains("不同意：")).cloned().unwrap_or_default();
        assert!(chinese.ends_with("（本周人手不足）"), "{told:?}");
        let shown = li.matter(matter).await?;
        assert!(shown.history.iter().any(|entry| entry.what == "结束（不同意）"), "{:?}", shown.history);
        let li = li.reading("en");
        let told = li.notices().await?;
        let english = told.iter().find(|message| message.starts_with("Refused by ")).cloned().unwrap_or_default();
        assert!(english.ends_with(" (本周人手不足)"), "{told:?}");
        let shown = li.matter(matter).await?;
        assert!(shown.history.iter().any(|entry| entry.what == "Ended (refused)"), "{:?}", shown.history);
        assert_eq!(shown.stations[0].acts[0].verdict, "Refused");
        let found: Vec<Found> = li.get("/api/search?q=a").await?;
        assert_eq!(found[0].title, "Write at least one word of 2 characters");
        Ok(())
    }

    /// Transferred: no longer mine, and the new decider's word counts.
    transferred(office, "2026-03-02T09:00") {
        let matter = filed(&office).await?;
        let (wu, sun) = (office.person("wu").await?, office.person("sun").await?);
        let li = office.person("li").await?;
        assert_eq!(wu.act(matter, "transfer", to(li.id)).await?.0, StatusCode::BAD_REQUEST, "never to the applicant");
        wu.does(matter, "transfer", ActionRequest { opinion: Some("请代审".to_owned()), ..to(sun.id) }).await?;
        assert_eq!(wu.tray("decide").await?, Vec::<u64>::new());
        sun.does(matter, "approve", plainly()).await?;
        assert_eq!(office.person("zhao").await?.tray("decide").await?, [matter]);
        Ok(())
    }

    /// Delegated: it waits, the other gives an opinion, it comes back and only then is decided.
    delegated_and_back(office, "2026-03-02T09:00") {
        let matter = filed(&office).await?;
        let (wu, wang) = (office.person("wu").await?, office.person("wang").await?);
        wu.does(matter, "delegate", to(wang.id)).await?;
        assert_eq!(wu.tray("decide").await?, Vec::<u64>::new());
        assert_eq!(wang.act(matter, "approve", plainly()).await?.0, StatusCode::BAD_REQUEST, "an opinion is in words");
        wang.does(matter, "approve", saying("工作已安排好")).await?;
        assert_eq!(wu.tray("decide").await?, [matter]);
        assert_eq!(office.person("zhao").await?.tray("decide").await?, Vec::<u64>::new());
        wu.does(matter, "approve", plainly()).await?;
        assert_eq!(office.person("zhao").await?.tray("decide").await?, [matter]);
        Ok(())
    }

    /// A signer before gives an opinion first; a signer after is asked once I decided, and the station waits for both.
    signers_before_and_after(office, "2026-03-02T09:00") {
        let matter = filed(&office).await?;
        let (wu, wang, sun) = (office.person("wu").await?, office.person("wang").await?, office.person("sun").await?);
        wu.does(matter, "sign-before", to(wang.id)).await?;
        wang.does(matter, "approve", saying("情况属实")).await?;
        wu.does(matter, "sign-after", to(sun.id)).await?;
        assert_eq!(sun.tray("decide").await?, Vec::<u64>::new());
        wu.does(matter, "approve", plainly()).await?;
        assert_eq!(sun.tray("decide").await?, [matter]);
        assert_eq!(office.person("zhao").await?.tray("decide").await?, Vec::<u64>::new());
        sun.does(matter, "approve", plainly()).await?;
        assert_eq!(office.person("zhao").await?.tray("decide").await?, [matter]);
        Ok(())
    }

    /// Withdrawn before anyone acted, and not after.
    withdrawn(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let matter = filed(&office).await?;
        li.does(matter, "withdraw", plainly()).await?;
        assert_eq!(status(&office, matter).await?, "withdrawn");
        assert_eq!(office.person("wu").await?.tray("decide").await?, Vec::<u64>::new());
        let matter = filed(&office).await?;
        office.person("wu").await?.does(matter, "approve", plainly()).await?;
        assert!(!li.offered(matter).await?.contains(&"withdraw".to_owned()));
        Ok(())
    }

    /// Reminded once an hour.
    reminded(office, "2026-03-02T09:00") {
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        let matter = filed(&office).await?;
        li.does(matter, "remind", plainly()).await?;
        assert!(wu.notices().await?.iter().any(|message| message.contains("催办")));
        assert_eq!(li.act(matter, "remind", plainly()).await?.0, StatusCode::CONFLICT);
        office.at("2026-03-02T10:01").await?;
        li.does(matter, "remind", plainly()).await?;
        Ok(())
    }

    /// Filed with an external body: its number and date are recorded before the matter goes on.
    filed_with_an_external_body(office, "2026-03-02T09:00") {
        let (li, zhou) = (office.person("li").await?, office.person("zhou").await?);
        let content = json!({ "kind": "personal", "span": "2026-03-09 am/2026-03-16 am", "reason": "家中老人住院" });
        let matter = li.file("attendance/leave", content).await?;
        office.person("wu").await?.does(matter, "approve", plainly()).await?;
        zhou.does(matter, "approve", plainly()).await?;
        office.person("zhang").await?.does(matter, "approve", plainly()).await?;
        let (refused, problem) = zhou.act(matter, "file", plainly()).await?;
        assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert_eq!(problem.findings().len(), 2, "{problem}");
        zhou.does(matter, "file", filling(json!({ "filing_number": "人社请〔2026〕5号", "filed_on": "2026-03-02" }))).await?;
        assert_eq!(status(&office, matter).await?, "completed");
        let shown = li.matter(matter).await?;
        assert_eq!(shown.stations[3].acts[0].filled[0].1, "人社请〔2026〕5号");
        Ok(())
    }

    /// A vote is personal: a hand-over moves other tasks, not votes.
    votes_stay(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (wang, li, sun) = (office.person("wang").await?, office.person("li").await?, office.person("sun").await?);
        office.person("zhou").await?.file("ab-role/pair", json!({ "post": "科长", "a": wang.id, "b": li.id, "both_able": true })).await?;
        let leave = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" });
        let own = wang.file("attendance/leave", leave).await?;
        office.person("wu").await?.does(own, "approve", plainly()).await?;
        let liu = office.person("liu").await?;
        let people = [wang.id, sun.id];
        let trial = |way: &str| json!({ "way": way, "people": people, "last": sun.id, "note": "代理" });
        let (vote, every) = (liu.file("workbench/trial", trial("vote")).await?, liu.file("workbench/trial", trial("every")).await?);
        office.at("2026-03-04T08:31").await?;
        assert_eq!(li.tray("decide").await?, [every]);
        assert_eq!(wang.tray("decide").await?, [vote]);
        Ok(())
    }

    /// Another regulation that oversees a form makes its stations due earlier, and the station says by which clause.
    overseers_tighten_due_dates(office, "2026-03-02T09:00") {
        let chen = office.person("chen").await?;
        let paper = json!({
            "arrival": "received", "from": "区委办", "title": "防汛通知", "received_at": "2026-03-02T08:50", "urgency": "ordinary", "secrecy": "none", "proposal": "拟请领导阅示", "from_above": false,
        });
        let usual = chen.file("document-flow/incoming", paper.clone()).await?;
        office.bind("workbench").await?;
        let hasty = chen.file("document-flow/incoming", paper).await?;
        let (usual, hasty) = (chen.matter(usual).await?, chen.matter(hasty).await?);
        assert_ne!(usual.stations[0].due, hasty.stations[0].due);
        assert!(hasty.stations[0].due.as_deref().is_some_and(|due| due.starts_with("2026-03-02T09:30")), "{hasty:?}");
        let cited = hasty.stations[0].citations.iter().map(|c| c.regulation.as_str()).collect::<Vec<_>>();
        assert_eq!(cited, ["document-flow", "workbench"]);
        Ok(())
    }
}
