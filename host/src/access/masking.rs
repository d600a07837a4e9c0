//! Masking: what a reader is shown instead of a summary or a field that is hidden.

use super::{
    Seen, confidentiality,
    mask::{MASKED, masked},
    secrets::Secrets,
};
use crate::{registers::cell, words::text};
use guiju_domain::access::{Shown, Sight, shows};
pub use guiju_domain::matters::Summary;
use guiju_model::{Field, FieldKind, Form, ValueKind, summary, summary::Names};
use serde_json::{Map, Value};

/// Whether a value by this name is sensitive. What no field declares is computed, and may be computed from what is sensitive.
#[must_use]
pub fn is_sensitive(form: Option<&Form>, name: &str) -> bool {
    form.is_some_and(|form| match form.field(name) {
        Some(field) => field.sensitive,
        None => form.fields().any(|field| field.sensitive),
    })
}

/// Content as the reader sees it: what is sensitive masked, what is computed beside it too, and nothing where all is hidden.
/// Texts that quote what is sensitive are masked as well.
#[must_use]
pub fn content<'f>(
    fields: impl IntoIterator<Item = &'f Field>,
    content: &Map<String, Value>,
    seen: Seen,
    names: &impl Names,
) -> Map<String, Value> {
    if seen.whole() {
        return content.clone();
    }
    if seen.hides_all() {
        return Map::new();
    }
    let fields = fields.into_iter().collect::<Vec<_>>();
    let any = fields.iter().any(|field| field.sensitive);
    let mut secrets = Secrets::of(seen);
    secrets.learn(fields.iter().copied(), content, names);
    let shown = content.iter().map(|(name, value)| {
        let field = fields.iter().copied().find(|field| field.name == *name);
        let sensitive = field.map_or(any, |field| field.sensitive);
        let value = match shows(sensitive, seen.sight, seen.confidentiality) {
            Shown::Clear => quoting(field, value, &secrets),
            Shown::Initial if field.is_some() => Value::String(masked(field, &cell(field, Some(value), names), seen)),
            Shown::Initial | Shown::Hidden => Value::String(MASKED.to_owned()),
        };
        (name.clone(), value)
    });
    shown.collect()
}

/// A value that is shown, with the secrets that its texts quote masked. What people do not write (dates, choices, amounts) quotes
/// nothing.
fn quoting(field: Option<&Field>, value: &Value, secrets: &Secrets) -> Value {
    let mut value = value.clone();
    let written = match field.map(|field| &field.kind) {
        Some(FieldKind::Single(kind)) => {
            use ValueKind as K;
            matches!(kind, K::Text(_) | K::LongText(_) | K::Attachment(_) | K::Attachments(_))
        }
        Some(FieldKind::Table(_)) | None => true,
    };
    if written {
        secrets.hide_in(&mut value);
    }
    value
}

/// The one line about it as the reader sees it.
#[must_use]
pub fn line(form: &Form, stored: &Summary, raw: &Map<String, Value>, seen: Seen, names: &impl Names) -> String {
    if seen.whole() {
        return stored.whole_line().to_owned();
    }
    if seen.hides_all() {
        return text!("opening-closed", form = &form.title);
    }
    let mut secrets = Secrets::of(seen);
    secrets.learn(form.fields(), raw, names);
    let named = placeholders(&form.summary);
    if !named.iter().any(|name| is_sensitive(Some(form), name)) {
        return secrets.hide(stored.whole_line());
    }
    let mut content = content(form.fields(), raw, seen, names);
    for name in named.into_iter().filter(|name| form.field(name).is_none() && is_sensitive(Some(form), name)) {
        content.insert(name.to_owned(), Value::String(MASKED.to_owned()));
    }
    secrets.hide(&summary::summary(form, &content, names))
}

/// The names that a template puts in.
fn placeholders(template: &str) -> Vec<&str> {
    template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// The one line about a matter as it may be told to somebody who does not take part in it, and in notices to everybody.
#[must_use]
pub fn told(form: &Form, stored: &Summary, raw: &Map<String, Value>, names: &impl Names) -> String {
    let seen = Seen { sight: Sight::Masked, confidentiality: confidentiality(form, raw), stranger: false };
    line(form, stored, raw, seen, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_a_template() {
        assert_eq!(placeholders("反映{who}：{what}，{"), ["who", "what"]);
        assert!(placeholders("无").is_empty());
    }
}
