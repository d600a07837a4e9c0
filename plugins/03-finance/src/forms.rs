//! What is filled in.

use guiju_sdk::prelude::*;

/// Who keeps and reads the books.
pub const KEEPERS: &[RoleName] = &[ACCOUNTANT, CASHIER, FINANCE_LEADER, PRINCIPAL_LEADER];

/// What money is spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum SpendingKind {
    #[choice("办公用品")]
    Supplies,
    #[choice("特殊设备")]
    Device,
    #[choice("货物")]
    Goods,
    #[choice("工程")]
    Works,
    #[choice("服务")]
    Services,
    #[choice("差旅会议")]
    Travel,
    #[choice("津贴补贴")]
    Allowance,
    #[choice("罚款")]
    Fine,
    #[choice("车辆维修")]
    VehicleRepair,
}

/// 资金收入登记
#[derive(Debug, Form)]
#[form(
    title = "资金收入登记",
    clause = "2.1",
    summary = "{source} {amount} 元",
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

/// 经费使用事前报告
#[derive(Debug, Form)]
#[form(
    title = "经费使用事前报告",
    clause = "4a",
    summary = "{purpose} {amount} 元",
    series("advance-report", "报告〔{year}〕{number}号"),
    seen_by = [ACCOUNTANT, FINANCE_LEADER, PRINCIPAL_LEADER],
    register(
        id = "reports",
        title = "事前报告登记簿",
        columns = [number, person, department, purpose, amount, status],
        seen_by = KEEPERS
    )
)]
pub struct AdvanceReport {
    #[field(label = "开支类别")]
    pub kind: SpendingKind,
    #[field(label = "用途")]
    pub purpose: String,
    #[field(label = "预计金额", least = 1)]
    pub amount: Money,
    #[field(label = "超标准或超范围", clause = "3.3", optional)]
    pub beyond_standard: Option<bool>,
    #[field(
        label = "在政府采购目录内",
        clause = "4.4.3",
        shown_when = "kind == goods | works | services | device",
        optional
    )]
    pub in_catalogue: Option<bool>,
    #[field(label = "批量采购", clause = "4.4.3", shown_when = "kind == goods | services | device", optional)]
    pub batch: Option<bool>,
    #[field(
        label = "走政府集中采购",
        clause = "4.4.3",
        shown_when = "kind == goods | works | services | device",
        optional
    )]
    pub central_procurement: Option<bool>,
    #[field(label = "已立项并招标", clause = "4.4.1", shown_when = "kind == works", optional)]
    pub tendered: Option<bool>,
}

/// 合同登记
#[derive(Debug, Form)]
#[form(
    title = "合同登记",
    clause = "4.3.1",
    summary = "{party}《{title}》{price} 元",
    occurs = "signed_on",
    series("contract", "合〔{year}〕{number}号"),
    filed_by = [ACCOUNTANT, CASHIER, OFFICE_DIRECTOR],
    register(
        id = "contracts",
        title = "合同台账",
        clause = "4.4.1",
        columns = [number, party, title, works, price, paid, paid / price = "已付比例", audited, signed_on],
        seen_by = KEEPERS
    )
)]
pub struct Contract {
    #[field(label = "对方单位")]
    pub party: String,
    #[field(label = "合同名称")]
    pub title: String,
    #[field(label = "工程合同", clause = "4.4.1")]
    pub works: YesNo,
    #[field(label = "合同总价", clause = "4.4.1", least = 1)]
    pub price: Money,
    #[field(label = "已付", help = "登记以前已经付的；以后每笔报销入账后自动累加", least = 0, initial = 0)]
    pub paid: Money,
    #[field(label = "已审计决算", clause = "4.4.1", initial = false)]
    pub audited: YesNo,
    #[field(label = "签订日期")]
    pub signed_on: Date,
    #[field(label = "合同原件", clause = "4.3.1")]
    pub original: Attachment,
}

