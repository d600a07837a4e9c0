//! The findings that are still let through: `debt.txt`, a list that only grows shorter.
//!
//! A line is a rule, a path, the name of an item or `-`, and how many findings there are if there is more than one. It holds no
//! line numbers, so that it stays right when other lines move.

use super::finding::Finding;
use anyhow::{Context, Result};
use std::{collections::BTreeMap, fs};

/// Where the list stands.
pub const FILE: &str = "xtask/src/tidy/debt.txt";

const HEAD: &str = "\
# What `cargo xtask tidy` still lets through: rule, path, item (- for the whole file), how many if more than one.
# The list only grows shorter: take a line out, or lower its number, with what it stands for. `cargo xtask tidy --debt` does it.
";

/// A rule, a path and an item.
type Key = (String, String, String);

/// How many findings are let through, by rule, path and item.
#[derive(Default)]
pub struct Debt(BTreeMap<Key, usize>);

impl Debt {
    /// The list of the tree; empty if there is none.
    pub fn load() -> Result<Debt> {
        let text = if fs::exists(FILE)? { fs::read_to_string(FILE)? } else { String::new() };
        Debt::read(&text)
    }

    /// Reads a list; an error names the line that is none.
    pub fn read(text: &str) -> Result<Debt> {
        let mut debt = Debt::default();
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let words = line.split(' ').collect::<Vec<_>>();
            let (key, count) = match words.as_slice() {
                [rule, path, item] => ((rule, path, item), 1),
                [rule, path, item, count] => ((rule, path, item), count.parse().unwrap_or_default()),
                _ => ((&"", &"", &""), 0),
            };
            if count == 0 {
                anyhow::bail!("{FILE}:{}: write “rule path item” or “rule path item count”", index + 1);
            }
            let (rule, path, item) = key;
            *debt.0.entry(((*rule).to_owned(), (*path).to_owned(), (*item).to_owned())).or_default() += count;
        }
        Ok(debt)
    }

    /// The list that would let all of these through.
    pub fn of(findings: &[Finding]) -> Debt {
        let mut debt = Debt::default();
        for finding in findings {
            for (path, item) in &finding.keys {
                *debt.0.entry((finding.rule.to_owned(), path.clone(), item.clone())).or_default() += 1;
            }
        }
        debt
    }

    /// The list as it stands in the file.
    pub fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for ((rule, path, item), count) in &self.0 {
            let count = if *count > 1 { format!(" {count}") } else { String::new() };
            text += &format!("{rule} {path} {item}{count}\n");
        }
        text
    }

    /// Writes the file.
    pub fn save(&self) -> Result<()> {
        fs::write(FILE, self.text()).context(FILE)
    }

    /// How many findings are let through, by rule.
    pub fn counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for ((rule, _, _), count) in &self.0 {
            *counts.entry(rule.as_str()).or_default() += count;
        }
        counts
    }

    /// How many findings this list lets through which the other does not.
    pub fn beyond(&self, other: &Debt) -> usize {
        self.0.iter().map(|(key, count)| count.saturating_sub(other.allowed(key))).sum()
    }

    /// What is not let through: findings of which there are more than the list says, and entries that say more than there are.
    pub fn settle(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let now = Debt::of(&findings);
        let mut open = Vec::new();
        for mut finding in findings {
            // With one too many nobody can tell which is new, so all of them are shown.
            let keys = finding.keys.iter().map(|(path, item)| (finding.rule.to_owned(), path.clone(), item.clone()));
            let counts = keys.map(|key| (now.allowed(&key), self.allowed(&key)));
            let Some((count, allowed)) = counts.into_iter().find(|(count, allowed)| count > allowed) else { continue };
            if allowed > 0 {
                finding.text += &format!(" (there are {count}, debt.txt allows {allowed})");
            }
            open.push(finding);
        }
        for (key, allowed) in &self.0 {
            let (rule, path, item) = key;
            let idle = allowed.saturating_sub(now.allowed(key));
            if idle > 0 {
                let text = format!("“{rule} {path} {item}” allows {idle} too many: run `cargo xtask tidy --debt`");
                open.push(Finding::new("debt", FILE, 0, "-", text));
            }
        }
        open
    }

    fn allowed(&self, key: &Key) -> usize {
        self.0.get(key).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(item: &str) -> Finding {
        Finding::new("casts", "host/src/a.rs", 3, item, String::new())
    }

    #[test]
    fn what_is_listed_is_let_through_as_often_as_it_is_listed() {
        let debt = Debt::read("# a remark\ncasts host/src/a.rs f 2\ncasts host/src/a.rs g\n").unwrap();
        let open = debt.settle(vec![found("f"), found("f"), found("f"), found("g"), found("h")]);
        let items = open.iter().map(|finding| finding.keys[0].1.as_str()).collect::<Vec<_>>();
        assert_eq!(items, ["f", "f", "f", "h"]);
        assert!(open[0].text.ends_with("(there are 3, debt.txt allows 2)"));
    }

    #[test]
    fn an_entry_that_nothing_uses_is_a_finding() {
        let debt = Debt::read("casts host/src/a.rs f 2\n").unwrap();
        let open = debt.settle(vec![found("f")]);
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].rule, "debt");
        assert!(open[0].text.contains("“casts host/src/a.rs f” allows 1 too many"), "{}", open[0].text);
    }

    #[test]
    fn a_list_is_read_as_it_is_written() {
        let debt = Debt::of(&[found("f"), found("f"), found("g")]);
        let again = Debt::read(&debt.text()).unwrap();
        assert_eq!(again.0, debt.0);
        assert_eq!(again.counts()["casts"], 3);
        assert!(Debt::read("casts f\n").is_err());
    }
}
