//! Sets up an office from files, through the same API as everybody uses, at the times that the files tell.
//!
//! The server only knows how to play such files: people and posts of an office, records to import, and what people file
//! and decide. `{workday-3}` in a file is the date three working days before the day on which it is played.

use crate::{app::App, clock::Clock, http, organisation};
use anyhow::{Context, Result, bail, ensure};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use guiju_api::{Credentials, PersonEntry, Post};
use guiju_model::{Date, Moment};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::{collections::HashMap, path::Path, sync::Arc};
use tower::ServiceExt;

/// An office as a file tells of one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    name: String,
    password: String,
    people: Vec<Told>,
    posts: Vec<ToldPost>,
    #[serde(default)]
    imports: Vec<Import>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    name: String,
    login: String,
    department: String,
    badge: Option<String>,
    phone: Option<String>,
    system_role: Option<String>,
    #[serde(default)]
    attributes: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldPost {
    title: String,
    department: String,
    holder: Option<String>,
    deputy: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    supervises: Vec<String>,
}

/// A file with records.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Import {
    form: String,
    file: String,
    /// The period judged afterwards, each by a day of it.
    #[serde(default)]
    assess: Vec<(String, Date)>,
}

/// Something that somebody does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scene {
    at: String,
    #[serde(rename = "as")]
    by: String,
    /// Form to file, and the name by which later scenes know the matter.
    file: Option<String>,
    called: Option<String>,
    remark: Option<String>,
    /// Roster to make, between two days.
    roster: Option<String>,
    from: Option<String>,
    until: Option<String>,
    /// Action on a matter.
    act: Option<String>,
    on: Option<String>,
    opinion: Option<String>,
    /// Somebody who is handed something.
    to: Option<String>,
    #[serde(default)]
    content: Value,
}

/// What was set up.
#[derive(Debug)]
pub struct Played {
    /// Password of every account.
    pub password: String,
    /// Login and name of some accounts, with their posts.
    pub accounts: Vec<(String, String, String)>,
}

struct Session {
    cookie: String,
    csrf: String,
    since: Moment,
}

struct Stage<'a> {
    app: &'a Arc<App>,
    office: i64,
    router: Router,
    password: String,
    logins: HashMap<String, String>,
    people: HashMap<String, u64>,
    departments: HashMap<String, u64>,
    sessions: HashMap<String, Session>,
    matters: HashMap<String, u64>,
}

