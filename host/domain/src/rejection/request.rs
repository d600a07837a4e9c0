//! Why a request is not read.

use super::declare::rejections;
use crate::message::Message;

rejections! {
    /// A request that is not understood, or that nobody may send.
    pub enum Request: "request" {
        /// What stands behind the question mark of the address.
        Query {
            /// What is wrong with it.
            problem: Message,
        } = "query", Invalid;
        /// A body that is no JSON of the shape that is wanted.
        Body {
            /// The line, from 1.
            line: usize,
            /// The byte within the line, from 1.
            byte: usize,
            /// What is wrong there.
            problem: Message,
        } = "body", Invalid;
        /// The body did not come whole.
        CutOff = "cut-off", Invalid;
        /// A whole number beyond 64 bits.
        NumberTooLarge {
            /// As it was written.
            number: String,
        } = "number-too-large", Invalid;
        /// A change without the CSRF token of its session.
        TokenMissing = "token-missing", Forbidden;
        /// A page of another site has sent it.
        OtherSite = "other-site", Forbidden;
        /// A body that is said to be no JSON.
        ContentType = "content-type", Invalid;
        /// An address that is not UTF-8.
        Encoding = "encoding", Invalid;
    }
}
