//! What is filled in for seals, archive, duty, supplies and tasks.

use guiju_sdk::prelude::*;

/// Who keeps the office's registers.
pub const KEEPERS: &[RoleName] = &[OFFICE_DIRECTOR, OFFICE_CLERK, SUPERVISING_LEADER];

/// Seals of the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Seal {
    #[choice("行政公章")]
    Administration,
    #[choice("党组（党工委）章")]
    Party,
    #[choice("办公室章")]
    Office,
    #[choice("人大工委章")]
    Congress,
}

/// An application to use a seal (用印申请).
#[derive(Debug, Form)]
#[form(
    title = "用印申请单",
    clause = "2.2",
    summary = "用印：{paper} {copies} 份",
    synonyms = [
        "盖章", "用印", "公章", "印章", "用章", "盖公章", "合同章", "盖印", "借章", "借公章", "党委章", "介绍信",
        "证明", "开证明", "开介绍信", "法人章", "财务章", "盖戳", "签章", "印鉴", "带章外出", "在职证明", "收入证明",
    ],
    series("seal", "印〔{year}〕{number}号"),
    seen_by = KEEPERS,
    register(id = "seals", title = "用印登记簿", clause = "2.3", columns = [number, filed, department, person, seal, paper, copies, to, status])
)]
pub struct SealUse {
    #[field(label = "印章")]
    pub seal: Seal,
    #[field(label = "文稿或材料名称")]
    pub paper: String,
    #[field(label = "份数", clause = "2.3", least = 1)]
    pub copies: i64,
    #[field(label = "送往何处")]
    pub to: String,
    #[field(label = "发文", help = "已签发的发文审批单；不是发文的不填", optional)]
    pub outgoing: Option<Reference<Outgoing>>,
    #[field(label = "材料", clause = "2.3")]
    pub attachment: Attachment,
    #[field(label = "带章外出使用", clause = "2.1")]
    pub taken_out: YesNo,
}

/// What is noted when the seal is set.
#[derive(Debug, Row)]
pub struct Sealed {
    #[field(label = "实际用印份数", clause = "2.3", least = 0)]
    pub copies: i64,
    #[field(label = "监印人", clause = "2.3")]
    pub witness: PersonId,
    #[field(label = "需要存档", clause = "2.3")]
    pub archived: YesNo,
}

/// An application to borrow from the archive (档案借阅).
#[derive(Debug, Form)]
#[form(
    title = "档案借阅申请",
    clause = "3",
    summary = "借阅：{what}",
    synonyms = [
        "借档案", "查档案", "查档", "档案", "借阅", "借文件", "调档", "资料", "借资料", "查资料", "翻档案",
        "人事档案", "查阅",
    ],
    seen_by = [ARCHIVIST, OFFICE_DIRECTOR],
    register(id = "loans", title = "档案借阅登记簿", columns = [filed, person, what, purpose, until, status])
)]
pub struct ArchiveLoan {
    #[field(label = "档案")]
    pub what: String,
    #[field(label = "用途")]
    pub purpose: String,
    #[field(label = "归还日期", clause = "3", ahead)]
    pub until: Date,
}

/// The return of a loan to the archive (档案归还).
#[derive(Debug, Form)]
#[form(
    title = "档案归还",
    clause = "3",
    summary = "归还档案",
    synonyms = ["还档案", "归还", "还文件", "还资料", "交回", "退还档案"],
    seen_by = [ARCHIVIST, OFFICE_DIRECTOR],
    register(id = "returns", title = "档案归还登记簿", columns = [filed, person, loan, whole, status])
)]
pub struct ArchiveReturn {
    #[field(label = "所借的档案")]
    pub loan: Reference<ArchiveLoan>,
    #[field(label = "完整无损", clause = "3")]
    pub whole: YesNo,
}

/// What the archivist found of a loan that came back.
#[derive(Debug, Row)]
pub struct Received {
    #[field(label = "验收完整无损", clause = "3")]
    pub whole: YesNo,
    #[field(label = "验收情况", help = "有缺损的写明缺什么、哪里损坏", clause = "3", optional)]
    pub found: Option<String>,
}

