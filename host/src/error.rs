//! What a caller did, or what this server cannot do now; rendered as `problem+json`.
//!
//! Use the constructor whose name says what happened. Whatever is nobody's fault but ours is [`Error::Internal`]: its
//! cause goes to the log, the caller learns only that it happened.

use crate::{language::Language, words};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use guiju_api::{FindingShown, Problem};
use guiju_domain::{
    Rejection,
    message::{Argument, Message},
    rejection::{Blob, Class, Limit, Text, Unknown},
};
use guiju_store::{BlobError, BlobName, Cause};
use thiserror::Error;

/// Everything that can go wrong with a request.
#[derive(Debug, Error)]
pub enum Error {
    /// A command that is not carried out, for a reason that has a stable code.
    Rejected(#[from] Rejection),
    /// Nothing that can be done there.
    Method,
    /// No session.
    Unauthenticated,
    /// A filing with faults.
    Findings(Vec<FindingShown>),
    /// A package with reasons not to install it.
    Package(Vec<FindingShown>),
    /// A regulation's plugin failed.
    Regulation(String, #[source] guiju_engine::CallFault),
    /// A component that is not accepted.
    Refused(#[from] guiju_engine::LoadError),
    /// Too large.
    TooLarge(u64),
    /// The database or the disk cannot be used now.
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A fault of this server.
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Result of an operation of the server, with [`Error`] as its error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A fault of this server, from any error.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// The stable code by which a program knows what happened: a rejection's own, else the kind of problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Rejected(why) => why.code(),
            other => other.kind().1,
        }
    }

    /// After how many seconds trying again makes sense, where only time is needed.
    fn wait(&self) -> Option<u64> {
        match self {
            Self::Rejected(why) => why.wait(),
            Self::Unavailable(_) => Some(5),
            _ => None,
        }
    }

    /// The message of the catalogue that tells the error to people.
    #[must_use]
    pub fn message(&self) -> Message {
        let (id, arguments) = match self {
            Self::Rejected(why) => return why.message(),
            Self::Method => ("error-method-not-allowed", vec![]),
            Self::Unauthenticated => ("error-unauthenticated", vec![]),
            Self::Findings(findings) => {
                let serious = findings.iter().filter(|finding| finding.severity != guiju_model::Severity::Notice);
                ("error-findings", vec![("count", serious.count().into())])
            }
            Self::Package(reasons) => ("error-package-refused", vec![("count", reasons.len().into())]),
            Self::Regulation(title, _) => ("error-regulation-fault", vec![("regulation", title.clone().into())]),
            Self::Refused(why) => {
                let reasons = crate::revisions::refusals(why).into_iter().map(|why| Rejection::from(why).message());
                let joined = |one: Message, other: Message| {
                    Message::new("error-reasons", vec![("one", one.into()), ("other", other.into())])
                };
                let reasons = reasons.reduce(joined).map_or(Argument::List(Vec::new()), Argument::Message);
                ("error-regulation-refused", vec![("reasons", reasons)])
            }
            Self::TooLarge(most) => ("error-too-large", vec![("most", (*most).into())]),
            Self::Unavailable(_) => ("error-unavailable", vec![]),
            Self::Internal(_) => ("error-internal", vec![]),
        };
        Message::new(id, arguments)
    }

    /// Whether a regulation is at fault: its call failed, or it reads more than it says. Others go on meanwhile.
    #[must_use]
    pub const fn is_of_regulation(&self) -> bool {
        matches!(self, Self::Regulation(..) | Self::Rejected(Rejection::Limit(Limit::Facts { .. } | Limit::Sum { .. })))
    }

    /// The HTTP status and the kind of problem.
    fn kind(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Rejected(why) => {
                let status = status_of(why.class());
                (status, if why.class() == Class::Vacancy { "vacancy" } else { kind_of(status) })
            }
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed"),
            Self::Unauthenticated => (StatusCode::UNAUTHORIZED, "unauthenticated"),
            Self::Findings(_) => (StatusCode::UNPROCESSABLE_ENTITY, "findings"),
            Self::Package(_) => (StatusCode::UNPROCESSABLE_ENTITY, "package-refused"),
            Self::Regulation(..) => (StatusCode::BAD_GATEWAY, "regulation-fault"),
            Self::Refused(_) => (StatusCode::UNPROCESSABLE_ENTITY, "regulation-refused"),
            Self::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }
}

/// The HTTP status of a class of rejections.
const fn status_of(class: Class) -> StatusCode {
    match class {
        Class::Invalid => StatusCode::BAD_REQUEST,
        Class::Unauthenticated => StatusCode::UNAUTHORIZED,
        Class::Forbidden => StatusCode::FORBIDDEN,
        Class::NotFound => StatusCode::NOT_FOUND,
        Class::Slow => StatusCode::REQUEST_TIMEOUT,
        Class::Gone => StatusCode::GONE,
        Class::Conflict => StatusCode::CONFLICT,
        Class::Unprocessable | Class::Vacancy => StatusCode::UNPROCESSABLE_ENTITY,
        Class::Throttled => StatusCode::TOO_MANY_REQUESTS,
        Class::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        Class::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The kind of problem that a rejection with this status is.
fn kind_of(status: StatusCode) -> &'static str {
    KINDS.iter().find(|(_, known)| *known == status.as_u16()).map_or("invalid", |(kind, _)| kind)
}

/// Every kind of problem with its status, for the API's documentation; the first of a status is the kind of a rejection.
pub const KINDS: [(&str, u16); 18] = [
    ("invalid", 400),
    ("unauthenticated", 401),
    ("forbidden", 403),
    ("not-found", 404),
    ("method-not-allowed", 405),
    ("slow", 408),
    ("conflict", 409),
    ("gone", 410),
    ("too-large", 413),
    ("rejected", 422),
    ("findings", 422),
    ("package-refused", 422),
    ("vacancy", 422),
    ("regulation-refused", 422),
    ("throttled", 429),
    ("internal", 500),
    ("regulation-fault", 502),
    ("unavailable", 503),
];

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&words::message(&self.message(), Language::Chinese))
    }
}