/// Plays an office's folder, then the scenes of every regulation.
///
/// # Errors
/// The first thing that does not go as the file says.
pub async fn play(app: &Arc<App>, regulations: &Path, folder: &Path, scenes: &[std::path::PathBuf]) -> Result<Played> {
    let text = std::fs::read_to_string(folder.join("office.yaml")).context("office.yaml")?;
    let office: Office = serde_saphyr::from_str(&text).context("office.yaml")?;
    let today = app.now().date();
    let id = found(app, &office.name, regulations).await?;
    let first = office.people.first().context("an office has people")?;
    // The first account is made by the server, as `guiju init` does; everything after goes through the API.
    let administrator = PersonEntry {
        name: first.name.clone(),
        department: first.department.clone(),
        login: Some(first.login.clone()),
        password: Some(office.password.clone()),
        system_role: Some("administrator".to_owned()),
        badge: first.badge.clone(),
        phone: first.phone.clone(),
        attributes: Value::Object(first.attributes.clone()),
        id: None,
        left: false,
    };
    let first_id = organisation::enter_person(app, id, None, &administrator).await?;
    let mut stage = Stage {
        app,
        office: id,
        router: http::router(app),
        password: office.password.clone(),
        logins: office.people.iter().map(|person| (person.name.clone(), person.login.clone())).collect(),
        people: HashMap::from([(first.name.clone(), first_id)]),
        departments: HashMap::new(),
        sessions: HashMap::new(),
        matters: HashMap::new(),
    };
    let chief = first.name.clone();
    for person in office.people.iter().skip(1) {
        stage.person(&chief, person).await.with_context(|| person.name.clone())?;
    }
    for post in &office.posts {
        stage.post(&chief, post).await.with_context(|| post.title.clone())?;
    }
    for (number, name) in &app.staff(id).await?.departments {
        stage.departments.insert(name.clone(), u64::from(*number));
    }
    for import in &office.imports {
        let bytes = std::fs::read(folder.join(&import.file)).with_context(|| import.file.clone())?;
        stage.send(&chief, Method::POST, &format!("/api/forms/{}/import", import.form), bytes, None).await?;
        for (period, day) in &import.assess {
            stage.send(&chief, Method::POST, &format!("/api/assessments/{period}?day={day}"), Vec::new(), None).await?;
        }
    }
    let calendar = app.law(id)?.days(today.plus(-120), today.plus(120));
    let mut all = Vec::new();
    for path in scenes {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let dated = dated(&text, today, |date, count| {
            let calendar = calendar.calendar();
            if count >= 0 {
                calendar.working_days_after(calendar.working_day_from(date), count.unsigned_abs())
            } else {
                let earlier = (1..).map(|n| date.plus(-n)).filter(|d| calendar.worked(*d));
                earlier.take(count.unsigned_abs() as usize).last().unwrap_or(date)
            }
        });
        let scenes: Vec<Scene> =
            serde_saphyr::from_str_with_options(&dated, serde_saphyr::options! { strict_booleans: true })
                .with_context(|| path.display().to_string())?;
        for scene in scenes {
            let at: Moment = scene.at.parse().map_err(|why| anyhow::anyhow!("{}: {why}", scene.at))?;
            all.push((at, scene, path.clone()));
        }
    }
    // One story: what happened first is played first, whichever regulation tells of it.
    all.sort_by_key(|(at, _, _)| *at);
    let now = app.now();
    for (at, scene, path) in &all {
        app.clock.set(*at);
        crate::jobs::round(app).await?;
        stage.scene(scene).await.with_context(|| format!("{}: {} at {at}", path.display(), scene.by))?;
    }
    resume(&app.clock, now);
    crate::jobs::round(app).await?;
    let titles = |name: &str| {
        let held = office.posts.iter().filter(|post| post.holder.as_deref() == Some(name));
        held.map(|post| post.title.clone()).collect::<Vec<_>>().join("、")
    };
    let accounts = office.people.iter().map(|p| (p.login.clone(), p.name.clone(), titles(&p.name)));
    Ok(Played { password: office.password.clone(), accounts: accounts.collect() })
}

fn resume(clock: &Clock, now: Moment) {
    clock.reset();
    // A clock that was set before goes on from there.
    if (clock.now().0 - now.0).abs() > 120 {
        clock.set(now);
    }
}

/// Creates the office and binds it to every regulation in the folder from long ago.
///
/// # Errors
/// If the office cannot be created or a regulation is not accepted.
pub async fn found(app: &Arc<App>, name: &str, regulations: &Path) -> Result<i64> {
    let id = organisation::create(&app.pool, name).await?;
    app.law.refresh(&app.pool).await?;
    let mut files = std::fs::read_dir(regulations)
        .with_context(|| regulations.display().to_string())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "wasm"));
    files.sort();
    ensure!(!files.is_empty(), "{} has no regulations", regulations.display());
    let from = Date::new(2024, 1, 1).unwrap_or_default();
    for file in files {
        let bytes = std::fs::read(&file)?;
        organisation::bind(app, id, &bytes, from, None).await.with_context(|| file.display().to_string())?;
    }
    Ok(id)
}

/// An empty page, for files that a story uploads.
const PAGE: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
                    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// A file's name as it stands in an address.
fn urlencoding(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    name.bytes().map(byte).collect()
}

