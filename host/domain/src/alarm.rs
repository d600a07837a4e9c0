//! Kinds of what the keepers of an office must see to.

use serde::Serialize;

/// What must be seen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlarmKind {
    /// A stored file is missing.
    BlobMissing,
    /// A stored file is damaged.
    BlobDamaged,
    /// The machine's clock is behind the chain.
    ClockBehind,
    /// Anchors cannot be copied to a second place.
    AnchorCopy,
    /// An event of the chain does not fit the one before it.
    ChainBroken,
    /// The chain does not agree with what is anchored: events were cut off or changed, or an older copy was put back.
    ChainDisagrees,
    /// A row is not as the office's changes left it.
    RowAltered,
}

impl AlarmKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::BlobMissing,
        Self::BlobDamaged,
        Self::ClockBehind,
        Self::AnchorCopy,
        Self::ChainBroken,
        Self::ChainDisagrees,
        Self::RowAltered,
    ];

    /// The name in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BlobMissing => "blob-missing",
            Self::BlobDamaged => "blob-damaged",
            Self::ClockBehind => "clock-behind",
            Self::AnchorCopy => "anchor-copy",
            Self::ChainBroken => "chain-broken",
            Self::ChainDisagrees => "chain-disagrees",
            Self::RowAltered => "row-altered",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
