//! 第四条至第九条: what a month and a year lead to.

use crate::{
    annual,
    forms::{GROUP, Leave, LeaveKind, RollCall, SpotCheck, Violation, ViolationKind},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

relies! {
    /// The results of attendance, which alone computes absence.
    attendance::month as AttendanceMonth { absent_half_days }
    /// A record of idleness at work (在岗不在状态), owned by the regulation on leading the duty.
    duty_leadership::idle_conduct as IdleConduct { place }
}

/// What a month comes to.
#[derive(Debug, Judgement)]
#[judgement(
    title = "月度纪律",
    clause = "7a",
    of = Person,
    every = Month,
    reads = [
        subject::<AttendanceMonth>(Window::ThisMonth),
        roll_calls_of(ABSENT, RollCall::FIELDS.absent),
        roll_calls_of(EXCUSED, RollCall::FIELDS.excused),
        roll_calls_of(PRESENT, RollCall::FIELDS.present),
        subject::<Violation>(Window::ThisMonth),
        subject::<SpotCheck>(Window::ThisMonth),
        subject::<IdleConduct>(Window::ThisMonth),
    ],
    seen_by = GROUP
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        absence(context, person.id, assessment);
        roll_calls(context, person.id, assessment);
        violations(context, person.id, assessment);
        idle(context, person.id, assessment);
        for check in context.records::<SpotCheck>().filter(|check| check.completed() && !check.form.truthful) {
            let by = clause!("9");
            let explanation = format!("外出抽查不符：{}", check.form.finding);
            for sanction in [Sanction::PerformanceBonus(100), Sanction::Criticism(Criticism::Circular)] {
                assessment.propose(by, person.id, sanction).because(explanation.clone()).shown_by(&[check.id()]);
            }
        }
    }
}

/// 7a: the same act as attendance punishes; one proposal cites both.
fn absence(context: &AssessmentContext<'_, Numbers>, person: PersonId, assessment: &mut Assessment) {
    let Some(month) = context.records::<AttendanceMonth>().last() else { return };
    let half_days = month.form.absent_half_days.unwrap_or(0);
    if half_days == 0 {
        return;
    }
    let share = if half_days == 1 { context.parameters.half_day_share } else { context.parameters.full_day_share };
    let days = half_days::days(half_days as u32);
    let explanation = format!("本月旷工 {days} 天，扣当月绩效奖的 {share}%");
    assessment
        .propose(clause!("7a"), person, Sanction::PerformanceBonus(share))
        .same_as("attendance#1.5a")
        .because(explanation)
        .shown_by(&[month.id()]);
}

/// Names of the reads of roll calls at which somebody was missing, excused, or there.
const ABSENT: &str = "absent";
const EXCUSED: &str = "excused";
const PRESENT: &str = "present";
/// A row of absences is read this far back, over the end of a quarter or of a year.
const ROW: Window = Window::PastDays(400);

/// Roll calls whose field names the person who is judged.
fn roll_calls_of(name: &str, field: impl AsRef<str>) -> Read {
    let read = office::<RollCall>(ROW).named(name).naming(field, Operand::Subject);
    read.with(&[RollCall::FIELDS.on.name()]).at_most(2_000)
}

