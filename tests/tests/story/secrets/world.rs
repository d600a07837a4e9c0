//! What there is in the office to put into the addresses of the API's document.

use super::mark::{Mark, PDF};
use anyhow::{Context, Result, ensure};
use guiju_api::{
    AssessmentOffered, ChartOffered, Entered, EntranceEntry, EntranceOpened, RehearsalWanted, RosterOffered,
    ViewOffered,
};
use guiju_model::{Field, FieldKind, Layout, ValueKind};
use guiju_tests::{Columns, Office, Person};
use std::collections::{BTreeMap, BTreeSet};

/// What there is to put into the addresses of the document.
#[derive(Default)]
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

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// `regulation/name` of each of a list, as they stand in an address.
fn pairs<T>(list: Vec<T>, of: impl Fn(T) -> (String, String)) -> Vec<String> {
    list.into_iter().map(of).map(|(regulation, name)| format!("{regulation}/{name}")).collect()
}

/// What there is in the office once the marks are filed.
pub async fn world(office: &Office, people: &BTreeMap<&str, Person>, marks: &[Mark]) -> Result<World> {
    let zhou = people.get("zhou").context("zhou")?;
    let auditor = office.person("liu").await?;
    let (assessed, rosters) = (zhou.get("/api/assessments").await?, zhou.get("/api/rosters").await?);
    let (views, charts) = (auditor.get("/api/views").await?, auditor.get("/api/charts").await?);
    let mut world = World {
        assessed: pairs(assessed, |of: AssessmentOffered| (of.regulation, of.assessed)),
        views: pairs(views, |of: ViewOffered| (of.regulation, of.view)),
        charts: pairs(charts, |of: ChartOffered| (of.regulation, of.chart)),
        rosters: pairs(rosters, |of: RosterOffered| (of.regulation, of.roster)),
        matters: marks.iter().map(|mark| mark.matter).collect::<BTreeSet<_>>().into_iter().collect(),
        person: people.get("accountant").context("an accountant")?.id,
        digest: guiju_package::digest(PDF.as_bytes()),
        sought: marks
            .iter()
            .flat_map(|mark| [encoded(&mark.text), encoded(&mark.text.chars().take(4).collect::<String>())])
            .collect(),
        ..World::default()
    };
    world.declared(office, marks)?;
    world.stored(office).await?;
    world.opened(zhou).await?;
    Ok(world)
}

/// Gathering.
impl World {
    /// What the regulations in force declare.
    fn declared(&mut self, office: &Office, marks: &[Mark]) -> Result<()> {
        let today = office.app.now(guiju_tests::OFFICE).date();
        for loaded in office.app.policy(guiju_tests::OFFICE)?.on(today).into_values() {
            let manifest = loaded.manifest();
            let id = |of: &str| format!("{}/{of}", manifest.id);
            self.regulations.push(manifest.id.clone());
            self.packages.push(loaded.digest().to_owned());
            self.forms.extend(manifest.forms.iter().map(|form| id(&form.id)));
            for form in &manifest.forms {
                let point = |field: &&Field| matches!(field.kind, FieldKind::Single(ValueKind::Reference(_)));
                let fields = form.fields().filter(point).map(|field| field.name.clone()).collect();
                self.references.push((id(&form.id), fields));
            }
            for view in &manifest.views {
                if view.over.iter().any(|form| marks.iter().any(|mark| mark.form == id(form))) {
                    self.hiding.push(id(&view.id));
                }
                self.laid.push((id(&view.id), view.layout));
            }
            self.letters.extend(manifest.letters.iter().map(|letter| letter.id.clone()));
        }
        Ok(())
    }

    /// What the database has of the matters.
    async fn stored(&mut self, office: &Office) -> Result<()> {
        let pool = &office.app.pool;
        for matter in &self.matters {
            let key = i64::try_from(*matter)?;
            let last = "SELECT hash FROM events WHERE office_id = 1 AND matter_id = $1 AND kind <> 'moved' ORDER BY seq DESC LIMIT 1";
            let code = sqlx::query(last).bind(key).fetch_one(pool).await?.text("hash")?;
            self.proofs.push(format!("/api/public/1/proof/{matter}/{}", code.chars().take(20).collect::<String>()));
            let records = sqlx::query("SELECT id FROM records WHERE office_id = 1 AND matter_id = $1").bind(key);
            for row in records.fetch_all(pool).await? {
                self.records.push(row.id("id")?);
            }
        }
        for row in sqlx::query("SELECT id FROM recordings WHERE office_id = 1").fetch_all(pool).await? {
            self.recordings.push(row.id("id")?);
        }
        Ok(())
    }

    /// What an administrator makes: a judged month, a public link, a rehearsal of everything.
    async fn opened(&mut self, zhou: &Person) -> Result<()> {
        let (status, judged) = zhou.post("/api/assessments/month?day=2026-03-15", &()).await?;
        ensure!(status.is_success(), "{status} {judged}");
        let text = |text: &str| text.to_owned();
        let (kind, regulation, what, place) = (text("board"), text("whereabouts"), text("board"), text("大厅"));
        let (_, opened) = zhou.post("/api/entrances", &EntranceEntry { kind, regulation, what, place }).await?;
        let address = opened.read::<EntranceOpened>()?.address;
        self.secret = address.rsplit('/').next().context("a secret")?.to_owned();
        let (_, begun) = zhou.post("/api/rehearsals", &RehearsalWanted::default()).await?;
        self.rehearsal = begun.read::<Entered>()?.id;
        ensure!(self.rehearsal > 0, "no rehearsal: {begun}");
        Ok(())
    }
}

