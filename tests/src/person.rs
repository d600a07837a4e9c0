//! Somebody logged in at a server, with what people do there.

use crate::{
    accounts::{attempt, browser, credentials},
    called::Call,
    client::Answer,
};
use anyhow::{Context, Result, ensure};
use guiju_api::{
    ActionRequest, Counts, Filed, Filing, ImportReport, InboxItem, MatterShown, Me, NoticeShown, Page, PasswordChange,
    Preview, RecordOption, StepShown, StoredFile, ViewShown,
};
use reqwest::{Client, Method, StatusCode};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// Password of every account of the test office.
pub const PASSWORD: &str = "guiju-test-2026";

/// Somebody logged in.
pub struct Person {
    client: Client,
    base: String,
    csrf: String,
    language: &'static str,
    /// Id in the office.
    pub id: u64,
}

/// Logging in.
impl Person {
    /// Logs in at a server.
    ///
    /// # Errors
    /// If that fails.
    pub async fn log_in(base: &str, login: &str) -> Result<Self> {
        Self::log_in_with(base, login, PASSWORD).await
    }

    /// Whoever has logged in from a browser.
    ///
    /// # Errors
    /// If nobody has.
    pub async fn of(browser: Client, base: &str) -> Result<Self> {
        let (status, answer) = Answer::of(browser.get(format!("{base}/api/session")).send().await?).await?;
        ensure!(status.is_success(), "nobody is logged in");
        let me: Me = answer.read()?;
        Ok(Self { client: browser, base: base.to_owned(), csrf: me.csrf, language: "zh-CN", id: me.person })
    }

    /// Logs in with this password from a new browser.
    ///
    /// # Errors
    /// If that fails.
    pub async fn log_in_with(base: &str, login: &str, password: &str) -> Result<Self> {
        let browser = browser()?;
        let answered = attempt(&browser, base, &credentials(login, password)).await?;
        ensure!(answered.status.is_success(), "{login} cannot log in: {answered:?}");
        Self::of(browser, base).await
    }

    /// The same person, who reads in this language from now on.
    #[must_use]
    pub fn reading(self, language: &'static str) -> Self {
        Self { language, ..self }
    }

    /// Logs in with the password that an administrator set, and changes it to everybody's.
    ///
    /// # Errors
    /// If either fails.
    pub async fn first_log_in(base: &str, login: &str, first: &str) -> Result<Self> {
        let person = Self::log_in_with(base, login, first).await?;
        let wanted = PasswordChange { current: first.to_owned(), new: PASSWORD.to_owned() };
        let (status, answer) = person.post("/api/account/password", &wanted).await?;
        ensure!(status == StatusCode::NO_CONTENT, "{login}: {status} {answer}");
        Ok(person)
    }
}

/// Requests: each gives the status and the answer.
impl Person {
    /// Sends a request; the unit sends no body. With a key, a repeated request files once.
    ///
    /// # Errors
    /// If the server does not answer, or the body is a bare text: a file is sent by `upload`, which does not put it in quotes.
    pub async fn send<B: Serialize + ?Sized>(
        &self,
        method: Method,
        path: &str,
        body: &B,
        key: Option<&str>,
    ) -> Result<(StatusCode, Answer)> {
        let request = self.client.request(method.clone(), format!("{}{path}", self.base));
        let mut request = request.header("x-csrf-token", &self.csrf).header("accept-language", self.language);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let body = serde_json::to_string(body)?;
        ensure!(!body.starts_with('"'), "{path} would be sent a text in quotes: {body}");
        let request = if body == "null" { request } else { request.body(body) };
        let call = Call::begin(&self.base, &method, path).await?;
        let (status, answer) = Answer::of(request.send().await?).await?;
        call.end(status).await?;
        Ok((status, answer))
    }

