//! What need not be kept any longer, and what was erased.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// A matter that can be erased: which it is, nothing of its content.
    DueMatterShown {
        /// Its id.
        id: u64,
        /// Its number, if it has one.
        number: Option<String>,
        /// The title of its form.
        form: String,
        /// The regulation that owns the form.
        regulation: String,
        /// The day on which it was filed.
        filed: String,
        /// For how many years it had to be kept.
        years: u64,
        /// By which term it is due, in words.
        term: String,
    }
    /// For how long the matters of a regulation are kept.
    TermShown {
        /// The regulation.
        regulation: String,
        /// Its title.
        title: String,
        /// For how many years; 0 for ever.
        years: u64,
        /// Whether this is a term of its own, not the office's in general.
        own: bool,
        /// Matters with nothing on this day or after it are due; none if they are kept for ever.
        before: Option<String>,
    }
    /// A person who left and of whom something can be erased.
    DuePersonShown {
        /// The person.
        id: u64,
        /// The name.
        name: String,
        /// The last day.
        left: String,
        /// Whether the name stays, because something that is kept names the person.
        keeps_name: bool,
    }
    /// Matters that are due and stay for now.
    HeldShown {
        /// `under-way`, `follow-up`, `delegation`, `suspension`, `published`, `used`, `standing`,
        /// `proposal` or `assessed`.
        reason: String,
        /// Why they stay, in words.
        words: String,
        /// How many.
        matters: u64,
    }
    /// An erasure that two keepers have agreed on, and how far it has come.
    ErasureShown {
        /// Its id.
        id: u64,
        /// When it was confirmed.
        begun: String,
        /// `matters`, `recordings`, `parts` or `done`.
        state: String,
        /// For how many years matters had to be kept.
        years: u64,
        /// Who asked for it.
        asked_by: String,
        /// Who confirmed it; nobody of the office if it was done on the server itself.
        confirmed_by: Option<String>,
        /// How many matters were erased.
        matters: u64,
        /// How many recordings of other calls to which their records were given.
        recordings: u64,
        /// How many stored files.
        files: u64,
        /// How many results of assessments and decided proposals.
        results: u64,
        /// Of how many people who left.
        people: u64,
    }
    /// What can be erased by the office's setting.
    ErasureDue {
        /// For how many years matters are kept; 0 for ever.
        years: u64,
        /// Matters with nothing on this day or after it are due; none if they are kept for ever.
        before: Option<String>,
        /// For how long the matters of each regulation are kept.
        terms: Vec<TermShown>,
        /// How many can be erased.
        due: u64,
        /// How many results of assessments and decided proposals can be erased.
        results: u64,
        /// How many are due and stay, by reason.
        held: Vec<HeldShown>,
        /// For how many years something is kept of people who left; 0 for ever.
        people_years: u64,
        /// People who left of whom something can be erased.
        people: Vec<DuePersonShown>,
        /// The first of those that can be erased.
        matters: Vec<DueMatterShown>,
        /// What was erased, the latest first.
        runs: Vec<ErasureShown>,
    }
}
