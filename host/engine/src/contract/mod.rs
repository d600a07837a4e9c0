//! The contracts that this host speaks: its own, and every earlier one through one adapter.
//!
//! `guiju_model` has the types of the current contract. `#[since("1.1")]` says of a field or a case which version added it, so
//! that these types are every earlier contract's, too ([`guiju_model::reflected`]). A new version of the contract is a case of
//! [`Contract`]; whatever of an earlier one means something else today, beyond names, is translated in
//! [`Contract::translated`].

pub mod adapter;

use crate::{LoadError, wasi};
use guiju_model::{Manifest, reflected::Version};
use wasmtime::{
    Engine,
    component::{Component, types::ComponentItem},
};

/// The version of a contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contract {
    /// 0.1.0, before the first stable contract.
    V0_1,
    /// 1.0.0, the first stable contract.
    V1_0,
    /// 1.1.0, the contract of this host.
    #[default]
    V1_1,
}

impl Contract {
    /// The contract that this host speaks itself.
    pub const OURS: &str = Self::V1_1.name();

    /// The full name with the version.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V0_1 => "guiju:regulation@0.1.0",
            Self::V1_0 => "guiju:regulation@1.0.0",
            Self::V1_1 => "guiju:regulation@1.1.0",
        }
    }

    /// The version of an earlier contract; none of this host's own, which is spoken without the adapter.
    pub const fn earlier(self) -> Option<Version> {
        match self {
            Self::V0_1 => Some(Version(0, 1)),
            Self::V1_0 => Some(Version(1, 0)),
            Self::V1_1 => None,
        }
    }

    /// What a declaration of this contract means today where a default does not say it.
    pub fn translated(self, manifest: Manifest) -> Manifest {
        match self {
            // What these could not say is nothing: no copies, no papers, no synonyms, no legend.
            Self::V0_1 | Self::V1_0 | Self::V1_1 => manifest,
        }
    }

    /// The contract whose types an import names, if this host speaks it.
    pub fn named(import: &str) -> Option<Self> {
        match import.rsplit_once('@')?.1 {
            "0.1.0" => Some(Self::V0_1),
            "1.0.0" => Some(Self::V1_0),
            "1.1.0" => Some(Self::V1_1),
            _ => None,
        }
    }

    /// A regulation may name the contract's types, but nothing that can be called: the contract it speaks. What it asks of
    /// WASI is there, and empty.
    pub fn of(engine: &Engine, component: &Component) -> Result<Self, LoadError> {
        let mut asked = Vec::new();
        let (mut contract, mut other_contract) = (Self::default(), Vec::new());
        for (name, item) in component.component_type().imports(engine).filter(|(name, _)| !wasi::named(name)) {
            match item.ty {
                ComponentItem::ComponentInstance(instance) => {
                    let callable = instance.exports(engine).any(|(_, item)| !matches!(item.ty, ComponentItem::Type(_)));
                    if callable {
                        asked.push(name.to_owned());
                    } else if name.starts_with("guiju:regulation/") {
                        match Self::named(name) {
                            Some(named) => contract = named,
                            None => other_contract.push(name.to_owned()),
                        }
                    }
                }
                ComponentItem::Type(_) => {}
                _ => asked.push(name.to_owned()),
            }
        }
        match (asked.is_empty(), other_contract.is_empty()) {
            (true, true) => Ok(contract),
            (true, false) => {
                Err(LoadError::Contract { ours: Self::OURS, why: format!("it speaks {}", other_contract.join(", ")) })
            }
            (false, _) => Err(LoadError::Imports(asked)),
        }
    }
}
