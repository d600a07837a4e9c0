//! Changing the office itself: people, posts, calendar, parameters, which regulations bind it.

pub mod as_records;
mod attributes;
mod badges;
mod binding;
mod calendar;
mod departments;
mod heads;
mod joining;
mod leaving;
mod lines;
mod offices;
mod order;
mod people;
mod posting;
mod posts;
mod roles;

pub use binding::bind;
pub use calendar::{calendar, publish_year};
pub use joining::import_people;
pub use offices::{create, name};
pub use order::{order, set_order};
pub use people::{Seen, people, write_person};
pub use posting::import_posts;
pub use posts::{check_post, post_facts, read_post, write_post};
pub use roles::{declared_roles, posts, roles};
