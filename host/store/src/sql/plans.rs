//! Every statement is answered by an index on SQLite: a full scan of a table that grows with an office's years fails here.

use crate::{Dialect, open, statements};
use sqlx::{AnyPool, AssertSqlSafe, Row};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Tables that grow with what an office does. All others stay as small as the office or its regulations, such as people, posts,
/// one draft of a form and the amount stored by each person, packages, revisions, requests, rehearsals and public links, or hold what is under way, such as uploads.
const GROWING: [&str; 33] = [
    "assessments",
    "attachment_holds",
    "attachment_uploads",
    "attachment_uses",
    "attachments",
    "bookings",
    "clause_uses",
    "delegations",
    "devices",
    "erased_matters",
    "event_subjects",
    "events",
    "follow_ups",
    "log_in_attempts",
    "matters",
    "notices",
    "once",
    "openings",
    "proposals",
    "publications",
    "readers",
    "recording_parts",
    "recordings",
    "record_keys",
    "records",
    "rehearsal_differences",
    "row_digests",
    "sessions",
    "suspensions",
    "swaps",
    "tasks",
    "turns",
    "withdrawn_lines",
];

/// Scans that stay, or only look like one: the table, a part of the statement, and why. One that no statement needs any more
/// fails the test.
const MEANT: [(&str, &str, &str); 22] = [
    (
        "events",
        "SELECT 1 AS one FROM events WHERE office_id = $1 AND rows_hash IS NOT NULL LIMIT 1",
        "the first one is enough; it is asked only of an office of which no digest is stored",
    ),
    (
        "attachment_holds",
        "SELECT 1 AS one FROM attachment_holds WHERE office_id = $1 LIMIT 1",
        "the first one is enough; it is asked only of an office without events",
    ),
    (
        "matters",
        "SELECT applicant_id AS person FROM matters",
        "who is named is looked for among people who left, when keepers look at what is due",
    ),
    (
        "proposals",
        "SELECT applicant_id AS person FROM matters",
        "who is named is looked for among people who left, when keepers look at what is due",
    ),
    (
        "tasks",
        "SELECT applicant_id AS person FROM matters",
        "who is named is looked for among people who left, when keepers look at what is due",
    ),
    (
        "turns",
        "SELECT applicant_id AS person FROM matters",
        "who is named is looked for among people who left, when keepers look at what is due",
    ),
    (
        "delegations",
        "SELECT applicant_id AS person FROM matters",
        "who is named is looked for among people who left, when keepers look at what is due",
    ),
    (
        "follow_ups",
        "SELECT applicant_id AS person FROM matters",
        "who is named is looked for among people who left, when keepers look at what is due",
    ),
    (
        "openings",
        "SELECT applicant_id AS person FROM matters",
        "who is named is looked for among people who left, when keepers look at what is due",
    ),
    (
        "swaps",
        "SELECT applicant_id AS person FROM matters",
        "who is named is looked for among people who left, when keepers look at what is due",
    ),
    ("recordings", "SELECT parts FROM recordings", "what no recording names is looked for once for an erasure"),
    (
        "openings",
        "SELECT COUNT(*) AS n FROM openings",
        "an auditor is told how many there are; each was given a reason by hand",
    ),
    ("events", "SELECT COUNT(*) AS n FROM events", "a walk of the whole chain says how long it is"),
    ("events", "SELECT seq, at, kind, matter_id, hash FROM events", "an inspection pack holds the whole chain"),
    ("attachments", "SELECT office_id, digest FROM attachments UNION", "verifying looks for every file"),
    ("attachment_uses", "SELECT office_id, digest FROM attachments UNION", "verifying looks for every file"),
    ("attachment_uses", "FROM attachment_uses u WHERE NOT EXISTS", "verifying looks for every file"),
    (
        "attachments",
        "SELECT digest FROM attachments WHERE office_id = $1 UNION",
        "stored files are compared with all known ones",
    ),
    (
        "attachment_uses",
        "SELECT digest FROM attachments WHERE office_id = $1 UNION",
        "stored files are compared with all known ones",
    ),
    (
        "attachment_holds",
        "SELECT digest FROM attachments WHERE office_id = $1 UNION",
        "stored files are compared with all known ones",
    ),
    ("matters", "UPDATE matters SET sought = NULL WHERE office_id = $1", "everything is written anew for the search"),
    (
        "recordings",
        "SELECT COUNT(*) AS n FROM recordings WHERE office_id = $1",
        "a rehearsal of everything asks everything",
    ),
];

