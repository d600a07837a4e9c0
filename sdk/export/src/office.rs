//! What the office itself keeps and every regulation may read.

use crate::export::{Export, Field, Form, Kind};

/// The id under which the office's own records are read. No regulation is called so.
pub const OFFICE: &str = "office";

/// The posts of the organisation: each with its title, the department, its holder `a` and the deputy `b`.
pub fn export() -> Export {
    let field = |name: &str, optional, kind| Field { name: name.to_owned(), optional, kind };
    let fields = vec![
        field("post", false, Kind::Text),
        field("department", false, Kind::Department),
        field("a", false, Kind::Person),
        field("b", true, Kind::Person),
    ];
    let posts = Form { id: "posts".to_owned(), fields, computed: Vec::new(), steps: Vec::new() };
    Export { regulation: OFFICE.to_owned(), forms: vec![posts], assessments: Vec::new() }
}
