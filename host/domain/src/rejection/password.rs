//! Why a password is not taken.

use super::declare::rejections;

rejections! {
    /// The rule that a password breaks.
    pub enum PasswordFault: "password" {
        /// Nothing but blanks.
        Blank = "blank", Invalid;
        /// Too short.
        TooShort {
            /// How many characters it needs.
            least: usize,
        } = "too-short", Invalid;
        /// Too long.
        TooLong {
            /// How many characters it may have.
            most: usize,
        } = "too-long", Invalid;
        /// The same as until now.
        Unchanged = "unchanged", Invalid;
        /// One piece again and again.
        Repeated = "repeated", Invalid;
        /// A run of letters, digits or keys.
        Sequence = "sequence", Invalid;
        /// Hardly more than the login.
        Login = "login", Invalid;
        /// Hardly more than the person's name.
        Name = "name", Invalid;
        /// Hardly more than the office's name.
        Office = "office", Invalid;
        /// One of the passwords that are tried first.
        Common = "common", Invalid;
    }
}
