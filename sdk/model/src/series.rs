//! How numbers of a series are written, by class and from which step on.

use crate::{Field, FieldKind, Form, Series, ValueKind};
use serde_json::{Map, Value};

const AFTER: &str = "{after:";

impl Series {
    /// The step after which a number is given; with the filing if none is named.
    #[must_use]
    pub fn after(&self) -> Option<&str> {
        self.pattern.strip_prefix(AFTER)?.split_once('}').map(|(step, _)| step)
    }

    /// The pattern as it stands on paper.
    fn written(&self) -> &str {
        let after = self.pattern.strip_prefix(AFTER).and_then(|rest| rest.split_once('}'));
        after.map_or(self.pattern.as_str(), |(_, written)| written)
    }

    /// The choices by which numbers of this form are counted apart.
    pub fn classes<'f>(&'f self, form: &'f Form) -> impl Iterator<Item = &'f Field> {
        form.fields().filter(|field| self.written().contains(&format!("{{{}}}", field.name)))
    }

    /// Which count of the series a paper of this content takes its number from.
    #[must_use]
    pub fn count(&self, form: &Form, content: &Map<String, Value>) -> String {
        let chosen = self.classes(form).filter_map(|field| content.get(&field.name)?.as_str());
        std::iter::once(self.id.as_str()).chain(chosen).collect::<Vec<_>>().join("/")
    }

    /// A number as it stands on paper: with its year and the names of what was chosen.
    #[must_use]
    pub fn number(&self, form: &Form, count: &str, year: i32, number: i64) -> String {
        let mut text = self.written().replace("{year}", &year.to_string()).replace("{number}", &number.to_string());
        let chosen = count.strip_prefix(&self.id).unwrap_or_default().split('/').skip(1);
        for (field, value) in self.classes(form).zip(chosen) {
            let choices = match &field.kind {
                FieldKind::Single(ValueKind::Choice(choices)) => choices.as_slice(),
                _ => &[],
            };
            let label = choices.iter().find(|choice| choice.value == value).map_or(value, |choice| &choice.label);
            text = text.replace(&format!("{{{}}}", field.name), label);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stands_in_front_of_what_is_written() {
        let series = |pattern: &str| Series { id: "papers".to_owned(), pattern: pattern.to_owned() };
        let plain = series("发〔{year}〕{number}号");
        assert_eq!((plain.after(), plain.written()), (None, "发〔{year}〕{number}号"));
        let later = series("{after:signing}发〔{year}〕{number}号");
        assert_eq!((later.after(), later.written()), (Some("signing"), "发〔{year}〕{number}号"));
    }
}
