//! The assessments that an office's regulations declare, in the order in which they can be judged.

use crate::policy::OfficePolicy;
use guiju_engine::Loaded;
use guiju_model::{Assessed, Date};
use std::sync::Arc;

/// The assessments that regulations in force declare, those that read others' results after them.
#[must_use]
pub fn declared(policy: &OfficePolicy, on: Date) -> Vec<(Arc<Loaded>, Assessed)> {
    let mut all = Vec::new();
    for loaded in policy.on(on).into_values() {
        all.extend(loaded.manifest().assesses.iter().map(|assessed| (loaded.clone(), assessed.clone())));
    }
    let name = |loaded: &Loaded, id: &str| loaded.manifest().qualified(id);
    let mut ordered: Vec<(Arc<Loaded>, Assessed)> = Vec::new();
    while !all.is_empty() {
        let names = all.iter().map(|(loaded, assessed)| name(loaded, &assessed.id)).collect::<Vec<_>>();
        let ready = |(loaded, assessed): &(Arc<Loaded>, Assessed)| {
            let own = name(loaded, &assessed.id);
            !assessed.reads.iter().any(|read| names.iter().any(|n| *n == name(loaded, &read.source) && *n != own))
        };
        // A ring of readings is broken by taking the first.
        let next = all.iter().position(ready).unwrap_or(0);
        ordered.push(all.remove(next));
    }
    ordered
}
