//! One register for visits, letters, calls and what is handed down. Who petitions is known to those who handle it.

use guiju_sdk::prelude::*;

/// Who reads the register.
pub const READERS: &[RoleName] = &[PETITION_OFFICE, PETITION_GROUP, OFFICE_DIRECTOR];

/// How it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Channel {
    #[choice("来访")]
    Visit,
    #[choice("来信")]
    Letter,
    #[choice("来电")]
    Call,
    #[choice("上级转交")]
    HandedDown,
}

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Topic {
    #[choice("城市管理")]
    City,
    #[choice("民政社保")]
    Welfare,
    #[choice("房屋土地")]
    Property,
    #[choice("劳资纠纷")]
    Labour,
    #[choice("邻里纠纷")]
    Neighbours,
    #[choice("干部作风")]
    Conduct,
    #[choice("其他")]
    Other,
}

/// What makes it other than general.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Difficulty {
    #[choice("政策不明")]
    Unclear,
    #[choice("有普遍性")]
    Common,
    #[choice("有代表性")]
    Representative,
    #[choice("反复上访")]
    Repeated,
}

/// A record of a petition (信访登记).
#[derive(Debug, Form)]
#[form(
    title = "信访登记表",
    clause = "1",
    summary = "{channel} {topic}：{content}",
    synonyms = [
        "信访", "上访", "来信", "来访", "群众来信", "告状", "举报信", "投诉", "诉求", "接访", "申诉", "求决",
        "匿名信", "群体访", "集体上访", "闹访", "信件",
    ],
    series("petition", "信访〔{year}〕{number}号"),
    subject = "handler",
    filed_by = [PETITION_OFFICE, DUTY_DESK, OFFICE_CLERK],
    seen_by = [PETITION_OFFICE, PETITION_GROUP],
    register(
        id = "petitions",
        title = "信访登记簿",
        columns = [number, filed, channel, topic, petitioner, content, department, person, earlier = "以前来过", due_on, status],
        seen_by = READERS
    )
)]
pub struct Petition {
    #[field(label = "来源", clause = "1")]
    pub channel: Channel,
    #[field(label = "信访人", clause = "1", sensitive)]
    pub petitioner: String,
    #[field(label = "联系电话", optional, sensitive, most = 20)]
    pub phone: Option<String>,
    #[field(label = "人数", least = 1, initial = 1)]
    pub people: i64,
    #[field(label = "类别")]
    pub topic: Topic,
    #[field(label = "反映的问题", clause = "1", long)]
    pub content: String,
    #[field(label = "信件", shown_when = "channel == letter | handed-down", optional)]
    pub letter: Option<Attachment>,
    #[field(label = "属于受理范围", clause = "2.1")]
    pub in_scope: YesNo,
    #[field(label = "不受理的理由和该找的单位", clause = "2.1", shown_when = "in_scope == false", long)]
    pub referred: Option<String>,
    #[field(label = "已当场解决", clause = "1", shown_when = "in_scope == true")]
    pub solved: Option<bool>,
    #[field(label = "怎样解决的", clause = "1", shown_when = "solved == true", long)]
    pub answer: Option<String>,
    #[field(label = "经办人", help = "由哪个部门的谁答复", clause = "3a", shown_when = "solved == false")]
    pub handler: Option<PersonId>,
    #[field(label = "不是一般问题", clause = "3b", shown_when = "solved == false", optional)]
    pub difficulties: Vec<Difficulty>,
    #[field(label = "重大案件", clause = "5", shown_when = "solved == false", optional)]
    pub major: Option<bool>,
    #[field(label = "上级要求的期限", clause = "4", shown_when = "channel == handed-down", ahead)]
    pub due_on: Option<Date>,
    #[field(label = "交办单位", clause = "4", shown_when = "channel == handed-down")]
    pub sender: Option<String>,
    #[computed("以前来过")]
    pub earlier: Option<u32>,
}

/// The answer that is given.
#[derive(Debug, Row)]
pub struct Answered {
    #[field(label = "办理和答复意见", clause = "3a", long)]
    pub answer: String,
}

/// How the result was told.
#[derive(Debug, Row)]
pub struct Told {
    #[field(label = "向信访人反馈的情况", clause = "4", long)]
    pub petitioner: String,
    #[field(label = "怎样向交办单位反馈", help = "有文号的写文号", clause = "4", optional)]
    pub sender: Option<String>,
}

/// A meeting on screening petitions (信访排查防控会议).
#[derive(Debug, Form)]
#[form(
    title = "信访排查防控会议",
    clause = "6",
    summary = "{on} 排查防控会议",
    synonyms = ["信访会", "排查会", "分析会", "研判", "维稳", "联席会议", "矛盾调处", "信访例会"],
    event_time = "on",
    filed_by = [PETITION_OFFICE, PETITION_GROUP],
    seen_by = READERS,
    register(id = "meetings", columns = [on, attended, hotspots, minutes])
)]
pub struct Meeting {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "参加人员")]
    pub attended: Vec<PersonId>,
    #[field(label = "热点问题分析", clause = "6", long)]
    pub hotspots: String,
    #[field(label = "会议纪要", long)]
    pub minutes: String,
}

/// One thing that was found.
#[derive(Debug, Row)]
pub struct Risk {
    #[field(label = "矛盾或隐患")]
    pub what: String,
    #[field(label = "反馈给哪个部门")]
    pub department: Department,
    #[field(label = "化解措施", optional)]
    pub measures: Option<String>,
}

/// A screening for petitions (信访排查).
#[derive(Debug, Form)]
#[form(
    title = "季度信访排查表",
    clause = "6",
    summary = "{on} 排查",
    synonyms = ["排查", "矛盾排查", "风险排查", "纠纷", "矛盾纠纷", "隐患", "不稳定因素", "维稳", "摸排"],
    event_time = "on",
    filed_by = [PETITION_OFFICE],
    seen_by = READERS,
    register(id = "screenings", title = "信访排查登记簿", columns = [on, person, risks, remark, status])
)]
pub struct Screening {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "排查出的", clause = "6", optional)]
    pub risks: Table<Risk>,
    #[field(label = "没有排查出问题的说明", optional)]
    pub remark: Option<String>,
}

relies! {
    /// A record of a first contact (首问登记), owned by the regulation on first contact.
    first_contact::inquiry as Inquiry { purpose { petition }, content }
}
