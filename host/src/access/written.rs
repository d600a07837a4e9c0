//! How people write days and amounts in their texts, in which both are looked for.

use guiju_model::Money;

/// An amount in fen as people write it: in yuan, with a comma in front of each three digits, in capitals.
pub(super) fn amounts(fen: i64) -> Vec<String> {
    let text = Money(fen).to_string();
    let (yuan, rest) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, digits) = yuan.strip_prefix('-').map_or(("", yuan), |digits| ("-", digits));
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let mut written = vec![format!("{sign}{grouped}.{rest}"), Money(fen).in_capitals()];
    let short = rest.trim_end_matches('0');
    for whole in [yuan.to_owned(), format!("{sign}{grouped}")] {
        written.push(if short.is_empty() { whole } else { format!("{whole}.{short}") });
    }
    written
}

/// The days in a text such as `2026-03-02T09:00/2026-03-04T11:00`, as people write them.
pub(super) fn days(text: &str) -> Vec<String> {
    let mut written = Vec::new();
    for part in text.split(['/', ' ', 'T']) {
        let numbers = part.split('-').map(str::parse::<u32>).collect::<Result<Vec<_>, _>>();
        let Ok([year, month, day]) = numbers.as_deref() else { continue };
        written.push(part.to_owned());
        written.push(format!("{year}年{month}月{day}日"));
        written.push(format!("{month}月{day}日"));
    }
    written
}
