//! Compares the operations that the tests have called, as the file of the first argument lists them, with the OpenAPI document: each that
//! changes something leaves an event, or stands in a list with its reason.

use guiju_tests::called::{SILENT, faults, mutating};
use std::{env, error::Error, fs, process::ExitCode};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("the file of calls is not named")?;
    let operations = mutating();
    let faults = faults(&operations, SILENT, &fs::read_to_string(path)?);
    for fault in &faults {
        println!("  {fault}");
    }
    println!("{} operations that change something, {} faults", operations.len(), faults.len());
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
