//! The arithmetic of a ballot, in one place for host and regulations.

use crate::{Ballot, Decision, Fraction, Verdict};
use std::{collections::BTreeSet, fmt};

/// The votes of a ballot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of votes for the motion.
    pub ayes: u32,
    /// The number of votes against the motion.
    pub nays: u32,
    /// The number of abstentions.
    pub abstentions: u32,
}

impl Tally {
    /// Counts the votes at the step. A person has one.
    #[must_use]
    pub fn of(decisions: &[Decision], step: &str) -> Self {
        let (mut tally, mut counted) = (Self::default(), BTreeSet::new());
        // A person has one vote, whatever was recorded.
        for decision in decisions.iter().filter(|d| d.step == step && counted.insert(d.by)) {
            match decision.verdict {
                Verdict::Approved => tally.ayes += 1,
                Verdict::Refused => tally.nays += 1,
                Verdict::Abstained | Verdict::Noted => tally.abstentions += 1,
            }
        }
        tally
    }
}

impl Fraction {
    /// Whether `part` of `whole` is at least this share.
    #[must_use]
    pub const fn reached(self, part: u32, whole: u32) -> bool {
        part as u64 * self.denominator as u64 >= whole as u64 * self.numerator as u64
    }

    /// Whether `part` of `whole` is more than this share.
    #[must_use]
    pub const fn exceeded(self, part: u32, whole: u32) -> bool {
        part as u64 * self.denominator as u64 > whole as u64 * self.numerator as u64
    }
}

/// As it stands in a sentence: `半数`, `三分之二`; beyond ten in numerals, `7/12`.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
        let (part, whole) = (self.numerator, self.denominator);
        let numeral = |number: u32| number.checked_sub(1).and_then(|place| NUMERALS.get(place as usize));
        match (numeral(part), numeral(whole)) {
            _ if part.checked_mul(2) == Some(whole) => f.write_str("半数"),
            (Some(part), Some(whole)) => write!(f, "{whole}分之{part}"),
            _ => write!(f, "{part}/{whole}"),
        }
    }
}

impl Ballot {
    /// Whether so many present may vote.
    #[must_use]
    pub const fn quorate(self, present: u32) -> bool {
        self.quorum.reached(present, self.due)
    }

    /// Whether the motion is carried.
    #[must_use]
    pub const fn carried(self, tally: Tally) -> bool {
        self.passes_above.exceeded(tally.ayes, self.due)
    }

    /// The fewest ayes that carry it.
    #[must_use]
    pub const fn ayes_needed(self) -> u32 {
        let Fraction { numerator, denominator } = self.passes_above;
        // A share without a denominator is none: nothing carries the motion.
        if denominator == 0 {
            return u32::MAX;
        }
        let needed = self.due as u64 * numerator as u64 / denominator as u64 + 1;
        if needed < u32::MAX as u64 { needed as u32 } else { u32::MAX }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_in_words() {
        let said = |numerator, denominator| Fraction { numerator, denominator }.to_string();
        assert_eq!([said(1, 2), said(2, 4), said(2, 3), said(3, 4)], ["半数", "半数", "三分之二", "四分之三"]);
        assert_eq!([said(7, 12), said(0, 3), said(u32::MAX, 2)], ["7/12", "0/3", "4294967295/2"]);
    }
}
