//! Times as people read them.

use guiju_domain::{message, message::Message};
use guiju_model::{Moment, SpanShown};

/// For how long a privilege is suspended.
#[must_use]
pub fn suspended_over(starts: Moment, ends: Option<Moment>) -> Message {
    match SpanShown::of(starts, ends) {
        SpanShown::Day(day) => message!("suspension-day", day),
        SpanShown::Between(first, last) => message!("suspension-between", first, last),
        SpanShown::From(first) => message!("suspension-from", first),
    }
}
