//! Values of sensitive fields, in every form in which a text may quote them, so that texts can be masked.

use super::{
    MASKED, Seen, files,
    mask::initial,
    written::{amounts, days},
};
use crate::registers::cell;
use guiju_domain::PersonId;
use guiju_model::{Field, FieldKind, Form, ValueKind, summary, summary::Names};
use serde_json::{Map, Value};

/// Shorter words stand in too many texts to be looked for.
const SHORTEST: usize = 2;

/// Texts of sensitive fields, which other texts of the same matter may quote.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    texts: Vec<(String, String)>,
    stranger: bool,
    any: bool,
}

impl Secrets {
    /// Nothing learnt yet, to be hidden from a reader who sees so much.
    #[must_use]
    pub fn of(seen: Seen) -> Self {
        Self { stranger: seen.stranger, ..Self::default() }
    }

    /// Whether any sensitive field is filled in.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.any
    }

    /// What a closed matter keeps: whatever stands in any of its fields, and who takes part by name.
    #[must_use]
    pub fn closed(
        form: &Form,
        content: &Map<String, Value>,
        parties: impl IntoIterator<Item = PersonId>,
        names: &impl Names,
    ) -> Self {
        let mut secrets = Self::default();
        secrets.of_fields(form.fields(), content, names);
        let parties = parties.into_iter().filter_map(|id| names.person(id.number()));
        secrets.texts.extend(parties.map(|name| (initial(&name), name)));
        secrets.longest_first();
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

    /// The longest first, so that a part of it does not spoil the whole.
    fn longest_first(&mut self) {
        self.texts.sort_by(|(_, a), (_, b)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.texts.dedup_by(|(_, a), (_, b)| a == b);
    }

    fn of_fields<'f>(
        &mut self,
        fields: impl IntoIterator<Item = &'f Field>,
        content: &Map<String, Value>,
        names: &impl Names,
    ) {
        for field in fields {
            let Some(value) = content.get(&field.name).filter(|value| !value.is_null()) else { continue };
            self.any = true;
            let mut texts = Vec::new();
            match &field.kind {
                FieldKind::Single(kind) => renderings(kind, value, names, &mut texts),
                FieldKind::Table(columns) => {
                    texts.push((cell(Some(field), Some(value), names), false));
                    for row in value.as_array().into_iter().flatten() {
                        for column in columns {
                            if let Some(value) = row.get(&column.name) {
                                renderings(&column.kind, value, names, &mut texts);
                            }
                        }
                    }
                }
            }
            for (text, spoken) in texts.into_iter().filter(|(text, _)| is_told(text)) {
                let mask = if spoken && !self.stranger { initial(&text) } else { MASKED.to_owned() };
                self.texts.push((mask, text));
            }
        }
        self.longest_first();
    }

    /// The text with every secret in it masked.
    #[must_use]
    pub fn hide(&self, text: &str) -> String {
        let mut hidden = text.to_owned();
        for (mask, secret) in &self.texts {
            hidden = replaced(&hidden, secret, mask);
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

/// Whether a text can be looked for: a number stands alone or not at all, but a single character stands everywhere.
fn is_told(text: &str) -> bool {
    let number = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
    number || text.chars().count() >= SHORTEST
}

/// Every way in which a value is written, and whether it is a text or a name.
fn renderings(kind: &ValueKind, value: &Value, names: &impl Names, texts: &mut Vec<(String, bool)>) {
    use ValueKind as K;
    if let Value::Array(values) = value {
        texts.push((summary::shown(Some(kind), value, names), false));
        values.iter().for_each(|value| renderings(kind, value, names, texts));
        return;
    }
    let spoken = matches!(kind, K::Text(_) | K::LongText(_) | K::Person | K::People | K::Attachment(_));
    let spoken = spoken || matches!(kind, K::Attachments(_));
    texts.push((summary::shown(Some(kind), value, names), spoken));
    match kind {
        K::Text(_) | K::LongText(_) | K::Decimal(_) | K::DecimalWithin(_) => {
            texts.extend(value.as_str().map(|text| (text.trim().to_owned(), spoken)));
        }
        K::Money(_) => texts.extend(value.as_i64().into_iter().flat_map(amounts).map(|text| (text, false))),
        K::Date | K::DateTime | K::Period | K::HalfDays => {
            texts.extend(value.as_str().into_iter().flat_map(days).map(|text| (text, false)));
        }
        K::Attachment(_) | K::Attachments(_) => {
            texts.extend(files::in_value(value).into_iter().map(|(digest, _)| (digest, false)));
        }
        _ => {}
    }
}

/// A text with every place where a secret stands masked. What begins or ends with a digit stands there only if no other digit
/// is beside it.
fn replaced(text: &str, secret: &str, mask: &str) -> String {
    let digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let (opens, ends) = (digit(secret.chars().next()), digit(secret.chars().next_back()));
    let (mut done, mut from) = (String::new(), 0);
    while let Some(found) = text[from..].find(secret) {
        let (start, end) = (from + found, from + found + secret.len());
        let before = text[..start].chars().next_back();
        let mut after = text[end..].chars();
        let (next, then) = (after.next(), after.next());
        let inside = opens && digit(before) || ends && (digit(next) || next == Some('.') && digit(then));
        done.push_str(&text[from..start]);
        done.push_str(if inside { secret } else { mask });
        from = end;
    }
    done.push_str(&text[from..]);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_hidden_where_it_stands_alone() {
        assert_eq!(replaced("共 3 人，2023 年第 3 次，3.5 天", "3", "＊"), "共 ＊ 人，2023 年第 ＊ 次，3.5 天");
        assert_eq!(replaced("王小明说王小明", "王小明", "王＊"), "王＊说王＊");
    }

    #[test]
    fn an_amount_in_every_writing() {
        assert_eq!(amounts(1_234_500), ["12,345.00", "壹万贰仟叁佰肆拾伍元整", "12345", "12,345"]);
        assert_eq!(amounts(50_050)[2..], ["500.5", "500.5"]);
    }

    #[test]
    fn days_as_people_write_them() {
        assert_eq!(days("2026-03-02T09:00/2026-03-02T11:00").len(), 6);
        assert_eq!(days("2026-03-02"), ["2026-03-02", "2026年3月2日", "3月2日"]);
        assert!(days("09:00").is_empty());
    }
}
