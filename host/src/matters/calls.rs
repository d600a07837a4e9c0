//! Calls of regulations, each on the right thread and with its faults named.

use crate::error::{Error, Result};
use guiju_engine::{CallFault, Loaded};

/// A regulation's answer, or the error that names it. The call is made on the worker that serves the request, which saves
/// more than the call costs; a regulation that has used up its time before is called where nobody waits behind it, one call
/// at a time.
///
/// # Errors
/// If the call faulted.
pub fn called<T>(loaded: &Loaded, call: impl FnOnce(&Loaded) -> Result<T, CallFault>) -> Result<T> {
    let answer = if loaded.slow() {
        tokio::task::block_in_place(|| {
            let _turn = loaded.turn();
            call(loaded)
        })
    } else {
        call(loaded)
    };
    answer.map_err(|fault| of_regulation(loaded, fault))
}

/// The error of a regulation whose answer has an effect that cannot take place, for this reason.
pub fn no_effect(loaded: &Loaded, why: String) -> Error {
    of_regulation(loaded, loaded.answered_no_effect(why))
}

fn of_regulation(loaded: &Loaded, fault: CallFault) -> Error {
    let manifest = loaded.manifest();
    metrics::counter!("guiju_regulation_faults_total", "regulation" => manifest.id.clone()).increment(1);
    Error::Regulation(manifest.title.clone(), fault)
}
