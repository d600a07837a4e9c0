//! The people of an office at the server's own API.

use super::told::{Office, Scene, Told, ToldPost};
use crate::{accounts, app::App, http, keepers, store::Columns};
use anyhow::{Context, Result, bail};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use guiju_api::{Credentials, PasswordChange, Post};
use guiju_domain::{OfficeId, SystemRole};
use guiju_model::Moment;
use serde_json::{Map, Value, json};
use std::{collections::HashMap, path::Path, sync::Arc};
use tower::ServiceExt;

struct Session {
    cookie: String,
    csrf: String,
    since: Moment,
}

pub(super) struct Stage {
    app: Arc<App>,
    office: OfficeId,
    router: Router,
    password: String,
    /// First passwords that an administrator has set, until their owners change them.
    firsts: HashMap<String, String>,
    logins: HashMap<String, String>,
    people: HashMap<String, u64>,
    departments: HashMap<String, u64>,
    sessions: HashMap<String, Session>,
    matters: HashMap<String, u64>,
}

/// Seconds for which the people of a story stay logged in.
const LASTS: i64 = 86_400;

/// An empty page, for files that a story uploads; each carries its name, so that no two are the same file.
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

impl Stage {
    /// An office in which there is only its first person.
    pub(super) fn new(app: &Arc<App>, office: OfficeId, told: &Office, first: u64) -> Self {
        Self {
            app: Arc::clone(app),
            office,
            router: http::router(app),
            password: told.password.clone(),
            firsts: HashMap::new(),
            logins: told.people.iter().map(|person| (person.name.clone(), person.login.clone())).collect(),
            people: told.people.iter().take(1).map(|person| (person.name.clone(), first)).collect(),
            departments: HashMap::new(),
            sessions: HashMap::new(),
            matters: HashMap::new(),
        }
    }

    /// Enters everybody and everything that the office's own file tells.
    pub(super) async fn settle(&mut self, told: &Office, folder: &Path) -> Result<()> {
        let chief = told.people.first().context("an office has people")?.name.clone();
        for person in told.people.iter().skip(1) {
            self.person(&chief, person).await.with_context(|| person.name.clone())?;
        }
        self.first_log_ins(told).await?;
        let security = self.keepers(&chief, told).await?;
        for post in &told.posts {
            self.post(&chief, security.as_deref(), post).await.with_context(|| post.title.clone())?;
        }
        for (number, name) in &self.app.staff(self.office).await?.departments {
            self.departments.insert(name.clone(), u64::from(*number));
        }
        for import in &told.imports {
            let bytes = std::fs::read(folder.join(&import.file)).with_context(|| import.file.clone())?;
            self.send(&chief, Method::POST, &format!("/api/forms/{}/import", import.form), bytes, None).await?;
            for (period, day) in &import.assess {
                let path = format!("/api/assessments/{period}?day={day}");
                self.send(&chief, Method::POST, &path, Vec::new(), None).await?;
            }
        }
        Ok(())
    }

