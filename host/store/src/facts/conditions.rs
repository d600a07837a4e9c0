//! Which records a read takes: the conditions of its statement and their values, in one order.

use crate::sql::Statement;
use guiju_domain::{DepartmentId, PersonId, RecordId, RecordStatus};
use guiju_model::Moment;

/// A read of records of one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordsRead {
    /// The regulation that owns the form.
    pub regulation: String,
    /// The form.
    pub form: String,
    /// Whatever overlaps this span; any time, without it.
    pub span: Option<(Moment, Moment)>,
    /// Of these persons only.
    pub people: Option<Vec<PersonId>>,
    /// Of this department only.
    pub department: Option<DepartmentId>,
    /// Of these statuses; all but void ones, if none is named.
    pub statuses: Vec<RecordStatus>,
    /// These alone.
    pub ids: Option<Vec<RecordId>>,
    /// Whose keys match all of these.
    pub matching: Vec<Match>,
    /// Whether the keys of the first field lead to the records, because few have them; else time and persons do.
    pub by_key: bool,
    /// To which records of other forms point, or do not.
    pub related: Vec<RelatedTo>,
    /// The last of each alone.
    pub latest: Option<LatestOf>,
    /// So many at most, the earliest of them first.
    pub most: u32,
}

/// Of what the last record is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LatestOf {
    /// Of each person.
    Person,
    /// Of each value of the looked-up field with this name.
    Field(String),
}

/// So many people, ids and keys a read names at most. A statement has no more than 32,766 places on SQLite.
pub const MOST_NAMED: usize = 10_000;

/// A field of which one key is among these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The name of the lookup.
    pub field: String,
    /// The keys as they are saved. Without any, no record matches.
    pub keys: Vec<String>,
}

/// Records of another form that point to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedTo {
    /// The regulation that owns the other form.
    pub regulation: String,
    /// The other form.
    pub form: String,
    /// Its reference field.
    pub field: String,
    /// Of these statuses; all but void ones, if none is named.
    pub statuses: Vec<RecordStatus>,
    /// Whether there must be one, or must not.
    pub there: bool,
}

impl RecordsRead {
    /// Whether no record can be among its answer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.as_ref().is_some_and(Vec::is_empty)
            || self.people.as_ref().is_some_and(Vec::is_empty)
            || self.matching.iter().any(|one| one.keys.is_empty())
    }

    /// How many people, ids and keys it names.
    #[must_use]
    pub fn named(&self) -> usize {
        let people = self.people.as_ref().map_or(0, Vec::len);
        let ids = self.ids.as_ref().map_or(0, Vec::len);
        people + ids + self.matching.iter().map(|one| one.keys.len()).sum::<usize>()
    }
}

/// A number of values for which a statement is made: few different ones, since a database keeps each text prepared.
const fn places_for(values: usize) -> usize {
    values.next_power_of_two()
}

/// The conditions of a read without their values.
#[derive(Clone, Debug)]
pub(super) struct Conditions {
    /// Whether they lie in a span of time.
    pub spans: bool,
    pub statuses: Vec<RecordStatus>,
    /// Of so many persons.
    pub people: Option<usize>,
    pub department: bool,
    /// For so many ids.
    pub ids: Option<usize>,
    /// For so many keys of each field.
    pub matching: Vec<usize>,
    /// Whether the first of them lead to the records.
    pub by_key: bool,
    /// Whether there must be one, and of which statuses.
    pub related: Vec<(bool, Vec<RecordStatus>)>,
    pub latest: Option<LatestKind>,
}

/// Of what the last record is taken, without its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LatestKind {
    Person,
    Field,
}

impl Conditions {
    pub fn of(read: &RecordsRead) -> Self {
        Self {
            spans: read.span.is_some(),
            by_key: read.by_key,
            statuses: read.statuses.clone(),
            people: read.people.as_ref().map(|people| places_for(people.len())),
            department: read.department.is_some(),
            ids: read.ids.as_ref().map(|ids| places_for(ids.len())),
            matching: read.matching.iter().map(|one| places_for(one.keys.len())).collect(),
            related: read.related.iter().map(|one| (one.there, one.statuses.clone())).collect(),
            latest: read.latest.as_ref().map(|latest| match latest {
                LatestOf::Person => LatestKind::Person,
                LatestOf::Field(_) => LatestKind::Field,
            }),
        }
    }

