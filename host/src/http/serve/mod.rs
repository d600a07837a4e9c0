//! Serving a listener: bounded connections, time limits on what comes slowly, an end that waits for what is under way.

mod limits;
mod sources;
mod watched;

pub use limits::HttpLimits;

use axum::{Router, body::Body, extract::ConnectInfo, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use ipnet::IpNet;
use sources::{Full, Place, Sources};
use std::{
    convert::Infallible,
    future::Future,
    net::{IpAddr, SocketAddr},
    pin::pin,
    time::Duration,
};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};
use tower::ServiceExt;
use watched::{Progress, Watched};

/// What is told to whoever finds no place; written as it stands, so that it costs next to nothing.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
/// How long a listener rests after it could not take a connection, because no file descriptor was free.
const REST: Duration = Duration::from_millis(200);

/// Serves a router on a listener until `ended`; then what is under way may end, within the limit. A trusted proxy brings
/// everybody's connections and is bounded with all alone.
pub async fn accept(
    router: Router,
    listener: TcpListener,
    (limits, proxies): (HttpLimits, &[IpNet]),
    ended: impl Future<Output = ()>,
) {
    let of_source = |source: IpAddr| {
        let trusted = proxies.iter().any(|proxy| proxy.contains(&source.to_canonical()));
        if trusted { limits.connections } else { limits.connections_per_source }
    };
    let (ending, told) = watch::channel(false);
    let (sources, mut open) = (Sources::default(), JoinSet::new());
    let mut ended = pin!(ended);
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut ended => break,
            Some(_) = open.join_next(), if !open.is_empty() => continue,
        };
        match taken {
            Ok((socket, peer)) => match sources.take(peer.ip(), limits.connections, of_source(peer.ip())) {
                Ok(place) => {
                    let _ = socket.set_nodelay(true);
                    let connection = Connection { router: router.clone(), peer, limits, place };
                    open.spawn(connection.serve(socket, told.clone()));
                }
                Err(full) => refuse(socket, full),
            },
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(REST).await;
            }
        }
    }
    drop(listener);
    let _ = ending.send(true);
    let all = async { while open.join_next().await.is_some() {} };
    if tokio::time::timeout(limits.end(), all).await.is_err() {
        tracing::warn!(open = open.len(), "connections are cut: what was under way did not end in time");
    }
}

/// Says that there is no place, if that can be said at once.
fn refuse(socket: TcpStream, full: Full) {
    metrics::counter!("guiju_connections_refused_total", "full" => full.name()).increment(1);
    let _ = socket.try_write(FULL);
    tokio::spawn(async move {
        let mut socket = socket;
        let _ = tokio::time::timeout(Duration::from_secs(1), socket.shutdown()).await;
    });
}

/// A connection that has a place.
struct Connection {
    router: Router,
    peer: SocketAddr,
    limits: HttpLimits,
    place: Place,
}

impl Connection {
    /// Answers its requests until either side ends it, it stands still for too long, or the server ends.
    async fn serve(self, socket: TcpStream, mut told: watch::Receiver<bool>) {
        let Self { router, peer, limits, place } = self;
        let progress = Progress::new();
        let socket = TokioIo::new(Watched::new(socket, progress.clone()));
        let within = progress.clone();
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            within.answering();
            let (router, progress) = (router.clone(), within.clone());
            async move {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(peer));
                let Ok(response) = router.oneshot(request).await;
                Ok::<_, Infallible>(until_sent(response, progress))
            }
        });
        let mut builder = http1::Builder::new();
        // The watchdog below knows a head from a pause between two requests; the library's own timer does not.
        builder.header_read_timeout(None).max_header_size(limits.header_bytes);
        let mut connection = pin!(builder.serve_connection(socket, service));
        let mut ending = false;
        loop {
            tokio::select! {
                served = connection.as_mut() => {
                    if let Err(error) = served {
                        tracing::debug!(%peer, %error, "a connection ended early");
                    }
                    break;
                }
                () = progress.stalled(&limits) => {
                    metrics::counter!("guiju_connections_stalled_total").increment(1);
                    tracing::debug!(%peer, "a connection stood still for too long");
                    break;
                }
                _ = told.changed(), if !ending => {
                    ending = true;
                    connection.as_mut().graceful_shutdown();
                }
            }
        }
        drop(place);
    }
}

/// The answer, which tells the watchdog when it has been handed to the socket.
fn until_sent(response: Response, progress: Progress) -> hyper::Response<Sent> {
    response.map(|body| Sent { body, progress })
}

/// A body that says when it has been sent, or is given up.
struct Sent {
    body: Body,
    progress: Progress,
}

impl Drop for Sent {
    fn drop(&mut self) {
        self.progress.answered();
    }
}

impl hyper::body::Body for Sent {
    type Data = axum::body::Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
        std::pin::Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}
