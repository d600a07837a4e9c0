//! The steps of the text in their order; none is skipped.

use crate::{
    forms::{Body, Discussion, Meeting, Minutes, Resolution, SignIn},
    parameters::Numbers,
};
use guiju_sdk::{model::vote::Tally, prelude::*};

impl Meeting {
    fn ballot(&self, numbers: &Numbers) -> Ballot {
        Ballot {
            due: self.members.len() as u32,
            quorum: Fraction { numerator: numbers.quorum_numerator, denominator: numbers.quorum_denominator },
            passes_above: Fraction { numerator: numbers.passes_numerator, denominator: numbers.passes_denominator },
        }
    }
}

impl Rules<Numbers> for Meeting {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.body == Body::Informal {
            findings.error(clause!("1")).on("body").say("重大事项须由党组会议或党政联席会议决定，不能由其他会议代替");
        }
        let earliest = context.filed_on().plus(context.parameters.notice_days as i32);
        if self.held_on < earliest {
            let days = context.parameters.notice_days;
            findings.error(clause!("4")).on("held_on").say(format!("会议应至少提前 {days} 天通知，最早 {earliest}"));
        }
        let ballot = self.ballot(&context.parameters);
        let least = (1..=ballot.due).find(|present| ballot.quorate(*present)).unwrap_or(ballot.due);
        findings.derive("least_present", "至少到会", least, clause!("1"), format!("应到 {} 人", ballot.due));
        let because = format!("应到 {} 人，须超过{}", ballot.due, ballot.passes_above);
        findings.derive("least_ayes", "通过须赞成", ballot.ayes_needed(), clause!("3"), because);
        self.check_sign_in(context, &ballot, findings);
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("4");
        let ballot = self.ballot(&context.parameters);
        route.ask(SECRETARY).by(by).titled("确定议题").because("会前酝酿后由书记确定议题");
        route.circulate("notice", "会议通知与材料", self.members.clone()).by(by).because("提前通知应到人员");
        route
            .have("sign-in", "签到", OFFICE_CLERK)
            .by(clause!("1"))
            .because(format!("应到 {} 人", ballot.due))
            .fills::<SignIn>();
        let Some(sign_in) = context.filled::<SignIn>("sign-in") else { return self.foreseen_steps(route) };
        route.have("discussion", "充分讨论", OFFICE_CLERK).by(by).because("表决前充分讨论").fills::<Discussion>();
        for (index, item) in self.items.iter().enumerate() {
            let title = format!("表决（{}）：{}", index + 1, item.item);
            let because = format!("{}须表决", item.kind.label());
            route
                .vote(step(index), &title, sign_in.present.clone(), ballot)
                .by(clause!("3"))
                .by(clause!("2"))
                .because(because);
        }
        route.have("minutes", "形成会议纪要", OFFICE_CLERK).by(by).because("逐项表决后形成纪要").fills::<Minutes>();
        for (index, item) in self.items.iter().enumerate() {
            let tally = Tally::of(context.decisions(), &step(index));
            let passed = ballot.carried(tally);
            let verdict = if passed { "通过" } else { "未通过" };
            let result = format!("应到 {}，实到 {}，赞成 {}，{verdict}", ballot.due, sign_in.present.len(), tally.ayes);
            let resolution = Resolution {
                item: item.item.clone(),
                kind: item.kind,
                due: ballot.due.into(),
                present: sign_in.present.len() as i64,
                ayes: tally.ayes.into(),
                passed,
                result,
            };
            route.enter(clause!("3"), None, context.now(), &resolution);
        }
    }
}

fn step(index: usize) -> String {
    format!("vote-{}", index + 1)
}

impl Meeting {
    /// 1, 4: who counts as present, how many have to, and when they signed in.
    fn check_sign_in(&self, context: &Context<'_, Numbers>, ballot: &Ballot, findings: &mut Findings) {
        let at = "sign-in/present";
        for (decision, SignIn { present, sheet }) in context.each_filled::<SignIn>("sign-in") {
            let entered = Moment(decision.at).date();
            if entered < self.held_on {
                let held_on = self.held_on;
                findings.error(clause!("4")).on(at).say(format!("会议 {held_on} 召开，开会之前不能签到、表决"));
            }
            if entered > self.held_on && sheet.is_none() {
                findings.error(clause!("4")).on("sign-in/sheet").say("会后补录签到，请附上签到表");
            }
            let days = context.parameters.sign_in_within;
            let until = context.calendar().working_days_after(self.held_on, days);
            if entered > until {
                let said = format!("签到应在会后 {days} 个工作日内（{until} 前）录入，请说明原因");
                findings.warning(clause!("4")).on(at).say(said);
            }
            if present.iter().any(|person| !self.members.contains(person)) {
                findings.error(clause!("1")).on(at).say("实到人员须在应到名单中；列席人员不计");
            }
            if present.iter().enumerate().any(|(index, person)| present[..index].contains(person)) {
                findings.error(clause!("1")).on(at).say("同一人只签到一次");
            } else if !present.is_empty() && !ballot.quorate(present.len() as u32) {
                let (due, present, quorum) = (ballot.due, present.len(), ballot.quorum);
                findings
                    .error(clause!("1"))
                    .on(at)
                    .say(format!("应到 {due} 人，实到 {present} 人，不足{quorum}，会议不能举行，请改期"));
            }
        }
    }

    /// What comes after the sign-in, as far as it is known before it.
    fn foreseen_steps(&self, route: &mut Route) {
        let by = clause!("4");
        route.have("discussion", "充分讨论", OFFICE_CLERK).by(by).because("表决前充分讨论").fills::<Discussion>();
        route
            .have("minutes", "逐项表决、形成会议纪要", OFFICE_CLERK)
            .by(by)
            .because(format!("共 {} 项", self.items.len()))
            .fills::<Minutes>();
    }
}
