//! What whoever leads the duty fills in.

use guiju_sdk::prelude::*;

/// Who reads what was found.
pub const READERS: &[RoleName] = &[LEADERSHIP_TEAM, DISCIPLINE_GROUP, OFFICE_DIRECTOR];

/// Somebody who had not signed in.
#[derive(Debug, Row)]
pub struct Missing {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "当天已联系上")]
    pub contacted: YesNo,
    #[field(label = "问明的去向", optional)]
    pub whereabouts: Option<String>,
}

/// A check of signing in (签到督查).
#[derive(Debug, Form)]
#[form(
    title = "每日签到督查",
    clause = "1",
    summary = "{on} 签到督查",
    synonyms = ["签到", "点名", "每日签到", "到岗", "早签到", "签到表", "考勤督查", "到岗情况", "签到检查"],
    event_time = "on",
    filed_by = [DUTY_LEADER],
    seen_by = READERS,
    register(id = "sign-ins", title = "带班日志", columns = [on, person, missing, important])
)]
pub struct SignIn {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "无故未签到或去向不明的人", clause = "2", optional)]
    pub missing: Table<Missing>,
    #[field(label = "要报告主要领导的重要事项", clause = "2", optional, long)]
    pub important: Option<String>,
}

/// Where somebody was in the end who could not be reached at first.
#[derive(Debug, Row)]
pub struct Found {
    #[field(label = "问到的去向", help = "当天怎样联系的、人在哪里；始终联系不上的也写明", clause = "2", long)]
    pub whereabouts: String,
}

/// What people do instead of working.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum IdleKind {
    #[choice("网聊")]
    Chat,
    #[choice("玩游戏")]
    Games,
    #[choice("看电影")]
    Films,
    #[choice("炒股票")]
    Stocks,
    #[choice("其他与工作无关的事")]
    Other,
}

/// Somebody who was found idle.
#[derive(Debug, Row)]
pub struct Idle {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "在做什么")]
    pub kind: IdleKind,
}

/// A surprise check of posts (突击查岗).
#[derive(Debug, Form)]
#[form(
    title = "突击查岗记录",
    clause = "1",
    summary = "突击查岗：{place}",
    synonyms = ["查岗", "突击检查", "抽查", "暗访", "突查", "督查", "夜间查岗", "巡查"],
    event_time = "at",
    filed_by = [DUTY_LEADER],
    seen_by = READERS,
    register(id = "surprise-checks", title = "查岗登记簿", columns = [at, place, person, idle, finding, status])
)]
pub struct SurpriseCheck {
    #[field(label = "时间", past)]
    pub at: Moment,
    #[field(label = "查了哪里")]
    pub place: String,
    #[field(label = "在岗不在状态的人", clause = "3", optional)]
    pub idle: Table<Idle>,
    #[field(label = "查岗情况", long)]
    pub finding: String,
    #[field(label = "现场照片", optional)]
    pub photo: Option<Attachment>,
}

/// A record of idleness at work (在岗不在状态), entered when a check is verified; discipline reads it.
#[derive(Debug, Form)]
#[form(
    title = "在岗不在状态记录",
    clause = "3",
    summary = "{kind}（{on} {place}）",
    synonyms = [
        "玩手机", "玩游戏", "聊天", "睡觉", "看视频", "刷视频", "炒股", "网购", "看小说", "不在状态", "干私活",
        "打瞌睡",
    ],
    event_time = "on",
    subject = "who",
    filed_by = [],
    seen_by = READERS,
    register(title = "在岗不在状态登记簿", columns = [on, person, department, kind, place])
)]
pub struct IdleConduct {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "日期")]
    pub on: Date,
    #[field(label = "在做什么")]
    pub kind: IdleKind,
    #[field(label = "地点")]
    pub place: String,
}

/// The weekly publication of signing in (每周签到公示).
#[derive(Debug, Form)]
#[form(
    title = "每周签到情况公示",
    clause = "4",
    summary = "{week} 所在周的签到情况",
    synonyms = ["签到公示", "签到通报", "周通报", "一周签到", "签到汇总", "周报"],
    event_time = "week",
    filed_by = [DUTY_LEADER, OFFICE_CLERK],
    register(id = "summaries", columns = [week, text, filed], seen_by = anyone)
)]
pub struct WeeklySummary {
    #[field(label = "所公示的周（该周任一天）")]
    pub week: Date,
    #[field(label = "签到情况", long)]
    pub text: String,
}
