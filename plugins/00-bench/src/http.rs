//! A check over HTTP without database work, against a bare echo in the same process: one server thread, one that sends. And
//! a call whose regulation does nothing, which no check can be faster than.

use crate::inputs;
use anyhow::{Context, Result};
use axum::{Json, Router, extract::State, routing::post};
use guiju_engine::{Engine, Limits, Loaded};
use guiju_model::{Check, Date, Matter};
use serde_json::Value;
use std::{
    fs,
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Connections that are kept busy in turn.
const CONNECTIONS: usize = 16;

struct Checking {
    regulation: Loaded,
    /// What comes with every request here; its content is the request's.
    matter: Mutex<Matter>,
    /// The same of a form that the regulation does not have: it says so, and nothing else.
    unknown: Matter,
}

async fn echo(Json(body): Json<Value>) -> Json<Value> {
    Json(body)
}

/// Content crosses into the sandbox as the text that it is.
async fn check(State(checking): State<Arc<Checking>>, body: String) -> Json<Option<Check>> {
    let mut matter = checking.matter.lock().unwrap_or_else(PoisonError::into_inner);
    matter.content = body;
    Json(checking.regulation.validate(&matter).ok())
}

async fn nothing(State(checking): State<Arc<Checking>>, body: String) -> String {
    let _ = checking.regulation.validate(&checking.unknown);
    body
}

fn serve(checking: Arc<Checking>) -> Result<SocketAddr> {
    let paths = Router::new().route("/echo", post(echo)).route("/check", post(check)).route("/nothing", post(nothing));
    let router = paths.with_state(checking);
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener)?, router).await })
    });
    Ok(address)
}

/// A connection with one request under way, never waited for.
struct Busy {
    stream: TcpStream,
    buffer: Vec<u8>,
    read: usize,
}

impl Busy {
    fn new(address: SocketAddr, request: &[u8]) -> Result<Self> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.write_all(request)?;
        stream.set_nonblocking(true)?;
        Ok(Self { stream, buffer: vec![0; 64 << 10], read: 0 })
    }

    /// Whether the answer is there, whole.
    fn answered(&mut self) -> Result<bool> {
        match self.stream.read(&mut self.buffer[self.read..]) {
            Ok(more) => self.read += more,
            Err(why) if why.kind() == ErrorKind::WouldBlock => return Ok(false),
            Err(why) => return Err(why.into()),
        }
        let text = &self.buffer[..self.read];
        let Some(head) = text.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(false) };
        let heads = std::str::from_utf8(&text[..head])?;
        anyhow::ensure!(heads.starts_with("HTTP/1.1 200"), "{heads}");
        let length = heads.lines().find_map(|line| line.strip_prefix("content-length: ")).context("a length")?;
        Ok(self.read >= head + 4 + length.parse::<usize>()?)
    }
}

/// Requests answered in a second: every connection has one request under way, and whoever sends looks at all of them without
/// ever sleeping, so that the server's time is what is measured, not that of waking the other side.
fn rate(address: SocketAddr, path: &str, body: &str, time: Duration) -> Result<f64> {
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let connect = |_| Busy::new(address, request.as_bytes());
    let mut connections = (0..CONNECTIONS).map(connect).collect::<Result<Vec<_>>>()?;
    let (mut answered, started) = (0u64, Instant::now());
    while started.elapsed() < time {
        for connection in &mut connections {
            if connection.answered()? {
                answered += 1;
                connection.read = 0;
                connection.stream.write_all(request.as_bytes())?;
            }
        }
    }
    Ok(answered as f64 / started.elapsed().as_secs_f64())
}

/// Runs and prints.
pub fn run() -> Result<()> {
    let now: Date = "2026-03-02".parse().map_err(|why| anyhow::anyhow!("{why}"))?;
    let cache = tempfile::tempdir()?;
    let engine = Engine::new(Limits::default(), Some(cache.path()))?;
    let regulation = engine.load(&fs::read("target/regulations/attendance.wasm")?)?;
    let matter = inputs::leave(now, regulation.manifest());
    let body = matter.content.clone();
    let unknown = Matter { form: "none".to_owned(), ..matter.clone() };
    let address = serve(Arc::new(Checking { regulation, matter: Mutex::new(matter), unknown }))?;
    // Paths in turn, so that the machine's moods fall on all.
    let mut rates = [("/echo", Vec::new()), ("/check", Vec::new()), ("/nothing", Vec::new())];
    for _ in 0..5 {
        for (path, rates) in &mut rates {
            rates.push(rate(address, path, &body, Duration::from_secs(1))?);
        }
    }
    let [echo, check, nothing] = rates.map(|(_, mut rates)| {
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    });
    println!(
        "over HTTP: echo {echo:.0}/s, validate {check:.0}/s, {:.2} of the echo (target 0.60; a call that does nothing {:.2})",
        check / echo,
        nothing / echo
    );
    Ok(())
}
