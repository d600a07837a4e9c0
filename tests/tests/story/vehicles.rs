//! Cars: what runs out, and what a clause holds back.

use anyhow::Result;
use guiju_api::{DutyShown, RegulationShown};
use guiju_tests::{Person, on_each_database};
use reqwest::StatusCode;
use serde_json::json;

/// What somebody owes under the regulation on vehicles.
async fn owed(person: &Person) -> Result<Vec<DutyShown>> {
    let duties = person.get::<Vec<DutyShown>>("/api/duties").await?;
    let of_cars = |duty: &DutyShown| duty.citation.as_ref().is_some_and(|cited| cited.regulation == "official-vehicle");
    Ok(duties.into_iter().filter(of_cars).collect())
}

on_each_database! {
    /// Whoever dispatches is told that a car's insurance runs out, until the renewal is registered; the register then has the new day.
    papers_run_out(office, "2026-03-02T09:00") {
        let (chen, driver) = (office.person("chen").await?, office.person("cashier").await?);
        let car = json!({ "plate": "豫A·0009G", "model": "轿车", "seats": 5, "inspected_until": "2027-03-01", "insured_until": "2026-04-15" });
        chen.file("official-vehicle/vehicle", car).await?;
        chen.file("official-vehicle/driver-card", json!({ "who": driver.id, "class": "C1", "valid_until": "2026-03-20" })).await?;
        let due = owed(&chen).await?;
        assert_eq!(due.len(), 1, "the insurance alone, {due:#?}");
        assert!(due[0].what.contains("豫A·0009G 保险"), "{due:#?}");
        assert_eq!(due[0].met_by, Some(("official-vehicle".to_owned(), "renewal".to_owned())));
        assert_eq!(owed(&driver).await?.len(), 1, "the licence is the driver's own");
        let vehicle = chen.records("official-vehicle/vehicle").await?[0].id.clone();
        let renewal = |until: &str| json!({ "paper": "insurance", "vehicle": vehicle, "until": until });
        let (status, earlier) = chen.files("official-vehicle/renewal", renewal("2026-04-15")).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{earlier}");
        chen.file("official-vehicle/renewal", renewal("2027-04-15")).await?;
        assert_eq!(owed(&chen).await?, Vec::<DutyShown>::new());
        let (_, register) = chen.look("/api/views/official-vehicle/vehicles").await?;
        assert!(register.contains("2027-04-15") && !register.contains("2026-04-15"), "{register:?}");
        Ok(())
    }

    /// How often a clause held somebody back and how often it was cited stands beside its text; what is only filled in wrongly does not count.
    clauses_at_work(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let uses = async |clause: &str| {
            let shown = li.get::<RegulationShown>("/api/regulations/official-vehicle").await?;
            anyhow::Ok(shown.uses.get(clause).map_or((0, 0), |uses| (uses.cited, uses.held_back)))
        };
        assert_eq!(uses("3.3").await?, (0, 0));
        let request = |distance: i64| json!({ "purpose": "送材料", "reason": "ordinary", "to": "河东社区", "distance": distance, "over": "2026-03-02T10:00/2026-03-02T11:00", "passengers": 2 });
        let form = "official-vehicle/car-request";
        for _ in 0..2 {
            assert_eq!(li.files(form, request(3)).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        }
        li.preview(form, &request(3)).await?;
        assert_eq!(li.files(form, json!({ "distance": 1 })).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(uses("3.3").await?, (0, 2), "refused trips, and neither looking ahead nor an empty form");
        li.file(form, request(4)).await?;
        assert_eq!(uses("3.2").await?, (1, 0), "by its station");
        assert_eq!(uses("3.3").await?, (0, 2));
        Ok(())
    }
}
