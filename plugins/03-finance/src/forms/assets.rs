//! What is filled in for fixed assets.

use guiju_sdk::prelude::*;

/// A record of a fixed asset (固定资产登记).
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
    #[computed("现状")]
    pub state: Option<String>,
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

/// A change of a fixed asset (固定资产变动).
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
