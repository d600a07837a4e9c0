//! Two packages of one regulation side by side: what the text, the numbers, the forms and the judgements have different, and
//! how the examples of both are answered by each.

use super::{consequences::consequences, words};
use crate::{
    app::App,
    error::{Error, Result},
    language::Language,
    recordings::Reply,
    rehearsals::lines,
    staff::Staff,
    words::text,
};
use guiju_api::{Alteration, Chapter, Comparison};
use guiju_domain::{OfficeId, rejection::Unknown, revisions::AlterationKind};
use guiju_engine::Loaded;
use guiju_model::{Form, Manifest};
use guiju_testkit::Answered;
use std::sync::Arc;

/// Something declared: its id, what people call it, and what is said of it.
struct Declared {
    id: String,
    what: String,
    lines: Vec<String>,
}

fn declared(id: &str, what: String, lines: Vec<String>) -> Declared {
    Declared { id: id.to_owned(), what, lines }
}

/// What differs between two lists, in the order of the later one.
fn altered(before: &[Declared], after: &[Declared]) -> Vec<Alteration> {
    let alteration = |kind: AlterationKind, what: String, before: Vec<String>, after: Vec<String>| Alteration {
        kind: kind.name().to_owned(),
        what,
        before,
        after,
    };
    let mut changes = Vec::new();
    for new in after {
        match before.iter().find(|old| old.id == new.id) {
            None => changes.push(alteration(AlterationKind::Added, new.what.clone(), Vec::new(), new.lines.clone())),
            Some(old) if old.lines != new.lines || old.what != new.what => {
                changes.push(alteration(
                    AlterationKind::Changed,
                    new.what.clone(),
                    old.lines.clone(),
                    new.lines.clone(),
                ));
            }
            Some(_) => {}
        }
    }
    let gone = before.iter().filter(|old| !after.iter().any(|new| new.id == old.id));
    changes
        .extend(gone.map(|old| alteration(AlterationKind::Removed, old.what.clone(), old.lines.clone(), Vec::new())));
    changes
}

fn clauses(manifest: &Manifest) -> Vec<Declared> {
    let one = |clause: &guiju_model::Clause| {
        let lines = vec![clause.heading.clone(), clause.statement.clone(), words::clause_kind(&clause.kind)];
        declared(&clause.id, clause.label.clone(), lines)
    };
    manifest.clauses.iter().map(one).collect()
}

fn parameters(manifest: &Manifest) -> Vec<Declared> {
    let one = |p: &guiju_model::Parameter| declared(&p.name, p.label.clone(), words::parameter(p));
    manifest.parameters.iter().map(one).collect()
}

/// Forms, and behind each its fields.
fn forms(manifest: &Manifest) -> Vec<Declared> {
    let of = |form: &Form| {
        let head = declared(&form.id, format!("《{}》", form.title), words::form(manifest, form));
        let fields = form.fields().map(|field| {
            let what = format!("《{}》“{}”", form.title, field.label);
            declared(&format!("{}/{}", form.id, field.name), what, words::field(form, field))
        });
        std::iter::once(head).chain(fields).collect::<Vec<_>>()
    };
    manifest.forms.iter().flat_map(of).collect()
}

fn duties(manifest: &Manifest) -> Vec<Declared> {
    let one = |a: &guiju_model::Assessed| declared(&a.id, a.title.clone(), words::assessed(manifest, a));
    manifest.assesses.iter().map(one).collect()
}

fn roles(manifest: &Manifest) -> Vec<Declared> {
    manifest.roles.iter().map(|role| declared(&role.id, role.label.clone(), words::role(manifest, role))).collect()
}