    /// Every kind of condition alone, and some together, for the test that prepares statements.
    pub fn examples() -> Vec<Self> {
        let part = |bits: u8, bit: u8| bits & (1 << bit) != 0;
        let narrowed = |bits: u8| Self {
            spans: !part(bits, 3) || part(bits, 1),
            by_key: part(bits, 3) && !part(bits, 0),
            statuses: if part(bits, 2) { vec![RecordStatus::Open] } else { Vec::new() },
            people: part(bits, 0).then_some(if part(bits, 1) { 2 } else { 1 }),
            department: part(bits, 1),
            ids: None,
            matching: if part(bits, 3) { vec![1, 2] } else { Vec::new() },
            related: if part(bits, 4) { vec![(part(bits, 0), vec![RecordStatus::Completed])] } else { Vec::new() },
            latest: None,
        };
        let of_ids = Self { ids: Some(2), ..narrowed(0) };
        (0..32).map(narrowed).chain([of_ids]).collect()
    }

    /// The rows of a read in one statement, with a bound of its own: all of them, or the last of each. `columns` are what is asked and
    /// [`super::records`] reads; `names` are their names.
    pub fn bounded(
        &self,
        (columns, names): (&str, &str),
        but: Option<usize>,
        next: &mut impl FnMut() -> usize,
    ) -> String {
        let Some(latest) = self.latest else {
            let rows = self.rows(columns, but, next).join(" UNION ALL ");
            return format!("{rows} LIMIT ${}", next());
        };
        let of = match latest {
            LatestKind::Person => "r.person_id".to_owned(),
            // The least of several values, whatever a database sorts by.
            LatestKind::Field => format!(
                "(SELECT k.value FROM record_keys k WHERE k.office_id = $1 AND k.record_id = r.id AND k.field = ${}
                 ORDER BY k.value LIMIT 1)",
                next()
            ),
        };
        let rows = self.rows(&format!("{columns}, {of} AS latest_of"), but, next).join(" UNION ALL ");
        format!(
            "SELECT {names} FROM (
                SELECT {names}, ROW_NUMBER() OVER (PARTITION BY latest_of ORDER BY starts DESC, id DESC) AS place
                FROM ({rows}) AS found
             ) AS placed WHERE place = 1 LIMIT ${}",
            next()
        )
    }

    /// The statements of its rows: of two ranges, unless ids or keys lead to them. `columns` are taken from records `r`.
    pub fn rows(&self, columns: &str, but: Option<usize>, next: &mut impl FnMut() -> usize) -> Vec<String> {
        let [regulation, form] = std::array::from_fn(|_| next());
        let span = self.spans.then(|| [next(), next()]);
        // Where keys or ids lead to the records, nothing else does, however few records there were when the database counted them.
        let is_led = self.by_key || self.ids.is_some();
        let (same, plus) = if is_led { (" || ''", " + 0") } else { ("", "") };
        let mut narrowed = status("r", &self.statuses);
        if let Some(people) = self.people {
            narrowed.push_str(&format!(" AND r.person_id{plus} IN ({})", list(people, next)));
        }
        if self.department {
            narrowed.push_str(&format!(" AND r.department_id{plus} = ${}", next()));
        }
        // Records without a matter are nobody's own.
        narrowed.push_str(&but.map(|but| format!(" AND COALESCE(r.matter_id, 0) <> ${but}")).unwrap_or_default());
        if let Some(ids) = self.ids {
            narrowed.push_str(&format!(" AND r.id IN ({})", list(ids, next)));
        }
        let mut keyed = String::new();
        for (at, keys) in self.matching.iter().enumerate() {
            let (field, values) = (next(), list(*keys, next));
            if self.by_key && at == 0 {
                keyed = format!(
                    "(SELECT DISTINCT k.record_id FROM record_keys k WHERE k.office_id = $1 AND k.regulation = ${regulation}
                     AND k.form = ${form} AND k.field = ${field} AND k.value IN ({values})) AS keyed CROSS JOIN "
                );
                narrowed.push_str(" AND r.id = keyed.record_id");
            } else {
                narrowed.push_str(&format!(
                    " AND EXISTS (SELECT 1 FROM record_keys k WHERE k.office_id = $1 AND k.record_id = r.id AND k.field = ${field}
                     AND k.value IN ({values}))"
                ));
            }
        }
        for (there, statuses) in &self.related {
            narrowed.push_str(&related(*there, statuses, next));
        }
        let within = |range: String| {
            format!(
                "SELECT {columns} FROM {keyed}records r WHERE r.office_id = $1 AND r.regulation{same} = ${regulation}
                 AND r.form{same} = ${form} {range}{narrowed}"
            )
        };
        let Some([from, to]) = span else { return vec![within(String::new())] };
        if is_led {
            return vec![within(format!("AND r.starts + 0 <= ${to} AND r.ends + 0 >= ${from}"))];
        }
        // Two ranges of two indexes: what begins within the span, and what began before and reaches into it. One condition on
        // both ends would read everything before the span or everything behind it.
        vec![
            within(format!("AND r.starts >= ${from} AND r.starts <= ${to} AND r.ends >= ${from}")),
            within(format!("AND r.ends >= ${from} AND r.starts < ${from} AND r.starts <= ${to}")),
        ]
    }
}

