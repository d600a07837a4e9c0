//! A process of the program under trial that is watched while it works, and killed.

use anyhow::{Context, Result, ensure};
use std::{
    fs,
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// A process whose lines are read while it runs.
pub struct Running {
    child: Child,
    said: Arc<Mutex<Vec<String>>>,
}

impl Running {
    /// Starts a command.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start(mut command: Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let said = Arc::<Mutex<Vec<String>>>::default();
        let (output, errors) = (child.stdout.take().context("its output")?, child.stderr.take().context("its errors")?);
        for source in [Box::new(output) as Box<dyn Read + Send>, Box::new(errors)] {
            let said = said.clone();
            thread::spawn(move || {
                let lines = BufReader::new(source).lines().map_while(Result::ok);
                lines.for_each(|line| said.lock().unwrap_or_else(PoisonError::into_inner).push(line));
            });
        }
        Ok(Self { child, said })
    }

    /// What it has said so far.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The address under which it answers, once it does.
    #[must_use]
    pub fn listens(&self) -> Option<String> {
        self.said().iter().find(|line| line.starts_with("http://")).map(|line| line.trim().to_owned())
    }

    /// How many bytes of files and pipes it has read and written: how far it has come, whatever the machine is busy with.
    ///
    /// # Errors
    /// If the kernel does not say.
    pub fn moved(&self) -> Result<u64> {
        let io = fs::read_to_string(format!("/proc/{}/io", self.child.id()))?;
        let lines = io.lines().filter(|line| line.starts_with("rchar:") || line.starts_with("wchar:"));
        let bytes = lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        Ok(bytes.sum())
    }

    /// Fails if it has ended by itself.
    ///
    /// # Errors
    /// If it has ended.
    pub fn goes_on(&mut self) -> Result<()> {
        let ended = self.child.try_wait()?;
        ensure!(ended.is_none(), "it ended by itself: {ended:?}; {}", self.said().join("\n"));
        Ok(())
    }

    /// Whether it has ended, and well.
    ///
    /// # Errors
    /// If the kernel does not say.
    pub fn ended(&mut self) -> Result<Option<bool>> {
        Ok(self.child.try_wait()?.map(|status| status.success()))
    }

    /// SIGKILL: nothing is finished, nothing is flushed.
    ///
    /// # Errors
    /// If it cannot be killed.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
