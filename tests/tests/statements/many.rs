//! A claim costs the same among ten thousand others as among ten: statements, facts, what is handed over and recorded, rows read.

use crate::counting::counted;
use anyhow::{Context, Result, ensure};
use guiju::recordings::{self, Question};
use guiju_api::{Filed, Filing};
use guiju_domain::RecordingId;
use guiju_tests::{
    Database, OFFICE, Office, Person,
    acts::plainly,
    filling::{Filler, fill},
};
use serde_json::{Value, json};

/// What a filing came to.
#[derive(Debug, PartialEq, Eq)]
struct Cost {
    statements: usize,
    /// Records and groups that the regulations were given.
    facts: usize,
    /// Bytes of what they were given, in hundreds: numbers of records grow by a digit.
    handed_over: usize,
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

/// Files a claim against a report of its own; what it cost.
async fn cost(office: &Office, li: &Person, (report, number): (u64, &str), witness: u64) -> Result<Cost> {
    let filing = Filing { content: claim(report, number, witness), ..Filing::default() };
    let (filed, statements) = counted(li, "/api/forms/finance/claim/file", &filing).await?;
    let matter = filed.read::<Filed>()?.id;
    let ids: Vec<i64> = sqlx::query_scalar("SELECT id FROM recordings WHERE matter_id = $1 ORDER BY id")
        .bind(i64::try_from(matter)?)
        .fetch_all(&office.app.pool)
        .await?;
    let mut connection = office.app.pool.acquire().await?;
    let (mut facts, mut handed_over) = (0, 0);
    for id in &ids {
        let recording = recordings::one(&mut connection, OFFICE, RecordingId::new(u64::try_from(*id)?)).await?;
        let Question::Matter(asked) = recording.question()? else { continue };
        facts += asked.facts.known.iter().map(|known| known.entries.len() + known.groups.len()).sum::<usize>();
        handed_over += serde_json::to_string(&asked.facts.known)?.len();
    }
    Ok(Cost { statements: statements.len(), facts, handed_over: handed_over.div_ceil(100), recorded: ids.len() })
}

/// Rows that the database has read so far, once every connection has told what it read.
async fn rows_read(office: &Office) -> Result<i64> {
    let mut connections = Vec::new();
    while let Some(connection) = office.app.pool.try_acquire() {
        connections.push(connection);
    }
    for connection in &mut connections {
        sqlx::query("SELECT CAST(pg_stat_force_next_flush() AS TEXT)").execute(&mut **connection).await?;
    }
    drop(connections);
    let rows =
        "SELECT CAST(COALESCE(SUM(seq_tup_read + COALESCE(idx_tup_fetch, 0)), 0) AS BIGINT) FROM pg_stat_user_tables
                WHERE relname IN ('records', 'record_keys', 'matters', 'tasks')";
    Ok(sqlx::query_scalar(rows).fetch_one(&office.app.pool).await?)
}

/// Many claims of others and their reports.
async fn fill_up(office: &Office, from: u64, count: u64) -> Result<()> {
    fill(office, "finance/claim", count, |index| {
        let at = from + index;
        let content = claim(5_000_000 + at, &format!("B{at:08}"), 3);
        Filler { id: 1_000_000 + at, person: 4, on: "2026-03-02".to_owned(), content, completed: true }
    })
    .await
}

/// A claim among ten others and one among ten thousand.
pub async fn claims(database: Database) -> Result<()> {
    let office = Office::open(database, "2026-03-02T09:00").await?;
    let (li, liu) = (office.person("li").await?, office.person("liu").await?);
    let reports = [approved(&office, &li).await?, approved(&office, &li).await?, approved(&office, &li).await?];
    let is_postgres = database == Database::Postgres;
    // The first filing of a form compiles its statements and warms what is remembered.
    cost(&office, &li, (reports[0], "A00000001"), liu.id).await?;
    fill_up(&office, 0, 10).await?;
    let read = if is_postgres { rows_read(&office).await? } else { 0 };
    let few = cost(&office, &li, (reports[1], "A00000002"), liu.id).await?;
    let read_by_few = if is_postgres { rows_read(&office).await? - read } else { 0 };
    fill_up(&office, 10, 10_000).await?;
    let read = if is_postgres { rows_read(&office).await? } else { 0 };
    let many = cost(&office, &li, (reports[2], "A00000003"), liu.id).await?;
    let read_by_many = if is_postgres { rows_read(&office).await? - read } else { 0 };
    println!("{database:?}: {few:?}, then {many:?}; rows {read_by_few}, then {read_by_many}");
    ensure!(few == many, "{database:?}: {few:?} among ten claims, {many:?} among ten thousand");
    ensure!(
        read_by_many <= read_by_few + 100,
        "{database:?}: {read_by_few} rows read among ten claims, {read_by_many} among ten thousand"
    );
    Ok(())
}
