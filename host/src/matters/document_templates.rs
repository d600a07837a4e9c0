//! Document templates: official papers set from a matter, as its regulation declares them.

use super::{known_names, submission::Submission};
use crate::{
    access::{Access, Reading},
    accounts::Caller,
    app::App,
    error::{Error, Result},
    names::Known,
    organisation,
    store::{self, matters::Matter, tasks::Task},
};
use guiju_api::{DocumentShown, Paragraph};
use guiju_domain::{MatterId, matters::MatterStatus, rejection::Unknown};
use guiju_model::{Date, DocumentTemplate, Field, FieldKind, Form, Manifest, Verdict, shape, summary};
use serde_json::{Map, Value};

/// What a paper is set from.
struct Source<'a> {
    form: &'a Form,
    content: Map<String, Value>,
    matter: &'a Matter,
    tasks: &'a [Task],
    names: &'a Known<'a>,
}

impl<'a> Source<'a> {
    fn of(reading: &'a Reading, names: &'a Known<'a>) -> Self {
        Self { form: &reading.form, content: reading.content(), matter: &reading.stored, tasks: &reading.tasks, names }
    }

    /// Label and text of a field of the form, or of one that a step's deciders filled in (`step/field`).
    fn field(&self, path: &str) -> Option<(String, String)> {
        let (field, value) = match path.split_once('/') {
            None => (self.form.field(path)?, self.content.get(path)?),
            Some((step, name)) => {
                let declared = self.matter.step(step)?;
                let field = declared.fields.iter().find(|field| field.name == name)?;
                let filled = self.tasks.iter().rev().filter(|task| task.step == step && task.is_done());
                (field, filled.filter_map(|task| task.content.as_ref()?.get(name)).next()?)
            }
        };
        let text = summary::shown(kind(field), value, self.names);
        (!text.trim().is_empty()).then(|| (field.label.clone(), text))
    }

    fn text(&self, path: &str) -> Option<String> {
        self.field(path).map(|(_, text)| text)
    }

    fn lines(&self, path: Option<&String>) -> Vec<String> {
        let text = path.and_then(|path| self.text(path)).unwrap_or_default();
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// Those who signed, and the day on which the last of them did.
    fn signed(&self, step: &str) -> (Vec<String>, Option<Date>) {
        let signed = |task: &&Task| {
            task.step == step
                && task.round == self.matter.round
                && matches!(task.verdict, Some(Verdict::Approved | Verdict::Noted))
        };
        let stands = matches!(self.matter.status, MatterStatus::Open | MatterStatus::Completed);
        let over = stands && self.tasks.iter().filter(|task| task.step == step).all(|task| !task.is_pending());
        let signed = self.tasks.iter().filter(signed).filter(|_| over);
        let days = signed.clone().filter_map(|task| Some(task.done_at?.date()));
        let names = signed.clone().map(|task| self.names.staff.name(task.done_by.unwrap_or(task.assignee)));
        (names.collect(), days.max())
    }
}

fn kind(field: &Field) -> Option<&guiju_model::ValueKind> {
    match &field.kind {
        FieldKind::Single(kind) => Some(kind),
        FieldKind::Table(_) => None,
    }
}

/// The papers that can be set from a matter of a form, by id and title.
pub fn offered(manifest: &Manifest, reading: &Reading, names: &Known<'_>) -> Vec<(String, String)> {
    let source = Source::of(reading, names);
    let templates = manifest.letters.iter().filter(|template| template.source == reading.form.id);
    let written = templates.filter(|template| source.text(&template.body).is_some());
    written.map(|template| (template.id.clone(), template.title.clone())).collect()
}

/// A paper, set.
///
/// # Errors
/// If there is no such matter or paper, nothing was written for it yet, or the caller does not read all of it.
pub async fn document(app: &App, caller: &Caller, id: MatterId, template: &str) -> Result<DocumentShown> {
    let access = Access::of(app, caller).await?;
    let office = organisation::name(&app.pool, caller.office).await?;
    let mut connection = store::acquire(&app.pool).await?;
    let reading = access.read_whole(&mut connection, id).await?;
    let submission = Submission::of(&reading.stored, caller.office, &access.policy, Vec::new())?;
    let mut templates = submission.owner.manifest().letters.iter();
    let declared = templates.find(|declared| declared.id == template && declared.source == reading.form.id);
    let declared = declared.ok_or(Error::from(Unknown::DocumentTemplate))?;
    let names = known_names::of(&access, &mut connection, &reading).await?;
    set(declared, &Source::of(&reading, &names), office).ok_or(Error::from(Unknown::DocumentText))
}

fn set(template: &DocumentTemplate, source: &Source<'_>, office: String) -> Option<DocumentShown> {
    let (signers, day) = match template.signed.as_str() {
        // What no step settles stands as it was filed.
        "" => (Vec::new(), Some(source.matter.filed.date())),
        step => source.signed(step),
    };
    let names_signer =
        !template.names_signer_when.is_empty() && shape::is_shown(&template.names_signer_when, &source.content);
    let body = source.text(&template.body)?;
    Some(DocumentShown {
        draft: day.is_none(),
        head: head(&template.head, source, &office),
        number: source.matter.number.clone().unwrap_or_default(),
        signers: if names_signer { signers } else { Vec::new() },
        heading: source.text(&template.heading).unwrap_or_default(),
        to: template.to.as_ref().and_then(|field| source.text(field)),
        body: body.lines().map(str::trim).filter(|line| !line.is_empty()).map(paragraph).collect(),
        enclosed: source.lines(template.enclosed.as_ref()),
        listed: template.listed.iter().filter_map(|field| source.field(field)).collect(),
        copied: template.copied.as_ref().and_then(|field| source.text(field)),
        office,
        sealed: template.sealed,
        day: day.map(in_words),
    })
}

/// The head with the office's name and fields put in.
fn head(pattern: &str, source: &Source<'_>, office: &str) -> String {
    let mut head = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        head.push_str(before);
        head.push_str(&if name == "office" { office.to_owned() } else { source.text(name).unwrap_or_default() });
        rest = after;
    }
    head + rest
}

fn in_words(day: Date) -> String {
    let (year, month, day) = day.parts();
    format!("{year}年{month}月{day}日")
}

/// Headings of the first level begin with 一、, of the second with （一）.
fn paragraph(text: &str) -> Paragraph {
    let numeral = |c: char| "一二三四五六七八九十百".contains(c);
    let counted = |text: &str| text.trim_start_matches(numeral).len() < text.len();
    let level = if counted(text) && text.trim_start_matches(numeral).starts_with('、') {
        1
    } else if text
        .strip_prefix('（')
        .is_some_and(|rest| counted(rest) && rest.trim_start_matches(numeral).starts_with('）'))
    {
        2
    } else {
        0
    };
    Paragraph { level, text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::paragraph;

    #[test]
    fn headings() {
        for (text, level) in [
            ("一、总体要求", 1),
            ("十二、附则", 1),
            ("（三）时间", 2),
            ("1. 报名", 0),
            ("一是抓紧", 0),
            ("、", 0),
            ("（）", 0),
        ] {
            assert_eq!(paragraph(text).level, level, "{text}");
        }
    }
}
