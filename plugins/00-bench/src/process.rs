//! The server as a process: from its start to the first answer, what it keeps in memory, and when a form can be used.

use anyhow::{Context, Result};
use fantoccini::Locator;
use guiju_tests::{Person, browser::Reader, process::Server, root};
use std::{
    fs,
    net::TcpStream,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Resident memory of a process in MiB.
fn resident(process: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
}

/// Runs and prints.
pub async fn run() -> Result<()> {
    let program = root().join("target/release/guiju");
    let data = tempfile::tempdir()?;
    // The office is played once; what is measured is a start on a data folder that is there.
    let mut server = Server::start(program.as_os_str(), data.path(), None, "2026-03-02T09:00")?;
    server.kill()?;
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let address = format!("127.0.0.1:{port}");
    let mut times = Vec::new();
    for round in 0..6 {
        if round == 0 {
            fs::remove_file(data.path().join("compiled"))?;
        }
        let started = Instant::now();
        let mut command = Command::new(&program);
        command.arg("serve").args(["--listen", &address, "--at", "2026-03-02T09:00"]).arg("--data").arg(data.path());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        while TcpStream::connect(&address).is_err() {
            std::thread::sleep(Duration::from_micros(500));
        }
        let answer = guiju_tests::get(format!("http://{address}/healthz")).await?;
        anyhow::ensure!(answer.status().is_success());
        times.push(started.elapsed());
        if round == 5 {
            tokio::time::sleep(Duration::from_secs(6)).await;
            let idle = resident(child.id())?;
            let person = Person::log_in(&format!("http://{address}"), "li").await?;
            for _ in 0..200 {
                let content =
                    serde_json::json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-05 am", "reason": "有事" });
                person.preview("attendance/leave", &content).await?;
            }
            println!("idle memory {idle} MiB (target 60), after 200 previews {} MiB", resident(child.id())?);
        }
        child.kill()?;
        child.wait()?;
    }
    let cold = times.remove(0);
    times.sort_unstable();
    println!(
        "process start to first answer: compiled cache cold {cold:.0?}, warm {:.0?} (target 150 ms)",
        times[times.len() / 2]
    );
    let server = Server::start(program.as_os_str(), data.path(), None, "2026-03-02T09:00")?;
    form(&server.base).await
}

/// From asking for the address to a field that can be typed into, the portal not yet in the browser's cache and then in it.
async fn form(base: &str) -> Result<()> {
    let Ok(reader) = Reader::alone(base, 1366, 768).await else {
        println!("first usable form: no browser here");
        return Ok(());
    };
    reader.log_in("li").await?;
    let mut times = Vec::new();
    for cached in [false, true, true, true] {
        if !cached {
            reader.forget().await?;
        }
        reader.client.goto("about:blank").await?;
        let started = Instant::now();
        reader
            .client
            .execute("location.href = arguments[0]", vec![format!("{base}/start/attendance/leave").into()])
            .await?;
        reader.client.wait().every(Duration::from_millis(5)).for_element(Locator::Css("#field-kind-0")).await?;
        times.push(started.elapsed());
    }
    println!("first usable form in headless Chromium: {:.0?} with nothing cached, {:.0?} cached", times[0], times[2]);
    reader.client.clone().close().await?;
    Ok(())
}
