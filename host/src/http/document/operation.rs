//! An operation of the API as far as its common answers follow from it.

/// What is known of an operation before it is completed.
pub struct Operation<'a> {
    /// Path with its parameters in braces, such as `/api/matters/{id}`.
    pub path: &'a str,
    /// Whether it needs no session.
    pub public: bool,
    /// Whether it changes something.
    pub changes: bool,
    /// Whether it takes a body.
    pub has_body: bool,
    /// Whether its address has parts that vary.
    pub has_path_parameters: bool,
}
