//! Somebody logged in at a server, with what people do there.

use crate::PASSWORD;
use anyhow::{Context, Result, ensure};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

/// Somebody logged in.
pub struct Person {
    pub(crate) client: Client,
    pub(crate) base: String,
    pub(crate) csrf: String,
    /// Id in the office.
    pub id: u64,
}

impl Person {
    /// Logs in at a server.
    ///
    /// # Errors
    /// If that fails.
    pub async fn log_in(base: &str, login: &str) -> Result<Self> {
        Self::log_in_with(base, login, PASSWORD).await
    }

    /// Sends a request; the status and the answer.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: &Value,
        key: Option<&str>,
    ) -> Result<(StatusCode, Value)> {
        let mut request =
            self.client.request(method, format!("{}{path}", self.base)).header("x-csrf-token", &self.csrf);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let request = match body {
            Value::Null => request,
            Value::String(text) => request.body(text.clone()),
            body => request.body(body.to_string()),
        };
        let response = request.send().await?;
        let status = response.status();
        Ok((status, serde_json::from_str(&response.text().await?).unwrap_or_default()))
    }

    /// Sends a request; the status and the answer's bytes as text, whatever they are.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn text(&self, method: Method, path: &str, body: &Value) -> Result<(StatusCode, String)> {
        let request = self.client.request(method, format!("{}{path}", self.base)).header("x-csrf-token", &self.csrf);
        let response = request.body(if body.is_null() { String::new() } else { body.to_string() }).send().await?;
        Ok((response.status(), String::from_utf8_lossy(&response.bytes().await?).into_owned()))
    }

    /// Sends a file; the status and the answer.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn upload(&self, path: &str, bytes: Vec<u8>) -> Result<(StatusCode, Value)> {
        let request = self.client.post(format!("{}{path}", self.base)).header("x-csrf-token", &self.csrf).body(bytes);
        let response = request.send().await?;
        let status = response.status();
        Ok((status, serde_json::from_str(&response.text().await?).unwrap_or_default()))
    }

    /// Fetches a file.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn bytes(&self, path: &str) -> Result<(StatusCode, Vec<u8>)> {
        let response = self.client.get(format!("{}{path}", self.base)).send().await?;
        Ok((response.status(), response.bytes().await?.to_vec()))
    }

    /// Reads something that must be there.
    ///
    /// # Errors
    /// If it is not.
    pub async fn get(&self, path: &str) -> Result<Value> {
        let (status, answer) = self.send(Method::GET, path, &Value::Null, None).await?;
        ensure!(status.is_success(), "{path}: {status} {answer}");
        Ok(answer)
    }

    /// Posts something; the status and the answer.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn post(&self, path: &str, body: &Value) -> Result<(StatusCode, Value)> {
        self.send(Method::POST, path, body, None).await
    }

    /// Files a form that must be accepted: the matter's id.
    ///
    /// # Errors
    /// If it is not.
    pub async fn file(&self, form: &str, content: Value) -> Result<u64> {
        let (status, filed) = self.post(&format!("/api/forms/{form}/file"), &json!({ "content": content })).await?;
        ensure!(status == StatusCode::CREATED, "{form}: {status} {filed}");
        filed["id"].as_u64().context("an id")
    }

    /// Titles of the stations, each with who would decide.
    ///
    /// # Errors
    /// If the preview fails.
    pub async fn preview(&self, form: &str, content: &Value) -> Result<Value> {
        let (status, preview) =
            self.post(&format!("/api/forms/{form}/preview"), &json!({ "content": content })).await?;
        ensure!(status.is_success(), "{form}: {status} {preview}");
        Ok(preview)
    }

    /// The actions one is offered on a matter.
    ///
    /// # Errors
    /// If one may not see it.
    pub async fn offered(&self, matter: u64) -> Result<Vec<String>> {
        let shown = self.get(&format!("/api/matters/{matter}")).await?;
        let actions = shown["actions"].as_array().into_iter().flatten();
        Ok(actions.filter_map(|action| action["action"].as_str().map(str::to_owned)).collect())
    }

    /// Does what one is offered, with these particulars.
    ///
    /// # Errors
    /// If one is not offered it, or the server does not answer.
    pub async fn act(&self, matter: u64, action: &str, particulars: Value) -> Result<(StatusCode, Value)> {
        let shown = self.get(&format!("/api/matters/{matter}")).await?;
        let offered = shown["actions"].as_array().into_iter().flatten().find(|offered| offered["action"] == action);
        let offered = offered.with_context(|| format!("{action} is not offered, but {}", shown["actions"]))?;
        let mut doing = json!({ "action": action, "version": shown["version"], "task": offered["task"] });
        for (name, value) in particulars.as_object().into_iter().flatten() {
            doing[name] = value.clone();
        }
        self.post(&format!("/api/matters/{matter}/acts"), &doing).await
    }

    /// Does what must succeed.
    ///
    /// # Errors
    /// If it does not.
    pub async fn does(&self, matter: u64, action: &str, particulars: Value) -> Result<()> {
        let (status, answer) = self.act(matter, action, particulars).await?;
        ensure!(status.is_success(), "{action}: {status} {answer}");
        Ok(())
    }

    /// Matters in a tray.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn tray(&self, tray: &str) -> Result<Vec<u64>> {
        let page = self.get(&format!("/api/trays/{tray}")).await?;
        Ok(page["rows"].as_array().into_iter().flatten().filter_map(|line| line["matter"].as_u64()).collect())
    }

    /// Messages of one's notices.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn notices(&self) -> Result<Vec<String>> {
        let page = self.get("/api/notices").await?;
        Ok(page["rows"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|n| n["message"].as_str().map(str::to_owned))
            .collect())
    }
}
