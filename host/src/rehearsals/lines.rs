//! An answer as lines that people can lay side by side, each with the clauses behind it.

use crate::{
    assessments::{measure_said, privilege_label},
    matters::effects,
    recordings::Reply,
    staff::Staff,
    words::text,
};
use guiju_domain::{
    PersonId, message,
    message::{Argument, Message},
    rehearsals::Aspect,
};
use guiju_engine::Loaded;
use guiju_model::{Assessment, Check, Date, Due, Half, Mode, Route, Severity, Span, Step, Who, summary};
use serde_json::Value;

/// One line of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What part of the answer it is about.
    pub aspect: Aspect,
    /// Clauses behind it.
    pub clauses: Vec<String>,
    /// What people read.
    pub text: String,
}

impl Line {
    fn new(aspect: Aspect, clauses: &[String], text: String) -> Self {
        Self { aspect, clauses: clauses.to_vec(), text }
    }

    fn one(aspect: Aspect, clause: &str, text: String) -> Self {
        Self { aspect, clauses: vec![clause.to_owned()], text }
    }
}

/// The lines of an answer.
#[must_use]
pub fn of(reply: &Reply, loaded: &Loaded, staff: &Staff) -> Vec<Line> {
    match reply {
        Reply::Matter(check, route) => [of_check(check), of_route(route, loaded, staff)].concat(),
        Reply::Period(assessment) => of_assessment(assessment, loaded, staff),
    }
}

/// The lines of what was found.
#[must_use]
pub fn of_check(check: &Check) -> Vec<Line> {
    let findings = check.findings.iter().map(|finding| {
        let said = &finding.message;
        let text = match finding.severity {
            Severity::Error => text!("rehearsal-error", finding = said),
            Severity::Warning => text!("rehearsal-warning", finding = said),
            Severity::Notice => text!("rehearsal-notice", finding = said),
        };
        Line::one(Aspect::Findings, &finding.clause, text)
    });
    let derived = check.derived.iter().map(|derived| {
        let value = serde_json::from_str::<Value>(&derived.value).unwrap_or_default();
        let (label, value, because) = (&derived.label, summary::shown(None, &value, &()), &derived.because);
        Line::one(Aspect::Findings, &derived.clause, text!("rehearsal-derived", label, value, because))
    });
    findings.chain(derived).collect()
}

/// The lines of a route.
#[must_use]
pub fn of_route(route: &Route, loaded: &Loaded, staff: &Staff) -> Vec<Line> {
    let steps = route.steps.iter().map(|step| Line::new(Aspect::Steps, &step.clauses, step_line(step, loaded, staff)));
    let deadlines = route.deadlines.iter().map(|deadline| {
        let which = deadline.step.as_ref().and_then(|id| route.steps.iter().find(|step| step.id == *id));
        let step = which.map_or_else(|| text!("rehearsal-every-step"), |step| step.title.clone());
        let text = text!("rehearsal-deadline", step, within = within(&deadline.due));
        Line::one(Aspect::Steps, &deadline.due.clause, text)
    });
    let said = |at_once: bool| {
        move |effect| {
            let effect_said = effects::said(effect, staff, loaded);
            let text = match at_once {
                true => text!("rehearsal-at-once", effect = effect_said),
                false => text!("rehearsal-at-end", effect = effect_said),
            };
            Line::one(Aspect::Effects, effect.clause(), text)
        }
    };
    let effects = route.at_once.iter().map(said(true)).chain(route.effects.iter().map(said(false)));
    steps.chain(deadlines).chain(effects).collect()
}

fn step_line(step: &Step, loaded: &Loaded, staff: &Staff) -> String {
    let who = match &step.who {
        Who::Roles(roles) => {
            let label = |id: &String| loaded.manifest().role(id).map_or_else(|| id.clone(), |role| role.label.clone());
            roles.iter().map(label).collect::<Vec<_>>()
        }
        Who::People(people) => people.iter().map(|id| staff.name(PersonId::new(*id))).collect(),
    };
    let how = match &step.mode {
        Mode::One => None,
        Mode::Every => Some(message!("rehearsal-every")),
        Mode::InTurn => Some(message!("rehearsal-in-turn")),
        Mode::Circulate => Some(message!("rehearsal-circulate")),
        Mode::Inform => Some(message!("rehearsal-inform")),
        Mode::File(bodies) => Some(message!("rehearsal-file", bodies = bodies.clone())),
        Mode::Vote(ballot) => Some(message!("rehearsal-vote", due = ballot.due, needed = ballot.ayes_needed())),
    };
    let fields = step.fields.iter().map(|field| field.label.clone()).collect::<Vec<_>>();
    let asks = (!fields.is_empty()).then(|| message!("rehearsal-asks", fields));
    let more = how.into_iter().chain(step.due.as_ref().map(within)).chain(asks);
    let parts = more.fold(Argument::from(who), |one, other| message!("comma", one, other).into());
    text!("rehearsal-step", step = &step.title, parts)
}

fn within(due: &Due) -> Message {
    match due.within {
        Span::AtOnce => message!("rehearsal-within-none"),
        Span::SameDay => message!("rehearsal-within-day"),
        Span::WorkingMinutes(minutes) => message!("rehearsal-within-minutes", minutes),
        Span::WorkingDays(days) => message!("rehearsal-within-days", days),
        Span::On(day) => message!("rehearsal-until", day = Date(day)),
    }
}

/// The lines of an assessment's result.
#[must_use]
pub fn of_assessment(assessment: &Assessment, loaded: &Loaded, staff: &Staff) -> Vec<Line> {
    let penalties = assessment.penalties.iter().map(|penalty| {
        let role = loaded.manifest().role(&penalty.decided_by).map_or("", |role| role.label.as_str());
        let (name, sanction) = (
            staff.name(PersonId::new(penalty.person)),
            measure_said(&penalty.measure, |id| privilege_label(loaded.manifest(), id)),
        );
        let text = text!("rehearsal-penalty", name, sanction, explanation = &penalty.explanation, role);
        Line::new(Aspect::Penalties, &penalty.clauses, text)
    });
    let duties = assessment.duties.iter().map(|duty| {
        let (what, needed, done) = (&duty.what, duty.needed, duty.done);
        Line::one(Aspect::Duties, &duty.clause, text!("rehearsal-obligation", what, needed, done))
    });
    let figures = assessment.figures.iter().filter(|figure| figure.value != 0).map(|figure| {
        let (label, value, unit) = (&figure.label, figure.value, &figure.unit);
        Line::one(Aspect::Figures, &figure.clause, text!("rehearsal-metric", label, value, unit))
    });
    let marks = assessment.marks.iter().map(|mark| {
        let clauses = mark.clause.iter().cloned().collect::<Vec<_>>();
        let half = if mark.half == Half::Am { "am" } else { "pm" };
        Line::new(Aspect::Figures, &clauses, text!("rehearsal-mark", date = Date(mark.date), half, label = &mark.label))
    });
    let gaps = assessment.gaps.iter().map(|gap| {
        let text = text!("rehearsal-discrepancy", date = Date(gap.on), what = &gap.what);
        Line::one(Aspect::Figures, &gap.clause, text)
    });
    penalties.chain(duties).chain(figures).chain(marks).chain(gaps).collect()
}

/// What stands on one side only, in the order of both.
#[must_use]
pub fn differing<'l>(before: &'l [Line], after: &'l [Line]) -> Vec<&'l Line> {
    let gone = before.iter().filter(|line| !after.contains(line));
    gone.chain(after.iter().filter(|line| !before.contains(line))).collect()
}
