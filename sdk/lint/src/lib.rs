//! The linter: everything that a manifest names, or an answer to a case, and that does not exist.
//!
//! It is pure: the same declarations and answers have the same findings. Whoever tests, packs, installs or schedules a regulation
//! asks it. A component never contains it.

mod answers;
mod audiences;
mod beside;
mod charts;
mod effects;
mod fields;
mod forms;
mod leans;
mod names;
mod observed;
mod parameters;
mod privileges;
mod reads;
mod slip;
mod templates;
mod values;
mod views;

pub use beside::Beside;
pub use leans::leans;
pub use observed::{Observed, Seen};
pub use slip::{Place, PlaceKind, Slip, Slipped};

use guiju_model::Manifest;
use names::Names;

/// Everything that a regulation names and that does not exist: in its declarations, and in what it answered to cases, as far as they
/// are given. `others` are the regulations beside it, each perhaps in several versions: what one of them has exists. Of a regulation
/// that is not among them nothing is said.
#[must_use]
pub fn lint(manifest: &Manifest, others: &[Beside<'_>], observed: Option<&Observed>) -> Vec<Slipped> {
    let names = Names::new(manifest, others, observed);
    let mut found = Vec::new();
    audiences::lint(&names, &mut found);
    parameters::lint(&names, &mut found);
    privileges::lint(&names, &mut found);
    forms::lint(&names, &mut found);
    reads::lint(&names, &mut found);
    views::lint(&names, &mut found);
    charts::lint(&names, &mut found);
    templates::lint(&names, &mut found);
    if let Some(observed) = observed {
        answers::lint(&names, observed, &mut found);
    }
    let mut once = Vec::<Slipped>::new();
    for slipped in found {
        if !once.contains(&slipped) {
            once.push(slipped);
        }
    }
    once
}
