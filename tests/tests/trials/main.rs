//! Trials: each shows one fault that the baseline had, against any binary of the server. On the baseline every one of them
//! fails at the assertion of its fault; on what is built now all pass. `cargo xtask trials` runs them against a binary.

mod accounts;
mod codes;
mod deciding;
mod evidence;
mod imports;
mod joint;
mod keepers;
mod limits;
mod lists;
mod office;
mod openapi;
mod portal;
mod reading;
mod servers;
mod sight;
mod time;
mod writing;
