//! Why a package is not installed.

use super::declare::rejections;
use crate::message::Message;

rejections! {
    /// A reason not to install a package. A refusal lists all that there are.
    pub enum Package: "package" {
        /// Nobody signed it, and the office takes only what is signed.
        Unsigned = "unsigned", Unprocessable;
        /// The signature is not one of these bytes.
        SignatureBroken = "signature-broken", Unprocessable;
        /// The office does not trust whoever signed it.
        SignerUnknown {
            /// The public key of the signer.
            key: String,
        } = "signer-unknown", Unprocessable;
        /// It has no cases.
        NoCases = "no-cases", Unprocessable;
        /// Its cases cannot be read.
        CasesUnreadable {
            /// What the reader says.
            why: String,
        } = "cases-unreadable", Unprocessable;
        /// One of its cases does not hold.
        CaseFails {
            /// The case, with what was expected and what came.
            failure: String,
        } = "case-fails", Unprocessable;
        /// No case touches a clause that it enforces.
        ClauseUncovered {
            /// The clause's label.
            label: String,
            /// The clause's id.
            clause: String,
        } = "clause-uncovered", Unprocessable;
        /// It names something that does not exist.
        Slip {
            /// Where, and what.
            slip: Message,
        } = "slip", Unprocessable;
        /// The version is installed with other bytes.
        VersionTaken {
            /// The regulation's title.
            regulation: String,
            /// The version.
            version: String,
        } = "version-taken", Unprocessable;
        /// A higher version is installed.
        VersionLower {
            /// The regulation's title.
            regulation: String,
            /// The highest version that is installed.
            highest: String,
            /// The version of the package.
            version: String,
        } = "version-lower", Unprocessable;
        /// The file is no component.
        NotComponent {
            /// What the engine says.
            why: String,
        } = "not-component", Unprocessable;
        /// The file is too large.
        TooLarge {
            /// How many bytes it has.
            actual: usize,
            /// How many it may have.
            limit: usize,
        } = "too-large", Unprocessable;
        /// It would take too long to compile.
        TooComplex {
            /// What there is too much of: `functions`, `modules` or `levels`.
            what: &'static str,
            /// How many there are.
            actual: u64,
            /// How many there may be.
            limit: u64,
        } = "too-complex", Unprocessable;
        /// It asks for a function from outside.
        Imports {
            /// The function's name.
            name: String,
        } = "imports", Unprocessable;
        /// It does not speak a contract of this server.
        Contract {
            /// The contract of this server.
            ours: &'static str,
            /// What does not match.
            why: String,
        } = "contract", Unprocessable;
        /// It does not compile.
        NotCompiled {
            /// What the compiler says.
            why: String,
        } = "not-compiled", Unprocessable;
        /// It faults when it is asked what it is.
        NotDescribed {
            /// The fault.
            fault: Message,
        } = "not-described", Unprocessable;
        /// Its declaration does not hold together.
        Contradicts {
            /// What contradicts what.
            fault: String,
        } = "contradicts", Unprocessable;
        /// What was compiled cannot be saved.
        NotSaved = "not-saved", Unprocessable;
    }
}
