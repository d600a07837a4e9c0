//! How many statements a request costs, between request and answer: every statement that the database's client is asked to run,
//! with the look for the session and the savepoints; not the beginning and the end of a transaction.

mod counting;
mod many;
mod work;

use anyhow::{Result, ensure};
use counting::{Count, counted, run};
use guiju::fixtures::{Scenario, Step};
use guiju_api::{ActionRequest, Filed, Filing};
use guiju_tests::{Database, Office, Person};
use std::collections::BTreeMap;
use tracing_subscriber::layer::SubscriberExt;

/// What a filing may cost, with its route, its tasks, its notices and its event.
const FILING: usize = 24;

/// The password of everybody in the demonstration.
const PASSWORD: &str = "guiju-demo-2026";

/// How many statements it takes to read something.
async fn cost(who: &Person, path: &str) -> Result<usize> {
    run();
    drop(who.text(path).await?);
    Ok(run().len())
}

/// The list of rosters comes from the regulations in force, which a server has in memory: the caller is all that is asked for.
async fn one_statement(database: Database) -> Result<()> {
    let office = Office::open(database, "2026-03-02T09:00").await?;
    let li = office.person("li").await?;
    drop(li.text("/api/rosters").await?);
    let usual = cost(&li, "/api/rosters").await?;
    ensure!(usual == 1, "{database:?}: {usual} statements for who calls");
    // As another server leaves it that changed posts or rules.
    let changed = "UPDATE offices SET policy_version = policy_version + 1 WHERE id = 1";
    sqlx::query(changed).execute(&office.app.pool).await?;
    let follows = cost(&li, "/api/rosters").await?;
    ensure!(follows > 1, "{database:?}: what another server changed was not read");
    let after = cost(&li, "/api/rosters").await?;
    ensure!(after == 1, "{database:?}: {after} statements once it has followed");
    Ok(())
}

/// Files as a step says, and counts it: the matter's id, and the statements.
async fn files(office: &Office, scenario: &mut Scenario, step: &Step, form: &str) -> Result<(u64, Vec<String>)> {
    let (login, content) = scenario.filled(step).await?;
    let who = Person::log_in_with(&office.base, &login, PASSWORD).await?;
    let remark = step.remark().map(str::to_owned);
    let filing = Filing { content, remark, ..Filing::default() };
    let (filed, statements) = counted(&who, &format!("/api/forms/{form}/file"), &filing).await?;
    let matter = filed.read::<Filed>()?.id;
    scenario.remember(step, matter);
    Ok((matter, statements))
}

/// Acts on a matter as a step says, and counts it.
async fn acts(
    office: &Office,
    scenario: &mut Scenario,
    step: &Step,
    (action, matter): (&str, u64),
) -> Result<Vec<String>> {
    let (login, _) = scenario.filled(step).await?;
    let who = Person::log_in_with(&office.base, &login, PASSWORD).await?;
    let opinion = step.opinion().map(str::to_owned);
    let act = who.prepared(matter, action, ActionRequest { opinion, ..ActionRequest::default() }).await?;
    Ok(counted(&who, &format!("/api/matters/{matter}/acts"), &act).await?.1)
}

/// The demonstration's leaves and expense claims, with what is decided about them.
async fn demonstration(database: Database) -> Result<()> {
    let (office, mut scenario) = Office::demonstration(database, "2026-11-23T09:00").await?;
    let (mut matters, mut counts) = (BTreeMap::new(), BTreeMap::<String, Vec<usize>>::new());
    let mut wrong = Vec::new();
    while let Some(step) = scenario.next().await? {
        let ours = |form: &&str| matches!(*form, "attendance/leave" | "finance/advance-report" | "finance/claim");
        let on = step.acts().and_then(|(action, on)| Some((action.to_owned(), *matters.get(on)?)));
        let (what, statements) = if let Some(form) = step.files().filter(ours) {
            let (matter, statements) = files(&office, &mut scenario, &step, form).await?;
            matters.insert(step.called().unwrap_or_default().to_owned(), matter);
            if statements.len() > FILING {
                wrong.push(format!("{database:?} {form}: {}\n{}", statements.len(), statements.join("\n")));
            }
            (form.to_owned(), statements)
        } else if let Some((action, matter)) = on {
            (action.clone(), acts(&office, &mut scenario, &step, (&action, matter)).await?)
        } else {
            // What reports are charged against.
            if step.files() == Some("finance/budget") {
                scenario.perform(&step).await?;
            }
            continue;
        };
        counts.entry(what).or_default().push(statements.len());
    }
    println!("{database:?}: {counts:?}");
    ensure!(counts.keys().len() == 4, "not everything was carried out: {counts:?}");
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// One test, since the statements of the whole process are counted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_cost_few_statements() -> Result<()> {
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Count))?;
    work::watch()?;
    one_statement(Database::Sqlite).await?;
    demonstration(Database::Sqlite).await?;
    many::claims(Database::Sqlite).await?;
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    one_statement(Database::Postgres).await?;
    demonstration(Database::Postgres).await?;
    many::claims(Database::Postgres).await
}