/// One source document of a claim.
#[derive(Debug, Row)]
pub struct Voucher {
    #[field(label = "品名")]
    pub name: String,
    #[field(label = "票号", optional)]
    pub number: Option<String>,
    #[field(label = "开票日期")]
    pub issued_on: Date,
    #[field(label = "金额", least = 1)]
    pub amount: Money,
    #[field(label = "专用发票或财政收据")]
    pub proper: YesNo,
    #[field(label = "附清单", optional)]
    pub itemised: Option<bool>,
}

/// How money is paid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Payment {
    #[choice("转账给单位")]
    Transfer,
    #[choice("现金付给单位")]
    CashToOrganisation,
    #[choice("付给个人")]
    Personal,
}

/// 报销单
#[derive(Debug, Form)]
#[form(
    title = "报销单",
    clause = "4.1",
    summary = "{purpose} {amount} 元",
    series("claim", "报销〔{year}〕{number}号"),
    seen_by = [ACCOUNTANT, CASHIER, FINANCE_LEADER],
    register(
        id = "claims",
        title = "报销登记簿",
        columns = [number, person, department, purpose, amount, status],
        seen_by = KEEPERS
    )
)]
pub struct Claim {
    #[field(label = "事前报告", help = "已批准的《经费使用事前报告》", clause = "4b")]
    pub report: Reference<AdvanceReport>,
    #[field(label = "开支类别")]
    pub kind: SpendingKind,
    #[field(label = "维修审批单", shown_when = "kind == vehicle-repair")]
    pub repair: Option<Reference<Repair>>,
    #[field(label = "报销事由")]
    pub purpose: String,
    #[field(label = "票据", clause = "4.3.3")]
    pub vouchers: Table<Voucher>,
    #[field(label = "报销金额", least = 1)]
    pub amount: Money,
    #[field(
        label = "票面大写金额",
        help = "大写由系统按金额写出，不必填；填了就用来与票据核对",
        clause = "4.3.3",
        optional
    )]
    pub capitals: Option<String>,
    #[field(label = "附单据张数", clause = "4.3.3", least = 1)]
    pub sheets: i64,
    #[field(label = "证明人", clause = "4.3.4")]
    pub witness: PersonId,
    #[field(label = "付款方式", clause = "4.4.5b")]
    pub payment: Payment,
    #[field(label = "有合同或协议", clause = "4.3.1")]
    pub has_contract: YesNo,
    #[field(label = "合同原件", clause = "4.3.1", shown_when = "has_contract == true")]
    pub contract: Option<Attachment>,
    #[field(label = "合同台账中的合同", clause = "4.4.1", shown_when = "has_contract == true")]
    pub ledger: Option<Reference<Contract>>,
    #[field(label = "已审计决算", clause = "4.4.1", shown_when = "kind == works", optional)]
    pub audited: Option<bool>,
    #[field(label = "已入库验收", clause = "4.4.2", shown_when = "kind == supplies | device | goods", optional)]
    pub received: Option<bool>,
    #[field(label = "由办公室统一购买", clause = "4.4.2", shown_when = "kind == supplies | device", optional)]
    pub bought_by_office: Option<bool>,
    #[field(label = "所依据的规定", clause = "4.4.5a", shown_when = "kind == allowance", optional)]
    pub written_rule: Option<String>,
    #[field(label = "因个人过失", clause = "4.4.5a", shown_when = "kind == fine", optional)]
    pub own_negligence: Option<bool>,
}

/// 办公设备购买申请表
#[derive(Debug, Form)]
#[form(
    title = "办公设备（用品）购买申请表",
    clause = "4.4.2",
    summary = "{item} {amount} 元",
    series("device", "购〔{year}〕{number}号"),
    seen_by = KEEPERS,
    register(id = "device-requests", title = "设备购买登记簿", columns = [number, person, department, item, amount, status])
)]
pub struct DeviceRequest {
    #[field(label = "设备或用品")]
    pub item: String,
    #[field(label = "预计金额", least = 1)]
    pub amount: Money,
    #[field(label = "为什么需要", long)]
    pub reason: String,
}

