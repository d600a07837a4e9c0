//! Numbers of what waits for the reader, shown as badges.

use super::resource::ApiResource;
use guiju_api::Counts;

/// The numbers of pending matters and notices, provided as a context to every page.
#[derive(Clone, Copy)]
pub struct PendingCounts(pub ApiResource<Counts>);
