//! A claim costs the same among ten thousand others as among ten, to file and to approve: statements, facts, what is recorded byte by byte, and
//! the work of the database.

use crate::{counting::counted, work};
use anyhow::{Context, Result, ensure};
use guiju::recordings::{self, Question};
use guiju_api::{Filed, Filing};
use guiju_domain::RecordingId;
use guiju_tests::{
    Database, OFFICE, Office, Person,
    acts::plainly,
    filling::{Filler, fill, fill_uncounted},
};
use serde_json::{Value, json};

/// What a filing, or an approval, came to.
#[derive(Debug, PartialEq, Eq)]
struct Cost {
    statements: usize,
    /// Records and groups that the regulations were given.
    facts: usize,
    /// Bytes of the questions and of the answers that were recorded, without their digits: numbers of records grow by one.
    bytes: (usize, usize),
    /// Recordings with their parts.
    recorded: usize,
}

fn report() -> Value {
    json!({ "kind": "travel", "purpose": "下社区交通费", "amount": 60_000 })
}

fn claim(report: u64, number: &str, witness: u64) -> Value {
    json!({
        "report": report, "kind": "travel", "purpose": "下社区交通费", "amount": 50_000, "capitals": "伍佰元整", "sheets": 1,
        "vouchers": [
            { "name": "车票", "number": number, "issued_on": "2026-03-02", "amount": 50_000, "proper": true }
        ],
        "witness": witness, "payment": "personal", "has_contract": false,
    })
}

/// An approved report; its record.
async fn approved(office: &Office, li: &Person) -> Result<u64> {
    let before = li.records("finance/advance-report").await?;
    let matter = li.file("finance/advance-report", report()).await?;
    office.person("zhang").await?.does(matter, "approve", plainly()).await?;
    let after = li.records("finance/advance-report").await?;
    let new = after.into_iter().find(|option| before.iter().all(|one| one.id != option.id));
    Ok(new.context("the approved report")?.id)
}

/// The numbers of a matter's recordings.
async fn recorded(office: &Office, matter: u64) -> Result<Vec<i64>> {
    let ids = sqlx::query_scalar("SELECT id FROM recordings WHERE matter_id = $1 ORDER BY id");
    Ok(ids.bind(i64::try_from(matter)?).fetch_all(&office.app.pool).await?)
}

/// What was recorded by these, and took so many statements.
async fn told(office: &Office, ids: &[i64], statements: usize) -> Result<Cost> {
    let mut connection = office.app.pool.acquire().await?;
    let mut cost = Cost { statements, facts: 0, bytes: (0, 0), recorded: ids.len() };
    let without_digits = |text: &str| text.bytes().filter(|byte| !byte.is_ascii_digit()).count();
    for id in ids {
        let recording = recordings::one(&mut connection, OFFICE, RecordingId::new(u64::try_from(*id)?)).await?;
        let Question::Matter(asked) = recording.question()? else { continue };
        cost.facts += asked.facts.known.iter().map(|known| known.entries.len() + known.groups.len()).sum::<usize>();
        cost.bytes.0 += without_digits(&serde_json::to_string(&asked)?);
        cost.bytes.1 += without_digits(&recording.answered()?);
    }
    Ok(cost)
}

/// What a claim against a report of its own cost: to file it, and to approve it.
async fn costs(office: &Office, li: &Person, (report, number): (u64, &str), witness: u64) -> Result<[Cost; 2]> {
    let filing = Filing { content: claim(report, number, witness), ..Filing::default() };
    let (filed, statements) = counted(li, "/api/forms/finance/claim/file", &filing).await?;
    let matter = filed.read::<Filed>()?.id;
    let of_filing = recorded(office, matter).await?;
    let filing = told(office, &of_filing, statements.len()).await?;
    let wu = office.person("wu").await?;
    let act = wu.prepared(matter, "approve", plainly()).await?;
    let (_, statements) = counted(&wu, &format!("/api/matters/{matter}/acts"), &act).await?;
    let of_approval = recorded(office, matter).await?.split_off(of_filing.len());
    Ok([filing, told(office, &of_approval, statements.len()).await?])
}

/// A claim of somebody else against a report of its own.
fn other(at: u64) -> Filler {
    let content = claim(5_000_000 + at, &format!("B{at:08}"), 3);
    Filler { id: 1_000_000 + at, person: 4, on: "2026-03-02".to_owned(), content, completed: true }
}

/// A claim among ten others and one among ten thousand.
pub async fn claims(database: Database) -> Result<()> {
    let office = Office::open(database, "2026-03-02T09:00").await?;
    let (li, liu) = (office.person("li").await?, office.person("liu").await?);
    let reports = [approved(&office, &li).await?, approved(&office, &li).await?, approved(&office, &li).await?];
    // The first filing of a form compiles its statements and warms what is remembered.
    costs(&office, &li, (reports[0], "A00000001"), liu.id).await?;
    fill(&office, "finance/claim", 10, other).await?;
    let before = work::so_far(&office, database).await?;
    let few = costs(&office, &li, (reports[1], "A00000002"), liu.id).await?;
    let work_of_few = work::so_far(&office, database).await? - before;
    // SQLite counts its rows when a connection is opened: until then it plans as for ten.
    match database {
        Database::Sqlite => fill_uncounted(&office, "finance/claim", 10_000, |index| other(10 + index)).await?,
        Database::Postgres => fill(&office, "finance/claim", 10_000, |index| other(10 + index)).await?,
    }
    let before = work::so_far(&office, database).await?;
    let many = costs(&office, &li, (reports[2], "A00000003"), liu.id).await?;
    let work_of_many = work::so_far(&office, database).await? - before;
    println!("{database:?}: {few:?}, then {many:?}; work {work_of_few}, then {work_of_many}");
    ensure!(few == many, "{database:?}: {few:?} among ten claims, {many:?} among ten thousand");
    ensure!(few.iter().all(|cost| cost.recorded > 0), "{database:?}: {few:?}");
    // One row of ten thousand would be a step of SQLite or more, each.
    ensure!(
        work_of_few > 0 && work_of_many <= work_of_few + work_of_few / 10 + 100,
        "{database:?}: work {work_of_few} among ten claims, {work_of_many} among ten thousand"
    );
    Ok(())
}
