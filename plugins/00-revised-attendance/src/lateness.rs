//! 1.1: by how many minutes somebody came late or left early; a minute that has begun counts when leaving.

use guiju_sdk::prelude::Moment;

/// Whoever comes within so many minutes is not late.
const GRACE: i64 = 10;

/// 1.1a: minutes after the start of a session, none within the grace.
pub fn late(start: Moment, came: Moment) -> i64 {
    let minutes = (came.0 - start.0).max(0) / 60;
    if minutes <= GRACE { 0 } else { minutes }
}

/// 1.1b: minutes before the end of a session.
pub fn early(end: Moment, left: Moment) -> i64 {
    ((end.0 - left.0).max(0) + 59) / 60
}
