//! The contracts that this host speaks: its own, and every one it ever spoke, through an adapter for each.

pub mod v0_1;

/// A contract by its version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contract {
    /// 0.1.0: before the first stable one.
    V0_1,
    /// 1.0.0.
    #[default]
    V1,
}

impl Contract {
    /// The contract that this host speaks itself.
    pub const OURS: &str = Self::V1.name();

    /// Its full name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V0_1 => "guiju:regulation@0.1.0",
            Self::V1 => "guiju:regulation@1.0.0",
        }
    }

    /// The contract whose types an import names, if this host speaks it. Within a major version a component built for a
    /// lower minor one is spoken to as it is: nothing is taken away or changed.
    pub fn named(import: &str) -> Option<Self> {
        match import.rsplit_once('@')?.1 {
            "0.1.0" => Some(Self::V0_1),
            "1.0.0" => Some(Self::V1),
            _ => None,
        }
    }
}
