//! 一（五）: a month's counts, what they convert to, and the penalties that follow.

use crate::{
    day::{Attended, AttendedDays, Presence},
    forms::{Inspection, KEEPERS, Leave, LeaveReturn, Misconduct, OffPost, Outing, Punch, Source, Statement},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

#[derive(Default)]
struct Counts {
    late: u32,
    early: u32,
    off_post: u32,
    /// Half days without more ado.
    absent: Vec<HalfDay>,
    /// Records behind late and early; behind off post; behind absence.
    late_evidence: Vec<u64>,
    off_post_evidence: Vec<u64>,
    absent_evidence: Vec<u64>,
}

/// The signs of the sheet of person and day, of which each mark takes one.
const LEGEND: [(&str, &str); 10] =
    [WORKED, LATE, EARLY, LATE_AND_EARLY, ON_LEAVE, OUT, EXPLAINED, UNVERIFIED, OFF_THE_POST, HALF_DAY_ABSENT];
const WORKED: (&str, &str) = ("√", "出勤");
const LATE: (&str, &str) = ("△", "迟到");
const EARLY: (&str, &str) = ("▽", "早退");
const LATE_AND_EARLY: (&str, &str) = ("◇", "迟到又早退");
const ON_LEAVE: (&str, &str) = ("○", "请假");
const OUT: (&str, &str) = ("□", "外出");
const EXPLAINED: (&str, &str) = ("☆", "情况说明");
const UNVERIFIED: (&str, &str) = ("？", "待核");
const OFF_THE_POST: (&str, &str) = ("※", "脱岗");
const HALF_DAY_ABSENT: (&str, &str) = ("×", "旷工半天");

/// One person's month.
#[derive(Debug, Judgement)]
#[judgement(
    title = "月度考勤",
    clause = "1.3",
    of = Person,
    every = Month,
    reads = [
        subject::<Punch>(Window::ThisMonth),
        subject::<Leave>(Window::ThisMonth),
        subject::<LeaveReturn>(Window::ThisMonth),
        subject::<Outing>(Window::ThisMonth),
        subject::<Statement>(Window::ThisMonth),
        subject::<OffPost>(Window::ThisMonth),
        subject::<Misconduct>(Window::ThisMonth),
        subject::<Inspection>(Window::ThisMonth),
    ],
    seen_by = KEEPERS,
    legend = LEGEND,
    figures(late = "迟到", early = "早退", off_post = "脱岗", absent_half_days = "旷工")
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        // 3.1: who works elsewhere is attended there.
        if context.attribute(person, "attends_elsewhere").unwrap_or(false) {
            assessment.metric("elsewhere", "在外单位考勤", 1, "人", clause!("3.1"));
            return;
        }
        let mut counts = Counts::default();
        let month = AttendedDays::of(context);
        for date in context.days() {
            for judgement in month.day(date, context) {
                counts.add(&judgement, context.parameters.off_post_limit);
                mark(assessment, &judgement, context.parameters.off_post_limit);
                unexplained(assessment, &judgement);
            }
        }
        counts.into_assessment(context, person.id, assessment);
        misconduct(context, person.id, assessment);
    }
}

impl Counts {
    fn add(&mut self, judged: &Attended, off_post_limit: i64) {
        self.add_presence(judged);
        self.add_off_post(judged, off_post_limit);
    }

    fn add_presence(&mut self, judged: &Attended) {
        match judged.presence {
            Presence::Late(_) => self.late += 1,
            Presence::Early(_) => self.early += 1,
            Presence::LateAndEarly(..) => {
                self.late += 1;
                self.early += 1;
            }
            Presence::Absent(_) | Presence::Refused => {
                self.absent.push(judged.half_day);
                self.absent_evidence.extend(&judged.evidence);
                return;
            }
            _ => return,
        }
        self.late_evidence.extend(&judged.evidence);
    }

