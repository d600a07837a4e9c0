//! 二、请销假制度: what a leave needs, and who approves it.

use crate::{
    forms::{Leave, LeaveKind, LeaveReturn, Visited},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Leave {
    /// How long a leave is in the unit of its kind: working days, or days of the calendar for the long ones.
    pub fn half_days(&self, context: &Facts<'_, Numbers>) -> u32 {
        match self.kind {
            LeaveKind::Maternity | LeaveKind::PaternityCare | LeaveKind::Marriage | LeaveKind::HomeVisit => {
                self.span.calendar_half_days()
            }
            LeaveKind::Personal | LeaveKind::Sick | LeaveKind::Annual | LeaveKind::Bereavement => {
                context.calendar().working_half_days(self.span)
            }
        }
    }
}

/// The name of the read of earlier home visits.
const HOME_VISITS: &str = "home-visits";
/// The name of the read of other leaves for the same marriage.
const SAME_MARRIAGE: &str = "same-marriage";
/// The name of the read of other leaves for a death or a birth.
const OF_EVENTS: &str = "of-events";
/// Leaves for a birth that begin within so many days are for the same one.
const ONE_BIRTH: i32 = 270;
/// Leaves for a death whose date is not said are for the same one within so many days.
const ONE_DEATH: i32 = 31;

impl Rules<Numbers> for Leave {
    fn reads() -> Vec<Read> {
        // What a leave overlaps or goes on from ended no longer ago than the longest holiday lasts. Home visits count over years.
        let visits = subject::<Leave>(Window::Always).named(HOME_VISITS);
        let (kind, registered_on) = (Leave::FIELDS.kind, Leave::FIELDS.registered_on);
        let marriages = subject::<Leave>(Window::Always).named(SAME_MARRIAGE).same(registered_on, registered_on);
        vec![
            subject::<Leave>(Window::PastDays(31)),
            visits.chosen(kind, &[LeaveKind::HomeVisit]).at_most(200),
            marriages.chosen(kind, &[LeaveKind::Marriage]).at_most(100),
            subject::<Leave>(Window::Always)
                .named(OF_EVENTS)
                .chosen(kind, &[LeaveKind::Bereavement, LeaveKind::Maternity, LeaveKind::PaternityCare])
                .at_most(200),
        ]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let half_days = self.half_days(context);
        let days = half_days::days(half_days);
        findings.derive("days", "天数", days, clause!("2.1"), self.how_counted(context));

        if half_days == 0 {
            findings.error(clause!("2.1")).on("span").say("所选的日子都不上班，不需要请假");
        }
        if let Some(day) = context.calendar().first_provisional(self.span) {
            findings
                .warning(clause!("2.1"))
                .on("span")
                .say(format!("{} 年的放假安排尚未公布，天数暂按周末计算；公布后会重新计算并通知您", day.year()));
        }
        let mine = || context.records_of::<Leave>(context.subject().id);
        if let Some(other) = mine().find(|other| other.form.span.overlaps(self.span)) {
            let other = other.form;
            findings.error(clause!("2.1")).on("span").say(format!("与已请的{}重叠，请改期", other.kind.label()));
        }

        self.check_by_kind(half_days, context, findings);
        if self.extension == Some(true) && !mine().any(|other| follows(other.form.span, self.span, context)) {
            findings
                .error(clause!("2.2.1.1b"))
                .on("extension")
                .say("没有找到紧接在前的那段假，不能作为续假；请去掉“续假”或改日期");
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let half_days = self.half_days(context);
        let days = half_days::days(half_days);
        let said = format!("{} {days} 天", self.kind.label());
        match self.kind {
            LeaveKind::Personal | LeaveKind::Sick => self.route_by_length(half_days, &said, context, route),
            LeaveKind::Maternity | LeaveKind::Marriage | LeaveKind::Bereavement => {
                let by = clause!("2.2.1.2e");
                route.ask(OFFICE_DIRECTOR).by(by).titled("单位审核").because(said.clone());
                route.ask(PRINCIPAL_LEADER).by(by).because(said.clone());
                route.file_with(OFFICE_DIRECTOR, &["区委组织部", "区人社局"]).by(by).because(format!("{said}，备案"));
            }
            LeaveKind::HomeVisit | LeaveKind::PaternityCare => {
                let by = if self.kind == LeaveKind::HomeVisit { clause!("2.2.1.2d") } else { clause!("2.2.1.2a") };
                route.ask(OFFICE_DIRECTOR).by(by).titled("单位审核").because(said.clone());
                route.ask(PRINCIPAL_LEADER).by(by).because(said);
            }
            LeaveKind::Annual => {
                // The office computes, the department agrees, the leader in charge approves (work discipline), and the
                // principal leader last: the way satisfies both texts.
                let by = clause!("2.2.1.3");
                route.ask(OFFICE_DIRECTOR).by(by).titled("单位审核").because(said.clone());
                route.ask(SECTION_HEAD).by(by).because(said.clone());
                route.ask(SUPERVISING_LEADER).by(by).because(said.clone());
                route.ask(PRINCIPAL_LEADER).by(by).because(said);
            }
        }
        let back = context.calendar().working_days_after(self.span.to().date, context.parameters.return_grace);
        let reason = format!("{}到期，请销假", self.kind.label());
        route.follow_up::<LeaveReturn>(clause!("2.2.2a"), context.subject().id, Span::On(back.0), reason);
    }
}

impl Leave {
    /// 2.2.1.1c: the longer a personal or sick leave is, the higher it goes.
    fn route_by_length(&self, half_days: u32, said: &str, context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("2.2.1.1c");
        let Numbers { section_head_half_days, supervising_half_days, .. } = context.parameters;
        let report = match self.kind {
            LeaveKind::Personal => context.parameters.personal_days_to_report,
            _ => context.parameters.sick_days_to_report,
        };
        let up_to = |limit: u32| format!("{said}，不超过 {} 天", half_days::days(limit));
        if half_days <= section_head_half_days {
            route.ask(SECTION_HEAD).by(by).because(up_to(section_head_half_days));
            if self.is_phoned() {
                let by = clause!("2.2.1.1a");
                route
                    .ask(SUPERVISING_LEADER)
                    .by(by)
                    .because("先打电话请的假，经分管领导同意才算数（见工作纪律第二条）");
            }
        } else if half_days <= supervising_half_days {
            route.ask(SUPERVISING_LEADER).by(by).because(up_to(supervising_half_days));
        } else if half_days <= report * 2 {
            let beyond = format!("{said}，超过 {} 天", half_days::days(supervising_half_days));
            route.ask(SUPERVISING_LEADER).by(by).because(beyond.clone());
            route.ask(PRINCIPAL_LEADER).by(by).because(beyond);
        } else {
            let beyond = format!("{said}，超过 {report} 天");
            route.ask(SUPERVISING_LEADER).by(by).because(beyond.clone());
            route.ask(OFFICE_DIRECTOR).by(by).titled("单位审查").because(beyond.clone());
            route.ask(PRINCIPAL_LEADER).by(by).because(beyond.clone());
            let party = context.attribute(context.subject(), "managed_by_party").unwrap_or(false);
            let body = if party { "区委组织部" } else { "区人社局" };
            route.file_with(OFFICE_DIRECTOR, &[body]).by(by).because(format!("{beyond}，按干部管理权限报批"));
        }
    }

    /// How the days were counted, with what people stumble over.
    fn how_counted(&self, context: &Facts<'_, Numbers>) -> String {
        let calendar_days = half_days::days(self.span.calendar_half_days());
        let make_up = context.calendar().make_up_days(self.span).map(Date::in_words).collect::<Vec<_>>();
        let counted = half_days::days(self.half_days(context));
        match self.kind {
            LeaveKind::Maternity | LeaveKind::PaternityCare | LeaveKind::Marriage | LeaveKind::HomeVisit => {
                format!("{}按自然日计算，共 {calendar_days} 天", self.kind.label())
            }
            _ if make_up.is_empty() => format!("{calendar_days} 个自然日中有 {counted} 个工作日"),
            _ => format!("{calendar_days} 个自然日中有 {counted} 个工作日，其中 {} 调休上班", make_up.join("、")),
        }
    }

    /// Whether it was asked for by telephone, in a hurry.
    pub fn is_phoned(&self) -> bool {
        self.phoned_first == Some(true)
    }

    /// Other leaves of the same kind for the same birth.
    fn of_birth<'a>(&self, context: &Context<'a, Numbers>) -> Vec<Record<'a, Self>> {
        let begins = self.span.from().date;
        let near = |other: &Record<'_, Self>| (other.form.span.from().date.0 - begins.0).abs() < ONE_BIRTH;
        context.records_as::<Self>(OF_EVENTS).filter(|other| other.form.kind == self.kind && near(other)).collect()
    }

    /// Says that the leave for one birth, in however many slips, is longer than so many months and days.
    fn check_birth(
        &self,
        (months, days): (u32, u32),
        rule: &str,
        context: &Context<'_, Numbers>,
        finding: guiju_sdk::FindingBuilder<'_>,
    ) {
        let others = self.of_birth(context);
        let begins = others.iter().map(|other| other.form.span.from().date).chain([self.span.from().date]).min();
        let Some(begins) = begins else { return };
        let last = begins.plus_months(months as i32).plus(days as i32 - 1);
        if others.is_empty() {
            if self.span.to().date > last {
                finding.on("span").say(format!("{rule}，应不晚于 {last} 结束"));
            }
            return;
        }
        let half_days = self.half_days(context) + Self::taken(others.into_iter(), context);
        let most = (last.0 - begins.0 + 1) as u32;
        if half_days > most * 2 {
            let total = half_days::days(half_days);
            finding.on("span").say(format!("{rule}，连同此前已请的共 {total} 天，超过 {most} 天"));
        }
    }

    /// 2.2: what a leave of this kind needs, and how long it may be.
    fn check_by_kind(&self, half_days: u32, context: &Context<'_, Numbers>, findings: &mut Findings) {
        self.check_asked_before(context, findings);
        match self.kind {
            LeaveKind::Personal => self.check_personal(context, findings),
            LeaveKind::Maternity => self.check_maternity(context, findings),
            LeaveKind::PaternityCare => self.check_paternity_care(context, findings),
            LeaveKind::Marriage => self.check_marriage(half_days, context, findings),
            LeaveKind::Bereavement => self.check_bereavement(half_days, context, findings),
            LeaveKind::HomeVisit => self.check_home_visit(half_days, context, findings),
            LeaveKind::Sick | LeaveKind::Annual => {}
        }
    }

    /// 2.2: what is taken only once it is approved is asked for before; a slip that comes later says why.
    fn check_asked_before(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let by = match self.kind {
            LeaveKind::Annual => clause!("2.2.1.3"),
            LeaveKind::HomeVisit => clause!("2.2.1.2d"),
            LeaveKind::Marriage => clause!("2.2.1.2b"),
            LeaveKind::PaternityCare => clause!("2.2.1.2a"),
            _ => return,
        };
        if self.span.from().date < context.filed_on() {
            let kind = self.kind.label();
            findings.warning(by).on("span").say(format!("{kind}经批准后才休；补填已经过去的日期，请说明原因"));
        }
    }

    /// 2.2.1.1a: personal leave is asked for before, or by telephone first and with the slip on return.
    fn check_personal(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.span.period().from < context.filed_at() && self.phoned_first != Some(true) {
            findings
                .error(clause!("2.2.1.1a"))
                .on("phoned_first")
                .say("事假应提前请；来不及的请先电话说明，并在此注明，否则按旷工算");
        }
    }

    /// 2.2.1.2a: maternity leave of so many days and months.
    #[clause("2.2.1.2a")]
    fn check_maternity(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if context.attribute(context.subject(), "female") == Some(false) {
            findings.error(CLAUSE).on("kind").say("产假由女职工申请，男职工请选护理假");
        }
        let Numbers { maternity_days, maternity_months, .. } = context.parameters;
        let rule = format!("产假为 {maternity_days} 天加 {maternity_months} 个月");
        self.check_birth((maternity_months, maternity_days), &rule, context, findings.error(CLAUSE));
    }

    /// 2.2.1.2a: care leave of so many months.
    #[clause("2.2.1.2a")]
    fn check_paternity_care(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if context.attribute(context.subject(), "female") == Some(true) {
            findings.error(CLAUSE).on("kind").say("护理假由男职工在妻子生育时申请；本人生育请选产假，照顾家人请选事假");
        }
        let months = context.parameters.care_months;
        self.check_birth((months, 0), &format!("护理假为 {months} 个月"), context, findings.error(CLAUSE));
    }

    /// How long earlier leaves were, in half days.
    fn taken<'a>(earlier: impl Iterator<Item = Record<'a, Self>>, context: &Facts<'_, Numbers>) -> u32 {
        earlier.map(|leave| leave.form.half_days(context)).sum()
    }

    /// 2.2.1.2b: marriage leave, longer after the examination before marriage. A marriage has it once, in however many slips.
    #[clause("2.2.1.2b")]
    fn check_marriage(&self, half_days: u32, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let begins = self.span.from().date;
        if self.registered_on.is_some_and(|registered| registered > context.filed_on().max(begins)) {
            findings.error(CLAUSE).on("registered_on").say("婚假在依法登记结婚以后请，请核对登记日期");
        }
        let others = || context.records_as::<Self>(SAME_MARRIAGE);
        let half_days = half_days + Self::taken(others(), context);
        let days = half_days::days(half_days);
        let Numbers { marriage_days, marriage_extra, marriage_examined, .. } = context.parameters;
        let is_examined = self.examined == Some(true) || others().any(|other| other.form.examined == Some(true));
        let examined = if is_examined { marriage_examined } else { 0 };
        let most = marriage_days + marriage_extra + examined;
        if half_days > most * 2 {
            let more = if is_examined { format!("，婚检再加 {examined} 天") } else { String::new() };
            findings.error(CLAUSE).on("span").say(format!(
                "婚假最多 {most} 天（{marriage_days} 天另加 {marriage_extra} 天{more}），同一次结婚登记合计 {days} 天"
            ));
        }
    }

    /// Whether another leave is for the same death: of the same relative on the same day; where a day is not said, not long before or
    /// after.
    fn is_for_same_death(&self, other: &Record<'_, Self>) -> bool {
        let (one, two) = (self.span, other.form.span);
        let apart = (two.from().date.0 - one.to().date.0).max(one.from().date.0 - two.to().date.0);
        other.form.kind == LeaveKind::Bereavement
            && other.form.deceased == self.deceased
            && match (self.deceased_on, other.form.deceased_on) {
                (Some(one), Some(other)) => one == other,
                _ => apart <= ONE_DEATH,
            }
    }

    /// 2.2.1.2c: bereavement leave, with the time to travel. A death has it once, in however many slips.
    #[clause("2.2.1.2c")]
    fn check_bereavement(&self, half_days: u32, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.deceased_on.is_some_and(|day| day > context.filed_on()) {
            findings.error(CLAUSE).on("deceased_on").say("去世日期不能晚于今天");
        }
        let others = context.records_as::<Self>(OF_EVENTS).filter(|other| self.is_for_same_death(other));
        let half_days = half_days + Self::taken(others, context);
        let days = half_days::days(half_days);
        let most = context.parameters.bereavement_days;
        if half_days > most * 2 {
            if self.away_from_town == Some(true) {
                findings
                    .warning(CLAUSE)
                    .on("span")
                    .say(format!("丧假为 {most} 天，超出的算路程假，由审批人酌定；请说明路程"));
            } else {
                findings
                    .error(CLAUSE)
                    .on("span")
                    .say(format!("丧假最多 {most} 天，同一亲属去世合计 {days} 天；另一位亲属去世的请填写去世日期"));
            }
        }
    }

    /// 2.2.1.2d: after a year of service; how long and how often depends on whom and on being married.
    fn check_home_visit(&self, half_days: u32, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let by = clause!("2.2.1.2d");
        let begins = self.span.from().date;
        match context.attribute::<Date>(context.subject(), "working_since") {
            Some(since) if since.plus_months(12) > begins => {
                findings.error(by).on("kind").say(format!("探亲假须工作满一年，您 {since} 参加工作"));
            }
            Some(_) => {}
            None => findings.warning(by).on("kind").say("档案中没有参加工作日期，请办公室补录后核对是否满一年"),
        }
        let married = context.attribute(context.subject(), "married").unwrap_or(false);
        let numbers = &context.parameters;
        let (most, every) = match (self.visited, married) {
            (Some(Visited::Spouse), _) | (None, _) => (numbers.visit_spouse_days, 1),
            (Some(Visited::Parents), false) => (numbers.visit_parents_days, 1),
            (Some(Visited::Parents), true) => (numbers.visit_parents_days, numbers.visit_parents_every),
        };
        if half_days > most * 2 {
            let days = half_days::days(half_days);
            findings.error(by).on("span").say(format!("这次探亲假最多 {most} 天，现为 {days} 天"));
        }
        let earliest_year = begins.year() - every as i32 + 1;
        let earlier = context.records_as::<Leave>(HOME_VISITS).find(|other| {
            let year = other.form.span.from().date.year();
            other.form.visited == self.visited && (earliest_year..=begins.year()).contains(&year)
        });
        if let Some(earlier) = earlier {
            let when = earlier.form.span.from().date;
            let how_often = if every == 1 { "每年".to_owned() } else { format!("每 {every} 年") };
            findings.error(by).on("kind").say(format!("此项探亲假{how_often}一次，{when} 已休过"));
        }
    }
}

