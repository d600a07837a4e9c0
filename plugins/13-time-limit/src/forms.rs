//! What is filled in: instructions with their dates, requests for more time, matters that need arranging.

use guiju_sdk::prelude::*;

/// An instruction by a leader (领导批示件).
#[derive(Debug, Form)]
#[form(
    title = "领导批示件登记",
    clause = "5",
    summary = "{from}批示：{what}",
    synonyms = ["批示", "领导批示", "交办", "批办", "领导交办", "督办", "限时办结", "批件", "任务"],
    event_time = "due_on",
    subject = "responsible",
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR, LEADERSHIP_TEAM],
    seen_by = [OFFICE_CLERK, OFFICE_DIRECTOR, LEADERSHIP_TEAM],
    series("instruction", "批示〔{year}〕{number}号"),
    register(
        id = "instructions",
        title = "批示件台账",
        columns = [number, from, what, person, department, due_on, status]
    )
)]
pub struct Instruction {
    #[field(label = "批示领导")]
    pub from: String,
    #[field(label = "批示内容", long)]
    pub what: String,
    #[field(label = "承办人")]
    pub responsible: PersonId,
    #[field(label = "办结期限", help = "批示写明的日期；没有写明的按规定天数", clause = "5", optional, ahead)]
    pub due_on: Option<Date>,
}

/// What came of it.
#[derive(Debug, Row)]
pub struct Reply {
    #[field(label = "办理结果", clause = "5", long)]
    pub result: String,
}

/// An application for more time (延期申请).
#[derive(Debug, Form)]
#[form(
    title = "延期办结申请",
    clause = "6",
    summary = "延期至 {until}：{reason}",
    synonyms = ["延期", "延长", "宽限", "推迟", "来不及", "办不完", "超期", "延时", "改期", "缓办"],
    seen_by = [OFFICE_DIRECTOR],
    register(id = "extensions", title = "延期登记簿", columns = [filed, person, department, due_on, until, reason, status])
)]
pub struct Extension {
    #[field(label = "要延期的是")]
    pub kind: Kind,
    #[field(label = "批示件", shown_when = "kind == instruction")]
    pub instruction: Option<Reference<Instruction>>,
    #[field(label = "首问登记", shown_when = "kind == inquiry")]
    pub inquiry: Option<Reference<Inquiry>>,
    #[field(label = "信访件", shown_when = "kind == petition")]
    pub petition: Option<Reference<Petition>>,
    #[field(label = "原定期限", clause = "6")]
    pub due_on: Date,
    #[field(label = "延长到", clause = "6")]
    pub until: Date,
    #[field(label = "什么特殊情况", clause = "6", long)]
    pub reason: String,
}

/// What is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Kind {
    #[choice("领导批示件")]
    Instruction,
    #[choice("来访来电事项")]
    Inquiry,
    #[choice("信访件")]
    Petition,
}

/// Why it goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Weight {
    #[choice("特别重大")]
    Major,
    #[choice("时间紧")]
    Urgent,
    #[choice("要多部门配合")]
    Joint,
}

/// A request for instructions on an urgent matter (重大紧急事项请示).
#[derive(Debug, Form)]
#[form(
    title = "重大紧急事项请示",
    clause = "6",
    summary = "{weight}：{what}",
    synonyms = ["紧急", "急事", "请示", "突发", "应急", "重大事项", "加急", "特事特办", "临时安排"],
    register(id = "arrangements", columns = [filed, person, weight, what, status], seen_by = [LEADERSHIP_TEAM, OFFICE_DIRECTOR])
)]
pub struct Arrangement {
    #[field(label = "为什么要请示", clause = "6")]
    pub weight: Weight,
    #[field(label = "事项", long)]
    pub what: String,
    #[field(label = "建议怎样安排", long)]
    pub proposal: String,
}

/// How the leader arranges it.
#[derive(Debug, Row)]
pub struct Arranged {
    #[field(label = "承办人", clause = "6")]
    pub responsible: Vec<PersonId>,
    #[field(label = "办结期限", clause = "6")]
    pub due_on: Date,
}

relies! {
    /// A record of a first contact (首问登记), owned by the regulation on first contact.
    first_contact::inquiry as Inquiry { handled { later, incomplete, not_now }, due_on, handler, deputed }
    /// A record of a petition (信访登记), owned by the regulation on petitions.
    petitions::petition as Petition { solved, due_on }
}
