//! Helpers for the browser's document and for text, which know nothing of the portal.

pub mod decode;
pub mod dom;
pub mod format;
pub mod storage;
