//! Records of registers as one reader may see them, with the facts that come in the same query.

use super::{Access, Secrets, Seen, Summary, WithRoute, content, line, named};
use crate::{error::Result, store::Columns};
use guiju_domain::access::{self, Confidentiality, Outlet, Sight, Ties};
use guiju_model::{Form, Moment, Route};
use serde_json::{Map, Value};
use sqlx::{AnyConnection, any::AnyRow};

/// The matter of a record, for [`Access::ties`].
pub const MATTER: &str = "LEFT JOIN matters m ON m.office_id = r.office_id AND m.id = r.matter_id";

/// How a way as it is stored says that a field is sensitive, and that persons are asked by name.
const SENSITIVE: &str = "\"sensitive\":true";
const BY_NAME: &str = "\"people\":";

/// A record as the reader sees it.
#[derive(Clone, Debug)]
pub struct RecordSeen {
    /// How much of it.
    pub seen: Seen,
    /// Whether the reader takes part in it.
    pub takes_part: bool,
    /// Its content, as the reader sees it.
    pub content: Map<String, Value>,
    /// Its one line, as the reader sees it.
    pub summary: String,
    /// Whom it is about, if that is for the reader.
    pub person: Option<u64>,
    /// The department, if that is for the reader.
    pub department: Option<u32>,
}

impl RecordSeen {
    /// Whether when it happens is for the reader: where a field says so and the content is closed, it is not.
    #[must_use]
    pub fn when(&self, form: Option<&Form>) -> bool {
        let field = form.and_then(|form| form.field(form.occurs.as_ref()?));
        field.is_none_or(|field| self.seen.clear(field.sensitive))
    }
}

impl Access {
    /// Columns that tell how the reader is tied to the record `r` of the matter `m`; `person` is the parameter bound to
    /// [`Access::person`], such as `$2`.
    #[must_use]
    pub fn ties(person: &str) -> String {
        let task = format!(
            "SELECT 1 FROM tasks t WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id
             AND (t.assignee_id = {person} OR t.instead_of = {person} OR t.done_by = {person})"
        );
        let handled = format!(
            "SELECT 1 FROM tasks t WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id AND (
             t.state IN ('open', 'waiting', 'later', 'vacant') AND (t.assignee_id = {person} OR t.instead_of = {person})
             OR t.state IN ('done', 'returned') AND (t.done_by = {person} OR t.instead_of = {person}))"
        );
        // A person's number as it stands in what a decider filled in: alone, or in a list.
        let number =
            |before: &str, after: &str| format!("t.content LIKE '%{before}' || CAST({person} AS TEXT) || '{after}%'");
        let places = [(":", ","), (":", "}"), ("[", ","), ("[", "]"), (",", ","), (",", "]")];
        let written = places.map(|(before, after)| number(before, after)).join(" OR ");
        format!(
            "m.digest AS tie_digest, m.route AS tie_route, r.person_id AS tie_person, r.department_id AS tie_department,
             r.content AS tie_content, r.summary AS tie_summary,
             CASE WHEN r.person_id = {person} OR m.applicant_id = {person} OR m.subject_id = {person} OR m.filed_by = {person}
             THEN 1 ELSE 0 END AS tie_party,
             CASE WHEN EXISTS ({task}) THEN 1 ELSE 0 END AS tie_asked,
             r.status AS tie_status, COALESCE((SELECT MAX(t.done_at) FROM tasks t WHERE t.office_id = r.office_id
             AND t.matter_id = r.matter_id), m.filed_at, r.entered_at) AS tie_ended,
             CASE WHEN EXISTS ({handled}) THEN 1 ELSE 0 END AS tie_handles,
             CASE WHEN EXISTS (SELECT 1 FROM tasks t WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id
             AND ({written})) THEN 1 ELSE 0 END AS tie_written,
             CASE WHEN EXISTS (SELECT 1 FROM openings o WHERE o.office_id = r.office_id AND o.matter_id = r.matter_id
             AND o.person_id = {person}) THEN 1 ELSE 0 END AS tie_opened"
        )
    }

    /// What [`Access::ties`] is bound to: nothing equals a stranger.
    #[must_use]
    pub fn person(&self) -> Option<i64> {
        self.reader.person.map(|id| id as i64)
    }

    /// A row of a list that is open to the reader.
    ///
    /// # Errors
    /// If the row lacks the columns of [`Access::ties`].
    pub fn record(&self, row: &AnyRow, regulation: &str, form: &str) -> Result<RecordSeen> {
        let raw: Map<String, Value> = row.json("tie_content")?;
        let digest = row.maybe_text("tie_digest")?;
        let (stored, status) = (Summary::new(row.text("tie_summary")?), row.text("tie_status")?);
        let (person, department) = (row.maybe_int("tie_person")?, row.maybe_int("tie_department")?);
        let (person, department) = (person.map(|id| id as u64), department.map(|id| id as u32));
        let Some((_, form)) = self.form(digest.as_deref(), regulation, form) else {
            // Of what no package declares any more nobody can say whether it was closed.
            let (sight, confidentiality) = (Sight::None, Confidentiality::Closed);
            let seen = Seen { sight, confidentiality, stranger: self.reader.person.is_none() };
            let (content, summary) = (Map::new(), String::new());
            return Ok(RecordSeen { seen, takes_part: false, content, summary, person: None, department: None });
        };
        let route = route_of(row)?;
        let flag = |name: &str| Ok::<_, crate::error::Error>(row.int(name)? != 0);
        let mut confidentiality = super::confidentiality(form, &raw);
        if let Some(route) = &route {
            confidentiality = confidentiality.with(route);
        }
        let mut ties = Ties { system_role: self.reader.system_role, ..Ties::default() };
        if let Some(reader) = self.reader.person {
            ties.party = flag("tie_party")?;
            ties.asked = flag("tie_asked")?;
            ties.handles = flag("tie_handles")?;
            ties.form_reader = access::includes(&form.seen_by, &self.roles_for(confidentiality));
            let ended = row.maybe_int("tie_ended")?.filter(|_| status != "open").map(Moment);
            ties.reads_by_post = self.reads_by_post(form, ended);
            ties.opened = flag("tie_opened")?;
            ties.post = ties.opened && self.ties_of_form(regulation, form, confidentiality).post;
            ties.named = !ties.party && named::names(form.fields(), &raw, reader);
            let by_name = || route.as_ref().is_some_and(|route| named::asks(route, reader));
            ties.asked_by_name = ties.asked && ties.named && !flag("tie_written")? && by_name();
        }
        let seen = self.reader.sees(confidentiality, &ties, Outlet::List);
        let hidden = seen.hides_all();
        let filled = route.iter().flat_map(|route| &route.steps).flat_map(|step| &step.fields);
        let filled = filled.filter(|field| form.field(&field.name).is_none());
        let fields = form.fields().chain(filled);
        Ok(RecordSeen {
            seen,
            takes_part: access::takes_part(seen.confidentiality, &ties),
            content: content(fields, &raw, seen, &*self.staff),
            summary: line(form, &stored, &raw, seen, &*self.staff),
            person: person.filter(|_| !hidden),
            department: department.filter(|_| !hidden),
        })
    }

    /// The one line of a record that something points to, if the reader may know of it: where the reader takes part, where a
    /// register of its form is open to the reader, and with `through` where what points to it is read by office.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn pointed_to(
        &self,
        connection: &mut AnyConnection,
        record: u64,
        through: bool,
    ) -> Result<Option<RecordSeen>> {
        let ties = Self::ties("$3");
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT r.regulation AS regulation, r.form AS form, {ties} FROM records r {MATTER} WHERE r.office_id = $1 AND r.id = $2"
        )))
        .bind(self.office.number())
        .bind(record as i64)
        .bind(self.person())
        .fetch_optional(connection)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let (regulation, form) = (row.text("regulation")?, row.text("form")?);
        let record = self.record(&row, &regulation, &form)?;
        let open = self.form(None, &regulation, &form).is_some_and(|(_, form)| self.listed(&regulation, form));
        let knows = record.takes_part || open || through;
        Ok(Some(record).filter(|record| knows && record.seen.at_all()))
    }
}

