//! The statements of a register: their parts, and the text that these make.

use super::ties::{records, ties};
use crate::{
    Dialect,
    sql::{Built, built, sums::in_parts},
};

/// By what the rows of a register are ordered; of those that are alike the newest come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterColumn {
    /// The document number: by what is before its own number, then by its own number.
    Number,
    /// The name of the person whom the record is about.
    Person,
    /// When it entered the register.
    Entered,
    /// The department that it is about.
    Department,
    /// Its status.
    Status,
    /// Its one line.
    Summary,
    /// A field of its content.
    Field(String),
}

/// The order of a register's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterOrder {
    /// The newest first.
    Newest,
    /// By a column.
    By {
        /// The column.
        column: RegisterColumn,
        /// Whether from the greatest down.
        descending: bool,
    },
}

impl RegisterOrder {
    fn text(&self, dialect: Dialect) -> String {
        const NEWEST: &str = "r.starts DESC, r.id DESC";
        let Self::By { column, descending } = self else { return NEWEST.to_owned() };
        let direction = if *descending { "DESC" } else { "ASC" };
        let by = match column {
            RegisterColumn::Number => {
                let parts = dialect.in_numbers("r.number");
                return format!("{}, {NEWEST}", parts.map(|part| format!("{part} {direction}")).join(", "));
            }
            RegisterColumn::Person => "p.name".to_owned(),
            RegisterColumn::Entered => "r.entered_at".to_owned(),
            RegisterColumn::Department => "r.department_id".to_owned(),
            RegisterColumn::Status => "r.status".to_owned(),
            RegisterColumn::Summary => "r.summary".to_owned(),
            RegisterColumn::Field(name) => dialect.value("r.content", name),
        };
        format!("{by} {direction}, {NEWEST}")
    }

    /// Every column in both directions, and none.
    fn all() -> Vec<Self> {
        let columns = [
            RegisterColumn::Number,
            RegisterColumn::Person,
            RegisterColumn::Entered,
            RegisterColumn::Department,
            RegisterColumn::Status,
            RegisterColumn::Summary,
            RegisterColumn::Field("amount".to_owned()),
        ];
        let both =
            |column: RegisterColumn| [false, true].map(|descending| Self::By { column: column.clone(), descending });
        std::iter::once(Self::Newest).chain(columns.into_iter().flat_map(both)).collect()
    }
}

/// Which conditions stand in a statement, behind office, regulation and form: each compares with one parameter, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    /// Records that do not end before a moment.
    pub from: bool,
    /// Records that begin before a moment.
    pub before: bool,
    /// Records of one status.
    pub status: bool,
    /// Records about one department.
    pub department: bool,
    /// Records of a list of ids.
    pub among: bool,
}

impl Conditions {
    /// The conditions with the number of the first parameter behind theirs; `next` is the number of their first.
    fn text(self, dialect: Dialect, mut next: usize) -> (String, usize) {
        let mut text = "r.office_id = $1 AND r.regulation = $2 AND r.form = $3".to_owned();
        let compared = [
            (self.from, "r.ends >="),
            (self.before, "r.starts <"),
            (self.status, "r.status ="),
            (self.department, "r.department_id ="),
        ];
        for (_, comparison) in compared.into_iter().filter(|(stands, _)| *stands) {
            text.push_str(&format!(" AND {comparison} ${next}"));
            next += 1;
        }
        if self.among {
            text.push_str(&format!(" AND {}", dialect.among("r.id", next)));
            next += 1;
        }
        (text, next)
    }

    fn all() -> impl Iterator<Item = Self> {
        (0..32_u8).map(|bits| {
            let bit = |place: u8| bits & (1 << place) != 0;
            Self { from: bit(0), before: bit(1), status: bit(2), department: bit(3), among: bit(4) }
        })
    }
}

/// What a statement of a register asks for.
#[derive(Clone, Debug)]
pub(super) enum Selection {
    /// A page of rows in an order; `$4` is the reader, the last two parameters are how many and behind how many.
    Page(RegisterOrder),
    /// All rows in no order; `$4` is the reader, the last parameter is how many at most.
    Rows,
    /// What is looked through for words.
    Texts,
    /// How many rows there are, and the sums of amounts of the content.
    Totals(Vec<String>),
}

/// A statement of a register.
#[derive(Clone, Debug)]
pub(super) struct RegisterText {
    pub selection: Selection,
    pub conditions: Conditions,
}

/// Columns of [`super::RegisterRow`].
const ROW: &str = "r.id AS id, r.matter_id AS matter_id, r.status AS status,
    CASE WHEN m.status = 'returned' THEN 1 ELSE 0 END AS returned, r.void_reason AS void_reason, r.number AS number,
    r.entered_at AS entered_at, r.starts AS starts";
/// The person whom a record is about.
const PERSON: &str = "LEFT JOIN people p ON p.office_id = r.office_id AND p.id = r.person_id";

impl Built for RegisterText {
    fn combinations() -> Vec<Self> {
        let mut selections = RegisterOrder::all().into_iter().map(Selection::Page).collect::<Vec<_>>();
        selections.extend([Selection::Rows, Selection::Texts]);
        selections.extend([0, 1, 2].map(|amounts| Selection::Totals(vec!["amount".to_owned(); amounts])));
        let with =
            |conditions| selections.iter().map(move |selection| Self { selection: selection.clone(), conditions });
        Conditions::all().flat_map(with).collect()
    }

    fn text(&self, dialect: Dialect) -> String {
        let conditions = |next| self.conditions.text(dialect, next);
        let (ties, records) = (ties!("$4"), records!());
        match &self.selection {
            Selection::Page(order) => {
                let ((conditions, next), order) = (conditions(5), order.text(dialect));
                format!(
                    "SELECT {ROW}, {ties} FROM {records} {PERSON} WHERE {conditions} ORDER BY {order} LIMIT ${next} OFFSET ${}",
                    next + 1
                )
            }
            Selection::Rows => {
                let (conditions, next) = conditions(5);
                format!("SELECT {ROW}, {ties} FROM {records} WHERE {conditions} LIMIT ${next}")
            }
            Selection::Texts => format!(
                "SELECT r.id AS id, r.summary AS summary, COALESCE(r.number, '') AS number, COALESCE(p.name, '') AS name
                 FROM records r {PERSON} WHERE {}",
                conditions(4).0
            ),
            Selection::Totals(amounts) => {
                let sum = |(index, name): (usize, &String)| {
                    let amount = dialect.number("r.content", name);
                    let [high, low] = in_parts(&format!("(CASE WHEN r.status <> 'void' THEN {amount} END)"));
                    format!(", {high} AS high_{index}, {low} AS low_{index}")
                };
                let sums = amounts.iter().enumerate().map(sum).collect::<String>();
                format!("SELECT COUNT(*) AS n{sums} FROM records r {PERSON} WHERE {}", conditions(4).0)
            }
        }
    }
}
built!(RegisterText);
