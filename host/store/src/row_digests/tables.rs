//! Tables whose rows the chain covers, and those that it does not, each with the reason.

/// Between the values of a key in its text.
pub(crate) const SEPARATOR: char = '\u{1f}';

/// A table whose rows the chain covers: each has the digest of what stands in it.
#[derive(Debug)]
pub(crate) struct CoveredTable {
    /// Its name.
    pub name: &'static str,
    /// The column with the office.
    pub office: &'static str,
    /// The columns of its primary key, but for the office.
    pub key: &'static [KeyColumn],
    /// Columns that no digest covers, each with the reason.
    pub uncovered: &'static [(&'static str, &'static str)],
    /// Columns that a migration has added since rows are covered, each with the number that it put there: a digest leaves that out, as it leaves out
    /// nothing, so that it stays what it was.
    pub added: &'static [(&'static str, i64)],
}

/// A column of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyColumn {
    /// A number.
    Number(&'static str),
    /// A text.
    Text(&'static str),
}
use KeyColumn::{Number, Text};

impl KeyColumn {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Number(name) | Text(name) => name,
        }
    }

    /// Whether it can hold a value.
    pub fn can_be(self, value: &str) -> bool {
        matches!(self, Text(_)) || value.parse::<i64>().is_ok()
    }
}

impl CoveredTable {
    /// The table without these columns.
    const fn without(self, uncovered: &'static [(&'static str, &'static str)]) -> Self {
        Self { uncovered, ..self }
    }
}

const fn table(name: &'static str, key: &'static [KeyColumn]) -> CoveredTable {
    CoveredTable { name, office: "office_id", key, uncovered: &[], added: &[] }
}

/// Tables in which an office has rows before its first event.
pub(crate) const CREATED_WITH: [&str; 2] = ["offices", "calendar_years"];

/// Why no digest covers how far somebody was reminded.
const REMINDED: &str = "it moves on with every reminder, whose notice is covered";

/// Why no digest covers how many were filed through a public link in its last minute.
const FILINGS: &str = "it bounds how many are filed in a minute; what was filed is covered";

/// Every table whose rows the chain covers.
pub(crate) static COVERED: &[CoveredTable] = &[
    table("accounts", &[Text("login")]),
    table("alarms", &[Text("kind"), Text("subject")]),
    table("assessments", &[Number("id")]),
    table("attachment_holds", &[Text("digest")]),
    table("attachment_uploads", &[Text("digest"), Number("person_id")]),
    table("attachments", &[Text("digest")]),
    table("bindings", &[Text("regulation"), Number("from_date")]),
    table("bookings", &[Number("id")]),
    table("calendar_years", &[Number("year")]),
    table("delegations", &[Number("id")]),
    table("departments", &[Number("id")]),
    table("deputies", &[Number("person_id")]),
    table("entrances", &[Number("id")]).without(&[("minute", FILINGS), ("in_minute", FILINGS)]),
    table("erased_matters", &[Number("id")]),
    table("erasures", &[Number("id")]),
    table("follow_ups", &[Number("id")]).without(&[("reminded", REMINDED)]),
    table("former_badges", &[Text("badge"), Number("until_day")]),
    table("installations", &[Text("digest")]),
    table("matters", &[Number("id")])
        .without(&[("sought", "the words by which a matter is found follow from its content")]),
    table("notices", &[Number("id")]).without(&[("read_at", "reading a notice changes nothing that counts")]),
    table("office_settings", &[Text("name")]),
    table("openings", &[Number("id")]),
    table("parameter_values", &[Text("regulation"), Text("name"), Number("from_date")]),
    table("people", &[Number("id")]),
    table("posts", &[Number("id")]),
    table("proposals", &[Number("id")]),
    table("publications", &[Number("id")]),
    table("publishers", &[Text("public_key")]),
    table("readers", &[Number("publication_id"), Number("person_id")]),
    table("recording_parts", &[Text("digest")]),
    table("recordings", &[Number("id")]),
    table("records", &[Number("id")]),
    table("recovery_codes", &[Number("person_id"), Text("code_hash")]),
    table("requests", &[Number("id")]),
    table("revisions", &[Number("id")]),
    table("second_factors", &[Number("person_id")])
        .without(&[("last_step", "it moves on with every code that is used, outside of the office's changes")]),
    table("series", &[Text("series"), Number("year")]),
    table("suspensions", &[Number("id")]),
    table("swaps", &[Number("id")]),
    table("tasks", &[Number("id")]).without(&[("reminded", REMINDED)]),
    table("turns", &[Number("id")]).without(&[("noticed", REMINDED)]),
    table("withdrawn_lines", &[Text("import_key")]),
    table("wordings", &[Text("digest"), Text("clause")]),
    CoveredTable { office: "id", ..table("offices", &[Number("id")]) }.without(&[
        ("next_id", "it moves on with every change; an id that was given is in the row that has it"),
        ("chain_seq", "the end of the chain, which anchors outside compare"),
        ("chain_hash", "the end of the chain, which anchors outside compare"),
        ("chain_at", "the moment of the chain's last event"),
        ("chain_utc", "the moment of the chain's last event"),
        ("events_indexed", "how far the index of events is made"),
        ("policy_version", "it counts changes, so that servers read anew"),
    ]),
];

