//! Whoever calls a server: a stranger, or somebody with a session; nothing is assumed of what the server answers.

use crate::{client::client, person::PASSWORD};
use anyhow::{Context, Result, ensure};
use reqwest::{Client, Method, StatusCode, header::HeaderMap};
use serde_json::{Value, json};

/// An answer.
#[derive(Clone, Debug)]
#[must_use = "whether it was done is in its status"]
pub struct Answer {
    /// The status of the answer.
    pub status: StatusCode,
    /// The headers of the answer.
    pub headers: HeaderMap,
    /// Body, as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Whether it was done, or waits for somebody to confirm it.
    #[must_use]
    pub fn taken(&self) -> bool {
        self.status.is_success()
    }

    /// The body as JSON; null if it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Whether it was taken or refused is all the same here; a server that fails is not.
    ///
    /// # Errors
    /// If the server failed.
    pub fn either(self) -> Result<()> {
        ensure!(!self.status.is_server_error(), "{} {}", self.status, self.text());
        Ok(())
    }

    /// What came, as JSON; an error if it was refused.
    ///
    /// # Errors
    /// If it was refused.
    pub fn done(self) -> Result<Value> {
        ensure!(self.taken(), "{} {}", self.status, self.text());
        Ok(self.json())
    }
}

/// Somebody who calls.
#[derive(Clone)]
pub struct Visitor {
    client: Client,
    base: String,
    csrf: String,
    /// Id in the office; 0 for a stranger.
    pub id: u64,
}

impl Visitor {
    /// Somebody without a session; cookies are kept.
    ///
    /// # Errors
    /// If no client can be made.
    pub fn stranger(base: &str) -> Result<Self> {
        let client = client().cookie_store(true).build()?;
        Ok(Self { client, base: base.to_owned(), csrf: String::new(), id: 0 })
    }

    /// Somebody who logs in.
    ///
    /// # Errors
    /// If that fails.
    pub async fn enter(base: &str, login: &str, password: &str) -> Result<Self> {
        let mut visitor = Self::stranger(base)?;
        let answer = visitor.log_in(login, password).await?;
        ensure!(answer.taken(), "{login} cannot log in: {} {}", answer.status, answer.text());
        Ok(visitor)
    }

    /// Logs in with the cookies there are.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn log_in(&mut self, login: &str, password: &str) -> Result<Answer> {
        let answer = self.post("/api/session", &json!({ "login": login, "password": password })).await?;
        if answer.taken() {
            let me = self.get("/api/session").await?;
            self.csrf = me["csrf"].as_str().context("a token")?.to_owned();
            self.id = me["person"].as_u64().context("an id")?;
        }
        Ok(answer)
    }

    /// Does what a binary asks of somebody whose password somebody else has set: it is changed.
    ///
    /// # Errors
    /// If the change is asked for and refused.
    pub async fn settles(&self, password: &str) -> Result<()> {
        let page = self.send(Method::GET, "/api/account", &Value::Null).await?;
        if page.taken() && page.json()["must_change_password"] == true {
            self.post("/api/account/password", &json!({ "current": password, "new": PASSWORD })).await?.done()?;
        }
        Ok(())
    }

    /// Sends a request with any headers and body.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Result<Answer> {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if !self.csrf.is_empty() {
            request = request.header("x-csrf-token", &self.csrf);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.body(body).send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Answer { status, headers, bytes: response.bytes().await?.to_vec() })
    }

    /// Sends JSON; a text as it stands.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Result<Answer> {
        let body = match body {
            Value::Null => Vec::new(),
            Value::String(text) => text.clone().into_bytes(),
            body => body.to_string().into_bytes(),
        };
        self.ask(method, path, &[], body).await
    }

    /// Posts JSON; a text as it stands.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Answer> {
        self.send(Method::POST, path, body).await
    }

    /// Reads what must be there.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn get(&self, path: &str) -> Result<Value> {
        self.look(path).await?.done().with_context(|| format!("GET {path}"))
    }

    /// Looks at something, whatever comes.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn look(&self, path: &str) -> Result<Answer> {
        self.send(Method::GET, path, &Value::Null).await
    }

    /// Files what must be accepted: the matter's id.
    ///
    /// # Errors
    /// If it is not.
    pub async fn file(&self, form: &str, content: Value) -> Result<u64> {
        let filed = self.files(form, content).await?;
        ensure!(filed.status == StatusCode::CREATED, "{form}: {} {}", filed.status, filed.text());
        filed.json()["id"].as_u64().context("an id")
    }

    /// Files what may be refused.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn files(&self, form: &str, content: Value) -> Result<Answer> {
        self.post(&format!("/api/forms/{form}/file"), &json!({ "content": content })).await
    }

    /// The request by which an offered action is done.
    ///
    /// # Errors
    /// If it is not offered.
    pub async fn prepared(&self, matter: u64, action: &str, particulars: &Value) -> Result<Value> {
        let shown = self.get(&format!("/api/matters/{matter}")).await?;
        let offered = shown["actions"].as_array().into_iter().flatten().find(|offered| offered["action"] == action);
        let offered = offered.with_context(|| format!("{action} is not offered, but {}", shown["actions"]))?;
        let mut doing = json!({ "action": action, "version": shown["version"], "task": offered["task"] });
        for (name, value) in particulars.as_object().into_iter().flatten() {
            doing[name] = value.clone();
        }
        Ok(doing)
    }

    /// Does what one is offered on a matter.
    ///
    /// # Errors
    /// If one is not offered it, or the server does not answer.
    pub async fn act(&self, matter: u64, action: &str, particulars: Value) -> Result<Answer> {
        let doing = self.prepared(matter, action, &particulars).await?;
        self.post(&format!("/api/matters/{matter}/acts"), &doing).await
    }

    /// Uploads a file.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn upload(&self, name: &str, text: &str) -> Result<Value> {
        let bytes = format!("%PDF-1.7 {text}").into_bytes();
        self.ask(Method::POST, &format!("/api/attachments?name={name}"), &[], bytes).await?.done()
    }

    /// Messages of one's notices.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn notices(&self) -> Result<Vec<String>> {
        let page = self.get("/api/notices").await?;
        let rows = page["rows"].as_array().into_iter().flatten();
        Ok(rows.filter_map(|notice| notice["message"].as_str().map(str::to_owned)).collect())
    }
}
