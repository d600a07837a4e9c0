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
    rejection::{
        Account, Act, Blob, Booking, Class, Decision, Entrance, Filing, Import, Keeper, Limit, Opening, Policy, Record,
        Repeated, SettingFault, Text, Unknown, Vacancy,
    },
};
use guiju_store::{BlobError, BlobName, Cause};
use thiserror::Error;

/// Everything that can go wrong with a request.
#[derive(Debug, Error)]
pub enum Error {
    /// A command that is not carried out, for a reason that has a stable code.
    #[error("{}", words::say(.0, Language::Chinese))]
    Rejected(#[from] Rejection),
    /// Nothing that can be done there.
    #[error("这个地址不接受这样的操作")]
    Method,
    /// No session.
    #[error("请先登录")]
    Unauthenticated,
    /// Not allowed.
    #[error("{0}")]
    Forbidden(String),
    /// Not understood.
    #[error("{0}")]
    Invalid(String),
    /// A filing with faults.
    #[error("还有 {} 处需要改正或说明", .0.iter().filter(|finding| finding.severity != guiju_model::Severity::Notice).count())]
    Findings(Vec<FindingShown>),
    /// A package with reasons not to install it.
    #[error("这个制度包不能安装，共有 {} 个原因", .0.len())]
    Package(Vec<FindingShown>),
    /// Somebody was faster.
    #[error("{0}")]
    Conflict(String),
    /// Nobody holds a role that is needed.
    #[error("{0}")]
    Vacancy(String),
    /// Too many attempts.
    #[error("尝试次数过多，请 {0} 分钟后再试")]
    Throttled(i64),
    /// A regulation's plugin failed.
    #[error("《{0}》的规则程序没有给出可用的答复，已通知管理员；您填写的内容没有丢失，请稍后再试")]
    Regulation(String, #[source] guiju_engine::CallFault),
    /// A component that is not accepted.
    #[error("这个制度文件不能使用：{}", crate::revisions::refusals(.0).join("；"))]
    Refused(#[from] guiju_engine::LoadError),
    /// Too large.
    #[error("内容过大：最多 {}", words::sized(*.0))]
    TooLarge(u64),
    /// The database or the disk cannot be used now.
    #[error("数据暂时无法保存，请稍后再试；未收到受理回执的内容没有生效")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A fault of this server.
    #[error("服务器出错，已记录；请稍后再试")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A result of this server.
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
            Self::Rejected(Rejection::Limit(why)) => why.wait(),
            Self::Rejected(Rejection::Account(why)) => why.wait(),
            Self::Throttled(minutes) => Some(minutes.unsigned_abs() * 60),
            Self::Unavailable(_) => Some(5),
            _ => None,
        }
    }

    /// The HTTP status and the kind of problem.
    fn kind(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Rejected(Rejection::Vacancy(why)) => (status_of(why.class()), "vacancy"),
            Self::Rejected(why) => (status(why), kind_of(status(why))),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed"),
            Self::Unauthenticated => (StatusCode::UNAUTHORIZED, "unauthenticated"),
            Self::Forbidden(_) => (StatusCode::FORBIDDEN, "forbidden"),
            Self::Invalid(_) => (StatusCode::BAD_REQUEST, "invalid"),
            Self::Findings(_) => (StatusCode::UNPROCESSABLE_ENTITY, "findings"),
            Self::Package(_) => (StatusCode::UNPROCESSABLE_ENTITY, "package-refused"),
            Self::Conflict(_) => (StatusCode::CONFLICT, "conflict"),
            Self::Vacancy(_) => (StatusCode::UNPROCESSABLE_ENTITY, "vacancy"),
            Self::Throttled(_) => (StatusCode::TOO_MANY_REQUESTS, "throttled"),
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
        Class::Conflict => StatusCode::CONFLICT,
        Class::Unprocessable | Class::Vacancy => StatusCode::UNPROCESSABLE_ENTITY,
        Class::Throttled => StatusCode::TOO_MANY_REQUESTS,
        Class::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        Class::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The HTTP status of a rejection.
const fn status(why: &Rejection) -> StatusCode {
    match why {
        Rejection::Account(why) => account_status(*why),
        Rejection::Decision(Decision::NoLongerYours(_)) => StatusCode::CONFLICT,
        Rejection::Decision(Decision::HasLeft) => StatusCode::FORBIDDEN,
        Rejection::Decision(Decision::HoldsAnotherPlace(_)) => StatusCode::BAD_REQUEST,
        Rejection::Keeper(why) => keeper_status(*why),
        Rejection::Blob(Blob::Unreachable | Blob::BeingRemoved) | Rejection::Policy(_) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Rejection::Blob(_) => StatusCode::INTERNAL_SERVER_ERROR,
        // Whoever may open it learns that it is there; to everybody else it looks like any other address.
        Rejection::Opening(Opening::Needed) => StatusCode::NOT_FOUND,
        Rejection::Entrance(Entrance::Confidential) => StatusCode::FORBIDDEN,
        Rejection::Opening(Opening::NotYours) => StatusCode::FORBIDDEN,
        Rejection::Opening(Opening::NotNeeded) => StatusCode::CONFLICT,
        Rejection::Opening(Opening::ReasonMissing | Opening::ReasonTooLong) | Rejection::Order(_) => {
            StatusCode::BAD_REQUEST
        }
        Rejection::Unknown(why) => status_of(why.class()),
        Rejection::Act(why) => status_of(why.class()),
        Rejection::Booking(why) => status_of(why.class()),
        Rejection::Filing(why) => status_of(why.class()),
        Rejection::Record(why) => status_of(why.class()),
        Rejection::Vacancy(why) => status_of(why.class()),
        Rejection::Setting(SettingFault::Unknown) => StatusCode::NOT_FOUND,
        Rejection::Setting(SettingFault::Value(_)) => StatusCode::BAD_REQUEST,
        Rejection::Setting(SettingFault::Keeper(_)) => StatusCode::FORBIDDEN,
        Rejection::Limit(Limit::Uploads { .. } | Limit::Installs { .. } | Limit::Bodies { .. }) => {
            StatusCode::TOO_MANY_REQUESTS
        }
        Rejection::Import(Import::NotImported) => StatusCode::NOT_FOUND,
        Rejection::Import(Import::NotYours) => StatusCode::FORBIDDEN,
        Rejection::Import(_) | Rejection::Limit(Limit::ConfidentialRows { .. }) => StatusCode::BAD_REQUEST,
        Rejection::Limit(Limit::SlowBody { .. }) => StatusCode::REQUEST_TIMEOUT,
        Rejection::Limit(_) => StatusCode::CONFLICT,
        Rejection::Repeated(Repeated::OtherContent) => StatusCode::UNPROCESSABLE_ENTITY,
        Rejection::Repeated(Repeated::Unusable) | Rejection::Text(_) => StatusCode::BAD_REQUEST,
    }
}

const fn account_status(why: Account) -> StatusCode {
    match why {
        Account::Throttled(_) | Account::Busy => StatusCode::TOO_MANY_REQUESTS,
        Account::SecondFactorNeeded => StatusCode::UNAUTHORIZED,
        Account::PasswordMustChange | Account::SecondFactorMustBeSet | Account::FirstPasswordExpired => {
            StatusCode::FORBIDDEN
        }
        Account::SecondFactorSet | Account::SecondFactorNotSet | Account::SecretsKeyLost => StatusCode::CONFLICT,
        Account::UnknownSession => StatusCode::NOT_FOUND,
        Account::WrongCredentials | Account::WrongCode | Account::WrongPassword | Account::Password(_) => {
            StatusCode::BAD_REQUEST
        }
    }
}

const fn keeper_status(why: Keeper) -> StatusCode {
    match why {
        Keeper::NotYours | Keeper::OwnRequest | Keeper::AboutOneself | Keeper::NeedsSecurity => StatusCode::FORBIDDEN,
        Keeper::Answered
        | Keeper::Stale
        | Keeper::LastOne
        | Keeper::LeavesWithRole
        | Keeper::PostExists
        | Keeper::Meanwhile => StatusCode::CONFLICT,
        Keeper::LoginTaken
        | Keeper::PasswordMissing
        | Keeper::LoginMissing
        | Keeper::ReasonMissing
        | Keeper::WordsMissing => StatusCode::BAD_REQUEST,
        Keeper::RoleNeedsRequest
        | Keeper::NoAccount
        | Keeper::HoldsAlready
        | Keeper::HoldsNot
        | Keeper::Left
        | Keeper::FirstPassword
        | Keeper::RoleUndeclared => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The kind of problem that a rejection with this status is.
fn kind_of(status: StatusCode) -> &'static str {
    KINDS.iter().find(|(_, known)| *known == status.as_u16()).map_or("invalid", |(kind, _)| kind)
}

/// Every kind of problem with its status, for the API's documentation; the first of a status is the kind of a rejection.
pub const KINDS: [(&str, u16); 17] = [
    ("invalid", 400),
    ("unauthenticated", 401),
    ("forbidden", 403),
    ("not-found", 404),
    ("method-not-allowed", 405),
    ("slow", 408),
    ("conflict", 409),
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

impl From<guiju_store::Error> for Error {
    fn from(error: guiju_store::Error) -> Self {
        match error.cause() {
            Cause::NoOffice => Unknown::Office.into(),
            Cause::Unavailable => Self::Unavailable(error.into()),
            Cause::NulCharacter => Self::Invalid("内容中有空字符（NUL），无法保存；请删去后再试".to_owned()),
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

/// Lets `?` and `into` take a list of rejections.
macro_rules! from_rejections {
    ($($rejection:ident)+) => { $(
        impl From<$rejection> for Error {
            fn from(why: $rejection) -> Self {
                Rejection::from(why).into()
            }
        }
    )+ };
}
from_rejections! {
    Act
    Blob
    Booking
    Filing
    Policy
    Record
    Text
    Unknown
    Vacancy
}

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
            title: words::of_error(&self).in_language(Language::current()),
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
