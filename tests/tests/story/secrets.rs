//! The walk of secrets: a mark in every confidential field of every regulation, then every operation of the document as every
//! kind of caller. A stranger meets no mark; whoever filed it meets it again.

use anyhow::{Context, Result, ensure};
use guiju::store::Columns;
use guiju_model::{Audience, Field, FieldKind, Form, ValueKind, shape};
use guiju_tests::{Office, Person, on_each_database};
use reqwest::StatusCode;
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

/// Everybody of the test office who takes a part in the walk.
const PEOPLE: [&str; 10] = ["li", "wang", "chen", "zhou", "sun", "wu", "zhang", "zhao", "accountant", "cashier"];
/// How often a form is filled in anew until its rules take it.
const TRIES: u64 = 60;
/// A file that can be attached.
const PDF: &str = "%PDF-1.7 附件";

/// A mark in a confidential field of a matter.
struct Mark {
    text: String,
    form: String,
    field: String,
    matter: u64,
}

/// Fills in forms at random, with a mark in each field that hides something.
struct Filler {
    random: fastrand::Rng,
    file: Value,
    people: Vec<u64>,
    department: u64,
    next: u64,
    marks: Vec<(String, String)>,
}

impl Filler {
    fn kind(&mut self, field: &str, kind: &ValueKind, hides: bool, options: &[u64]) -> Value {
        let day = 2 + self.random.u32(..8);
        match kind {
            ValueKind::Text(_) | ValueKind::LongText(_) if hides => {
                self.next += 1;
                let mark = format!("隐{:04}秘", self.next);
                self.marks.push((field.to_owned(), mark.clone()));
                json!(mark)
            }
            ValueKind::Text(_) | ValueKind::LongText(_) => {
                json!(["平常的话", "13800000000", "一号窗口"][self.random.usize(..3)])
            }
            ValueKind::Integer(bounds) | ValueKind::Money(bounds) => {
                json!(self.random.i64(1..5).clamp(bounds.least.unwrap_or(1), bounds.most.unwrap_or(i64::MAX)))
            }
            ValueKind::Decimal(_) => json!("1"),
            ValueKind::Date => json!(format!("2026-03-{day:02}")),
            ValueKind::DayOfYear => json!("05-01"),
            ValueKind::Time => json!("09:00"),
            ValueKind::DateTime => json!("2026-03-02T08:50"),
            ValueKind::Period => json!(format!("2026-03-{day:02}T09:00/2026-03-{day:02}T10:00")),
            ValueKind::HalfDays => json!(format!("2026-03-{day:02} am/2026-03-{day:02} pm")),
            ValueKind::Sessions => json!("08:30-12:00 14:30-18:00"),
            ValueKind::YesNo => json!(self.random.bool()),
            ValueKind::Choice(choices) => json!(choices[self.random.usize(..choices.len())].value),
            ValueKind::Choices(choices) => json!(choices.iter().map(|choice| &choice.value).collect::<Vec<_>>()),
            ValueKind::Person => json!(self.people[self.random.usize(..self.people.len())]),
            ValueKind::People => json!(self.people),
            ValueKind::Department => json!(self.department),
            ValueKind::Attachment(_) => self.file.clone(),
            ValueKind::Attachments(_) => json!([self.file]),
            ValueKind::Reference(_) | ValueKind::Resource(_) => options.first().map_or(Value::Null, |id| json!(id)),
        }
    }

    fn field(&mut self, field: &Field, hides: bool, options: &[u64]) -> Value {
        match &field.kind {
            FieldKind::Single(kind) => self.kind(&field.name, kind, hides, options),
            FieldKind::Table(columns) => {
                let cells = columns.iter().map(|c| (c.name.clone(), self.kind(&field.name, &c.kind, hides, options)));
                json!([Value::Object(cells.collect())])
            }
        }
    }

    /// Content of a form with everything that is shown; closed, if the form can be.
    fn content(&mut self, form: &Form) -> Value {
        self.marks.clear();
        let mut content = Map::new();
        for field in form.fields() {
            if !shape::is_shown(&field.shown_when, &content)
                || !field.required && !field.sensitive && self.random.bool()
            {
                continue;
            }
            let closing = form.closed_when.iter().find(|condition| condition.field == field.name);
            let value = match closing.and_then(|condition| condition.is_one_of.first()) {
                Some(wanted) => serde_json::from_str(wanted).unwrap_or_default(),
                None => self.field(field, field.sensitive || !form.closed_when.is_empty(), &[]),
            };
            content.insert(field.name.clone(), value);
        }
        Value::Object(content)
    }
}

