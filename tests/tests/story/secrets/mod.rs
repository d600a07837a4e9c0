//! The walk of secrets: a mark in every confidential field of every regulation, then every operation of the document as every
//! kind of caller. A stranger meets no mark; whoever filed it meets it again.

mod changes;
mod filler;
mod mark;
mod world;

use anyhow::{Context, Result, ensure};
use changes::changes;
use filler::file_all;
use guiju_domain::PersonId;
use guiju_model::Audience;
use guiju_tests::{Columns, Office, document::Document, on_each_database};
use mark::Mark;
use reqwest::Method;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};
use world::world;

/// Everybody of the test office who takes a part in the walk.
const PEOPLE: [&str; 10] = ["li", "wang", "chen", "zhou", "sun", "wu", "zhang", "zhao", "accountant", "cashier"];
/// What an answer says, archives unpacked.
fn said(bytes: Vec<u8>) -> String {
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if bytes.starts_with(b"PK")
        && let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes))
    {
        for index in 0..archive.len() {
            let mut inner = Vec::new();
            if archive.by_index(index).is_ok_and(|mut file| file.read_to_end(&mut inner).is_ok()) {
                text.push_str(&String::from_utf8_lossy(&inner));
            }
        }
    }
    text
}

/// The paths of the document that can be read.
fn reading(document: &Document) -> Result<Vec<String>> {
    let reading = document.operations()?.into_iter().filter(|(method, ..)| *method == Method::GET);
    Ok(reading.map(|(_, path, _)| path.to_owned()).collect())
}

/// Who may read a matter's confidential content by what the office itself knows: those who take part, and the readers of its
/// form, who had their posts before it came.
async fn readers(office: &Office, mark: &Mark) -> Result<BTreeSet<u64>> {
    let rows = sqlx::query(
        "SELECT applicant_id AS id FROM matters WHERE office_id = 1 AND id = $1 UNION SELECT subject_id FROM matters WHERE office_id = 1 AND id = $1
         UNION SELECT filed_by FROM matters WHERE office_id = 1 AND id = $1 UNION SELECT assignee_id FROM tasks WHERE office_id = 1 AND matter_id = $1",
    )
    .bind(i64::try_from(mark.matter)?)
    .fetch_all(&office.app.pool)
    .await?;
    let mut readers = rows.iter().map(|row| row.id("id")).collect::<Result<BTreeSet<_>>>()?;
    let (regulation, form) = mark.form.split_once('/').context("a form")?;
    let policy = office.app.policy(guiju_tests::OFFICE)?;
    let loaded = policy.regulation(regulation, office.app.now(guiju_tests::OFFICE).date()).context("a regulation")?;
    let form = loaded.manifest().form(form).context("a form")?;
    if let Audience::HoldersOf(roles) = &form.seen_by {
        let staff = office.app.staff(guiju_tests::OFFICE).await?;
        let holders = staff.people.keys().filter(|id| staff.holds_any(**id, roles));
        readers.extend(holders.copied().map(PersonId::number));
    }
    Ok(readers)
}

/// Whom each mark was told, and to whom it should not have been.
struct Walk<'a> {
    office: &'a Office,
    marks: &'a [Mark],
    met: BTreeMap<u64, BTreeSet<&'a str>>,
    leaks: BTreeSet<String>,
}

impl<'a> Walk<'a> {
    /// Looks for marks in what somebody was told.
    async fn look(&mut self, id: u64, way: &str, text: &str) -> Result<()> {
        for mark in self.marks.iter().filter(|mark| text.contains(&mark.text)) {
            self.met.entry(id).or_default().insert(&mark.text);
            if !readers(self.office, mark).await?.contains(&id) {
                self.leaks.insert(format!("{id} meets {} of {} at {way}", mark.field, mark.form));
            }
        }
        Ok(())
    }

    fn tight(&self) {
        let some = self.leaks.iter().take(30).map(String::as_str).collect::<Vec<_>>();
        assert!(some.is_empty(), "{} leaks:\n{}", self.leaks.len(), some.join("\n"));
    }
}

on_each_database! {
    /// As a stranger no mark, as its filer every mark, by every operation there is.
    walk(office, "2026-03-02T09:00") {
        let mut people = BTreeMap::new();
        for login in PEOPLE {
            people.insert(login, office.person(login).await?);
        }
        office.alter("UPDATE accounts SET system_role = 'auditor' WHERE login = 'liu'").await?;
        let marks = file_all(&people).await?;
        assert!(marks.len() > 15, "{} marks", marks.len());
        let document = Document::of(&office.base).await?;
        let (paths, world) = (reading(&document)?, world(&office, &people, &marks).await?);
        let auditor = office.person("liu").await?;
        let everybody = people.values().chain([&auditor]).map(|person| (Some(person), person.id)).chain([(None, 0)]);
        let mut walk = Walk { office: &office, marks: &marks, met: BTreeMap::new(), leaks: BTreeSet::new() };
        let mut answered = BTreeSet::new();
        for (person, id) in everybody {
            for path in &paths {
                for way in world.ways(path).with_context(|| format!("{path} cannot be walked"))? {
                    let (status, bytes) = match person {
                        Some(person) => person.bytes(&way).await?,
                        None => {
                            let answer = guiju_tests::get(format!("{}{way}", office.base)).await?;
                            (answer.status(), answer.bytes().await?.to_vec())
                        }
                    };
                    ensure!(!status.is_server_error(), "{way}: {status}");
                    if status.is_success() {
                        answered.insert(path.as_str());
                    }
                    walk.look(id, &way, &said(bytes)).await?;
                }
            }
        }
        walk.tight();
        let silent = paths.iter().filter(|path| !answered.contains(path.as_str())).collect::<Vec<_>>();
        ensure!(silent.is_empty(), "nobody was answered at {silent:?}");
        for mark in &marks {
            let readers = readers(&office, mark).await?;
            let met = readers.iter().any(|reader| walk.met.get(reader).is_some_and(|met| met.contains(mark.text.as_str())));
            assert!(met, "nobody meets {} of {} again", mark.field, mark.form);
        }
        assert!(!walk.met.contains_key(&0) && !walk.met.contains_key(&auditor.id));
        // Changes come last, because they change what there is.
        let mut answers = 0;
        for change in changes(&document)? {
            for person in ["li", "sun", "wu", "zhou"].map(|login| &people[login]).into_iter().chain([&auditor]) {
                for (way, answer) in change.tried(&document, &world, person).await? {
                    walk.look(person.id, &way, &answer).await?;
                    answers += 1;
                }
            }
        }
        walk.tight();
        assert!(answers > 1000, "{answers} answers");
        Ok(())
    }
}
