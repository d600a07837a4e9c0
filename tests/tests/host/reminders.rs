//! Who is reminded of what is due, by the clock.

use guiju_tests::on_each_database;
use serde_json::json;

on_each_database! {
    /// Due soon, overdue, a working day later to the leader in charge: each said once, also after a restart of the jobs.
    reminders_and_escalation(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        let (li, wang, wu) = (office.person("li").await?, office.person("wang").await?, office.person("wu").await?);
        let content = json!({ "way": "one", "people": [wang.id], "last": wu.id, "note": "提醒" });
        let matter = li.file("workbench/trial", content).await?;
        let said = async |person: &guiju_tests::Person, words: &str| -> anyhow::Result<usize> {
            Ok(person.notices().await?.iter().filter(|message| message.contains(words) && message.contains("提醒")).count())
        };
        office.at("2026-03-03T16:00").await?;
        assert_eq!(said(&wang, "即将到期").await?, 0, "not two hours before");
        office.at("2026-03-03T17:30").await?;
        office.at("2026-03-03T17:31").await?;
        assert_eq!((said(&wang, "即将到期").await?, said(&li, "即将到期").await?), (1, 0));
        office.at("2026-03-03T18:31").await?;
        office.at("2026-03-03T18:32").await?;
        assert_eq!((said(&wang, "已超时").await?, said(&li, "已超时").await?, said(&wu, "督促").await?), (1, 1, 0));
        assert_eq!((said(&wang, "在王科长处").await?, said(&li, "在王科长处").await?), (0, 1), "the applicant is told who has it");
        office.at("2026-03-04T18:31").await?;
        office.at("2026-03-05T09:00").await?;
        assert_eq!(said(&wu, "督促").await?, 1, "the leader in charge of the holder's department is told once");
        assert_eq!(li.counts().await?.overdue, 0);
        assert_eq!(wang.counts().await?.overdue, 1);
        let shown = li.matter(matter).await?;
        assert!(shown.history.iter().any(|entry| entry.what.contains("督促")), "{shown:?}");
        Ok(())
    }
}
