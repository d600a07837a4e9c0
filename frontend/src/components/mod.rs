//! Building blocks that several pages share. A component knows no page.

pub mod action_bar;
pub mod board_wall;
pub mod card;
pub mod citation;
pub mod dialog;
pub mod download;
pub mod error_summary;
pub mod fields;
pub mod file_import;
pub mod icon;
pub mod problem;
pub mod publication;
pub mod resource;
pub mod scroll_area;
pub mod submit;
pub mod suspension;
pub mod tile;