/// The forms of every regulation that can hold anything confidential.
async fn confidential(zhou: &Person) -> Result<Vec<(String, Form)>> {
    let mut forms = Vec::new();
    for regulation in zhou.get("/api/regulations").await?.as_array().context("regulations")? {
        let id = regulation["id"].as_str().context("an id")?;
        let shown = zhou.get(&format!("/api/regulations/{id}")).await?;
        let all: Vec<Form> = serde_json::from_value(shown["forms"].clone())?;
        forms.extend(all.into_iter().filter(guiju_domain::access::is_confidential).map(|form| (id.to_owned(), form)));
    }
    Ok(forms)
}

/// Files every confidential form once, by whoever may.
async fn file_all(people: &BTreeMap<&str, Person>) -> Result<Vec<Mark>> {
    let (mut marks, mut missing) = (Vec::new(), Vec::new());
    let zhou = &people["zhou"];
    let colleagues = zhou.get("/api/people").await?;
    let department = colleagues[0]["department"].as_u64().context("a department")?;
    let accused = people["accountant"].id;
    let mut next = 0;
    for (regulation, form) in confidential(zhou).await? {
        let mut filed = false;
        for (login, person) in people {
            let (_, file) = person.post("/api/attachments?name=a.pdf", &json!(PDF)).await?;
            let people = vec![accused];
            let random = fastrand::Rng::with_seed(7);
            let mut filler = Filler { random, file, people, department, next, marks: Vec::new() };
            for _ in 0..TRIES {
                let content = filler.content(&form);
                let entry = json!({ "content": content, "remark": "走查" });
                let way = format!("/api/forms/{regulation}/{}/file", form.id);
                let (status, answer) = person.post(&way, &entry).await?;
                if status == StatusCode::FORBIDDEN {
                    break;
                }
                if status == StatusCode::CREATED {
                    let matter = answer["id"].as_u64().context("an id")?;
                    let of = |(field, text): (String, String)| Mark {
                        text,
                        field,
                        matter,
                        form: format!("{regulation}/{}", form.id),
                    };
                    marks.extend(filler.marks.drain(..).map(of));
                    filed = true;
                    break;
                }
                if !filed && login == &"zhou" {
                    missing.push(format!("{regulation}/{}: {answer}", form.id));
                }
            }
            next = filler.next;
            if filed {
                break;
            }
        }
        if filed {
            missing.retain(|line: &String| !line.starts_with(&format!("{regulation}/{}:", form.id)));
        } else if missing.iter().all(|line| !line.starts_with(&format!("{regulation}/{}:", form.id))) {
            missing.push(format!("{regulation}/{}: nobody may file it", form.id));
        }
    }
    ensure!(missing.is_empty(), "not filed: {missing:#?}");
    Ok(marks)
}

/// What there is to put into the addresses of the document.
struct World {
    forms: Vec<String>,
    views: Vec<String>,
    charts: Vec<String>,
    assessed: Vec<String>,
    rosters: Vec<String>,
    matters: Vec<u64>,
    letters: Vec<String>,
    regulations: Vec<String>,
    packages: Vec<String>,
    proofs: Vec<String>,
    digest: String,
    secret: String,
    rehearsal: u64,
    recordings: Vec<u64>,
    sought: Vec<String>,
}

/// Operations that change something and tell nothing of what others filed, each checked elsewhere; a new one has to be put
/// here or walked.
const CHANGES: &[&str] = &[
    "/api/account",
    "/api/assessments/{period}",
    "/api/attachments",
    "/api/calendar",
    "/api/entrances",
    "/api/forms/{regulation}/{form}/draft",
    "/api/forms/{regulation}/{form}/file",
    "/api/forms/{regulation}/{form}/import",
    "/api/keepers",
    "/api/matters/{id}/acts",
    "/api/matters/{id}/openings",
    "/api/notices",
    "/api/packages",
    "/api/people",
    "/api/posts",
    "/api/proposals/{id}",
    "/api/public/entrances/{secret}",
    "/api/publications/{id}/read",
    "/api/rehearsals",
    "/api/requests/{id}",
    "/api/revisions",
    "/api/rosters/{regulation}/{roster}",
    "/api/session",
    "/api/settings",
    "/api/swaps",
    "/api/trust",
];

