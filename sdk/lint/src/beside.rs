//! Regulations beside the one that is looked at.

use guiju_model::Manifest;

/// A regulation beside the one that is looked at, in one of its versions.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// What it declares.
    pub manifest: &'a Manifest,
    /// Whether it declares what its forms compute. Contracts before 1.1 cannot: any value may be computed there.
    pub declares_computed: bool,
}

impl<'a> Beside<'a> {
    /// A regulation of the current contract.
    #[must_use]
    pub const fn current(manifest: &'a Manifest) -> Self {
        Self { manifest, declares_computed: true }
    }
}
