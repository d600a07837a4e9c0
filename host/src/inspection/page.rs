//! Plain pages of a pack: readable in any browser, without anything from elsewhere. Every text is escaped by the templates.

use crate::{language::Language, words::text};
use guiju_api::{MatterShown, StepShown};
use guiju_engine::Loaded;
use guiju_model::Parameter;
use maud::{DOCTYPE, Markup, html};

/// How pages look: like paper, for print.
const STYLE: &str = "body{font-family:serif;max-width:50em;margin:2em auto;line-height:1.6}\
                     table{border-collapse:collapse;width:100%}\
                     td,th{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top}th{background:#eee;width:10em}";

/// A whole page.
fn page(title: &str, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(Language::current().tag()) {
            head {
                meta charset="utf-8";
                style { (STYLE) }
                title { (title) }
            }
            body {
                h1 { (title) }
                (content)
            }
        }
    };
    page.into_string()
}

/// The page that leads to every file of a pack, filled while the files are made.
#[derive(Default)]
pub(super) struct Index {
    title: String,
    content: Vec<Markup>,
}

impl Index {
    /// An empty page.
    pub fn new(title: String) -> Self {
        Self { title, content: Vec::new() }
    }

    /// Begins a chapter.
    pub fn heading(&mut self, text: &str) {
        self.content.push(html! { h2 { (text) } });
    }

    /// Adds a paragraph.
    pub fn line(&mut self, text: &str) {
        self.content.push(html! { p { (text) } });
    }

    /// Adds a link to a file of the pack, by its name in the pack.
    pub fn link(&mut self, to: &str, text: &str) {
        self.content.push(html! { p { a href=(to) { (text) } } });
    }

    /// Ends the page: its HTML text.
    pub fn done(&self) -> String {
        page(&self.title, &html! { @for part in &self.content { (part) } })
    }
}

/// A regulation: each clause with the numbers that it states, as `value` says them.
pub(super) fn regulation(loaded: &Loaded, value: impl Fn(&Parameter) -> String) -> String {
    let manifest = loaded.manifest();
    let content = html! {
        p { (text!("inspection-version", version = &manifest.version, digest = loaded.digest())) }
        @for clause in &manifest.clauses {
            h2 { (clause.label) " " (clause.heading) }
            p { (clause.statement) }
            @for parameter in manifest.parameters.iter().filter(|parameter| parameter.clause == clause.id) {
                p { (numbered(parameter, value(parameter))) }
            }
        }
    };
    page(&manifest.title, &content)
}

/// A number that the text states, with its value in force.
fn numbered(parameter: &Parameter, value: String) -> String {
    text!("inspection-parameter", label = &parameter.label, value, unit = parameter.unit.as_deref().unwrap_or_default())
}

/// A matter: what was filled in, who said what, what happened.
pub(super) fn matter(shown: &MatterShown) -> String {
    let title = shown.form.as_ref().map_or(shown.summary.as_str(), |form| form.title.as_str());
    let number = shown.number.as_deref().unwrap_or_default();
    let content = html! {
        p { (number) "　" (shown.applicant) "　" (shown.department) "　" (shown.filed) }
        p { (text!("inspection-by-regulation", title = &shown.regulation_title, version = &shown.regulation_version)) }
        table { @for line in &shown.sheet { tr { th { (line.label) } td { (line.text) } } } }
        h2 { (text!("inspection-handling")) }
        @for step in &shown.stations { (step_section(step)) }
        h2 { (text!("inspection-history")) }
        @for entry in &shown.history {
            p {
                (entry.at) " " (entry.by) " " (entry.what)
                @if let Some(words) = &entry.words { (text!("inspection-words", words)) }
            }
        }
    };
    page(title, &content)
}

/// A step with its clauses and every opinion.
fn step_section(step: &StepShown) -> Markup {
    let clauses = step.citations.iter().map(|cited| format!("{}{}", cited.title, cited.label)).collect::<Vec<_>>();
    let (title, because) = (&step.title, &step.because);
    html! {
        p { (text!("inspection-step", title, because, clauses)) }
        table {
            @for act in &step.acts {
                tr {
                    th { (act.person) }
                    td {
                        (act.verdict) " " (act.opinion.as_deref().unwrap_or_default()) " "
                        (act.done.as_deref().unwrap_or_default())
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_shows_every_sign_of_a_text_and_runs_none() {
        let mut index = Index::new("<检查> & 资料".to_owned());
        index.heading("一 < 二");
        index.line("<script>alert('x')</script>");
        index.link("a\"b.html", "\"引用\" & 其他");
        let page = index.done();
        assert!(
            page.starts_with("<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><style>body{"),
            "{page}"
        );
        assert!(
            page.contains("<title>&lt;检查&gt; &amp; 资料</title></head><body><h1>&lt;检查&gt; &amp; 资料</h1>"),
            "{page}"
        );
        assert!(page.contains("<h2>一 &lt; 二</h2><p>&lt;script&gt;alert('x')&lt;/script&gt;</p>"), "{page}");
        assert!(page.contains("<p><a href=\"a&quot;b.html\">&quot;引用&quot; &amp; 其他</a></p>"), "{page}");
        assert!(page.ends_with("</body></html>"), "{page}");
    }
}
