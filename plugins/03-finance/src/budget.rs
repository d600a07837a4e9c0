//! 三2、三3: what the year plans to spend, and how much of it is spent.

use crate::{
    forms::{KEEPERS, SpendingKind},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// The budget of a year (年度预算).
#[derive(Debug, Form)]
#[form(
    title = "年度预算登记",
    clause = "3.2",
    summary = "{year} 年{kind} {amount} 元",
    synonyms = ["预算", "年初预算", "经费指标", "额度", "预算编制", "经费计划", "年度经费", "预算表"],
    filed_by = [ACCOUNTANT],
    register(
        id = "budgets",
        title = "预算执行表",
        columns = [year, section, kind, amount, spent, spent / amount = "执行率"],
        seen_by = KEEPERS
    )
)]
pub struct Budget {
    #[field(label = "年度", least = 2000, most = 2100)]
    pub year: i64,
    #[field(label = "部门", help = "不选就是全机关的预算", optional)]
    pub section: Option<Department>,
    #[field(label = "开支类别")]
    pub kind: SpendingKind,
    #[field(label = "预算金额", least = 1)]
    pub amount: Money,
    #[field(label = "已支出", help = "登记以前已经支出的；以后每笔报销入账后自动累加", least = 0, initial = 0)]
    pub spent: Money,
}

/// The year's budgets of the kind that the content names.
pub fn budgets(kind: impl AsRef<str>) -> Read {
    let year = Budget::FIELDS.year;
    office::<Budget>(Window::Always).same(Budget::FIELDS.kind, kind).naming(year, Operand::Year).at_most(1_000)
}

/// The budget that spending of this kind falls under: the section's own before the office's.
pub fn budget_for<'a>(kind: SpendingKind, context: &'a Context<'_, Numbers>) -> Option<Record<'a, Budget>> {
    let (section, year) = (context.applicant().department, i64::from(context.filed_on().year()));
    let under = context.records::<Budget>().filter(|budget| budget.form.year == year && budget.form.kind == kind);
    let own = |budget: &Record<'a, Budget>| budget.form.section.as_ref().map(|own| own.0 == section);
    under.filter(|budget| own(budget) != Some(false)).max_by_key(|budget| own(budget).is_some())
}

/// 3.3: what the year's budget does not cover is explained before it is spent.
pub fn within(kind: SpendingKind, amount: Money, context: &Context<'_, Numbers>, findings: &mut Findings) {
    let Some(budget) = budget_for(kind, context) else { return };
    let left = budget.form.amount.minus(budget.form.spent);
    if amount > left {
        let (planned, spent) = (budget.form.amount, budget.form.spent);
        findings.warning(clause!("3.3")).on("amount").say(format!(
            "本年{}预算 {planned} 元，已支出 {spent} 元，还剩 {left} 元，不够这次的 {amount} 元；请说明经费来源",
            kind.label()
        ));
    }
}
