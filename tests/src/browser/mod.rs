//! Chromium before the real portal, driven as a person would.

mod waits;

use crate::{
    chromium::{Command, Driver, Log, Logged},
    person::PASSWORD,
    place::root,
    wait,
};
use anyhow::{Context, Result, ensure};
use fantoccini::{Client, ClientBuilder, wd::Capabilities};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

/// Types what is sought where people are chosen by typing, and takes the answer that has it.
const TYPED: &str = "const box = document.querySelector(arguments[0]); const input = box && (box.matches('[role=combobox]') ? box : box.querySelector('[role=combobox]')); if (!input) return false; const option = [...document.querySelectorAll('[id=\"' + input.id + '-options\"] [role=option]')].find(o => o.textContent.includes(arguments[1])); if (option) { option.click(); return true; } input.value = arguments[1]; input.dispatchEvent(new Event('input', {bubbles: true})); return false;";

/// What watches every page of every walk.
const WATCH: &str = include_str!("../watch.js");

/// Somebody before the portal, with a browser of their own.
pub struct Reader {
    /// The browser.
    pub client: Client,
    base: String,
    /// Number of buttons that were pressed by their labels.
    presses: AtomicU64,
    _driver: Driver,
}

impl Reader {
    /// Opens a browser of this size.
    ///
    /// # Errors
    /// If there is none, or it does not start.
    pub async fn alone(base: &str, width: u32, height: u32) -> Result<Self> {
        let driver = Driver::start()?;
        let size = format!("--window-size={width},{height}");
        let mut options = vec!["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
        options.extend([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            // Each page of a walk begins the portal anew: what is compiled a second time, better, is never used.
            "--js-flags=--no-wasm-tier-up --no-wasm-dynamic-tiering",
            "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
            "--lang=zh-CN",
            &size,
        ]);
        // A phone is narrower than Chromium's smallest window; the emulated screen is not.
        let phone = json!({ "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0 } });
        let chrome = if width < 500 {
            json!({ "binary": "/usr/bin/chromium", "args": options, "mobileEmulation": phone })
        } else {
            json!({ "binary": "/usr/bin/chromium", "args": options })
        };
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".to_owned(), chrome);
        capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "SEVERE" }));
        let address = format!("http://127.0.0.1:{}", driver.port());
        let client = wait::found("the browser starts", async || {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            let mut builder = ClientBuilder::new(connector);
            Ok(builder.capabilities(capabilities.clone()).connect(&address).await.ok())
        })
        .await?;
        client.issue_cmd(Command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }))).await?;
        Ok(Self { client, base: base.to_owned(), presses: AtomicU64::default(), _driver: driver })
    }

    /// Opens an address.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn go(&self, path: &str) -> Result<()> {
        Ok(self.client.goto(&format!("{}{path}", self.base)).await?)
    }

    /// Opens an address of the portal as a link on the page does, without loading the portal anew.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn follows(&self, path: &str) -> Result<()> {
        let script = "const link = document.createElement('a'); link.href = arguments[0]; document.body.append(link); link.click(); link.remove();";
        self.run(script, vec![json!(path)]).await?;
        self.at(path).await?;
        self.settles().await
    }

    /// Nothing was found by what watches the pages: no panic, no error in the console, no click that left the address as it was, no
    /// page without a title of its own.
    ///
    /// # Errors
    /// If something was.
    pub async fn watched(&self) -> Result<()> {
        let script = "return JSON.parse(sessionStorage.getItem('guiju-walk-found') ?? '[]')";
        let found = self.client.execute(script, Vec::new()).await?;
        ensure!(found == json!([]), "the walk met {found:#}");
        Ok(())
    }

    /// Presses a key in whatever has the focus, as the keyboard would.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn types(&self, keys: &str) -> Result<()> {
        let active = self.client.active_element().await?;
        Ok(active.send_keys(keys).await?)
    }

    /// Runs a script on the page and gives what it returns.
    ///
    /// # Errors
    /// If it fails.
    pub async fn run(&self, script: &str, given: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, given).await?)
    }

    /// The page as a picture, kept below the folder that `GUIJU_TEST_PICTURES` names; nothing without it.
    ///
    /// # Errors
    /// If the picture cannot be made or written.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("GUIJU_TEST_PICTURES") else { return Ok(()) };
        let picture = self.client.screenshot().await?;
        Ok(std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), picture)?)
    }

    /// Waits until the browser keeps the portal's pages for when there is no network.
    ///
    /// # Errors
    /// If it never does.
    pub async fn keeps_pages(&self) -> Result<()> {
        let script = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done(true));";
        let ready = self.client.execute_async(script, Vec::new()).await?;
        ensure!(ready == json!(true), "no page is kept");
        Ok(())
    }

    /// Presses the button with this label once, when it can be pressed. A button that loads the page anew may take the answer of
    /// the script with it; what was pressed is remembered beyond the page, so that it is not pressed a second time.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn press(&self, label: &str) -> Result<()> {
        let script = "const [label, time] = given;
            if (sessionStorage.getItem('guiju-walk-pressed') === time) return true;
            const button = [...document.querySelectorAll('button:not(:disabled)')].find(one => one.textContent.replace(/\\s+/g, ' ').trim() === label);
            if (!button) return false;
            sessionStorage.setItem('guiju-walk-pressed', time);
            button.scrollIntoView({ block: 'center' }); button.click(); return true;";
        let time = self.presses.fetch_add(1, Ordering::Relaxed).to_string();
        let pressed = self.waits(script, json!([label, time])).await?;
        ensure!(pressed, "no button {label} on {}", self.text("body").await?);
        Ok(())
    }

    /// Types into a field.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn set(&self, css: &str, value: &str) -> Result<()> {
        let element = self.element(css).await?;
        let script = "const e = arguments[0]; e.value = arguments[1]; e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true}));";
        self.client.execute(script, vec![serde_json::to_value(element)?, json!(value)]).await?;
        Ok(())
    }

    /// Logs in.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn log_in(&self, login: &str) -> Result<()> {
        self.client.delete_all_cookies().await?;
        self.go("/").await?;
        self.element("#login").await?.send_keys(login).await?;
        self.element("#password").await?.send_keys(PASSWORD).await?;
        self.press("登录").await?;
        self.element(".counters").await.map(drop)
    }

    /// Is somebody else from now on, without the log-in page.
    ///
    /// # Errors
    /// If the server does not take the password.
    pub async fn becomes(&self, login: &str, password: &str) -> Result<()> {
        // What the page before still asks for would be asked for by somebody else.
        self.go("/healthz").await?;
        let script = "const [login, password, done] = arguments;
            fetch('/api/session', { method: 'POST', body: JSON.stringify({ login, password }) })
                .then(async session => done(session.ok ? '' : await session.text()), error => done(`${error}`));";
        let said = self.client.execute_async(script, vec![json!(login), json!(password)]).await?;
        ensure!(said == json!(""), "{login}: {said}");
        Ok(())
    }

    /// Has a draft of a form, as if it had been left on another computer.
    ///
    /// # Errors
    /// If the server does not take it.
    pub async fn drafts(&self, form: &str, content: &Value) -> Result<()> {
        let script = "const [form, content, done] = arguments;
            (async () => {
                const { csrf } = await (await fetch('/api/session')).json();
                const draft = await fetch(`/api/forms/${form}/draft`, { method: 'PUT', body: JSON.stringify({ content }), headers: { 'x-csrf-token': csrf } });
                return draft.ok ? '' : await draft.text();
            })().then(done, error => done(`${error}`));";
        let said = self.client.execute_async(script, vec![json!(form), content.clone()]).await?;
        ensure!(said == json!(""), "{form}: {said}");
        Ok(())
    }

    /// Ticks or chooses what stands beside a label, within what the selector names.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn tick(&self, within: &str, label: &str) -> Result<()> {
        let script = &format!(
            "const label = [...document.querySelectorAll(arguments[0] + ' label')].find(l => l.textContent.trim() === arguments[1]); if (label) {{ document.getElementById(label.htmlFor).click(); return true; }} {TYPED}"
        );
        self.until(script, within, label).await
    }

    /// Chooses the option whose text has these words.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn choose(&self, css: &str, words: &str) -> Result<()> {
        let script = &format!(
            "const s = document.querySelector(arguments[0]); const o = s && s.options && [...s.options].find(o => o.text.includes(arguments[1])); if (o) {{ s.value = o.value; s.dispatchEvent(new Event('change', {{bubbles: true}})); return true; }} {TYPED}"
        );
        self.until(script, css, words).await
    }

    /// Opens the first line of 待办 as somebody, and does what the button says.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn decides(&self, login: &str, button: &str) -> Result<()> {
        self.opens_first(login).await?;
        self.press(button).await?;
        self.gone(button).await
    }

    /// Opens the first line of 待办 as somebody.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn opens_first(&self, login: &str) -> Result<()> {
        self.log_in(login).await?;
        self.go("/trays/decide").await?;
        self.element(".lines a").await?.click().await?;
        self.reads("办理过程").await
    }

    /// Forgets what the browser has in its cache.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn forget(&self) -> Result<()> {
        self.client.issue_cmd(Command("Network.clearBrowserCache", json!({}))).await.map(drop).map_err(Into::into)
    }

    /// No part of the page is wider than the screen.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn fits(&self, page: &str) -> Result<()> {
        let script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        let wide = self.client.execute(script, Vec::new()).await?;
        ensure!(wide.as_i64().is_some_and(|wide| wide <= 0), "{page} is {wide} px wider than the screen");
        Ok(())
    }

    /// The console has no error; an answer that nobody is logged in yet, that something is to be mended, or that it was erased, is none.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn ends(self) -> Result<()> {
        self.watched().await?;
        let log: Vec<Logged> = serde_json::from_value(self.client.issue_cmd(Log).await?).context("the console")?;
        let refused = |line: &&Logged| {
            ["400", "401", "410", "422"].iter().any(|status| line.message.contains(&format!("status of {status}")))
        };
        let errors = log.iter().filter(|line| !refused(line)).collect::<Vec<_>>();
        ensure!(errors.is_empty(), "{errors:#?}");
        Ok(self.client.close().await?)
    }

    /// No serious finding of axe-core on the page as it stands.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn accessible(&self, page: &str) -> Result<()> {
        if self.run("return window.axe === undefined", Vec::new()).await? == json!(true) {
            let axe = root().join("target/axe/node_modules/axe-core/axe.min.js");
            self.run(&std::fs::read_to_string(axe).context("axe-core")?, Vec::new()).await?;
        }
        let script = "const done = arguments[arguments.length - 1]; axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 3).join(' | '))));";
        let found = self.client.execute_async(script, Vec::new()).await?;
        ensure!(found == json!([]), "{page}: {found:#}");
        self.fits(page).await
    }
}
