//! A route as the owner and the overseers of a form lay it out together.

use guiju_model::{Deadline, Effect, Mode, Moment, Route, Span, Step};

/// The merged route with what follows; `R` names a regulation.
#[derive(Clone, Debug)]
pub struct RoutePlan<R> {
    /// The owner's steps, each with the earliest due date of all regulations.
    pub route: Route,
    /// What follows the filing, by the regulation that says so.
    pub at_once: Vec<(R, Effect)>,
    /// What follows the last step, by the regulation that says so.
    pub effects: Vec<(R, Effect)>,
}

impl<R: Clone> RoutePlan<R> {
    /// The owner's steps, with the effects and the earlier due dates that overseers add. Each answer comes with its regulation
    /// and that regulation's id, the owner's first; `when` says when a span that begins now is over.
    #[must_use]
    pub fn merged(answers: impl IntoIterator<Item = (R, String, Route)>, when: impl Fn(Span) -> Moment) -> Self {
        let mut plan = Self { route: Route::default(), at_once: Vec::new(), effects: Vec::new() };
        let mut deadlines = Vec::new();
        for (index, (regulation, id, answer)) in answers.into_iter().enumerate() {
            plan.effects.extend(answer.effects.into_iter().map(|effect| (regulation.clone(), effect)));
            plan.at_once.extend(answer.at_once.into_iter().map(|effect| (regulation.clone(), effect)));
            if index == 0 {
                plan.route.steps = answer.steps;
                deadlines.extend(answer.deadlines);
                continue;
            }
            deadlines.extend(answer.deadlines.into_iter().map(|mut deadline| {
                deadline.due.clause = format!("{id}#{}", deadline.due.clause);
                deadline
            }));
        }
        earliest(&mut plan.route.steps, &deadlines, when);
        plan
    }
}

/// Gives each step at which somebody has something to do the earliest of its due dates.
pub fn earliest(steps: &mut [Step], deadlines: &[Deadline], when: impl Fn(Span) -> Moment) {
    for step in steps.iter_mut().filter(|step| step.mode != Mode::Inform) {
        let set = deadlines.iter().filter(|deadline| deadline.step.as_ref().is_none_or(|id| *id == step.id));
        for deadline in set {
            if step.due.as_ref().is_none_or(|due| when(deadline.due.within) < when(due.within)) {
                step.due = Some(deadline.due.clone());
            }
        }
    }
}

/// The steps that a route has and the one that was gone had not; whoever is only informed is not missed.
#[must_use]
pub fn missing<'r>(gone: &Route, now: &'r Route) -> Vec<&'r Step> {
    let was_gone = |step: &&Step| gone.steps.iter().any(|before| before.id == step.id);
    now.steps.iter().filter(|step| step.mode != Mode::Inform && !was_gone(step)).collect()
}
