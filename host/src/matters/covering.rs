//! What of a matter's page stays covered from a reader who does not see all of it.

use crate::{
    access::{MASKED, Secrets},
    words::text,
};
use guiju_api::{Act, Citation, DerivedShown, HistoryEntry, MatterShown, Revised, StepShown};
use serde_json::Value;

/// Masks what quotes sensitive fields or was made of them. What a regulation says or computes is made of the whole content, so
/// that nobody can tell which field stands behind it; what people wrote is looked through. The form's declaration stays as it
/// is: a choice that was masked there would be the one that was made.
pub(super) fn cover(shown: &mut MatterShown, secrets: &Secrets) {
    let any = secrets.any();
    let said = |text: &mut String| match any {
        true if !text.is_empty() => MASKED.clone_into(text),
        _ => {}
    };
    let hide = |text: &mut String| *text = secrets.hide(text);
    hide(&mut shown.summary);
    shown.remark.iter_mut().for_each(hide);
    for DerivedShown { value, text, because, .. } in shown.derived.iter_mut().filter(|_| any) {
        *value = Value::String(MASKED.to_owned());
        MASKED.clone_into(text);
        said(because);
    }
    for finding in &mut shown.findings {
        said(&mut finding.message);
    }
    for effect in &mut shown.taken_back {
        said(&mut effect.text);
    }
    shown.void_reason.iter_mut().for_each(hide);
    for line in &mut shown.sheet {
        hide(&mut line.text);
        line.rows.iter_mut().flatten().for_each(hide);
    }
    for step in &mut shown.stations {
        said(&mut step.because);
        hide(&mut step.title);
        hide(&mut step.note);
        for act in &mut step.acts {
            act.opinion.iter_mut().for_each(hide);
            act.filled.iter_mut().for_each(|(_, text)| hide(text));
        }
    }
    for Revised { before, now, .. } in &mut shown.revised {
        hide(before);
        hide(now);
    }
    for HistoryEntry { what, words, changed, .. } in &mut shown.history {
        hide(what);
        words.iter_mut().for_each(hide);
        changed.iter_mut().flat_map(|changed| &mut changed.pieces).for_each(|piece| hide(&mut piece.text));
    }
}

/// The steps of a closed matter: how many, how far, when. Which clauses a step follows, how it is called and how many
/// decide there can depend on what is closed; the clause of the form stands for all of them.
pub(super) fn veil(steps: &mut [StepShown], form: Option<&Citation>) {
    for (index, step) in steps.iter_mut().enumerate() {
        *step = StepShown {
            step: String::new(),
            title: text!("step-number", number = index + 1),
            state: std::mem::take(&mut step.state),
            people: vec![MASKED.to_owned()],
            acts: std::mem::take(&mut step.acts).into_iter().map(veiled).collect(),
            due: step.due.take(),
            citations: form.into_iter().cloned().collect(),
            ..StepShown::default()
        };
    }
}

fn veiled(act: Act) -> Act {
    let Act { state, verdict, arrived, done, .. } = act;
    Act { person: MASKED.to_owned(), state, verdict, arrived, done, ..Act::default() }
}
