//! Everything a newcomer types: `cargo xtask serve | test | build | alone | clauses | bench`.

mod alone;
mod attack;
mod called;
mod catalogue;
mod clauses;
mod copied;
mod fuzz;
mod licences;
mod lints;
mod needs;
mod planted;
mod plugins;
mod portal;
mod reference;
mod run;
mod serve;
mod suites;
mod test;
mod tidy;
mod trials;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask serve      build everything and start the demonstration office
cargo xtask test       formatting, lints, unit tests, cases, end to end on both databases, browser
cargo xtask trials     faults that there were, tried on any binary: --binary PATH [--database sqlite|postgres] [part of a name]
cargo xtask attack     attacks at full length on what is built: one table at the end; [part of a name]
cargo xtask fuzz       the property tests of every parser with many cases (PROPTEST_CASES, else 20000); [part of a name]
                       --planted: each of them fails on a fault that is planted in a copy
cargo xtask build      regulations, portal and a release server, below target/guiju
cargo xtask plugins    only the regulations, below target/regulations
cargo xtask portal     only the portal, below target/portal-files
cargo xtask alone      a copy without plugins: the host builds and passes its own tests
cargo xtask tidy       the rules for the code: every finding, and how many debt.txt still lets through;
                       --all: those too; --debt: write debt.txt anew; --imports: what makes the circles
cargo xtask clauses    each clause with its kind, its code and its cases; a gap is an error
cargo xtask bench      the benchmarks, as ratios within one run";

fn main() -> Result<()> {
    std::env::set_current_dir(run::root())?;
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest = words.collect::<Vec<_>>();
    match command.as_str() {
        "serve" => serve::serve(&rest),
        "test" => test::test(),
        "trials" => trials::run_trials(&rest),
        "attack" => attack::attack(&rest),
        "fuzz" => fuzz::fuzz(&rest),
        "build" => serve::build_release(),
        "plugins" => plugins::build().map(drop),
        "portal" => portal::build().map(drop),
        "alone" => plugins::build().and_then(|_| alone::check()),
        "tidy" => tidy::tidy(&rest),
        "clauses" => clauses::report(),
        "bench" => serve::bench(&rest),
        "" | "help" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("there is no task {other}\n\n{HELP}"),
    }
}
