//! A developer's shell, in which the server's program has its name.

use crate::place::root;
use anyhow::Result;
use std::{fs, path::Path, process::Command};

/// A shell script in a folder of its own.
///
/// # Errors
/// If the program cannot be put in place.
pub fn shell(folder: &Path, script: &str) -> Result<Command> {
    let programs = root().join("target/guide-programs");
    fs::create_dir_all(&programs)?;
    let program = programs.join("guiju");
    // The server is built with the tests, beside the program that runs this.
    let built = std::env::current_exe()?;
    let built = built.ancestors().nth(2).unwrap_or(Path::new(".")).join("server");
    if fs::read_link(&program).ok().as_ref() != Some(&built) {
        // Another test program may do the same at this moment: then the link is there.
        fs::remove_file(&program).ok();
        std::os::unix::fs::symlink(&built, &program)
            .or_else(|why| if fs::read_link(&program)? == built { Ok(()) } else { Err(why) })?;
    }
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    // What is built twice is compiled once; nothing of this lands in the project's own folders.
    command.args(["-e", "-c", script]).current_dir(folder).env("PATH", path);
    command.env("CARGO_TARGET_DIR", root().join("target/guide")).env("GUIJU_SDK", root());
    command.env("CARGO_NET_OFFLINE", "true").env("RUST_BACKTRACE", "0");
    Ok(command)
}
