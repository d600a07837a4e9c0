//! What the signs of a sheet mean: each that stands on it once, in one line above it.

use crate::i18n::t;
use guiju_api::SubjectShown;
use guiju_model::{Mark, Sign};
use leptos::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// The class by which each sign is drawn.
pub type Classes = HashMap<String, &'static str>;

/// How a sheet draws its signs.
#[derive(Clone, Default)]
pub struct Legend {
    /// Each sign with what it means and the class by which it is drawn.
    signs: Vec<(String, String, &'static str)>,
}

impl Legend {
    /// The signs that the regulation declares, in its order. What stands in more than half of all places, by no clause, is the
    /// ordinary: it is drawn as a dot, so that what is not stands out. Of a package that declares no legend, the signs that stand
    /// on the sheet are told by the shortest of their labels.
    pub fn of(subjects: &[SubjectShown], declared: &[Sign]) -> Self {
        let marks = subjects.iter().flat_map(|subject| &subject.marks).collect::<Vec<_>>();
        let mut told: BTreeMap<&str, (usize, &str, bool)> = BTreeMap::new();
        for mark in &marks {
            let words = plain(&mark.label);
            let known = told.entry(&mark.sign).or_insert((0, words, mark.clause.is_some()));
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
            let (count, _, judged) = told.remove(sign.as_str()).unwrap_or_default();
            (sign.clone(), meaning.clone(), class(count, judged))
        });
        let mut signs = known.collect::<Vec<_>>();
        let other = |(sign, (count, words, judged)): (&str, (usize, &str, bool))| {
            (sign.to_owned(), words.to_owned(), class(count, judged))
        };
        signs.extend(told.into_iter().map(other));
        Self { signs }
    }

    /// How each sign is drawn.
    pub fn classes(&self) -> Classes {
        self.signs.iter().map(|(sign, _, class)| (sign.clone(), *class)).collect()
    }

    /// The line above the sheet.
    pub fn shown(self) -> AnyView {
        let sign = |(sign, words, class): (String, String, &'static str)| {
            view! { <li><span class=class>{drawn(&sign, class)}</span>{words}</li> }.into_any()
        };
        let signs = self.signs.into_iter().map(sign).collect::<Vec<_>>();
        view! { <ul class="legend" aria-label=t("图例")>{signs}<li class="desk">{t("每格左为上午，右为下午")}</li></ul> }
            .into_any()
    }
}

/// What stands in a place of the sheet.
pub fn drawn(sign: &str, class: &str) -> String {
    if class.ends_with("dot") { "·".to_owned() } else { sign.to_owned() }
}

/// Whether a mark is one of those that are drawn as a dot.
pub fn ordinary(mark: &Mark, classes: &Classes) -> bool {
    classes.get(&mark.sign).is_some_and(|class| class.ends_with("dot"))
}

/// The words of a label before its figures.
fn plain(label: &str) -> &str {
    let end = label.find(|one: char| one.is_ascii_digit() || one.is_whitespace()).unwrap_or(label.len());
    if end == 0 { label } else { &label[..end] }
}
