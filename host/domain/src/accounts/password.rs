//! Which passwords are taken: long enough, and none that others would try first. No rule asks for kinds of characters.

use crate::rejection::PasswordFault;

/// The longest password in characters; beyond it there is only work for whoever hashes it.
pub const LONGEST: usize = 128;

/// Runs that fingers and children know by heart.
const RUNS: &[&str] = &[
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "!@#$%^&*()_+",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "qazwsxedcrfvtgbyhnujmik,ol.p;/",
    "1q2w3e4r5t6y7u8i9o0p",
];
/// A run shorter than this says nothing.
const RUN: usize = 3;
/// What is left beside one's own name must be at least so long, and not digits alone.
const BESIDE: usize = 6;
/// Fewer guesses than this find it.
const GUESSES: u64 = 1_000_000;

/// A password that somebody would like to have, and what is known about it.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// The password as it was typed.
    pub password: &'a str,
    /// The shortest that the office takes, in characters.
    pub shortest: usize,
    /// The login; a password that leans on it is refused.
    pub login: &'a str,
    /// The person's name as letters, in every manner in which it is commonly written.
    pub names: &'a [String],
    /// The office's name, as it is written and as letters.
    pub office: &'a [String],
    /// Whether it stands in the list of common passwords.
    pub common: bool,
    /// How many guesses would find it, by an estimate.
    pub guesses: u64,
    /// The password until now, if whoever changes it said it.
    pub current: Option<&'a str>,
}

/// A password as it is compared: without blanks around it, in small letters of half width.
#[must_use]
pub fn folded(password: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        0x3000 => ' ',
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let narrow = password.chars().map(narrow).collect::<String>();
    narrow.trim().to_lowercase()
}

/// Whether a password is taken.
///
/// # Errors
/// The first rule that it breaks.
pub fn check(candidate: &Candidate<'_>) -> Result<(), PasswordFault> {
    let said = folded(candidate.password);
    let length = said.chars().count();
    if said.is_empty() {
        return Err(PasswordFault::Blank);
    }
    if length < candidate.shortest {
        return Err(PasswordFault::TooShort { least: candidate.shortest });
    }
    if candidate.password.chars().count() > LONGEST {
        return Err(PasswordFault::TooLong { most: LONGEST });
    }
    if candidate.current.is_some_and(|current| folded(current) == said) {
        return Err(PasswordFault::Unchanged);
    }
    if repeats(&said) {
        return Err(PasswordFault::Repeated);
    }
    if runs(&said) {
        return Err(PasswordFault::Sequence);
    }
    if leans_on(&said, candidate.login) {
        return Err(PasswordFault::Login);
    }
    if candidate.names.iter().any(|name| leans_on(&said, name)) {
        return Err(PasswordFault::Name);
    }
    if candidate.office.iter().any(|name| leans_on(&said, name)) {
        return Err(PasswordFault::Office);
    }
    if candidate.common || candidate.guesses < GUESSES {
        return Err(PasswordFault::Common);
    }
    Ok(())
}

/// Whether it is one short piece said again and again, or made of hardly any characters.
fn repeats(said: &str) -> bool {
    let characters = said.chars().collect::<Vec<_>>();
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let again = |piece: usize| characters.iter().zip(&characters[piece..]).all(|(one, other)| one == other);
    different.len() < 4 || (1..=characters.len() / 3).any(again)
}

/// Whether it is nothing but runs, up or down: `1234567890`, `abc123xyz`, `qwertyuiop`.
fn runs(said: &str) -> bool {
    let characters = said.chars().collect::<Vec<_>>();
    let mut at = 0;
    while at < characters.len() {
        let run = (RUN..=characters.len() - at).rev().find(|length| is_run(&characters[at..at + length]));
        let Some(length) = run else { return false };
        at += length;
    }
    true
}

fn is_run(piece: &[char]) -> bool {
    let forward = piece.iter().collect::<String>();
    let back = piece.iter().rev().collect::<String>();
    RUNS.iter().any(|run| run.contains(&forward) || run.contains(&back))
}

/// Whether it is a word that anybody knows of its owner with too little beside it: digits alone, or a few characters.
fn leans_on(said: &str, word: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (said, word) = (letters(said), letters(&folded(word)));
    if word.chars().count() < 2 {
        return false;
    }
    let back = word.chars().rev().collect::<String>();
    [word, back].iter().any(|word| {
        let rest = said.replace(word.as_str(), "");
        let beside = rest.chars().count();
        let little = beside < BESIDE || rest.chars().all(|c| c.is_ascii_digit());
        // A word of two letters stands in many a good password by chance.
        let counts = word.chars().count() > 3 || said.starts_with(word.as_str()) || said.ends_with(word.as_str());
        rest != said && little && counts
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(password: &str) -> Option<PasswordFault> {
        let (names, office) = (vec!["zhoujianguo".to_owned(), "zjg".to_owned()], vec!["清河街道".to_owned()]);
        let candidate = Candidate {
            password,
            shortest: 10,
            login: "zhou",
            names: &names,
            office: &office,
            common: false,
            guesses: u64::MAX,
            current: Some("the-one-until-now"),
        };
        check(&candidate).err()
    }

    #[test]
    fn length_counts_before_anything_else() {
        assert_eq!(fault("short"), Some(PasswordFault::TooShort { least: 10 }));
        assert_eq!(fault("  short   \u{3000}  "), Some(PasswordFault::TooShort { least: 10 }));
        assert_eq!(fault(&"ab3 x".repeat(40)), Some(PasswordFault::TooLong { most: LONGEST }));
        assert_eq!(fault("          "), Some(PasswordFault::Blank));
        assert_eq!(fault("correct horse battery"), None);
        assert_eq!(fault("规章制度要办实事不走样"), None);
    }

    #[test]
    fn what_repeats_or_runs_is_refused() {
        for repeated in ["aaaaaaaaaa", "ababababab", "1231231231", "１１１１１１１１１１", "aabbaabbaa"] {
            assert_eq!(fault(repeated), Some(PasswordFault::Repeated), "{repeated}");
        }
        for run in [
            "1234567890",
            "0987654321",
            "abcdefghij",
            "QWERTYUIOP",
            "abc123xyz789",
            "1qaz2wsx3edc",
            "１２３４５６７８９０",
        ] {
            assert_eq!(fault(run), Some(PasswordFault::Sequence), "{run}");
        }
    }

    #[test]
    fn what_everybody_knows_of_its_owner_is_refused() {
        assert_eq!(fault("zhou123789456"), Some(PasswordFault::Login));
        assert_eq!(fault("Zhou@2026-03"), Some(PasswordFault::Login));
        assert_eq!(fault("ZhouJianguo"), Some(PasswordFault::Name));
        assert_eq!(fault("zhou.jianguo.1994"), Some(PasswordFault::Name));
        assert_eq!(fault("zjg1994070112"), Some(PasswordFault::Name));
        assert_eq!(fault("清河街道2026080112"), Some(PasswordFault::Office));
        assert_eq!(fault("guiju-test-2026"), None);
        assert_eq!(fault("zhou likes green tea"), None);
    }

    #[test]
    fn the_one_until_now_is_no_new_one() {
        assert_eq!(fault(" THE-one-until-now "), Some(PasswordFault::Unchanged));
    }
}
