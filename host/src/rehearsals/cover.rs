//! What of a recorded matter stays covered from whoever watches a rehearsal: the comparison counts it, its words do not show.

use crate::{
    access::{Access, MASKED, Secrets},
    error::Result,
};
use guiju_domain::access::Confidentiality;
use sqlx::AnyConnection;

/// The cover over one recorded answer.
pub(super) enum Cover {
    /// Everything shows.
    Open,
    /// What is sensitive is masked.
    Sensitive(Secrets),
    /// Only of which form it is.
    Closed(String),
}

impl Cover {
    /// The cover for a reader over what was recorded of a matter; what is about no matter is open.
    pub async fn of(access: &Access, connection: &mut AnyConnection, matter: Option<i64>) -> Result<Self> {
        let Some(matter) = matter else { return Ok(Self::Open) };
        let reading = access.look(connection, matter).await?;
        Ok(match reading.seen.confidentiality {
            _ if reading.seen.whole() => Self::Open,
            Confidentiality::Ordinary => Self::Open,
            Confidentiality::Sensitive => Self::Sensitive(reading.secrets(&*access.staff)),
            Confidentiality::Closed => Self::Closed(format!("《{}》（内容不公开）", reading.form.title)),
        })
    }

    /// Whose it is.
    pub fn title(&self, title: String) -> String {
        match self {
            Self::Open => title,
            Self::Sensitive(secrets) => secrets.hide(&title),
            Self::Closed(title) => title.clone(),
        }
    }

    /// A line of an answer.
    pub fn line(&self, line: &str) -> String {
        match self {
            Self::Open => line.to_owned(),
            Self::Sensitive(secrets) => secrets.hide(line),
            Self::Closed(_) => MASKED.to_owned(),
        }
    }
}