    /// 1.2: off post up to the limit counts once, beyond it is half a day's absence; a half day is absent once.
    fn add_off_post(&mut self, judged: &Attended, limit: i64) {
        for (minutes, record) in &judged.off_post {
            if *minutes > limit {
                if !self.absent.contains(&judged.half_day) {
                    self.absent.push(judged.half_day);
                }
                self.absent_evidence.push(*record);
            } else {
                self.off_post += 1;
                self.off_post_evidence.push(*record);
            }
        }
    }

    fn into_assessment(
        mut self,
        context: &AssessmentContext<'_, Numbers>,
        person: PersonId,
        assessment: &mut Assessment,
    ) {
        let numbers = &context.parameters;
        // 1.1c, 1.2: every so many are a day; what is left over lapses with the month.
        let from_late = (self.late + self.early) / numbers.counts_for_a_day * 2;
        let from_off_post = self.off_post / numbers.off_post_for_a_day * 2;
        let half_days = self.absent.len() as u32 + from_late + from_off_post;
        assessment.figure(Month::LATE, self.late, "次", clause!("1.1a"));
        assessment.figure(Month::EARLY, self.early, "次", clause!("1.1b"));
        assessment.figure(Month::OFF_POST, self.off_post, "次", clause!("1.2"));
        assessment.metric("converted_half_days", "折算旷工", from_late + from_off_post, "个半天", clause!("1.1c"));
        assessment.figure(Month::ABSENT_HALF_DAYS, half_days, "个半天", clause!("1.3"));
        if half_days == 0 {
            return;
        }
        let mut why = Vec::new();
        if !self.absent.is_empty() {
            why.push(format!("未到岗 {} 个半天：{}", self.absent.len(), half_days::in_words(&self.absent)));
        }
        if from_late > 0 {
            why.push(format!("迟到早退 {} 次折算 {} 天", self.late + self.early, from_late / 2));
            self.absent_evidence.append(&mut self.late_evidence);
        }
        if from_off_post > 0 {
            why.push(format!("脱岗 {} 次折算 {} 天", self.off_post, from_off_post / 2));
            self.absent_evidence.append(&mut self.off_post_evidence);
        }
        let share = if half_days == 1 { numbers.half_day_share } else { numbers.full_day_share };
        let explanation =
            format!("本月旷工 {} 天（{}），扣当月绩效奖的 {share}%", half_days::days(half_days), why.join("，"));
        assessment
            .propose(clause!("1.5a"), person, Sanction::PerformanceBonus(share))
            .same_as("work-discipline#7a")
            .because(explanation)
            .shown_by(&self.absent_evidence);
    }
}

/// 1.3: nobody came, and nobody said why; or what was said is not verified yet.
fn unexplained(assessment: &mut Assessment, judged: &Attended) {
    let HalfDay { date, half } = judged.half_day;
    let (why, record) = match judged.presence {
        Presence::Absent(None) => ("也没有请假、外出或情况说明", None),
        Presence::Pending(why) => (why, judged.evidence.first().copied()),
        _ => return,
    };
    assessment.discrepancy(clause!("1.3"), date, record, format!("{}没有打卡，{why}", half.in_words()));
}

