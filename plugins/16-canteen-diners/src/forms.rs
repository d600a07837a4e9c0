//! What diners fill in, what the card machine tells, what the committee notes.

use guiju_sdk::prelude::*;

/// Meals of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Meal {
    #[choice("早餐")]
    Breakfast,
    #[choice("午餐")]
    Lunch,
}

/// A booking of meals (报饭).
#[derive(Debug, Form)]
#[form(
    title = "报饭",
    clause = "6",
    summary = "{on} {meals}",
    synonyms = [
        "订餐", "报餐", "订饭", "吃饭", "午饭", "午餐", "早饭", "早餐", "晚饭", "晚餐", "工作餐", "就餐", "点餐",
        "定餐", "约饭", "食堂", "预订", "用餐", "客饭", "来客吃饭", "招待餐", "加班餐", "盒饭", "中饭", "包饭",
        "停餐", "退餐", "取消报饭", "饭票", "餐票",
    ],
    event_time = "on",
    seen_by = [COOK, CANTEEN_COMMITTEE],
    register(id = "bookings", title = "报饭登记簿", columns = [on, person, department, meals], seen_by = [COOK, CANTEEN_COMMITTEE])
)]
pub struct Booking {
    #[field(label = "日期")]
    pub on: Date,
    #[field(label = "餐次")]
    pub meals: Vec<Meal>,
    #[field(label = "带家属或外单位人员", help = "公务灶只接待机关干部职工", clause = "1", least = 0, initial = 0)]
    pub guests: i64,
}

/// One swipe of a card.
#[derive(Debug, Form)]
#[form(
    title = "就餐刷卡",
    clause = "5",
    summary = "刷卡 {at}",
    synonyms = ["刷卡", "饭卡", "就餐卡", "刷饭卡", "吃饭刷卡", "餐卡", "食堂刷卡", "就餐记录"],
    event_time = "at",
    subject = "who",
    filed_by = [COOK, CANTEEN_COMMITTEE],
    imports(Table, ClockMachine),
    seen_by = [COOK, CANTEEN_COMMITTEE],
    register(id = "swipes", title = "刷卡记录", columns = [at, person, department])
)]
pub struct Swipe {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "时间", clause = "2", past)]
    pub at: Moment,
}

/// What somebody did not do as one should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum LapseKind {
    #[choice("故意浪费")]
    Waste,
    #[choice("抽烟")]
    Smoking,
    #[choice("饮酒")]
    Drinking,
    #[choice("乱扔、吐痰、不收餐具")]
    Litter,
    #[choice("把饭菜带出")]
    TakenOut,
    #[choice("带家属或外人")]
    Guests,
    #[choice("提前就餐")]
    Early,
    #[choice("进厨房")]
    Kitchen,
}

/// A record of misconduct at meals (就餐违规记录).
#[derive(Debug, Form)]
#[form(
    title = "就餐违规记录",
    clause = "3",
    summary = "{kind}（{on}）",
    synonyms = ["浪费", "插队", "剩饭", "带走饭菜", "就餐违规", "没刷卡", "打包", "未报饭", "吃饭违规"],
    event_time = "on",
    subject = "who",
    filed_by = [CANTEEN_COMMITTEE, CANTEEN_SUPERVISOR],
    seen_by = [CANTEEN_COMMITTEE],
    register(id = "lapses", title = "就餐违规登记簿", columns = [on, person, kind, remark])
)]
pub struct Lapse {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "情况")]
    pub kind: LapseKind,
    #[field(label = "说明", optional)]
    pub remark: Option<String>,
}

relies! {
    /// A suspension of meals (停餐整顿), owned by the canteen's committee.
    canteen_committee::suspension as Suspension { who, over, carried } steps { vote }
    /// An application for leave (请假条), owned by attendance.
    attendance::leave as Leave { span }
}
