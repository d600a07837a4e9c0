//! Departments, people, posts: who holds which role for whom.

mod departments;
mod earlier;
mod everybody;
mod member;
mod order;
mod roles;

pub use everybody::Staff;
pub use member::{FormerBadge, Member, Post, Shift};
pub use order::{Order, Standing, heights};
pub use roles::RolesFor;
