//! Conditions of a statement that stand there only where they hold: no number of a parameter ever means “all”.

use guiju_domain::access::Whose;
use sqlx::{Any, any::AnyArguments, query::Query};
use std::fmt::Write;

/// Conditions behind those that always hold, their values bound after all others.
#[derive(Clone, Debug)]
pub struct Narrowing {
    next: usize,
    text: String,
    values: Vec<i64>,
}

impl Narrowing {
    /// Begins behind so many parameters.
    #[must_use]
    pub const fn after(bound: usize) -> Self {
        Self { next: bound + 1, text: String::new(), values: Vec::new() }
    }

    /// Adds a comparison such as `matter_id <>`, if there is a value to compare with.
    #[must_use]
    pub fn and(mut self, comparison: &str, value: Option<i64>) -> Self {
        if let Some(value) = value {
            // Writing to a text does not fail.
            let _ = write!(self.text, " AND {comparison} ${}", self.next);
            self.next += 1;
            self.values.push(value);
        }
        self
    }

    /// Only rows of whom they are to be.
    #[must_use]
    pub fn whose(self, column: &str, whose: Whose) -> Self {
        // A person that no row can be of stands for itself, not for everybody.
        let person = whose.person().map(|person| i64::try_from(person.number()).unwrap_or(i64::MAX));
        self.and(&format!("{column} ="), person)
    }

    /// The conditions as they stand in the statement; empty, or each after an AND.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Binds the values, after everything else was bound.
    pub fn bind<'q>(self, query: Query<'q, Any, AnyArguments>) -> Query<'q, Any, AnyArguments> {
        self.values.into_iter().fold(query, Query::bind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guiju_domain::PersonId;

    #[test]
    fn only_what_holds_is_written() {
        let all = Narrowing::after(3).whose("person_id", Whose::Everybody).and("matter_id <>", None);
        assert_eq!(all.text(), "");
        let some = Narrowing::after(3).whose("person_id", Whose::Person(PersonId::new(7))).and("matter_id <>", Some(9));
        assert_eq!(some.text(), " AND person_id = $4 AND matter_id <> $5");
        assert_eq!(some.values, [7, 9]);
    }
}
