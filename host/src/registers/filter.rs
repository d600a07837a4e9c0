//! What a register is narrowed to, as a request says it.

use serde::Deserialize;

/// Query parameters that narrow, sort and page a register.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// First day.
    #[param(format = Date)]
    pub from: Option<String>,
    /// Last day.
    #[param(format = Date)]
    pub to: Option<String>,
    /// Id of the department whose records are shown; none for all.
    pub department: Option<i64>,
    /// `open`, `completed` or `void`.
    pub status: Option<String>,
    /// Part of the summary, the number or a name.
    #[serde(deserialize_with = "crate::bounded::maybe_sought")]
    #[param(max_length = 200)]
    pub text: Option<String>,
    /// Column to sort by; the newest first if none is named.
    pub sort: Option<String>,
    /// Whether to sort from the greatest down.
    pub descending: bool,
    /// All of it on one page, as it is printed.
    pub whole: bool,
    /// Rows to pass over.
    #[serde(deserialize_with = "crate::bounded::rows")]
    #[param(minimum = 0, maximum = 1_000_000)]
    pub offset: i64,
}