/// Places of so many values.
fn list(count: usize, next: &mut impl FnMut() -> usize) -> String {
    (0..count).map(|_| format!("${}", next())).collect::<Vec<_>>().join(", ")
}

/// The condition on the status of a record of this table.
fn status(table: &str, statuses: &[RecordStatus]) -> String {
    match statuses {
        [] => format!(" AND {table}.status <> 'void'"),
        [one] => format!(" AND {table}.status = '{}'", one.name()),
        some => {
            let names = some.iter().map(|status| format!("'{}'", status.name())).collect::<Vec<_>>().join(", ");
            format!(" AND {table}.status IN ({names})")
        }
    }
}

/// The condition that a record of another form points here, or that none does. Its key leads to it: SQLite joins as it is written.
fn related(there: bool, statuses: &[RecordStatus], next: &mut impl FnMut() -> usize) -> String {
    let [regulation, form, field] = std::array::from_fn(|_| next());
    format!(
        " AND {}EXISTS (SELECT 1 FROM record_keys k CROSS JOIN records p
         WHERE p.office_id = $1 AND p.id = k.record_id AND k.office_id = $1 AND k.regulation = ${regulation} AND k.form = ${form} AND k.field = ${field}
         AND k.value = CAST(r.id AS TEXT){})",
        if there { "" } else { "NOT " },
        status("p", statuses)
    )
}

/// Binds the values of a read in the order of [`Conditions::bounded`].
pub(super) fn bound_with_latest<'q>(statement: Statement<'q>, read: &RecordsRead) -> Statement<'q> {
    let field = read.latest.iter().filter_map(|latest| match latest {
        LatestOf::Field(field) => Some(field.clone()),
        LatestOf::Person => None,
    });
    bound(statement.bind_all(field), read).bind(read.most)
}

/// Binds the values of a read in the order of [`Conditions::rows`].
pub(super) fn bound<'q>(statement: Statement<'q>, read: &RecordsRead) -> Statement<'q> {
    let statement = statement.bind(&read.regulation).bind(&read.form);
    let statement = statement.bind_all(read.span.into_iter().flat_map(|(from, to)| [from, to]));
    let people = read.people.as_deref().unwrap_or_default();
    let mut statement = statement.bind_all(padded(people)).bind_all(read.department);
    if let Some(ids) = &read.ids {
        statement = statement.bind_all(padded(ids));
    }
    for one in &read.matching {
        statement = statement.bind(&one.field).bind_all(padded(&one.keys));
    }
    for one in &read.related {
        statement = statement.bind(&one.regulation).bind(&one.form).bind(&one.field);
    }
    statement
}

/// Values for all places of a list: the last is repeated.
fn padded<T: Clone>(values: &[T]) -> impl Iterator<Item = T> {
    let lacking = if values.is_empty() { 0 } else { places_for(values.len()) - values.len() };
    values.iter().chain(values.last().into_iter().cycle().take(lacking)).cloned()
}
