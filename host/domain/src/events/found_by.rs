//! The ids in an event's body: whatever a typed body names by an id that is searched for, the event is found by.

use super::{
    about::{Subject, Thing},
    event::Event,
};
use serde::ser::{self, Serialize, Serializer};
use std::{collections::BTreeSet, fmt};

/// Everything by which an event is found besides whoever did it and its matter: what it says it is about, and each thing whose id
/// stands in its body.
#[must_use]
pub fn found_by(event: &impl Event) -> Vec<Subject> {
    if !event.is_told() {
        return Vec::new();
    }
    let mut collector = Collector::default();
    // A body that cannot be written is refused where it is written.
    let _ = event.serialize(&mut collector);
    collector.found.extend(event.about());
    collector.found.into_iter().collect()
}

/// The things that ids of a type name; none for what nobody searches for by number.
fn named_by(id: &str) -> Option<Thing> {
    Some(match id {
        "PersonId" => Thing::Person,
        "PostId" => Thing::Post,
        "DepartmentId" => Thing::Department,
        "RequestId" => Thing::Request,
        "MatterId" => Thing::Matter,
        "RevisionId" => Thing::Revision,
        "ProposalId" => Thing::Proposal,
        "RecordId" | "ResourceId" => Thing::Record,
        "PublicationId" => Thing::Publication,
        "PublicLinkId" => Thing::PublicLink,
        _ => return None,
    })
}

/// Reads a body as it would be written, and keeps the ids alone.
#[derive(Default)]
struct Collector {
    found: BTreeSet<Subject>,
    /// What the next number names.
    naming: Option<Thing>,
}

impl Collector {
    fn number(&mut self, number: impl ToString) {
        self.found.extend(self.naming.take().map(|thing| Subject::of(thing, number)));
    }
}

/// Why a body could not be read.
#[derive(Debug)]
struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

impl ser::Error for Unreadable {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

type Read = Result<(), Unreadable>;

/// Values that name nothing.
macro_rules! names_nothing {
    ($($name:ident($($ty:ty),*);)*) => {$(
        fn $name(self, $(_: $ty),*) -> Read {
            Ok(())
        }
    )*};
}

/// Values that have others in them.
macro_rules! opens {
    ($($name:ident($($ty:ty),*);)*) => {$(
        fn $name(self, $(_: $ty),*) -> Result<Self, Unreadable> {
            Ok(self)
        }
    )*};
}

impl Serializer for &mut Collector {
    type Ok = ();
    type Error = Unreadable;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    names_nothing! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    opens! {
        serialize_seq(Option<usize>);
        serialize_tuple(usize);
        serialize_tuple_struct(&'static str, usize);
        serialize_tuple_variant(&'static str, u32, &'static str, usize);
        serialize_map(Option<usize>);
        serialize_struct(&'static str, usize);
        serialize_struct_variant(&'static str, u32, &'static str, usize);
    }

    fn serialize_i64(self, number: i64) -> Read {
        self.number(number);
        Ok(())
    }

    fn serialize_u64(self, number: u64) -> Read {
        self.number(number);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Read {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Read {
        self.naming = named_by(name);
        value.serialize(&mut *self)?;
        self.naming = None;
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Read {
        value.serialize(self)
    }
}

/// The parts of a value, one after the other.
macro_rules! parts {
    ($($kind:ident: $name:ident($($key:ty)?);)*) => {$(
        impl ser::$kind for &mut Collector {
            type Ok = ();
            type Error = Unreadable;

            fn $name<T: Serialize + ?Sized>(&mut self, $(_: $key,)? value: &T) -> Read {
                value.serialize(&mut **self)
            }

            fn end(self) -> Read {
                Ok(())
            }
        }
    )*};
}
parts! {
    SerializeSeq: serialize_element();
    SerializeTuple: serialize_element();
    SerializeTupleStruct: serialize_field();
    SerializeTupleVariant: serialize_field();
    SerializeStruct: serialize_field(&'static str);
    SerializeStructVariant: serialize_field(&'static str);
}

impl ser::SerializeMap for &mut Collector {
    type Ok = ();
    type Error = Unreadable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Read {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Read {
        value.serialize(&mut **self)
    }

    fn end(self) -> Read {
        Ok(())
    }
}