/// Replaces `{workday-3}`, `{day+1}` and `{year}`.
fn dated(text: &str, today: Date, workday: impl Fn(Date, i32) -> Date) -> String {
    let text = &text.replace("{year}", &today.year().to_string());
    let mut result = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) =
        rest.find("{workday").or_else(|| rest.find("{day")).map(|at| rest.find("{day").map_or(at, |day| at.min(day)))
    {
        let (before, after) = rest.split_at(start);
        result.push_str(before);
        let Some(end) = after.find('}') else { break };
        let inside = &after[1..end];
        let number = |prefix: &str| inside.strip_prefix(prefix).map(|n| n.parse::<i32>().unwrap_or(0));
        let date = number("workday").map(|n| workday(today, n)).or_else(|| number("day").map(|n| today.plus(n)));
        match date {
            Some(date) => result.push_str(&date.to_string()),
            None => result.push_str(&after[..=end]),
        }
        rest = &after[end + 1..];
    }
    result.push_str(rest);
    result
}

impl Stage<'_> {
    async fn send(&mut self, by: &str, method: Method, path: &str, body: Vec<u8>, key: Option<&str>) -> Result<Value> {
        // A story runs over weeks; sessions don't.
        let lasts = self.app.config.session_minutes * 60 / 2;
        let fresh = |session: &Session| (0..lasts).contains(&(self.app.now().0 - session.since.0));
        if !self.sessions.get(by).is_some_and(fresh) {
            let session = self.log_in(by).await?;
            self.sessions.insert(by.to_owned(), session);
        }
        let session = self.sessions.get(by).context("a session")?;
        let mut request = Request::builder()
            .method(&method)
            .uri(path)
            .header(header::COOKIE, &session.cookie)
            .header("x-csrf-token", &session.csrf);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body))?).await?;
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await?;
        if !status.is_success() {
            bail!("{method} {path}: {status} {}", String::from_utf8_lossy(&bytes));
        }
        Ok(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    async fn log_in(&self, name: &str) -> Result<Session> {
        let login = self.logins.get(name).with_context(|| format!("{name} is nobody of this office"))?;
        let credentials = Credentials { login: login.clone(), password: self.password.clone() };
        let request = Request::post("/api/session").body(Body::from(serde_json::to_vec(&credentials)?))?;
        let response = self.router.clone().oneshot(request).await?;
        let cookie = response.headers().get(header::SET_COOKIE).and_then(|cookie| cookie.to_str().ok());
        let cookie = cookie
            .and_then(|cookie| cookie.split(';').next())
            .with_context(|| format!("{name} cannot log in"))?
            .to_owned();
        let request = Request::get("/api/session").header(header::COOKIE, &cookie).body(Body::empty())?;
        let response = self.router.clone().oneshot(request).await?;
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await?;
        let me: guiju_api::Me = serde_json::from_slice(&bytes)?;
        Ok(Session { cookie, csrf: me.csrf, since: self.app.now() })
    }

    async fn person(&mut self, chief: &str, told: &Told) -> Result<()> {
        let entry = PersonEntry {
            id: None,
            name: told.name.clone(),
            department: told.department.clone(),
            badge: told.badge.clone(),
            phone: told.phone.clone(),
            attributes: Value::Object(told.attributes.clone()),
            login: Some(told.login.clone()),
            password: Some(self.password.clone()),
            system_role: told.system_role.clone(),
            left: false,
        };
        let entered = self.send(chief, Method::POST, "/api/people", serde_json::to_vec(&entry)?, None).await?;
        self.people.insert(told.name.clone(), entered["id"].as_u64().context("an id")?);
        Ok(())
    }

    fn id(&self, name: &str) -> Result<u64> {
        self.people.get(name).copied().with_context(|| format!("{name} is nobody of this office"))
    }

    async fn post(&mut self, chief: &str, told: &ToldPost) -> Result<()> {
        let post = Post {
            id: None,
            title: told.title.clone(),
            department: told.department.clone(),
            holder: told.holder.as_deref().map(|name| self.id(name)).transpose()?,
            deputy: told.deputy.as_deref().map(|name| self.id(name)).transpose()?,
            roles: told.roles.clone(),
            supervises: told.supervises.clone(),
        };
        self.send(chief, Method::POST, "/api/posts", serde_json::to_vec(&post)?, None).await.map(drop)
    }

    /// Whoever acts: a name, or `=duty-leader` for whoever is on duty then.
    async fn actor(&self, by: &str) -> Result<String> {
        let Some(role) = by.strip_prefix('=') else { return Ok(by.to_owned()) };
        let staff = self.app.staff(self.office).await?;
        let person = staff.on_duty(role).next().with_context(|| format!("nobody is on duty as {role}"))?;
        Ok(staff.name(person))
    }

    /// `@李敏` in a content is that person's or department's id, `#trip` the record of the matter called so, `&scan.pdf` a
    /// file that `by` uploads.
    async fn named(&mut self, by: &str, value: &Value) -> Result<Value> {
        Ok(match value {
            Value::String(text) => match text.split_at_checked(1) {
                Some(("@", name)) => match self.departments.get(name) {
                    Some(department) => json!(department),
                    None => json!(self.id(name)?),
                },
                Some(("#", matter)) => json!(self.record(matter).await?),
                Some(("&", name)) => {
                    let path = format!("/api/attachments?name={}", urlencoding(name));
                    self.send(by, Method::POST, &path, PAGE.as_bytes().to_vec(), None).await?
                }
                _ => value.clone(),
            },
            Value::Array(values) => {
                let mut named = Vec::new();
                for value in values {
                    named.push(Box::pin(self.named(by, value)).await?);
                }
                Value::Array(named)
            }
            Value::Object(fields) => {
                let mut named = Map::new();
                for (name, value) in fields {
                    named.insert(name.clone(), Box::pin(self.named(by, value)).await?);
                }
                Value::Object(named)
            }
            other => other.clone(),
        })
    }

    async fn record(&self, called: &str) -> Result<i64> {
        use crate::store::Columns;
        let matter = self.matters.get(called).with_context(|| format!("no matter is called {called}"))?;
        let row = sqlx::query("SELECT id FROM records WHERE matter_id = $1")
            .bind(*matter as i64)
            .fetch_one(&self.app.pool)
            .await?;
        Ok(row.int("id")?)
    }

    async fn scene(&mut self, scene: &Scene) -> Result<()> {
        let by = self.actor(&scene.by).await?;
        let content = self.named(&by, &scene.content).await?;
        if let Some(roster) = &scene.roster {
            let wanted = json!({ "from": scene.from, "to": scene.until });
            let path = format!("/api/rosters/{roster}");
            return self.send(&by, Method::POST, &path, wanted.to_string().into_bytes(), None).await.map(drop);
        }
        if let Some(form) = &scene.file {
            let filing = json!({ "content": content, "remark": scene.remark });
            let path = format!("/api/forms/{form}/file");
            let filed = self.send(&by, Method::POST, &path, filing.to_string().into_bytes(), None).await?;
            let id = filed["id"].as_u64().context("an id")?;
            self.matters.insert(scene.called.clone().unwrap_or_default(), id);
            return Ok(());
        }
        let on = scene.on.as_deref().context("say on which matter")?;
        let matter = *self.matters.get(on).with_context(|| format!("no matter is called {on}"))?;
        let shown = self.send(&by, Method::GET, &format!("/api/matters/{matter}"), Vec::new(), None).await?;
        let action = scene.act.as_deref().context("say what is done")?;
        let offered = shown["actions"].as_array().into_iter().flatten().find(|offered| offered["action"] == action);
        let offered = offered.with_context(|| format!("{by} is not offered {action}, but {}", shown["actions"]))?;
        let person = scene.to.as_deref().map(|name| self.id(name)).transpose()?;
        let doing = json!({
            "action": action, "version": shown["version"], "task": offered["task"], "opinion": scene.opinion,
            "content": if content.is_null() { Value::Null } else { content }, "person": person, "straight_back": false,
        });
        let path = format!("/api/matters/{matter}/acts");
        self.send(&by, Method::POST, &path, doing.to_string().into_bytes(), None).await.map(drop)
    }
}
