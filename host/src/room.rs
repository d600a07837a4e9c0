//! Memory for request bodies: how many bytes of them the server holds at once.
//!
//! A body up to [`SMALL`] bytes needs no room: the number of connections bounds what all of them take. A larger one takes room
//! as it comes and keeps it until whoever asked for it has done with its bytes.

use guiju_domain::{Rejection, rejection::Limit};
use std::sync::Arc;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout_at},
};

/// Bytes of a body that need no room.
pub const SMALL: usize = 64 << 10;

/// The room of a server, in units of [`SMALL`].
#[derive(Clone, Debug)]
pub struct Room {
    units: Arc<Semaphore>,
    megabytes: u64,
}

/// What a body has taken of it.
#[derive(Debug, Default)]
pub struct Taken(Option<OwnedSemaphorePermit>);

impl Room {
    /// Room for bodies of so many megabytes in all.
    #[must_use]
    pub fn new(megabytes: u64) -> Self {
        let units = usize::try_from(megabytes).unwrap_or(usize::MAX).saturating_mul((1 << 20) / SMALL);
        Self { units: Arc::new(Semaphore::new(units.min(Semaphore::MAX_PERMITS))), megabytes }
    }

    /// Takes as much as a body of so many bytes needs, waiting for it until then.
    ///
    /// # Errors
    /// If there is none until then.
    pub async fn take(&self, taken: &mut Taken, bytes: usize, until: Instant) -> Result<(), Rejection> {
        let has = taken.0.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let more = bytes.saturating_sub(SMALL).div_ceil(SMALL).saturating_sub(has);
        if more == 0 {
            return Ok(());
        }
        let full = || Rejection::from(Limit::Bodies { megabytes: self.megabytes });
        let more = u32::try_from(more).map_err(|_| full())?;
        let permit = timeout_at(until, self.units.clone().acquire_many_owned(more)).await;
        let permit = permit.map_err(|_| full())?.map_err(|_| full())?;
        match &mut taken.0 {
            Some(held) => held.merge(permit),
            none => *none = Some(permit),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn what_is_taken_is_given_back() {
        let room = Room::new(1);
        let soon = || Instant::now() + Duration::from_millis(20);
        let (mut first, mut second) = (Taken::default(), Taken::default());
        assert!(room.take(&mut first, SMALL, soon()).await.is_ok(), "a small body needs none");
        assert!(room.take(&mut first, 1 << 20, soon()).await.is_ok());
        assert!(room.take(&mut second, SMALL + 1, soon()).await.is_ok(), "the last unit");
        assert!(room.take(&mut second, 2 * SMALL + 1, soon()).await.is_err(), "full");
        drop(first);
        assert!(room.take(&mut second, 1 << 20, soon()).await.is_ok());
    }
}
