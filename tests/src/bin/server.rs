//! The server as a process of its own, for the stories in which it is killed.

fn main() -> anyhow::Result<()> {
    guiju::command::main()
}
