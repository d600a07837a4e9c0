//! Offices of years: months are judged whatever they hold, and a read that would bring more than it may is refused in words.

use anyhow::Result;
use guiju_model::{Assessment, Cycle, Date};
use guiju_tests::{
    OFFICE, Office,
    filling::{Filler, fill},
    on_each_database,
};
use serde_json::json;

/// The results of a judgement in March.
async fn judged(office: &Office, (regulation, assessed): (&str, &str)) -> Result<Vec<Assessment>> {
    let day: Date = "2026-03-10".parse().map_err(|why| anyhow::anyhow!("{why}"))?;
    guiju::assessments::run(&office.app, OFFICE, Cycle::Month, day, None).await?;
    let rows: Vec<(i64, String)> =
        sqlx::query_as("SELECT id, result FROM assessments WHERE regulation = $1 AND assessed = $2 ORDER BY id")
            .bind(regulation)
            .bind(assessed)
            .fetch_all(&office.app.pool)
            .await?;
    let read =
        |(id, result): (i64, String)| serde_json::from_str(&result).map_err(|why| anyhow::anyhow!("{id}: {why}"));
    rows.into_iter().map(read).collect()
}

fn gaps(results: &[Assessment]) -> Vec<u64> {
    results.iter().flat_map(|result| &result.gaps).filter_map(|gap| gap.record).collect()
}

on_each_database! {
    /// Twenty thousand claims: the two that no approved report covers are found, one of them only together with another.
    claims_of_a_month(office, "2026-04-01T09:00") {
        const REPORTS: u64 = 5_000_000;
        const CLAIMS: u64 = 6_000_000;
        fill(&office, "finance/advance-report", 20_000, |index| {
            let content = json!({ "kind": "travel", "purpose": "下社区", "amount": 60_000 });
            Filler { id: REPORTS + index, person: 4, on: "2026-03-02".to_owned(), content, completed: index != 7 }
        })
        .await?;
        fill(&office, "finance/claim", 20_000, |index| {
            // The last claims what the one before has claimed.
            let report = if index == 19_999 { 19_998 } else { index };
            let content = json!({ "report": REPORTS + report, "kind": "travel", "purpose": "下社区", "amount": 50_000 });
            Filler { id: CLAIMS + index, person: 4, on: "2026-03-03".to_owned(), content, completed: true }
        })
        .await?;
        let results = judged(&office, ("finance", "month")).await?;
        assert_eq!(gaps(&results), [CLAIMS + 7, CLAIMS + 19_999]);
        assert!(results[0].gaps[0].what.contains("下社区"), "{:?}", results[0].gaps[0]);
        Ok(())
    }

    /// Ten thousand papers with their seals: those without a seal, and seals without a signed paper, are found.
    papers_of_half_a_year(office, "2026-04-01T09:00") {
        const PAPERS: u64 = 5_000_000;
        const SEALS: u64 = 6_000_000;
        fill(&office, "document-flow/outgoing", 10_000, |index| {
            let content = json!({ "title": format!("通知 {index}"), "to": "各街道" });
            Filler { id: PAPERS + index, person: 4, on: "2026-03-02".to_owned(), content, completed: index != 5 }
        })
        .await?;
        fill(&office, "office-duties/seal-use", 9_999, |index| {
            let content = json!({ "outgoing": PAPERS + index, "paper": format!("通知 {index}") });
            Filler { id: SEALS + index, person: 4, on: "2026-03-03".to_owned(), content, completed: true }
        })
        .await?;
        let results = judged(&office, ("office-duties", "month")).await?;
        assert_eq!(gaps(&results), [SEALS + 5, PAPERS + 9_999]);
        Ok(())
    }

    /// Thirty thousand swipes and bookings of a month: whoever booked and ate is not reported as not having eaten.
    swipes_of_a_month(office, "2026-04-01T09:00") {
        const SWIPES: u64 = 5_000_000;
        const BOOKINGS: u64 = 6_000_000;
        fill(&office, "canteen-diners/swipe", 30_000, |index| {
            let at = format!("2026-03-{:02}T12:{:02}", 2 + index % 20, index / 20 % 40);
            let person = 100 + index / 20;
            let content = json!({ "who": person, "at": at });
            Filler { id: SWIPES + index, person, on: at, content, completed: true }
        })
        .await?;
        fill(&office, "canteen-diners/booking", 30_000, |index| {
            let (on, person) = (format!("2026-03-{:02}", 2 + index % 20), 100 + index / 20);
            let content = json!({ "on": on, "meals": ["lunch"], "guests": 0 });
            Filler { id: BOOKINGS + 1_000 + index, person, on, content, completed: true }
        })
        .await?;
        let li = office.person("li").await?.id;
        fill(&office, "canteen-diners/swipe", 1, |_| {
            let at = "2026-03-30T12:05".to_owned();
            let content = json!({ "who": li, "at": at });
            Filler { id: BOOKINGS - 1, person: li, on: at, content, completed: true }
        })
        .await?;
        fill(&office, "canteen-diners/booking", 2, |index| {
            let on = format!("2026-03-{}", 30 + index);
            let content = json!({ "on": on, "meals": ["lunch"], "guests": 0 });
            Filler { id: BOOKINGS + index, person: li, on, content, completed: true }
        })
        .await?;
        let results = judged(&office, ("canteen-diners", "day")).await?;
        assert_eq!(gaps(&results), [BOOKINGS + 1], "booked for the 31st, not eaten");
        Ok(())
    }

    /// More than a read may bring: the filing is refused with words that name the read, and nothing is cut off.
    beyond_a_bound(office, "2026-03-02T09:00") {
        const VISITS: u64 = 5_000_000;
        fill(&office, "first-contact/inquiry", 20_001, |index| {
            let content = json!({ "phone": "029-88880000" });
            Filler { id: VISITS + index, person: 4, on: "2026-03-02".to_owned(), content, completed: true }
        })
        .await?;
        let li = office.person("li").await?;
        let content = json!({
            "channel": "visit", "purpose": "question", "visitor": "王某", "phone": "029-88880000", "content": "问路",
            "scope": "own", "handled": "at-once", "answer": "在三楼东侧办公室",
        });
        let (status, problem) = li.files("first-contact/inquiry", content).await?;
        assert_eq!(status, reqwest::StatusCode::CONFLICT, "{problem}");
        assert!(problem.contains("limit.facts") && problem.contains("same-phone") && problem.contains("20000"), "{problem}");
        Ok(())
    }
}
