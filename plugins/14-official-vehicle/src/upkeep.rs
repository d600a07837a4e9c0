//! 第四条: equipment, repairs and the claims for them, fines.

use crate::{
    forms::{Claim, ClaimKind, Equipment, Fine, Repair},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Equipment {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("购置车内设备 {} 元", self.cost);
        route.ask(SUPERVISING_LEADER).by(clause!("4.1")).because(because);
    }
}

impl Rules<Numbers> for Repair {
    #[clause("4.2")]
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if !self.appointed {
            findings.error(CLAUSE).on("appointed").say("应到指定的特约维修厂，否则维修费不予报销");
        }
        let sum = self.works.iter().map(|work| work.amount).sum::<Money>();
        if sum != self.cost {
            findings.error(CLAUSE).on("cost").say(format!("明细合计 {sum} 元，与合计 {} 元不符", self.cost));
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("4.2");
        let limit = context.parameters.repair_principal;
        route.ask(SUPERVISING_LEADER).by(by).titled("领导签批").because("修车前由领导签批");
        if self.cost > limit {
            route.ask(PRINCIPAL_LEADER).by(by).because(format!("{} 元，超过 {limit} 元", self.cost));
        }
        route.have("settle", "办公室与维修点结算", OFFICE_DIRECTOR).by(by).because("维修费由办公室统一结算");
    }
}

/// 4.2: a repair is claimed by what was approved, and not extras.
impl Rules<Numbers> for Claim {
    fn reads() -> Vec<Read> {
        let earlier = office::<Claim>(Window::Always).same(Claim::FIELDS.repair, Claim::FIELDS.repair);
        vec![referenced::<Repair>(), earlier.totals(Claim::FIELDS.amount).at_most(1)]
    }

    #[clause("4.2")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.kind != ClaimKind::VehicleRepair {
            return;
        }
        let Some(repair) = self.repair.and_then(|repair| context.referred(repair)) else {
            findings.error(CLAUSE).on("repair").say("车辆维修费须附已批准的《车辆维修审批单》");
            return;
        };
        if !repair.completed() {
            findings.error(CLAUSE).on("repair").say("这张维修审批单还没有办完");
        }
        let (cost, earlier) = (repair.form.cost, Money(context.totals(Claim::ID).sum));
        if self.amount > cost.minus(earlier) {
            let said = format!("审批的维修费是 {cost} 元，已报 {earlier} 元，连同这次不能超过");
            findings.error(CLAUSE).on("amount").say(said);
        }
    }
}

impl Rules<Numbers> for Fine {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route
            .have_people("paid", "自行缴纳罚款", vec![self.driver])
            .by(clause!("4.3"))
            .because("交通违法罚款由驾驶员自负");
    }
}
