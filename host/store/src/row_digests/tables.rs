//! Tables whose rows the chain covers, and those that it does not, each with the reason.

/// A table whose rows the chain covers: each has the digest of what stands in it.
#[derive(Debug)]
pub(crate) struct CoveredTable {
    /// Its name.
    pub name: &'static str,
    /// The column with the office.
    pub office: &'static str,
    /// The columns of its primary key, but for the office.
    pub key: &'static [&'static str],
    /// Columns that no digest covers, each with the reason.
    pub uncovered: &'static [(&'static str, &'static str)],
}

const fn table(name: &'static str, key: &'static [&'static str]) -> CoveredTable {
    CoveredTable { name, office: "office_id", key, uncovered: &[] }
}

/// Why no digest covers how far somebody was reminded.
const REMINDED: &str = "it moves on with every reminder, whose notice is covered";

/// Every table whose rows the chain covers.
pub(crate) static COVERED: &[CoveredTable] = &[
    table("accounts", &["login"]),
    table("alarms", &["kind", "subject"]),
    table("assessments", &["id"]),
    table("attachment_holds", &["digest"]),
    table("attachment_uploads", &["digest", "person_id"]),
    table("attachments", &["digest"]),
    table("bindings", &["regulation", "from_date"]),
    table("bookings", &["id"]),
    table("calendar_years", &["year"]),
    table("delegations", &["id"]),
    table("departments", &["id"]),
    table("deputies", &["person_id"]),
    table("entrances", &["id"]),
    CoveredTable { name: "follow_ups", office: "office_id", key: &["id"], uncovered: &[("reminded", REMINDED)] },
    table("former_badges", &["badge", "until_day"]),
    table("installations", &["digest"]),
    CoveredTable {
        name: "matters",
        office: "office_id",
        key: &["id"],
        uncovered: &[("sought", "the words by which a matter is found follow from its content")],
    },
    CoveredTable {
        name: "notices",
        office: "office_id",
        key: &["id"],
        uncovered: &[("read_at", "reading a notice changes nothing that counts")],
    },
    table("office_settings", &["name"]),
    table("openings", &["id"]),
    table("parameter_values", &["regulation", "name", "from_date"]),
    table("people", &["id"]),
    table("posts", &["id"]),
    table("proposals", &["id"]),
    table("publications", &["id"]),
    table("publishers", &["public_key"]),
    table("readers", &["publication_id", "person_id"]),
    table("recording_parts", &["digest"]),
    table("recordings", &["id"]),
    table("records", &["id"]),
    table("recovery_codes", &["person_id", "code_hash"]),
    table("requests", &["id"]),
    table("revisions", &["id"]),
    CoveredTable {
        name: "second_factors",
        office: "office_id",
        key: &["person_id"],
        uncovered: &[("last_step", "it moves on with every code that is used, outside of the office's changes")],
    },
    table("series", &["series", "year"]),
    table("swaps", &["id"]),
    CoveredTable { name: "tasks", office: "office_id", key: &["id"], uncovered: &[("reminded", REMINDED)] },
    CoveredTable { name: "turns", office: "office_id", key: &["id"], uncovered: &[("noticed", REMINDED)] },
    table("withdrawn_lines", &["import_key"]),
    table("wordings", &["digest", "clause"]),
    CoveredTable {
        name: "offices",
        office: "id",
        key: &["id"],
        uncovered: &[
            ("next_id", "it moves on with every change; an id that was given is in the row that has it"),
            ("chain_seq", "the end of the chain, which anchors outside compare"),
            ("chain_hash", "the end of the chain, which anchors outside compare"),
            ("chain_at", "the moment of the chain's last event"),
            ("chain_utc", "the moment of the chain's last event"),
            ("policy_version", "it counts changes, so that servers read anew"),
        ],
    },
];

/// Tables whose rows the chain does not cover, each with the reason.
#[cfg(test)]
pub(crate) const UNCOVERED: &[(&str, &str)] = &[
    ("_sqlx_migrations", "the database library's own list of migrations, with their checksums"),
    ("assessment_runs", "when a period was judged; what came of it is covered"),
    ("attachment_uses", "an index of files; it is made anew from what was filed"),
    ("attachment_uploads_pending", "uploads under way"),
    ("blob_removals", "files that wait to be removed"),
    ("clause_uses", "statistics that follow from what is covered"),
    ("devices", "browsers that somebody logged in from; they open nothing without a password"),
    ("drafts", "what nobody has filed yet"),
    ("events", "the chain itself"),
    ("log_in_attempts", "counts of wrong passwords, kept for minutes"),
    ("once", "keys of requests that were answered, kept for a day"),
    ("packages", "packages belong to no office; each row follows from the file whose digest it has"),
    ("rehearsal_differences", "what a rehearsal found; it can be run again"),
    ("rehearsals", "trials of a revision, which change nothing"),
    ("retention_runs", "when each kind is looked through again"),
    ("row_digests", "the digests themselves; the chain covers them"),
    ("sessions", "who is logged in now; a session opens what its account may open"),
    ("storage_used", "sums of what is stored, counted anew from it"),
    ("unresolved", "matters whose deciders are looked for again"),
    ("sqlite_stat1", "statistics of the database"),
];

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

    /// Whether a digest covers a column.
    pub fn covers(&self, column: &str) -> bool {
        !self.uncovered.iter().any(|(name, _)| *name == column)
    }
}
