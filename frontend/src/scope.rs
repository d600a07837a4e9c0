//! What a page sets going and what ends with it: nothing outlives its page.

use leptos::{prelude::*, task::spawn_local};
use std::{
    future::{Future, poll_fn},
    task::Poll,
};

/// The life of a component: what is spawned in it stops at its next step once the component is gone, so that nothing that went
/// with it is touched any more. What was sent to the server is done there all the same.
#[derive(Clone, Copy)]
pub struct Scope(StoredValue<()>);

impl Scope {
    /// The component that is being built.
    pub fn here() -> Self {
        Self(StoredValue::new(()))
    }

    /// Carries work out as long as the component is there.
    pub fn spawn(self, work: impl Future<Output = ()> + 'static) {
        let mut work = Box::pin(work);
        spawn_local(poll_fn(
            move |context| {
                if self.0.is_disposed() { Poll::Ready(()) } else { work.as_mut().poll(context) }
            },
        ));
    }
}