fn views(manifest: &Manifest) -> Vec<Declared> {
    let views = manifest.views.iter().map(|view| {
        let over = view.over.iter().map(|id| manifest.form(id).map_or(id.as_str(), |form| form.title.as_str()));
        let sources = over.collect::<Vec<_>>();
        let lines = vec![text!("declared-sources", sources), words::seen_by(manifest, &view.seen_by)];
        declared(&format!("view {}", view.id), view.title.clone(), lines)
    });
    let charts = manifest.charts.iter().map(|chart| {
        let lines = vec![words::seen_by(manifest, &chart.seen_by)];
        declared(&format!("chart {}", chart.id), chart.title.clone(), lines)
    });
    let rosters = manifest.rosters.iter().map(|roster| {
        let lines = vec![
            text!("declared-shift-people", audience = words::audience(manifest, &roster.among)),
            text!("declared-shift", cycle = words::cycle(roster.turn), seats = roster.seats),
        ];
        declared(&format!("roster {}", roster.id), roster.title.clone(), lines)
    });
    let letters = manifest
        .letters
        .iter()
        .map(|letter| declared(&format!("letter {}", letter.id), letter.title.clone(), Vec::new()));
    views.chain(charts).chain(rosters).chain(letters).collect()
}

/// How the examples of both packages are answered by one of them.
fn answered(yaml: &str, loaded: &Loaded, staff: &Staff) -> Vec<Declared> {
    let answers = guiju_testkit::answers(yaml, loaded).unwrap_or_default();
    let one = |(name, answer): (String, Result<Answered, String>)| {
        let lines = match answer {
            Ok(Answered::Matter(check, route)) => lines::of(&Reply::Matter(check, route), loaded, staff),
            Ok(Answered::Period(assessment)) => lines::of(&Reply::Period(assessment), loaded, staff),
            Err(_) => return declared(&name, name.clone(), vec![text!("declared-cannot-handle")]),
        };
        declared(&name, name.clone(), lines.into_iter().map(|line| line.text).collect())
    };
    answers.into_iter().map(one).collect()
}

/// Compares a package with another one of the same regulation; with the one in force, if none is named.
///
/// # Errors
/// If the office has not installed them.
pub async fn compare(app: &Arc<App>, office: OfficeId, digest: &str, with: Option<&str>) -> Result<Comparison> {
    let (policy, staff) = (app.policy(office)?, app.staff(office).await?);
    let after = policy.package(digest).ok_or(Error::from(Unknown::Package))?.clone();
    let regulation = after.manifest().id.clone();
    let before = match with {
        Some(digest) => policy.package(digest).filter(|loaded| loaded.manifest().id == regulation),
        None => policy.regulation(&regulation, app.now(office).date()),
    };
    let before = before.ok_or(Error::from(Unknown::VersionToCompare))?.clone();
    let (old, new) = (before.manifest(), after.manifest());
    let mut yaml = String::new();
    for digest in [before.digest(), after.digest()] {
        let cases = guiju_package::cases(&app.policy.bytes(digest).await?).unwrap_or_default();
        yaml = format!("{yaml}\n{cases}");
    }
    let (one, other) = (before.clone(), after.clone());
    let people = staff.clone();
    // Every example is answered twice: not on a thread that serves others.
    let (answers, language) =
        (move || altered(&answered(&yaml, &one, &people), &answered(&yaml, &other, &people)), Language::current());
    let routes = tokio::task::spawn_blocking(move || language.within(answers));
    let chapters = [
        ("clauses", altered(&clauses(old), &clauses(new))),
        ("parameters", altered(&parameters(old), &parameters(new))),
        ("forms", altered(&forms(old), &forms(new))),
        ("duties", altered(&duties(old), &duties(new))),
        ("roles", altered(&roles(old), &roles(new))),
        ("views", altered(&views(old), &views(new))),
        ("routes", routes.await.map_err(Error::internal)?),
    ];
    let chapters = chapters.into_iter().filter(|(_, changes)| !changes.is_empty());
    let named = |loaded: &Loaded| (loaded.manifest().version.clone(), loaded.digest().to_owned());
    Ok(Comparison {
        title: new.title.clone(),
        before: named(&before),
        after: named(&after),
        chapters: chapters.map(|(kind, changes)| Chapter { kind: kind.to_owned(), changes }).collect(),
        consequences: consequences(app, office, &before, &after).await?,
        regulation,
    })
}
