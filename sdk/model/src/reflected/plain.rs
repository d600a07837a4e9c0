//! Numbers, texts, lists and what else has no names of its own.

use super::{
    mismatch::{Mismatch, kind_of, kind_of_value},
    values::{Reflected, Version},
};
use wasmtime::component::{Type, Val};

macro_rules! plain {
    ($($own:ty, $case:ident, $name:literal;)*) => { $(
        impl Reflected for $own {
            fn matches(found: &Type, _: Version) -> Result<(), Mismatch> {
                match found {
                    Type::$case => Ok(()),
                    other => Err(Mismatch::kind($name, kind_of(other))),
                }
            }

            fn lowered(&self, _: &Type) -> Result<Val, Mismatch> {
                Ok(Val::$case(self.clone()))
            }

            fn lifted(given: Val) -> Result<Self, Mismatch> {
                match given {
                    Val::$case(value) => Ok(value),
                    other => Err(Mismatch::kind($name, kind_of_value(&other))),
                }
            }
        }
    )* };
}

plain! {
    bool, Bool, "bool";
    u8, U8, "u8";
    u16, U16, "u16";
    u32, U32, "u32";
    u64, U64, "u64";
    i32, S32, "s32";
    i64, S64, "s64";
    String, String, "string";
}

impl<T: Reflected> Reflected for Vec<T> {
    fn matches(found: &Type, contract: Version) -> Result<(), Mismatch> {
        match found {
            Type::List(list) => T::matches(&list.ty(), contract),
            other => Err(Mismatch::kind("a list", kind_of(other))),
        }
    }

    fn lowered(&self, into: &Type) -> Result<Val, Mismatch> {
        let Type::List(list) = into else { return Err(Mismatch::kind("a list", kind_of(into))) };
        let item = list.ty();
        Ok(Val::List(self.iter().map(|value| value.lowered(&item)).collect::<Result<_, _>>()?))
    }

    fn lifted(given: Val) -> Result<Self, Mismatch> {
        match given {
            Val::List(values) => values.into_iter().map(T::lifted).collect(),
            other => Err(Mismatch::kind("a list", kind_of_value(&other))),
        }
    }
}

impl<T: Reflected> Reflected for Option<T> {
    fn matches(found: &Type, contract: Version) -> Result<(), Mismatch> {
        match found {
            Type::Option(option) => T::matches(&option.ty(), contract),
            other => Err(Mismatch::kind("an option", kind_of(other))),
        }
    }

    fn lowered(&self, into: &Type) -> Result<Val, Mismatch> {
        let Type::Option(option) = into else { return Err(Mismatch::kind("an option", kind_of(into))) };
        let value = self.as_ref().map(|value| value.lowered(&option.ty())).transpose()?;
        Ok(Val::Option(value.map(Box::new)))
    }

    fn lifted(given: Val) -> Result<Self, Mismatch> {
        match given {
            Val::Option(value) => value.map(|value| T::lifted(*value)).transpose(),
            other => Err(Mismatch::kind("an option", kind_of_value(&other))),
        }
    }
}

const PAIR: &str = "a pair";

impl<A: Reflected, B: Reflected> Reflected for (A, B) {
    fn matches(found: &Type, contract: Version) -> Result<(), Mismatch> {
        let (first, second) = pair(found)?;
        A::matches(&first, contract)?;
        B::matches(&second, contract)
    }

    fn lowered(&self, into: &Type) -> Result<Val, Mismatch> {
        let (first, second) = pair(into)?;
        Ok(Val::Tuple(vec![self.0.lowered(&first)?, self.1.lowered(&second)?]))
    }

    fn lifted(given: Val) -> Result<Self, Mismatch> {
        let Val::Tuple(values) = given else { return Err(Mismatch::kind(PAIR, kind_of_value(&given))) };
        let [first, second] = <[Val; 2]>::try_from(values).map_err(|_| Mismatch::kind(PAIR, "a tuple"))?;
        Ok((A::lifted(first)?, B::lifted(second)?))
    }
}

/// The types of a pair.
fn pair(found: &Type) -> Result<(Type, Type), Mismatch> {
    let Type::Tuple(tuple) = found else { return Err(Mismatch::kind(PAIR, kind_of(found))) };
    let mut types = tuple.types();
    match (types.next(), types.next(), types.next()) {
        (Some(first), Some(second), None) => Ok((first, second)),
        _ => Err(Mismatch::kind(PAIR, kind_of(found))),
    }
}

const RESULT: &str = "a result";

impl<T: Reflected, E: Reflected> Reflected for Result<T, E> {
    fn matches(found: &Type, contract: Version) -> Result<(), Mismatch> {
        let (good, bad) = result(found)?;
        T::matches(&good, contract)?;
        E::matches(&bad, contract)
    }

    fn lowered(&self, into: &Type) -> Result<Val, Mismatch> {
        let (good, bad) = result(into)?;
        Ok(Val::Result(match self {
            Ok(value) => Ok(Some(Box::new(value.lowered(&good)?))),
            Err(fault) => Err(Some(Box::new(fault.lowered(&bad)?))),
        }))
    }

    fn lifted(given: Val) -> Result<Self, Mismatch> {
        match given {
            Val::Result(Ok(Some(value))) => Ok(Ok(T::lifted(*value)?)),
            Val::Result(Err(Some(fault))) => Ok(Err(E::lifted(*fault)?)),
            other => Err(Mismatch::kind(RESULT, kind_of_value(&other))),
        }
    }
}

/// The types of a result that has both.
fn result(found: &Type) -> Result<(Type, Type), Mismatch> {
    let Type::Result(result) = found else { return Err(Mismatch::kind(RESULT, kind_of(found))) };
    match (result.ok(), result.err()) {
        (Some(good), Some(bad)) => Ok((good, bad)),
        _ => Err(Mismatch::kind(RESULT, "a result without a value")),
    }
}
