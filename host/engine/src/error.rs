//! The faults of loading and calling a regulation.

use thiserror::Error;

/// A component that is not accepted.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The bytes are no component.
    #[error("this file is not a WebAssembly component: {0}")]
    NotAComponent(String),
    /// The component is larger than allowed.
    #[error("the component has {actual} bytes, more than the {limit} allowed")]
    TooLarge {
        /// The size of the component, in bytes.
        actual: usize,
        /// The largest size allowed, in bytes.
        limit: usize,
    },
    /// It would take too long to compile.
    #[error("the component has {actual} {what}, more than the {limit} allowed")]
    TooComplex {
        /// What there is too much of: functions, modules or levels.
        what: &'static str,
        /// How many there are.
        actual: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// The component imports something that no regulation has.
    #[error("a regulation imports nothing, but this one asks for {}", .0.join(", "))]
    Imports(Vec<String>),
    /// The component does not speak a contract that this host knows.
    #[error("this host speaks contract {ours}, which the component does not export: {why}")]
    Contract {
        /// The contract of this host.
        ours: &'static str,
        /// What does not match the contract.
        why: String,
    },
    /// The component does not compile.
    #[error("the component does not compile: {0}")]
    Compile(String),
    /// The call of `describe` fails.
    #[error("the regulation cannot say what it is: {0}")]
    Describe(#[from] CallFault),
    /// The manifest does not hold together, for these reasons.
    #[error("the declaration does not hold together: {}", .0.join("; "))]
    Manifest(Vec<String>),
    /// The cache folder cannot be used.
    #[error("the cache of compiled regulations cannot be used")]
    Cache(#[source] std::io::Error),
}

/// A call that failed. Other calls are not affected.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{regulation} {version}, {function}: {kind}")]
pub struct CallFault {
    /// The id of the regulation.
    pub regulation: String,
    /// The version of the regulation.
    pub version: String,
    /// The name of the function that was called.
    pub function: &'static str,
    /// The kind of fault.
    pub kind: FaultKind,
}

/// The kind of fault of a failed call.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FaultKind {
    /// The call ran longer than allowed, in milliseconds.
    #[error("ran longer than {0} ms")]
    OutOfTime(u64),
    /// The call asked for more memory than allowed, in bytes.
    #[error("asked for more than {0} bytes of memory")]
    OutOfMemory(usize),
    /// The call used up the stack.
    #[error("called itself too deeply")]
    StackOverflow,
    /// The call ended with this trap.
    #[error("trapped: {0}")]
    Trap(String),
    /// The answer is larger than allowed, in bytes.
    #[error("answered with more than {0} bytes")]
    OutputTooLarge(usize),
    /// The answer cites a clause that the text lacks.
    #[error("cites clause {0}, which its text does not have")]
    UnknownClause(String),
    /// The answer cannot be read.
    #[error("{0}")]
    BadAnswer(String),
    /// The call would have to be told something that the regulation's earlier contract cannot say.
    #[error("cannot be told what the call says: {0}")]
    Unsayable(String),
    /// The call asked WASI for something that no regulation has: a file, a socket, sleep.
    #[error("asked for {0}, which no regulation has")]
    Asked(String),
    /// The answer has an effect that cannot take place: it names what is not there, or nobody.
    #[error("answers an effect that cannot take place: {0}")]
    NoEffect(String),
    /// The regulation itself says that it cannot answer.
    #[error("could not answer: {0}")]
    Refused(String),
}