    async fn send(&mut self, by: &str, method: Method, path: &str, body: Vec<u8>, key: Option<&str>) -> Result<Value> {
        // A story runs over weeks; sessions don't.
        let lasts = (self.app.config.session_minutes * 60 / 2).min(LASTS);
        let fresh = |session: &Session| (0..lasts).contains(&(self.app.now(self.office).0 - session.since.0));
        if !self.sessions.get(by).is_some_and(fresh) {
            let session = self.log_in(by, &self.password).await?;
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

    /// Everybody logs in with the password that the administrator set, and changes it to the office's.
    async fn first_log_ins(&mut self, told: &Office) -> Result<()> {
        for person in &told.people {
            let Some(first) = self.firsts.remove(&person.name) else { continue };
            let session = self.log_in(&person.name, &first).await?;
            self.sessions.insert(person.name.clone(), session);
            let wanted = PasswordChange { current: first, new: self.password.clone() };
            let wanted = serde_json::to_vec(&wanted)?;
            self.send(&person.name, Method::POST, "/api/account/password", wanted, None).await?;
        }
        Ok(())
    }

    async fn log_in(&self, name: &str, password: &str) -> Result<Session> {
        let credentials =
            Credentials { login: self.login(name)?.to_owned(), password: password.to_owned(), code: None };
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
        Ok(Session { cookie, csrf: me.csrf, since: self.app.now(self.office) })
    }

    async fn person(&mut self, chief: &str, told: &Told) -> Result<()> {
        let first = accounts::token()?;
        let entry = told.entry(&first);
        self.firsts.insert(told.name.clone(), first);
        let entered = self.send(chief, Method::POST, "/api/people", serde_json::to_vec(&entry)?, None).await?;
        self.people.insert(told.name.clone(), entered["id"].as_u64().context("an id")?);
        Ok(())
    }

    fn id(&self, name: &str) -> Result<u64> {
        self.people.get(name).copied().with_context(|| format!("{name} is nobody of this office"))
    }

    /// The other keepers: the first security officer is appointed as on the server's command line, whoever comes after is asked
    /// for by that officer and confirmed by the administrator. The security officer's name, if the office has one.
    async fn keepers(&mut self, chief: &str, told: &Office) -> Result<Option<String>> {
        let with_role = |person: &Told| person.system_role.as_deref().and_then(SystemRole::named);
        let others = told.people.iter().skip(1).filter_map(|person| Some((person, with_role(person)?)));
        let (security, others) = others.partition::<Vec<_>, _>(|(_, role)| *role == SystemRole::Security);
        let Some((first, role)) = security.first() else { return Ok(None) };
        keepers::appoint(&self.app, self.office, &first.login, *role, None).await?;
        for (person, role) in security.iter().skip(1).chain(&others) {
            let wanted = json!({ "person": self.id(&person.name)?, "role": role.name(), "reason": "按单位分工" });
            let body = wanted.to_string().into_bytes();
            let asked = self.send(&first.name, Method::POST, "/api/keepers", body, None).await?;
            self.confirmed(chief, &asked).await?;
        }
        Ok(Some(first.name.clone()))
    }

    /// Confirms what somebody else asked for, if it waits.
    async fn confirmed(&mut self, by: &str, asked: &Value) -> Result<()> {
        let Some(request) = asked["request"].as_u64() else { return Ok(()) };
        let confirm = json!({ "action": "confirm" }).to_string().into_bytes();
        self.send(by, Method::POST, &format!("/api/requests/{request}"), confirm, None).await.map(drop)
    }

    async fn post(&mut self, chief: &str, security: Option<&str>, told: &ToldPost) -> Result<()> {
        let post = Post {
            id: None,
            title: told.title.clone(),
            department: told.department.clone(),
            holder: told.holder.as_deref().map(|name| self.id(name)).transpose()?,
            deputy: told.deputy.as_deref().map(|name| self.id(name)).transpose()?,
            roles: told.roles.clone(),
            supervises: told.supervises.clone(),
            reason: "按单位分工".to_owned(),
        };
        let entered = self.send(chief, Method::POST, "/api/posts", serde_json::to_vec(&post)?, None).await?;
        match (security, entered["request"].as_u64()) {
            // The only security officer's own post: no other keeper can, so it is confirmed as on the server's command line.
            (Some(security), Some(request)) if [&told.holder, &told.deputy].contains(&&Some(security.to_owned())) => {
                Ok(keepers::confirm_on_server(&self.app, self.office, request).await.map(drop)?)
            }
            (Some(security), _) => self.confirmed(security, &entered).await,
            (None, _) => Ok(()),
        }
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
                    let page = format!("{PAGE}% {name}\n");
                    self.send(by, Method::POST, &path, page.into_bytes(), None).await?
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
        let matter = self.matters.get(called).with_context(|| format!("no matter is called {called}"))?;
        let row = sqlx::query("SELECT id FROM records WHERE matter_id = $1")
            .bind(*matter as i64)
            .fetch_one(&self.app.pool)
            .await?;
        Ok(row.int("id")?)
    }

    /// The name of whoever acts in a scene, and the content with everything named in it found.
    pub(super) async fn filled(&mut self, scene: &Scene) -> Result<(String, Value)> {
        let by = self.actor(&scene.by).await?;
        let content = self.named(&by, &scene.content).await?;
        Ok((by, content))
    }

    /// The login of somebody.
    pub(super) fn login(&self, name: &str) -> Result<&str> {
        self.logins.get(name).map(String::as_str).with_context(|| format!("{name} is nobody of this office"))
    }

    /// Remembers the matter that a scene filed.
    pub(super) fn remember(&mut self, scene: &Scene, matter: u64) {
        self.matters.insert(scene.called.clone().unwrap_or_default(), matter);
    }

    pub(super) async fn perform(&mut self, scene: &Scene) -> Result<()> {
        let (by, content) = self.filled(scene).await?;
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
            self.remember(scene, id);
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
