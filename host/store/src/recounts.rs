//! Matters that were counted on days whose holidays were not published (column `provisional` of `matters`), and their records.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{MatterId, OfficeId};
use guiju_model::Moment;

/// Matters that were counted provisionally, and those with a record that happens between two moments; refused and withdrawn ones, and those
/// whose record is void, left out.
///
/// # Errors
/// If the database cannot be used.
pub async fn affected(db: impl Db<'_>, office: OfficeId, (from, before): (Moment, Moment)) -> Result<Vec<MatterId>> {
    sql!(
        "SELECT m.id AS id FROM matters m WHERE m.office_id = $1 AND m.status IN ('open', 'returned', 'completed')
         AND m.provisional = 1
         AND NOT EXISTS (SELECT 1 FROM records r WHERE r.office_id = m.office_id AND r.matter_id = m.id AND r.status = 'void')
         UNION SELECT m.id AS id FROM records r JOIN matters m ON m.office_id = r.office_id AND m.id = r.matter_id
         WHERE r.office_id = $1 AND r.matter_id IS NOT NULL AND r.starts < $3 AND r.ends >= $2 AND r.status <> 'void'
         AND m.status IN ('open', 'returned', 'completed')
         ORDER BY id"
    )
    .bind(office)
    .bind(from)
    .bind(before)
    .values(db)
    .await
}

/// Whether the record of a matter is void: nothing is counted again for it.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_void(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<bool> {
    sql!("SELECT 1 AS n FROM records WHERE office_id = $1 AND matter_id = $2 AND status = 'void'")
        .bind(office)
        .bind(matter)
        .exists(db)
        .await
}

/// The record of a matter that was counted on published days says what came of it.
///
/// # Errors
/// If the database cannot be used.
pub async fn settle(change: &mut UnitOfWork, matter: MatterId, content: &str, summary: &str) -> Result<()> {
    written!("UPDATE records SET content = $3, summary = $4 WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office)
        .bind(matter)
        .bind(content)
        .bind(summary)
        .write(change)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{affected, is_void};
    use crate::{
        departments, packages, records,
        round_trips::{OFFICE, change, offices, person},
        sql::{Statement, sql},
    };
    use guiju_domain::{DepartmentId, MatterId, PersonId, RecordStatus, events::rows::Untold, matters::Summary};
    use guiju_model::{Moment, Period};
    use serde_json::Map;

    const MATTER: MatterId = MatterId::new(5);
    const DAYS: (Moment, Moment) = (Moment(0), Moment(10));

    /// A notice of the calendar counts nothing again of a record that has become void, counted provisionally or not.
    #[tokio::test]
    async fn void_records_are_left_out() {
        for (_folder, pool) in offices("recounts").await {
            let mut first = change(&pool).await;
            departments::insert(&mut first, DepartmentId::new(1), "一室").await.unwrap();
            person(&mut first, 1, None).await;
            let matter = "INSERT INTO matters (office_id, id, regulation, digest, form, applicant_id, subject_id, filed_by, content,
                derived, findings, summary, status, filed_at, starts, ends, parameters, round, version, route, provisional, reminded_at)
                VALUES (1, 5, 'rules', 'd', 'leave', 1, 1, 1, '{}', '[]', '[]', '一条', 'completed', 1, 1, 2, '{}', 1, 1, '{\"steps\":[],\"effects\":[]}', 0, 0)";
            let package = packages::Package {
                digest: "d".to_owned(),
                regulation: "rules".to_owned(),
                version: "1.0.0".to_owned(),
                oversees: "[]".to_owned(),
                working_hours: false,
            };
            packages::insert(&mut first, &package).await.unwrap();
            Statement::of_sqlite(matter).run(&mut *first).await.unwrap();
            let record = records::NewRecord {
                regulation: "rules",
                form: "leave",
                person: PersonId::new(1),
                department: DepartmentId::new(1),
                occurs: Period { from: Moment(1), to: Moment(2) },
                content: &Map::new(),
                status: RecordStatus::Completed,
                summary: &Summary::new("一条"),
                number: None,
                source: records::RecordSource::Own(MATTER),
            };
            records::insert(&mut first, &record).await.unwrap();
            assert_eq!(affected(&mut *first, OFFICE, DAYS).await.unwrap(), [MATTER]);
            assert!(!is_void(&mut *first, OFFICE, MATTER).await.unwrap());
            records::void(&mut first, MATTER, "取消").await.unwrap();
            assert!(is_void(&mut *first, OFFICE, MATTER).await.unwrap());
            assert_eq!(affected(&mut *first, OFFICE, DAYS).await.unwrap(), []);
            Statement::of_sqlite("UPDATE matters SET provisional = 1 WHERE id = 5").run(&mut *first).await.unwrap();
            assert_eq!(affected(&mut *first, OFFICE, DAYS).await.unwrap(), []);
            first.untold(Untold::Reminder);
            first.commit().await.unwrap();
        }
    }
}
