//! Attacks on a running server, on loopback, bounded in number and time: in short with every other test, at full length
//! by `cargo xtask attack`.

mod cluster;
mod crowd;
mod fuzz;
mod tampering;

use std::fmt::Display;

/// Whether the attacks run at full length.
fn long() -> bool {
    std::env::var("GUIJU_ATTACK").is_ok_and(|length| length == "long")
}

/// A line of the table: which attack, what was done, what came of it.
fn line(attack: &str, what: impl Display, came: impl Display) {
    println!("\nATTACK {attack}\t{what}\t{came}");
}
