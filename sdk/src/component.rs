//! The generated glue of the component model. The types of the contract are those of `guiju-model`.
#![allow(missing_docs, clippy::all, reason = "written by the generator")]

wit_bindgen::generate!({
    path: "wit",
    world: "regulation",
    with: { "guiju:regulation/vocabulary@1.1.0": guiju_model },
    pub_export_macro: true,
    export_macro_name: "export",
});
