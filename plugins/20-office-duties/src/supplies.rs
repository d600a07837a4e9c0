//! 第五条: bought from appointed suppliers, counted in and out, never below nothing.

use crate::{
    Numbers, OfficeDuties,
    forms::{StockTake, Supply, SupplyIssue, SupplyPurchase, SupplyReceipt},
};
use guiju_sdk::prelude::*;

/// 5.1: supplies are bought from appointed suppliers.
impl Rules<SupplyPurchase> for OfficeDuties {
    fn validate(purchase: &SupplyPurchase, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if !purchase.appointed {
            findings.error(clause!("5.1")).on("appointed").say("办公用品定点采购，请从定点供应商购买");
        }
        let sum = purchase.lines.iter().map(|line| line.amount).sum::<Money>();
        if sum != purchase.total {
            findings
                .error(clause!("5.1"))
                .on("total")
                .say(format!("清单合计 {sum} 元，与填写的 {} 元不符", purchase.total));
        }
    }

    fn route(purchase: &SupplyPurchase, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("采购清单 {} 元，须领导签批", purchase.total);
        route.ask(SUPERVISING_LEADER).by(clause!("5.1")).titled("签批采购清单").because(because);
    }
}

/// 5.3: what comes in.
impl Rules<SupplyReceipt> for OfficeDuties {
    fn reads() -> Vec<Read> {
        vec![referenced::<SupplyPurchase>()]
    }

    fn validate(receipt: &SupplyReceipt, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if receipt
            .purchase
            .and_then(|purchase| context.referred(purchase))
            .is_some_and(|purchase| !purchase.completed())
        {
            findings.error(clause!("5.1")).on("purchase").say("这张采购清单还没有签批");
        }
    }

    fn route(receipt: &SupplyReceipt, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.count(clause!("5.3"), receipt.supply.id, "level", receipt.quantity);
    }
}

/// 5.3: what is there is counted, and the books follow.
impl Rules<StockTake> for OfficeDuties {
    fn reads() -> Vec<Read> {
        vec![referenced::<Supply>()]
    }

    fn validate(take: &StockTake, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(supply) = context.referred(take.supply) else { return };
        let booked = supply.form.level;
        findings.derive("booked", "账面", booked, clause!("5.3"), "由入库和领用登记");
        let said = take.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
        if take.counted != booked && !said {
            findings
                .error(clause!("5.3"))
                .on("reason")
                .say(format!("账面 {booked}，实有 {}，请写明盘盈盘亏的原因", take.counted));
        }
    }

    fn route(take: &StockTake, context: &Context<'_, Numbers>, route: &mut Route) {
        let booked = context.referred(take.supply).map_or(take.counted, |supply| supply.form.level);
        if take.counted != booked {
            let because = format!("盘点与账面相差 {}", take.counted - booked);
            route.ask(SUPERVISING_LEADER).by(clause!("5.3")).titled("审批盘盈盘亏").because(because);
            route.count(clause!("5.3"), take.supply.id, "level", take.counted - booked);
        }
    }
}

/// 5.2, 5.3: what goes out, and when it is time to buy.
impl Rules<SupplyIssue> for OfficeDuties {
    fn reads() -> Vec<Read> {
        vec![referenced::<Supply>()]
    }

    fn validate(issue: &SupplyIssue, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(supply) = context.referred(issue.supply) else { return };
        let (level, unit, name) = (supply.form.level, &supply.form.unit, &supply.form.name);
        if issue.quantity > level {
            findings
                .error(clause!("5.3"))
                .on("quantity")
                .say(format!("{name}只剩 {level} {unit}，不够领 {} {unit}", issue.quantity));
        } else if level - issue.quantity < supply.form.minimum {
            let left = level - issue.quantity;
            let said = format!("领后剩 {left} {unit}，低于最低存量 {}，将提醒办公室购置", supply.form.minimum);
            findings.notice(clause!("5.2")).on("quantity").say(said);
        }
    }

    fn route(issue: &SupplyIssue, context: &Context<'_, Numbers>, route: &mut Route) {
        route.have("issue", "发放并登记", OFFICE_CLERK).by(clause!("5.3")).because("发放由办公室登记");
        route.count(clause!("5.3"), issue.supply.id, "level", -issue.quantity);
        let short =
            context.referred(issue.supply).filter(|supply| supply.form.level - issue.quantity < supply.form.minimum);
        if let Some(supply) = short {
            let said = format!("{}将低于最低存量，请提出购置计划", supply.form.name);
            route.notify(clause!("5.2"), Who::Roles(vec![OFFICE_CLERK.id.to_owned()]), said);
        }
    }
}
