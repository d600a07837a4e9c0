//! How much work the databases had: SQLite by the steps of its machine in this process, PostgreSQL by the rows that it read.

use anyhow::{Result, ensure};
use guiju_tests::{Database, Office, wait};
use libsqlite3_sys::{
    SQLITE_OK, SQLITE_STMTSTATUS_VM_STEP, SQLITE_TRACE_PROFILE, sqlite3, sqlite3_api_routines, sqlite3_auto_extension,
    sqlite3_stmt_status, sqlite3_trace_v2,
};
use std::{
    ffi::{c_char, c_int, c_uint, c_void},
    ptr,
    sync::atomic::{AtomicU64, Ordering},
};

/// The steps of every statement that has ended in this process.
static STEPS: AtomicU64 = AtomicU64::new(0);

/// Has SQLite tell the steps of every statement on each connection that is opened from now on.
///
/// # Errors
/// If SQLite does not.
pub fn watch() -> Result<()> {
    // SAFETY: the function has the signature that SQLite calls, and is there as long as the process.
    let code = unsafe { sqlite3_auto_extension(Some(opened)) };
    ensure!(code == SQLITE_OK, "SQLite cannot be watched: {code}");
    Ok(())
}

unsafe extern "C" fn opened(
    connection: *mut sqlite3,
    _message: *mut *mut c_char,
    _routines: *const sqlite3_api_routines,
) -> c_int {
    // SAFETY: SQLite hands over the connection that it opens, and calls back with nothing of ours.
    unsafe { sqlite3_trace_v2(connection, SQLITE_TRACE_PROFILE, Some(ended), ptr::null_mut()) }
}

unsafe extern "C" fn ended(_event: c_uint, _ours: *mut c_void, statement: *mut c_void, _time: *mut c_void) -> c_int {
    // SAFETY: for this event the argument is the statement that ends.
    let steps = unsafe { sqlite3_stmt_status(statement.cast(), SQLITE_STMTSTATUS_VM_STEP, 1) };
    STEPS.fetch_add(u64::try_from(steps).unwrap_or_default(), Ordering::Relaxed);
    0
}

/// The work so far: steps of SQLite, or rows that PostgreSQL read once every connection has told it.
///
/// # Errors
/// If the database cannot be asked.
pub async fn so_far(office: &Office, database: Database) -> Result<u64> {
    if database == Database::Sqlite {
        return Ok(STEPS.load(Ordering::Relaxed));
    }
    // One that was given back a moment ago is not there at once, and would tell later what it read before.
    let pool = &office.app.pool;
    wait::until("every connection is given back", async || Ok(pool.num_idle() == pool.size() as usize)).await?;
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
    let rows: i64 = sqlx::query_scalar(rows).fetch_one(&office.app.pool).await?;
    Ok(u64::try_from(rows)?)
}