/// The name by which a statement speaks of each table: its own, or another behind it.
fn names(statement: &str) -> BTreeMap<String, String> {
    let words = statement.split(|c: char| c.is_whitespace() || "(),".contains(c)).filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>();
    let mut names = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        if !["FROM", "JOIN", "UPDATE", "INTO"].contains(word) {
            continue;
        }
        let Some(table) = words.get(at + 1) else { continue };
        let behind = words.get(at + 2).filter(|word| **word != "AS").or_else(|| words.get(at + 3));
        for name in behind.into_iter().chain([table]) {
            names.insert((*name).to_owned(), (*table).to_owned());
        }
    }
    names
}

/// The growing tables that a statement reads from end to end, or all of an office in it: an index that only finds the office is
/// as good as none, unless it is partial, or is walked in the order that is asked for until a limit.
async fn scanned(pool: &AnyPool, statement: &str) -> BTreeSet<String> {
    let names = names(statement);
    let explained =
        sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"))).fetch_all(pool).await.unwrap();
    let details = explained.iter().map(|row| row.get::<String, _>("detail")).collect::<Vec<_>>();
    // The first row of an office is found at once; the first that meets a condition is looked for.
    let is_any = statement.contains("WHERE office_id = $1 LIMIT");
    let limited = is_any || (statement.contains("ORDER BY") && statement.contains("LIMIT"));
    let walked = limited && !details.iter().any(|detail| detail.starts_with("USE TEMP B-TREE"));
    let partial = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'";
    let partial = sqlx::query(partial).fetch_all(pool).await.unwrap();
    let partial = partial.iter().map(|row| row.get::<String, _>("name")).collect::<BTreeSet<_>>();
    // With RETURNING, SQLite plans to look for rows that wait for the new one, and skips it unless a constraint is deferred.
    let inserts = statement.starts_with("INSERT") && statement.contains(" VALUES ");
    let scanned = details.iter().filter_map(|detail| {
        let words = detail.split(' ').collect::<Vec<_>>();
        let index = words.iter().position(|word| *word == "INDEX").and_then(|at| words.get(at + 1));
        let whole_office =
            detail.ends_with("(office_id=?)") && !walked && !index.is_some_and(|name| partial.contains(*name));
        // An automatic index is made of all rows each time.
        if words[0] != "SCAN" && !whole_office && !words.contains(&"AUTOMATIC") {
            return None;
        }
        let table = names.get(words[1]).cloned().unwrap_or_else(|| words[1].to_owned());
        (GROWING.contains(&table.as_str()) && (!inserts || statement.contains(&table))).then_some(table)
    });
    scanned.collect()
}

/// How many values a column has in an office of years, by its name; of all others, few.
fn values(column: &str) -> u64 {
    match column {
        "office_id" => 1,
        "id" | "seq" | "matter_id" | "digest" | "import_key" | "filing_key" | "number" | "key" | "token_hash" => ROWS,
        "at" | "due_at" | "done_at" | "filed_at" | "starts" | "ends" | "uploaded_at" => ROWS / 10,
        "subject" | "login" => 300,
        person if person.ends_with("_id") || person.ends_with("_by") || person.ends_with("_of") => 300,
        _ => 3,
    }
}

/// Rows of every table in an office of years.
const ROWS: u64 = 1_000_000;

/// A database without rows and with the statistics of an office of years: without any, a planner guesses.
async fn of_years(folder: &Path) -> AnyPool {
    let pool = open(None, folder).await.unwrap();
    // One connection for all: each that the pool opens beside it would see that there are no rows, and write so into the
    // statistics of the tables that have some by then.
    let mut connection = pool.acquire().await.unwrap();
    sqlx::query("ANALYZE").execute(&mut *connection).await.unwrap();
    let indexes =
        "SELECT m.tbl_name AS tbl, m.name AS idx, m.sql LIKE '% WHERE %' AS part, i.name AS col FROM sqlite_master m,
         pragma_index_info(m.name) i WHERE m.type = 'index' ORDER BY m.tbl_name, m.name, i.seqno";
    let mut columns = BTreeMap::<(String, String, bool), Vec<String>>::new();
    for row in sqlx::query(indexes).fetch_all(&mut *connection).await.unwrap() {
        let part = row.get::<Option<i64>, _>("part") == Some(1);
        // An expression has no name.
        let column = row.get::<Option<String>, _>("col").unwrap_or_default();
        columns.entry((row.get("tbl"), row.get("idx"), part)).or_default().push(column);
    }
    for ((table, index, part), columns) in columns {
        let rows = if part { ROWS / 50 } else { ROWS };
        let mut of_each = rows;
        let mut statistics = rows.to_string();
        for column in columns {
            of_each = (of_each / values(&column)).max(1);
            statistics.push_str(&format!(" {of_each}"));
        }
        let insert = sqlx::query("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)");
        insert.bind(table).bind(index).bind(statistics).execute(&mut *connection).await.unwrap();
    }
    drop(connection);
    pool.close().await;
    // A connection reads statistics when it opens; the store's own would see that there are no rows.
    AnyPool::connect(&format!("sqlite://{}", folder.join("guiju.sqlite").display())).await.unwrap()
}

