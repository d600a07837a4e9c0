//! Finds the person of a line without headings: by a number, a name, or both.

use super::whom::{Whom, plain_name};
use crate::words;
use guiju_domain::{PersonId, reading::quoted};
use guiju_model::Date;
use std::collections::BTreeSet;

/// The words of a line that are not its moment.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Those before the moment.
    pub before: &'a [&'a str],
    /// Those behind it.
    pub after: &'a [&'a str],
}

impl<'a> Words<'a> {
    /// Whose line it is, and what is to be known of a number that is another's now. A name and a number of one line mean one
    /// person; nobody is guessed at where they do not.
    ///
    /// # Errors
    /// If nobody is meant, or it could be one or another.
    pub fn who(&self, whom: &Whom<'_>, day: Date) -> Result<(PersonId, Option<String>), String> {
        let names = self.names(whom);
        let different = names.iter().map(|name| plain_name(name)).collect::<BTreeSet<_>>();
        if different.len() > 1 {
            return Err(words::said("line-several-names", vec![("names", names.into())]));
        }
        let found = match names.first() {
            Some(name) => self.named(whom, name, day)?,
            None => self.numbered(whom, day)?,
        };
        let number = |word: &&str| whom.by_badge(word, day).is_ok_and(|member| member.id == found);
        let note = self.numbers().into_iter().find(number).and_then(|word| whom.passed_on(word, day));
        Ok((found, note))
    }

    /// By a number alone: the first word, or the one with a mark before it, which is surely it.
    fn numbered(&self, whom: &Whom<'_>, day: Date) -> Result<PersonId, String> {
        let first = self.marked().or_else(|| self.all().next()).unwrap_or_default();
        if !has_digit(first) {
            return Ok(whom.by_name(first, "")?.id);
        }
        let member = whom.by_badge(first, day)?;
        let other = |word: &&&str| whom.by_badge(word, day).is_ok_and(|other| other.id != member.id);
        let counted = self.before.iter().filter(|word| has_digit(word)).find(other);
        match counted.filter(|_| self.marked().is_none()) {
            Some(other) => Err(words::said(
                "line-several-badges",
                vec![("one", quoted(first).into()), ("other", quoted(other).into())],
            )),
            None => Ok(member.id),
        }
    }

    /// By a name, and the number beside it that agrees; by the name alone where the line has no number of anybody.
    fn named(&self, whom: &Whom<'_>, name: &str, day: Date) -> Result<PersonId, String> {
        let numbers = self.numbers();
        let people =
            numbers.iter().filter_map(|word| Some((*word, whom.by_badge(word, day).ok()?))).collect::<Vec<_>>();
        let plain = plain_name(name);
        let agree = people.iter().filter(|(_, member)| plain_name(&member.name) == plain);
        let agree = agree.map(|(_, member)| member.id).collect::<BTreeSet<_>>();
        let mut agree = agree.into_iter();
        match (agree.next(), agree.next(), people.first()) {
            (Some(one), None, _) => Ok(one),
            (Some(_), Some(_), _) => Err(words::said("line-several-people", vec![("person", quoted(name).into())])),
            (None, _, Some((word, _))) => Ok(whom.by_both(word, name, "", day)?.id),
            (None, _, None) => match self.all().next().filter(|first| has_digit(first)) {
                // A number of nobody, and a name: the number is told.
                Some(first) if !self.before.is_empty() => Ok(whom.by_badge(first, day)?.id),
                _ => Ok(whom.by_name(name, self.department(whom, name))?.id),
            },
        }
    }

    fn all(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.before.iter().chain(self.after).copied()
    }

    fn marked(&self) -> Option<&'a str> {
        self.all().find(|word| word.starts_with('\''))
    }

    /// Words that may be the number: the marked one alone if there is one, else those before the moment, if there are any.
    fn numbers(&self) -> Vec<&'a str> {
        if let Some(marked) = self.marked() {
            return vec![marked];
        }
        let words = if self.before.is_empty() { self.after } else { self.before };
        words.iter().copied().filter(|word| has_digit(word)).collect()
    }

    /// Names of people; a name of two characters may be parted by a blank.
    fn names(&self, whom: &Whom<'_>) -> Vec<String> {
        let words = self.all().collect::<Vec<_>>();
        let parted = words.windows(2).map(<[&str]>::concat).filter(|name| name.chars().count() < 5);
        let all = words.iter().map(|word| (*word).to_owned()).chain(parted);
        all.filter(|name| !has_digit(name) && whom.knows(name)).collect()
    }

    /// The department that a word names; what stands in brackets behind the name says it itself.
    fn department(&self, whom: &Whom<'_>, name: &str) -> &'a str {
        self.all().find(|word| *word != name && whom.is_department(word)).unwrap_or_default()
    }
}

/// Whether a word could be a number: what stands in brackets behind a name may have digits, too.
fn has_digit(word: &str) -> bool {
    let before = word.split(['(', '（', '[', '【']).next().unwrap_or_default();
    before.contains(|c: char| c.is_ascii_digit())
}
