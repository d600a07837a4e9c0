//! Benchmarks. They assert ratios within one run; times are only printed.
//!
//! `cargo xtask bench [engine|http|month|rehearsal|process]`, and `cargo xtask bench beside SERVER REGULATIONS` for
//! another binary of the server, and `cargo xtask bench verify [EVENTS]`.

mod beside;
mod engine;
mod http;
mod inputs;
mod measure;
mod month;
mod process;
mod rehearsal;
mod verify;

use anyhow::Result;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let words = std::env::args().skip(1).collect::<Vec<_>>();
    let wanted = words.first();
    let wants = |name: &str| wanted.is_none_or(|wanted| wanted == name);
    if wants("engine") {
        engine::run()?;
    }
    if wants("http") {
        http::run()?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if wanted.is_some_and(|wanted| wanted == "beside") {
        runtime.block_on(beside::run(&words[1..]))?;
    }
    if wanted.is_some_and(|wanted| wanted == "verify") {
        runtime.block_on(verify::run(&words[1..]))?;
    }
    if wants("month") {
        runtime.block_on(month::run())?;
    }
    if wants("rehearsal") {
        runtime.block_on(rehearsal::run())?;
    }
    if wants("process") {
        runtime.block_on(process::run())?;
    }
    Ok(())
}
