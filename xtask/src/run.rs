//! Running other programs.

use anyhow::{Context, Result, bail};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The top of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_owned)
}

/// Runs a program to its end; a failure is an error that names it.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?} does not start"))?;
    if !status.success() {
        bail!("{command:?} failed: {status}");
    }
    Ok(())
}

/// `cargo` with these words.
pub fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words);
    command
}

/// Runs programs one after the other beside what is done meanwhile; what they say is printed together at the end.
pub fn beside<T>(commands: Vec<Command>, meanwhile: impl FnOnce() -> T) -> (Result<()>, T) {
    std::thread::scope(|scope| {
        let quietly = |mut command: Command| {
            let output = command.output().with_context(|| format!("{command:?} does not start"))?;
            if !output.status.success() {
                bail!("{}\n{command:?} failed: {}", String::from_utf8_lossy(&output.stderr), output.status);
            }
            Ok(())
        };
        let running = scope.spawn(move || commands.into_iter().try_for_each(quietly));
        let done = meanwhile();
        let ran = running.join().unwrap_or_else(|_| bail!("a program could not be waited for"));
        (ran, done)
    })
}

/// What a program prints.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{command:?} does not start"))?;
    if !output.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Installs the wasm target if the toolchain lacks it.
pub fn wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown/lib").exists() {
        return Ok(());
    }
    println!("installing the target wasm32-unknown-unknown");
    run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
}
