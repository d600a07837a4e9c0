//! The lines of a file as records.

use super::{
    columns::{self, NAMES},
    punches::{self, Read},
    table::{self, Column, ROWS},
    values,
    whom::Whom,
};
use crate::{
    error::{Error, Result},
    matters::{facts, pointing},
    staff::Staff,
    words,
};
use guiju_api::ImportReport;
use guiju_domain::{PersonId, Rejection, rejection::Import};
use guiju_model::{
    FieldKind, Form, ImportFormat, Moment, Period,
    shape::{self, Mentioned},
    summary,
};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// So many lines are shown of what they say.
const SHOWN: usize = 10;

/// A line of a file as a record.
pub struct Line {
    /// Its number in the file.
    pub number: u64,
    /// Whom it is about.
    pub person: PersonId,
    /// When it happens.
    pub occurs: Period,
    /// Content as JSON.
    pub content: String,
    /// One line about the record, made from its whole content.
    pub summary: String,
    /// The same content is the same record, however often its file is imported.
    pub key: String,
    /// Records and files that it points to.
    pub points: Vec<Mentioned>,
}

/// Form into whose register a file is imported, with the digest of the file.
#[derive(Clone)]
pub struct Target {
    /// Id of the regulation that declares the form.
    pub regulation: String,
    /// The form into whose register the lines go.
    pub form: Form,
    /// Digest of the file.
    pub file: String,
}

/// Within which moments a line's may lie.
#[derive(Clone, Copy)]
pub struct Span {
    /// When the office began.
    pub begin: Moment,
    /// The office's local time of the import.
    pub now: Moment,
    /// Whether the importer decided to take what lies beyond.
    pub beyond: bool,
}

impl Target {
    /// The lines of a file as records, with what is to be said of the others.
    ///
    /// # Errors
    /// If the form takes no such file, or it cannot be read at all.
    pub fn read(
        &self,
        staff: &Staff,
        importer: PersonId,
        span: Span,
        bytes: &[u8],
    ) -> Result<(ImportReport, Vec<Line>)> {
        let whom = Whom::of(staff);
        let mut read = self.records(&whom, bytes).map_err(|why| Error::from(Rejection::from(why)))?;
        let mut report = ImportReport { notes: std::mem::take(&mut read.notes), ..ImportReport::default() };
        let mut numbers = std::collections::HashSet::new();
        let mut told = HashMap::new();
        let mut lines = Vec::with_capacity(read.lines.len());
        let contents = std::mem::take(&mut read.lines);
        for (number, content) in contents {
            numbers.insert(number);
            let line = match self.line(staff, importer, span.now, number, content) {
                Ok(line) => line,
                Err(why) => {
                    read.errors.push((number, why));
                    continue;
                }
            };
            if let Some(why) = self.beyond(&line, span) {
                report.beyond += 1;
                read.errors.push((number, why));
                continue;
            }
            let first = *told.entry(line.key.clone()).or_insert(number);
            if first != number {
                read.aside.push((number, words::said("line-same", vec![("line", first.into())])));
            }
            if report.sample.len() < SHOWN {
                report.sample.push(format!("{}：{}", staff.name(line.person), line.summary));
            }
            lines.push(line);
        }
        numbers.extend(read.errors.iter().chain(&read.aside).map(|(number, _)| *number));
        report.lines = numbers.len() as u64;
        (report.errors, report.aside) = (read.errors, read.aside);
        report.errors.sort_by_key(|(number, _)| *number);
        report.aside.sort_by_key(|(number, _)| *number);
        Ok((report, lines))
    }

    /// What stands in a file: by its heads, or line by line as clock machines write.
    fn records(&self, whom: &Whom<'_>, bytes: &[u8]) -> Result<Read, Import> {
        let form = &self.form;
        let takes = |format| form.filing.imports.contains(&format);
        let machine = takes(ImportFormat::ClockMachine);
        if !machine && !takes(ImportFormat::Table) {
            return Err(Import::NoFiles { form: form.title.clone() });
        }
        let Some(columns) = columns::punches(form).filter(|_| machine) else { return self.table(whom, bytes) };
        let headless = match punches::table(form, whom, &columns, bytes) {
            Err(why @ Import::NoHeads { .. }) if !table::is_book(bytes) => why,
            read => return read,
        };
        let text = table::text(bytes)?;
        if text.lines().count() > ROWS as usize {
            return Err(Import::Beyond { cell: format!("A{}", ROWS + 1), rows: ROWS, columns: table::COLUMNS });
        }
        let read = punches::lines(form, whom, &text);
        // Behind heads that nobody knows, the first number of a line may be any number: nobody's punch is guessed at.
        if read.aside.is_empty() { Ok(read) } else { Err(headless) }
    }

