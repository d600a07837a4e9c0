//! What of a recorded matter stays covered from whoever watches a rehearsal: the comparison counts it, its words do not show.

use crate::{
    access::{Access, MASKED, Secrets},
    error::Result,
    store::Connection,
    words::text,
};
use guiju_domain::{MatterId, access::Confidentiality, rehearsals::Aspect};

/// Masks of one recorded answer, by what the reader may see of its matter.
pub(super) enum Cover {
    /// Everything shows.
    Open,
    /// What is sensitive is masked, and what is said or computed of it.
    Sensitive(Secrets),
    /// Only of which form it is.
    Closed(String),
    /// Only that there is one.
    Unseen,
}

impl Cover {
    /// The cover for a reader over what was recorded of a matter, or of an assessment, of which only those may know whom
    /// `assessed` lets through.
    pub async fn of(
        access: &Access,
        connection: &mut Connection,
        matter: Option<MatterId>,
        assessed: bool,
    ) -> Result<Self> {
        let Some(matter) = matter else { return Ok(if assessed { Self::Open } else { Self::Unseen }) };
        let reading = access.look(connection, matter).await?;
        Ok(match reading.seen.confidentiality {
            _ if reading.seen.whole() => Self::Open,
            _ if !reading.seen.at_all() => Self::Unseen,
            Confidentiality::Ordinary => Self::Open,
            Confidentiality::Sensitive => Self::Sensitive(reading.secrets(&*access.staff)),
            Confidentiality::Closed => Self::Closed(text!("rehearsal-closed", form = &reading.form.title)),
        })
    }

    /// Whether nothing may be told but that there is one.
    pub const fn unseen(&self) -> bool {
        matches!(self, Self::Unseen)
    }

    /// Whose it is.
    pub fn title(&self, title: String) -> String {
        match self {
            Self::Open => title,
            Self::Sensitive(secrets) => secrets.hide(&title),
            Self::Closed(title) => title.clone(),
            Self::Unseen => text!("rehearsal-unseen"),
        }
    }

    /// A line of an answer, of this aspect.
    pub fn line(&self, aspect: Aspect, line: &str) -> String {
        match self {
            Self::Open => line.to_owned(),
            // What was found or computed is made of the content.
            Self::Sensitive(secrets) if matches!(aspect, Aspect::Findings | Aspect::Figures) && secrets.any() => {
                MASKED.to_owned()
            }
            Self::Sensitive(secrets) => secrets.hide(line),
            Self::Closed(_) | Self::Unseen => MASKED.to_owned(),
        }
    }
}
