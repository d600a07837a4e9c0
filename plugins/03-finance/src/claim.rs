//! 四1至四4: claims, checked against the report and the vouchers; loans.

use crate::{
    budget::{Budget, budget_for, budgets},
    forms::{AdvanceReport, Claim, Contract, Loan, Payment, Repayment, Settlement, SpendingKind},
    parameters::Numbers,
};
use guiju_sdk::{model::lookups::letters_and_digits, prelude::*};

/// Names of the reads of claims on the same report, and of those on the same contract that are not booked yet.
const CLAIMED: &str = "claimed";
const UNDER_WAY: &str = "under-way";
/// The column of the vouchers with their numbers.
const NUMBER: &str = "number";

fn claims() -> Read {
    office::<Claim>(Window::Always)
}

impl Rules<Numbers> for Claim {
    fn reads() -> Vec<Read> {
        vec![
            referenced::<AdvanceReport>(),
            referenced::<Contract>(),
            claims()
                .named(CLAIMED)
                .same(Claim::FIELDS.report, Claim::FIELDS.report)
                .totals(Claim::FIELDS.amount)
                .at_most(1),
            claims()
                .same_number(column(Claim::FIELDS.vouchers, NUMBER), column(Claim::FIELDS.vouchers, NUMBER))
                .with(&[&column(Claim::FIELDS.vouchers, NUMBER)])
                .at_most(20_000),
            office::<Claim>(Window::StillOpen)
                .named(UNDER_WAY)
                .same(Claim::FIELDS.ledger, Claim::FIELDS.ledger)
                .totals(Claim::FIELDS.amount)
                .at_most(1),
            budgets(Claim::FIELDS.kind),
        ]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        self.check_report(context, findings);
        self.check_vouchers(context, findings);
        self.check_claimed_once(context, findings);
        findings.derive("amount_in_capitals", "大写", self.amount.in_capitals(), clause!("4.3.3"), "由报销金额写出");
        if self.capitals.as_ref().is_some_and(|words| !self.amount.is_said_by(words)) {
            let expected = self.amount.in_capitals();
            findings
                .error(clause!("4.3.3"))
                .on("capitals")
                .say(format!("大小写不符：{} 元应写作“{expected}”", self.amount));
        }
        if self.witness == context.applicant().id {
            findings.error(clause!("4.3.4")).on("witness").say("经手人和证明人须是两个人");
        }
        if self.payment == Payment::CashToOrganisation {
            findings.error(clause!("4.4.5b")).on("payment").say("对公支出必须转账，不能付现金");
        }
        self.check_kind(context, findings);
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let amount = self.amount;
        let limit = context.parameters.small_claim;
        let small = amount <= limit;
        let because = if small {
            format!("{amount} 元，不超过 {limit} 元")
        } else {
            format!("{amount} 元，超过 {limit} 元")
        };
        route.ask(SUPERVISING_LEADER).by(clause!("4.1")).titled("分管领导核实").because(because.clone());
        if small {
            route.ask_every("approval", "审批", &[FINANCE_LEADER, DIRECTOR]).by(clause!("4.2.1")).because(because);
        } else {
            route
                .ask_every("approval", "三级联批", &[FINANCE_LEADER, DIRECTOR, SECRETARY])
                .by(clause!("4.2.2"))
                .because(because);
        }
        // Whoever is paid neither pays nor books, and payer and booker are two persons.
        route
            .have("cashier", "出纳付款", CASHIER)
            .by(clause!("4.1"))
            .by(clause!("2.4"))
            .because("审批后由出纳付款")
            .apart_from(&["applicant", "approval"]);
        route
            .have("accountant", "会计核对入账", ACCOUNTANT)
            .by(clause!("4.1"))
            .by(clause!("2.4"))
            .because("付款后由会计核对入账")
            .apart_from(&["applicant", "cashier"]);
        // What is booked stands in the year's budget and in the ledger of contracts from then on.
        if let Some(budget) = budget_for(self.kind, context) {
            route.count(clause!("3.2"), &budget, Budget::FIELDS.spent, amount.0);
        }
        if let Some(contract) = self.ledger {
            route.count(clause!("4.4.1"), contract, Contract::FIELDS.paid, amount.0);
            if self.audited == Some(true) {
                route.amend(clause!("4.4.1"), contract, |contract| [contract.audited.set(true)]);
            }
        }
    }
}

