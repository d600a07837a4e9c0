//! The arithmetic of a ballot, in one place for host and regulations.

use crate::{Ballot, Decision, Fraction, Verdict};
use std::collections::BTreeSet;

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
