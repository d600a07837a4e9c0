//! Swapping regulations: packages, comparison, rehearsal, schedule.

use crate::wire::wire;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

wire! {
    /// A package that was accepted.
    PackageShown {
        /// Digest of its component.
        digest: String,
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Title as people read it.
        title: String,
        /// Version of the package, such as `1.4.0`.
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
        /// Of a package that is in force on no day: why it cannot be scheduled beside what is in force or comes into force, in sentences.
        /// Who relies on what would not be there, and what the package names that does not exist.
        hindrances: Vec<String>,
    }
    /// Whose signatures the office trusts.
    PublisherShown {
        /// Public key, 64 hexadecimal digits.
        public_key: String,
        /// Name that the office gave the publisher.
        name: String,
        /// Date from which the publisher is trusted.
        since: String,
    }
    /// A key to be trusted.
    PublisherEntry {
        /// Public key, 64 hexadecimal digits.
        public_key: String,
        /// Name that the office gives the publisher.
        name: String,
    }
    /// Whom an office trusts.
    Trust {
        /// Publishers whose signatures the office trusts.
        publishers: Vec<PublisherShown>,
        /// Whether packages that nobody signed are taken.
        takes_unsigned: bool,
    }
    /// Whether packages that nobody signed are taken.
    TrustChange {
        /// Whether packages without a signature are taken.
        takes_unsigned: bool,
    }
    /// What two packages of a regulation have different.
    Comparison {
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Title as people read it.
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
        /// Differences between the two packages in this chapter.
        changes: Vec<Alteration>,
    }
    /// One difference, side by side.
    Alteration {
        /// `added`, `removed`, `changed`
        kind: String,
        /// What it is about.
        what: String,
        /// How it was; empty if it was added.
        before: Vec<String>,
        /// How it is; empty if it was removed.
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
        /// Last day of the calls that are asked again.
        to: Option<String>,
    }
    /// How a rehearsal stands.
    RehearsalShown {
        /// Id within the office.
        id: u64,
        /// Regulation; empty for all.
        regulation: String,
        /// Title of the regulation.
        title: String,
        /// Version of the package that is asked, if one is.
        version: Option<String>,
        /// SHA-256 of the package, in hexadecimal digits.
        digest: Option<String>,
        /// Other values by parameter.
        parameters: Map<String, Value>,
        /// The same values as people read them, by their labels.
        values: Vec<(String, String)>,
        /// First day; empty for the beginning.
        from: String,
        /// Last day, included.
        to: String,
        /// `running`, `done`, `cancelled`, `failed`
        state: String,
        /// How many recorded calls there are to ask again.
        total: u64,
        /// Judgements asked again so far.
        asked: u64,
        /// How many of them get another answer.
        differing: u64,
        /// How many differ by clause, the most first.
        clauses: Vec<ClauseDiffering>,
        /// How many differ by aspect.
        aspects: Vec<AspectDiffering>,
        /// Why it ended early, if it did.
        problem: Option<String>,
        /// Date and time at which it began.
        begun: String,
        /// Seconds it took so far.
        seconds: u64,
    }
    /// How many judgements of a rehearsal differ in what a clause says.
    ClauseDiffering {
        /// Id of the clause.
        clause: String,
        /// How it is cited.
        label: String,
        /// How many recorded calls differ in it.
        count: u64,
    }
    /// How many judgements of a rehearsal differ in an aspect.
    AspectDiffering {
        /// `findings`, `stations`, `effects`, `penalties`, `duties`, `figures`, `wording`, `gone`, `fault`
        aspect: String,
        /// How many recorded calls differ in it.
        count: u64,
    }
    /// A judgement that differs.
    DifferenceShown {
        /// Id of the recorded call.
        recording: u64,
        /// Matter, if it is about one.
        matter: Option<u64>,
        /// What it is about.
        title: String,
        /// Filed, or beginning, on this day.
        on: String,
        /// Clauses concerned, as they are cited.
        clauses: Vec<String>,
        /// Names of the aspects in which the answers differ.
        aspects: Vec<String>,
    }
    /// Both answers, side by side.
    DifferenceOpened {
        /// What it is about.
        title: String,
        /// Both answers side by side, aspect by aspect.
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
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// The package; none if only values change.
        digest: Option<String>,
        /// New values as JSON, by the name of the parameter.
        parameters: Map<String, Value>,
        /// Day from which it is in force.
        from: String,
        /// Reason in the writer's words.
        reason: String,
    }
    /// A change that is scheduled or was asked for.
    RevisionShown {
        /// Id within the office.
        id: u64,
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Title as people read it.
        title: String,
        /// Version, if the package changes.
        version: Option<String>,
        /// SHA-256 of the package, in hexadecimal digits.
        digest: Option<String>,
        /// Values by their labels.
        values: Vec<(String, String)>,
        /// Day from which it is in force.
        from: String,
        /// Reason in the writer's words.
        reason: String,
        /// Name of whoever asked for it.
        asked_by: String,
        /// Date and time at which it was asked for.
        asked: String,
        /// `asked`, `confirmed`, `declined`, `withdrawn`
        state: String,
        /// Name of whoever answered it.
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
        /// What was written about it, if anything.
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
        /// How many recorded calls were asked again.
        asked: u64,
        /// Those that gave other bytes: matter if it is about one, and which regulation.
        differing: Vec<(Option<u64>, String)>,
        /// How many recordings of the office were erased because they told of matters that need not be kept any longer: they cannot be
        /// asked again.
        erased: u64,
    }
}
