//! Files as clock machines and attendance programs write them: made after what is publicly described of them.

use anyhow::Result;
use guiju_tests::{Office, on_each_database, root};

/// Each file with how many punches it holds, how many of its lines cannot be taken, and how many say nothing.
const FILES: [(&str, usize, usize, usize); 13] = [
    ("zkteco-attlog.dat", 8, 0, 0),
    ("zkteco-glog.txt", 4, 0, 0),
    ("zkteco-records.xls", 4, 0, 0),
    ("hikvision-ivms.csv", 4, 0, 0),
    ("dahua-records.txt", 3, 0, 0),
    ("dingtalk-raw.xlsx", 3, 0, 0),
    ("dingtalk-daily.xlsx", 4, 0, 1),
    ("wecom-details.xlsx", 2, 0, 1),
    ("deli-days.xlsx", 6, 0, 1),
    ("feishu-records.csv", 2, 0, 0),
    ("padded-commas.txt", 4, 0, 0),
    ("event-first.txt", 6, 0, 0),
    ("by-hand.xlsx", 3, 1, 1),
];

const PATH: &str = "/api/forms/attendance/punch/import";

async fn reads(office: &Office, (name, punches, errors, aside): (&str, usize, usize, usize)) -> Result<()> {
    let chen = office.person("chen").await?;
    let bytes = std::fs::read(root().join("tests/clock-files").join(name))?;
    let looked = chen.import(&format!("{PATH}?preview=true"), bytes.clone()).await?;
    let taken = looked.new + looked.known;
    let counted = (usize::try_from(taken)?, looked.errors.len(), looked.aside.len());
    assert_eq!(counted, (punches, errors, aside), "{name}: {looked:?}");
    let written = chen.import(PATH, bytes.clone()).await?;
    assert_eq!(written.new, looked.new, "{name}: {written:?}");
    let again = chen.import(PATH, bytes).await?;
    assert_eq!((again.new, again.known), (0, taken), "{name}: {again:?}");
    Ok(())
}

on_each_database! {
    each_is_read(office, "2026-04-01T09:00") {
        for file in FILES {
            reads(&office, file).await?;
        }
        // One truth, whichever file told it: midnight is midnight, tomorrow is tomorrow.
        let chen = office.person("chen").await?;
        let shown = chen.text("/api/views/attendance/punches?from=2026-03-02&to=2026-03-04").await?;
        for moment in ["2026-03-03 00:00", "2026-03-03 00:30", "2026-03-02 18:05"] {
            assert!(shown.contains(moment), "{moment} in {shown}");
        }
        Ok(())
    }
}