impl From<guiju_store::Error> for Error {
    fn from(error: guiju_store::Error) -> Self {
        match error.cause() {
            Cause::NoOffice => Unknown::Office.into(),
            Cause::Unavailable => Self::Unavailable(error.into()),
            Cause::NulCharacter => Text::Control { character: '\0' }.into(),
            Cause::Fault => Self::Internal(error.into()),
        }
    }
}

impl From<BlobError> for Error {
    fn from(error: BlobError) -> Self {
        tracing::error!(cause = %error, "a stored file cannot be had");
        let why = match error {
            BlobError::Damaged(BlobName::Attachment { .. }) => Blob::Damaged,
            BlobError::Missing(BlobName::Attachment { .. }) => Blob::Missing,
            BlobError::Damaged(BlobName::Package { .. }) => Blob::PackageDamaged,
            BlobError::Missing(BlobName::Package { .. }) => Blob::PackageMissing,
            BlobError::Unreachable(_) => Blob::Unreachable,
        };
        why.into()
    }
}

/// Lets `?` and `into` take every list of rejections.
macro_rules! from_rejections {
    ($($(#[$about:meta])* $noun:ident::$list:ident)+) => { $(
        impl From<guiju_domain::rejection::$list> for Error {
            fn from(why: guiju_domain::rejection::$list) -> Self {
                Rejection::from(why).into()
            }
        }
    )+ };
}
guiju_domain::rejection_nouns!(from_rejections);

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Unavailable(error.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, kind) = self.kind();
        // What a caller did wrong is told to the caller; the log is for what whoever runs the server can mend.
        if let Some(cause) = std::error::Error::source(&self).filter(|_| status.is_server_error()) {
            tracing::error!(kind, cause = %cause, "a request failed");
        }
        let (code, wait) = (self.code(), self.wait());
        let problem = Problem {
            kind: kind.to_owned(),
            code: code.to_owned(),
            title: words::answer(&self.message()),
            status: status.as_u16(),
            detail: None,
            wait,
            findings: match self {
                Self::Findings(findings) | Self::Package(findings) => findings,
                _ => Vec::new(),
            },
        };
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], Json(problem)).into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if matches!(status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
            // The rest of the body is not read, so nothing can follow on this connection.
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, Language, words};
    use guiju_domain::rejection::{Roster, Vacancy};
    use guiju_engine::LoadError;

    #[test]
    fn nobody_to_do_it_is_a_vacancy_wherever_it_is_noticed() {
        let step = Error::from(Vacancy::Circular).kind();
        let roster = Error::from(Roster::NobodyEligible { roster: "值班表".to_owned() }).kind();
        assert_eq!((step.1, step), ("vacancy", roster));
    }

    #[test]
    fn several_reasons_are_told_apart() {
        let refused = Error::from(LoadError::Imports(vec!["a".to_owned(), "b".to_owned()])).message();
        assert!(words::message(&refused, Language::Chinese).contains("它要求 a；制度包不得"));
        assert!(words::message(&refused, Language::English).contains("asks for a; "));
    }
}
