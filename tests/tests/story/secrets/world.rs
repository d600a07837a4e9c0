//! What there is in the office to put into the addresses of the API's document.

use super::{Mark, PDF};
use anyhow::{Context, Result};
use guiju_model::{Field, FieldKind, Layout, ValueKind};
use guiju_tests::Columns;
use guiju_tests::{Office, Person};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What there is to put into the addresses of the document.
pub struct World {
    pub forms: Vec<String>,
    pub views: Vec<String>,
    /// Views with how they are laid out.
    pub laid: Vec<(String, Layout)>,
    /// Views over forms that hide something.
    pub hiding: Vec<String>,
    pub charts: Vec<String>,
    pub assessed: Vec<String>,
    pub rosters: Vec<String>,
    pub matters: Vec<u64>,
    pub letters: Vec<String>,
    pub regulations: Vec<String>,
    pub packages: Vec<String>,
    pub proofs: Vec<String>,
    pub digest: String,
    /// Somebody whose days are assessed.
    pub person: u64,
    pub secret: String,
    pub rehearsal: u64,
    pub recordings: Vec<u64>,
    pub sought: Vec<String>,
    /// Records of matters that hide something.
    pub records: Vec<u64>,
    /// Each form with its fields that point to records.
    pub references: Vec<(String, Vec<String>)>,
}

