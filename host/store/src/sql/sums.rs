//! Sums that may be larger than a number of a database: SQLite refuses one, PostgreSQL tells it as another type.

/// The sum of a number of each row in two parts, each of which holds for two thousand million rows: that of the upper 32 bits and that of
/// the lower ones. [`joined`] makes one of both.
pub fn in_parts(number: &str) -> [String; 2] {
    let part = |of: &str| format!("CAST(COALESCE(SUM({number} {of}), 0) AS BIGINT)");
    [part(">> 32"), part("& 4294967295")]
}

/// The sum of two parts.
pub fn joined(high: i64, low: i64) -> i128 {
    (i128::from(high) << 32) + i128::from(low)
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn parts_make_the_sum() {
        for numbers in [[i64::MAX, i64::MAX], [i64::MIN, i64::MIN], [i64::MIN, i64::MAX], [-1, 1], [-5, 2], [7, 0]] {
            let parts = numbers.map(|number| [number >> 32, number & 0xFFFF_FFFF]);
            let [high, low] = [0, 1].map(|part| parts.iter().map(|parts| parts[part]).sum());
            assert_eq!(joined(high, low), numbers.map(i128::from).iter().sum(), "{numbers:?}");
        }
    }
}
