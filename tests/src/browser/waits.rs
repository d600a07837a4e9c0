//! Waiting for what should come: within the page, which costs the browser little and is told at once.

use super::Reader;
use crate::wait;
use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// So long somebody waits for what should come.
const PATIENCE: Duration = Duration::from_secs(20);

impl Reader {
    /// Waits for something on the page.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn element(&self, css: &str) -> Result<fantoccini::elements::Element> {
        let there = self.waits("return document.querySelector(given[0]) !== null", json!([css])).await?;
        ensure!(there, "nothing matches {css}");
        Ok(self.client.find(Locator::Css(css)).await?)
    }

    /// Waits until the page has these words.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn reads(&self, words: &str) -> Result<()> {
        let said = self.waits("return document.body.innerText.includes(given[0])", json!([words])).await?;
        ensure!(said, "the page does not say {words:?}, but {}", self.text("body").await?);
        Ok(())
    }

    /// Waits until the page has these words no more.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn vanishes(&self, words: &str) -> Result<()> {
        let gone = self.waits("return !document.body.innerText.includes(given[0])", json!([words])).await?;
        ensure!(gone, "the page still says {words:?}");
        Ok(())
    }

    /// What somebody sees in a part of the page.
    ///
    /// # Errors
    /// If there is no such part.
    pub async fn text(&self, css: &str) -> Result<String> {
        let said = self.run("return document.querySelector(arguments[0])?.innerText", vec![json!(css)]).await?;
        said.as_str().map(str::to_owned).with_context(|| format!("nothing matches {css}"))
    }

    /// Waits, within the page, until what a script says of `given` is true; whether it was before patience ends. A page that makes
    /// way for another meanwhile is asked again.
    ///
    /// # Errors
    /// If the script is wrong, or the browser is gone.
    pub async fn waits(&self, condition: &str, given: Value) -> Result<bool> {
        let script = format!(
            "const [given, done] = arguments, until = performance.now() + 2000, met = () => {{ {condition} }};
             const look = () => {{ if (met()) done(true); else if (performance.now() > until) done(false); else setTimeout(look, 30); }};
             look();"
        );
        let started = Instant::now();
        wait::found("the browser answers", async || {
            let over = started.elapsed() > PATIENCE;
            match self.client.execute_async(&script, vec![given.clone()]).await {
                Ok(Value::Bool(true)) => Ok(Some(true)),
                Ok(_) if over => Ok(Some(false)),
                Err(error) if over => Err(error.into()),
                Ok(_) | Err(_) => Ok(None),
            }
        })
        .await
    }

    /// Waits until all that the page asked the server for has come and is shown.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn settles(&self) -> Result<()> {
        let settled = self.waits("return window.guijuSettled()", json!([])).await?;
        ensure!(settled, "the page does not come to rest: {}", self.text("body").await?);
        Ok(())
    }

    /// Waits until the device keeps these words, so that they outlive the page.
    ///
    /// # Errors
    /// If it never does.
    pub async fn stored(&self, words: &str) -> Result<()> {
        let script = "return Object.values(localStorage).some(text => text.includes(given[0]))";
        ensure!(self.waits(script, json!([words])).await?, "the device does not keep {words:?}");
        Ok(())
    }

    /// Waits until every timer that the page has set by now has run, or was taken back.
    ///
    /// # Errors
    /// If one never does.
    pub async fn timers_end(&self) -> Result<()> {
        let set = self.run("return window.guijuTimers()", Vec::new()).await?;
        let script = "const left = window.guijuTimers(); return !given[0].some(id => left.includes(id))";
        ensure!(self.waits(script, json!([set])).await?, "a timer of the page does not end: {set}");
        Ok(())
    }

    /// Waits until a field holds this value.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn has(&self, css: &str, value: &str) -> Result<()> {
        let held =
            self.waits("return document.querySelector(given[0])?.value === given[1]", json!([css, value])).await?;
        ensure!(held, "{css} does not hold {value}");
        Ok(())
    }

    /// Waits until the address is this one.
    ///
    /// # Errors
    /// If it never is.
    pub async fn at(&self, address: &str) -> Result<()> {
        let wanted = format!("{}{address}", self.base);
        let there = self.waits("return location.href === given[0]", json!([wanted])).await?;
        ensure!(there, "the address is {}, not {wanted}", self.client.current_url().await?);
        Ok(())
    }

    /// Runs a script until it says that it found what it looks for.
    ///
    /// # Errors
    /// If it never does.
    pub async fn until(&self, script: &str, css: &str, words: &str) -> Result<()> {
        let script = format!("return (function () {{ {script} }}).apply(null, given)");
        ensure!(self.waits(&script, json!([css, words])).await?, "{css} has no {words}");
        Ok(())
    }

    /// Until a button is gone: what it did has been done.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn gone(&self, label: &str) -> Result<()> {
        let script = "return ![...document.querySelectorAll('button')].some(one => one.textContent.replace(/\\s+/g, ' ').trim() === given[0])";
        let gone = self.waits(script, json!([label])).await?;
        ensure!(gone, "{label} is still there: {}", self.text("main").await?);
        Ok(())
    }
}
