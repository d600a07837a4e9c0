//! Small offices in which any sequence of commands is carried out on any route, and what must hold then.

mod office;
mod properties;
mod world;
