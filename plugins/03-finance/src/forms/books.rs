//! What the accounts keep beside spending: calls, wages, the closing of a month and the archive.

use crate::forms::readers::KEEPERS;
use guiju_sdk::prelude::*;

/// A record of a long-distance call (长途电话登记).
#[derive(Debug, Form)]
#[form(
    title = "长途电话登记",
    clause = "4.4.5b",
    summary = "{place} {called}",
    synonyms = ["长途", "打长途", "电话费", "长话", "话费", "打电话", "电话登记"],
    register(id = "calls", title = "长途电话登记簿", columns = [person, called, place, about, filed], seen_by = KEEPERS)
)]
pub struct LongDistanceCall {
    #[field(label = "对方号码")]
    pub called: String,
    #[field(label = "通话地")]
    pub place: String,
    #[field(label = "公事")]
    pub about: String,
}

/// A notice of a change of wages (工资变动通知).
#[derive(Debug, Form)]
#[form(
    title = "工资变动（扣款）通知",
    clause = "4.4.5c",
    summary = "{who}：{change}",
    synonyms = [
        "工资", "薪水", "薪资", "扣工资", "扣款", "涨工资", "调资", "停发", "绩效", "奖金", "补发", "工资条", "津贴",
    ],
    subject = "who",
    filed_by = [OFFICE_DIRECTOR],
)]
pub struct WageNotice {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "变动或扣款", long)]
    pub change: String,
}

/// What was closed, analysed or filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum ClosingKind {
    #[choice("月末结账（含日清）")]
    MonthClosed,
    #[choice("结算分析报表")]
    Analysis,
    #[choice("会计档案归档")]
    Archived,
}

/// A record of the monthly work on the books (月度财务工作).
#[derive(Debug, Form)]
#[form(
    title = "月度财务工作登记",
    clause = "3.1",
    summary = "{kind} {month}",
    synonyms = [
        "月结", "结账", "对账", "月末", "关账", "报表", "财务月报", "会计归档", "凭证装订", "银行对账", "盘点现金",
        "记账",
    ],
    event_time = "month",
    filed_by = [ACCOUNTANT, CASHIER],
    register(columns = [kind, month, material, catalogue, filed], seen_by = KEEPERS),
)]
pub struct Closing {
    #[field(label = "工作")]
    pub kind: ClosingKind,
    #[field(label = "所属月份（该月任一天）")]
    pub month: Date,
    #[field(label = "归档的资料", clause = "6.1", shown_when = "kind == archived")]
    pub material: Option<String>,
    #[field(label = "目录", help = "分类、编号、起止页", clause = "6.4", shown_when = "kind == archived")]
    pub catalogue: Option<String>,
}

/// An application to consult the accounting archive (会计档案查阅).
#[derive(Debug, Form)]
#[form(
    title = "会计档案查阅申请",
    clause = "6.3",
    summary = "查阅 {what}",
    synonyms = [
        "查账", "看凭证", "查凭证", "会计凭证", "调凭证", "翻账", "账本", "财务档案", "会计档案", "借账本", "查阅",
    ],
    register(title = "会计档案查阅登记簿", columns = [person, what, purpose, filed, status], seen_by = KEEPERS),
)]
pub struct ArchiveAccess {
    #[field(label = "档案")]
    pub what: String,
    #[field(label = "用途")]
    pub purpose: String,
    #[field(label = "带出财务室", clause = "6.3")]
    pub taken_away: YesNo,
}
