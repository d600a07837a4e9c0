//! Building blocks that several pages share. A component knows no page.

pub mod card;
pub mod citation;
pub mod dialog;
pub mod icon;
pub mod scroll_area;
pub mod tile;
