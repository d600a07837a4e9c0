//! The legend of an assessment sheet: the signs that occur on it and their meanings.

use crate::i18n::{t, text};
use guiju_api::SubjectShown;
use guiju_model::{DayMark, Sign};
use leptos::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// CSS class of each sign.
pub type Classes = HashMap<String, &'static str>;

/// The signs of a sheet.
#[derive(Clone, Default)]
pub struct Legend {
    /// Sign, meaning and CSS class.
    signs: Vec<(String, String, &'static str)>,
}

impl Legend {
    /// The signs that the regulation declares, in its order, then others that occur, with their shortest label as meaning. A sign that
    /// fills more than half of the sheet and rests on no clause is shown as a dot, so that the exceptions stand out.
    pub fn new(subjects: &[SubjectShown], declared: &[Sign]) -> Self {
        let marks = subjects.iter().flat_map(|subject| &subject.marks).collect::<Vec<_>>();
        let mut occurring: BTreeMap<&str, (usize, &str, bool)> = BTreeMap::new();
        for mark in &marks {
            let words = label_text(&mark.label);
            let known = occurring.entry(&mark.sign).or_insert((0, words, mark.clause.is_some()));
            known.0 += 1;
            if words.chars().count() < known.1.chars().count() {
                known.1 = words;
            }
        }
        let class = |count: usize, judged: bool| match (judged, count * 2 > marks.len()) {
            (true, _) => "m judged",
            (false, true) => "m dot",
            (false, false) => "m",
        };
        let known = declared.iter().map(|Sign { sign, meaning }| {
            let (count, _, judged) = occurring.remove(sign.as_str()).unwrap_or_default();
            (sign.clone(), meaning.clone(), class(count, judged))
        });
        let mut signs = known.collect::<Vec<_>>();
        let other = |(sign, (count, words, judged)): (&str, (usize, &str, bool))| {
            (sign.to_owned(), words.to_owned(), class(count, judged))
        };
        signs.extend(occurring.into_iter().map(other));
        Self { signs }
    }

    /// CSS class of each sign.
    pub fn classes(&self) -> Classes {
        self.signs.iter().map(|(sign, _, class)| (sign.clone(), *class)).collect()
    }

    /// Renders the legend as a list.
    pub fn view(self) -> AnyView {
        let sign = |(sign, words, class): (String, String, &'static str)| {
            view! { <li><span class=class>{sign_text(&sign, class)}</span>{words}</li> }.into_any()
        };
        let signs = self.signs.into_iter().map(sign).collect::<Vec<_>>();
        view! { <ul class="legend" aria-label=t(text::assessment::LEGEND)>{signs}<li class="desk">{t(text::assessment::LEFT_MORNING_RIGHT_AFTERNOON)}</li></ul> }
            .into_any()
    }
}

/// The text of a sign with this class: a dot, or the sign itself.
pub fn sign_text(sign: &str, class: &str) -> String {
    if class.ends_with("dot") { "·".to_owned() } else { sign.to_owned() }
}

/// Whether a mark is shown as a dot.
pub fn is_ordinary(mark: &DayMark, classes: &Classes) -> bool {
    classes.get(&mark.sign).is_some_and(|class| class.ends_with("dot"))
}

/// The part of a label before its first digit or space.
fn label_text(label: &str) -> &str {
    let end = label.find(|one: char| one.is_ascii_digit() || one.is_whitespace()).unwrap_or(label.len());
    if end == 0 { label } else { &label[..end] }
}
