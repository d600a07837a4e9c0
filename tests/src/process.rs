//! The server as a process that can be killed, on a disk that can be full and a database that can be cut off.

use crate::{parts::share_compiled, place::root};
use anyhow::{Context, Result};
use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::Notify,
};

/// A running server.
pub struct Server {
    /// The address under which it answers, without a path.
    pub base: String,
    child: Child,
}

impl Server {
    /// Starts the server with the test office, played at its first start.
    ///
    /// # Errors
    /// If it does not come up.
    pub fn start(program: &OsStr, data: &Path, database: Option<&str>, at: &str) -> Result<Self> {
        Self::start_with(program, &root().join("target/regulations"), data, database, at)
    }

    /// The same, with the regulations of another folder.
    ///
    /// # Errors
    /// If it does not come up.
    pub fn start_with(
        program: &OsStr,
        regulations: &Path,
        data: &Path,
        database: Option<&str>,
        at: &str,
    ) -> Result<Self> {
        if !data.join("compiled").exists() {
            share_compiled(data)?;
        }
        let mut command = Command::new(program);
        command.arg("demo").args(["--listen", "127.0.0.1:0", "--at", at]).arg("--data").arg(data);
        command.arg("--regulations").arg(regulations);
        command.arg("--office").arg(root().join("tests/office"));
        if let Some(database) = database {
            command.args(["--database", database]);
        }
        // Its log is of use only to somebody who looks for a fault.
        if std::env::var_os("RUST_LOG").is_none() {
            command.stderr(Stdio::null());
        }
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("its output")?).lines();
        let base = lines.find_map(|line| line.ok().filter(|line| line.starts_with("http://")));
        // What it still prints is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Ok(Self { base: base.context("the server ended before it listened")?, child })
    }

    /// SIGKILL: nothing is finished, nothing is flushed.
    ///
    /// # Errors
    /// If it cannot be killed.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

/// A small disk of its own, mounted where a data folder goes.
pub struct SmallDisk {
    /// Where it is mounted.
    pub path: PathBuf,
}

impl SmallDisk {
    /// Mounts a disk of so many MiB; nothing where one may not mount.
    #[must_use]
    pub fn mount(path: &Path, mebibytes: u32) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={mebibytes}m"), "guiju-test"]).arg(path);
        let mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        mounted.then(|| Self { path: path.to_owned() })
    }

    /// Fills it to the last byte with a file that can be removed again.
    ///
    /// # Errors
    /// If the file cannot be begun.
    pub fn fill(&self) -> Result<PathBuf> {
        use std::io::Write;
        let path = self.path.join("filler");
        let mut filler = std::fs::File::create(&path)?;
        for size in [1 << 16, 1 << 12, 1] {
            while filler.write_all(&vec![0; size]).is_ok() {}
        }
        Ok(path)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.path).status();
    }
}

/// The line to a database, which can be cut and mended.
pub struct Line {
    /// The address at this end.
    pub address: String,
    open: Arc<AtomicBool>,
    cut: Arc<Notify>,
}

impl Line {
    /// Lays a line to an address.
    ///
    /// # Errors
    /// If no socket is free.
    pub async fn to(target: String) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let (open, cut) = (Arc::new(AtomicBool::new(true)), Arc::new(Notify::new()));
        let (still, ended) = (open.clone(), cut.clone());
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                if !still.load(Ordering::SeqCst) {
                    continue;
                }
                let (ended, target) = (ended.clone(), target.clone());
                tokio::spawn(async move {
                    let Ok(mut far) = TcpStream::connect(target).await else { return };
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        () = ended.notified() => {}
                    }
                });
            }
        });
        Ok(Self { address, open, cut })
    }

    /// Cuts every connection, and lets no new one through.
    pub fn cut(&self) {
        self.open.store(false, Ordering::SeqCst);
        self.cut.notify_waiters();
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        self.open.store(true, Ordering::SeqCst);
    }
}
