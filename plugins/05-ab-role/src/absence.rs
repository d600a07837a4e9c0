//! What a leave or an outing means for the post (4, 5, 6).

use crate::{
    forms::{Arrangement, HandOver, Leave, Outing, Pair, Post},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// The B of a person: of the posts that the organisation keeps, or else as registered last.
fn deputy_of(person: PersonId, context: &Facts<'_, Numbers>) -> Option<PersonId> {
    let of_post = context.records_of::<Post>(person).find_map(|post| post.form.b);
    of_post.or_else(|| context.records_of::<Pair>(person).last().map(|pair| pair.form.b))
}

/// When somebody is away in that time, and for what.
fn away(person: PersonId, over: Period, context: &Facts<'_, Numbers>) -> Option<&'static str> {
    let meets = |from: Moment, to: Moment| from <= over.to && over.from <= to;
    if context.records_of::<Leave>(person).any(|leave| meets(leave.starts(), leave.ends())) {
        return Some("请假");
    }
    context.records_of::<Outing>(person).any(|outing| meets(outing.starts(), outing.ends())).then_some("外出")
}

/// Whoever may be somebody's B.
fn deputies() -> [Operand; 2] {
    [found(Post::FIELDS.b), found(Pair::FIELDS.b)]
}

/// What tells who is away then.
fn around() -> Vec<Read> {
    vec![
        subject::<Pair>(Window::Always).latest().at_most(1_000),
        subject::<Post>(Window::Always).at_most(100),
        named::<Leave>(Window::ThisDay, deputies()),
        named::<Outing>(Window::ThisDay, deputies()),
        subject::<Arrangement>(Window::ThisMonth),
    ]
}

fn check(over: Period, context: &Context<'_, Numbers>, field: &str, findings: &mut Findings) {
    let Some(deputy) = deputy_of(context.subject().id, context) else {
        findings.notice(clause!("3")).say("登记簿里还没有您的B角，待办不会自动移交；请部门负责人登记");
        return;
    };
    let Some(why) = away(deputy, over, context) else { return };
    let arranged = context.records_of::<Arrangement>(context.subject().id).any(|arrangement| {
        let covered = arrangement.form.over.period();
        arrangement.completed() && covered.from <= over.from && over.to <= covered.to
    });
    if !arranged {
        findings.error(clause!("6")).on(field).say(format!(
            "这段时间您的B角在{why}，AB角不能同时离开；请改期，或先填《AB角同时外出安排》由部门负责人安排"
        ));
    }
}

impl Rules<Numbers> for Leave {
    fn reads() -> Vec<Read> {
        around()
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        check(self.span.period(), context, "span", findings);
    }

    #[clause("4")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let person = context.subject().id;
        let Some(deputy) = deputy_of(person, context) else { return };
        let over = self.span.period();
        if away(deputy, over, context).is_none() {
            route.hand_over(CLAUSE, person, deputy, over);
        }
        if context.calendar().working_half_days(self.span) >= context.parameters.written_from {
            let until = Span::On(self.span.from().date.0);
            route.follow_up::<HandOver>(CLAUSE, person, until, "离开前把在办的工作书面移交B角");
        }
    }
}

impl Rules<Numbers> for Outing {
    fn reads() -> Vec<Read> {
        around()
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        check(self.over, context, "over", findings);
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let person = context.subject().id;
        if self.deputy != person {
            route.hand_over(clause!("5"), person, self.deputy, self.over);
        }
    }
}
