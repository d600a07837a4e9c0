//! Filing: forms that are offered, previews, drafts, uploaded files, what is still to be filed.

use crate::{
    citations::{DerivedShown, FindingShown},
    matters::StepShown,
    wire::wire,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

wire! {
    /// A form that one may file.
    FormOffered {
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Title of the regulation.
        regulation_title: String,
        /// Area of the regulation, by which menus group: 考勤, 财务 …
        area: String,
        /// Id of the form within its regulation.
        form: String,
        /// Title as people read it.
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
        /// Values that the regulation computes from the content.
        derived: Vec<DerivedShown>,
        /// The steps; empty as long as there are errors of shape.
        stations: Vec<StepShown>,
        /// What else happens when it is approved.
        effects: Vec<String>,
    }
    /// Something that can be filed with one tap.
    Shortcut {
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Id of the form within its regulation.
        form: String,
        /// Title of the form.
        title: String,
        /// What it would say.
        summary: String,
        /// Fields of the form that the shortcut files, as a JSON object.
        content: Value,
    }
    /// What was filed.
    Filed {
        /// Id of the matter.
        id: u64,
        /// Number within its series, once it has one.
        number: Option<String>,
        /// State of the matter: `open`, `completed`, `returned`, `refused` or `withdrawn`; the latter where the same filing was sent before.
        status: String,
        /// What becomes of it next, in words.
        next: String,
    }
    /// A saved draft.
    Draft {
        /// Fields of the form as far as they are filled in, as a JSON object.
        content: Value,
        /// Date and time at which it was last saved.
        saved: String,
    }
    /// A draft in the list of one's drafts.
    DraftLine {
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Id of the form within its regulation.
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
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Id of the form within its regulation.
        form: String,
        /// Title of the form.
        title: String,
        /// Reason in the writer's words.
        reason: String,
        /// Until when it has to be done: date and time.
        due: String,
        /// Whether that is past.
        overdue: bool,
    }
    /// A stored file.
    #[cfg_attr(feature = "openapi", schema(as = Stored))]
    StoredFile {
        /// Name it was uploaded with.
        name: String,
        /// SHA-256 of the bytes, in hexadecimal digits.
        digest: String,
        /// Media type, such as `application/pdf`.
        media_type: String,
        /// Size in bytes.
        size: u64,
    }
}
