//! Asynchronous tasks bound to the life of a component.

use leptos::{prelude::*, task::spawn_local};
use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

/// The life of a component. A task spawned here stops at its next await point once the component is gone, so that it does not
/// touch disposed signals. Requests that were already sent still reach the server.
#[derive(Clone, Copy)]
pub struct TaskScope(StoredValue<()>);

impl TaskScope {
    /// The scope of the component that is being created.
    pub fn current() -> Self {
        Self(StoredValue::new(()))
    }

    /// Runs a task until it ends or the component is gone.
    pub fn spawn(self, work: impl Future<Output = ()> + 'static) {
        self.spawn_boxed(Box::pin(work));
    }

    /// Compiled once, not for each of the tasks.
    fn spawn_boxed(self, mut work: Pin<Box<dyn Future<Output = ()>>>) {
        spawn_local(poll_fn(
            move |context| {
                if self.0.is_disposed() { Poll::Ready(()) } else { work.as_mut().poll(context) }
            },
        ));
    }
}
