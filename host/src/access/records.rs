//! Records of registers as one reader may see them, with the facts that come in the same query.

use super::{Access, Secrets, Seen, Summary, content, line, named, reader::WithRoute};
use crate::{
    error::Result,
    store::{
        Connection,
        record_queries::{self, FormRecords, RecordTies},
    },
};
use guiju_domain::{
    DepartmentId, PersonId, RecordId, RecordStatus,
    access::{self, Confidentiality, Outlet, Sight, Ties},
};
use guiju_model::{Form, Route};
use serde_json::{Map, Value};

/// How a route as it is stored says that a field is sensitive, and that persons are asked by name.
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
    pub person: Option<PersonId>,
    /// The department, if that is for the reader.
    pub department: Option<DepartmentId>,
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
    /// The records of a form, for the reader.
    #[must_use]
    pub fn records_of<'a>(&self, regulation: &'a str, form: &'a str) -> FormRecords<'a> {
        FormRecords { office: self.office, reader: self.reader.person, regulation, form }
    }

    /// The name of a person of the office.
    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.staff.name(person)
    }

    /// The name of a department; empty if there is none.
    #[must_use]
    pub fn department(&self, department: DepartmentId) -> String {
        self.staff.departments.get(&department).cloned().unwrap_or_default()
    }

    /// A record of a list that is open to the reader.
    ///
    /// # Errors
    /// If the route of its matter cannot be read.
    pub fn record(&self, stored: &RecordTies, regulation: &str, form: &str) -> Result<RecordSeen> {
        let Some((_, form)) = self.form(stored.digest.as_deref(), regulation, form) else {
            // Of what no package declares any more nobody can say whether it was closed.
            let (sight, confidentiality) = (Sight::None, Confidentiality::Closed);
            let seen = Seen { sight, confidentiality, stranger: self.reader.person.is_none() };
            let (content, summary) = (Map::new(), String::new());
            return Ok(RecordSeen { seen, takes_part: false, content, summary, person: None, department: None });
        };
        let (raw, route) = (&stored.content, route_of(stored)?);
        let mut confidentiality = super::confidentiality(form, raw);
        if let Some(route) = &route {
            confidentiality = confidentiality.with(route);
        }
        let ties = self.ties_to(stored, (regulation, form), confidentiality, route.as_ref());
        let seen = self.reader.sees(confidentiality, &ties, Outlet::List);
        let hidden = seen.hides_all();
        let filled = route.iter().flat_map(|route| &route.steps).flat_map(|step| &step.fields);
        let filled = filled.filter(|field| form.field(&field.name).is_none());
        let fields = form.fields().chain(filled);
        Ok(RecordSeen {
            seen,
            takes_part: access::takes_part(seen.confidentiality, &ties),
            content: content(fields, raw, seen, &*self.staff),
            summary: line(form, &Summary::new(stored.summary.as_str()), raw, seen, &*self.staff),
            person: stored.person.filter(|_| !hidden),
            department: stored.department.filter(|_| !hidden),
        })
    }

    /// How the reader is tied to a record.
    fn ties_to(
        &self,
        stored: &RecordTies,
        (regulation, form): (&str, &Form),
        confidentiality: Confidentiality,
        route: Option<&Route>,
    ) -> Ties {
        let mut ties = Ties { system_role: self.reader.system_role, ..Ties::default() };
        let Some(reader) = self.reader.person else { return ties };
        ties.party = stored.party;
        ties.asked = stored.asked;
        ties.handles = stored.handles;
        ties.form_reader = access::includes(&form.seen_by, &self.roles_for(confidentiality));
        ties.reads_by_post =
            self.reads_by_post(form, Some(stored.ended).filter(|_| stored.status != RecordStatus::Open));
        ties.opened = stored.opened;
        ties.post = ties.opened && self.ties_of_form(regulation, form, confidentiality).post;
        ties.named = !ties.party && named::names(form.fields(), &stored.content, reader);
        let by_name = || route.is_some_and(|route| named::asks(route, reader));
        ties.asked_by_name = ties.asked && ties.named && !stored.written && by_name();
        ties
    }

    /// The one line of a record that something points to, if the reader may know of it: where the reader takes part, where a
    /// register of its form is open to the reader, and with `through` where what points to it is read by office.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn pointed_to(
        &self,
        connection: &mut Connection,
        record: RecordId,
        through: bool,
    ) -> Result<Option<RecordSeen>> {
        let found = record_queries::find(connection, self.office, record, self.reader.person).await?;
        let Some(found) = found else { return Ok(None) };
        let (regulation, form) = (&found.row.regulation, &found.row.form);
        let record = self.record(&found.ties, regulation, form)?;
        let open = self.form(None, regulation, form).is_some_and(|(_, form)| self.listed(regulation, form));
        let knows = record.takes_part || open || through;
        Ok(Some(record).filter(|record| knows && record.seen.at_all()))
    }

    /// A text that a regulation says about records, with what those of them keep that the reader does not see whole masked.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn said_of(&self, connection: &mut Connection, records: &[RecordId], text: &str) -> Result<String> {
        let mut said = text.to_owned();
        for id in records {
            let found = record_queries::find(&mut *connection, self.office, *id, self.reader.person).await?;
            let Some(record_queries::Tied { row, ties }) = found else { continue };
            if self.record(&ties, &row.regulation, &row.form)?.seen.whole() {
                continue;
            }
            let Some((_, form)) = self.form(ties.digest.as_deref(), &row.regulation, &row.form) else { continue };
            let mut secrets = Secrets::default();
            if super::confidentiality(form, &ties.content) == Confidentiality::Closed {
                let parties = [row.applicant, row.filed_by, ties.person].into_iter().flatten();
                secrets = Secrets::closed(form, &ties.content, parties, &*self.staff);
            }
            secrets.learn(form.fields(), &ties.content, &*self.staff);
            said = secrets.hide(&said);
        }
        Ok(said)
    }
}

/// The route of a record's matter, where it can tell anything: it asks somebody by name, or lets deciders fill in what is
/// sensitive.
fn route_of(stored: &RecordTies) -> Result<Option<Route>> {
    let text = stored.route.as_ref().filter(|text| text.contains(SENSITIVE) || text.contains(BY_NAME));
    Ok(text.map(|text| serde_json::from_str(text)).transpose()?)
}
