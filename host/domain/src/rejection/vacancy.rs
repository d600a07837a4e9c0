//! Why nobody can decide in a role, or as the person who was named.

use super::declare::rejections;

rejections! {
    /// A step at which nobody can decide.
    #[derive(PartialOrd, Ord)]
    pub enum Vacancy: "vacancy" {
        /// The regulation names a role that it does not declare.
        Undeclared {
            /// The role's id.
            role: String,
        } = "undeclared", Vacancy;
        /// Nobody is on duty in the role.
        NobodyOnDuty {
            /// The role's label.
            role: String,
        } = "nobody-on-duty", Vacancy;
        /// Nobody in the office holds the role.
        Unheld {
            /// The role's label.
            role: String,
        } = "unheld", Vacancy;
        /// Nobody holds the role for the department.
        UnheldFor {
            /// The department's name.
            department: String,
            /// The role's label.
            role: String,
        } = "unheld-for", Vacancy;
        /// Whoever holds the role is concerned, and there is no role above it.
        OnlyConcerned {
            /// The role's label.
            role: String,
        } = "only-concerned", Vacancy;
        /// The roles above each other lead in a circle.
        Circular = "circular", Vacancy;
        /// The person who was named has left.
        Left {
            /// The person's name.
            name: String,
        } = "left", Vacancy;
        /// Everybody who was named is concerned or must not decide again.
        NobodyElse {
            /// The step's title.
            step: String,
        } = "nobody-else", Vacancy;
    }
}
