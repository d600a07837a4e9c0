//! Chromium drives the real portal: a leave from filing to the board, at desktop and phone width, without an error in the
//! console and without a serious finding of axe-core on any page it visits.

use anyhow::{Context, Result, ensure};
use fantoccini::{Client, ClientBuilder, Locator, wd::Capabilities};
use guiju_tests::{Database, Office, PASSWORD, root};
use serde_json::{Value, json};
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// A driver that ends with the test.
struct Driver(Child, u16);

impl Driver {
    fn start() -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new("/usr/bin/chromedriver");
        let child = command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        Ok(Self(child, port))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Somebody before the portal.
struct Reader {
    client: Client,
    base: String,
}

impl Reader {
    async fn open(driver: &Driver, base: &str, width: u32, height: u32) -> Result<Self> {
        let size = format!("--window-size={width},{height}");
        let mut options = vec!["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
        options.extend([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=zh-CN",
            &size,
        ]);
        // A phone is narrower than Chromium's smallest window; the emulated screen is not.
        let phone = json!({ "deviceMetrics": { "width": width, "height": height, "pixelRatio": 2.0 } });
        let mut chrome = json!({ "binary": "/usr/bin/chromium", "args": options });
        if width < 500 {
            chrome["mobileEmulation"] = phone;
        }
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".to_owned(), chrome);
        capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "SEVERE" }));
        let address = format!("http://127.0.0.1:{}", driver.1);
        for _ in 0..50 {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            let mut builder = ClientBuilder::new(connector);
            if let Ok(client) = builder.capabilities(capabilities.clone()).connect(&address).await {
                return Ok(Self { client, base: base.to_owned() });
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        anyhow::bail!("the browser does not start")
    }

    async fn go(&self, path: &str) -> Result<()> {
        Ok(self.client.goto(&format!("{}{path}", self.base)).await?)
    }

    async fn element(&self, css: &str) -> Result<fantoccini::elements::Element> {
        let waiting = self.client.wait().at_most(Duration::from_secs(10)).for_element(Locator::Css(css)).await;
        waiting.with_context(|| format!("nothing matches {css}"))
    }

    async fn reads(&self, words: &str) -> Result<()> {
        for _ in 0..100 {
            let body = self.client.find(Locator::Css("body")).await?.text().await?;
            if body.contains(words) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let body = self.client.find(Locator::Css("body")).await?.text().await?;
        anyhow::bail!("the page does not say {words:?}, but {body}")
    }

    async fn press(&self, label: &str) -> Result<()> {
        let path = format!("//button[normalize-space()='{label}']");
        let button = self.client.wait().at_most(Duration::from_secs(10)).for_element(Locator::XPath(&path)).await;
        let button = button.with_context(|| format!("no button {label}"))?;
        self.client
            .execute(
                "arguments[0].scrollIntoView({block: 'center'}); arguments[0].click();",
                vec![serde_json::to_value(button)?],
            )
            .await?;
        Ok(())
    }

    async fn set(&self, css: &str, value: &str) -> Result<()> {
        let element = self.element(css).await?;
        let script = "const e = arguments[0]; e.value = arguments[1]; e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true}));";
        self.client.execute(script, vec![serde_json::to_value(element)?, json!(value)]).await?;
        Ok(())
    }

    async fn log_in(&self, login: &str) -> Result<()> {
        self.client.delete_all_cookies().await?;
        self.go("/").await?;
        self.element("#login").await?.send_keys(login).await?;
        self.element("#password").await?.send_keys(PASSWORD).await?;
        self.press("登录").await?;
        self.element(".counters").await.map(drop)
    }

    /// No serious finding of axe-core on the page as it stands.
    async fn accessible(&self, page: &str) -> Result<()> {
        let axe =
            std::fs::read_to_string(root().join("target/axe/node_modules/axe-core/axe.min.js")).context("axe-core")?;
        self.client.execute(&axe, Vec::new()).await?;
        let script = "const done = arguments[arguments.length - 1]; axe.run(document).then(r => done(r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 3).join(' | '))));";
        let found = self.client.execute_async(script, Vec::new()).await?;
        ensure!(found == json!([]), "{page}: {found:#}");
        Ok(())
    }
}

async fn walk(width: u32, height: u32) -> Result<()> {
    if std::env::var_os("GUIJU_TEST_BROWSER").is_none() {
        eprintln!("skipped: no browser");
        return Ok(());
    }
    let office = Office::open(Database::Sqlite, "2026-03-02T09:00").await?;
    let driver = Driver::start()?;
    let reader = Reader::open(&driver, &office.base, width, height).await?;
    reader.log_in("li").await?;
    for page in [
        "/",
        "/start",
        "/trays/decide",
        "/registers",
        "/boards",
        "/regulations",
        "/regulations/attendance",
        "/assessments",
        "/notices",
    ] {
        reader.go(page).await?;
        reader.element("main h1").await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        reader.accessible(page).await?;
    }
    reader.go("/start/attendance/leave").await?;
    reader.element("#field-kind-0").await?;
    reader.reads("请填写“起止”").await?;
    reader.accessible("leave, empty").await?;
    reader.client.execute("document.getElementById('field-kind-0').click()", Vec::new()).await?;
    reader.set("#field-span-from", "2026-03-03").await?;
    reader.set("#field-span-to", "2026-03-04").await?;
    reader.set("#field-reason", "家中老人看病").await?;
    reader.reads("张书记 或 赵主任").await?;
    reader.press("提交").await?;
    reader.reads("已提交，等待办理").await?;
    reader.accessible("leave, filed").await?;
    for leader in ["wu", "zhao"] {
        reader.log_in(leader).await?;
        reader.go("/trays/decide").await?;
        reader.element(".lines a").await?.click().await?;
        reader.reads("办理过程").await?;
        reader.accessible("matter").await?;
        reader.press("同意").await?;
        reader.reads(if leader == "wu" { "主要领导" } else { "已办结" }).await?;
    }
    office.at("2026-03-03T10:00").await?;
    reader.go("/boards/whereabouts/board").await?;
    reader.reads("事假").await?;
    reader.accessible("board").await?;
    let wide = reader
        .client
        .execute("return document.documentElement.scrollWidth - document.documentElement.clientWidth", Vec::new())
        .await?;
    ensure!(wide.as_i64().unwrap_or(0) <= 0, "the page is {wide} px wider than the screen");
    let log = reader.client.issue_cmd(Log).await?;
    let errors = log
        .as_array()
        .into_iter()
        .flatten()
        .filter(|line| !line["message"].as_str().is_some_and(|m| m.contains("401")));
    let errors = errors.collect::<Vec<&Value>>();
    ensure!(errors.is_empty(), "{errors:#?}");
    reader.client.close().await?;
    Ok(())
}

/// Chromium's console.
#[derive(Debug)]
struct Log;

impl fantoccini::wd::WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }
    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_the_desk() -> Result<()> {
    walk(1366, 768).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_the_phone() -> Result<()> {
    walk(360, 780).await
}
