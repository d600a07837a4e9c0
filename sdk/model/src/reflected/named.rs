//! Records, enumerations and variants: what has names. `#[wit_mirror]` calls these with the names of a type.

use super::{
    mismatch::{Mismatch, kind_of, kind_of_value},
    values::{Reflected, Version},
};
use wasmtime::component::{Type, Val};

/// [`Reflected::matches`] of a type.
pub type Matches = fn(&Type, Version) -> Result<(), Mismatch>;

/// A field of a record, as the current contract has it.
pub struct FieldShape {
    /// The name of the field in the contract.
    pub name: &'static str,
    /// The version of the contract that added it.
    pub since: Version,
    /// How its type is compared.
    pub matches: Matches,
}

/// A case of an enumeration or variant, as the current contract has it.
pub struct CaseShape {
    /// The name of the case in the contract.
    pub name: &'static str,
    /// The version of the contract that added it.
    pub since: Version,
    /// How the type of its payload is compared, if it has one.
    pub payload: Option<Matches>,
}

/// Compares a component's type with the record `name` of the contract.
///
/// # Errors
/// The first difference.
pub fn record(name: &'static str, fields: &[FieldShape], found: &Type, contract: Version) -> Result<(), Mismatch> {
    let Type::Record(record) = found else { return Err(Mismatch::kind("a record", kind_of(found)).within(name, "")) };
    let had = || fields.iter().filter(|field| field.since <= contract);
    for field in record.fields() {
        let unknown = || Mismatch::UnknownField { record: name, field: field.name.to_owned() };
        let known = had().find(|known| known.name == field.name).ok_or_else(unknown)?;
        (known.matches)(&field.ty, contract).map_err(|why| why.within(name, known.name))?;
    }
    match had().find(|known| record.fields().all(|field| field.name != known.name)) {
        Some(missing) => Err(Mismatch::MissingField { record: name, field: missing.name }),
        None => Ok(()),
    }
}

/// Compares a component's type with the variant `name` of the contract.
///
/// # Errors
/// The first difference.
pub fn variant(name: &'static str, cases: &[CaseShape], found: &Type, contract: Version) -> Result<(), Mismatch> {
    let Type::Variant(variant) = found else {
        return Err(Mismatch::kind("a variant", kind_of(found)).within(name, ""));
    };
    let had = || cases.iter().filter(|case| case.since <= contract);
    for case in variant.cases() {
        let unknown = || Mismatch::UnknownCase { of: name, case: case.name.to_owned() };
        let known = had().find(|known| known.name == case.name).ok_or_else(unknown)?;
        match (known.payload, &case.ty) {
            (None, None) => Ok(()),
            (Some(matches), Some(payload)) => matches(payload, contract),
            (Some(_), None) => Err(Mismatch::kind("a payload", "nothing")),
            (None, Some(payload)) => Err(Mismatch::kind("nothing", kind_of(payload))),
        }
        .map_err(|why| why.within(name, known.name))?;
    }
    match had().find(|known| variant.cases().all(|case| case.name != known.name)) {
        Some(missing) => Err(Mismatch::MissingCase { of: name, case: missing.name }),
        None => Ok(()),
    }
}

/// Compares a component's type with the enumeration `name` of the contract.
///
/// # Errors
/// The first difference.
pub fn enumeration(name: &'static str, cases: &[CaseShape], found: &Type, contract: Version) -> Result<(), Mismatch> {
    let Type::Enum(of) = found else { return Err(Mismatch::kind("an enum", kind_of(found)).within(name, "")) };
    let had = || cases.iter().filter(|case| case.since <= contract);
    if let Some(unknown) = of.names().find(|case| had().all(|known| known.name != *case)) {
        return Err(Mismatch::UnknownCase { of: name, case: unknown.to_owned() });
    }
    match had().find(|known| of.names().all(|case| case != known.name)) {
        Some(missing) => Err(Mismatch::MissingCase { of: name, case: missing.name }),
        None => Ok(()),
    }
}

