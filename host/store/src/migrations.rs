//! Tests of the migrations: what they keep and what the constraints that they make refuse.

use crate::connection::Embedded;
use guiju_domain::{
    ErasurePhase, RecordStatus, SystemRole,
    assessments::ProposalState,
    keepers::{Kind, State},
    matters::{DelegationState, MatterStatus, TaskKind, TaskState},
    public_links::LinkKind,
    rehearsals::RehearsalState,
    revisions::RevisionState,
    rosters::SwapState,
};
use guiju_model::Verdict;
use sqlx::{AnyConnection, Connection, Executor, Row, migrate::Migrator};
use std::{fs::File, io, path::Path};

/// The last migration before tables are made anew.
const BEFORE: i64 = 28;
/// The migration that makes them anew; later ones add columns.
const REMADE: i64 = 29;

/// Opens a SQLite file with foreign keys on, as a server does.
async fn opened(file: &Path) -> AnyConnection {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&format!("sqlite://{}?mode=rwc", file.display())).await.unwrap();
    connection.execute("PRAGMA foreign_keys = ON").await.unwrap();
    connection
}

async fn migrated(connection: &mut AnyConnection, until: Option<i64>) {
    Migrator::new(Embedded).await.unwrap().run_direct(until, connection, false).await.unwrap();
}

async fn texts(connection: &mut AnyConnection, query: String) -> Vec<String> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(query)).fetch_all(connection).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Every row of every table as text, in the order in which it was written, with the name of each column.
async fn everything(connection: &mut AnyConnection) -> Vec<(String, Vec<String>)> {
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlx%' ORDER BY name";
    let mut all = Vec::new();
    for table in texts(connection, tables.to_owned()).await {
        let columns = texts(connection, format!("SELECT name FROM pragma_table_info('{table}')")).await;
        let values =
            columns.iter().map(|name| format!("'{name}=' || quote({name})")).collect::<Vec<_>>().join(" || ' ' || ");
        let rows = texts(connection, format!("SELECT {values} FROM {table} ORDER BY rowid")).await;
        all.push((format!("{table} ({})", columns.join(", ")), rows));
    }
    all
}

#[tokio::test]
async fn tables_made_anew_keep_every_column_and_row_of_the_baseline() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("guiju.sqlite");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/kept/baseline.zip");
    let mut kept = zip::ZipArchive::new(File::open(kept).unwrap()).unwrap();
    io::copy(&mut kept.by_name("guiju.sqlite").unwrap(), &mut File::create(&file).unwrap()).unwrap();
    let mut connection = opened(&file).await;
    migrated(&mut connection, Some(BEFORE)).await;
    let before = everything(&mut connection).await;
    migrated(&mut connection, Some(REMADE)).await;
    let after = everything(&mut connection).await;
    assert!(before.iter().map(|(_, rows)| rows.len()).sum::<usize>() > 6000, "the baseline has rows");
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    assert_eq!(before.len(), after.len());
    migrated(&mut connection, None).await;
    let broken = texts(&mut connection, "SELECT \"table\" FROM pragma_foreign_key_check".to_owned()).await;
    assert_eq!(broken, Vec::<String>::new());
}

#[tokio::test]
async fn a_row_that_no_server_writes_is_refused_by_the_name_of_the_constraint() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = opened(&folder.path().join("guiju.sqlite")).await;
    migrated(&mut connection, None).await;
    for made in [
        "INSERT INTO offices (id, name, next_id, chain_seq, chain_hash) VALUES (1, '', 0, 0, '')",
        "INSERT INTO departments (office_id, id, name) VALUES (1, 1, '')",
        "INSERT INTO people (office_id, id, name, department_id, attributes, active) VALUES (1, 1, '', 1, '', 1)",
    ] {
        connection.execute(made).await.unwrap();
    }
    let proposal =
        "INSERT INTO proposals (office_id, id, person_id, starts, ends, clauses, measure, decided_by, evidence,
         explanation, state, proposed_at) VALUES (1, 1, 1, 2, ";
    for (statement, refused) in [
        ("UPDATE people SET active = 2".to_owned(), "people_active"),
        (format!("{proposal} 1, '', '', '', '', '', 'proposed', 0)"), "proposals_period"),
        (format!("{proposal} 2, '', '', '', '', '', 'decided', 0)"), "proposals_state"),
        (
            "INSERT INTO unresolved (office_id, matter_id, because, since) VALUES (1, 9, 'left', 0)".to_owned(),
            "FOREIGN KEY",
        ),
        ("DELETE FROM people".to_owned(), ""),
    ] {
        let done = connection.execute(sqlx::AssertSqlSafe(statement.clone())).await;
        match done {
            Ok(_) => assert_eq!(refused, "", "{statement}"),
            Err(why) => assert!(!refused.is_empty() && why.to_string().contains(refused), "{statement}: {why}"),
        }
    }
}

/// The values that the check of this name lists.
fn listed(check: &str) -> Vec<String> {
    let texts =
        [include_str!("../../../migrations/0039_erasure.sql"), include_str!("../../../migrations/0029_checks.sql")];
    // A table that was made anew later has its checks there.
    let text = texts.into_iter().find(|text| text.contains(&format!("CONSTRAINT {check} CHECK"))).unwrap();
    let from = text.split_once(&format!("CONSTRAINT {check} CHECK (")).unwrap().1.split_once("IN (").unwrap().1;
    let values = from.split_once(')').unwrap().0;
    values.split(',').map(|value| value.trim().trim_matches('\'').to_owned()).collect()
}

#[test]
fn checks_list_what_the_server_names() {
    let same = |check: &str, names: &[&'static str]| {
        let (mut listed, mut names) = (listed(check), names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        listed.sort();
        names.sort();
        assert_eq!(listed, names, "{check}");
    };
    same("erasures_state", &ErasurePhase::ALL.map(ErasurePhase::name));
    same("matters_status", &MatterStatus::ALL.map(MatterStatus::name));
    same("tasks_state", &TaskState::ALL.map(TaskState::name));
    same("tasks_kind", &TaskKind::ALL.map(TaskKind::name));
    same("tasks_verdict", &Verdict::ALL.iter().map(|verdict| verdict.name()).collect::<Vec<_>>());
    same("records_status", &RecordStatus::ALL.map(RecordStatus::name));
    same("delegations_state", &DelegationState::ALL.map(DelegationState::name));
    same("swaps_state", &SwapState::ALL.map(SwapState::name));
    same("revisions_state", &RevisionState::ALL.map(RevisionState::name));
    same("rehearsals_state", &RehearsalState::ALL.map(RehearsalState::name));
    same("proposals_state", &ProposalState::ALL.map(ProposalState::name));
    same("entrances_kind", &LinkKind::ALL.map(LinkKind::name));
    same("accounts_system_role", &SystemRole::ALL.map(SystemRole::name));
    same("requests_asked_role", &SystemRole::ALL.map(SystemRole::name));
    same("requests_kind", &Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>());
    same("requests_state", &State::ALL.iter().map(|state| state.name()).collect::<Vec<_>>());
}