/// 借款单
#[derive(Debug, Form)]
#[form(
    title = "借款单",
    clause = "5.1",
    summary = "借款 {amount} 元：{purpose}",
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

/// 还款单
#[derive(Debug, Form)]
#[form(title = "借款结清单", clause = "5.2", summary = "结清借款")]
pub struct Repayment {
    #[field(label = "所还的借款")]
    pub loan: Reference<Loan>,
    #[field(label = "怎样结清", clause = "5.2")]
    pub by: Settlement,
}

/// 固定资产登记
#[derive(Debug, Form)]
#[form(
    title = "固定资产登记",
    clause = "4.4.4",
    summary = "{name}（使用 {user}，保管 {keeper}）",
    series("asset", "资{year}-{number}"),
    filed_by = [ACCOUNTANT, CASHIER],
    held_by = [user, keeper],
    register(id = "assets", title = "固定资产登记簿", columns = [number, name, price, user, keeper], seen_by = anyone)
)]
pub struct Asset {
    #[field(label = "名称")]
    pub name: String,
    #[field(label = "原价", least = 0)]
    pub price: Money,
    #[field(label = "使用人")]
    pub user: PersonId,
    #[field(label = "保管人")]
    pub keeper: PersonId,
}

/// What happened to an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum AssetEvent {
    #[choice("转移")]
    Transfer,
    #[choice("损毁")]
    Damage,
    #[choice("报废")]
    Disposal,
    #[choice("遗失")]
    Loss,
    #[choice("调动退休移交")]
    HandOver,
}

/// 固定资产变动
#[derive(Debug, Form)]
#[form(
    title = "固定资产移交核销单",
    clause = "4.4.4",
    summary = "{event}",
    about = "responsible",
    seen_by = [ACCOUNTANT],
    register(id = "asset-changes", title = "固定资产变动登记簿", columns = [asset, event, person, receiver, filed, status])
)]
pub struct AssetChange {
    #[field(label = "资产")]
    pub asset: Reference<Asset>,
    #[field(label = "变动")]
    pub event: AssetEvent,
    #[field(label = "责任人")]
    pub responsible: PersonId,
    #[field(label = "接收人", clause = "4.4.4", shown_when = "event == transfer | hand-over")]
    pub receiver: Option<PersonId>,
    #[field(label = "原价", clause = "4.4.4", shown_when = "event == loss", least = 0)]
    pub price: Option<Money>,
    #[field(label = "情况", long)]
    pub what: String,
}

/// 长途电话登记
#[derive(Debug, Form)]
#[form(
    title = "长途电话登记",
    clause = "4.4.5b",
    summary = "{place} {called}",
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

/// 工资变动通知
#[derive(Debug, Form)]
#[form(title = "工资变动（扣款）通知", clause = "4.4.5c", summary = "{who}：{change}", about = "who", filed_by = [OFFICE_DIRECTOR])]
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

/// 月度财务工作
#[derive(Debug, Form)]
#[form(title = "月度财务工作登记", clause = "3.1", summary = "{kind} {month}", occurs = "month", filed_by = [ACCOUNTANT, CASHIER], register(columns = [kind, month, material, catalogue, filed], seen_by = KEEPERS))]
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

/// 会计档案查阅
#[derive(Debug, Form)]
#[form(title = "会计档案查阅申请", clause = "6.3", summary = "查阅 {what}", register(title = "会计档案查阅登记簿", columns = [person, what, purpose, filed, status], seen_by = KEEPERS))]
pub struct ArchiveAccess {
    #[field(label = "档案")]
    pub what: String,
    #[field(label = "用途")]
    pub purpose: String,
    #[field(label = "带出财务室", clause = "6.3")]
    pub taken_away: YesNo,
}

/// 车辆维修审批单, owned by the regulation on official vehicles.
#[derive(Debug, Form)]
#[form(id = "official-vehicle/repair")]
pub struct Repair {}
