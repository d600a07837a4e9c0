//! Chromium's driver and what it is asked beyond the common protocol.

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    net::TcpListener,
    process::{self, Child, Stdio},
};

/// A driver that ends with the test.
pub struct Driver(Child, u16);

impl Driver {
    /// Starts it at a free port.
    ///
    /// # Errors
    /// If it is not installed.
    pub fn start() -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = process::Command::new("/usr/bin/chromedriver");
        let child = command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        Ok(Self(child, port))
    }

    /// Its port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.1
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Chromium's console: what it is asked for gives a list of `Logged`.
#[derive(Debug)]
pub struct Log;

/// A line of the console.
#[derive(Debug, Deserialize)]
pub struct Logged {
    /// What it says, with the place that says it.
    pub message: String,
}

impl fantoccini::wd::WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }
    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

/// A command of Chromium's own protocol with its parameters.
#[derive(Debug)]
pub struct Command(pub &'static str, pub Value);

impl fantoccini::wd::WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }
    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}