/// The log of a shift (值班日志).
#[derive(Debug, Form)]
#[form(
    title = "办公室值班日志",
    clause = "4a",
    summary = "{on} 值班日志",
    synonyms = [
        "值班", "值班记录", "值班日志", "交接班", "交班", "接班", "值班日记", "夜班", "值守", "带班", "打扫", "值日",
    ],
    event_time = "on",
    filed_by = [DUTY_DESK],
    seen_by = [OFFICE_STAFF, OFFICE_DIRECTOR],
    register(id = "handovers", title = "值班日志", columns = [on, person, cleaned, visitors, events, next, status])
)]
pub struct HandoverLog {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "领导办公环境已打扫", clause = "4a")]
    pub cleaned: YesNo,
    #[field(label = "来人来访", clause = "4a", optional, long)]
    pub visitors: Option<String>,
    #[field(label = "重要情况", optional, long)]
    pub events: Option<String>,
    #[field(label = "交给谁接班")]
    pub next: PersonId,
    #[field(label = "没有打扫的原因", clause = "4a", shown_when = "cleaned == false")]
    pub why_not: Option<String>,
}

/// A call to whoever stands by (待班呼叫).
#[derive(Debug, Form)]
#[form(
    title = "待班呼叫记录",
    clause = "4b",
    summary = "呼叫 {who}：{why}",
    synonyms = ["待班", "备班", "呼叫", "叫人", "应急呼叫", "值班电话", "候班", "点名", "随叫随到"],
    event_time = "called_at",
    subject = "who",
    filed_by = [DUTY_DESK, OFFICE_DIRECTOR],
    seen_by = [OFFICE_STAFF, OFFICE_DIRECTOR],
    register(id = "calls", title = "待班呼叫登记簿", columns = [called_at, person, why, arrived_at, minutes = "到岗用时（分钟）"])
)]
pub struct StandbyCall {
    #[field(label = "待班人员")]
    pub who: PersonId,
    #[field(label = "呼叫时间", past)]
    pub called_at: Moment,
    #[field(label = "什么事")]
    pub why: String,
    #[field(label = "到岗时间", help = "没有到岗的不填", clause = "4b", optional, past)]
    pub arrived_at: Option<Moment>,
    #[field(label = "是呼叫测试", optional)]
    pub test: Option<bool>,
}

/// One line of a list.
#[derive(Debug, Row)]
pub struct Line {
    #[field(label = "品名")]
    pub name: String,
    #[field(label = "数量", least = 1)]
    pub quantity: i64,
    #[field(label = "金额", least = 0)]
    pub amount: Money,
}

/// The purchase of office supplies (办公用品采购).
#[derive(Debug, Form)]
#[form(
    title = "办公用品采购清单",
    clause = "5.1",
    summary = "采购办公用品 {total} 元",
    synonyms = [
        "买办公用品", "采购", "采购办公用品", "文具", "办公用品", "买纸", "购买", "打印纸", "硒鼓", "墨盒", "订货",
        "供应商", "耗材",
    ],
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    seen_by = KEEPERS,
    register(id = "supply-purchases", title = "办公用品采购登记簿", columns = [filed, supplier, total, person, status])
)]
pub struct SupplyPurchase {
    #[field(label = "供应商")]
    pub supplier: String,
    #[field(label = "是定点供应商", clause = "5.1")]
    pub appointed: YesNo,
    #[field(label = "采购清单", clause = "5.1")]
    pub lines: Table<Line>,
    #[field(label = "合计", least = 1)]
    pub total: Money,
}

/// An office supply in stock (办公用品).
#[derive(Debug, Form)]
#[form(
    title = "办公用品登记",
    clause = "5.2",
    summary = "{name}（存 {level} {unit}）",
    synonyms = ["办公用品", "文具", "库存", "物品登记", "品名", "存货", "物资", "耗材", "台账"],
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    register(id = "supplies", title = "办公用品库存", columns = [name, unit, level, minimum], seen_by = anyone)
)]
pub struct Supply {
    #[field(label = "品名")]
    pub name: String,
    #[field(label = "单位")]
    pub unit: String,
    #[field(label = "现有数量", least = 0)]
    pub level: i64,
    #[field(label = "最低存量", clause = "5.2", least = 0)]
    pub minimum: i64,
}

