//! Small offices in which any sequence of commands is carried out on any route, and what must hold then.

mod examples;
mod folds;
mod office;
mod properties;
mod world;
