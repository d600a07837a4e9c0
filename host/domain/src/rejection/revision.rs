//! Why a revision of a regulation is neither asked for nor answered.

use super::declare::rejections;
use crate::message::Message;

rejections! {
    /// A revision that is not taken.
    pub enum Revision: "revision" {
        /// Somebody has answered it already.
        Answered = "answered", Conflict;
        /// Only whoever asked for it takes it back.
        WithdrawalNotYours = "withdrawal-not-yours", Forbidden;
        /// Administrators and security officers answer revisions.
        AnswerNotYours = "answer-not-yours", Forbidden;
        /// Nobody confirms what they asked for themselves.
        OwnRequest = "own-request", Forbidden;
        /// It is declined without a reason.
        DeclineReasonMissing = "decline-reason-missing", Invalid;
        /// The answer is none of those there are.
        AnswerMissing = "answer-missing", Invalid;
        /// Administrators ask for revisions.
        NotYours = "not-yours", Forbidden;
        /// Neither another package nor other values are named.
        NothingChanges = "nothing-changes", Invalid;
        /// No reason is given for the second person to look at.
        ReasonMissing = "reason-missing", Invalid;
        /// Values are given for parameters that the package does not declare.
        UnknownParameters {
            /// The regulation's title.
            regulation: String,
            /// Names of the parameters.
            parameters: Vec<String>,
        } = "unknown-parameters", Invalid;
        /// What the package names does not exist, in itself or in the regulations of that day.
        Slips {
            /// The regulation's title.
            regulation: String,
            /// Where, and what.
            slips: Vec<Message>,
        } = "slips", Unprocessable;
        /// A regulation of that day relies on something that another would not have.
        Relied {
            /// The title of the regulation that relies on it.
            leaner: String,
            /// The title of the one that would not have it.
            on: String,
            /// What it would not have.
            slips: Vec<Message>,
        } = "relied", Conflict;
        /// The first day has begun.
        TooEarly = "too-early", Invalid;
        /// Whoever signed the package is not trusted any more.
        SignerNotTrusted {
            /// The public key of the signer.
            key: String,
        } = "signer-not-trusted", Conflict;
    }
}
