//! What a matter says beside who decides about it: what was filed, what was computed from it, and under which rules.

use super::seconds;
use crate::matters::Summary;
use guiju_model::Moment;
use serde::{Deserialize, Serialize};

/// What a matter says and by which rules it is judged. `C` is content as JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Particulars<C> {
    /// The regulation that owns the form.
    pub regulation: String,
    /// The digest of the package by which the matter is judged.
    pub digest: String,
    /// The form's id within the regulation.
    pub form: String,
    /// What was filled in.
    pub content: C,
    /// The computed values.
    pub derived: C,
    /// The findings that stand.
    pub findings: C,
    /// Why it was filed in spite of warnings.
    pub remark: Option<String>,
    /// One line made from the whole content.
    #[serde(with = "whole_line")]
    pub summary: Summary,
    /// Its document number, once it has one.
    pub number: Option<String>,
    /// When it was filed.
    #[serde(with = "seconds")]
    pub filed: Moment,
    /// When what it tells of begins.
    #[serde(with = "seconds")]
    pub starts: Moment,
    /// When what it tells of ends.
    #[serde(with = "seconds")]
    pub ends: Moment,
    /// The parameters in force when it was filed, by regulation.
    pub parameters: C,
    /// Whether it was counted on days whose holidays were not published.
    pub provisional: bool,
    /// The key under which it was filed once.
    pub filing_key: Option<String>,
    /// The digest of what was filed under the key.
    pub filing_digest: Option<String>,
}

/// What a corrected matter says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Correction<C> {
    /// What was filled in.
    pub content: C,
    /// The computed values.
    pub derived: C,
    /// The findings that stand.
    pub findings: C,
    /// Why it was filed in spite of warnings.
    pub remark: Option<String>,
    /// One line made from the whole content.
    #[serde(with = "whole_line")]
    pub summary: Summary,
    /// When what it tells of happens, and whether that was counted on days whose holidays were not published. An event of an earlier
    /// version does not say it; the matter's row stayed as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurs: Option<Occurs>,
}

/// When what a matter tells of happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurs {
    /// When it begins.
    #[serde(with = "seconds")]
    pub starts: Moment,
    /// When it ends.
    #[serde(with = "seconds")]
    pub ends: Moment,
    /// Whether it was counted on days whose holidays were not published.
    pub provisional: bool,
}

/// What came of counting a matter again on days that are published.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recount<C> {
    /// The computed values.
    pub derived: C,
    /// The findings that stand.
    pub findings: C,
    /// One line made from the whole content.
    #[serde(with = "whole_line")]
    pub summary: Summary,
}

impl<C: Clone> Particulars<C> {
    pub(super) fn correct(&mut self, correction: &Correction<C>) {
        let Correction { content, derived, findings, remark, summary, occurs } = correction.clone();
        (self.content, self.derived, self.findings) = (content, derived, findings);
        (self.remark, self.summary) = (remark, summary);
        if let Some(Occurs { starts, ends, provisional }) = occurs {
            (self.starts, self.ends, self.provisional) = (starts, ends, provisional);
        }
    }

    pub(super) fn recount(&mut self, recount: &Recount<C>) {
        let Recount { derived, findings, summary } = recount.clone();
        (self.derived, self.findings, self.summary) = (derived, findings, summary);
        self.provisional = false;
    }
}

/// The one line about a matter, whole, as the chain has it.
mod whole_line {
    use crate::matters::Summary;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(summary: &Summary, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(summary.whole_line())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Summary, D::Error> {
        String::deserialize(deserializer).map(Summary::new)
    }
}
