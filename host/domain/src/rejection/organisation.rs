//! Why people, posts and departments are not entered as they are given.

use super::declare::rejections;
use crate::message::Message;

rejections! {
    /// An entry of a person, a post or a department that is not taken.
    pub enum Organisation: "organisation" {
        /// A person without a name.
        NameMissing = "name-missing", Invalid;
        /// A department without a name.
        DepartmentMissing = "department-missing", Invalid;
        /// A post without a title or a department.
        PostIncomplete = "post-incomplete", Invalid;
        /// A post whose holder is its deputy as well.
        OwnDeputy = "own-deputy", Invalid;
        /// Somebody who works here has the clock number.
        BadgeTaken {
            /// The number.
            badge: String,
            /// Whose it is.
            holder: String,
        } = "badge-taken", Invalid;
        /// What is said of a person is no list of names and values.
        AttributesUnreadable = "attributes-unreadable", Invalid;
        /// What is said of a person is not of the kinds that regulations declare.
        Attributes {
            /// Every fault.
            faults: String,
        } = "attributes", Invalid;
        /// Somebody else entered or changed the person of a line meanwhile.
        Meanwhile {
            /// The person of the line.
            person: String,
        } = "changed-meanwhile", Conflict;
        /// Something is to be handed over before a person leaves.
        LeavesFirst {
            /// What is to be done.
            first: Vec<Message>,
        } = "leaves-first", Conflict;
    }
}
