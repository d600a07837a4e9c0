//! What stands in the place of what is not for the reader.

use super::{Seen, confidentiality, files};
use crate::registers::cell;
use guiju_domain::access::{Shown, Sight, shows};
use guiju_model::{Field, Form, summary, summary::Names};
use serde_json::{Map, Value};

/// What stands for something that is not for the reader.
pub const MASKED: &str = "＊＊＊";
/// Shorter texts stand in too many places to be looked for, numbers of so few digits likewise.
const SHORTEST: (usize, usize) = (2, 5);

/// The one line about a matter or record as it was made from all of its content. It is no text by itself: whoever would tell
/// it says as whom it is read, by [`line`] or [`told`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Summary(String);

impl Summary {
    /// A line made from whole content, or read from its row.
    #[must_use]
    pub fn new(line: impl Into<String>) -> Self {
        Self(line.into())
    }

    /// As its row keeps it; for the database and the chain alone.
    #[must_use]
    pub fn kept(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(MASKED)
    }
}

/// The first character of what is sensitive, so that rows can be told apart.
#[must_use]
pub fn initial(text: &str) -> String {
    text.chars().next().map(|first| format!("{first}{MASKED}")).unwrap_or_default()
}

/// Texts of sensitive fields, which other texts of the same matter may quote.
#[derive(Clone, Debug, Default)]
pub struct Secrets(Vec<(String, String)>);

impl Secrets {
    /// What a closed matter keeps: whatever stands in any of its fields, and who takes part by name.
    #[must_use]
    pub fn closed(
        form: &Form,
        content: &Map<String, Value>,
        parties: impl IntoIterator<Item = u64>,
        names: &impl Names,
    ) -> Self {
        let mut secrets = Self::default();
        secrets.of_fields(form.fields(), content, names);
        let parties = parties.into_iter().filter_map(|id| names.person(id));
        secrets.add(parties.collect());
        secrets
    }

    /// Learns what stands in the sensitive ones of these fields.
    pub fn learn<'f>(
        &mut self,
        fields: impl IntoIterator<Item = &'f Field>,
        content: &Map<String, Value>,
        names: &impl Names,
    ) {
        self.of_fields(fields.into_iter().filter(|field| field.sensitive), content, names);
    }

    fn of_fields<'f>(
        &mut self,
        fields: impl IntoIterator<Item = &'f Field>,
        content: &Map<String, Value>,
        names: &impl Names,
    ) {
        for field in fields {
            let Some(value) = content.get(&field.name) else { continue };
            let mut texts = vec![cell(Some(field), Some(value), names)];
            pieces(value, &mut texts);
            texts.extend(files::in_value(value).into_iter().map(|(digest, _)| digest));
            self.add(texts);
        }
    }

    fn add(&mut self, texts: Vec<String>) {
        let told = |text: &String| {
            let digits = text.chars().all(|character| character.is_ascii_digit());
            text.chars().count() >= if digits { SHORTEST.1 } else { SHORTEST.0 }
        };
        self.0.extend(texts.into_iter().filter(told).map(|text| (initial(&text), text)));
        // The longest first, so that a part of it does not spoil the whole.
        self.0.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
        self.0.dedup();
    }

    /// The text with every secret in it masked.
    #[must_use]
    pub fn hide(&self, text: &str) -> String {
        let mut hidden = text.to_owned();
        for (mask, secret) in &self.0 {
            if hidden.contains(secret.as_str()) {
                hidden = hidden.replace(secret.as_str(), mask);
            }
        }
        hidden
    }

    /// Every text in a value with the secrets masked.
    pub fn hide_in(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.hide(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.hide_in(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.hide_in(value)),
            _ => {}
        }
    }
}

/// The single texts within a value.
fn pieces(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.trim().to_owned()),
        Value::Array(values) => values.iter().for_each(|value| pieces(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| pieces(value, texts)),
        _ => {}
    }
}

/// Content as the reader sees it: what is sensitive by its first character, and nothing where all is hidden. Texts that quote
/// what is sensitive are masked as well.
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
    let mut secrets = Secrets::default();
    secrets.learn(fields.iter().copied(), content, names);
    let shown = content.iter().map(|(name, value)| {
        let field = fields.iter().copied().find(|field| field.name == *name);
        let sensitive = field.is_some_and(|field| field.sensitive);
        let mut value = match shows(sensitive, seen.sight, seen.confidentiality) {
            Shown::Clear => value.clone(),
            Shown::Initial => Value::String(initial(&cell(field, Some(value), names))),
            Shown::Hidden => Value::String(MASKED.to_owned()),
        };
        if !sensitive {
            secrets.hide_in(&mut value);
        }
        (name.clone(), value)
    });
    shown.collect()
}

/// The one line about it as the reader sees it.
#[must_use]
pub fn line(form: &Form, stored: &Summary, raw: &Map<String, Value>, seen: Seen, names: &impl Names) -> String {
    if seen.whole() {
        return stored.0.clone();
    }
    if seen.hides_all() {
        return format!("{}（内容不公开）", form.title);
    }
    let mut secrets = Secrets::default();
    secrets.learn(form.fields(), raw, names);
    let quotes = form.fields().any(|field| field.sensitive && form.summary.contains(&format!("{{{}}}", field.name)));
    if quotes {
        return secrets.hide(&summary::summary(form, &content(form.fields(), raw, seen, names), names));
    }
    secrets.hide(&stored.0)
}

/// The one line about a matter as it may be told to somebody who does not take part in it, and in notices to everybody.
#[must_use]
pub fn told(form: &Form, stored: &Summary, raw: &Map<String, Value>, names: &impl Names) -> String {
    line(form, stored, raw, Seen { sight: Sight::Masked, confidentiality: confidentiality(form, raw) }, names)
}

/// Anything that is sent as JSON, with the secrets of its matter masked.
///
/// # Errors
/// If it cannot be read back.
pub fn scrubbed<T: serde::Serialize + serde::de::DeserializeOwned>(
    shown: &T,
    secrets: &Secrets,
) -> serde_json::Result<T> {
    let mut value = serde_json::to_value(shown)?;
    secrets.hide_in(&mut value);
    serde_json::from_value(value)
}
