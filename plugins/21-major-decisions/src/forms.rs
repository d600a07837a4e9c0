//! What is filled in, by those who call the meeting and by those who keep its record.

use guiju_sdk::prelude::*;

/// Who reads what the meetings come to.
pub const MEMBERS: &[RoleName] = &[PARTY_GROUP, OFFICE_DIRECTOR, OFFICE_CLERK];

/// Matters that need a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum TopicKind {
    #[choice("全局性、政策性决策")]
    Policy,
    #[choice("干部人事")]
    Personnel,
    #[choice("党组织和党员")]
    Party,
    #[choice("投资、工程、土地、大额财物")]
    Investment,
    #[choice("重要或敏感制度")]
    Rules,
    #[choice("班子认为应票决的其他事项")]
    Other,
}

/// Which meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Body {
    #[choice("党组（党工委）会议")]
    PartyGroup,
    #[choice("党政联席会议")]
    Joint,
    #[choice("其他碰头会")]
    Informal,
}

/// One item of the agenda.
#[derive(Debug, Row)]
pub struct Item {
    #[field(label = "议题", most = 200)]
    pub item: String,
    #[field(label = "事项类别")]
    pub kind: TopicKind,
}

/// A meeting (会议).
#[derive(Debug, Form)]
#[form(
    title = "重大事项会议",
    clause = "4",
    summary = "{title}（{held_on}）",
    synonyms = [
        "会议", "开会", "党组会", "党委会", "班子会", "会议通知", "议题", "上会", "召开会议", "三重一大", "会议室",
        "集体研究", "会议纪要", "办公会", "民主决策", "会议记录", "集体讨论", "例会",
    ],
    event_time = "held_on",
    filed_by = [OFFICE_DIRECTOR, OFFICE_CLERK],
    seen_by = MEMBERS,
    register(id = "meetings", title = "会议登记簿", columns = [title, held_on, status])
)]
pub struct Meeting {
    #[field(label = "会议名称")]
    pub title: String,
    #[field(label = "会议形式", clause = "1")]
    pub body: Body,
    #[field(label = "开会日期", clause = "4")]
    pub held_on: Date,
    #[field(label = "应到会人员", clause = "1")]
    pub members: Vec<PersonId>,
    #[field(label = "会前酝酿情况", help = "征求过谁的意见、有什么不同看法", clause = "4", long)]
    pub consultation: String,
    #[field(label = "议题", clause = "4")]
    pub items: Table<Item>,
}

/// Who signed in at a meeting (签到).
#[derive(Debug, Row)]
pub struct SignIn {
    #[field(label = "实到人员", clause = "1")]
    pub present: Vec<PersonId>,
    #[field(label = "签到表", help = "会后补录的，附上与会人员签名的签到表", clause = "4", optional)]
    pub sheet: Option<Attachment>,
}

/// What was discussed at a meeting (讨论记录).
#[derive(Debug, Row)]
pub struct Discussion {
    #[field(label = "发言要点", clause = "4", long)]
    pub record: String,
}

/// The minutes of a meeting (会议纪要).
#[derive(Debug, Row)]
pub struct Minutes {
    #[field(label = "会议纪要", clause = "4", long)]
    pub minutes: String,
}

/// A resolution (决议), entered when a meeting is over.
#[derive(Debug, Form)]
#[form(
    title = "决议",
    clause = "3",
    summary = "{item}：{result}",
    synonyms = [
        "决议", "表决", "投票", "举手表决", "会议决定", "集体决定", "决定", "会议结果", "通过", "纪要", "会议纪要",
    ],
    series("resolution", "决〔{year}〕{number}号"),
    filed_by = [],
    seen_by = MEMBERS,
    register(id = "resolutions", title = "决议登记簿", columns = [number, item, kind, ayes, due, passed, filed])
)]
pub struct Resolution {
    #[field(label = "议题")]
    pub item: String,
    #[field(label = "事项类别")]
    pub kind: TopicKind,
    #[field(label = "应到")]
    pub due: i64,
    #[field(label = "实到")]
    pub present: i64,
    #[field(label = "赞成")]
    pub ayes: i64,
    #[field(label = "通过")]
    pub passed: bool,
    #[field(label = "结果")]
    pub result: String,
}

relies! {
    /// A report before money is spent (经费使用事前报告), owned by the regulation on finance.
    finance::advance_report as AdvanceReport { amount }
}
