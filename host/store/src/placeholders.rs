//! Placeholders of parameters, where a statement has as many as there are values.

use std::fmt::Write;

/// Placeholders of so many parameters from the first on: `$2, $3`.
pub(crate) fn places(first: usize, count: usize) -> String {
    let mut text = String::new();
    for place in first..first + count {
        // Writing to a text does not fail.
        let _ = write!(text, "{}${place}", if place == first { "" } else { ", " });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn each_parameter_has_a_place() {
        assert_eq!(places(2, 3), "$2, $3, $4");
        assert_eq!(places(2, 0), "");
    }
}
