//! How often each clause is cited or holds a filing back, by month (table `clause_uses`).

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::OfficeId;
use guiju_model::Date;
use guiju_store_macros::Row;

/// What a clause did in a span of months.
#[derive(Debug, Row)]
pub struct Count {
    /// The clause's id within its regulation.
    pub clause: String,
    /// How often it was cited.
    pub cited: u64,
    /// How often it held a filing back.
    pub held_back: u64,
}

/// Adds counts to so many clauses at once.
struct Add {
    clauses: usize,
}

impl Built for Add {
    fn combinations() -> Vec<Self> {
        [1, 2, 300].map(|clauses| Self { clauses }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let row = |index: usize| format!("($1, ${}, ${}, $2, $3, $4)", 2 * index + 5, 2 * index + 6);
        format!(
            "INSERT INTO clause_uses (office_id, regulation, clause, month, cited, held_back) VALUES {}
             ON CONFLICT (office_id, regulation, clause, month) DO UPDATE
             SET cited = clause_uses.cited + excluded.cited, held_back = clause_uses.held_back + excluded.held_back",
            (0..self.clauses).map(row).collect::<Vec<_>>().join(", ")
        )
    }
}
built!(Add);

/// Adds counts to clauses, each told with its regulation once, in a month told by its first day.
///
/// # Errors
/// If the database cannot be used.
pub async fn add<'a>(
    change: &mut UnitOfWork,
    clauses: impl ExactSizeIterator<Item = &'a (String, String)>,
    month: Date,
    (cited, held_back): (i64, i64),
) -> Result<()> {
    if clauses.len() == 0 {
        return Ok(());
    }
    let statement = Statement::built(&Add { clauses: clauses.len() }, Dialect::Sqlite)
        .bind(change.office)
        .bind(month)
        .bind(cited)
        .bind(held_back);
    let statement = clauses.fold(statement, |statement, (regulation, clause)| statement.bind(regulation).bind(clause));
    statement.run(&mut **change).await?;
    Ok(())
}

/// What the clauses of a regulation did in the months from one first day to another.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_regulation(
    db: impl Db<'_>,
    office: OfficeId,
    regulation: &str,
    (first, last): (Date, Date),
) -> Result<Vec<Count>> {
    sql!(
        "SELECT clause, CAST(SUM(cited) AS BIGINT) AS cited, CAST(SUM(held_back) AS BIGINT) AS held_back FROM clause_uses
         WHERE office_id = $1 AND regulation = $2 AND month BETWEEN $3 AND $4 GROUP BY clause"
    )
    .bind(office)
    .bind(regulation)
    .bind(first)
    .bind(last)
    .all(db)
    .await
}
