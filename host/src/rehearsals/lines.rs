//! An answer as lines that people can lay side by side, each with the clauses behind it.

use crate::{assessments::measure_said, matters::effects, recordings::Reply, staff::Staff};
use guiju_domain::rehearsals::Aspect;
use guiju_engine::Loaded;
use guiju_model::{Assessment, Check, Date, Due, Mode, Moment, Route, Severity, Span, Step, Who, summary};
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
        let severity = match finding.severity {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Notice => "说明",
        };
        Line::one(Aspect::Findings, &finding.clause, format!("{severity}：{}", finding.message))
    });
    let derived = check.derived.iter().map(|derived| {
        let value = serde_json::from_str::<Value>(&derived.value).unwrap_or_default();
        let text = summary::shown(None, &value, &());
        Line::one(Aspect::Findings, &derived.clause, format!("{}：{text}（{}）", derived.label, derived.because))
    });
    findings.chain(derived).collect()
}

/// The lines of a route.
#[must_use]
pub fn of_route(route: &Route, loaded: &Loaded, staff: &Staff) -> Vec<Line> {
    let steps = route.steps.iter().map(|step| Line::new(Aspect::Steps, &step.clauses, step_line(step, loaded, staff)));
    let deadlines = route.deadlines.iter().map(|deadline| {
        let which = deadline.step.as_ref().and_then(|id| route.steps.iter().find(|step| step.id == *id));
        let which = which.map_or("各环节", |step| step.title.as_str());
        Line::one(Aspect::Steps, &deadline.due.clause, format!("{which}：{}", within(&deadline.due)))
    });
    let said = |at_once: bool| {
        move |effect| {
            let text = effects::said(effect, staff, loaded);
            let when = if at_once { "提交后" } else { "办结后" };
            Line::one(Aspect::Effects, effect.clause(), format!("{when}{text}"))
        }
    };
    let effects = route.at_once.iter().map(said(true)).chain(route.effects.iter().map(said(false)));
    steps.chain(deadlines).chain(effects).collect()
}

fn step_line(step: &Step, loaded: &Loaded, staff: &Staff) -> String {
    let who = match &step.who {
        Who::Roles(roles) => {
            let label = |id: &String| loaded.manifest().role(id).map_or_else(|| id.clone(), |role| role.label.clone());
            roles.iter().map(label).collect::<Vec<_>>().join("、")
        }
        Who::People(people) => people.iter().map(|id| staff.name(*id)).collect::<Vec<_>>().join("、"),
    };
    let how = match &step.mode {
        Mode::One => String::new(),
        Mode::Every => "，全部同意".to_owned(),
        Mode::InTurn => "，依次办理".to_owned(),
        Mode::Circulate => "，传阅".to_owned(),
        Mode::Inform => "，抄送".to_owned(),
        Mode::File(bodies) => format!("，报{}", bodies.join("、")),
        Mode::Vote(ballot) => format!("，表决（应到 {} 人，赞成须达 {} 票）", ballot.due, ballot.ayes_needed()),
    };
    let due = step.due.as_ref().map(|due| format!("，{}", within(due))).unwrap_or_default();
    let asks = step.fields.iter().map(|field| field.label.as_str()).collect::<Vec<_>>();
    let asks = if asks.is_empty() { String::new() } else { format!("，填写{}", asks.join("、")) };
    format!("{}（{who}{how}{due}{asks}）", step.title)
}

fn within(due: &Due) -> String {
    match due.within {
        Span::AtOnce => "立即".to_owned(),
        Span::SameDay => "当天".to_owned(),
        Span::WorkingMinutes(minutes) => format!("{minutes} 个工作分钟内"),
        Span::WorkingDays(days) => format!("{days} 个工作日内"),
        Span::On(day) => format!("{} 前", Date(day)),
    }
}

/// The lines of an assessment's result.
#[must_use]
pub fn of_assessment(assessment: &Assessment, loaded: &Loaded, staff: &Staff) -> Vec<Line> {
    let penalties = assessment.penalties.iter().map(|penalty| {
        let decided = loaded.manifest().role(&penalty.decided_by).map_or("", |role| role.label.as_str());
        let (name, measure) = (staff.name(penalty.person), measure_said(&penalty.measure));
        let text = format!("{name}：{measure}（{}；由{decided}决定）", penalty.explanation);
        Line::new(Aspect::Penalties, &penalty.clauses, text)
    });
    let duties = assessment.duties.iter().map(|duty| {
        Line::one(Aspect::Duties, &duty.clause, format!("{}：应 {}，已 {}", duty.what, duty.needed, duty.done))
    });
    let figures = assessment.figures.iter().filter(|figure| figure.value != 0).map(|figure| {
        Line::one(Aspect::Figures, &figure.clause, format!("{}：{} {}", figure.label, figure.value, figure.unit))
    });
    let marks = assessment.marks.iter().map(|mark| {
        let clauses = mark.clause.iter().cloned().collect::<Vec<_>>();
        Line::new(Aspect::Figures, &clauses, format!("{}{}：{}", Date(mark.date), mark.half.in_words(), mark.label))
    });
    let gaps = assessment.gaps.iter().map(|gap| {
        Line::one(Aspect::Figures, &gap.clause, format!("{}：{}", Moment(Date(gap.on).at(0).0).date(), gap.what))
    });
    penalties.chain(duties).chain(figures).chain(marks).chain(gaps).collect()
}

/// What stands on one side only, in the order of both.
#[must_use]
pub fn differing<'l>(before: &'l [Line], after: &'l [Line]) -> Vec<&'l Line> {
    let gone = before.iter().filter(|line| !after.contains(line));
    gone.chain(after.iter().filter(|line| !before.contains(line))).collect()
}
