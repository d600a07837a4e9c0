//! Money: reports, claims, signatures in any order, and nobody's own claim.

use guiju_api::{DutyShown, Filing, ViewShown};
use guiju_tests::{
    Office,
    acts::{plainly, saying},
    on_each_database, people, said,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

fn report(amount: i64) -> Value {
    json!({ "kind": "travel", "purpose": "下社区交通费", "amount": amount })
}

fn claim(report: u64, amount: i64, capitals: &str, witness: u64) -> Value {
    json!({
        "report": report, "kind": "travel", "purpose": "下社区交通费", "amount": amount, "capitals": capitals, "sheets": 1,
        "vouchers": [{ "name": "车票", "issued_on": "2026-03-02", "amount": amount, "proper": true }],
        "witness": witness, "payment": "personal", "has_contract": false,
    })
}

/// An approved report over so much; its record.
async fn approved(office: &Office, who: &str, amount: i64) -> anyhow::Result<u64> {
    let person = office.person(who).await?;
    let matter = person.file("finance/advance-report", report(amount)).await?;
    for leader in ["wu", "wu", "zhang"] {
        let leader = office.person(leader).await?;
        if leader.offered(matter).await.is_ok_and(|offered| offered.contains(&"approve".to_owned())) {
            leader.does(matter, "approve", plainly()).await?;
        }
    }
    let options = person.records("finance/advance-report").await?;
    Ok(options[0].id)
}

/// All signatures and the two who pay and book.
async fn booked(office: &Office, matter: u64) -> anyhow::Result<()> {
    for who in ["wu", "wu", "zhao", "zhang", "cashier", "accountant"] {
        office.person(who).await?.does(matter, "approve", plainly()).await?;
    }
    Ok(())
}

on_each_database! {
    /// 500.00, 500.01, 2000.00 and 2000.01.
    tiers(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        for (fen, stations) in [(50_000, 3), (50_001, 1), (200_000, 1), (200_001, 1)] {
            let preview = li.preview("finance/advance-report", &report(fen)).await?;
            assert_eq!(people(&preview.stations).len(), stations, "{fen}");
        }
        let preview = li.preview("finance/advance-report", &report(200_001)).await?;
        assert_eq!(preview.stations[0].title, "党组会议研究");
        Ok(())
    }

    /// Three leaders sign in any order; the claim then goes to cashier and accountant, who are two persons.
    joint_signatures(office, "2026-03-02T09:00") {
        let (li, liu) = (office.person("li").await?, office.person("liu").await?);
        let report = approved(&office, "li", 60_000).await?;
        let (status, problem) = li.files("finance/claim", claim(report, 60_001, "陆佰元零壹分", liu.id)).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "above its report");
        assert!(problem.contains("还可报"), "{problem}");
        let matter = li.file("finance/claim", claim(report, 60_000, "陆佰元整", liu.id)).await?;
        office.person("wu").await?.does(matter, "approve", plainly()).await?;
        for leader in ["zhang", "wu", "zhao"] {
            office.person(leader).await?.does(matter, "approve", plainly()).await?;
        }
        assert_eq!(office.person("cashier").await?.tray("decide").await?, [matter]);
        office.person("cashier").await?.does(matter, "approve", plainly()).await?;
        office.person("accountant").await?.does(matter, "approve", plainly()).await?;
        assert_eq!(li.matter(matter).await?.status, "completed");
        Ok(())
    }

    /// One refusal of the three ends it, whatever the others did.
    one_refusal_ends_it(office, "2026-03-02T09:00") {
        let (li, liu) = (office.person("li").await?, office.person("liu").await?);
        let report = approved(&office, "li", 60_000).await?;
        let matter = li.file("finance/claim", claim(report, 60_000, "陆佰元整", liu.id)).await?;
        office.person("wu").await?.does(matter, "approve", plainly()).await?;
        office.person("zhao").await?.does(matter, "approve", plainly()).await?;
        office.person("zhang").await?.does(matter, "refuse", saying("票据再核")).await?;
        assert_eq!(li.matter(matter).await?.status, "refused");
        assert_eq!(office.person("cashier").await?.tray("decide").await?, Vec::<u64>::new());
        Ok(())
    }

    /// The accountant's own claim is booked by somebody above.
    never_ones_own(office, "2026-03-02T09:00") {
        let (accountant, liu) = (office.person("accountant").await?, office.person("liu").await?);
        let report = approved(&office, "accountant", 60_000).await?;
        let preview = accountant.preview("finance/claim", &claim(report, 30_000, "叁佰元整", liu.id)).await?;
        let booked = people(&preview.stations).pop().unwrap_or_default();
        assert!(!booked.contains("会计某"), "{booked}");
        Ok(())
    }

    /// A claim without a report is refused.
    without_a_report(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let mut content = claim(0, 30_000, "叁佰元整", 1);
        content.as_object_mut().map(|content| content.remove("report"));
        let (status, problem) = li.files("finance/claim", content).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(problem.contains("事前报告"), "{problem}");
        Ok(())
    }

    /// What is paid on a contract adds up in the ledger, against its price; the register says how much of it is paid.
    a_contract(office, "2026-03-02T09:00") {
        let (li, liu, accountant) = (office.person("li").await?, office.person("liu").await?, office.person("accountant").await?);
        let original = accountant.attach("合同.pdf", "%PDF-1.7 合同").await?;
        let contract = json!({
            "party": "洁净公司", "title": "保洁", "works": false, "price": 100_000, "paid": 10_000, "audited": false, "signed_on": "2026-02-02",
            "original": original,
        });
        accountant.file("finance/contract", contract).await?;
        let ledger = "finance/contracts";
        let share = |shown: &ViewShown| {
            let at = |label: &str| shown.columns.iter().position(|column| column.label == label);
            let cell = |label: &str| at(label).map(|at| shown.rows[0].cells[at].clone()).unwrap_or_default();
            (cell("已付"), cell("已付比例"))
        };
        assert_eq!(share(&accountant.register(ledger).await?), ("100.00".to_owned(), "10%".to_owned()));
        let contract = accountant.records("finance/contract").await?[0].id;
        let mut content = claim(approved(&office, "li", 60_000).await?, 60_000, "陆佰元整", liu.id);
        content["has_contract"] = json!(true);
        content["contract"] = json!(li.attach("合同.pdf", "%PDF-1.7 合同").await?);
        content["ledger"] = json!(contract);
        let (status, refused) = li.files("finance/claim", content.clone()).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "nobody points to a contract in a register that is not open to them: {refused}");
        content["report"] = json!(approved(&office, "accountant", 60_000).await?);
        content["contract"] = json!(accountant.attach("合同.pdf", "%PDF-1.7 合同").await?);
        let matter = accountant.file("finance/claim", content).await?;
        // Nobody books a claim of their own: where the accountant would, the role above does.
        for who in ["wu", "wu", "zhao", "zhang", "cashier", "wu"] {
            let who = office.person(who).await?;
            if who.offered(matter).await.is_ok_and(|offered| offered.contains(&"approve".to_owned())) {
                who.does(matter, "approve", plainly()).await?;
            }
        }
        assert_eq!(share(&accountant.register(ledger).await?), ("700.00".to_owned(), "70%".to_owned()));
        let csv = accountant.look("/api/views/finance/contracts/csv").await?.1;
        assert!(csv.contains("已付比例") && csv.contains("70%"), "{csv}");
        Ok(())
    }

    /// A claim that is booked stands in the year's budget; what the rest does not cover is explained before it is spent.
    a_budget(office, "2026-03-02T09:00") {
        let (li, liu, accountant) = (office.person("li").await?, office.person("liu").await?, office.person("accountant").await?);
        accountant.file("finance/budget", json!({ "year": 2026, "kind": "travel", "amount": 100_000, "spent": 0 })).await?;
        let approved = approved(&office, "li", 60_000).await?;
        let matter = li.file("finance/claim", claim(approved, 60_000, "陆佰元整", liu.id)).await?;
        booked(&office, matter).await?;
        let budgets = accountant.register("finance/budgets").await?;
        assert!(said(&budgets.rows[0].cells).contains("60%"), "{budgets:?}");
        let more = Filing { content: report(40_001), ..Filing::default() };
        let (status, held) = li.post("/api/forms/finance/advance-report/file", &more).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(held.to_string().contains("还剩 400.00 元"), "{held}");
        li.file("finance/advance-report", report(40_000)).await?;
        Ok(())
    }

    /// Whoever holds an invoice is reminded until a claim lists it.
    a_voucher(office, "2026-03-02T09:00") {
        let (li, liu) = (office.person("li").await?, office.person("liu").await?);
        li.file("finance/held-voucher", json!({ "name": "车票", "number": "00312", "issued_on": "2026-03-01", "amount": 60_000 })).await?;
        let of = async |person: &guiju_tests::Person| {
            let duties = person.get::<Vec<DutyShown>>("/api/duties").await?;
            let vouchers = duties.iter().filter(|duty| duty.met_by == Some(("finance".to_owned(), "claim".to_owned())));
            anyhow::Ok(vouchers.map(|duty| (duty.needed.clone(), duty.done.clone())).collect::<Vec<_>>())
        };
        assert_eq!(of(&li).await?, [(1, 0)]);
        assert_eq!(of(&liu).await?, [], "nobody else's");
        let report = approved(&office, "li", 60_000).await?;
        let mut content = claim(report, 60_000, "陆佰元整", liu.id);
        content["vouchers"][0]["number"] = json!("00312");
        li.file("finance/claim", content).await?;
        assert_eq!(of(&li).await?, [(1, 1)]);
        Ok(())
    }
}
