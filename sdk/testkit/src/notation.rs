//! The short notation in which cases name answers.

use guiju_model::{
    Criticism, Date, Deadline, Effect, Finding, Mode, Moment, PenaltyProposal, Sanction, Severity, Span, Step, Who,
};
use std::collections::BTreeSet;

/// `2.1 span`, with `warning` or `notice` before it unless it is an error.
pub fn finding(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "",
        Severity::Warning => "warning ",
        Severity::Notice => "notice ",
    };
    let field = finding.field.as_ref().map(|field| format!(" {field}")).unwrap_or_default();
    format!("{severity}{}{field}", finding.clause)
}

fn who(who: &Who) -> String {
    match who {
        Who::Roles(roles) => roles.join(" "),
        Who::People(people) => people.iter().map(|id| format!("#{id}")).collect::<Vec<_>>().join(" "),
    }
}

/// `section-head`, `every a b c`, `报 区人社局`, `vote #1 #2`.
pub fn step(step: &Step) -> String {
    let who = who(&step.who);
    match &step.mode {
        Mode::One if who.contains(' ') => format!("any {who}"),
        Mode::One => who,
        Mode::Every => format!("every {who}"),
        Mode::InTurn => format!("in-turn {who}"),
        Mode::Circulate => format!("circulate {who}"),
        Mode::Inform => format!("inform {who}"),
        Mode::File(bodies) => format!("报 {}", bodies.join(" ")),
        Mode::Vote(_) => format!("vote {who}"),
    }
}

/// `publish 考勤公示`, `hand-over #2 #3`.
pub fn effect(effect: &Effect) -> String {
    match effect {
        Effect::HandOver(e) => format!("hand-over #{} #{}", e.person, e.deputy),
        Effect::Deputise(e) => format!("deputise #{} #{}", e.person, e.deputy),
        Effect::Publish(e) => format!("publish {}", e.board),
        Effect::Notify(e) => format!("notify {}", who(&e.to)),
        Effect::FollowUp(e) => format!("follow-up {} #{}", e.form, e.by),
        Effect::Enter(e) => format!("enter {}", e.form),
        Effect::Amend(e) => format!("amend {} {}", e.record, e.content),
        Effect::Move(e) => format!("move {} {} {:+}", e.record, e.field, e.by),
        Effect::Defer(e) => format!("defer {} {}", e.record, Date(e.until)),
        Effect::Withdraw(e) => format!("withdraw {}", e.record),
        Effect::Void(e) => format!("void {}", e.record),
        Effect::Suspend(e) => {
            let ends = e.ends.map_or_else(String::new, |ends| format!("/{}", Moment(ends)));
            format!("suspend {} #{} {}{ends}", e.privilege, e.person, Moment(e.starts))
        }
        Effect::Restore(e) => format!("restore {} #{}", e.privilege, e.person),
    }
}

/// `2 leaders` and `15 working-minutes`: whose due date it is, and within which time.
pub fn deadline(deadline: &Deadline) -> (String, String) {
    let step = deadline.step.as_ref().map(|step| format!(" {step}")).unwrap_or_default();
    let within = match deadline.due.within {
        Span::AtOnce => "at-once".to_owned(),
        Span::SameDay => "same-day".to_owned(),
        Span::WorkingMinutes(minutes) => format!("{minutes} working-minutes"),
        Span::WorkingDays(days) => format!("{days} working-days"),
        Span::On(day) => format!("on {}", Date(day)),
    };
    (format!("{}{step}", deadline.due.clause), within)
}

fn sanction(sanction: &Sanction) -> String {
    match sanction {
        Sanction::PerformanceBonus(share) => format!("performance-bonus {share}"),
        Sanction::CivilityBonus(cycle) => format!("civility-bonus {}", cycle.name()),
        Sanction::Criticism(kind) => format!("criticism {}", Criticism::name(*kind)),
        Sanction::NoHonoursThisYear => "no-honours".to_owned(),
        Sanction::AppraisalGrade(grade) => format!("appraisal {grade}"),
        Sanction::Suspension => "suspension".to_owned(),
        Sanction::Compensation(fen) => format!("compensation {fen}"),
        Sanction::Referral(body) => format!("referral {body}"),
        Sanction::ToBeDecided(_) => "to-be-decided".to_owned(),
        Sanction::PrivilegeSuspended(of) => format!("suspended {} {}", of.privilege, of.days),
    }
}

/// `1.5a performance-bonus 50`, with ` #7` behind it if it concerns somebody else than person 1; then the same of each who answers
/// for it.
pub fn penalties(penalty: &PenaltyProposal, holder: impl Fn(&str) -> u64) -> Vec<String> {
    let holders = penalty.answerable.iter().map(|role| holder(role)).collect::<BTreeSet<_>>();
    let answerable = holders.into_iter().filter(|person| *person != penalty.person);
    let of = |person: u64| {
        let other = if person == 1 { String::new() } else { format!(" #{person}") };
        format!("{} {}{other}", penalty.clauses.join("+"), sanction(&penalty.measure))
    };
    std::iter::once(penalty.person).chain(answerable).map(of).collect()
}
