//! 第五条: bought from appointed suppliers, counted in and out, never below nothing.

use crate::{
    forms::{StockTake, Supply, SupplyIssue, SupplyPurchase, SupplyReceipt},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// 5.1: supplies are bought from appointed suppliers.
impl Rules<Numbers> for SupplyPurchase {
    #[clause("5.1")]
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if !self.appointed {
            findings.error(CLAUSE).on("appointed").say("办公用品定点采购，请从定点供应商购买");
        }
        let sum = self.lines.iter().map(|line| line.amount).sum::<Money>();
        if sum != self.total {
            findings.error(CLAUSE).on("total").say(format!("清单合计 {sum} 元，与填写的 {} 元不符", self.total));
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("采购清单 {} 元，须领导签批", self.total);
        route.ask(SUPERVISING_LEADER).by(clause!("5.1")).titled("签批采购清单").because(because);
    }
}

/// 5.3: what comes in.
impl Rules<Numbers> for SupplyReceipt {
    fn reads() -> Vec<Read> {
        vec![referenced::<SupplyPurchase>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.purchase.and_then(|purchase| context.referred(purchase)).is_some_and(|purchase| !purchase.completed()) {
            findings.error(clause!("5.1")).on("purchase").say("这张采购清单还没有签批");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.count(clause!("5.3"), self.supply, Supply::FIELDS.level, self.quantity);
    }
}

/// 5.3: what is there is counted, and the books follow.
impl Rules<Numbers> for StockTake {
    fn reads() -> Vec<Read> {
        vec![referenced::<Supply>()]
    }

    #[clause("5.3")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(supply) = context.referred(self.supply) else { return };
        let booked = supply.form.level;
        findings.derive("booked", "账面", booked, CLAUSE, "由入库和领用登记");
        let said = self.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
        if self.counted != booked && !said {
            findings
                .error(CLAUSE)
                .on("reason")
                .say(format!("账面 {booked}，实有 {}，请写明盘盈盘亏的原因", self.counted));
        }
    }

    #[clause("5.3")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let booked = context.referred(self.supply).map_or(self.counted, |supply| supply.form.level);
        if self.counted != booked {
            let because = format!("盘点与账面相差 {}", self.counted - booked);
            route.ask(SUPERVISING_LEADER).by(CLAUSE).titled("审批盘盈盘亏").because(because);
            route.count(CLAUSE, self.supply, Supply::FIELDS.level, self.counted - booked);
        }
    }
}

/// 5.2, 5.3: what goes out, and when it is time to buy.
impl Rules<Numbers> for SupplyIssue {
    fn reads() -> Vec<Read> {
        vec![referenced::<Supply>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(supply) = context.referred(self.supply) else { return };
        let (level, unit, name) = (supply.form.level, &supply.form.unit, &supply.form.name);
        if self.quantity > level {
            findings
                .error(clause!("5.3"))
                .on("quantity")
                .say(format!("{name}只剩 {level} {unit}，不够领 {} {unit}", self.quantity));
        } else if level - self.quantity <= supply.form.minimum {
            let left = level - self.quantity;
            let said = format!("领后剩 {left} {unit}，到了最低存量 {}，将提醒办公室购置", supply.form.minimum);
            findings.notice(clause!("5.2")).on("quantity").say(said);
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        route.have("issue", "发放并登记", OFFICE_CLERK).by(clause!("5.3")).because("发放由办公室登记");
        route.count(clause!("5.3"), self.supply, Supply::FIELDS.level, -self.quantity);
        let short =
            context.referred(self.supply).filter(|supply| supply.form.level - self.quantity <= supply.form.minimum);
        if let Some(supply) = short {
            let said = format!("{}到了最低存量，请提出购置计划", supply.form.name);
            route.notify(clause!("5.2"), Who::role(OFFICE_CLERK), said);
        }
    }
}
