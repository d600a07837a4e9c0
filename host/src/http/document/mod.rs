//! The OpenAPI document: gathered from the handlers, completed with what holds for every operation.
//!
//! What a handler says of itself stands with it: parameters, body, successful answers. What follows from the whole server is
//! added here, in one place: tags, unique ids, security, error answers, binary bodies.

mod answers;
mod complete;
mod operation;

use crate::app::App;
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};
use utoipa::{
    OpenApi,
    openapi::{RefOr, Schema},
};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

#[derive(OpenApi)]
#[openapi(
    info(title = "Guiju 规矩", description = "Regulations of an office as running software."),
    components(schemas(guiju_api::Problem))
)]
struct Document;

/// Addresses beside the document: the document itself, and what a machine asks that watches the server. Everything else that is
/// no operation is a file of the portal.
pub const BESIDE: [&str; 4] = ["/api/openapi.json", "/healthz", "/livez", "/metrics"];

/// The operations of the API, with what becomes of their schemas.
pub struct Operations {
    router: OpenApiRouter<Arc<App>>,
    schemas: BTreeMap<String, RefOr<Schema>>,
    clashes: Vec<String>,
}

impl Operations {
    /// A document without operations.
    pub fn new() -> Self {
        let router = OpenApiRouter::with_openapi(Document::openapi());
        Self { router, schemas: BTreeMap::new(), clashes: Vec::new() }
    }

    /// Adds the operations of an address. Two schemas of one name and of different shapes are noted: only one of them would be
    /// in the document.
    pub fn routes(mut self, routes: UtoipaMethodRouter<Arc<App>>) -> Self {
        for (name, schema) in &routes.0 {
            match self.schemas.get(name) {
                None => drop(self.schemas.insert(name.clone(), schema.clone())),
                Some(known) if known == schema => {}
                Some(_) => self.clashes.push(name.clone()),
            }
        }
        Self { router: self.router.routes(routes), ..self }
    }

    /// The router and the complete document.
    pub fn split(self) -> (axum::Router<Arc<App>>, Value) {
        let (router, document) = self.router.split_for_parts();
        (router, complete::complete(&document))
    }

    /// Names of schemas that stand for two shapes.
    pub fn clashes(self) -> Vec<String> {
        self.clashes
    }
}
