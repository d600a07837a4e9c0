//! Attacks on a running server, on loopback, bounded in number and time: in short with every other test, at full length
//! by `cargo xtask attack`.

mod cluster;
mod crowd;
mod fuzz;
mod tampering;

use std::fmt::Display;
use tokio::sync::{Mutex, MutexGuard};

/// Whether the attacks run at full length.
fn long() -> bool {
    std::env::var("GUIJU_ATTACK").is_ok_and(|length| length == "long")
}

/// The turn of one attack: they run one after the other, so that what is measured of one is not another's doing.
async fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::const_new(());
    TURN.lock().await
}

/// A line of the table: which attack, what was done, what came of it.
fn line(attack: &str, what: impl Display, came: impl Display) {
    println!("\nATTACK {attack}\t{what}\t{came}");
}