/// Pairs of a list's entries, as they stand in an address.
fn pairs(list: &Value, name: &str) -> Vec<String> {
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    list.as_array()
        .into_iter()
        .flatten()
        .map(|one| format!("{}/{}", text(one, "regulation"), text(one, name)))
        .collect()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

pub async fn world(office: &Office, people: &BTreeMap<&str, Person>, marks: &[Mark]) -> Result<World> {
    let (zhou, pool) = (&people["zhou"], &office.app.pool);
    let auditor = office.person("liu").await?;
    let mut world = World {
        forms: Vec::new(),
        assessed: pairs(&zhou.get("/api/assessments").await?, "assessed"),
        views: pairs(&auditor.get("/api/views").await?, "view"),
        laid: Vec::new(),
        hiding: Vec::new(),
        charts: pairs(&auditor.get("/api/charts").await?, "chart"),
        rosters: pairs(&zhou.get("/api/rosters").await?, "roster"),
        matters: marks.iter().map(|mark| mark.matter).collect::<BTreeSet<_>>().into_iter().collect(),
        letters: Vec::new(),
        regulations: Vec::new(),
        packages: Vec::new(),
        proofs: Vec::new(),
        person: people["accountant"].id,
        digest: guiju_package::digest(PDF.as_bytes()),
        secret: String::new(),
        rehearsal: 0,
        recordings: Vec::new(),
        records: Vec::new(),
        references: Vec::new(),
        sought: Vec::new(),
    };
    for loaded in office.app.policy(guiju_tests::OFFICE)?.on(office.app.now(guiju_tests::OFFICE).date()).into_values() {
        let manifest = loaded.manifest();
        world.regulations.push(manifest.id.clone());
        world.packages.push(loaded.digest().to_owned());
        world.forms.extend(manifest.forms.iter().map(|form| format!("{}/{}", manifest.id, form.id)));
        for form in &manifest.forms {
            let point = |field: &&Field| matches!(field.kind, FieldKind::Single(ValueKind::Reference(_)));
            let fields = form.fields().filter(point).map(|field| field.name.clone()).collect();
            world.references.push((format!("{}/{}", manifest.id, form.id), fields));
        }
        for view in &manifest.views {
            let id = format!("{}/{}", manifest.id, view.id);
            let over = |form: &String| marks.iter().any(|mark| mark.form == format!("{}/{form}", manifest.id));
            if view.over.iter().any(over) {
                world.hiding.push(id.clone());
            }
            world.laid.push((id, view.layout));
        }
        world.letters.extend(manifest.letters.iter().map(|letter| letter.id.clone()));
    }
    for matter in &world.matters {
        let row =
            sqlx::query("SELECT hash FROM events WHERE office_id = 1 AND matter_id = $1 ORDER BY seq DESC LIMIT 1")
                .bind(*matter as i64)
                .fetch_one(pool)
                .await?;
        let code = row.text("hash")?.chars().take(20).collect::<String>();
        let records = sqlx::query("SELECT id FROM records WHERE office_id = 1 AND matter_id = $1").bind(*matter as i64);
        for row in records.fetch_all(pool).await? {
            world.records.push(row.int("id")? as u64);
        }
        world.proofs.push(format!("/api/public/1/proof/{matter}/{code}"));
    }
    for row in sqlx::query("SELECT id FROM recordings WHERE office_id = 1").fetch_all(pool).await? {
        world.recordings.push(row.int("id")? as u64);
    }
    zhou.post("/api/assessments/month?day=2026-03-15", &Value::Null).await?;
    let entry = json!({ "kind": "board", "regulation": "whereabouts", "what": "board", "place": "大厅" });
    let (_, opened) = zhou.post("/api/entrances", &entry).await?;
    world.secret =
        opened["address"].as_str().and_then(|address| address.rsplit('/').next()).context("a secret")?.to_owned();
    let (status, rehearsal) = zhou.post("/api/rehearsals", &json!({ "regulation": "", "parameters": {} })).await?;
    world.rehearsal = rehearsal["id"].as_u64().with_context(|| format!("{status} {rehearsal}"))?;
    world.sought = marks
        .iter()
        .flat_map(|mark| [encoded(&mark.text), encoded(&mark.text.chars().take(4).collect::<String>())])
        .collect();
    Ok(world)
}

impl World {
    /// The addresses of a reading operation; none if it is not known.
    pub fn ways(&self, path: &str) -> Option<Vec<String>> {
        let pairs = |of: &[String], end: &str| {
            Some(of.iter().map(|pair| format!("{}{pair}{end}", path.split('{').next().unwrap_or_default())).collect())
        };
        let matters = |end: &str| Some(self.matters.iter().map(|id| format!("/api/matters/{id}{end}")).collect());
        let day = "?day=2026-03-15";
        let laid = |layout: Layout| {
            let of = self.laid.iter().filter(|(_, laid)| *laid == layout).map(|(view, _)| view.clone());
            pairs(&of.collect::<Vec<_>>(), "")
        };
        match path {
            "/api/forms/{regulation}/{form}" | "/api/records/{regulation}/{form}" => pairs(&self.forms, ""),
            "/api/forms/{regulation}/{form}/draft" => pairs(&self.forms, "/draft"),
            "/api/views/{regulation}/{view}" => {
                let mut all: Vec<String> = pairs(&self.views, "?whole=true")?;
                all.extend(self.hiding.iter().flat_map(|view| {
                    self.sought.iter().take(6).map(move |text| format!("/api/views/{view}?text={text}"))
                }));
                Some(all)
            }
            "/api/views/{regulation}/{view}/{kind}" => {
                Some([pairs(&self.views, "/csv")?, pairs(&self.hiding, "/xlsx")?].concat())
            }
            "/api/boards/{regulation}/{view}" | "/api/standing/{regulation}/{view}" => laid(Layout::Board),
            "/api/bookings/{regulation}/{view}" => laid(Layout::Bookings),
            "/api/months/{regulation}/{view}" => laid(Layout::Calendar),
            "/api/rolls/{regulation}/{view}" => laid(Layout::Roll),
            "/api/charts/{regulation}/{chart}" => pairs(&self.charts, ""),
            "/api/charts/{regulation}/{chart}/picture" => pairs(&self.charts, "/picture"),
            "/api/assessments/{regulation}/{assessed}" => pairs(&self.assessed, day),
            "/api/assessments/{regulation}/{assessed}/day" => {
                pairs(&self.assessed, &format!("/day?day=2026-03-02&person={}", self.person))
            }
            "/api/rosters/{regulation}/{roster}" => pairs(&self.rosters, ""),
            "/api/regulations/{id}" => pairs(&self.regulations, ""),
            "/api/matters/{id}" => matters(""),
            "/api/matters/{id}/proof" => matters("/proof"),
            "/api/matters/{id}/replay" => matters("/replay"),
            "/api/matters/{id}/letters/{letter}" => Some(
                self.matters
                    .iter()
                    .flat_map(|id| self.letters.iter().map(move |letter| format!("/api/matters/{id}/letters/{letter}")))
                    .collect(),
            ),
            "/api/attachments/{digest}" => Some(vec![format!("/api/attachments/{}", self.digest)]),
            // What is installed knows no matter: two packages stand for all.
            "/api/packages/{digest}" => pairs(&self.packages[..2], ""),
            "/api/packages/{digest}/comparison" => pairs(&self.packages[..2], "/comparison"),
            "/api/packages/{digest}/wording" => pairs(&self.packages[..2], "/wording"),
            "/api/trays/{tray}" => Some(
                ["decide", "read", "soon", "overdue", "done", "mine"].map(|tray| format!("/api/trays/{tray}")).to_vec(),
            ),
            "/api/public/{office}" => Some(vec!["/api/public/1".to_owned()]),
            "/api/public/{office}/proof/{matter}/{code}" => Some(self.proofs.clone()),
            "/api/public/entrances/{secret}" => Some(vec![format!("/api/public/entrances/{}", self.secret)]),
            "/api/rehearsals/{id}" | "/api/rehearsals/{id}/differences" | "/api/rehearsals/{id}/export" => {
                Some(vec![path.replace("{id}", &self.rehearsal.to_string())])
            }
            "/api/rehearsals/{id}/differences/{recording}" => Some(
                self.recordings
                    .iter()
                    .map(|recording| format!("/api/rehearsals/{}/differences/{recording}", self.rehearsal))
                    .collect(),
            ),
            "/api/inspection" => Some(vec!["/api/inspection?from=2026-01-01&to=2026-12-31".to_owned()]),
            "/api/search" => Some(self.sought.iter().map(|text| format!("/api/search?q={text}")).collect()),
            plain if !plain.contains('{') => Some(vec![plain.to_owned()]),
            _ => None,
        }
    }
}