/// Tables whose rows the chain does not cover, each with the reason.
pub const UNCOVERED: &[(&str, &str)] = &[
    ("_sqlx_migrations", "the database library's own list of migrations, with their checksums"),
    (
        "assessment_runs",
        "when a period was judged; what came of it is covered, and a period that was never judged is missing there",
    ),
    ("attachment_uses", "an index of files; a file is opened only if the matter itself names it"),
    ("attachment_uploads_pending", "uploads under way"),
    ("blob_removals", "files that wait to be removed; none is that a row still names"),
    ("clause_uses", "statistics that follow from what is covered"),
    ("devices", "browsers that somebody logged in from; they open nothing without a password"),
    ("drafts", "what nobody has filed yet"),
    ("event_subjects", "an index of the events by what they are about; nothing is decided by it"),
    ("events", "the chain itself"),
    ("late_facts", "how far changed records were looked for; without it all are looked for again"),
    ("left_spans", "where records were, until judgements are made again; it goes with the next look"),
    ("log_in_attempts", "counts of wrong passwords, kept for minutes"),
    (
        "once",
        "what was said or done once: answered requests, reminders, obligations; the notices themselves are covered",
    ),
    ("packages", "packages belong to no office; each row follows from the file whose digest it has"),
    ("record_keys", "by what records are found; it follows from their content, which is covered"),
    ("record_lookups", "for which fields that is written"),
    ("rehearsal_differences", "what a rehearsal found; it can be run again"),
    ("rehearsals", "trials of a revision, which change nothing"),
    ("retention_runs", "when each kind is looked through again"),
    ("row_digests", "the digests themselves; the chain covers them"),
    ("sessions", "who is logged in now: whoever writes here can act as anybody, as the threat model says"),
    ("storage_used", "sums of what is stored, counted anew from it"),
    ("verify_runs", "when all this was compared last; what did not agree is told by alarms"),
    ("unresolved", "matters whose deciders are looked for again"),
    ("sqlite_stat1", "statistics of the database"),
];

/// Every table whose rows the chain covers: its name, the column with the office, the columns of its key, and those that no digest
/// covers.
pub fn covered() -> impl Iterator<Item = (&'static str, &'static str, Vec<&'static str>, Vec<&'static str>)> {
    COVERED.iter().map(|table| {
        let key = table.key.iter().map(|column| column.name()).collect();
        (table.name, table.office, key, table.uncovered.iter().map(|(name, _)| *name).collect())
    })
}

impl CoveredTable {
    /// The table of this name, if the chain covers its rows.
    pub fn named(name: &str) -> Option<&'static Self> {
        COVERED.iter().find(|table| table.name == name)
    }

    /// The table that a statement writes, if the chain covers its rows; none for one that only reads.
    pub fn written_by(statement: &str) -> Option<&'static Self> {
        let mut words = statement.split_ascii_whitespace();
        let name = match words.next()? {
            "UPDATE" => words.next()?,
            "INSERT" | "DELETE" => words.nth(1)?,
            _ => return None,
        };
        Self::named(name)
    }

    /// Its columns of the key with commas between.
    pub fn key_columns(&self) -> String {
        self.key.iter().map(|column| column.name()).collect::<Vec<_>>().join(", ")
    }

    /// The values of a key's text; none if the text can be no key of this table.
    pub fn key_values(&self, text: &str) -> Option<Vec<String>> {
        let values = text.split(SEPARATOR).map(str::to_owned).collect::<Vec<_>>();
        let can_be =
            values.len() == self.key.len() && self.key.iter().zip(&values).all(|(column, value)| column.can_be(value));
        can_be.then_some(values)
    }

    /// The number that a migration put into a column which it added since rows are covered.
    pub fn added(&self, column: &str) -> Option<i64> {
        self.added.iter().find(|(name, _)| *name == column).map(|(_, added)| *added)
    }

    /// Whether a digest covers a column.
    pub fn covers(&self, column: &str) -> bool {
        !self.uncovered.iter().any(|(name, _)| *name == column)
    }
}
