//! The macro that declares a list of rejections, and what each of them tells: code, class, arguments.

/// What kind of refusal a rejection is; the edge maps it to an HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The request cannot be understood or holds a value that is not taken.
    Invalid,
    /// Nobody is logged in, or more is needed to log in.
    Unauthenticated,
    /// The caller may not do this.
    Forbidden,
    /// There is no such thing, or not for this caller.
    NotFound,
    /// There was such a thing, which was erased.
    Gone,
    /// The request did not arrive in time.
    Slow,
    /// The thing is in a state in which this is not done.
    Conflict,
    /// Understood, but not to be carried out as it is.
    Unprocessable,
    /// Nobody holds a role that is needed.
    Vacancy,
    /// Too many of them; later again.
    Throttled,
    /// Something of this server is broken.
    Fault,
    /// This server cannot do it for the time being.
    Unavailable,
}

/// A code with the names of its arguments, for the check that words exist and name nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The stable code.
    pub code: &'static str,
    /// Names of its arguments.
    pub arguments: &'static [&'static str],
}

/// Declares the rejections of a noun. Each has a code `noun.reason` for ever, a [`Class`], and named fields that its words may
/// use. The words stand in the server, under the code with `-` for the point.
///
/// ```ignore
/// rejections! {
///     /// Why a draft is not saved.
///     pub enum Draft: "draft" {
///         /// There are as many as there may be.
///         TooMany {
///             /// How many there may be.
///             limit: u64,
///         } = "too-many", Conflict;
///     }
/// }
/// ```
macro_rules! rejections {
    (
        $(#[$outer:meta])*
        $vis:vis enum $type:ident: $noun:literal {
            $(
                $(#[$inner:meta])*
                $value:ident $({ $($(#[$about:meta])* $field:ident: $of:ty),+ $(,)? })? = $reason:literal, $class:ident;
            )+
        }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $vis enum $type {
            $($(#[$inner])* $value $({ $($(#[$about])* $field: $of),+ })?),+
        }

        impl $type {
            /// Every code with the names of its arguments.
            pub const DECLARED: &[$crate::rejection::Declared] = &[
                $($crate::rejection::Declared {
                    code: concat!($noun, ".", $reason),
                    arguments: &[$($(stringify!($field)),+)?],
                }),+
            ];

            /// The stable code.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$value { .. } => concat!($noun, ".", $reason)),+
                }
            }

            /// What kind of refusal it is.
            #[must_use]
            pub const fn class(&self) -> $crate::rejection::Class {
                match self {
                    $(Self::$value { .. } => $crate::rejection::Class::$class),+
                }
            }

            /// The values that its words may name.
            #[must_use]
            pub fn arguments(&self) -> $crate::message::Arguments {
                match self {
                    $(Self::$value { $($($field),+)? } => {
                        vec![$($((stringify!($field), $crate::message::Argument::from($field.clone()))),+)?]
                    }),+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::error::Error for $type {}
    };
}
pub(crate) use rejections;