/// Addresses: a list put into the path up to its first brace.
impl World {
    /// The addresses of a reading operation; none if it is not known.
    pub fn ways(&self, path: &str) -> Option<Vec<String>> {
        let plain = || (!path.contains('{')).then(|| vec![path.to_owned()]);
        self.declared_ways(path).or_else(|| self.stored_ways(path)).or_else(plain)
    }

    /// Those of what regulations declare.
    fn declared_ways(&self, path: &str) -> Option<Vec<String>> {
        let pairs = |of: &[String], end: &str| Some(below(path, of, end));
        let laid = |layout: Layout| {
            let of = self.laid.iter().filter(|(_, laid)| *laid == layout).map(|(view, _)| view.clone());
            pairs(&of.collect::<Vec<_>>(), "")
        };
        match path {
            "/api/forms/{regulation}/{form}" | "/api/records/{regulation}/{form}" => pairs(&self.forms, ""),
            "/api/forms/{regulation}/{form}/draft" => pairs(&self.forms, "/draft"),
            "/api/views/{regulation}/{view}" => {
                let sought = |view: &String| {
                    let texts = self.sought.iter().take(6);
                    texts.map(|text| format!("/api/views/{view}?text={text}")).collect::<Vec<_>>()
                };
                Some([below(path, &self.views, "?whole=true"), self.hiding.iter().flat_map(sought).collect()].concat())
            }
            "/api/views/{regulation}/{view}/{kind}" => {
                Some([below(path, &self.views, "/csv"), below(path, &self.hiding, "/xlsx")].concat())
            }
            "/api/boards/{regulation}/{view}" | "/api/standing/{regulation}/{view}" => laid(Layout::Board),
            "/api/bookings/{regulation}/{view}" => laid(Layout::Bookings),
            "/api/months/{regulation}/{view}" => laid(Layout::Calendar),
            "/api/rolls/{regulation}/{view}" => laid(Layout::Roll),
            "/api/charts/{regulation}/{chart}" => pairs(&self.charts, ""),
            "/api/charts/{regulation}/{chart}/picture" => pairs(&self.charts, "/picture"),
            "/api/assessments/{regulation}/{assessed}" => pairs(&self.assessed, "?day=2026-03-15"),
            "/api/assessments/{regulation}/{assessed}/day" => {
                pairs(&self.assessed, &format!("/day?day=2026-03-02&person={}", self.person))
            }
            "/api/rosters/{regulation}/{roster}" => pairs(&self.rosters, ""),
            "/api/regulations/{id}" => pairs(&self.regulations, ""),
            // What is installed knows no matter: two packages stand for all.
            "/api/packages/{digest}" => pairs(&self.packages[..2], ""),
            "/api/packages/{digest}/comparison" => pairs(&self.packages[..2], "/comparison"),
            "/api/packages/{digest}/wording" => pairs(&self.packages[..2], "/wording"),
            _ => None,
        }
    }

    /// Those of what the office has stored.
    fn stored_ways(&self, path: &str) -> Option<Vec<String>> {
        let matters = |end: &str| Some(self.matters.iter().map(|id| format!("/api/matters/{id}{end}")).collect());
        match path {
            "/api/matters/{id}" => matters(""),
            "/api/matters/{id}/proof" => matters("/proof"),
            "/api/matters/{id}/replay" => matters("/replay"),
            "/api/matters/{id}/letters/{letter}" => {
                let letters = |id| self.letters.iter().map(move |of| format!("/api/matters/{id}/letters/{of}"));
                Some(self.matters.iter().flat_map(letters).collect())
            }
            "/api/attachments/{digest}" => Some(vec![format!("/api/attachments/{}", self.digest)]),
            "/api/trays/{tray}" => {
                let trays = ["decide", "read", "soon", "overdue", "done", "mine"];
                Some(trays.map(|tray| format!("/api/trays/{tray}")).to_vec())
            }
            "/api/public/{office}" => Some(vec!["/api/public/1".to_owned()]),
            "/api/public/{office}/proof/{matter}/{code}" => Some(self.proofs.clone()),
            "/api/public/entrances/{secret}" => Some(vec![format!("/api/public/entrances/{}", self.secret)]),
            "/api/rehearsals/{id}" | "/api/rehearsals/{id}/differences" | "/api/rehearsals/{id}/export" => {
                Some(vec![path.replace("{id}", &self.rehearsal.to_string())])
            }
            "/api/rehearsals/{id}/differences/{recording}" => {
                let way = format!("/api/rehearsals/{}/differences", self.rehearsal);
                Some(self.recordings.iter().map(|recording| format!("{way}/{recording}")).collect())
            }
            "/api/inspection" => Some(vec!["/api/inspection?from=2026-01-01&to=2026-12-31".to_owned()]),
            "/api/search" => Some(self.sought.iter().map(|text| format!("/api/search?q={text}")).collect()),
            _ => None,
        }
    }
}

/// Addresses below the part of a path without braces.
fn below(path: &str, of: &[String], end: &str) -> Vec<String> {
    let top = path.split('{').next().unwrap_or_default();
    of.iter().map(|pair| format!("{top}{pair}{end}")).collect()
}
