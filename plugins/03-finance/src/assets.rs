//! 四4（4）: assets, from the register to their end.

use crate::{
    forms::{Asset, AssetChange, AssetEvent, KEEPERS},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for AssetChange {
    fn reads() -> Vec<Read> {
        vec![referenced::<Asset>()]
    }

    #[clause("4.4.4")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(asset) = context.referred(self.asset) else { return };
        if self.event == AssetEvent::Loss && self.price != Some(asset.form.price) {
            findings.error(CLAUSE).on("price").say(format!("遗失按原价赔偿，登记的原价是 {} 元", asset.form.price));
        }
        if ![asset.form.user, asset.form.keeper].contains(&self.responsible) {
            findings.error(CLAUSE).on("responsible").say("责任人应是登记的使用人或保管人");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("4.4.4");
        let because = format!("资产{}须办手续", self.event.label());
        if let Some(receiver) = self.receiver {
            route.have_people("receiver", "接收人接收", vec![receiver]).by(by).because(because.clone());
        }
        route.ask(FINANCE_LEADER).by(by).because(because.clone());
        route.have("accountant", "财务登记销账", ACCOUNTANT).by(by).because(because);
        // Whoever received it holds it from then on; what is gone, nobody holds.
        match self.event {
            AssetEvent::Transfer | AssetEvent::HandOver => {
                let receiver = self.receiver.unwrap_or_default();
                route.amend(by, self.asset, |asset| [asset.user.set(receiver), asset.keeper.set(receiver)]);
            }
            AssetEvent::Disposal | AssetEvent::Loss => {
                let gone = self.event.label().to_owned();
                route.amend(by, self.asset, |asset| [asset.user.clear(), asset.keeper.clear(), asset.state.set(gone)]);
            }
            AssetEvent::Damage => {
                let damaged = self.event.label().to_owned();
                route.amend(by, self.asset, |asset| [asset.state.set(damaged)]);
            }
        }
    }
}

/// What was lost is paid at its original price by who kept or used it.
#[derive(Debug, Judgement)]
#[judgement(
    title = "资产赔偿",
    clause = "4.4.4",
    of = Person,
    every = Month,
    reads = [subject::<AssetChange>(Window::ThisMonth)],
    seen_by = KEEPERS
)]
pub struct Losses;

impl Judge<Numbers> for Losses {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        for change in context.records::<AssetChange>().filter(|c| c.completed() && c.form.event == AssetEvent::Loss) {
            let price = change.form.price.unwrap_or_default();
            let explanation = format!("遗失资产，按原价 {price} 元赔偿：{}", change.form.what);
            assessment
                .propose(clause!("4.4.4"), person.id, Sanction::Compensation(price.0))
                .decided_by(FINANCE_LEADER)
                .because(explanation)
                .shown_by(&[change.id()]);
        }
    }
}
