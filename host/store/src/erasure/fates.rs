//! What becomes of every table, and of every place outside the database, once matters are erased. A table that stands in no
//! list fails a test.

/// What becomes of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its rows of an erased matter are deleted with it; the columns that name the matter.
    Goes(&'static [&'static str]),
    /// What it holds of an erased matter is deleted, emptied or rewritten in another way, which is said.
    Cleared(&'static str),
    /// It stays, for this reason.
    Stays(&'static str),
}
use Fate::{Cleared, Goes, Stays};

/// Nothing of a matter stands in it.
const RULES: Fate = Stays("rules and values of the office, which no matter fills");
const OFFICE: Fate = Stays("the office itself: who works there and in which place");
const LOG_IN: Fate = Stays("how somebody logs in; it goes with the person");
const TRAFFIC: Fate = Stays("it is kept for hours or minutes and names no content");
const COUNTS: Fate = Stays("sums without a person or a matter");

/// Every table with what becomes of it.
pub const TABLES: &[(&str, Fate)] = &[
    ("accounts", LOG_IN),
    ("alarms", Stays("table and key of a row, or the digest of a file; it ends when it is mended")),
    ("assessment_runs", Stays("which period was judged when")),
    (
        "assessments",
        Cleared(
            "results go once their period is over for the term of the regulation that judged; until then they hold its matters",
        ),
    ),
    ("attachment_holds", Stays("digests of files that something else names")),
    ("attachment_uploads", Cleared("goes with its file")),
    ("attachment_uploads_pending", TRAFFIC),
    ("attachment_uses", Goes(&["matter_id"])),
    ("attachments", Cleared("a file goes if no other matter has it and nothing else names it")),
    ("bindings", RULES),
    ("blob_removals", TRAFFIC),
    ("bookings", Goes(&["matter_id"])),
    ("calendar_years", RULES),
    ("clause_uses", COUNTS),
    ("delegations", Goes(&["matter_id"])),
    ("departments", OFFICE),
    ("deputies", OFFICE),
    ("devices", LOG_IN),
    ("drafts", Cleared("drafts that are as old as what is erased go: they may quote it")),
    ("entrances", Stays("what hangs where; who filed through it stands with the matter")),
    ("erased_matters", Stays("that there was a matter, its regulation and its number")),
    ("erasures", Stays("who asked, who confirmed, and how much was erased")),
    ("event_subjects", Cleared("an emptied event is found by its matter, its theme and its doer only")),
    ("events", Cleared("salt and body go, with whom it is about; the link with moment, kind, doer and matter stays")),
    ("follow_ups", Goes(&["from_matter", "filed_matter"])),
    ("former_badges", Stays("whose clock number it was; it goes with the person")),
    ("installations", RULES),
    ("late_facts", COUNTS),
    ("left_spans", COUNTS),
    ("log_in_attempts", TRAFFIC),
    ("matters", Goes(&["id"])),
    ("notices", Goes(&["matter_id"])),
    ("office_settings", RULES),
    ("offices", OFFICE),
    ("once", TRAFFIC),
    ("openings", Goes(&["matter_id"])),
    ("packages", RULES),
    ("parameter_values", RULES),
    (
        "people",
        Stays(
            "whoever works there; of those who left long ago the personal data go, and the name once nothing names them",
        ),
    ),
    ("posts", OFFICE),
    (
        "proposals",
        Cleared(
            "decided ones go once their period is over for the terms of the regulations that they cite; open ones hold what they rest on",
        ),
    ),
    ("publications", Goes(&["matter_id"])),
    ("publishers", RULES),
    ("readers", Cleared("goes with its publication")),
    ("recording_parts", Cleared("goes once no recording names it")),
    ("recordings", Goes(&["matter_id"])),
    ("record_keys", Cleared("they go with their record, and follow what is rewritten of it")),
    ("record_lookups", RULES),
    ("records", Goes(&["matter_id", "entered_by"])),
    ("recovery_codes", LOG_IN),
    ("rehearsal_differences", Goes(&["matter_id"])),
    ("rehearsals", Stays("counts of a trial; what it laid side by side goes with the matter")),
    ("requests", Stays("what keepers asked of each other: roles, logins, posts, settings, erasures")),
    ("retention_runs", TRAFFIC),
    ("revisions", RULES),
    (
        "row_digests",
        Cleared(
            "the salts of every row that goes are removed, whenever they were written; a digest alone tells nothing",
        ),
    ),
    ("second_factors", LOG_IN),
    ("series", Stays("the last number of a series, so that none is given twice")),
    ("sessions", LOG_IN),
    ("storage_used", COUNTS),
    ("suspensions", Goes(&["matter_id"])),
    ("swaps", Stays("who took whose shift; no matter is named")),
    ("tasks", Goes(&["matter_id"])),
    ("turns", Stays("who had which shift; no matter is named")),
    ("unresolved", Goes(&["matter_id"])),
    ("verify_runs", COUNTS),
    ("withdrawn_lines", Stays("the key of an imported line, which belongs to no matter")),
    ("wordings", RULES),
];

/// Every place outside the database with what becomes of it.
pub const PLACES: &[(&str, Fate)] = &[
    ("stored files", Cleared("the bytes of a file go with its row, by the jobs")),
    ("SQLite's log", Cleared("deleted rows are overwritten, and the log is emptied at the end of an erasure")),
    ("anchors", Stays("numbers and hashes of events")),
    ("compiled regulations", Stays("made from packages alone")),
    ("the server's log", Stays("ids, never content")),
    (
        "copies before an upgrade",
        Stays(
            "each is the database as it was, `before-upgrade-*`; keepers are told of those there are, and remove them",
        ),
    ),
    ("backups and exports", Stays("they were handed out; the office removes them by its own rules")),
];

#[cfg(test)]
mod tests {
    use super::{super::rows::DELETED, *};
    use crate::{open, sql::Statement};
    use std::collections::BTreeSet;

    /// Every table has a fate, and what goes with a matter is what is deleted with it.
    #[tokio::test]
    async fn every_table_has_one() {
        let folder = tempfile::tempdir().unwrap();
        let pool = open(None, folder.path()).await.unwrap();
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\'";
        let there = Statement::of_sqlite(tables).values::<String>(&pool).await.unwrap();
        let there = there.iter().map(String::as_str).collect::<BTreeSet<_>>();
        let listed = TABLES.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), there);
        assert_eq!(listed.len(), there.len(), "a table stands twice");
        let goes = TABLES.iter().filter_map(|(name, fate)| match fate {
            Goes(columns) => Some(columns.iter().map(|column| (*name, *column))),
            _ => None,
        });
        let deleted = DELETED.iter().copied().collect::<BTreeSet<_>>();
        assert_eq!(goes.flatten().collect::<BTreeSet<_>>(), deleted);
    }

    /// A column that names a matter stands in a table of which something goes.
    #[tokio::test]
    async fn whatever_names_a_matter_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let pool = open(None, folder.path()).await.unwrap();
        let columns = "SELECT m.name AS tab, c.name AS col FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND c.name LIKE '%matter%'";
        let named: Vec<(String, String)> = Statement::of_sqlite(columns).all(&pool).await.unwrap();
        let counts = ["erasures", "events"];
        for (table, column) in named.iter().filter(|(table, _)| !counts.contains(&table.as_str())) {
            assert!(DELETED.contains(&(table.as_str(), column.as_str())), "{table}.{column}");
        }
    }
}
