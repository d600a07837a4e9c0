//! The connection to the server: session, requests and decoding of responses.

mod client;
mod session;

pub use client::{
    ApiResult, NETWORK, get, get_file, get_text, parse, post, post_once, post_query, put, request, upload,
};
pub use session::{Connection, Session, init, is_offline, track_unsaved_input};
