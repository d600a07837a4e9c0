//! The rules of the server itself, without input or output: ids, who may see what, typed events, rejections.
//!
//! Nothing here knows a database, HTTP, the sandbox or a clock. Whatever a rule needs is a parameter, so that each is tested
//! by calling it.

pub mod access;
pub mod accounts;
pub mod alarm;
pub mod anchor;
pub mod assessments;
pub mod characters;
pub mod days;
pub mod deciders;
mod erasure;
pub mod event_hash;
pub mod events;
mod ids;
pub mod jobs;
pub mod keepers;
pub mod matters;
pub mod message;
mod names;
pub mod public_links;
pub mod reading;
mod record_status;
pub mod rehearsals;
pub mod rejection;
pub mod reminders;
mod retention_kind;
pub mod revisions;
pub mod rosters;
pub mod settings;
mod system_role;
pub mod workflow;

pub use erasure::{DueTerm, ErasurePhase, HoldReason, Terms, kept_since};
pub use events::{Event, Recorded};
pub use ids::{
    AssessmentId, BookingId, Counted, DelegationId, DepartmentId, ErasureId, FollowUpId, MatterId, NoticeId, OfficeId,
    OpeningId, PersonId, PostId, ProposalId, PublicLinkId, PublicationId, RecordId, RecordingId, RehearsalId,
    RequestId, ResourceId, RevisionId, ShiftId, SuspensionId, SwapId, TaskId,
};
pub use record_status::RecordStatus;
pub use rejection::Rejection;
pub use retention_kind::RetentionKind;
pub use system_role::SystemRole;
