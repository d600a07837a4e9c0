//! What the kitchen fills in, and what diners tell it.

use guiju_sdk::prelude::*;

/// Something to be bought.
#[derive(Debug, Row)]
pub struct Item {
    #[field(label = "品名")]
    pub name: String,
    #[field(label = "数量（克）", least = 1)]
    pub grams: i64,
    #[field(label = "金额", least = 0)]
    pub amount: Money,
}

/// A list of purchases (采购清单).
#[derive(Debug, Form)]
#[form(
    title = "午餐采购清单",
    clause = "1",
    summary = "{on} 采购 {total} 元",
    synonyms = ["买菜", "采购", "进菜", "食材", "菜单采购", "采购清单", "买肉", "粮油", "蔬菜", "食品采购", "米面"],
    event_time = "on",
    series("purchase", "采购〔{year}〕{number}号"),
    filed_by = [COOK],
    seen_by = [COOK, CANTEEN_COMMITTEE, CANTEEN_SUPERVISOR],
    register(id = "purchases", title = "采购登记簿", columns = [number, on, heads = "报饭人数", total, person])
)]
pub struct Purchase {
    #[field(label = "哪天的午餐")]
    pub on: Date,
    #[field(label = "采购的主副食品", clause = "1")]
    pub items: Table<Item>,
    #[field(label = "合计", least = 0)]
    pub total: Money,
}

/// The menu of a week (一周菜谱).
#[derive(Debug, Form)]
#[form(
    title = "一周菜谱",
    clause = "3",
    summary = "{week} 所在周菜谱",
    synonyms = ["菜单", "菜谱", "食谱", "今天吃什么", "一周菜单", "吃什么", "本周菜", "伙食安排", "菜式"],
    event_time = "week",
    filed_by = [COOK],
    register(id = "menus", columns = [week, dishes, filed], seen_by = anyone)
)]
pub struct Menu {
    #[field(label = "哪一周（该周任一天）")]
    pub week: Date,
    #[field(label = "每天的菜", clause = "3", long)]
    pub dishes: String,
    #[field(label = "荤素和营养搭配", clause = "3", optional)]
    pub balance: Option<String>,
}

/// A record of a health certificate (健康证登记).
#[derive(Debug, Form)]
#[form(
    title = "健康证登记",
    clause = "5",
    summary = "{who} 健康证至 {valid_until}",
    synonyms = ["健康证", "体检", "体检证", "炊事员", "厨师", "卫生证", "厨师体检"],
    subject = "who",
    filed_by = [COOK, CANTEEN_COMMITTEE],
    seen_by = [CANTEEN_COMMITTEE, CANTEEN_SUPERVISOR],
    register(id = "health", title = "健康证登记簿", columns = [person, number, valid_until, filed])
)]
pub struct HealthCertificate {
    #[field(label = "持证人")]
    pub who: PersonId,
    #[field(label = "证号", sensitive)]
    pub number: String,
    #[field(label = "有效期至", clause = "5")]
    pub valid_until: Date,
    #[field(label = "扫描件", optional)]
    pub scan: Option<Attachment>,
}

/// A rating of dishes (菜品评分).
#[derive(Debug, Form)]
#[form(
    title = "菜品评分",
    clause = "3",
    summary = "{dish}：{score} 分",
    synonyms = ["打分", "评菜", "好吃", "不好吃", "菜品评价", "口味", "评价", "评分", "味道", "点评", "难吃"],
    event_time = "on",
    register(id = "ratings", columns = [on, dish, score, remark], seen_by = anyone)
)]
pub struct Rating {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "菜品")]
    pub dish: String,
    #[field(label = "评分（1 最差，5 最好）", least = 1, most = 5)]
    pub score: i64,
    #[field(label = "意见", optional)]
    pub remark: Option<String>,
}

