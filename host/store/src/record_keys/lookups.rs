//! By which fields the records of an office are found and summed up: those that the regulations in force declare to look up.

use super::{lookup::Lookup, noted::NotedLookup, reading::Reading};
use guiju_domain::RecordId;
use guiju_model::{Alike, Form, Gives, Grouping, Manifest, Read, Scope, lookups};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The longest value that is compared as it stands, in bytes. Of a longer one its digest is compared.
const LONGEST: usize = 96;

/// One value of a looked-up field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordKey {
    /// The name of the lookup.
    pub field: String,
    /// The value as it is compared.
    pub value: String,
    /// The value as a number, if it is one.
    pub number: Option<i64>,
}

/// A value as it is saved and asked for: itself, or the digest of a long one.
#[must_use]
pub fn saved(value: &str) -> String {
    if value.len() <= LONGEST { value.to_owned() } else { format!("sha256:{}", hex::encode(Sha256::digest(value))) }
}

/// The looked-up fields of one form, each with how its values are read, if a package here says so.
#[derive(Clone, Debug, Default)]
struct OfForm {
    fields: BTreeMap<Lookup, Option<Reading>>,
}

/// The looked-up fields of every form, by regulation and form.
#[derive(Clone, Debug, Default)]
pub struct Lookups(BTreeMap<(String, String), OfForm>);

impl Lookups {
    /// What these regulations look up, whatever versions of them there are. Values are read as the last of an owner's versions here declares
    /// them: the order must be the same each time, or records would be written anew each time.
    #[must_use]
    pub fn of(manifests: &[&Manifest]) -> Self {
        let mut all = Self::default();
        for manifest in manifests {
            let of_forms = manifest.reads.iter().flat_map(|(_, reads)| reads);
            let of_judgements = manifest.assesses.iter().flat_map(|assessed| &assessed.reads);
            for read in of_forms.chain(of_judgements) {
                for (form, lookup) in declared(read) {
                    all.add(&manifest.qualified(form), lookup);
                }
            }
        }
        for manifest in manifests {
            for form in &manifest.forms {
                all.know(&manifest.id, form);
            }
        }
        all
    }

    fn add(&mut self, form: &str, lookup: Lookup) {
        if let Some((regulation, form)) = form.split_once('/') {
            let of_form = self.0.entry((regulation.to_owned(), form.to_owned())).or_default();
            of_form.fields.entry(lookup).or_default();
        }
    }

    fn know(&mut self, regulation: &str, form: &Form) {
        if let Some(of_form) = self.0.get_mut(&(regulation.to_owned(), form.id.clone())) {
            for (lookup, reading) in &mut of_form.fields {
                // A field that the last version lacks is read as an earlier one declares it.
                let declared = Reading::of(form, &lookup.field);
                *reading = reading.take().filter(|_| declared.is_undeclared()).or(Some(declared));
            }
        }
    }

    /// Takes over what is noted of the office: what is looked up by a package that is not here, or belongs to one. Where this server `lacks`
    /// a package of the regulation that owns the form, it may know but an earlier version: values are read as noted. One that knows no
    /// version which declares the field reads them as noted, too.
    ///
    /// # Errors
    /// If how values are read is no JSON of that.
    pub fn take_over(&mut self, noted: &NotedLookup, lacks: bool) -> Result<(), serde_json::Error> {
        let reading = noted.reading()?;
        let of_form = self.0.entry((noted.regulation.clone(), noted.form.clone())).or_default();
        let known = of_form.fields.entry(Lookup::named(&noted.field)).or_default();
        let stands = known.as_ref().is_some_and(|known| match known.is_undeclared() == reading.is_undeclared() {
            true => !lacks,
            false => reading.is_undeclared(),
        });
        if !stands {
            *known = Some(reading);
        }
        Ok(())
    }

