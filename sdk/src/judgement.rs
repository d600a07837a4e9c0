//! Periodic judgements as types.

use guiju_model as model;

/// A periodic judgement; declared by `derive(Judgement)` on a unit struct.
pub trait Judgement: 'static {
    /// Its id, unique among the forms and judgements of the regulation.
    const ID: &'static str;

    /// Its declaration in the contract: whom it judges, over which period, from which records.
    fn declare() -> model::Assessed;
}
