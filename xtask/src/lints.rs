//! The lints of the compiler and of Clippy, each of which is an error.

use crate::{
    portal,
    run::{cargo, run},
    suites::OWN,
};
use anyhow::Result;

/// Lints every package. The portal is linted as the module that it is, and this program by itself: together with the others they
/// would make libraries of other features of what the tests are built of, and each of these would be compiled twice.
pub fn check() -> Result<()> {
    let lint = |words: &[&str]| {
        let mut command = cargo(&["clippy", "--locked"]);
        command.args(words);
        command
    };
    let denied = ["--", "-D", "warnings"];
    run(lint(&["--workspace", "--all-targets"]).args(OWN).args(denied))?;
    run(lint(&["-p", "xtask", "--all-targets"]).args(denied))?;
    run(portal::of_portal(lint(&[])).args(denied))
}
