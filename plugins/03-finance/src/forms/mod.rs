//! What is filled in.

mod books;

pub use books::{ArchiveAccess, Closing, ClosingKind, LongDistanceCall, WageNotice};
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

/// 经费使用事前报告
#[derive(Debug, Form)]
#[form(
    title = "经费使用事前报告",
    clause = "4a",
    summary = "{purpose} {amount} 元",
    synonyms = [
        "事前报告", "事前审批", "用钱", "花钱", "经费申请", "开支申请", "支出申请", "申请经费", "请示", "采购申请",
        "采购", "买东西", "招待", "公务接待", "接待", "请客", "培训", "培训费", "会议费", "开会", "会议室租用",
        "差旅", "出差", "出差审批", "出差申请", "印刷", "维修", "宣传", "活动经费", "政府采购", "招标", "预支",
        "项目支出",
    ],
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
    synonyms = [
        "合同", "协议", "签合同", "合同备案", "工程合同", "采购合同", "租赁", "工程款", "合同台账", "甲方", "乙方",
    ],
    event_time = "signed_on",
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
    synonyms = [
        "报销", "报账", "发票", "票据", "报销发票", "差旅费", "差旅报销", "出差报销", "出差", "住宿费", "车费",
        "打车", "高铁票", "火车票", "机票", "交通费", "餐费", "招待费", "培训费", "会议费", "油费", "加油", "修车费",
        "办公费", "邮寄", "快递费", "电话费", "医药费", "补贴", "补助", "垫付", "付款", "转账", "结账", "领钱",
        "支出", "公务卡", "凭证",
    ],
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
    synonyms = [
        "买电脑", "换电脑", "买打印机", "买设备", "购置设备", "设备采购", "申购", "请购", "办公设备", "办公家具",
        "桌椅", "空调", "打印机", "复印机", "采购申请", "采购", "添置",
    ],
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

/// 固定资产登记
#[derive(Debug, Form)]
#[form(
    title = "固定资产登记",
    clause = "4.4.4",
    summary = "{name}（使用 {user}，保管 {keeper}）",
    synonyms = ["固定资产", "资产", "资产登记", "设备登记", "入账", "资产卡片", "家具", "资产台账", "国有资产"],
    series("asset", "资{year}-{number}"),
    filed_by = [ACCOUNTANT, CASHIER],
    custodians = [user, keeper],
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
    synonyms = [
        "资产移交", "资产报废", "报废", "报损", "丢失", "损坏", "调拨", "交接资产", "资产核销", "资产处置",
        "设备移交", "换人使用",
    ],
    subject = "responsible",
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

/// 车辆维修审批单, owned by the regulation on official vehicles.
#[derive(Debug, Form)]
#[form(id = "official-vehicle/repair")]
pub struct Repair {}
