//! Filing: forms that are offered, previews, drafts, uploaded files, what is still to be filed.

use crate::{
    citations::{DerivedShown, FindingShown},
    matters::Station,
    wire::wire,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

wire! {
    /// A form that one may file.
    FormOffered {
        /// Regulation.
        regulation: String,
        /// Its title.
        regulation_title: String,
        /// Kind of work.
        area: String,
        /// Form id.
        form: String,
        /// Title.
        title: String,
        /// First letters of the title's pinyin, by which people look for it: `qjt` for 请假条.
        initials: String,
        /// Its synonyms, what it asks for, the choices it offers and its help, by which people look for it as well.
        words: Vec<String>,
        /// Title, synonyms and choices in letters, each as whole pinyin and initials with a space between: `qingjiatiao qjt`.
        letters: Vec<String>,
        /// How often one has filed it.
        filed: u64,
        /// Whether it may be filed for others.
        on_behalf: bool,
    }
    /// What is filed.
    #[cfg_attr(feature = "openapi", schema(as = Submission))]
    Filing {
        /// Content of the form.
        content: Value,
        /// For whom, if for somebody else.
        on_behalf_of: Option<u64>,
        /// Why it is filed in spite of warnings.
        remark: Option<String>,
    }
    /// What a filing would come to.
    Preview {
        /// Everything there is to say.
        findings: Vec<FindingShown>,
        /// Values computed.
        derived: Vec<DerivedShown>,
        /// The stations; empty as long as there are errors of shape.
        stations: Vec<Station>,
        /// What else happens when it is approved.
        effects: Vec<String>,
    }
    /// Something that can be filed with one tap.
    Shortcut {
        /// Regulation.
        regulation: String,
        /// Form.
        form: String,
        /// Its title.
        title: String,
        /// What it would say.
        summary: String,
        /// What is filed.
        content: Value,
    }
    /// What was filed.
    Filed {
        /// Matter.
        id: u64,
        /// Number.
        number: Option<String>,
        /// Status.
        status: String,
        /// What happens next.
        next: String,
    }
    /// A saved draft.
    Draft {
        /// Content so far.
        content: Value,
        /// When.
        saved: String,
    }
    /// A draft in the list of one's drafts.
    DraftLine {
        /// Regulation.
        regulation: String,
        /// Form id.
        form: String,
        /// Title of the form, or that it is there no longer.
        title: String,
        /// When it was saved.
        saved: String,
        /// Whether the form can be filled in now.
        opens: bool,
    }
    /// Something one is still to file.
    FollowUpShown {
        /// Regulation.
        regulation: String,
        /// Form.
        form: String,
        /// Its title.
        title: String,
        /// Why.
        reason: String,
        /// Until when.
        due: String,
        /// Whether that is past.
        overdue: bool,
    }
    /// A stored file.
    Stored {
        /// Name it was uploaded with.
        name: String,
        /// SHA-256.
        digest: String,
        /// What it is.
        media_type: String,
        /// Bytes.
        size: u64,
    }
}
