//! 四: nothing is spent before it was reported and approved.

use crate::{
    budget::{budgets, within},
    forms::{AdvanceReport, DeviceRequest, SpendingKind},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

relies! {
    /// A resolution (决议), owned by the regulation on major decisions.
    major_decisions::resolution as Resolution { passed }
}

/// What the office records when the party group has met.
#[derive(Debug, Row)]
pub struct Meeting {
    #[field(label = "会议决议", help = "党组会议通过的决议", clause = "4a")]
    pub resolution: Reference<Resolution>,
}

impl AdvanceReport {
    /// 4.4.3: whether the purchase belongs to central procurement, and from which number on.
    fn central_procurement_from(&self, numbers: &Numbers) -> Option<Money> {
        let batch = self.batch == Some(true);
        let from = match self.kind {
            SpendingKind::Goods | SpendingKind::Device if batch => numbers.goods_batch,
            SpendingKind::Goods | SpendingKind::Device => numbers.goods_single,
            SpendingKind::Works => numbers.works,
            SpendingKind::Services if batch => numbers.service_batch,
            SpendingKind::Services => numbers.service_single,
            _ => return None,
        };
        (self.amount >= from || self.in_catalogue == Some(true)).then_some(from)
    }
}

impl Rules<Numbers> for AdvanceReport {
    fn reads() -> Vec<Read> {
        vec![referenced::<Resolution>(), budgets(AdvanceReport::FIELDS.kind)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        findings.derive("capitals", "大写", self.amount.in_capitals(), clause!("4.3.3"), "由金额写出");
        if let Some(from) = self.central_procurement_from(&context.parameters)
            && self.central_procurement != Some(true)
        {
            findings
                .error(clause!("4.4.3"))
                .on("central_procurement")
                .say(format!("达到 {from} 元或在采购目录内，须走政府集中采购"));
        }
        within(self.kind, self.amount, context, findings);
        if self.kind == SpendingKind::Works && self.tendered != Some(true) {
            findings.warning(clause!("4.4.1")).on("tendered").say("工程须先立项、招标再签合同；请说明进展");
        }
        for (_, meeting) in context.each_filled::<Meeting>("party-group") {
            if context.referred(meeting.resolution).is_some_and(|resolution| !resolution.form.passed) {
                findings.error(clause!("4a")).on("party-group/resolution").say("这项决议没有通过，不能作为开支的依据");
            }
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("4a");
        let numbers = &context.parameters;
        let amount = self.amount;
        let beyond = self.beyond_standard == Some(true);
        if amount > numbers.medium || beyond || self.kind == SpendingKind::Works {
            let because = if amount > numbers.medium {
                format!("{amount} 元，超过 {} 元", numbers.medium)
            } else if beyond {
                "超标准或超范围开支，须在发生前经党组研究".to_owned()
            } else {
                "工程类开支须先经党组研究".to_owned()
            };
            let clause = if amount > numbers.medium {
                by
            } else if beyond {
                clause!("3.3")
            } else {
                clause!("4.4.1")
            };
            route.have("party-group", "党组会议研究", OFFICE_DIRECTOR).by(clause).because(because).fills::<Meeting>();
        } else if amount > numbers.small {
            route
                .ask(PRINCIPAL_LEADER)
                .by(by)
                .because(format!("{amount} 元，超过 {} 元、不超过 {} 元", numbers.small, numbers.medium));
        } else {
            let because = format!("{amount} 元，不超过 {} 元", numbers.small);
            route.ask(SUPERVISING_LEADER).by(by).because(because.clone());
            route.ask(FINANCE_LEADER).by(by).because(because.clone());
            route.ask(PRINCIPAL_LEADER).by(by).because(because);
        }
    }
}

impl Rules<Numbers> for DeviceRequest {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("4.4.2");
        let because = format!("特殊设备 {} 元", self.amount);
        route
            .ask_every("leaders", "分管领导与财务分管领导", &[SUPERVISING_LEADER, FINANCE_LEADER])
            .by(by)
            .because(because.clone());
        route.ask(PRINCIPAL_LEADER).by(by).because(because);
        route.have("purchase", "办公室统一购买", OFFICE_DIRECTOR).by(by).because("由办公室统一购买，入库验收后报销");
    }
}
