//! Departments, people, posts: who holds which role for whom.

mod deciders;
mod departments;
mod everybody;
mod member;
mod order;

pub use deciders::Deciders;
pub use everybody::Staff;
pub use member::{FormerBadge, Member, Post, Shift};
pub use order::{Order, Standing, heights};
