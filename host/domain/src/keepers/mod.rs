//! The keepers of an office and what two of them change together: one asks, another confirms.

mod request;
mod rules;

pub use request::{Kind, PostFacts, Reply, Request, SettingChange, State, Verifier};
pub use rules::{
    Found, Keeper, PendingRequest, Seats, may_answer, may_ask, may_grant, may_revoke, may_withdraw, still_holds,
};
