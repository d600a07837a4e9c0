//! Declares types that are sent as JSON: each with every field at its default where it is left out.

macro_rules! wire {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $ty:ty,)* })*) => {$(
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        $(#[$meta])*
        #[serde(default)]
        pub struct $name { $($(#[$field_meta])* pub $field: $ty,)* }
    )*};
}
pub(crate) use wire;
