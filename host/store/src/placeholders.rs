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

/// Numbers of rows up to which a statement is made for each: what most changes write.
const FEW: usize = 16;
/// The number of rows that a statement inserts of some more.
const SOME: usize = 64;

/// The rows that each statement inserts: so many at most, and in few different numbers, since a database keeps each text prepared.
pub(crate) fn batches<T>(rows: &[T], most: usize) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let sizes = [most, SOME.min(most), FEW.min(most)];
        let count = sizes.into_iter().find(|size| *size <= rest.len()).unwrap_or(rest.len());
        let (batch, others) = rest.split_at_checked(count)?;
        rest = others;
        (!batch.is_empty()).then_some(batch)
    })
}

#[cfg(test)]
mod tests {
    use super::{batches, places};

    #[test]
    fn rows_go_in_few_different_numbers() {
        let sizes = |rows: usize| batches(&vec![(); rows], 500).map(<[()]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(0), [0; 0]);
        assert_eq!(sizes(9), [9]);
        assert_eq!(sizes(100), [64, 16, 16, 4]);
        assert_eq!(sizes(1064), [500, 500, 64]);
        assert_eq!(batches(&[1, 2, 3], 2).collect::<Vec<_>>(), [&[1, 2][..], &[3]]);
    }

    #[test]
    fn each_parameter_has_a_place() {
        assert_eq!(places(2, 3), "$2, $3, $4");
        assert_eq!(places(2, 0), "");
    }
}