/// 4b: more than so many in a row without cause, the last of them in this month.
fn roll_calls(context: &AssessmentContext<'_, Numbers>, person: PersonId, assessment: &mut Assessment) {
    let (first, last) = context.period();
    let mut row = Vec::new();
    // Being there breaks the row; an excused absence does, unless the office sees it otherwise.
    let calls = |name, absent| context.records_as::<RollCall>(name).map(move |call| (call, absent));
    let at = |(call, _): &(Record<'_, RollCall>, bool)| (call.starts(), call.id());
    let excused = calls(EXCUSED, false).filter(|_| context.parameters.excused_breaks_row == 1);
    let calls = merged(merged(calls(ABSENT, true), calls(PRESENT, false), at), excused, at);
    for (call, absent) in calls.filter(|(call, _)| call.form.on <= last) {
        if !absent {
            row.clear();
            continue;
        }
        row.push(call.id());
        if row.len() as u32 != context.parameters.absences_in_a_row + 1 || call.form.on < first {
            continue;
        }
        let by = clause!("4b");
        let explanation = format!("无故连续缺席学习、会议或活动 {} 次", row.len());
        let sanctions = [
            Sanction::PerformanceBonus(100),
            Sanction::CivilityBonus(Cycle::Month),
            Sanction::Criticism(Criticism::Circular),
        ];
        for sanction in sanctions {
            let is_shared = matches!(sanction, Sanction::Criticism(_));
            let proposal = assessment.propose(by, person, sanction).because(explanation.clone()).shown_by(&row);
            if is_shared {
                proposal.answered_for_by(SUPERVISING_LEADER);
            }
        }
    }
    assessment.metric("missed", "连续缺席", row.len() as i64, "次", clause!("4a"));
}

/// 3 of the regulation on leading the duty: who was found idle, by a check that was verified.
fn idle(context: &AssessmentContext<'_, Numbers>, person: PersonId, assessment: &mut Assessment) {
    for found in context.records::<IdleConduct>() {
        for sanction in BREACH {
            let is_shared = matches!(sanction, Sanction::Criticism(_));
            let proposal = assessment
                .propose(clause!("5.3a"), person, sanction)
                .same_as("duty-leadership#3")
                .because(format!("带班查岗：上班时间做无关的事（{}）", found.form.place))
                .shown_by(&[found.id()]);
            if is_shared {
                proposal.answered_for_by(SUPERVISING_LEADER);
            }
        }
    }
}

/// What a verified breach of 5 leads to.
const BREACH: [Sanction; 4] = [
    Sanction::PerformanceBonus(100),
    Sanction::CivilityBonus(Cycle::Month),
    Sanction::NoHonoursThisYear,
    Sanction::Criticism(Criticism::PublicSelfCriticism),
];

/// 5.2, 5.3: of whoever left the duty without leave, the sentence says nothing; it is counted.
fn violations(context: &AssessmentContext<'_, Numbers>, person: PersonId, assessment: &mut Assessment) {
    let is_off_duty = |violation: &Record<'_, Violation>| violation.form.kind == ViolationKind::OffDuty;
    let verified = || context.records::<Violation>().filter(Record::completed);
    let off_duty = verified().filter(is_off_duty).count();
    assessment.metric("off_duty", "值班擅自脱岗", off_duty as i64, "次", clause!("1"));
    for violation in verified().filter(|violation| !is_off_duty(violation)) {
        let (evidence, what) = ([violation.id()], &violation.form.what);
        if violation.form.kind == ViolationKind::DistrictInspection {
            let sanctions = [Sanction::Suspension, Sanction::CivilityBonus(Cycle::Year), Sanction::NoHonoursThisYear];
            for sanction in sanctions {
                assessment
                    .propose(clause!("5.3b"), person, sanction)
                    .same_as("attendance#1.5c")
                    .because(format!("被市、区检查组通报：{what}"))
                    .shown_by(&evidence);
            }
            continue;
        }
        let explanation = format!("{}：{what}", violation.form.kind.label());
        let by = clause!("5.3a");
        for sanction in BREACH {
            assessment.propose(by, person, sanction).because(explanation.clone()).shown_by(&evidence);
        }
        let self_criticism = Sanction::Criticism(Criticism::PublicSelfCriticism);
        assessment
            .propose(by, violation.form.leader, self_criticism)
            .because(format!("对所属人员负有责任：{what}"))
            .shown_by(&evidence);
        if violation.form.serious == Some(true) {
            let referral = Sanction::Referral("区纪检监察部门".to_owned());
            assessment
                .propose(clause!("5.2"), person, referral)
                .decided_by(DISCIPLINE_SECRETARY)
                .because(explanation)
                .shown_by(&evidence);
        }
    }
}

/// 7b, 6f: a year's leave.
#[derive(Debug, Judgement)]
#[judgement(
    title = "年度请假累计",
    clause = "7b",
    of = Person,
    every = Year,
    reads = [subject::<Leave>(Window::ThisYear)],
    seen_by = GROUP
)]
pub struct Year;

impl Judge<Numbers> for Year {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        let of = |kind: LeaveKind| {
            let leave = context
                .records::<Leave>()
                .filter(|leave| leave.completed() && leave.form.kind == kind)
                .collect::<Vec<_>>();
            // Of a slip over the end of the year only its days in this one count.
            let own = leave.iter().filter_map(|leave| leave.form.span.within(context.period()));
            let half_days = own.map(|span| context.calendar().working_half_days(span)).sum::<u32>();
            (half_days, leave.iter().map(Record::id).collect::<Vec<_>>())
        };
        let numbers = &context.parameters;
        for (kind, label, limit) in
            [(LeaveKind::Personal, "事假", numbers.personal_a_year), (LeaveKind::Sick, "病假", numbers.sick_a_year)]
        {
            let (half_days, evidence) = of(kind);
            assessment.metric(kind.value(), label, half_days, "个半天", clause!("7b"));
            if half_days > limit * 2 {
                let days = half_days::days(half_days);
                let explanation = format!("全年{label}累计 {days} 天，超过 {limit} 天");
                let decided = Sanction::ToBeDecided("党组研究扣发绩效工资和文明奖".to_owned());
                assessment
                    .propose(clause!("7b"), person.id, decided)
                    .decided_by(SECRETARY)
                    .because(explanation)
                    .shown_by(&evidence);
            }
        }
        let (personal, _) = of(LeaveKind::Personal);
        let normal_wage_only = personal > 0 && personal < numbers.personal_offset * 2;
        // 6a: what is left of the annual leave.
        let (taken, _) = of(LeaveKind::Annual);
        assessment.metric("annual", "年休假已休", taken, "个半天", clause!("6a"));
        if let Some(days) = annual::entitlement(person, context.period().1, context) {
            let left = (days * 2).saturating_sub(taken);
            assessment.metric("annual_left", "年休假还剩", left, "个半天", clause!("6a"));
        }
        assessment.metric("normal_wage_only", "只享受正常工资", i64::from(normal_wage_only), "人", clause!("6f"));
    }
}