impl World {
    /// The addresses of a reading operation; none if it is not known.
    fn ways(&self, path: &str) -> Option<Vec<String>> {
        let pairs = |of: &[String], end: &str| {
            Some(of.iter().map(|pair| format!("{}{pair}{end}", path.split('{').next().unwrap_or_default())).collect())
        };
        let matters = |end: &str| Some(self.matters.iter().map(|id| format!("/api/matters/{id}{end}")).collect());
        let day = "?day=2026-03-15";
        match path {
            "/api/forms/{regulation}/{form}" | "/api/records/{regulation}/{form}" => pairs(&self.forms, ""),
            "/api/forms/{regulation}/{form}/draft" => pairs(&self.forms, "/draft"),
            "/api/views/{regulation}/{view}" => {
                let mut all: Vec<String> = pairs(&self.views, "?whole=true")?;
                all.extend(self.views.iter().flat_map(|view| {
                    self.sought.iter().take(6).map(move |text| format!("/api/views/{view}?text={text}"))
                }));
                Some(all)
            }
            "/api/views/{regulation}/{view}/{kind}" => {
                Some([pairs(&self.views, "/csv")?, pairs(&self.views, "/xlsx")?].concat())
            }
            "/api/boards/{regulation}/{view}"
            | "/api/bookings/{regulation}/{view}"
            | "/api/months/{regulation}/{view}"
            | "/api/rolls/{regulation}/{view}"
            | "/api/standing/{regulation}/{view}" => pairs(&self.views, ""),
            "/api/charts/{regulation}/{chart}" => pairs(&self.charts, ""),
            "/api/charts/{regulation}/{chart}/picture" => pairs(&self.charts, "/picture"),
            "/api/assessments/{regulation}/{assessed}" => pairs(&self.assessed, day),
            "/api/assessments/{regulation}/{assessed}/day" => pairs(&self.assessed, "/day?day=2026-03-02&person=8"),
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
            "/api/packages/{digest}" => pairs(&self.packages, ""),
            "/api/packages/{digest}/comparison" => pairs(&self.packages, "/comparison"),
            "/api/packages/{digest}/wording" => pairs(&self.packages, "/wording"),
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

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What an answer says, archives unpacked.
fn said(bytes: Vec<u8>) -> String {
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if bytes.starts_with(b"PK")
        && let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes))
    {
        for index in 0..archive.len() {
            let mut inner = Vec::new();
            if archive.by_index(index).is_ok_and(|mut file| file.read_to_end(&mut inner).is_ok()) {
                text.push_str(&String::from_utf8_lossy(&inner));
            }
        }
    }
    text
}

/// The operations of the document that read, and the check that every other is known.
async fn reading(office: &Office) -> Result<Vec<String>> {
    let document: Value =
        serde_json::from_str(&guiju_tests::get(format!("{}/api/openapi.json", office.base)).await?.text().await?)?;
    let mut paths = Vec::new();
    for (path, methods) in document["paths"].as_object().context("paths")? {
        for method in methods.as_object().context("methods")?.keys() {
            let known = CHANGES.iter().any(|change| path.starts_with(change)) || path.ends_with("/preview");
            ensure!(method == "get" || known, "{method} {path} is neither walked nor known as a change");
            if method == "get" {
                paths.push(path.clone());
            }
        }
    }
    Ok(paths)
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

async fn world(office: &Office, people: &BTreeMap<&str, Person>, marks: &[Mark]) -> Result<World> {
    let (zhou, pool) = (&people["zhou"], &office.app.pool);
    let auditor = office.person("liu").await?;
    let mut world = World {
        forms: Vec::new(),
        assessed: pairs(&zhou.get("/api/assessments").await?, "assessed"),
        views: pairs(&auditor.get("/api/views").await?, "view"),
        charts: pairs(&auditor.get("/api/charts").await?, "chart"),
        rosters: pairs(&zhou.get("/api/rosters").await?, "roster"),
        matters: marks.iter().map(|mark| mark.matter).collect::<BTreeSet<_>>().into_iter().collect(),
        letters: Vec::new(),
        regulations: Vec::new(),
        packages: Vec::new(),
        proofs: Vec::new(),
        digest: guiju_package::digest(PDF.as_bytes()),
        secret: String::new(),
        rehearsal: 0,
        recordings: Vec::new(),
        sought: Vec::new(),
    };
    for loaded in office.app.law(1)?.on(office.app.now(1).date()).into_values() {
        let manifest = loaded.manifest();
        world.regulations.push(manifest.id.clone());
        world.packages.push(loaded.digest().to_owned());
        world.forms.extend(manifest.forms.iter().map(|form| format!("{}/{}", manifest.id, form.id)));
        world.letters.extend(manifest.letters.iter().map(|letter| letter.id.clone()));
    }
    for matter in &world.matters {
        let row =
            sqlx::query("SELECT hash FROM events WHERE office_id = 1 AND matter_id = $1 ORDER BY seq DESC LIMIT 1")
                .bind(*matter as i64)
                .fetch_one(pool)
                .await?;
        let code = row.text("hash")?.chars().take(20).collect::<String>();
        world.proofs.push(format!("/api/public/1/proof/{matter}/{code}"));
    }
    for row in sqlx::query("SELECT id FROM recordings WHERE office_id = 1").fetch_all(pool).await? {
        world.recordings.push(row.int("id")? as u64);
    }
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

/// Who may read a matter's confidential content by what the office itself knows: those who take part; for what is not closed,
/// the readers of its form whom it does not name.
async fn readers(office: &Office, mark: &Mark) -> Result<BTreeSet<u64>> {
    let rows = sqlx::query(
        "SELECT applicant_id AS id FROM matters WHERE office_id = 1 AND id = $1 UNION SELECT subject_id FROM matters WHERE office_id = 1 AND id = $1
         UNION SELECT filed_by FROM matters WHERE office_id = 1 AND id = $1 UNION SELECT assignee_id FROM tasks WHERE office_id = 1 AND matter_id = $1",
    )
    .bind(mark.matter as i64)
    .fetch_all(&office.app.pool)
    .await?;
    let mut readers = rows.iter().map(|row| Ok(row.int("id")? as u64)).collect::<Result<BTreeSet<_>>>()?;
    let (regulation, form) = mark.form.split_once('/').context("a form")?;
    let law = office.app.law(1)?;
    let loaded = law.regulation(regulation, office.app.now(1).date()).context("a regulation")?;
    let form = loaded.manifest().form(form).context("a form")?;
    if form.closed_when.is_empty()
        && let Audience::HoldersOf(roles) = &form.seen_by
    {
        let staff = office.app.staff(1).await?;
        readers.extend(staff.people.keys().filter(|id| staff.holds_any(**id, roles)));
    }
    Ok(readers)
}

on_each_database! {
    /// As a stranger no mark, as its filer every mark, by every operation there is.
    walk(office, "2026-03-02T09:00") {
        let mut people = BTreeMap::new();
        for login in PEOPLE {
            people.insert(login, office.person(login).await?);
        }
        sqlx::query("UPDATE accounts SET system_role = 'auditor' WHERE login = 'liu'").execute(&office.app.pool).await?;
        let marks = file_all(&people).await?;
        assert!(marks.len() > 15, "{} marks", marks.len());
        let (paths, world) = (reading(&office).await?, world(&office, &people, &marks).await?);
        let auditor = office.person("liu").await?;
        let everybody = people.values().chain([&auditor]).map(|person| (Some(person), person.id)).chain([(None, 0)]);
        let mut met: BTreeMap<u64, BTreeSet<&str>> = BTreeMap::new();
        let mut leaks = Vec::new();
        for (person, id) in everybody {
            for path in &paths {
                for way in world.ways(path).with_context(|| format!("{path} cannot be walked"))? {
                    let bytes = match person {
                        Some(person) => person.bytes(&way).await?.1,
                        None => guiju_tests::get(format!("{}{way}", office.base)).await?.bytes().await?.to_vec(),
                    };
                    let text = said(bytes);
                    for mark in marks.iter().filter(|mark| text.contains(&mark.text)) {
                        met.entry(id).or_default().insert(&mark.text);
                        if !readers(&office, mark).await?.contains(&id) {
                            leaks.push(format!("{id} meets {} of {} at {way}", mark.field, mark.form));
                        }
                    }
                }
            }
        }
        leaks.dedup();
        assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks[..leaks.len().min(30)].join("\n"));
        for mark in &marks {
            let readers = readers(&office, mark).await?;
            let filer = readers.iter().any(|reader| met.get(reader).is_some_and(|met| met.contains(mark.text.as_str())));
            assert!(filer, "nobody meets {} of {} again", mark.field, mark.form);
        }
        assert!(!met.contains_key(&0) && !met.contains_key(&auditor.id));
        Ok(())
    }
}
