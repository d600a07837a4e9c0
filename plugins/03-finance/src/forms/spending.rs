//! What is filled in before money is spent, and to claim it.

use crate::forms::readers::KEEPERS;
use guiju_sdk::prelude::*;

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

/// A report before money is spent (经费使用事前报告).
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

/// A record of a contract (合同登记).
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
    #[field(label = "签订日期", past)]
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

/// A claim for reimbursement (报销单).
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

/// An application to buy office equipment (办公设备购买申请表).
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

relies! {
    /// An application for a vehicle repair (车辆维修审批单), owned by the regulation on official vehicles.
    official_vehicle::repair as Repair {}
}
