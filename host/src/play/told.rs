//! What the files of an office tell.

use anyhow::{Context, Result};
use guiju_api::PersonEntry;
use guiju_model::{Date, Moment, calendar::Calendar};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::path::Path;

/// An office as a file tells of one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    pub(super) name: String,
    pub(super) password: String,
    pub(super) people: Vec<Told>,
    pub(super) posts: Vec<ToldPost>,
    #[serde(default)]
    pub(super) imports: Vec<Import>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    pub(super) name: String,
    pub(super) login: String,
    pub(super) department: String,
    pub(super) badge: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) system_role: Option<String>,
    #[serde(default)]
    pub(super) attributes: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToldPost {
    pub(super) title: String,
    pub(super) department: String,
    pub(super) holder: Option<String>,
    pub(super) deputy: Option<String>,
    #[serde(default)]
    pub(super) roles: Vec<String>,
    #[serde(default)]
    pub(super) supervises: Vec<String>,
}

/// A file with records.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    pub(super) form: String,
    pub(super) file: String,
    /// The period judged afterwards, each by a day of it.
    #[serde(default)]
    pub(super) assess: Vec<(String, Date)>,
}

/// Something that somebody does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    pub(super) at: String,
    #[serde(rename = "as")]
    pub(super) by: String,
    /// Form to file, and the name by which later scenes know the matter.
    pub(super) file: Option<String>,
    pub(super) called: Option<String>,
    pub(super) remark: Option<String>,
    /// Roster to make, between two days.
    pub(super) roster: Option<String>,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    /// Action on a matter.
    pub(super) act: Option<String>,
    pub(super) on: Option<String>,
    pub(super) opinion: Option<String>,
    /// Somebody who is handed something.
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) content: Value,
}

impl Office {
    /// Reads `office.yaml`.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(folder.join("office.yaml")).context("office.yaml")?;
        serde_saphyr::from_str(&text).context("office.yaml")
    }

    /// Login, name and posts of everybody.
    pub(super) fn accounts(&self) -> Vec<(String, String, String)> {
        let titles = |name: &str| {
            let held = self.posts.iter().filter(|post| post.holder.as_deref() == Some(name));
            held.map(|post| post.title.clone()).collect::<Vec<_>>().join("、")
        };
        self.people.iter().map(|p| (p.login.clone(), p.name.clone(), titles(&p.name))).collect()
    }
}

impl Told {
    /// What is entered of them.
    pub(super) fn entry(&self, password: &str) -> PersonEntry {
        PersonEntry {
            name: self.name.clone(),
            department: self.department.clone(),
            badge: self.badge.clone(),
            phone: self.phone.clone(),
            attributes: Value::Object(self.attributes.clone()),
            login: Some(self.login.clone()),
            password: Some(password.to_owned()),
            ..PersonEntry::default()
        }
    }
}

impl Scene {
    /// Reads a regulation's scenes, with their dates counted from today.
    pub(super) fn read(path: &Path, today: Date, calendar: Calendar<'_>) -> Result<Vec<Self>> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let dated = dated(&text, today, |date, count| {
            if count >= 0 {
                calendar.working_days_after(calendar.working_day_from(date), count.unsigned_abs())
            } else {
                let earlier = (1..).map(|n| date.plus(-n)).filter(|d| calendar.worked(*d));
                earlier.take(count.unsigned_abs() as usize).last().unwrap_or(date)
            }
        });
        let options = serde_saphyr::options! { strict_booleans: true };
        serde_saphyr::from_str_with_options(&dated, options).with_context(|| path.display().to_string())
    }

    /// When it happens.
    pub(super) fn moment(&self) -> Result<Moment> {
        self.at.parse().map_err(|why| anyhow::anyhow!("{}: {why}", self.at))
    }

    /// The form that is filed, if one is.
    #[must_use]
    pub fn files(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// What is said to a warning.
    #[must_use]
    pub fn remark(&self) -> Option<&str> {
        self.remark.as_deref()
    }
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
