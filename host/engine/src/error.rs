//! What can go wrong with a regulation, typed.

use thiserror::Error;

/// A component that is not accepted.
#[derive(Debug, Error)]
pub enum LoadError {
    /// Not a component at all.
    #[error("this file is not a WebAssembly component: {0}")]
    NotAComponent(String),
    /// Larger than the limit.
    #[error("the component has {actual} bytes, more than the {limit} allowed")]
    TooLarge {
        /// Size in bytes.
        actual: usize,
        /// Limit in bytes.
        limit: usize,
    },
    /// It would take too long to compile.
    #[error("the component has {actual} {what}, more than the {limit} allowed")]
    TooComplex {
        /// What there is too much of.
        what: &'static str,
        /// How much of it.
        actual: u64,
        /// Limit.
        limit: u64,
    },
    /// It asks for something from outside.
    #[error("a regulation imports nothing, but this one asks for {}", .0.join(", "))]
    Imports(Vec<String>),
    /// It does not speak a contract this host knows.
    #[error("this host speaks contract {ours}, which the component does not export: {why}")]
    Contract {
        /// The contract of this host.
        ours: &'static str,
        /// What does not fit.
        why: String,
    },
    /// It does not compile.
    #[error("the component does not compile: {0}")]
    Compile(String),
    /// It faults when asked what it is.
    #[error("the regulation cannot say what it is: {0}")]
    Describe(#[from] CallFault),
    /// What it declares does not hold together.
    #[error("the declaration does not hold together: {}", .0.join("; "))]
    Manifest(Vec<String>),
    /// The cache folder cannot be used.
    #[error("the cache of compiled regulations cannot be used")]
    Cache(#[source] std::io::Error),
}

/// A call that failed; it fails alone.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{regulation} {version}, {function}: {kind}")]
pub struct CallFault {
    /// Which regulation.
    pub regulation: String,
    /// Its version.
    pub version: String,
    /// The function called.
    pub function: &'static str,
    /// What happened.
    pub kind: FaultKind,
}

/// What happened in a failed call.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FaultKind {
    /// It ran longer than allowed.
    #[error("ran longer than {0} ms")]
    OutOfTime(u64),
    /// It asked for more memory than allowed.
    #[error("asked for more than {0} bytes of memory")]
    OutOfMemory(usize),
    /// It called itself too deeply.
    #[error("called itself too deeply")]
    StackOverflow,
    /// It stopped by a trap.
    #[error("trapped: {0}")]
    Trap(String),
    /// Its answer is larger than allowed.
    #[error("answered with more than {0} bytes")]
    OutputTooLarge(usize),
    /// It cites a clause that its text lacks.
    #[error("cites clause {0}, which its text does not have")]
    UnknownClause(String),
    /// Its answer makes no sense.
    #[error("{0}")]
    BadAnswer(String),
    /// It asked for something of WASI that no regulation has: a file, a socket, sleep.
    #[error("asked for {0}, which no regulation has")]
    Asked(String),
    /// It says itself that it cannot answer.
    #[error("could not answer: {0}")]
    Refused(String),
}
