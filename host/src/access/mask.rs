//! The mask sign `＊`, and how much of a masked text stays visible.

use super::Seen;
use guiju_model::{Field, FieldKind, ValueKind};

/// What stands for something that is not for the reader.
pub const MASKED: &str = "＊＊＊";

/// The first character of a text or a name, so that rows can be told apart. A single character would be all of it.
#[must_use]
pub fn initial(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(_)) => format!("{first}{MASKED}"),
        _ => MASKED.to_owned(),
    }
}

/// What stands for a field's value: the first character of a text or a name to whoever is of the office, and nothing of a
/// choice, an amount or a date, of which the first character tells most.
#[must_use]
pub fn masked(field: Option<&Field>, text: &str, seen: Seen) -> String {
    let spoken = field.is_some_and(|field| {
        matches!(field.kind, FieldKind::Single(ValueKind::Text(_) | ValueKind::LongText(_) | ValueKind::Person))
    });
    if spoken && !seen.stranger { initial(text) } else { MASKED.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_character_is_never_all_of_it() {
        assert_eq!(initial("王小明"), "王＊＊＊");
        assert_eq!((initial("是"), initial("")), (MASKED.to_owned(), MASKED.to_owned()));
    }
}
