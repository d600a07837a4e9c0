//! Search across what one may see: forms, matters, publications, clauses. A part of a word is enough, as Chinese needs; of several
//! words all must occur. Full width and half width, upper case and lower case are alike, brackets are nothing; what is searched is
//! what people read.

pub mod index;

use crate::{
    access::{self, Access, Reading},
    accounts::Caller,
    app::App,
    error::Result,
    matters::offered::{called, offered},
    publications, registers, store,
    store::search_index::{self, MOST_WORDS},
    words::text,
};
use guiju_api::Found;
use guiju_domain::{
    MatterId,
    characters::{searchable, words},
};

/// Shortest word that is looked for alone, in characters.
const SHORTEST: usize = 2;
/// How many of each kind are found at most.
const MOST: usize = 30;
/// How many candidates are looked through at a time for what one may see, and how many in all.
const CANDIDATES: u64 = 200;
const LOOKED_THROUGH: usize = 4000;

/// What is looked for: words, all of which must occur.
struct Sought(Vec<String>);

impl Sought {
    fn read(text: &str) -> Self {
        let words = words(text);
        if words.iter().any(|word| word.chars().count() >= SHORTEST) {
            return Self(words);
        }
        // Signs between single characters are part of what is looked for.
        Self(Some(searchable(text.trim())).filter(|text| !text.is_empty()).into_iter().collect())
    }

    /// Whether texts say all of it between them.
    fn said_by<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> bool {
        let texts = texts.into_iter().map(searchable).collect::<Vec<_>>();
        self.0.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

/// Everything that contains the text.
///
/// # Errors
/// If the database cannot be used.
pub async fn search(app: &App, caller: &Caller, text: &str) -> Result<Vec<Found>> {
    let sought = Sought::read(text);
    if sought.0.is_empty() {
        let said = if text.trim().is_empty() { None } else { Some(bounded(text!("search-words-missing"))) };
        return Ok(said.into_iter().collect());
    }
    if sought.0.len() > MOST_WORDS {
        return Ok(vec![bounded(text!("search-words-many", most = MOST_WORDS))]);
    }
    if sought.0.iter().all(|word| word.chars().count() < SHORTEST) {
        return Ok(vec![bounded(text!("search-word-short", least = SHORTEST))]);
    }
    let mut found = most(forms(app, caller, &sought).await?, |all| text!("search-more-forms", all, most = MOST));
    found.extend(most(clauses(app, caller, &sought)?, |all| text!("search-more-clauses", all, most = MOST)));
    found.extend(matters(app, caller, &sought).await?);
    let published = published(app, caller, &sought).await?;
    found.extend(most(published, |all| text!("search-more-publications", all, most = MOST)));
    Ok(found)
}

/// No more than are shown of a kind; that there are more is said.
fn most(mut found: Vec<Found>, more: impl FnOnce(usize) -> String) -> Vec<Found> {
    let all = found.len();
    if all > MOST {
        found.truncate(MOST);
        found.push(bounded(more(all)));
    }
    found
}

/// Publications that the caller may read and that say the text.
async fn published(app: &App, caller: &Caller, sought: &Sought) -> Result<Vec<Found>> {
    let all = publications::all(app, caller, true, None).await?.into_iter();
    let found = all.filter(|publication| sought.said_by([publication.title.as_str(), publication.body.as_str()]));
    Ok(found
        .map(|publication| Found {
            kind: "publication".to_owned(),
            title: publication.title,
            place: publication.board,
            address: "/boards".to_owned(),
        })
        .collect())
}

/// Forms that the caller may file and that are called so or ask for it.
async fn forms(app: &App, caller: &Caller, sought: &Sought) -> Result<Vec<Found>> {
    let offered = offered(app, caller.office, caller.person).await?.into_iter();
    let offered = offered.filter(|form| sought.said_by(called(form)));
    let found = offered.map(|form| Found {
        kind: "form".to_owned(),
        address: format!("/start/{}/{}", form.regulation, form.form),
        title: form.title,
        place: form.regulation_title,
    });
    Ok(found.collect())
}

fn clauses(app: &App, caller: &Caller, sought: &Sought) -> Result<Vec<Found>> {
    let policy = app.policy(caller.office)?;
    let mut found = Vec::new();
    for loaded in policy.on(app.now(caller.office).date()).into_values() {
        let manifest = loaded.manifest();
        let hits = manifest
            .clauses
            .iter()
            .filter(|clause| sought.said_by([clause.statement.as_str(), clause.heading.as_str()]));
        found.extend(hits.map(|clause| Found {
            kind: "clause".to_owned(),
            title: format!("{} {}", clause.label, clause.heading),
            place: manifest.title.clone(),
            address: format!("/regulations/{}", manifest.id),
        }));
    }
    Ok(found)
}

/// Matters that say the text where the caller can read it, the newest first.
async fn matters(app: &App, caller: &Caller, sought: &Sought) -> Result<Vec<Found>> {
    let access = Access::of(app, caller).await?;
    let mut connection = store::acquire(&app.pool).await?;
    let (mut found, mut before, mut looked) = (Vec::new(), MatterId::new(i64::MAX), 0);
    loop {
        let (office, words) = (caller.office, &sought.0);
        let ids = search_index::candidates(&mut *connection, app.dialect, office, before, words, CANDIDATES).await?;
        for reading in access.look_at(&mut connection, &ids).await? {
            if found.len() == MOST {
                found.push(bounded(text!("search-more-matters", most = MOST)));
                return Ok(found);
            }
            found.extend(said(&access, &reading, sought));
        }
        looked += ids.len();
        match ids.last() {
            Some(last) if ids.len() as u64 == CANDIDATES => before = *last,
            _ => return Ok(found),
        }
        if looked >= LOOKED_THROUGH {
            found.push(bounded(text!("search-looked-through", looked)));
            return Ok(found);
        }
    }
}

/// That a bound was reached, in the list itself: what is not found is not said not to exist.
fn bounded(title: String) -> Found {
    Found { kind: "bound".to_owned(), title, place: String::new(), address: String::new() }
}

/// A matter that says the text in what its reader reads: in its number, its form's title, the applicant's name, its one line or
/// a field.
fn said(access: &Access, reading: &Reading, sought: &Sought) -> Option<Found> {
    if reading.seen.hides_all() {
        return None;
    }
    let (stored, form, raw) = (&reading.stored, &reading.form, reading.content());
    let summary = access::line(form, &stored.summary, &raw, reading.seen, &*access.staff);
    let content = access::content(form.fields(), &raw, reading.seen, &*access.staff);
    let number = stored.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
    let title = format!("{number}{summary}");
    let fields = form
        .fields()
        .filter_map(|field| Some(registers::cell(Some(field), Some(content.get(&field.name)?), &*access.staff)));
    let applicant = access.staff.name(stored.applicant);
    let fields = fields.collect::<Vec<_>>();
    let called = [title.as_str(), form.title.as_str(), applicant.as_str()];
    let says = sought.said_by(called.into_iter().chain(fields.iter().map(String::as_str)));
    says.then(|| Found {
        kind: "matter".to_owned(),
        place: format!("{} · {applicant} · {}", form.title, stored.filed.date()),
        title,
        address: format!("/matters/{}", stored.id),
    })
}
