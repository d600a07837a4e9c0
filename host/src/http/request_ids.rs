//! Ids of requests: each request has one, which its answer and every line that the log has of it name.

use axum::{Router, http::Request};
use tower_http::{
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::TraceLayer,
};

/// The router with an id for each request: the one that a proxy has given it, else a UUID.
pub fn with_ids<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router
        .layer(TraceLayer::new_for_http().make_span_with(|request: &Request<_>| {
            let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
            tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
        }))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use axum::{body::Body, response::IntoResponse, routing::get};
    use std::{fs, sync::Mutex};
    use tower::ServiceExt;

    #[tokio::test]
    async fn the_log_names_the_id_that_the_answer_has() {
        let log = tempfile::NamedTempFile::new().unwrap();
        let writer = Mutex::new(log.reopen().unwrap());
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(writer).finish();
        let _guard = tracing::subscriber::set_default(subscriber);
        let fault = get(async || Error::internal("a fault of the test").into_response());
        let router = with_ids(Router::<()>::new().route("/fault", fault));
        for given in [None, Some("from-the-proxy-7")] {
            let mut request = Request::get("/fault");
            if let Some(id) = given {
                request = request.header("x-request-id", id);
            }
            let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
            assert!(given.is_none_or(|given| given == id) && !id.is_empty(), "{id}");
            let said = fs::read_to_string(log.path()).unwrap();
            let named = |line: &str| line.contains("a fault of the test") && line.contains(&id);
            assert!(said.lines().any(named), "{id} is not in the log: {said}");
        }
    }
}
