//! The numbers of the text; amounts in fen.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "逐级报告的上限（含）", clause = "4a", unit = "分", default = Money::yuan(500))]
    pub small: Money,
    #[parameter(label = "主要领导可批的上限（含）", clause = "4a", unit = "分", default = Money::yuan(2000))]
    pub medium: Money,
    #[parameter(label = "小额报销的上限（含）", clause = "4.2.1", unit = "分", default = Money::yuan(500))]
    pub small_claim: Money,
    #[parameter(label = "开票后报账期限", clause = "4.3.3", unit = "个月", default = 1, least = 1, most = 11)]
    pub claim_within: u32,
    #[parameter(label = "月底以后几天内截止的票据须提醒", clause = "4.3.3", unit = "天", default = 10)]
    pub voucher_lead: u32,
    #[parameter(label = "决算前工程付款上限", clause = "4.4.1", unit = "%", default = 70, most = 100)]
    pub works_share: u8,
    #[parameter(label = "货物单项集中采购起点", clause = "4.4.3", unit = "分", default = Money::yuan(3_000))]
    pub goods_single: Money,
    #[parameter(label = "货物批量集中采购起点", clause = "4.4.3", unit = "分", default = Money::yuan(30_000))]
    pub goods_batch: Money,
    #[parameter(label = "工程集中采购起点", clause = "4.4.3", unit = "分", default = Money::yuan(100_000))]
    pub works: Money,
    #[parameter(label = "服务单项集中采购起点", clause = "4.4.3", unit = "分", default = Money::yuan(10_000))]
    pub service_single: Money,
    #[parameter(label = "服务批量集中采购起点", clause = "4.4.3", unit = "分", default = Money::yuan(30_000))]
    pub service_batch: Money,
    #[parameter(label = "书记审批借款的起点（超过）", clause = "5.1", unit = "分", default = Money::yuan(500))]
    pub loan_secretary: Money,
    #[parameter(label = "借款结清期限", clause = "5.2", unit = "天", default = 15, least = 1)]
    pub loan_days: u32,
    #[parameter(label = "每月结算分析", clause = "2.3", unit = "次", default = 1)]
    pub analyses: u32,
    #[parameter(label = "每月结账", clause = "3.1", unit = "次", default = 1)]
    pub closings: u32,
    #[parameter(label = "每月归档", clause = "6.2", unit = "次", default = 1)]
    pub filings: u32,
    #[parameter(
        label = "须附清单的汇总名称",
        clause = "4.3.2",
        default = Words::of(&["办公用品", "食品", "日用品"])
    )]
    pub collective: Words,
}