impl Claim {
    /// 4b: an approved report that covers amount and kind, and what was claimed against it before.
    fn check_report(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(report) = context.referred(self.report) else { return };
        if !report.completed() {
            findings.error(clause!("4b")).on("report").say("事前报告还没有批准，不能先支后报");
        }
        if report.form.kind != self.kind {
            let kind = report.form.kind.label();
            findings
                .error(clause!("4.3.2"))
                .on("kind")
                .say(format!("事前报告批的是“{kind}”，不同类别不能并在一张报销单"));
        }
        let earlier = Money(context.totals(CLAIMED).sum);
        let left = report.form.amount.minus(earlier);
        if self.amount > left {
            findings.error(clause!("4b")).on("amount").say(format!(
                "事前报告批准 {} 元，已报 {} 元，还可报 {left} 元，不够这次的 {} 元",
                report.form.amount, earlier, self.amount
            ));
        }
    }

    /// 3.3, 4.3.2, 4.3.3: the vouchers add up, are proper and itemised, and were issued in time.
    fn check_vouchers(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let total = self.vouchers.iter().map(|voucher| voucher.amount).sum::<Money>();
        if total != self.amount {
            findings
                .error(clause!("3.3"))
                .on("amount")
                .say(format!("票据合计 {total} 元，与报销金额 {} 元不符", self.amount));
        }
        if self.sheets < self.vouchers.len() as i64 {
            findings.error(clause!("4.3.3")).on("sheets").say(format!(
                "列了 {} 张票据，附单据却只有 {} 张",
                self.vouchers.len(),
                self.sheets
            ));
        }
        for (index, voucher) in self.vouchers.iter().enumerate() {
            let path = |column: &str| format!("vouchers/{index}/{column}");
            let number = index + 1;
            if !voucher.proper {
                findings
                    .error(clause!("4.3.3"))
                    .on(path("proper"))
                    .say(format!("第 {number} 张不是专用发票或行政事业性收据"));
            }
            let collective = context.parameters.collective.any_in(&voucher.name);
            if collective.is_some() && voucher.itemised != Some(true) {
                findings
                    .error(clause!("4.3.2"))
                    .on(path("itemised"))
                    .say(format!("第 {number} 张开的是“{}”，须附盖章的清单", voucher.name));
            }
            let until = voucher.issued_on.plus_months(context.parameters.claim_within as i32);
            if voucher.issued_on > context.filed_on() {
                findings.error(clause!("4.3.3")).on(path("issued_on")).say(format!("第 {number} 张的开票日期还没有到"));
            } else if context.filed_on() > until {
                let issued = voucher.issued_on;
                findings
                    .error(clause!("4.3.3"))
                    .on(path("issued_on"))
                    .say(format!("第 {number} 张 {issued} 开票，应在 {until} 前报账"));
            } else if voucher.issued_on.around(Cycle::Month).1 < context.filed_on() {
                findings
                    .warning(clause!("4.3.3"))
                    .on(path("issued_on"))
                    .say(format!("第 {number} 张跨月报账，请说明原因"));
            }
        }
    }

    /// 4.3.3: a voucher is claimed once, in whichever way its number is written.
    #[clause("4.3.3")]
    fn check_claimed_once(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let numbers = self.vouchers.iter().map(|voucher| plain(voucher.number.as_deref())).collect::<Vec<_>>();
        for (index, number) in numbers.iter().enumerate().filter(|(_, number)| !number.is_empty()) {
            let path = format!("vouchers/{index}/number");
            if let Some(same) = numbers[..index].iter().position(|earlier| earlier == number) {
                findings.warning(CLAUSE).on(path).say(format!(
                    "第 {} 张与第 {} 张的票号相同，一张票据只报一次；确是两张的请说明",
                    index + 1,
                    same + 1
                ));
                continue;
            }
            let has = |other: &Record<Claim>| {
                other.form.vouchers.iter().any(|voucher| plain(voucher.number.as_deref()) == *number)
            };
            if context.records::<Claim>().any(|other| has(&other)) {
                let said = format!("第 {} 张的票号已经报过，一张票据只报一次；确是另一张的请说明", index + 1);
                findings.warning(CLAUSE).on(path).say(said);
            }
        }
    }

