//! How people read of what is taken back: over which days, by its name, in which matter, and once.

use crate::taken_back::room;
use anyhow::Context;
use guiju_api::{InboxItem, Page};
use guiju_tests::{acts::plainly, on_each_database, said};
use serde_json::json;

const USE: &str = "workbench/room-use";

on_each_database! {
    /// A time of whole days is said by its days, another one by the clock, one without an end in one way; nobody reads their own name.
    over_days(office, "2026-03-02T08:00") {
        let room = room(&office).await?;
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let spans = [
            ("2026-03-03T00:00", Some("2026-03-05T00:00"), "（2026-03-03 起至 2026-03-04）"),
            ("2026-03-06T00:00", Some("2026-03-07T00:00"), "（2026-03-06 当日）"),
            ("2026-03-09T09:00", Some("2026-03-10T00:00"), "（2026-03-09 09:00 起至 2026-03-09 24:00）"),
            ("2026-03-11T09:00", Some("2026-03-11T10:30"), "（2026-03-11 09:00 起至 2026-03-11 10:30）"),
            ("2026-03-12T00:00", None, "（2026-03-12 起，直至恢复）"),
        ];
        for (from, to, over) in spans {
            let ban = json!({ "who": li.id, "from": from, "to": to, "reason": "两次未整理" });
            let effects = zhou.preview("workbench/ban", &ban).await?.effects;
            assert_eq!(effects, [format!("暂停李敏“使用房间”的资格{over}：两次未整理")]);
            let matter = zhou.file("workbench/ban", ban).await?;
            let told = format!("您“使用房间”的资格暂停{over}：两次未整理");
            assert!(li.notices().await?.contains(&told), "{told}: {:?}", li.notices().await?);
            let shown = said(&zhou.matter(matter).await?);
            assert!(shown.contains(&effects[0]), "the matter says what followed from it: {shown}");
            let day = &from[..10];
            let used = json!({ "room": room, "over": format!("{day}T09:30/{day}T10:00"), "purpose": "开会" });
            let refused = li.preview(USE, &used).await?.findings;
            assert!(refused.iter().any(|finding| finding.message.starts_with(&told)), "{refused:?}");
        }
        let lift = json!({ "who": li.id, "reason": "已改正" });
        assert_eq!(zhou.preview("workbench/lift", &lift).await?.effects, ["恢复李敏“使用房间”的资格：已改正"]);
        zhou.file("workbench/lift", lift).await?;
        assert!(li.notices().await?.contains(&"您“使用房间”的资格已经恢复：已改正".to_owned()));
        Ok(())
    }

    /// Whose meals the committee suspends is told once.
    once(office, "2026-03-02T08:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let members = [office.person("wang").await?, office.person("chen").await?, office.person("wu").await?];
        let ids = members.iter().map(|member| member.id).collect::<Vec<_>>();
        let over = "2026-03-03 am/2026-03-04 pm";
        let decision = json!({ "who": li.id, "conduct": "多次把饭菜带出", "warned": true, "over": over, "members": ids });
        let matter = zhou.file("canteen-committee/suspension", decision).await?;
        for member in &members {
            if member.offered(matter).await?.contains(&"aye".to_owned()) {
                member.does(matter, "aye", plainly()).await?;
            }
        }
        let told = li.notices().await?.into_iter().filter(|notice| notice.contains("停餐")).collect::<Vec<_>>();
        assert_eq!(told, ["您“在公务灶就餐”的资格暂停（2026-03-03 起至 2026-03-04）：公务灶管委会决定停餐整顿"]);
        Ok(())
    }

    /// What becomes void is named, the matter that did it says so, and the other one by which it is void; so does the list of one's own.
    by_name(office, "2026-03-02T09:00") {
        let room = room(&office).await?;
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let over = "2026-03-03T09:00/2026-03-03T11:00";
        let used = li.file(USE, json!({ "room": room, "over": over, "purpose": "开会" })).await?;
        let record = li.records(USE).await?[0].id;
        let cancel = json!({ "what": record, "reason": "不开了" });
        let effects = wang.preview("workbench/cancel", &cancel).await?.effects;
        assert_eq!(effects, ["《用房》“用房：开会”的登记作废：不开了"]);
        let cancelled = wang.file("workbench/cancel", cancel).await?;
        let shown = said(&wang.matter(cancelled).await?);
        assert!(shown.contains(&effects[0]), "{shown}");
        let shown = said(&li.matter(used).await?);
        assert!(shown.contains(&format!("\"void_by\":{cancelled}")), "{shown}");
        let mine = li.get::<Page<InboxItem>>("/api/trays/mine").await?;
        let line = mine.rows.iter().find(|line| line.matter == used).context("a line")?;
        assert!(said(line).contains("\"void\":true"), "{line:?}");
        Ok(())
    }
}
