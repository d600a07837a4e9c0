//! Swapping regulations: packages, comparison, rehearsal, schedule.

use crate::wire::wire;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

wire! {
    /// A package that was accepted.
    PackageShown {
        /// Digest of its component.
        digest: String,
        /// Regulation.
        regulation: String,
        /// Title.
        title: String,
        /// Version.
        version: String,
        /// The contract it speaks.
        contract: String,
        /// Who signed it, by the name under which the office trusts the key.
        publisher: Option<String>,
        /// How many example cases it carries; all of them hold.
        cases: u64,
        /// When it was installed.
        installed: String,
        /// From which days it is in force, and until which day, if that is known.
        bound: Vec<(String, Option<String>)>,
    }
    /// Whose signatures the office trusts.
    PublisherShown {
        /// Public key, 64 hexadecimal digits.
        public_key: String,
        /// Name.
        name: String,
        /// Since when.
        since: String,
    }
    /// A key to be trusted.
    PublisherEntry {
        /// Public key, 64 hexadecimal digits.
        public_key: String,
        /// Name.
        name: String,
    }
    /// Whom an office trusts.
    Trust {
        /// Publishers.
        publishers: Vec<PublisherShown>,
        /// Whether packages that nobody signed are taken.
        takes_unsigned: bool,
    }
    /// Whether packages that nobody signed are taken.
    TrustChange {
        /// Whether they are.
        takes_unsigned: bool,
    }
    /// What two packages of a regulation have different.
    Comparison {
        /// Regulation.
        regulation: String,
        /// Title.
        title: String,
        /// The one in force, by version and digest.
        before: (String, String),
        /// The candidate, by version and digest.
        after: (String, String),
        /// Chapters with everything that differs.
        chapters: Vec<Chapter>,
        /// What it means for what is under way.
        consequences: Vec<String>,
    }
    /// Everything of one kind that differs.
    Chapter {
        /// `clauses`, `parameters`, `forms`, `duties`, `routes`, `roles`, `views`
        kind: String,
        /// Differences.
        changes: Vec<Alteration>,
    }
    /// One difference, side by side.
    Alteration {
        /// `added`, `removed`, `changed`
        kind: String,
        /// What it is about.
        what: String,
        /// Before.
        before: Vec<String>,
        /// After.
        after: Vec<String>,
    }
    /// A change to be rehearsed: another package, other values, or both; nothing of either replays the past.
    RehearsalWanted {
        /// Regulation; every one if it is empty.
        regulation: String,
        /// The package that is asked; each one's own if none is named.
        digest: Option<String>,
        /// Other values by parameter.
        parameters: Map<String, Value>,
        /// Filed, or beginning, from this day on.
        from: Option<String>,
        /// Until this day.
        to: Option<String>,
    }
    /// How a rehearsal stands.
    RehearsalShown {
        /// Id.
        id: u64,
        /// Regulation; empty for all.
        regulation: String,
        /// Its title.
        title: String,
        /// Version of the package that is asked, if one is.
        version: Option<String>,
        /// Its digest.
        digest: Option<String>,
        /// Other values by parameter.
        parameters: Map<String, Value>,
        /// First day; empty for the beginning.
        from: String,
        /// Last day.
        to: String,
        /// `running`, `done`, `cancelled`, `failed`
        state: String,
        /// Judgements there are.
        total: u64,
        /// Judgements asked again so far.
        asked: u64,
        /// Judgements that differ.
        differing: u64,
        /// How many differ by clause, the most first.
        clauses: Vec<ClauseDiffering>,
        /// How many differ by aspect.
        aspects: Vec<AspectDiffering>,
        /// What went wrong.
        problem: Option<String>,
        /// When it began.
        begun: String,
        /// Seconds it took so far.
        seconds: u64,
    }
    /// How many judgements of a rehearsal differ in what a clause says.
    ClauseDiffering {
        /// The clause.
        clause: String,
        /// How it is cited.
        label: String,
        /// Judgements.
        count: u64,
    }
    /// How many judgements of a rehearsal differ in an aspect.
    AspectDiffering {
        /// `findings`, `stations`, `effects`, `penalties`, `duties`, `figures`, `wording`, `gone`, `fault`
        aspect: String,
        /// Judgements.
        count: u64,
    }
    /// A judgement that differs.
    DifferenceShown {
        /// The recording.
        recording: u64,
        /// Matter, if it is about one.
        matter: Option<u64>,
        /// What it is about.
        title: String,
        /// Filed, or beginning, on this day.
        on: String,
        /// Clauses concerned, as they are cited.
        clauses: Vec<String>,
        /// Aspects concerned.
        aspects: Vec<String>,
    }
    /// Both answers, side by side.
    DifferenceOpened {
        /// What it is about.
        title: String,
        /// Aspect by aspect.
        aspects: Vec<AspectShown>,
    }
    /// One aspect of two answers.
    AspectShown {
        /// `findings`, `stations`, `effects`, `penalties`, `duties`, `figures`, `fault`
        aspect: String,
        /// Lines that differ: as it was, as it would be.
        lines: Vec<(Option<String>, Option<String>)>,
        /// How many lines are the same.
        same: u64,
    }
    /// A change to be scheduled.
    RevisionWanted {
        /// Regulation.
        regulation: String,
        /// The package; none if only values change.
        digest: Option<String>,
        /// Values by parameter.
        parameters: Map<String, Value>,
        /// From which day.
        from: String,
        /// Why.
        reason: String,
    }
    /// A change that is scheduled or was asked for.
    RevisionShown {
        /// Id.
        id: u64,
        /// Regulation.
        regulation: String,
        /// Title.
        title: String,
        /// Version, if the package changes.
        version: Option<String>,
        /// Its digest.
        digest: Option<String>,
        /// Values by their labels.
        values: Vec<(String, String)>,
        /// From which day.
        from: String,
        /// Why.
        reason: String,
        /// Who asked.
        asked_by: String,
        /// When.
        asked: String,
        /// `asked`, `confirmed`, `declined`, `withdrawn`
        state: String,
        /// Who answered.
        answered_by: Option<String>,
        /// What was said to it.
        answer: Option<String>,
        /// Whether the caller may answer it.
        answerable: bool,
    }
    /// What a second person says to a change.
    RevisionAnswer {
        /// `confirm`, `decline`, `withdraw`
        action: String,
        /// In words.
        words: String,
    }
    /// The office's own wording, by clause.
    WordingEntry {
        /// Digest of the package it belongs to.
        digest: String,
        /// Wording by clause id; an empty one is taken away.
        clauses: Map<String, Value>,
    }
    /// What a replay found.
    ReplayReport {
        /// Judgements asked again.
        asked: u64,
        /// Those that gave other bytes: matter if it is about one, and which regulation.
        differing: Vec<(Option<u64>, String)>,
    }
}
