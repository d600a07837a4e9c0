//! `guiju`: the server and its command line.

use std::{io, thread, time::Duration};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often freed memory is looked for.
const PAUSE: Duration = Duration::from_secs(5);

/// Gives freed memory back to the machine while nothing is asked of the server: by itself the allocator only does so when it is
/// asked for more.
fn give_back() -> io::Result<()> {
    let look = || {
        loop {
            thread::sleep(PAUSE);
            // SAFETY: may be called from any thread at any time.
            unsafe { libmimalloc_sys::mi_collect(false) };
        }
    };
    thread::Builder::new().name("memory".to_owned()).spawn(look).map(drop)
}

fn main() -> anyhow::Result<()> {
    give_back()?;
    guiju::command::main()
}
