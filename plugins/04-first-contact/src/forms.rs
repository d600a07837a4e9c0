//! What is filled in: three fields first, the rest as the case asks for it.

use guiju_sdk::prelude::*;

/// How somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Channel {
    #[choice("来访")]
    Visit,
    #[choice("来电")]
    Call,
    #[choice("来信来函")]
    Letter,
}

/// For what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Purpose {
    #[choice("办理业务")]
    Business,
    #[choice("咨询")]
    Question,
    #[choice("查询")]
    Lookup,
    #[choice("联系事项")]
    Liaison,
    #[choice("反映情况")]
    Information,
    #[choice("举报")]
    Report,
    #[choice("投诉")]
    Complaint,
    #[choice("信访")]
    Petition,
}

/// How pressing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Pressing {
    #[choice("一般")]
    Ordinary,
    #[choice("急事")]
    Urgent,
    #[choice("特事")]
    Special,
}

/// Whose matter it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Scope {
    #[choice("本人职责范围")]
    Own,
    #[choice("本机关其他科室")]
    Section,
    #[choice("其他单位")]
    Elsewhere,
}

/// What was done about it at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Handled {
    #[choice("当场办结")]
    AtOnce,
    #[choice("限时办理")]
    Later,
    #[choice("手续不全，已一次告知")]
    Incomplete,
    #[choice("一时办不了，已说明原因")]
    NotNow,
}

/// A record of a call or a visit (来电来访登记).
#[derive(Debug, Form)]
#[form(
    title = "首问登记",
    clause = "1",
    summary = "{channel} {purpose}：{content}",
    synonyms = [
        "来访", "接待", "来人", "来电", "首问", "群众来访", "办事", "咨询", "有人来找", "接待登记", "来访登记",
        "登记来访", "指路", "上门",
    ],
    series("inquiry", "首问〔{year}〕{number}号"),
    seen_by = [OFFICE_DIRECTOR],
    copies = ["留存", "交来访人"],
    register(
        id = "inquiries",
        title = "来电来访登记簿",
        columns = [number, filed, channel, visitor, purpose, content, person, scope, handled, earlier = "此前来过", status]
    )
)]
pub struct Inquiry {
    #[section("来的是谁，为什么事")]
    #[field(label = "方式", clause = "1")]
    pub channel: Channel,
    #[field(label = "事由", clause = "1")]
    pub purpose: Purpose,
    #[field(label = "内容", clause = "3", long)]
    pub content: String,
    #[field(label = "对方姓名", clause = "3", optional, sensitive)]
    pub visitor: Option<String>,
    #[field(label = "联系电话", clause = "3", optional, sensitive, most = 20)]
    pub phone: Option<String>,
    #[field(label = "缓急", initial = "ordinary")]
    pub pressing: Pressing,
    #[section("怎样办")]
    #[field(label = "属于谁的职责", clause = "4")]
    pub scope: Scope,
    #[field(label = "办理情况", clause = "4", shown_when = "scope == own")]
    pub handled: Option<Handled>,
    #[field(label = "答复或原因", clause = "7", shown_when = "handled == at-once | not-now", long)]
    pub answer: Option<String>,
    #[field(label = "要补的手续和资料", clause = "4", shown_when = "handled == incomplete", long)]
    pub missing: Option<String>,
    #[field(
        label = "办结日期",
        help = "已告知对方的具体日期",
        clause = "4",
        shown_when = "handled == later | incomplete",
        ahead
    )]
    pub due_on: Option<Date>,
    #[field(label = "承办人", help = "已把对方领到或介绍到这位同事", clause = "5", shown_when = "scope == section")]
    pub handler: Option<PersonId>,
    #[field(label = "建议去哪个单位", help = "单位名称、地址或电话", clause = "6", shown_when = "scope == elsewhere")]
    pub other_unit: Option<String>,
    #[field(label = "因公务繁忙委托谁接待", clause = "7", optional)]
    pub deputed: Option<PersonId>,
}

/// How it ended.
#[derive(Debug, Row)]
pub struct Outcome {
    #[field(label = "办理结果", clause = "7", long)]
    pub answer: String,
}

/// A complaint about the first contact (首问投诉登记).
#[derive(Debug, Form)]
#[form(
    title = "首问责任投诉登记",
    clause = "8",
    summary = "投诉：{what}",
    synonyms = ["投诉", "举报", "态度不好", "推诿", "踢皮球", "群众投诉", "不理人"],
    event_time = "on",
    subject = "who",
    filed_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP],
    seen_by = [DISCIPLINE_GROUP],
    register(id = "complaints", title = "首问责任投诉登记簿", columns = [person, on, kind, what, status])
)]
pub struct Complaint {
    #[field(label = "被投诉人")]
    pub who: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "反映的问题", clause = "8")]
    pub kind: Fault,
    #[field(label = "情况", long)]
    pub what: String,
}

/// What is complained of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Fault {
    #[choice("服务态度差")]
    Attitude,
    #[choice("服务质量低")]
    Quality,
}
