//! Inboxes: the tasks and matters of one person, as lists and counts. Reads matters and tasks.

use crate::{
    Dialect,
    error::Result,
    sql::{Built, Db, Statement, built},
};
use guiju_domain::{
    MatterId, OfficeId, PersonId, TaskId,
    matters::{MatterStatus, Summary},
};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// An inbox of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inbox {
    /// Open tasks that ask for more than reading.
    Decide,
    /// Open tasks that ask to read.
    Read,
    /// Open tasks that are due today.
    Soon,
    /// Open tasks that are overdue.
    Overdue,
    /// Tasks that the person did.
    Done,
    /// Matters that the person filed or for whom they were filed.
    Mine,
}

/// Every inbox.
const ALL: [Inbox; 6] = [Inbox::Decide, Inbox::Read, Inbox::Soon, Inbox::Overdue, Inbox::Done, Inbox::Mine];

impl Inbox {
    /// The rows: `$1` is the office, `$2` the person, `$3` now, `$4` the end of today.
    const fn from(self) -> &'static str {
        macro_rules! of_tasks {
            ($condition:literal) => {
                concat!(
                    "FROM tasks t JOIN matters m ON m.office_id = t.office_id AND m.id = t.matter_id WHERE t.office_id = $1 AND ",
                    $condition
                )
            };
        }
        match self {
            Self::Decide => {
                of_tasks!("t.assignee_id = $2 AND t.state = 'open' AND t.kind <> 'read' AND $3 > 0 AND $4 > 0")
            }
            Self::Read => {
                of_tasks!("t.assignee_id = $2 AND t.state = 'open' AND t.kind = 'read' AND $3 > 0 AND $4 > 0")
            }
            Self::Soon => of_tasks!("t.assignee_id = $2 AND t.state = 'open' AND t.due_at >= $3 AND t.due_at <= $4"),
            Self::Overdue => of_tasks!("t.assignee_id = $2 AND t.state = 'open' AND t.due_at < $3 AND $4 > 0"),
            Self::Done => of_tasks!("t.done_by = $2 AND t.state = 'done' AND $3 > 0 AND $4 > 0"),
            Self::Mine => "FROM matters m WHERE m.office_id = $1 AND m.applicant_id = $2 AND $3 > 0 AND $4 > 0",
        }
    }

    /// The rows of another index that belong to the inbox, too; some are among the others.
    const fn and_from(self) -> Option<&'static str> {
        match self {
            Self::Mine => Some("FROM matters m WHERE m.office_id = $1 AND m.filed_by = $2 AND $3 > 0 AND $4 > 0"),
            _ => None,
        }
    }

    const fn columns(self) -> &'static str {
        match self {
            Self::Mine => {
                "CAST(NULL AS BIGINT) AS task_id, '' AS title, m.filed_at AS at, CAST(NULL AS BIGINT) AS due_at"
            }
            _ => "t.id AS task_id, t.title AS title, t.arrived_at AS at, t.due_at AS due_at",
        }
    }

    const fn order(self) -> &'static str {
        match self {
            Self::Mine => "m.id DESC",
            Self::Done => "t.done_at DESC, t.id DESC",
            _ => "CASE WHEN t.due_at IS NULL THEN 1 ELSE 0 END, t.due_at, t.id",
        }
    }
}

/// How many rows an inbox has.
struct Total(Inbox);

impl Built for Total {
    fn combinations() -> Vec<Self> {
        ALL.map(Self).into()
    }

    fn text(&self, _: Dialect) -> String {
        let from = self.0.from();
        match self.0.and_from() {
            None => format!("SELECT COUNT(*) AS n {from}"),
            Some(and) => {
                format!("SELECT COUNT(*) AS n FROM (SELECT m.id {from} UNION SELECT m.id {and}) AS matters_of")
            }
        }
    }
}
built!(Total);

/// A page of an inbox.
struct Lines(Inbox);

impl Built for Lines {
    fn combinations() -> Vec<Self> {
        ALL.map(Self).into()
    }

    fn text(&self, _: Dialect) -> String {
        let Self(inbox) = self;
        let (columns, from, order) = (inbox.columns(), inbox.from(), inbox.order());
        let rows = format!(
            "SELECT {columns}, m.id AS matter_id, m.regulation AS regulation, m.digest AS digest, m.form AS form,
             m.summary AS summary, m.applicant_id AS applicant_id, m.status AS status"
        );
        let Some(and) = inbox.and_from() else { return format!("{rows} {from} ORDER BY {order} LIMIT 50 OFFSET $5") };
        // The first rows of each index up to the end of the page have the page among them; what is in both is there once.
        let first = |from: &str| format!("SELECT m.id AS id {from} ORDER BY {order} LIMIT CAST($5 AS BIGINT) + 50");
        let (first, second) = (first(from), first(and));
        format!(
            "{rows} FROM matters m WHERE m.office_id = $1 AND m.id IN
             (SELECT id FROM ({first}) AS applied UNION SELECT id FROM ({second}) AS filed)
             ORDER BY {order} LIMIT 50 OFFSET $5"
        )
    }
}
built!(Lines);

/// Whose inbox it is, and the present moment with the last of its day.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    /// The office.
    pub office: OfficeId,
    /// The person.
    pub person: PersonId,
    /// The office's local time: what is due before it is overdue.
    pub now: Moment,
    /// The end of today.
    pub end_of_day: Moment,
}

impl Owner {
    fn of(self, statement: Statement<'_>) -> Statement<'_> {
        statement.bind(self.office).bind(self.person).bind(self.now).bind(self.end_of_day)
    }
}

/// A row of an inbox.
#[derive(Debug, Row)]
pub struct InboxLine {
    /// The task; none in an inbox of matters.
    #[column("task_id")]
    pub task: Option<TaskId>,
    /// The title of the step.
    pub title: String,
    /// When it came or was filed.
    pub at: Moment,
    /// Until when it is to be done.
    #[column("due_at")]
    pub due: Option<Moment>,
    /// The matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// The digest of the matter's package.
    pub digest: String,
    /// The form.
    pub form: String,
    /// One line about the matter.
    pub summary: Summary,
    /// Who applies.
    #[column("applicant_id")]
    pub applicant: PersonId,
    /// The matter's state.
    pub status: MatterStatus,
}

/// How many rows an inbox has.
///
/// # Errors
/// If the database cannot be used.
pub async fn total(db: impl Db<'_>, owner: Owner, inbox: Inbox) -> Result<u64> {
    owner.of(Statement::common(&Total(inbox))).value(db).await
}

/// Fifty rows of an inbox after so many: what is due first stands first, what was done or filed last.
///
/// # Errors
/// If the database cannot be used.
pub async fn lines(db: impl Db<'_>, owner: Owner, inbox: Inbox, offset: i64) -> Result<Vec<InboxLine>> {
    owner.of(Statement::common(&Lines(inbox))).bind(offset).all(db).await
}