/// One session on the sheet of person × day: a sign for what it counts as, and one for each thing beside.
fn mark(assessment: &mut Assessment, judged: &Attended, off_post_limit: i64) {
    let HalfDay { date, half } = judged.half_day;
    let mut say = |(sign, _): (&str, &str), label: String, by| assessment.day_mark(date, half, sign, label, by);
    let gone = judged.off_post.iter().any(|(minutes, _)| *minutes > off_post_limit);
    match &judged.presence {
        // Whoever was off post for too long was not at work in that half day.
        Presence::Worked if gone => {}
        Presence::Worked => say(WORKED, "出勤".to_owned(), None),
        Presence::Late(minutes) => say(LATE, format!("迟到 {minutes} 分钟"), Some(clause!("1.1a"))),
        Presence::Early(minutes) => say(EARLY, format!("早退 {minutes} 分钟"), Some(clause!("1.1b"))),
        Presence::LateAndEarly(late, early) => {
            say(LATE_AND_EARLY, format!("迟到 {late} 分钟，早退 {early} 分钟"), Some(clause!("1.1c")));
        }
        Presence::OnLeave(kind) => say(ON_LEAVE, (*kind).to_owned(), Some(clause!("2.1"))),
        Presence::Out => say(OUT, "外出".to_owned(), None),
        Presence::Excused => say(EXPLAINED, "情况说明".to_owned(), Some(clause!("1.3"))),
        Presence::Pending(why) => say(UNVERIFIED, (*why).to_owned(), Some(clause!("1.3"))),
        Presence::Refused => say(HALF_DAY_ABSENT, "不服从分配，旷工半天".to_owned(), Some(clause!("1.3"))),
        Presence::Absent(None) => say(HALF_DAY_ABSENT, "旷工半天".to_owned(), Some(clause!("1.3"))),
        Presence::Absent(Some(minutes)) => {
            say(HALF_DAY_ABSENT, format!("迟到或早退 {minutes} 分钟，旷工半天"), Some(clause!("1.1a")));
        }
    }
    if judged.also_out {
        say(OUT, "外出".to_owned(), None);
    }
    let mut absent = matches!(judged.presence, Presence::Absent(_) | Presence::Refused);
    for (minutes, _) in &judged.off_post {
        if *minutes > off_post_limit {
            // A half day is absent once, and says so once.
            if std::mem::replace(&mut absent, true) {
                continue;
            }
            say(HALF_DAY_ABSENT, format!("脱岗 {minutes} 分钟，旷工半天"), Some(clause!("1.2")));
        } else {
            say(OFF_THE_POST, format!("脱岗 {minutes} 分钟"), Some(clause!("1.2")));
        }
    }
}

/// 1.5b, 1.5c, 3.3: what was verified of the person.
fn misconduct(context: &AssessmentContext<'_, Numbers>, person: PersonId, assessment: &mut Assessment) {
    for record in context.records::<Misconduct>().filter(Record::completed) {
        let what = &record.form.what;
        let evidence = [record.id()];
        if record.form.source == Source::DistrictInspection {
            let by = clause!("1.5c");
            let explanation = format!("被市、区检查组通报：{what}");
            for sanction in [Sanction::Suspension, Sanction::CivilityBonus(Cycle::Year), Sanction::NoHonoursThisYear] {
                assessment
                    .propose(by, person, sanction)
                    .same_as("work-discipline#5.3b")
                    .because(explanation.clone())
                    .shown_by(&evidence);
            }
        } else {
            let decided = Sanction::ToBeDecided("按公务员或事业单位处分规定处理，分管领导一并追究".to_owned());
            let by = clause!("1.5b");
            assessment
                .propose(by, person, decided)
                .decided_by(DISCIPLINE_SECRETARY)
                .because(format!("经查实：{what}"))
                .shown_by(&evidence)
                .answered_for_by(SUPERVISING_LEADER);
            if record.form.serious == Some(true) {
                let referral = Sanction::Referral("区纪检监察部门".to_owned());
                assessment
                    .propose(by, person, referral)
                    .decided_by(DISCIPLINE_SECRETARY)
                    .because(format!("情节严重：{what}"))
                    .shown_by(&evidence);
            }
        }
    }
    for record in
        context.records::<Inspection>().filter(|record| record.completed() && record.form.falsified == Some(true))
    {
        let mut answer_for = |person: PersonId, explanation: String| {
            let decided = Sanction::ToBeDecided("追究考勤弄虚作假或包庇的责任".to_owned());
            assessment
                .propose(clause!("3.3"), person, decided)
                .decided_by(DISCIPLINE_SECRETARY)
                .because(explanation)
                .shown_by(&[record.id()]);
        };
        answer_for(person, format!("考勤弄虚作假：{}", record.form.finding));
        for leader in record.form.answerable.iter().flatten() {
            answer_for(*leader, format!("对所属人员考勤负有责任：{}", record.form.finding));
        }
    }
}