/// Whether `next` begins where `earlier` ended, but for days of rest.
fn follows(earlier: HalfDays, next: HalfDays, context: &Facts<'_, Numbers>) -> bool {
    HalfDays::new(earlier.to(), next.from()).is_some_and(|gap| {
        earlier.to() < next.from()
            && gap
                .each()
                .filter(|h| *h != earlier.to() && *h != next.from())
                .all(|h| !context.calendar().worked(h.date))
    })
}

#[cfg(test)]
mod tests {
    use crate::Attendance;
    use guiju_sdk::native::native;
    use guiju_testkit::{Answered, answers};

    /// Why each step of a personal leave is asked for, under parameters that an office revised.
    fn reasons(until: &str, parameters: &str) -> Vec<String> {
        let case = format!(
            "- case: 事假\n  on: 2026-03-02\n  parameters: {parameters}\n  leave: {{ kind: personal, span: 2026-03-09 上午 / {until}, reason: 搬家 }}\n"
        );
        let answered = answers(&case, &native::<Attendance>()).unwrap().remove(0).1.unwrap();
        let Answered::Matter(_, route) = answered else { panic!("a leave is filed") };
        route.steps.into_iter().map(|step| step.because).collect()
    }

    #[test]
    fn reasons_name_the_limits_in_force() {
        let revised = "{ section_head_half_days: 2, supervising_half_days: 4 }";
        assert_eq!(reasons("2026-03-09 上午", "{}"), ["事假 0.5 天，不超过 0.5 天"]);
        assert_eq!(reasons("2026-03-09 下午", revised), ["事假 1 天，不超过 1 天"]);
        assert_eq!(reasons("2026-03-10 下午", revised), ["事假 2 天，不超过 2 天"]);
        assert_eq!(reasons("2026-03-11 下午", revised), ["事假 3 天，超过 2 天", "事假 3 天，超过 2 天"]);
    }
}
