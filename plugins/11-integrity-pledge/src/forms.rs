//! What is pledged and what is declared; only the discipline secretary reads the declarations of others.

use guiju_sdk::prelude::*;

/// The eight items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Item {
    #[choice("一、不在买卖置换中谋取不正当利益")]
    Trade,
    #[choice("二、不为本人和亲友谋取不正当利益")]
    Relatives,
    #[choice("三、不以借为名占用他人住房、汽车")]
    Borrowing,
    #[choice("四、严格执行公务用车规定")]
    Cars,
    #[choice("五、不参与赌博敛财")]
    Gambling,
    #[choice("六、不收受和赠送礼金礼品")]
    Gifts,
    #[choice("七、不借婚丧嫁娶、迁居敛财")]
    Events,
    #[choice("八、不公款吃喝、娱乐、旅游")]
    PublicMoney,
}

/// A pledge of integrity (廉洁从政承诺书).
#[derive(Debug, Form)]
#[form(
    title = "廉洁从政承诺书",
    clause = "0",
    summary = "{year} 年廉洁从政承诺",
    synonyms = ["廉政承诺", "廉洁承诺", "廉洁", "廉政", "承诺书", "签承诺", "责任书", "保证书"],
    filed_by = [LEADERSHIP_TEAM],
    seen_by = [DISCIPLINE_SECRETARY],
    register(id = "pledges", title = "廉洁从政承诺", columns = [year, person, filed], seen_by = anyone)
)]
pub struct Pledge {
    #[field(label = "年度", least = 2000, most = 2999)]
    pub year: i64,
    #[field(label = "逐项读过并承诺", clause = "0")]
    pub items: Vec<Item>,
}

/// What came of a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Disposal {
    #[choice("当面拒收")]
    Refused,
    #[choice("已退还")]
    Returned,
    #[choice("已上交")]
    HandedIn,
    #[choice("尚未处理")]
    Kept,
}

/// A report of a gift (礼金礼品报告).
#[derive(Debug, Form)]
#[form(
    title = "礼金礼品报告",
    clause = "6",
    summary = "礼品报告：{what}",
    synonyms = [
        "红包", "礼金", "礼品", "礼物", "收礼", "退礼", "上交礼品", "购物卡", "烟酒", "土特产", "礼券", "回扣",
        "送礼",
    ],
    event_time = "on",
    filed_by = [LEADERSHIP_TEAM],
    seen_by = [DISCIPLINE_SECRETARY],
    register(id = "gifts", title = "礼金礼品登记簿", columns = [on, person, what, value, giver, disposal])
)]
pub struct Gift {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "什么礼金、礼品")]
    pub what: String,
    #[field(label = "估价", least = 0)]
    pub value: Money,
    #[field(label = "谁送的", sensitive)]
    pub giver: String,
    #[field(label = "怎样处理", clause = "6")]
    pub disposal: Disposal,
    #[field(label = "处理日期", shown_when = "disposal == returned | handed-in", past)]
    pub disposed_on: Option<Date>,
}

/// What is celebrated or mourned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Occasion {
    #[choice("婚嫁")]
    Wedding,
    #[choice("丧事")]
    Funeral,
    #[choice("迁新居")]
    Moving,
}

/// A report of a family event (婚丧喜庆事宜报告).
#[derive(Debug, Form)]
#[form(
    title = "婚丧喜庆事宜报告",
    clause = "7",
    summary = "{occasion}事宜报告（{on}）",
    synonyms = [
        "结婚", "婚礼", "喝喜酒", "办酒席", "摆酒", "酒席", "喜事", "丧事", "白事", "红事", "生日", "满月", "升学宴",
        "乔迁", "婚丧嫁娶", "操办", "寿宴", "子女结婚",
    ],
    event_time = "on",
    filed_by = [LEADERSHIP_TEAM],
    seen_by = [DISCIPLINE_SECRETARY],
    register(id = "family-events", title = "婚丧喜庆报告登记簿", columns = [on, person, occasion, guests, tables, status])
)]
pub struct FamilyEvent {
    #[field(label = "事宜", clause = "7")]
    pub occasion: Occasion,
    #[field(label = "日期")]
    pub on: Date,
    #[field(label = "地点")]
    pub place: String,
    #[field(label = "桌数", least = 0)]
    pub tables: i64,
    #[field(label = "邀请哪些人", help = "除亲属外不邀请管理和服务对象", clause = "7")]
    pub guests: String,
    #[field(label = "邀请了管理或服务对象", clause = "7")]
    pub served: YesNo,
}

/// What is borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Thing {
    #[choice("住房")]
    House,
    #[choice("汽车")]
    Car,
}

/// A report of a borrowed house or car (借用住房汽车报告).
#[derive(Debug, Form)]
#[form(
    title = "借用住房、汽车报告",
    clause = "3",
    summary = "借用{thing}报告",
    synonyms = ["借车", "借房", "借住", "借用", "住房", "私车", "借用车辆"],
    filed_by = [LEADERSHIP_TEAM],
    seen_by = [DISCIPLINE_SECRETARY],
    register(id = "borrowed", title = "借用住房、汽车登记簿", columns = [filed, person, thing, owner, until])
)]
pub struct Borrowed {
    #[field(label = "借用", clause = "3")]
    pub thing: Thing,
    #[field(label = "出借人", sensitive)]
    pub owner: String,
    #[field(label = "出借人是管理或服务对象", clause = "3")]
    pub served: YesNo,
    #[field(label = "原因")]
    pub reason: String,
    #[field(label = "归还日期", clause = "3")]
    pub until: Date,
}

/// A report of a journey at public expense (公款出行报告).
#[derive(Debug, Form)]
#[form(
    title = "公务出行报告",
    clause = "8",
    summary = "{to}：{purpose}",
    synonyms = [
        "出差", "公务出行", "出国", "出境", "因公出国", "考察", "外地", "行程", "公差", "出省", "港澳", "护照",
        "旅游",
    ],
    event_time = "over",
    filed_by = [LEADERSHIP_TEAM],
    seen_by = [DISCIPLINE_SECRETARY],
    register(id = "journeys", title = "公务出行登记簿", columns = [over, person, to, purpose, status])
)]
pub struct Journey {
    #[field(label = "去哪里")]
    pub to: String,
    #[field(label = "公务")]
    pub purpose: String,
    #[field(label = "起止")]
    pub over: HalfDays,
    #[field(label = "出国（境）")]
    pub abroad: YesNo,
    #[field(label = "行程中有旅游、娱乐安排", clause = "8")]
    pub leisure: YesNo,
}

/// A report of a breach of integrity (廉政举报).
#[derive(Debug, Form)]
#[form(
    title = "廉政问题反映",
    clause = "0",
    summary = "廉政问题反映",
    synonyms = ["举报", "反映", "检举", "受贿", "腐败", "投诉", "廉政", "贪污", "以权谋私", "匿名", "吃拿卡要"],
    seen_by = [],
    closed_when = "confidential == true | false",
    register(id = "breaches", title = "廉政问题反映登记簿", columns = [filed, item, status], seen_by = [DISCIPLINE_SECRETARY])
)]
pub struct Breach {
    #[field(label = "反映谁")]
    pub who: PersonId,
    #[field(label = "违反哪一项")]
    pub item: Item,
    #[field(label = "情况", long)]
    pub what: String,
    #[field(label = "不让其他人知道是我反映的", initial = true)]
    pub confidential: YesNo,
}

relies! {
    /// A record of a trip (行车登记), owned by the regulation on official vehicles.
    official_vehicle::trip as Trip { private }
}
