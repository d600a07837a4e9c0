//! What could not be read during a call. The call then answers with the fault, whatever the rule came to without it.

use crate::{
    json::{Object, object},
    malformed::Malformed,
};
use guiju_model::Fault;
use std::cell::RefCell;

/// The first thing that could not be read during a call.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Option<Fault>>);

impl Faults {
    /// Reads a JSON object, or reports why it cannot be read; `source` and `id` say where it stands.
    pub(crate) fn read<T>(
        &self,
        (source, id): (&str, u64),
        json: &str,
        read: fn(&Object) -> Result<T, Malformed>,
    ) -> Option<T> {
        match object(json).and_then(|content| read(&content)) {
            Ok(value) => Some(value),
            Err(malformed) => {
                self.report(source, id, malformed);
                None
            }
        }
    }

    /// Reports what cannot be read. The first report counts.
    #[cold]
    #[inline(never)]
    pub(crate) fn report(&self, source: &str, id: u64, malformed: Malformed) {
        let mut path = source.to_owned();
        if id != 0 {
            path = path + "/" + &id.to_string();
        }
        if !malformed.path.is_empty() {
            path = path + "/" + malformed.path;
        }
        self.0.borrow_mut().get_or_insert_with(|| Fault::Malformed((path, malformed.reason.to_owned())));
    }

    /// The answer of a rule, or what could not be read while it ran.
    pub(crate) fn answer<A>(self, answer: A) -> Result<A, Fault> {
        self.0.into_inner().map_or(Ok(answer), Err)
    }
}
