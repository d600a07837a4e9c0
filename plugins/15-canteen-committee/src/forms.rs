//! What the committee keeps, and what diners tell it.

use guiju_sdk::prelude::*;

/// Places on the committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Place {
    #[choice("负责人")]
    Head,
    #[choice("责任人")]
    Responsible,
    #[choice("监督委员")]
    Supervisor,
}

/// The members of the canteen's committee (管委会名单).
#[derive(Debug, Form)]
#[form(
    title = "公务灶管委会任命",
    clause = "0",
    summary = "{who}：{place}",
    synonyms = ["任命", "委员", "管委会", "食堂管委会", "管委会成员", "灶委会", "换届", "伙委会"],
    subject = "who",
    filed_by = [OFFICE_DIRECTOR],
    register(id = "appointments", title = "公务灶管委会名单", columns = [person, place, since], seen_by = anyone)
)]
pub struct Appointment {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "职务", clause = "0")]
    pub place: Place,
    #[field(label = "从哪天起")]
    pub since: Date,
}

/// How good it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Quality {
    #[choice("合格")]
    Good,
    #[choice("部分退换")]
    Partly,
    #[choice("不合格，全部退回")]
    Bad,
}

/// One thing on the scales.
#[derive(Debug, Row)]
pub struct Weighed {
    #[field(label = "品名")]
    pub name: String,
    #[field(label = "票面重量（克）", least = 1)]
    pub billed: i64,
    #[field(label = "过称重量（克）", least = 0)]
    pub weighed: i64,
}

/// The acceptance of a purchase (采购验收单).
#[derive(Debug, Form)]
#[form(
    title = "食堂采购验收单",
    clause = "2",
    summary = "验收：{quality}",
    synonyms = ["验收", "验货", "收货", "过秤", "称重", "收菜", "食材验收", "进货", "食堂验收"],
    series("acceptance", "验收〔{year}〕{number}号"),
    filed_by = [CANTEEN_SUPERVISOR, CANTEEN_COMMITTEE],
    seen_by = [CANTEEN_COMMITTEE, COOK],
    register(id = "acceptances", title = "验收登记簿", columns = [number, filed, purchase, quality, person, remark])
)]
pub struct Acceptance {
    #[field(label = "采购清单")]
    pub purchase: Reference<Purchase>,
    #[field(label = "过称", clause = "2")]
    pub items: Table<Weighed>,
    #[field(label = "质量", clause = "1")]
    pub quality: Quality,
    #[field(label = "说明", optional)]
    pub remark: Option<String>,
    #[field(label = "照片", optional)]
    pub photo: Option<Attachment>,
}

/// The accounts of a month (月度账目).
#[derive(Debug, Form)]
#[form(
    title = "公务灶月度账目通报",
    clause = "3",
    summary = "{month} 账目",
    synonyms = ["伙食账", "食堂账目", "饭钱", "伙食费", "收支", "食堂账", "账目公开", "结余", "伙食公示", "膳食费"],
    event_time = "month",
    filed_by = [CANTEEN_COMMITTEE],
    register(id = "accounts", title = "账目通报", columns = [month, opening, income, spending, closing, status], seen_by = anyone)
)]
pub struct Accounts {
    #[field(label = "月份（该月任一天）")]
    pub month: Date,
    #[field(label = "上月结余")]
    pub opening: Money,
    #[field(label = "与上月账目的结余不符的原因", optional, long)]
    pub difference: Option<String>,
    #[field(label = "收入", least = 0)]
    pub income: Money,
    #[field(label = "支出", least = 0)]
    pub spending: Money,
    #[field(label = "本月结余")]
    pub closing: Money,
}

/// What somebody has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum SuggestionKind {
    #[choice("饭菜")]
    Food,
    #[choice("服务")]
    Service,
    #[choice("卫生")]
    Hygiene,
    #[choice("管理")]
    Management,
    #[choice("违规违纪")]
    Breach,
}