/// The kinds of events that statements look for, each with the index that has them alone.
const KINDS: [(&str, &str); 7] = [
    ("moved", "events_moved"),
    ("erased", "events_by_kind"),
    ("person-changed", "events_by_kind"),
    ("person-entered", "events_by_kind"),
    ("post-changed", "events_by_kind"),
    ("proposal", "events_by_kind"),
    ("restored", "events_by_kind"),
];

/// A new database has no statistics for a while. Events of a kind are found by the index of these events then as well.
#[tokio::test]
async fn events_of_a_kind_are_found_without_statistics() {
    let folder = tempfile::tempdir().unwrap();
    let pool = open(None, folder.path()).await.unwrap();
    let mut met = BTreeSet::new();
    for (place, statement) in statements(Dialect::Sqlite) {
        let sought = KINDS.iter().filter(|(kind, _)| statement.contains(&format!("kind = '{kind}'")));
        for (kind, index) in sought {
            met.insert(*kind);
            let explained = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}")));
            let details = explained.fetch_all(&pool).await.unwrap();
            let details = details.iter().map(|row| row.get::<String, _>("detail")).collect::<Vec<_>>();
            assert!(details.iter().any(|detail| detail.contains(index)), "{place}: {details:?}");
        }
    }
    assert_eq!(met.len(), KINDS.len(), "{met:?}");
}

#[tokio::test]
async fn no_statement_reads_a_growing_table_from_end_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let pool = of_years(folder.path()).await;
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    for (place, statement) in statements(Dialect::Sqlite) {
        let flat = statement.split_whitespace().collect::<Vec<_>>().join(" ");
        for table in scanned(&pool, &statement).await {
            let mut known = MEANT.iter().map(|(of, part, _)| (*of, *part));
            match known.find(|(of, part)| *of == table && flat.contains(part)) {
                Some(one) => drop(used.insert(one)),
                None => wrong.push(format!("{place} scans {table}: {flat}")),
            }
        }
    }
    let known = MEANT.iter().map(|(of, part, _)| (*of, *part));
    let unused = known.filter(|one| !used.contains(one)).collect::<Vec<_>>();
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(unused, Vec::new(), "are not needed any more");
    pool.close().await;
}

#[tokio::test]
async fn a_scan_is_noticed_under_whatever_name() {
    let folder = tempfile::tempdir().unwrap();
    let pool = of_years(folder.path()).await;
    for (statement, expected) in [
        ("SELECT 1 FROM matters WHERE summary = $1", "matters"),
        ("SELECT 1 FROM offices o JOIN records AS r ON r.summary = o.name", "records"),
        ("UPDATE tasks SET title = '' WHERE title = $1", "tasks"),
        ("DELETE FROM events WHERE body = $1", "events"),
        ("SELECT 1 FROM matters m WHERE m.office_id = $1 AND m.summary = $2", "matters"),
        ("SELECT 1 FROM matters WHERE office_id = $1 AND id = $2", ""),
        ("SELECT 1 FROM matters WHERE office_id = $1 ORDER BY id DESC LIMIT 50", ""),
        ("SELECT 1 FROM matters WHERE office_id = $1 ORDER BY summary LIMIT 50", "matters"),
        ("SELECT 1 FROM matters WHERE office_id = $1 AND sought IS NULL", ""),
        ("SELECT 1 FROM people WHERE name = $1", ""),
    ] {
        let expected = Some(expected.to_owned()).filter(|table| !table.is_empty());
        assert_eq!(scanned(&pool, statement).await.into_iter().next(), expected, "{statement}");
    }
    pool.close().await;
}
