//! HTTP: a thin layer over the nouns. Every route is in the OpenAPI document; whoever calls is known before anything else.

mod accounts;
mod assessments;
mod assets;
mod auth;
mod body;
mod charts;
mod document;
mod extract;
mod filing;
mod handed;
mod inspection;
mod jobs;
mod keepers;
mod metrics;
mod obligations;
mod office;
mod proofs;
mod protect;
mod public_links;
mod publications;
mod registers;
mod revisions;
mod rosters;
mod router;
mod search;
mod serve;
mod sessions;
mod settings;
mod shape;
mod shared;
mod source;
mod views;

pub use document::BESIDE;
pub use metrics::{install_metrics, serve as serve_metrics};
pub use router::{clashes, document, router, serve};
pub use serve::{HttpLimits, accept};
