//! The rules in the order of the text.

use crate::{
    forms::{Arranged, Arrangement, Extension, Inquiry, InquiryHandled, Instruction, Kind, Petition, Reply},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// 1 to 4: what is not done on the spot has a date within the usual limit, and every step of it is due by then.
impl Rules<Numbers> for Inquiry {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        match self.handled {
            Some(InquiryHandled::Later | InquiryHandled::Incomplete) => {
                let limit = context.calendar().working_days_after(context.filed_on(), context.parameters.usual_days);
                if self.due_on.is_some_and(|due| due > limit) {
                    let days = context.parameters.usual_days;
                    findings
                        .warning(clause!("3"))
                        .on("due_on")
                        .say(format!("一般应在 {days} 个工作日内（{limit} 前）办结；法定期限更长的请说明"));
                }
                findings.notice(clause!("4")).say("请把办不了的理由和具体办结日期告诉对方");
            }
            Some(InquiryHandled::NotNow) => findings.notice(clause!("4")).say("请向对方说明理由；能办的当日当场办"),
            _ => {}
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        if self.due_on.is_none() {
            route.due_everywhere(clause!("3"), Span::WorkingDays(context.parameters.usual_days));
        }
    }
}

/// 2, 3: petitions that are not solved on the spot.
impl Rules<Numbers> for Petition {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.solved != Some(true) {
            findings.notice(clause!("2")).say("信访件也须限时办结，到期前提醒，超时报分管领导");
        }
    }
}

impl Rules<Numbers> for Instruction {
    #[clause("5")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let until = self.due_on.map_or(Span::WorkingDays(context.parameters.usual_days), |due| Span::On(due.0));
        let because = self.due_on.map_or_else(
            || format!("批示没有写期限，按 {} 个工作日", context.parameters.usual_days),
            |due| format!("批示期限 {due}"),
        );
        route
            .have_people("responsible", "按批示办结", vec![self.responsible])
            .by(CLAUSE)
            .because(because)
            .due(CLAUSE, until)
            .fills::<Reply>();
        route.inform("reply", "向批示领导反馈", Who::role(SUPERVISING_LEADER)).by(CLAUSE).because("办结后反馈");
    }
}

/// Extensions that were granted for the same record of a first contact.
const OF_INQUIRY: &str = "of-inquiry";
/// Extensions that were granted for the same petition.
const OF_PETITION: &str = "of-petition";

/// What is to be put off, as it stands.
struct PutOff {
    /// The field that points to it.
    field: &'static str,
    /// The date that it has; once it was put off, the date until which.
    due_on: Option<Date>,
    /// Whoever handles it: one of these, if it is known.
    responsible: Vec<PersonId>,
    is_done: bool,
}

impl PutOff {
    fn of<F>(field: &'static str, record: &Record<'_, F>, due_on: Option<Date>) -> Self {
        Self { field, due_on, responsible: record.person().into_iter().collect(), is_done: record.completed() }
    }
}

/// 3, 5: the date of an instruction or an inquiry, or so many working days after it came.
fn due_on<F>(record: &Record<'_, F>, set: Option<Date>, context: &Context<'_, Numbers>) -> Option<Date> {
    let usual = || context.calendar().working_days_after(record.date(), context.parameters.usual_days);
    Some(set.unwrap_or_else(usual))
}

impl Extension {
    /// The record that is to be put off.
    fn put_off(&self, context: &Context<'_, Numbers>) -> Option<PutOff> {
        let (found, earlier) = match self.kind {
            Kind::Instruction => {
                let to = self.instruction.and_then(|to| context.referred(to))?;
                (PutOff::of("instruction", &to, due_on(&to, to.form.due_on, context)), Extension::ID)
            }
            Kind::Inquiry => {
                let to = self.inquiry.and_then(|to| context.referred(to))?;
                let mut found = PutOff::of("inquiry", &to, due_on(&to, to.form.due_on, context));
                // Whoever received it handles it only where he led nobody to another.
                let others = to.form.handler.into_iter().chain(to.form.deputed).collect::<Vec<_>>();
                if !others.is_empty() {
                    found.responsible = others;
                }
                (found, OF_INQUIRY)
            }
            Kind::Petition => {
                let to = self.petition.and_then(|to| context.referred(to))?;
                (PutOff::of("petition", &to, to.form.due_on), OF_PETITION)
            }
        };
        let granted = context.records_as::<Extension>(earlier).map(|earlier| earlier.form.until).max();
        Some(PutOff { due_on: granted.max(found.due_on), ..found })
    }
}