    /// Posts something.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn post<B: Serialize + ?Sized>(&self, path: &str, body: &B) -> Result<(StatusCode, Answer)> {
        self.send(Method::POST, path, body, None).await
    }

    /// Posts what must be done.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn posts<B: Serialize + ?Sized>(&self, path: &str, body: &B) -> Result<()> {
        let (status, answer) = self.post(path, body).await?;
        ensure!(status.is_success(), "{path}: {status} {answer}");
        Ok(())
    }

    /// Puts something in its place.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn put<B: Serialize + ?Sized>(&self, path: &str, body: &B) -> Result<(StatusCode, Answer)> {
        self.send(Method::PUT, path, body, None).await
    }

    /// Takes something away.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn delete(&self, path: &str) -> Result<(StatusCode, Answer)> {
        self.send(Method::DELETE, path, &(), None).await
    }

    /// Looks at something, whatever comes.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn look(&self, path: &str) -> Result<(StatusCode, Answer)> {
        self.send(Method::GET, path, &(), None).await
    }

    /// Sends a file, or a text as one.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn upload(&self, path: &str, bytes: impl Into<Vec<u8>>) -> Result<(StatusCode, Answer)> {
        let request = self.client.post(format!("{}{path}", self.base)).header("x-csrf-token", &self.csrf);
        let call = Call::begin(&self.base, &Method::POST, path).await?;
        let (status, answer) = Answer::of(request.body(bytes.into()).send().await?).await?;
        call.end(status).await?;
        Ok((status, answer))
    }

    /// Fetches a file.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn bytes(&self, path: &str) -> Result<(StatusCode, Vec<u8>)> {
        let response = self.client.get(format!("{}{path}", self.base)).send().await?;
        Ok((response.status(), response.bytes().await?.to_vec()))
    }
}

/// Reading what must be there.
impl Person {
    /// As its type.
    ///
    /// # Errors
    /// If it is refused, or something else.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        self.text(path).await?.read()
    }

    /// As it came, for whoever looks for words that must not stand in it anywhere.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn text(&self, path: &str) -> Result<Answer> {
        let (status, answer) = self.look(path).await?;
        ensure!(status.is_success(), "{path}: {status} {answer}");
        Ok(answer)
    }

    /// Who one is.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn me(&self) -> Result<Me> {
        self.get("/api/session").await
    }

    /// A matter, as one sees it.
    ///
    /// # Errors
    /// If one may not see it.
    pub async fn matter(&self, matter: u64) -> Result<MatterShown> {
        self.get(&format!("/api/matters/{matter}")).await
    }

    /// What waits for one.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn counts(&self) -> Result<Counts> {
        self.get("/api/counts").await
    }

    /// Matters in a tray.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn tray(&self, tray: &str) -> Result<Vec<u64>> {
        let page: Page<InboxItem> = self.get(&format!("/api/trays/{tray}")).await?;
        Ok(page.rows.into_iter().map(|line| line.matter).collect())
    }

    /// Messages of one's notices.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn notices(&self) -> Result<Vec<String>> {
        let page: Page<NoticeShown> = self.get("/api/notices").await?;
        Ok(page.rows.into_iter().map(|notice| notice.message).collect())
    }

    /// A register, as one sees it; behind the name there may be a question.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn register(&self, view: &str) -> Result<ViewShown> {
        self.get(&format!("/api/views/{view}")).await
    }

    /// The records that a field of a form offers.
    ///
    /// # Errors
    /// If they are refused.
    pub async fn records(&self, form: &str) -> Result<Vec<RecordOption>> {
        self.get(&format!("/api/records/{form}")).await
    }
}

/// Filing and deciding.
impl Person {
    /// Files a form that must be accepted: the matter's id.
    ///
    /// # Errors
    /// If it is not.
    pub async fn file(&self, form: &str, content: Value) -> Result<u64> {
        let (status, filed) = self.files(form, content).await?;
        ensure!(status == StatusCode::CREATED, "{form}: {status} {filed}");
        Ok(filed.read::<Filed>()?.id)
    }

