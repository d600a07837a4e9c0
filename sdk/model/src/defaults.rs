//! Defaults of fields that the contract got later.

/// Whether a value is its type's default, and need not be written: what was stored before the contract had it is written as it stands.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
