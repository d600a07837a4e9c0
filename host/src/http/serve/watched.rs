//! A connection whose progress is watched: a head that does not come, an answer that nobody reads and a pause that lasts too
//! long end it.

use super::HttpLimits;
use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::Instant,
};

/// What the connection is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Nothing of the next request has come.
    Idle,
    /// A head has begun.
    Head,
    /// A request is being answered.
    Answering,
}

#[derive(Debug)]
struct State {
    phase: Phase,
    since: Instant,
    /// Since when the other side has taken nothing of what is written.
    unread_since: Option<Instant>,
}

/// What is known of a connection's progress; shared by its socket, its service and its watchdog.
#[derive(Clone, Debug)]
pub struct Progress(Arc<Mutex<State>>);

impl Progress {
    /// A connection that has just been opened: its first head must come at once.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State { phase: Phase::Head, since: Instant::now(), unread_since: None })))
    }

    fn with<T>(&self, does: impl FnOnce(&mut State) -> T) -> T {
        does(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn enter(&self, phase: Phase) {
        self.with(|state| (state.phase, state.since) = (phase, Instant::now()));
    }

    /// Notes that the head of a request has come whole and that it is being answered.
    pub fn answering(&self) {
        self.enter(Phase::Answering);
    }

    /// The answer has been given to the socket.
    pub fn answered(&self) {
        self.enter(Phase::Idle);
    }

    fn came(&self) {
        self.with(|state| {
            if state.phase == Phase::Idle {
                (state.phase, state.since) = (Phase::Head, Instant::now());
            }
        });
    }

    fn written(&self, taken: bool) {
        self.with(|state| {
            state.unread_since = if taken { None } else { state.unread_since.or_else(|| Some(Instant::now())) };
        });
    }

    /// When the connection ends if nothing moves until then.
    fn deadline(&self, limits: &HttpLimits) -> Option<Instant> {
        self.with(|state| {
            let phase = match state.phase {
                Phase::Idle => Some(state.since + limits.idle()),
                Phase::Head => Some(state.since + limits.header()),
                Phase::Answering => None,
            };
            let unread = state.unread_since.map(|since| since + limits.body());
            phase.into_iter().chain(unread).min()
        })
    }

    /// Returns once the connection has stood still for longer than it may.
    pub async fn stalled(&self, limits: &HttpLimits) {
        // Often enough for what is measured in seconds.
        let look = limits.header().min(limits.body()).min(limits.idle()) / 4;
        loop {
            tokio::time::sleep(look.max(std::time::Duration::from_millis(50))).await;
            if self.deadline(limits).is_some_and(|deadline| deadline <= Instant::now()) {
                return;
            }
        }
    }
}

/// A socket that tells of its progress.
#[derive(Debug)]
pub struct Watched<S> {
    socket: S,
    progress: Progress,
}

impl<S> Watched<S> {
    /// Watches a socket.
    pub const fn new(socket: S, progress: Progress) -> Self {
        Self { socket, progress }
    }

    fn note<T>(&self, polled: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        self.progress.written(polled.is_ready());
        polled
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let polled = Pin::new(&mut self.socket).poll_read(cx, into);
        if into.filled().len() > before {
            self.progress.came();
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.socket).poll_write(cx, bytes);
        self.note(polled)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.socket).poll_write_vectored(cx, parts);
        self.note(polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }
}
