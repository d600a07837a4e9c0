//! Which mutating operations the tests call, and whether the chain has an event more once one has succeeded.
//!
//! Each is noted as it is called, a line each, in the file that `cargo xtask test` names; once all tests have run it compares the lines with
//! the OpenAPI document and with [`SILENT`].

use crate::document::Document;
use anyhow::{Context, Result};
use guiju::{app::App, http};
use reqwest::{Method, StatusCode};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    io::Write,
    sync::{Arc, LazyLock, Mutex, PoisonError, Weak},
};

/// The variable that names the file.
const CALLED: &str = "GUIJU_TEST_CALLED";

/// Operations that leave no event when they succeed, each with the reason.
pub const SILENT: &[(&str, &str)] = &[
    ("DELETE /api/session", "logging out ends the caller's own session"),
    ("DELETE /api/forms/{regulation}/{form}/draft", "a draft is nobody's but its writer's until it is filed"),
    ("PUT /api/forms/{regulation}/{form}/draft", "a draft is nobody's but its writer's until it is filed"),
    ("POST /api/forms/{regulation}/{form}/preview", "what would come of a filing; nothing is filed"),
    ("POST /api/notices", "reading notices changes nothing that counts"),
    ("POST /api/notices/{id}/read", "reading a notice changes nothing that counts"),
    ("POST /api/rehearsals", "a trial of a revision, which changes nothing"),
    ("DELETE /api/rehearsals/{id}", "a trial of a revision is given up, which changes nothing"),
];

/// By what statement a test looks whether a chain has an event more; no server asks that.
pub const EVENTS: &str = "SELECT CAST(COALESCE(SUM(chain_seq), 0) AS BIGINT) AS n FROM offices";

/// Servers of this process by their address.
static SERVERS: LazyLock<Mutex<BTreeMap<String, Weak<App>>>> = LazyLock::new(Mutex::default);

/// Notes from now on what is called at a server.
pub fn watch(base: &str, app: &Arc<App>) {
    SERVERS.lock().unwrap_or_else(PoisonError::into_inner).insert(base.to_owned(), Arc::downgrade(app));
}

/// A call of a mutating operation that is noted.
pub struct Call {
    noted: Option<(Arc<App>, String, i64)>,
}

impl Call {
    /// Begins a call; one that only reads, or of a server that nobody watches, is not noted.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn begin(base: &str, method: &Method, path: &str) -> Result<Self> {
        if *method == Method::GET || env::var_os(CALLED).is_none() {
            return Ok(Self { noted: None });
        }
        let app = SERVERS.lock().unwrap_or_else(PoisonError::into_inner).get(base).and_then(Weak::upgrade);
        let (Some(app), Some(operation)) = (app, operation(method.as_str(), path)) else {
            return Ok(Self { noted: None });
        };
        let events = events(&app).await?;
        Ok(Self { noted: Some((app, operation, events)) })
    }

    /// Notes it, if it has succeeded.
    ///
    /// # Errors
    /// If the database cannot be used, or the file not be written.
    pub async fn end(self, status: StatusCode) -> Result<()> {
        let Some((app, operation, before)) = self.noted.filter(|_| status.is_success()) else { return Ok(()) };
        let told = if events(&app).await? > before { "told" } else { "silent" };
        let path = env::var_os(CALLED).context(CALLED)?;
        let line = format!("{told} {operation}\n");
        Ok(fs::File::options().create(true).append(true).open(path)?.write_all(line.as_bytes())?)
    }
}

/// How many events there are.
async fn events(app: &App) -> Result<i64> {
    use sqlx::Row;
    let row = sqlx::query(EVENTS).fetch_one(&app.pool).await?;
    Ok(row.try_get("n")?)
}

/// The mutating operations of the OpenAPI document, as `POST /api/posts/{id}`.
#[must_use]
pub fn mutating() -> BTreeSet<String> {
    let document = serde_json::from_value::<Document>(http::document()).ok();
    let operations = document.as_ref().and_then(|document| document.operations().ok()).unwrap_or_default();
    let all = operations.into_iter().filter(|(method, ..)| *method != Method::GET);
    all.map(|(method, path, _)| format!("{method} {path}")).collect()
}

/// The operation of the document that an address belongs to.
fn operation(method: &str, path: &str) -> Option<String> {
    static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(mutating);
    let path = path.split('?').next()?.trim_end_matches('/');
    let fits = |known: &&String| {
        let Some((of, pattern)) = known.split_once(' ') else { return false };
        let (own, parts) = (path.split('/').collect::<Vec<_>>(), pattern.split('/').collect::<Vec<_>>());
        let same = |(own, part): (&&str, &&str)| part.starts_with('{') || own == part;
        of == method && own.len() == parts.len() && own.iter().zip(&parts).all(same)
    };
    // A name is nearer than a part that may be anything.
    KNOWN.iter().filter(fits).min_by_key(|known| known.matches('{').count()).cloned()
}

/// What is wrong with the calls that were noted: an operation that no test has called with success, one that has never left an event
/// although it is not in the list, and a line of the list that is not needed or names none. Once in a while an operation that leaves events
/// leaves none: nothing has changed, or its key was known.
#[must_use]
pub fn faults(operations: &BTreeSet<String>, silent: &[(&str, &str)], lines: &str) -> Vec<String> {
    let mut called = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (told, operation) in lines.lines().filter_map(|line| line.split_once(' ')) {
        called.entry(operation).or_default().insert(told);
    }
    let listed = |operation: &str| silent.iter().any(|(name, _)| *name == operation);
    let mut faults = Vec::new();
    for operation in operations {
        match called.get(operation.as_str()) {
            None => faults.push(format!("{operation}: no test has called it with success")),
            Some(told) if !told.contains("told") && !listed(operation) => {
                faults.push(format!("{operation}: it has succeeded and never left an event"));
            }
            Some(told) if !told.contains("silent") && listed(operation) => {
                faults.push(format!("{operation}: it leaves an event and needs no reason why not"));
            }
            Some(_) => {}
        }
    }
    let unknown = silent.iter().filter(|(name, _)| !operations.contains(*name));
    faults.extend(unknown.map(|(name, _)| format!("{name}: there is no such operation")));
    faults
}
