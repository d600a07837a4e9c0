//! A leave from filing to the board.

use guiju_api::{BoardDepartment, Filed, Filing, FollowUpShown, Post};
use guiju_tests::{
    acts::{plainly, saying},
    on_each_database, people,
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn leave(span: &str) -> Value {
    json!({ "kind": "personal", "span": span, "reason": "家中有事" })
}

on_each_database! {
    /// 0.5, 1, 1.5, 5 and 5.5 days go the way the clauses say, and the preview shows the way that filing takes.
    routes_by_length(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        for (span, expected) in [
            ("2026-03-03 am/2026-03-03 am", vec!["王科长"]),
            ("2026-03-04 am/2026-03-04 pm", vec!["吴副"]),
            ("2026-03-05 am/2026-03-06 am", vec!["吴副", "张书记 或 赵主任"]),
            ("2026-03-09 am/2026-03-13 pm", vec!["吴副", "张书记 或 赵主任"]),
            ("2026-03-16 am/2026-03-23 am", vec!["吴副", "周办", "张书记 或 赵主任", "周办"]),
        ] {
            let preview = li.preview("attendance/leave", &leave(span)).await?;
            assert_eq!(people(&preview.stations), expected, "{span}");
            let matter = li.file("attendance/leave", leave(span)).await?;
            let shown = li.matter(matter).await?;
            assert_eq!(people(&shown.stations), expected, "{span}");
            assert_eq!(shown.stations[0].state, "current");
            let because = shown.stations[0].citations[0].parameters.len();
            assert!(because > 0, "a station shows the numbers of its clause");
        }
        Ok(())
    }

    /// Friday to Monday over a make-up Saturday counts three days.
    make_up_saturday(office, "2026-02-24T09:00") {
        let li = office.person("li").await?;
        let preview = li.preview("attendance/leave", &leave("2026-02-27 am/2026-03-02 pm")).await?;
        assert_eq!(preview.derived[0].value, "3");
        assert!(preview.derived[0].because.contains("2月28日"));
        Ok(())
    }

    /// Sick leave without certificate, ending before it starts, with a field the form lacks: all three at once, each on its field.
    everything_at_once(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let content = json!({ "kind": "sick", "span": "2026-03-05 am/2026-03-04 am", "reason": "发烧", "hospital": "市一院" });
        let (status, problem) = li.files("attendance/leave", content).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut fields = problem.findings().into_iter().filter_map(|finding| finding.field).collect::<Vec<_>>();
        fields.sort_unstable();
        assert_eq!(fields, ["certificate", "hospital", "span"]);
        Ok(())
    }

    /// A section head's own half day goes to the leader above, and says so.
    nobody_approves_their_own(office, "2026-03-02T09:00") {
        let wang = office.person("wang").await?;
        let preview = wang.preview("attendance/leave", &leave("2026-03-03 am/2026-03-03 am")).await?;
        assert_eq!(people(&preview.stations), ["吴副"]);
        assert!(preview.stations[0].note.contains("当事人"));
        let zhang = office.person("zhang").await?;
        // The secretary's own leave is the director's to decide, though both are principal leaders.
        let preview = zhang.preview("attendance/leave", &leave("2026-03-03 am/2026-03-04 am")).await?;
        assert_eq!(people(&preview.stations), ["孙书记", "赵主任"]);
        Ok(())
    }

    /// A role that nobody holds stops the filing and is named; it is never passed over.
    a_vacancy_never_skips(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let vacant = Post { holder: None, ..zhou.post_named("科长").await? };
        zhou.enters(&vacant).await?;
        let liu = office.person("liu").await?;
        let content = Filing { content: leave("2026-03-03 am/2026-03-03 am"), ..Filing::default() };
        let (status, problem) = liu.post("/api/forms/attendance/leave/file", &content).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(problem.title().contains("部门负责人") && problem.title().contains("无人担任"), "{problem}");
        Ok(())
    }

    /// Approved twice, it completes, takes its number, owes a return, and the wall shows it on the day.
    to_the_board(office, "2026-03-02T09:00") {
        let (li, wu, zhao) = (office.person("li").await?, office.person("wu").await?, office.person("zhao").await?);
        let matter = li.file("attendance/leave", leave("2026-03-03 am/2026-03-04 am")).await?;
        assert_eq!(wu.tray("decide").await?, [matter]);
        assert_eq!(wu.counts().await?.decide, 1);
        wu.does(matter, "approve", saying("同意")).await?;
        zhao.does(matter, "approve", plainly()).await?;
        let shown = li.matter(matter).await?;
        assert_eq!(shown.status, "completed");
        assert_eq!(shown.number.as_deref(), Some("假〔2026〕1号"));
        assert_eq!(li.get::<Vec<FollowUpShown>>("/api/follow-ups").await?.len(), 1);
        office.at("2026-03-03T10:00").await?;
        let board = li.get::<Vec<BoardDepartment>>("/api/boards/whereabouts/board").await?;
        let people = board.iter().flat_map(|d| d.people.iter());
        let mine = people.into_iter().find(|person| person.name == "李敏").cloned().unwrap_or_default();
        assert!(mine.at.contains("事假"), "{mine:?}");
        Ok(())
    }

    /// The A/B hand-over moves tasks to B for the days of the leave, says so, and back.
    hand_over_and_back(office, "2026-03-02T09:00") {
        let (zhou, li, wang, wu) = (office.person("zhou").await?, office.person("li").await?, office.person("wang").await?, office.person("wu").await?);
        zhou.file("ab-role/pair", json!({ "post": "科长", "a": wang.id, "b": li.id, "both_able": true })).await?;
        let own = wang.file("attendance/leave", leave("2026-03-04 am/2026-03-04 am")).await?;
        wu.does(own, "approve", plainly()).await?;
        let liu = office.person("liu").await?;
        let before = liu.file("attendance/leave", leave("2026-03-10 am/2026-03-10 am")).await?;
        assert_eq!(wang.tray("decide").await?, [before]);
        office.at("2026-03-04T08:31").await?;
        assert_eq!(wang.tray("decide").await?, Vec::<u64>::new());
        assert_eq!(li.tray("decide").await?, [before]);
        let during = liu.file("attendance/leave", leave("2026-03-11 am/2026-03-11 am")).await?;
        li.does(during, "approve", plainly()).await?;
        let shown = liu.matter(during).await?;
        assert_eq!(shown.stations[0].acts[0].instead_of.as_deref(), Some("王科长"));
        office.at("2026-03-04T14:00").await?;
        assert_eq!(wang.tray("decide").await?, [before]);
        assert_eq!(li.tray("decide").await?, Vec::<u64>::new());
        Ok(())
    }

    /// The same key files once, and both answers are the same.
    filed_once(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let body = Filing { content: leave("2026-03-03 am/2026-03-03 am"), ..Filing::default() };
        let path = "/api/forms/attendance/leave/file";
        let (first, second) = tokio::join!(li.send(Method::POST, path, &body, Some("k1")), li.send(Method::POST, path, &body, Some("k1")));
        let (first, second) = (first?, second?);
        assert_eq!((first.0, second.0), (StatusCode::CREATED, StatusCode::CREATED));
        assert_eq!(first.1.read::<Filed>()?.id, second.1.read::<Filed>()?.id);
        assert_eq!(li.tray("mine").await?.len(), 1);
        Ok(())
    }

    /// Two leaders decide at once: one wins, the other is told.
    two_deciding_at_once(office, "2026-03-02T09:00") {
        let (li, wu) = (office.person("li").await?, office.person("wu").await?);
        let (zhang, zhao) = (office.person("zhang").await?, office.person("zhao").await?);
        let matter = li.file("attendance/leave", leave("2026-03-03 am/2026-03-04 am")).await?;
        wu.does(matter, "approve", plainly()).await?;
        // Both have looked at the same version before either acts.
        let (yes, no) = (zhang.prepared(matter, "approve", plainly()).await?, zhao.prepared(matter, "refuse", saying("人手不足")).await?);
        let (a, b) = tokio::join!(zhang.acts(matter, &yes), zhao.acts(matter, &no));
        let statuses = [a?.0, b?.0];
        assert!(statuses.contains(&StatusCode::OK) && statuses.contains(&StatusCode::CONFLICT), "{statuses:?}");
        Ok(())
    }
}
