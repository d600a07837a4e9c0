//! Plain pages of a pack: readable in any browser, without anything from elsewhere.

use guiju_api::MatterShown;

/// A page being written.
pub struct Page(String);

const HEAD: &str = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><style>body{font-family:serif;max-width:50em;\
                    margin:2em auto;line-height:1.6}table{border-collapse:collapse;width:100%}td,th{border:1px solid #888;\
                    padding:.3em .5em;text-align:left;vertical-align:top}th{background:#eee;width:10em}</style><title>";

/// Text as it stands in a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Page {
    pub fn new(title: &str) -> Self {
        let title = escaped(title);
        Self(format!("{HEAD}{title}</title></head><body><h1>{title}</h1>"))
    }

    pub fn heading(&mut self, text: &str) {
        self.0.push_str(&format!("<h2>{}</h2>", escaped(text)));
    }

    pub fn line(&mut self, text: &str) {
        self.0.push_str(&format!("<p>{}</p>", escaped(text)));
    }

    pub fn link(&mut self, to: &str, text: &str) {
        self.0.push_str(&format!("<p><a href=\"{}\">{}</a></p>", escaped(to), escaped(text)));
    }

    /// Rows of two cells.
    pub fn table<'a>(&mut self, rows: impl Iterator<Item = (&'a str, &'a str)>) {
        self.0.push_str("<table>");
        for (head, cell) in rows {
            self.0.push_str(&format!("<tr><th>{}</th><td>{}</td></tr>", escaped(head), escaped(cell)));
        }
        self.0.push_str("</table>");
    }

    pub fn done(mut self) -> String {
        self.0.push_str("</body></html>");
        self.0
    }
}

/// A matter: what was filled in, who said what, what happened.
pub fn matter(shown: &MatterShown) -> String {
    let title = shown.form.as_ref().map_or(shown.summary.as_str(), |form| form.title.as_str());
    let mut page = Page::new(title);
    page.line(&format!(
        "{}　{}　{}　{}",
        shown.number.as_deref().unwrap_or_default(),
        shown.applicant,
        shown.department,
        shown.filed
    ));
    page.line(&format!("依据：{}（版本 {}）", shown.regulation_title, shown.regulation_version));
    page.table(shown.sheet.iter().map(|line| (line.label.as_str(), line.text.as_str())));
    page.heading("办理");
    for station in &shown.stations {
        let clauses =
            station.citations.iter().map(|cited| format!("{}{}", cited.title, cited.label)).collect::<Vec<_>>();
        page.line(&format!("{}（{}；{}）", station.title, station.because, clauses.join("、")));
        let said = station.acts.iter().map(|act| {
            let opinion = act.opinion.clone().unwrap_or_default();
            (act.person.clone(), format!("{} {opinion} {}", act.verdict, act.done.clone().unwrap_or_default()))
        });
        let said = said.collect::<Vec<_>>();
        page.table(said.iter().map(|(who, what)| (who.as_str(), what.as_str())));
    }
    page.heading("经过");
    for happened in &shown.history {
        let words = happened.words.as_ref().map(|words| format!("：{words}")).unwrap_or_default();
        page.line(&format!("{} {} {}{words}", happened.at, happened.by, happened.what));
    }
    page.done()
}
