//! The command line: serve, set up, play a demonstration, verify, replay; and everything about regulations.

mod build;
mod demo;
mod evidence;
mod examples;
mod files;
mod init;
mod keeper;
mod office;
mod output;
mod program;
#[cfg(test)]
mod reference;
mod registry;
mod regulation;
mod replay;
mod run;
mod scaffold;
mod serve;
mod settings;
mod watch;

pub use program::main;
