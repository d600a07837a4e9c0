//! Forms being filled in, as this device has them beside the server's drafts.

use guiju_api::Draft;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A form being filled in, as this device has it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Held {
    /// What is filled in.
    pub content: Value,
    /// For whom, if for somebody else; the server's draft does not say.
    #[serde(default)]
    pub on_behalf_of: Option<u64>,
    /// Why it is filed in spite of warnings; the server's draft does not say.
    #[serde(default)]
    pub remark: String,
    /// What the server's draft said when the two last met; nothing if there was none.
    #[serde(default)]
    pub base: Option<Value>,
    /// When it was last changed, in the office's time.
    pub at: String,
    /// Title of the form.
    pub title: String,
}

impl Held {
    /// Whether the server has not got it.
    pub fn unsent(&self) -> bool {
        self.base.as_ref() != Some(&self.content)
    }
}

/// What the server says of its draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// It was not reached.
    Unreached,
    /// It has none.
    Nothing,
    /// It has this one.
    Draft(Draft),
}

/// What is gone on with.
#[derive(Clone, Debug, PartialEq)]
pub enum Meeting {
    /// A blank form.
    Blank,
    /// The server's draft.
    Server(Draft),
    /// What this device has.
    Device(Held),
    /// The two say different things and each is news to the other: somebody has to choose.
    Both(Held, Draft),
}

/// What this device has meets what the server has.
pub fn met(held: Option<Held>, said: Said) -> Meeting {
    match (held, said) {
        (None, Said::Draft(draft)) => Meeting::Server(draft),
        (None, _) => Meeting::Blank,
        (Some(held), Said::Draft(draft)) => {
            let same = held.content == draft.content || held.base.as_ref() == Some(&draft.content);
            match (same, held.unsent()) {
                (true, _) => Meeting::Device(held),
                (false, true) => Meeting::Both(held, draft),
                // The server had this one and has a newer one from elsewhere.
                (false, false) => Meeting::Server(draft),
            }
        }
        // The server had it and has none any more: filed or thrown away elsewhere.
        (Some(held), Said::Nothing) if !held.unsent() => Meeting::Blank,
        (Some(held), _) => Meeting::Device(held),
    }
}

fn prefix(person: u64) -> String {
    format!("guiju-draft {person} ")
}

/// Keeps what is being filled in.
pub fn hold(person: u64, path: &str, held: &Held) {
    super::write(&(prefix(person) + path), held);
}

/// What is being filled in here.
pub fn held(person: u64, path: &str) -> Option<Held> {
    let kept: Value = super::read(&(prefix(person) + path))?;
    // Earlier portals kept the content alone.
    let alone = || Held { content: kept.clone(), ..Held::default() };
    Some(serde_json::from_value(kept.clone()).unwrap_or_else(|_| alone()))
}

/// It was filed or thrown away.
pub fn release(person: u64, path: &str) {
    super::remove(&(prefix(person) + path));
}

/// What somebody is filling in here, each with the form's address at the server.
pub fn all_held(person: u64) -> Vec<(String, Held)> {
    let prefix = prefix(person);
    let names = super::names(&prefix).into_iter();
    names
        .filter_map(|name| name.strip_prefix(&prefix).and_then(|path| Some((path.to_owned(), held(person, path)?))))
        .collect()
}

/// Forgets what the server has as well: somebody logs out.
pub fn forget(person: u64) {
    for (path, held) in all_held(person) {
        if !held.unsent() {
            release(person, &path);
        }
    }
}
