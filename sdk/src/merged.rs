//! What several reads brought, in one order.

use itertools::Itertools;

/// Two rows as one, in the order of a key, such as the moment and the id of records. Each row is in that order already, as the
/// answers of reads are; of what is alike, the first row's comes first.
pub fn merged<T, K: Ord>(
    first: impl IntoIterator<Item = T>,
    second: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> K,
) -> impl Iterator<Item = T> {
    first.into_iter().merge_by(second, move |one, other| key(one) <= key(other))
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn in_the_order_of_the_key() {
        let numbers = merged([1, 4, 6], [2, 3, 7], |number| *number);
        assert_eq!(numbers.collect::<Vec<_>>(), [1, 2, 3, 4, 6, 7]);
        let alike = merged([(1, "a"), (2, "a")], [(1, "b"), (1, "c")], |(number, _)| *number);
        assert_eq!(alike.map(|(_, row)| row).collect::<String>(), "abca");
    }
}