impl Rules<Numbers> for Extension {
    fn reads() -> Vec<Read> {
        let fields = Extension::FIELDS;
        let earlier = |read: Read| read.having(&[Status::Completed]).with(&[fields.until.name()]).at_most(200);
        let of = office::<Extension>;
        vec![
            referenced::<Instruction>(),
            referenced::<Inquiry>(),
            referenced::<Petition>(),
            earlier(of(Window::Always).same(fields.instruction, fields.instruction)),
            earlier(of(Window::Always).same(fields.inquiry, fields.inquiry)).named(OF_INQUIRY),
            earlier(of(Window::Always).same(fields.petition, fields.petition)).named(OF_PETITION),
        ]
    }

    #[clause("6")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let put_off = self.put_off(context);
        if let Some(found) = &put_off {
            if !found.responsible.is_empty() && !found.responsible.contains(&context.applicant().id) {
                findings.error(CLAUSE).on(found.field).say("延期由承办人本人申请，这件不是您承办的");
            }
            if found.is_done {
                findings.error(CLAUSE).on(found.field).say("这件已经办结，不用延期");
            }
        }
        match put_off.and_then(|found| found.due_on).filter(|due| *due != self.due_on) {
            Some(due) => findings.error(CLAUSE).on("due_on").say(format!("原定期限是 {due}，请照实填写")),
            None if self.due_on < context.filed_on() => {
                let due = self.due_on;
                findings
                    .warning(CLAUSE)
                    .on("due_on")
                    .say(format!("期限 {due} 已过，延期应在到期前申请；月度情况里仍按超时列出，请说明"));
            }
            None => {}
        }
        if self.until <= self.due_on {
            findings.error(CLAUSE).on("until").say("延长到的日期应晚于原定期限");
        }
        let longest = context.parameters.longest_extension;
        if self.until.0 - self.due_on.0 > longest as i32 {
            findings.warning(CLAUSE).on("until").say(format!("一次最多延长 {longest} 天，请说明理由"));
        }
    }

    #[clause("6")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("由 {} 延至 {}", self.due_on, self.until);
        route.ask(SUPERVISING_LEADER).by(CLAUSE).because(because);
        let records = [
            self.instruction.map(|record| record.id),
            self.inquiry.map(|record| record.id),
            self.petition.map(|record| record.id),
        ];
        for record in records.into_iter().flatten() {
            route.defer(CLAUSE, record, self.until);
        }
    }
}

impl Rules<Numbers> for Arrangement {
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("6");
        let because = format!("{}的事项上报请示", self.weight.label());
        route.ask(SUPERVISING_LEADER).by(by).because(because.clone());
        route.ask(PRINCIPAL_LEADER).by(by).titled("统一安排").because(because).fills::<Arranged>();
        if let Some(arranged) = context.filled::<Arranged>("principal-leader") {
            route
                .have_people("responsible", "按安排办结", arranged.responsible)
                .by(by)
                .because("由领导统一安排")
                .due(by, Span::On(arranged.due_on.0))
                .fills::<Reply>();
        }
    }
}

/// 1, 5: what was done in time, and what is late.
#[derive(Debug, Judgement)]
#[judgement(
    title = "限时办结情况",
    clause = "5",
    of = Office,
    every = Month,
    reads = [
        office::<Instruction>(Window::ThisMonth)
            .with(&[Instruction::FIELDS.what.name(), Instruction::FIELDS.due_on.name()])
            .at_most(20_000),
        office::<Extension>(Window::PastDays(366)).having(&[Status::Completed]).at_most(20_000),
    ],
    seen_by = [LEADERSHIP_TEAM, OFFICE_DIRECTOR, OFFICE_CLERK]
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let today = context.now().date();
        let all = context.records::<Instruction>().collect::<Vec<_>>();
        let open = all.iter().filter(|instruction| !instruction.completed());
        let open = open.map(|instruction| (instruction, due_by(instruction, context)));
        let late = open.filter(|(_, due)| *due < today).collect::<Vec<_>>();
        assessment.metric("instructions", "批示件", all.len() as i64, "件", clause!("1"));
        assessment.metric("late", "超时未办", late.len() as i64, "件", clause!("5"));
        for (instruction, due) in late {
            let what = format!("批示件超时未办：{}", instruction.form.what);
            assessment.discrepancy(clause!("5"), due, Some(instruction.id()), what);
        }
    }
}

/// 6: until when an instruction was to be done: its date, or the last one to which it was put off in time.
fn due_by(instruction: &Record<'_, Instruction>, context: &AssessmentContext<'_, Numbers>) -> Date {
    let usual = || context.calendar().working_days_after(instruction.date(), context.parameters.usual_days);
    let granted = context.records::<Extension>().filter(|extension| {
        let of = extension.form.instruction.is_some_and(|of| of.id == instruction.id());
        of && extension.date() <= extension.form.due_on
    });
    let until = granted.map(|extension| extension.form.until).max();
    until.max(Some(instruction.form.due_on.unwrap_or_else(usual))).unwrap_or(instruction.date())
}