    /// Files what may be refused.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn files(&self, form: &str, content: Value) -> Result<(StatusCode, Answer)> {
        self.post(&format!("/api/forms/{form}/file"), &Filing { content, ..Filing::default() }).await
    }

    /// What filing it would come to.
    ///
    /// # Errors
    /// If the preview fails.
    pub async fn preview(&self, form: &str, content: &Value) -> Result<Preview> {
        let filing = Filing { content: content.clone(), ..Filing::default() };
        let (status, preview) = self.post(&format!("/api/forms/{form}/preview"), &filing).await?;
        ensure!(status.is_success(), "{form}: {status} {preview}");
        preview.read()
    }

    /// Attaches a file, named and filled by these words.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn attach(&self, name: &str, words: &str) -> Result<StoredFile> {
        let (status, stored) = self.upload(&format!("/api/attachments?name={name}"), words).await?;
        ensure!(status == StatusCode::CREATED, "{name}: {status} {stored}");
        stored.read()
    }

    /// Imports a table or a file that can be read.
    ///
    /// # Errors
    /// If it is refused as a whole.
    pub async fn import(&self, path: &str, file: impl Into<Vec<u8>>) -> Result<ImportReport> {
        let (status, report) = self.upload(path, file).await?;
        ensure!(status == StatusCode::OK, "{path}: {status} {report}");
        report.read()
    }

    /// The actions one is offered on a matter.
    ///
    /// # Errors
    /// If one may not see it.
    pub async fn offered(&self, matter: u64) -> Result<Vec<String>> {
        Ok(self.matter(matter).await?.actions.into_iter().map(|offered| offered.action).collect())
    }

    /// Whether one could act on a matter now, whatever it is; whoever may not see it could not.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn asked(&self, matter: u64) -> Result<bool> {
        let (status, shown) = self.look(&format!("/api/matters/{matter}")).await?;
        if !status.is_success() {
            return Ok(false);
        }
        Ok(shown.read::<MatterShown>()?.actions.iter().any(|offered| offered.task.is_some()))
    }

    /// The request by which one would do what one is offered now, with these particulars.
    ///
    /// # Errors
    /// If one is not offered it, or the server does not answer.
    pub async fn prepared(&self, matter: u64, action: &str, particulars: ActionRequest) -> Result<ActionRequest> {
        let shown = self.matter(matter).await?;
        let offered = shown.actions.iter().find(|offered| offered.action == action);
        let offered = offered.with_context(|| format!("{action} is not offered, but {:?}", shown.actions))?;
        Ok(ActionRequest { action: action.to_owned(), version: shown.version, task: offered.task, ..particulars })
    }

    /// Sends an action as it was prepared.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn acts(&self, matter: u64, action: &ActionRequest) -> Result<(StatusCode, Answer)> {
        self.post(&format!("/api/matters/{matter}/acts"), action).await
    }

    /// Does what one is offered, with these particulars.
    ///
    /// # Errors
    /// If one is not offered it, or the server does not answer.
    pub async fn act(&self, matter: u64, action: &str, particulars: ActionRequest) -> Result<(StatusCode, Answer)> {
        self.acts(matter, &self.prepared(matter, action, particulars).await?).await
    }

    /// Does what must succeed.
    ///
    /// # Errors
    /// If it does not.
    pub async fn does(&self, matter: u64, action: &str, particulars: ActionRequest) -> Result<()> {
        let (status, answer) = self.act(matter, action, particulars).await?;
        ensure!(status.is_success(), "{action}: {status} {answer}");
        Ok(())
    }
}

/// Names of the people at each station.
#[must_use]
pub fn people(stations: &[StepShown]) -> Vec<String> {
    stations.iter().map(|station| station.people.join("+")).collect()
}

/// Values by name, as `json!` writes them; of anything else none.
#[must_use]
pub fn values(json: Value) -> Map<String, Value> {
    match json {
        Value::Object(values) => values,
        _ => Map::new(),
    }
}