    /// A table whose heads are the field labels.
    fn table(&self, whom: &Whom<'_>, bytes: &[u8]) -> Result<Read, Import> {
        let form = &self.form;
        let column = |field: &guiju_model::Field| {
            let mut column = Column::new(&field.label, &[&field.name]);
            if form.about.as_ref() == Some(&field.name) {
                column.names.extend(NAMES.iter().map(|name| (*name).to_owned()));
            }
            column
        };
        let columns = form.fields().map(column).collect::<Vec<_>>();
        let table = table::headed(bytes, &columns)?;
        let mut read = Read { notes: table.notes.clone(), ..Read::default() };
        for row in &table.rows {
            let mut content = Map::new();
            let mut wrong = table::plain(&table.heads, row).err();
            for field in form.fields() {
                let FieldKind::Single(kind) = &field.kind else { continue };
                match values::value(kind, &field.label, table.cell(row, &field.label), Some(whom)) {
                    Ok(Value::Null) => {}
                    Ok(value) => {
                        content.insert(field.name.clone(), value);
                    }
                    Err(why) => wrong = wrong.or(Some(why)),
                }
            }
            match wrong {
                Some(why) => read.errors.push((row.number, why)),
                None => read.lines.push((row.number, content)),
            }
        }
        read.aside.extend(table.repeated.iter().map(|number| (*number, words::said("line-heads-again", vec![]))));
        Ok(read)
    }

    /// Why a line of a clock machine is not taken without a decision: it lies before the office began, or after now.
    fn beyond(&self, line: &Line, span: Span) -> Option<String> {
        let machine = self.form.filing.imports.contains(&ImportFormat::ClockMachine);
        if span.beyond || !machine {
            return None;
        }
        let at = line.occurs.from;
        if at < span.begin {
            return Some(words::said(
                "line-before-begin",
                vec![("at", at.into()), ("begin", span.begin.date().into())],
            ));
        }
        (at > span.now).then(|| words::said("line-after-now", vec![("at", at.into())]))
    }

    /// A line as a record.
    fn line(
        &self,
        staff: &Staff,
        importer: PersonId,
        now: Moment,
        number: u64,
        content: Map<String, Value>,
    ) -> Result<Line, String> {
        let form = &self.form;
        let shaped = shape::check(form.fields(), &form.clause, &Value::Object(content));
        if let Some(finding) = shaped.findings.first() {
            return Err(finding.message.clone());
        }
        let occurs = facts::occurs(form, &shaped.content, now);
        // Whoever had left by then is not filed for; what happened before is.
        let anew = |what: &Mentioned| match what {
            Mentioned::Person(id) => !staff.worked_here(PersonId::new(*id), occurs.from.date()),
            _ => true,
        };
        let unknown = |what: &Mentioned| pointing::unknown(what, staff, anew(what));
        if let Some(why) = shaped.mentions.iter().find_map(|one| unknown(&one.what)) {
            return Err(why);
        }
        let points = shaped.mentions.into_iter().map(|mention| mention.what);
        let points = points.filter(|what| !matches!(what, Mentioned::Person(_) | Mentioned::Department(_))).collect();
        let named = form.about.as_ref().and_then(|field| shaped.content.get(field)).and_then(Value::as_u64);
        let summary = summary::summary(form, &shaped.content, staff);
        let content = Value::Object(shaped.content).to_string();
        let key = guiju_package::digest(format!("{}/{}/{content}", self.regulation, form.id).as_bytes());
        let person = named.map_or(importer, PersonId::new);
        Ok(Line { number, person, occurs, content, summary, key, points })
    }
}