    /// 4.4: what single kinds of spending need.
    fn check_kind(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        match self.kind {
            SpendingKind::Works => self.check_works(context, findings),
            SpendingKind::Supplies | SpendingKind::Device => {
                if self.bought_by_office != Some(true) {
                    findings
                        .error(clause!("4.4.2"))
                        .on("bought_by_office")
                        .say("办公用品和设备由办公室统一购买，自行购置的不予报销");
                }
                self.check_received(findings);
            }
            SpendingKind::Goods => self.check_received(findings),
            SpendingKind::Allowance => {
                if self.written_rule.as_ref().is_none_or(|rule| rule.trim().is_empty()) {
                    findings
                        .error(clause!("4.4.5a"))
                        .on("written_rule")
                        .say("没有明文规定的津补贴一律不发，请写明依据");
                }
            }
            SpendingKind::Fine => {
                if self.own_negligence != Some(false) {
                    findings.error(clause!("4.4.5a")).on("own_negligence").say("因个人过失的罚款由责任人自理");
                }
            }
            // What a repair rests on, the regulation on vehicles checks.
            SpendingKind::Services | SpendingKind::Travel | SpendingKind::VehicleRepair => {}
        }
    }

    /// 4.4.1: until the audit no more than a share of the contract's price, what is claimed but not booked yet included.
    fn check_works(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let by = clause!("4.4.1");
        if !self.has_contract {
            findings.error(by).on("has_contract").say("工程须签合同并登入合同台账，才能核对付款比例");
        }
        let Some(contract) = self.ledger.and_then(|ledger| context.referred(ledger)) else { return };
        if self.audited == Some(true) || contract.form.audited {
            return;
        }
        let under_way = Money(context.totals(UNDER_WAY).sum);
        let paid = contract.form.paid.plus(under_way).plus(self.amount);
        let share = context.parameters.works_share;
        let most = Money(contract.form.price.times(i64::from(share)).0 / 100);
        if paid > most {
            findings
                .error(by)
                .on("amount")
                .say(format!("审计决算前最多付合同价的 {share}%（{most} 元），连同这次为 {paid} 元"));
        }
    }

    /// 4.4.2: what can be touched is taken into the store before it is claimed.
    fn check_received(&self, findings: &mut Findings) {
        if self.received != Some(true) {
            findings.error(clause!("4.4.2")).on("received").say("实物须先办入库验收再报销");
        }
    }
}

/// A voucher's number as the office compares it. Nothing, where that it has no number is written.
fn plain(number: Option<&str>) -> String {
    letters_and_digits(number.unwrap_or_default())
}

impl Rules<Numbers> for Loan {
    fn reads() -> Vec<Read> {
        // What was paid out and is not settled.
        let paid = subject::<Loan>(Window::Always).having(&[Status::Completed]);
        vec![paid.related::<Repayment>(Repayment::FIELDS.loan, &[Status::Completed], false).at_most(1_000)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let overdue = context
            .records::<Loan>()
            .find(|loan| loan.form.task_ends.plus(context.parameters.loan_days as i32) < context.filed_on());
        if let Some(loan) = overdue {
            let until = loan.form.task_ends.plus(context.parameters.loan_days as i32);
            findings
                .error(clause!("5.2"))
                .say(format!("上一笔借款 {} 元应在 {until} 前结清，结清后才能再借", loan.form.amount));
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("5.1");
        let because = format!("借款 {} 元", self.amount);
        route.ask(SUPERVISING_LEADER).by(by).because(because.clone());
        route.ask(FINANCE_LEADER).by(by).because(because.clone());
        route.ask(DIRECTOR).by(by).because(because.clone());
        if self.amount > context.parameters.loan_secretary {
            route.ask(SECRETARY).by(by).because(format!("{because}，超过 {} 元", context.parameters.loan_secretary));
        }
        route.have("cashier", "出纳付款", CASHIER).by(by).because(because).apart_from(&["applicant"]);
        let until = self.task_ends.plus(context.parameters.loan_days as i32);
        route.follow_up::<Repayment>(clause!("5.2"), context.subject().id, Span::On(until.0), "借款到期，请结清");
    }
}

impl Rules<Numbers> for Repayment {
    fn reads() -> Vec<Read> {
        vec![referenced::<Loan>()]
    }

    #[clause("5.2")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.by == Settlement::Iou {
            findings.error(CLAUSE).on("by").say("不能以白条抵借款");
        }
        if context.referred(self.loan).is_none_or(|loan| loan.person() != Some(context.subject().id)) {
            findings.error(CLAUSE).on("loan").say("只能结清自己的借款");
        }
    }

    #[clause("5.2")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route
            .have("accountant", "会计核对", ACCOUNTANT)
            .by(CLAUSE)
            .because("结清须由会计核对")
            .apart_from(&["applicant"]);
        route.amend(CLAUSE, self.loan, |loan| [loan.settled.set(true)]);
    }
}