    /// Every looked-up field: regulation, form, the lookup and how values are read.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str, &Lookup, Reading)> {
        self.0.iter().flat_map(|((regulation, form), of_form)| {
            let fields = of_form.fields.iter();
            fields.map(move |(lookup, reading)| {
                (regulation.as_str(), form.as_str(), lookup, reading.clone().unwrap_or_default())
            })
        })
    }

    /// Whether records of a form are looked up at all.
    #[must_use]
    pub fn has(&self, regulation: &str, form: &str) -> bool {
        self.0.contains_key(&(regulation.to_owned(), form.to_owned()))
    }

    /// The keys of a record of a form, from its content.
    #[must_use]
    pub fn keys(&self, (regulation, form): (&str, &str), content: &Map<String, Value>) -> Vec<RecordKey> {
        let Some(of_form) = self.0.get(&(regulation.to_owned(), form.to_owned())) else { return Vec::new() };
        let unread = Reading::default();
        of_form
            .fields
            .iter()
            .flat_map(|(lookup, reading)| keys(lookup, reading.as_ref().unwrap_or(&unread), content))
            .collect()
    }
}

/// The content of a record. One that cannot be read is found by nothing that it says: what it is damaged by is told to whoever runs the server.
pub(super) fn content(record: RecordId, content: &str) -> Map<String, Value> {
    serde_json::from_str(content).unwrap_or_else(|why| {
        tracing::error!(record = record.number(), %why, "the content of a record cannot be read: it is not found by its fields");
        Map::new()
    })
}

/// The keys of one looked-up field.
pub(super) fn keys(lookup: &Lookup, reading: &Reading, content: &Map<String, Value>) -> Vec<RecordKey> {
    let field = reading.name_in(content, &lookup.field);
    let values = lookups::values(content, &field);
    // A number belongs to a field with one value: of several it would be counted for each.
    let number = match values.as_slice() {
        [value] => lookups::number(reading.kind(), value),
        _ => None,
    };
    let texts = lookups::keys(content, &field, lookup.alike());
    texts.into_iter().map(|value| RecordKey { field: lookup.name(), value: saved(&value), number }).collect()
}

/// The lookups that a read needs, each with the form as the read names it.
fn declared(read: &Read) -> BTreeSet<(&str, Lookup)> {
    let mut needed = BTreeSet::new();
    if read.scope != Scope::Referenced {
        needed.extend(read.matching.iter().map(|one| (read.source.as_str(), Lookup::new(&one.field, one.alike))));
    }
    needed.extend(read.related.iter().map(|one| (one.form.as_str(), Lookup::new(&one.field, Alike::Same))));
    if let Gives::Latest(latest) = &read.gives {
        needed.extend(latest.by.iter().map(|field| (read.source.as_str(), Lookup::new(field, Alike::Same))));
    }
    if let Gives::Totals(totals) = &read.gives {
        let by = totals.by.iter().filter_map(|by| match by {
            Grouping::Field(field) => Some(field),
            Grouping::Month | Grouping::Department | Grouping::Person => None,
        });
        let fields = totals.of.iter().chain(by);
        needed.extend(fields.map(|field| (read.source.as_str(), Lookup::new(field, Alike::Same))));
    }
    needed
}

#[cfg(test)]
mod tests {
    use super::*;
    use guiju_model::{Matching, Operand, Window};

    fn read() -> Read {
        let matching = Matching {
            field: "vouchers/number".to_owned(),
            alike: Alike::LettersAndDigits,
            operand: Operand::Content("vouchers/number".to_owned()),
        };
        Read { matching: vec![matching], ..Read::new("claim", Scope::Office, Window::Always) }
    }

    #[test]
    fn the_values_of_a_column_are_keys() {
        let reads = vec![("claim".to_owned(), vec![read()])];
        let manifest = Manifest { id: "rules".to_owned(), reads, ..Manifest::default() };
        let lookups = Lookups::of(&[&manifest]);
        let content =
            serde_json::json!({ "vouchers": [{ "number": "NO．12a" }, { "number": "no.12A" }, { "number": "无" }] });
        let keys = lookups.keys(("rules", "claim"), content.as_object().unwrap_or(&Map::new()));
        let key = RecordKey { field: "vouchers/number#".to_owned(), value: "NO12A".to_owned(), number: None };
        assert_eq!(keys, [key]);
        assert!(lookups.keys(("rules", "loan"), &Map::new()).is_empty());
    }

    #[test]
    fn long_values_are_saved_as_their_digests() {
        assert_eq!(saved("短"), "短");
        assert!(saved(&"长".repeat(100)).starts_with("sha256:"));
    }
}
