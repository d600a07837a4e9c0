//! By which fields the records of an office are found and summed up: those that the regulations in force declare to look up.

use super::{
    lookup::{Lookup, Named},
    noted::NotedLookup,
};
use guiju_domain::RecordId;
use guiju_model::{Alike, Gives, Grouping, Manifest, Read, Scope, lookups};
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

/// A value as it is saved and asked for: itself, or the digest of a long one. No value begins with a blank, but a digest does.
#[must_use]
pub fn saved(value: &str) -> String {
    if value.len() <= LONGEST { value.to_owned() } else { format!(" sha256:{}", hex::encode(Sha256::digest(value))) }
}

/// The looked-up fields of a form, by the names under which their values are saved.
type OfForm = BTreeMap<String, Lookup>;

/// The looked-up fields of every form, by regulation and form.
#[derive(Clone, Debug, Default)]
pub struct Lookups(BTreeMap<(String, String), OfForm>);

impl Lookups {
    /// What these regulations look up, whatever versions of them there are: a field once for each way in which they read its values.
    #[must_use]
    pub fn of(manifests: &[&Manifest]) -> Self {
        let mut all = Self::default();
        for manifest in manifests {
            let of_forms = manifest.reads.iter().flat_map(|(_, reads)| reads);
            let of_judgements = manifest.assesses.iter().flat_map(|assessed| &assessed.reads);
            for read in of_forms.chain(of_judgements) {
                for (form, field) in declared(read) {
                    all.add(manifests, &manifest.qualified(form), field);
                }
            }
        }
        all
    }

    /// Adds a field as every version of its form declares it.
    fn add(&mut self, manifests: &[&Manifest], form: &str, (field, is_loose): (&str, bool)) {
        let Some((regulation, form)) = form.split_once('/') else { return };
        let alike = if is_loose { Alike::LettersAndDigits } else { Alike::Same };
        let owners = manifests.iter().filter(|manifest| manifest.id == regulation);
        let versions = owners.filter_map(|owner| owner.form(form)).map(Some).collect::<Vec<_>>();
        let of_form = self.0.entry((regulation.to_owned(), form.to_owned())).or_default();
        for version in if versions.is_empty() { vec![None] } else { versions } {
            let lookup = Lookup::new(version, field, alike);
            of_form.insert(lookup.name(), lookup);
        }
    }

    /// Takes over what is noted of the office: what is looked up by a package that is not here, or belongs to one.
    ///
    /// # Errors
    /// If how values are read is no JSON of that.
    pub fn take_over(&mut self, noted: &NotedLookup) -> Result<(), serde_json::Error> {
        let lookup = Lookup::noted(&noted.field, noted.reading()?);
        let of_form = self.0.entry((noted.regulation.clone(), noted.form.clone())).or_default();
        of_form.entry(noted.field.clone()).or_insert(lookup);
        Ok(())
    }

    /// Every looked-up field: regulation, form, the name under which it is noted and the lookup.
    pub(super) fn iter(&self) -> impl Iterator<Item = Named<'_>> {
        self.0.iter().flat_map(|((regulation, form), of_form)| {
            of_form.iter().map(move |(name, lookup)| Named { regulation, form, name, lookup })
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
        of_form.iter().flat_map(|(name, lookup)| keys((name, lookup), content)).collect()
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
pub(super) fn keys((name, lookup): (&str, &Lookup), content: &Map<String, Value>) -> Vec<RecordKey> {
    let field = lookup.reading.name_in(content, &lookup.field);
    let values = lookups::values(content, &field);
    // A number belongs to a field with one value: of several it would be counted for each.
    let number = match values.as_slice() {
        [value] => lookups::number(lookup.reading.kind(), value),
        _ => None,
    };
    let texts = lookups::keys(content, &field, lookup.alike());
    texts.into_iter().map(|value| RecordKey { field: name.to_owned(), value: saved(&value), number }).collect()
}

/// The fields by which a read finds or sums up records, each with the form as the read names it, and whether letters and digits alone are
/// compared.
fn declared(read: &Read) -> BTreeSet<(&str, (&str, bool))> {
    let mut needed = BTreeSet::new();
    if read.scope != Scope::Referenced {
        let is_loose = |alike| alike == Alike::LettersAndDigits;
        needed
            .extend(read.matching.iter().map(|one| (read.source.as_str(), (one.field.as_str(), is_loose(one.alike)))));
    }
    needed.extend(read.related.iter().map(|one| (one.form.as_str(), (one.field.as_str(), false))));
    if let Gives::Latest(latest) = &read.gives {
        needed.extend(latest.by.iter().map(|field| (read.source.as_str(), (field.as_str(), false))));
    }
    if let Gives::Totals(totals) = &read.gives {
        let by = totals.by.iter().filter_map(|by| match by {
            Grouping::Field(field) => Some(field),
            Grouping::Month | Grouping::Department | Grouping::Person => None,
        });
        let fields = totals.of.iter().chain(by);
        needed.extend(fields.map(|field| (read.source.as_str(), (field.as_str(), false))));
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
        assert!(saved(&"长".repeat(100)).starts_with(" sha256:"));
    }
}