/// A record in the component's own type, from all of its fields.
///
/// # Errors
/// A field does not go into its type.
pub fn lowered_record(
    name: &'static str,
    fields: &[(&'static str, &dyn Reflected)],
    into: &Type,
) -> Result<Val, Mismatch> {
    let Type::Record(record) = into else { return Err(Mismatch::kind("a record", kind_of(into)).within(name, "")) };
    let lowered = record.fields().map(|field| {
        let unknown = || Mismatch::UnknownField { record: name, field: field.name.to_owned() };
        let (_, value) = fields.iter().find(|(known, _)| *known == field.name).ok_or_else(unknown)?;
        Ok((field.name.to_owned(), value.lowered(&field.ty)?))
    });
    Ok(Val::Record(lowered.collect::<Result<_, _>>()?))
}

/// A case in the component's own type, which is an enumeration or a variant.
///
/// # Errors
/// The type does not have the case, or its payload does not go into the type of the case's.
pub fn lowered_case(
    name: &'static str,
    (case, payload): (&'static str, Option<&dyn Reflected>),
    into: &Type,
) -> Result<Val, Mismatch> {
    let missing = || Mismatch::MissingCase { of: name, case };
    match into {
        Type::Enum(of) => {
            of.names().find(|own| *own == case).ok_or_else(missing)?;
            Ok(Val::Enum(case.to_owned()))
        }
        Type::Variant(of) => {
            let own = of.cases().find(|own| own.name == case).ok_or_else(missing)?;
            let payload = match (payload, &own.ty) {
                (Some(payload), Some(into)) => Some(Box::new(payload.lowered(into)?)),
                _ => None,
            };
            Ok(Val::Variant(case.to_owned(), payload))
        }
        other => Err(Mismatch::kind("a variant", kind_of(other)).within(name, case)),
    }
}

/// The fields of a record that a component gave.
pub struct Fields {
    record: &'static str,
    given: Vec<(String, Val)>,
}

impl Fields {
    /// The fields of a value that should be the record of this name.
    ///
    /// # Errors
    /// It is no record.
    pub fn of(record: &'static str, given: Val) -> Result<Self, Mismatch> {
        match given {
            Val::Record(given) => Ok(Self { record, given }),
            other => Err(Mismatch::kind("a record", kind_of_value(&other)).within(record, "")),
        }
    }

    fn find(&mut self, field: &'static str) -> Option<Val> {
        let at = self.given.iter().position(|(name, _)| name == field)?;
        Some(self.given.swap_remove(at).1)
    }

    /// A field that every contract has.
    ///
    /// # Errors
    /// It is not there, or is of another type.
    pub fn take<T: Reflected>(&mut self, field: &'static str) -> Result<T, Mismatch> {
        let value = self.find(field).ok_or(Mismatch::MissingField { record: self.record, field })?;
        T::lifted(value).map_err(|why| why.within(self.record, field))
    }

    /// A field that was added to the contract: its type's default where it is not there.
    ///
    /// # Errors
    /// It is of another type.
    pub fn take_later<T: Reflected + Default>(&mut self, field: &'static str) -> Result<T, Mismatch> {
        let value = self.find(field).map(T::lifted).transpose();
        Ok(value.map_err(|why| why.within(self.record, field))?.unwrap_or_default())
    }
}

/// The case of an enumeration or variant that a component gave.
pub struct Case {
    of: &'static str,
    /// The name of the case.
    pub name: String,
    payload: Option<Box<Val>>,
}

impl Case {
    /// The case of a value that should be of the enumeration or variant of this name.
    ///
    /// # Errors
    /// It is neither.
    pub fn of(of: &'static str, given: Val) -> Result<Self, Mismatch> {
        match given {
            Val::Enum(name) => Ok(Self { of, name, payload: None }),
            Val::Variant(name, payload) => Ok(Self { of, name, payload }),
            other => Err(Mismatch::kind("a variant", kind_of_value(&other)).within(of, "")),
        }
    }

    /// The payload of the case.
    ///
    /// # Errors
    /// There is none, or it is of another type.
    pub fn payload<T: Reflected>(self) -> Result<T, Mismatch> {
        let Some(payload) = self.payload else {
            return Err(Mismatch::kind("a payload", "nothing").within(self.of, &self.name));
        };
        T::lifted(*payload).map_err(|why| why.within(self.of, &self.name))
    }

    /// The case is none that the contract has.
    #[must_use]
    pub fn unknown(self) -> Mismatch {
        Mismatch::UnknownCase { of: self.of, case: self.name }
    }
}
