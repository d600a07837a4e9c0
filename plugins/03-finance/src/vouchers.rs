//! 四3（3）: an invoice is claimed within a month, so whoever has one notes it and is reminded.

use crate::{
    forms::{Claim, KEEPERS},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// A record of a voucher (票据登记).
#[derive(Debug, Form)]
#[form(
    title = "待报票据登记",
    clause = "4.3.3",
    summary = "{name} {amount} 元，{claim_by} 前报账",
    synonyms = ["票据", "发票", "存票", "收票", "待报销", "保管发票", "上交票据", "小票", "拍发票", "发票夹"],
    event_time = "issued_on",
    seen_by = KEEPERS,
    register(
        id = "held-vouchers",
        title = "待报票据登记簿",
        columns = [person, name, number, issued_on, amount, claim_by = "报账截止"]
    )
)]
pub struct HeldVoucher {
    #[field(label = "品名")]
    pub name: String,
    #[field(label = "票号", optional)]
    pub number: Option<String>,
    #[field(label = "开票日期", clause = "4.3.3", past)]
    pub issued_on: Date,
    #[field(label = "金额", least = 1)]
    pub amount: Money,
    #[field(label = "票据照片", optional)]
    pub image: Option<Attachment>,
}

impl HeldVoucher {
    /// The last day on which it can be claimed.
    fn claim_by(&self, numbers: &Numbers) -> Date {
        self.issued_on.plus_months(numbers.claim_within as i32)
    }

    /// Whether a claim lists it: by its number, or by day and amount where it has none.
    fn is_in(&self, claim: &Claim) -> bool {
        claim.vouchers.iter().any(|listed| match (&self.number, &listed.number) {
            (Some(own), Some(other)) => own == other,
            _ => (self.issued_on, self.amount) == (listed.issued_on, listed.amount),
        })
    }
}

impl Rules<Numbers> for HeldVoucher {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let by = clause!("4.3.3");
        let until = self.claim_by(&context.parameters);
        findings.derive("claim_by", "报账截止", until.to_string(), by, "由开票日期");
        if until < context.filed_on() {
            findings.warning(by).on("issued_on").say(format!("已过报账期限 {until}，请说明原因"));
        }
    }
}

/// What has to be claimed this month or early in the next; what was not in time is a gap.
#[derive(Debug, Judgement)]
#[judgement(
    title = "待报票据",
    clause = "3.1",
    of = Person,
    every = Month,
    reads = [subject::<HeldVoucher>(Window::PastDays(366)), subject::<Claim>(Window::PastDays(366))],
    seen_by = KEEPERS
)]
pub struct Unclaimed;

impl Judge<Numbers> for Unclaimed {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let by = clause!("4.3.3");
        let (first, last) = context.period();
        let soon = last.plus(context.parameters.voucher_lead as i32);
        for voucher in context.records::<HeldVoucher>() {
            let until = voucher.form.claim_by(&context.parameters);
            let (name, amount) = (&voucher.form.name, voucher.form.amount);
            let claims = context.records::<Claim>().filter(|claim| voucher.form.is_in(&claim.form));
            let claimed = claims.map(|claim| claim.id()).take(1).collect::<Vec<_>>();
            if until < first {
                if claimed.is_empty() {
                    assessment.discrepancy(
                        by,
                        until,
                        Some(voucher.id()),
                        format!("{name} {amount} 元的票据过期没有报账"),
                    );
                }
            } else if until <= soon {
                let what = format!("{name} {amount} 元的票据 {until} 前报账");
                assessment.obligation(by, &what, 1, claimed).met_by::<Claim>();
            }
        }
    }
}
