//! Enums whose values have a stable name, as the store, events and the API write it.

/// Declares such an enum. `NAME.name()` and `Type::named("…")` are its only mapping to a text; it is serialised by its name.
///
/// ```ignore
/// named! {
///     /// State of a matter.
///     pub enum MatterStatus {
///         /// Under way.
///         Open = "open",
///     }
/// }
/// ```
macro_rules! named {
    (
        $(#[$outer:meta])*
        $vis:vis enum $type:ident {
            $($(#[$inner:meta])* $value:ident = $name:literal),+ $(,)?
        }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $type {
            $($(#[$inner])* #[serde(rename = $name)] $value),+
        }

        impl $type {
            /// Every value.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$value),+];

            /// The stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name),+
                }
            }

            /// The value with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.name() == name)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
pub(crate) use named;
