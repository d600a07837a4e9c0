//! What was stored as JSON by the contract's names is read by every later version: recordings that were kept from each contract, and
//! every value that a kept text can say.

use anyhow::{Context, Result, bail, ensure};
use guiju::recordings::{Question, Reply};
use guiju_model::{Assessment, Check, Fault, Ledger, Manifest, Matter, Route};
use guiju_tests::root;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use std::{fs, path::PathBuf};
use wit_parser::{Resolve, Type, TypeDefKind};

/// A recording as it was kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    question: Question,
    answer: Reply,
}

fn files(folder: &str) -> Result<Vec<PathBuf>> {
    let files = fs::read_dir(root().join(folder))?.map(|file| Ok(file?.path()));
    let mut files = files.collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// Reads a text, and sees that nothing of it is lost on the way back.
fn reads<T: Serialize + DeserializeOwned>(text: &str) -> Result<T> {
    let read = serde_json::from_str(text)?;
    let lost = lost(&serde_json::from_str(text)?, &serde_json::to_value(&read)?);
    ensure!(lost.is_none(), "{} is lost", lost.unwrap_or_default());
    Ok(read)
}

/// The first path in `before` whose value `after` does not have.
fn lost(before: &Value, after: &Value) -> Option<String> {
    let within = |key: &str, rest: String| format!("/{key}{rest}");
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => before.iter().find_map(|(key, value)| {
            let there = after.get(key).map_or_else(|| Some(String::new()), |other| lost(value, other));
            there.map(|rest| within(key, rest))
        }),
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            let pairs = before.iter().zip(after).enumerate();
            pairs
                .into_iter()
                .find_map(|(at, (value, other))| lost(value, other).map(|rest| within(&at.to_string(), rest)))
        }
        (before, after) => (before != after).then(String::new),
    }
}

/// Recordings and declarations that were kept of each contract.
#[test]
fn kept_recordings() -> Result<()> {
    let mut versions = 0;
    for folder in files("tests/kept/recordings")? {
        let (mut recordings, mut declarations) = (0, 0);
        for file in files(folder.to_str().context("a path")?)? {
            let text = fs::read_to_string(&file)?;
            let read = if file.ends_with("declaration.json") {
                declarations += 1;
                reads::<Manifest>(&text).map(drop)
            } else {
                recordings += 1;
                reads::<Kept>(&text).map(drop)
            };
            read.with_context(|| file.display().to_string())?;
        }
        ensure!(recordings > 2 && declarations == 1, "{}: {recordings}, {declarations}", folder.display());
        versions += 1;
    }
    ensure!(versions >= 3, "{versions} versions");
    Ok(())
}

/// Values of the types of a text, as JSON by the contract's names.
struct Told<'a> {
    resolve: &'a Resolve,
    /// Whether each record has a field that no contract has yet.
    more: bool,
}

impl Told<'_> {
    /// Values that have among them every field and every case of a type.
    fn values(&self, of: &Type) -> Result<Vec<Value>> {
        Ok(match of {
            Type::Bool => vec![json!(false), json!(true)],
            Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::S32 | Type::S64 => vec![json!(1)],
            Type::String => vec![json!("text")],
            Type::Id(id) => return self.defined(&self.resolve.types[*id].kind),
            other => bail!("{other:?}"),
        })
    }

    fn defined(&self, kind: &TypeDefKind) -> Result<Vec<Value>> {
        Ok(match kind {
            TypeDefKind::Type(of) => self.values(of)?,
            TypeDefKind::List(of) => vec![Value::Array(self.values(of)?)],
            TypeDefKind::Option(of) => [vec![Value::Null], self.values(of)?].concat(),
            TypeDefKind::Enum(of) => of.cases.iter().map(|case| json!(case.name)).collect(),
            TypeDefKind::Tuple(of) => {
                let members = of.types.iter().map(|of| self.values(of)).collect::<Result<Vec<_>>>()?;
                side_by_side(&members).map(Value::from_iter).collect()
            }
            TypeDefKind::Record(of) => {
                let members = of.fields.iter().map(|field| self.values(&field.ty)).collect::<Result<Vec<_>>>()?;
                let names = || of.fields.iter().map(|field| field.name.replace('-', "_"));
                let more = || self.more.then(|| ("not_yet_there".to_owned(), json!([1])));
                let one = |values: Vec<Value>| Map::from_iter(names().zip(values).chain(more()));
                side_by_side(&members).map(one).map(Value::Object).collect()
            }
            TypeDefKind::Variant(of) => {
                let mut values = Vec::new();
                for case in &of.cases {
                    match &case.ty {
                        None => values.push(json!(case.name)),
                        Some(of) => {
                            let payloads = self.values(of)?.into_iter();
                            values.extend(payloads.map(|payload| json!({ &case.name: payload })));
                        }
                    }
                }
                values
            }
            other => bail!("{other:?}"),
        })
    }
}

/// As many rows as the longest column has values; shorter ones begin anew.
fn side_by_side(columns: &[Vec<Value>]) -> impl Iterator<Item = Vec<Value>> {
    let rows = columns.iter().map(Vec::len).max().unwrap_or(1);
    (0..rows).map(|row| columns.iter().map(|column| column[row % column.len()].clone()).collect())
}

/// The texts of the contracts with what they say of each type that is stored.
fn each_kept_text(more: bool, check: impl Fn(&str, &str, Value) -> Result<()>) -> Result<()> {
    let texts = files("sdk/wit/kept")?;
    ensure!(texts.len() > 1, "{texts:?}");
    for text in texts {
        let mut resolve = Resolve::default();
        let package = resolve.push_str("regulation.wit", &fs::read_to_string(&text)?)?;
        let vocabulary = resolve.packages[package].interfaces.get("vocabulary").context("a vocabulary")?;
        let vocabulary = &resolve.interfaces[*vocabulary];
        let told = Told { resolve: &resolve, more };
        for name in ["manifest", "matter", "ledger", "check", "route", "assessment", "fault"] {
            for value in told.values(&Type::Id(vocabulary.types[name]))? {
                check(&text.display().to_string(), name, value)?;
            }
        }
    }
    Ok(())
}

fn reads_as(name: &str, text: &str) -> Result<()> {
    match name {
        "manifest" => reads::<Manifest>(text).map(drop),
        "matter" => reads::<Matter>(text).map(drop),
        "ledger" => reads::<Ledger>(text).map(drop),
        "check" => reads::<Check>(text).map(drop),
        "route" => reads::<Route>(text).map(drop),
        "assessment" => reads::<Assessment>(text).map(drop),
        "fault" => reads::<Fault>(text).map(drop),
        other => bail!("{other}"),
    }
}

/// Every field and every case that a kept text has is read; what it does not have has a default.
#[test]
fn every_value_of_a_kept_text() -> Result<()> {
    each_kept_text(false, |text, name, value| {
        reads_as(name, &value.to_string()).with_context(|| format!("{text}: {name}"))
    })
}

/// A field that a later contract added is passed over.
#[test]
fn fields_of_a_later_contract() -> Result<()> {
    each_kept_text(true, |text, name, value| {
        let why = reads_as(name, &value.to_string()).err().map(|why| why.to_string()).unwrap_or_default();
        let has_records = value.to_string().contains("not_yet_there");
        let expected = if has_records { why.contains("not_yet_there is lost") } else { why.is_empty() };
        ensure!(expected, "{text}: {name}: {why}");
        Ok(())
    })
}
