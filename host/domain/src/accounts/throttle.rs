//! How fast attempts follow each other: the first ones at once, then after a delay that doubles.
//!
//! An attempt is counted before anything is looked at, and given back if it was right. What is counted is forgotten with time,
//! so that nobody is locked out for long.

/// How many attempts are let through at once, and how the delay grows from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// So many attempts follow each other without delay.
    pub free: i64,
    /// The longest delay, in seconds.
    pub longest: i64,
    /// After so many seconds without an attempt one is forgotten.
    pub forgets: i64,
}

impl Allowance {
    /// For one account from one source, from a device that the account knows, or with a session of its own.
    pub const PERSON: Self = Self { free: 3, longest: 300, forgets: 300 };
    /// For one account from all unknown devices together: many strangers at once are slowed down, never locked out for long.
    pub const ACCOUNT: Self = Self { free: 10, longest: 60, forgets: 60 };
    /// For one source over all accounts: a whole office may stand behind it.
    pub const SOURCE: Self = Self { free: 60, longest: 60, forgets: 10 };
    /// For all unknown devices of the server.
    pub const ALL: Self = Self { free: 600, longest: 10, forgets: 1 };

    /// Seconds until the next attempt after so many were counted.
    #[must_use]
    pub const fn delay(self, counted: i64) -> i64 {
        let beyond = counted - self.free;
        if beyond < 0 {
            0
        } else if beyond >= self.doublings() {
            self.longest
        } else {
            1 << beyond
        }
    }

    /// How often the delay doubles until it is at its longest.
    #[must_use]
    pub const fn doublings(self) -> i64 {
        let mut doublings = 0;
        while (1 << doublings) < self.longest {
            doublings += 1;
        }
        doublings
    }
}

#[cfg(test)]
mod tests {
    use super::Allowance;

    #[test]
    fn the_delay_doubles_up_to_its_longest() {
        let delays = (1..=14).map(|counted| Allowance::PERSON.delay(counted)).collect::<Vec<_>>();
        assert_eq!(delays, [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    }

    #[test]
    fn the_delay_is_never_longer_than_said() {
        for allowance in [Allowance::PERSON, Allowance::ACCOUNT, Allowance::SOURCE, Allowance::ALL] {
            assert_eq!(allowance.delay(i64::MAX), allowance.longest);
            assert_eq!(allowance.delay(0), 0);
        }
    }
}