/// The way of a record's matter, where it can tell anything: it asks somebody by name, or lets deciders fill in what is sensitive.
fn route_of(row: &AnyRow) -> Result<Option<Route>> {
    let text = row.maybe_text("tie_route")?.filter(|text| text.contains(SENSITIVE) || text.contains(BY_NAME));
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

impl Access {
    /// A text that a regulation says about records, with what those of them keep that the reader does not see whole masked.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn said_of(&self, connection: &mut AnyConnection, records: &[u64], text: &str) -> Result<String> {
        let ties = Self::ties("$3");
        let query = format!(
            "SELECT r.regulation AS regulation, r.form AS form, m.applicant_id AS applicant, m.filed_by AS filed_by, {ties}
             FROM records r {MATTER} WHERE r.office_id = $1 AND r.id = $2"
        );
        let mut said = text.to_owned();
        for id in records {
            let query = sqlx::query(sqlx::AssertSqlSafe(query.clone())).bind(self.office.number()).bind(*id as i64);
            let Some(row) = query.bind(self.person()).fetch_optional(&mut *connection).await? else { continue };
            let (regulation, form) = (row.text("regulation")?, row.text("form")?);
            if self.record(&row, &regulation, &form)?.seen.whole() {
                continue;
            }
            let digest = row.maybe_text("tie_digest")?;
            let Some((_, form)) = self.form(digest.as_deref(), &regulation, &form) else { continue };
            let raw: Map<String, Value> = row.json("tie_content")?;
            let mut secrets = Secrets::default();
            if super::confidentiality(form, &raw) == Confidentiality::Closed {
                let parties = [row.maybe_int("applicant")?, row.maybe_int("filed_by")?, row.maybe_int("tie_person")?];
                secrets = Secrets::closed(form, &raw, parties.into_iter().flatten().map(|id| id as u64), &*self.staff);
            }
            secrets.learn(form.fields(), &raw, &*self.staff);
            said = secrets.hide(&said);
        }
        Ok(said)
    }
}