/// The receipt of office supplies (入库).
#[derive(Debug, Form)]
#[form(
    title = "办公用品入库",
    clause = "5.3",
    summary = "入库 {quantity}",
    synonyms = ["入库", "收货", "进货", "办公用品到货", "到货", "验收", "入库单"],
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    seen_by = KEEPERS,
    register(id = "receipts", title = "办公用品入库登记簿", columns = [filed, supply, quantity, person])
)]
pub struct SupplyReceipt {
    #[field(label = "办公用品")]
    pub supply: Reference<Supply>,
    #[field(label = "数量", clause = "5.3", least = 1)]
    pub quantity: i64,
    #[field(label = "采购清单", optional)]
    pub purchase: Option<Reference<SupplyPurchase>>,
}

/// A stock-take (盘点).
#[derive(Debug, Form)]
#[form(
    title = "办公用品盘点",
    clause = "5.3",
    summary = "盘点实有 {counted}",
    synonyms = ["盘点", "盘库", "清点", "库存", "对库存", "盘存", "清查", "查库存"],
    event_time = "on",
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    seen_by = KEEPERS,
    register(id = "stock-takes", title = "办公用品盘点表", columns = [on, supply, booked = "账面", counted, reason, person, status])
)]
pub struct StockTake {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "办公用品")]
    pub supply: Reference<Supply>,
    #[field(label = "实有数量", clause = "5.3", least = 0)]
    pub counted: i64,
    #[field(label = "盘盈盘亏的原因", help = "与账面不符的必填", clause = "5.3", optional)]
    pub reason: Option<String>,
}

/// The issue of office supplies (领用).
#[derive(Debug, Form)]
#[form(
    title = "办公用品领用单",
    clause = "5.3",
    summary = "领用 {quantity}",
    synonyms = [
        "领用", "领文具", "领纸", "领笔", "领办公用品", "笔", "本子", "打印纸", "A4纸", "墨盒", "硒鼓", "办公用品",
        "文具", "信封", "U盘", "鼠标", "键盘", "电池", "领东西", "领物品", "出库", "纸杯", "茶叶", "笔记本", "复印纸",
        "订书机", "文件夹", "耗材", "领取",
    ],
    seen_by = KEEPERS,
    register(id = "issues", title = "办公用品领用登记簿", columns = [filed, department, person, supply, quantity, status])
)]
pub struct SupplyIssue {
    #[field(label = "办公用品")]
    pub supply: Reference<Supply>,
    #[field(label = "数量", clause = "5.3", least = 1)]
    pub quantity: i64,
    #[field(label = "用途", optional)]
    pub purpose: Option<String>,
}

/// Kinds of the office's own work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Work {
    #[choice("政务：协调、文稿、调研、督查")]
    Affairs,
    #[choice("事务：学习、印章、制度建设")]
    Housekeeping,
    #[choice("纪检、组织、宣传、统战")]
    Party,
    #[choice("领导交办的其他工作")]
    Assigned,
}

/// A task that is followed up (督查事项).
#[derive(Debug, Form)]
#[form(
    title = "办公室工作督查",
    clause = "6.1",
    summary = "{work}：{what}",
    synonyms = [
        "任务", "督查", "安排工作", "交办", "派活", "工作安排", "办公室工作", "待办", "会议室", "会务", "订会议室",
        "会议安排", "会场", "布置会场", "会议保障", "会议通知", "复印", "打印", "接待",
    ],
    event_time = "due_on",
    subject = "responsible",
    filed_by = [OFFICE_DIRECTOR, OFFICE_CLERK],
    seen_by = KEEPERS,
    register(id = "tasks", title = "工作督查台账", columns = [filed, work, what, person, due_on, status])
)]
pub struct Task {
    #[field(label = "类别", clause = "6.1")]
    pub work: Work,
    #[field(label = "工作", long)]
    pub what: String,
    #[field(label = "承办人", clause = "0")]
    pub responsible: PersonId,
    #[field(label = "完成日期")]
    pub due_on: Date,
}

/// How a task was done.
#[derive(Debug, Row)]
pub struct Done {
    #[field(label = "完成情况", long)]
    pub result: String,
}

relies! {
    /// A record of an incoming document (收文登记), owned by document flow.
    document_flow::incoming as Incoming {} steps { leaders, readers, archive }
    /// An application to issue a document (发文审批单), owned by document flow.
    document_flow::outgoing as Outgoing { title }
        steps { section_head, supervising_leader, office_director, signing }
}
