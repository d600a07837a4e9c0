//! What is filled in when money comes in, is lent or comes back.

use crate::forms::readers::KEEPERS;
use guiju_sdk::prelude::*;

/// A record of income (资金收入登记).
#[derive(Debug, Form)]
#[form(
    title = "资金收入登记",
    clause = "2.1",
    summary = "{source} {amount} 元",
    synonyms = [
        "收入", "收款", "入账", "进账", "到账", "拨款", "财政拨款", "代管资金", "专项资金", "缴款", "现金收入",
        "租金",
    ],
    filed_by = [ACCOUNTANT, CASHIER],
    register(id = "incomes", title = "资金收入登记簿", columns = [source, amount, section, filed], seen_by = KEEPERS)
)]
pub struct Income {
    #[field(label = "资金来源", clause = "2.1")]
    pub source: String,
    #[field(label = "金额", least = 1)]
    pub amount: Money,
    #[field(label = "进入统一账户", clause = "2.1")]
    pub central_account: YesNo,
    #[field(label = "代管或专项资金")]
    pub entrusted: YesNo,
    #[field(label = "负责衔接催收的科室", clause = "2.2a", shown_when = "entrusted == true")]
    pub section: Option<Department>,
    #[field(label = "收到现金后已直接用于支出", clause = "2.2b")]
    pub spent_from_cash: YesNo,
}

/// An application for a loan (借款单).
#[derive(Debug, Form)]
#[form(
    title = "借款单",
    clause = "5.1",
    summary = "借款 {amount} 元：{purpose}",
    synonyms = ["借钱", "借款", "借支", "预支", "预付", "备用金", "支钱", "差旅借款", "出差借款", "出差", "公款"],
    series("loan", "借〔{year}〕{number}号"),
    seen_by = [ACCOUNTANT, CASHIER, FINANCE_LEADER],
    register(id = "loans", title = "借款台账", columns = [number, person, purpose, amount, filed, task_ends, settled = "已结清", status], seen_by = KEEPERS)
)]
pub struct Loan {
    #[field(label = "借款金额", least = 1)]
    pub amount: Money,
    #[field(label = "用途")]
    pub purpose: String,
    #[field(label = "公事预计办完的日期")]
    pub task_ends: Date,
    #[computed("已结清")]
    pub settled: Option<bool>,
}

/// How a loan is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Settlement {
    #[choice("报销冲抵")]
    Claims,
    #[choice("交回现金")]
    Cash,
    #[choice("白条")]
    Iou,
}

/// A record of a repayment (还款单).
#[derive(Debug, Form)]
#[form(
    title = "借款结清单",
    clause = "5.2",
    summary = "结清借款",
    synonyms = ["还钱", "还款", "冲账", "核销借款", "退款", "结清", "归还借款", "销账", "借款核销"],
)]
pub struct Repayment {
    #[field(label = "所还的借款")]
    pub loan: Reference<Loan>,
    #[field(label = "怎样结清", clause = "5.2")]
    pub by: Settlement,
}
