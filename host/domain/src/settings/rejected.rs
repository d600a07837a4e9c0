//! Changes of a setting that are rejected, with what the setting takes.

use super::setting::{Kind, Setting, Words};
use crate::{
    message::{Bilingual, Message},
    rejection::SettingFault,
};

impl Setting {
    /// A value that it does not take.
    #[must_use]
    pub fn refused(&self) -> SettingFault {
        SettingFault::Value { setting: self.label.into(), takes: self.kind.takes() }
    }

    /// A change by somebody who is not the keeper that sets it.
    #[must_use]
    pub fn of_keeper(&self) -> SettingFault {
        SettingFault::Keeper { setting: self.label.into(), keeper: self.keeper }
    }
}

impl Kind {
    /// What a value of this kind is, in words.
    fn takes(&self) -> Message {
        match *self {
            Self::Number { least, most, unit, .. } => Message::new(
                "setting-takes-number",
                vec![("least", least.into()), ("most", most.into()), ("unit", Bilingual::from(unit).into())],
            ),
            Self::Names(known) => {
                let names = known.iter().map(|(_, label)| Bilingual::from(*label)).collect::<Vec<_>>();
                Message::new("setting-takes-names", vec![("names", names.into())])
            }
            Self::OfRegulations { least, most, unit } => Message::new(
                "setting-takes-terms",
                vec![("least", least.into()), ("most", most.into()), ("unit", Bilingual::from(unit).into())],
            ),
            Self::TimeZone { .. } => Message::new("setting-takes-time-zone", Vec::new()),
        }
    }
}

impl From<Words> for Bilingual {
    fn from((chinese, english): Words) -> Self {
        Self { chinese: chinese.into(), english: english.into() }
    }
}