/// A suggestion (意见建议).
#[derive(Debug, Form)]
#[form(
    title = "公务灶意见建议",
    clause = "4",
    summary = "{kind}：{what}",
    synonyms = ["食堂意见", "意见", "建议", "反馈", "饭不好吃", "提意见", "意见箱", "吐槽", "伙食意见", "菜不好"],
    seen_by = [CANTEEN_COMMITTEE],
    register(id = "suggestions", title = "意见建议及答复", columns = [filed, kind, what, status], seen_by = anyone)
)]
pub struct Suggestion {
    #[field(label = "关于")]
    pub kind: SuggestionKind,
    #[field(label = "意见或建议", clause = "4", long)]
    pub what: String,
}

/// The committee's answer.
#[derive(Debug, Row)]
pub struct Answer {
    #[field(label = "答复", clause = "4", long)]
    pub answer: String,
    #[field(label = "需要整改的，整改到哪天", clause = "4", optional)]
    pub correct_by: Option<Date>,
}

/// A review of the canteen (食堂评议).
#[derive(Debug, Form)]
#[form(
    title = "公务灶评议",
    clause = "4",
    summary = "{on} 评议",
    synonyms = ["食堂评议", "评议", "测评", "伙食评议", "食堂检查", "整改", "满意度"],
    event_time = "on",
    filed_by = [CANTEEN_COMMITTEE],
    register(id = "reviews", title = "评议记录", columns = [on, attended, result, faults, correct_by], seen_by = anyone)
)]
pub struct Review {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "参加人数", least = 1)]
    pub attended: i64,
    #[field(label = "评议结果", long)]
    pub result: String,
    #[field(label = "发现的问题", optional, long)]
    pub faults: Option<String>,
    #[field(label = "整改到哪天", help = "有问题的必填", clause = "4", optional, ahead)]
    pub correct_by: Option<Date>,
}

/// A suspension of meals (停餐整顿).
#[derive(Debug, Form)]
#[form(
    title = "停餐整顿决定",
    clause = "6",
    summary = "{who} 停餐 {over}",
    synonyms = ["停餐", "整顿", "停饭", "停伙", "不让吃饭", "关停"],
    event_time = "over",
    subject = "who",
    filed_by = [CANTEEN_COMMITTEE],
    seen_by = [CANTEEN_COMMITTEE],
    steps(vote = "管委会表决"),
    register(
        id = "suspensions",
        title = "停餐登记簿",
        columns = [person, over, conduct, carried = "表决通过", status]
    )
)]
pub struct Suspension {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "做了什么", clause = "6", long)]
    pub conduct: String,
    #[field(label = "已劝阻过", clause = "6")]
    pub warned: YesNo,
    #[field(label = "停餐时间", ahead)]
    pub over: HalfDays,
    #[field(label = "表决的委员", clause = "7")]
    pub members: Vec<PersonId>,
    #[computed("表决通过")]
    pub carried: Option<bool>,
}

/// A decision of the committee (管委会决定).
#[derive(Debug, Form)]
#[form(
    title = "公务灶管委会决定",
    clause = "7",
    summary = "{topic}",
    synonyms = ["表决", "投票", "决定", "管委会会议", "食堂决定", "议题", "举手", "开会"],
    series("canteen-decision", "灶决〔{year}〕{number}号"),
    filed_by = [CANTEEN_COMMITTEE],
    steps(vote = "管委会表决"),
    register(id = "decisions", title = "管委会决定", columns = [number, filed, topic, carried = "表决通过", status], seen_by = anyone)
)]
pub struct Decision {
    #[field(label = "议题")]
    pub topic: String,
    #[field(label = "方案", long)]
    pub proposal: String,
    #[field(label = "表决的委员", clause = "7")]
    pub members: Vec<PersonId>,
    #[computed("表决通过")]
    pub carried: Option<bool>,
}

relies! {
    /// A list of purchases (采购清单), owned by the regulation on the canteen's staff.
    canteen_staff::purchase as Purchase {}
}
