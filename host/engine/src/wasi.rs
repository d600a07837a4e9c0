//! The empty, deterministic WASI that components of other languages get.
//!
//! An interpreter asks for a clock, for randomness and for the environment before it runs a line of the regulation. It gets
//! answers that come from the call alone: the clock stands at the call's `facts.now`, random numbers follow from the
//! call, there is no argument, no variable, no folder, no input, and what is written goes nowhere. Everything else that
//! WASI has — files, sockets, names, sleeping — is a fault when it is called. A regulation that imports nothing is not
//! touched by any of this.

use std::num::Wrapping;
use wasmtime::{
    Error, Result, StoreContextMut,
    component::{
        Component, Linker, LinkerInstance, Resource, ResourceType, Val,
        types::{ComponentFunc, ComponentItem},
    },
};

/// How much an output stream says that it takes at once, in bytes.
const TAKES: u64 = 64 << 10;
/// Random bytes handed out at once at most.
const MOST: u64 = 64 << 10;

/// What a call knows of time and chance.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moment {
    /// Seconds since 1970 on the office's own clock, as the call tells.
    now: i64,
    /// State of the random numbers.
    random: Wrapping<u64>,
}

impl Moment {
    /// Of a call made at this time; the same time gives the same numbers.
    pub fn of(now: i64) -> Self {
        Self { now, random: Wrapping(now as u64) }
    }

    /// SplitMix64: enough to be spread evenly, and nothing that anybody may keep a secret with.
    fn next(&mut self) -> u64 {
        self.random += 0x9e37_79b9_7f4a_7c15;
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)) * Wrapping(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)) * Wrapping(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).0
    }
}

/// What a component asked for that is not there.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not there")]
pub struct NotThere(pub String);

/// What stands behind every resource: nothing.
struct Nothing;

/// Whether an import belongs to WASI.
pub fn named(import: &str) -> bool {
    import.starts_with("wasi:")
}

/// Defines what a component asks of WASI, and nothing that it does not ask for.
pub fn define<T: AsMut<Moment> + 'static>(linker: &mut Linker<T>, component: &Component) -> Result<()> {
    let engine = linker.engine().clone();
    for (name, item) in component.component_type().imports(&engine).filter(|(name, _)| named(name)) {
        let ComponentItem::ComponentInstance(wanted) = item.ty else { continue };
        let interface = name.split('@').next().unwrap_or(name).to_owned();
        let mut instance = linker.instance(name)?;
        for (function, item) in wanted.exports(&engine) {
            match item.ty {
                ComponentItem::Resource(_) => {
                    instance.resource(function, ResourceType::host::<Nothing>(), |_, _| Ok(()))?;
                }
                ComponentItem::ComponentFunc(_) => answer(&mut instance, &interface, function)?,
                _ => {}
            }
        }
    }
    Ok(())
}

fn answer<T: AsMut<Moment> + 'static>(
    instance: &mut LinkerInstance<'_, T>,
    interface: &str,
    function: &str,
) -> Result<()> {
    let asked = format!("{interface} {function}");
    instance.func_new(
        function,
        move |mut call: StoreContextMut<'_, T>, _: ComponentFunc, given: &[Val], answers: &mut [Val]| {
            let answer = said(&asked, &mut call, given)?.ok_or_else(|| Error::new(NotThere(asked.clone())))?;
            if let Some(place) = answers.first_mut() {
                *place = answer;
            }
            // What was lent for the call is given back.
            for handle in given {
                if let Val::Resource(handle) = handle {
                    handle.resource_drop(&mut call)?;
                }
            }
            Ok(())
        },
    )
}

/// What is said to a question of WASI; nothing where there is no answer that would be true.
fn said<T: AsMut<Moment>>(asked: &str, call: &mut StoreContextMut<'_, T>, given: &[Val]) -> Result<Option<Val>> {
    let seconds = call.data_mut().as_mut().now.max(0) as u64;
    let time = |seconds, nanoseconds| {
        let parts = [("seconds", Val::U64(seconds)), ("nanoseconds", Val::U32(nanoseconds))];
        Val::Record(parts.map(|(name, value)| (name.to_owned(), value)).into())
    };
    let done = |value: Option<Val>| Val::Result(Ok(value.map(Box::new)));
    Ok(Some(match asked {
        "wasi:clocks/wall-clock now" => time(seconds, 0),
        "wasi:clocks/wall-clock resolution" => time(1, 0),
        "wasi:clocks/monotonic-clock now" => Val::U64(0),
        "wasi:clocks/monotonic-clock resolution" => Val::U64(1),
        "wasi:random/random get-random-u64" | "wasi:random/insecure get-insecure-random-u64" => {
            Val::U64(call.data_mut().as_mut().next())
        }
        "wasi:random/random get-random-bytes" | "wasi:random/insecure get-insecure-random-bytes" => {
            let wanted = match given.first() {
                Some(Val::U64(wanted)) => (*wanted).min(MOST),
                _ => 0,
            };
            Val::List((0..wanted).map(|_| Val::U8(call.data_mut().as_mut().next() as u8)).collect())
        }
        "wasi:random/insecure-seed insecure-seed" => {
            let seed = call.data_mut().as_mut();
            Val::Tuple(vec![Val::U64(seed.next()), Val::U64(seed.next())])
        }
        "wasi:cli/environment get-environment"
        | "wasi:cli/environment get-arguments"
        | "wasi:filesystem/preopens get-directories" => Val::List(Vec::new()),
        "wasi:cli/environment initial-cwd"
        | "wasi:cli/terminal-stdin get-terminal-stdin"
        | "wasi:cli/terminal-stdout get-terminal-stdout"
        | "wasi:cli/terminal-stderr get-terminal-stderr" => Val::Option(None),
        "wasi:cli/stdin get-stdin" | "wasi:cli/stdout get-stdout" | "wasi:cli/stderr get-stderr" => {
            Val::Resource(Resource::<Nothing>::new_own(0).try_into_resource_any(call)?)
        }
        "wasi:io/streams [method]input-stream.read" | "wasi:io/streams [method]input-stream.blocking-read" => {
            Val::Result(Err(Some(Box::new(Val::Variant("closed".to_owned(), None)))))
        }
        "wasi:io/streams [method]output-stream.check-write" => done(Some(Val::U64(TAKES))),
        "wasi:io/streams [method]output-stream.write"
        | "wasi:io/streams [method]output-stream.blocking-write-and-flush"
        | "wasi:io/streams [method]output-stream.flush"
        | "wasi:io/streams [method]output-stream.blocking-flush" => done(None),
        _ => return Ok(None),
    }))
}