/// An asset of the canteen (食堂资产).
#[derive(Debug, Form)]
#[form(
    title = "食堂资产登记",
    clause = "4",
    summary = "{name}（保管 {keeper}）",
    synonyms = ["食堂设备", "厨具", "餐具", "冰箱", "锅碗", "灶具", "炊具", "桌椅", "碗筷", "厨房设备"],
    filed_by = [CANTEEN_COMMITTEE, COOK],
    custodians = [keeper],
    register(id = "equipment", title = "食堂资产登记簿", columns = [name, price, keeper, state = "现状"], seen_by = anyone)
)]
pub struct Equipment {
    #[field(label = "名称")]
    pub name: String,
    #[field(label = "原价", least = 0)]
    pub price: Money,
    #[field(label = "保管人")]
    pub keeper: PersonId,
    #[computed("现状")]
    pub state: Option<String>,
}

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Happened {
    #[choice("损坏")]
    Damaged,
    #[choice("丢失")]
    Lost,
}

/// Damage or loss of an asset (资产损坏丢失).
#[derive(Debug, Form)]
#[form(
    title = "食堂资产损坏丢失报告",
    clause = "4",
    summary = "{happened}：{what}",
    synonyms = ["打碎", "摔坏", "损坏", "丢失", "赔偿", "餐具坏了", "设备坏了", "报损", "报废", "厨具坏了"],
    event_time = "on",
    subject = "responsible",
    filed_by = [COOK, CANTEEN_COMMITTEE],
    seen_by = [CANTEEN_COMMITTEE],
    register(id = "equipment-events", title = "食堂资产变动登记簿", columns = [on, equipment, happened, person, what, status])
)]
pub struct EquipmentEvent {
    #[field(label = "资产")]
    pub equipment: Reference<Equipment>,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "情况")]
    pub happened: Happened,
    #[field(label = "责任人")]
    pub responsible: PersonId,
    #[field(label = "原价", clause = "4", shown_when = "happened == lost", least = 0)]
    pub price: Option<Money>,
    #[field(label = "经过", long)]
    pub what: String,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Point {
    #[choice("个人卫生")]
    Person,
    #[choice("厨房")]
    Kitchen,
    #[choice("餐厅")]
    Hall,
    #[choice("餐具消毒")]
    Dishes,
    #[choice("食材存放")]
    Stores,
}

/// A daily check of hygiene (每日卫生检查).
#[derive(Debug, Form)]
#[form(
    title = "食堂每日卫生检查",
    clause = "5",
    summary = "{on} 卫生检查",
    synonyms = ["卫生检查", "食堂卫生", "消毒", "打扫", "厨房卫生", "留样", "清洁", "食品安全", "卫生"],
    event_time = "on",
    filed_by = [COOK, CANTEEN_SUPERVISOR],
    register(id = "hygiene", title = "卫生检查登记簿", columns = [on, person, clean, fault, status], seen_by = anyone)
)]
pub struct HygieneCheck {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "干净整洁的", clause = "5", optional)]
    pub clean: Vec<Point>,
    #[field(label = "不合格的情况", help = "没有全部合格的必填", optional)]
    pub fault: Option<String>,
}

/// A record of an entry outside of meal times (非就餐时间进入).
#[derive(Debug, Form)]
#[form(
    title = "非就餐时间进入食堂记录",
    clause = "6",
    summary = "{who} 非就餐时间进入",
    synonyms = ["进厨房", "闯入", "闲人", "非就餐时间", "进食堂", "外人", "进后厨"],
    event_time = "at",
    subject = "who",
    filed_by = [COOK, CANTEEN_COMMITTEE],
    seen_by = [CANTEEN_COMMITTEE],
    register(id = "intrusions", title = "非就餐时间进入登记簿", columns = [at, person, kitchen, reason])
)]
pub struct Intrusion {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "时间", past)]
    pub at: Moment,
    #[field(label = "进入的是厨房", help = "厨房任何时间都不能进；餐厅非就餐时间不能进", optional)]
    pub kitchen: Option<bool>,
    #[field(label = "原因", optional)]
    pub reason: Option<String>,
}

relies! {
    /// A booking of meals (报饭), owned by the regulation on diners.
    canteen_diners::booking as Booking { meals as Meal { lunch } }
    /// The acceptance of a purchase (采购验收单), owned by the canteen's committee.
    canteen_committee::acceptance as Acceptance { purchase as Purchase }
}
