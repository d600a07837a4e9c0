//! 1.1: by how many minutes somebody came late or left early; a minute that has begun counts when leaving.

use guiju_sdk::prelude::Moment;

/// 1.1a: minutes after the start of a session.
pub fn late(start: Moment, came: Moment) -> i64 {
    (came.0 - start.0).max(0) / 60
}

/// 1.1b: minutes before the end of a session.
pub fn early(end: Moment, left: Moment) -> i64 {
    ((end.0 - left.0).max(0) + 59) / 60
}
