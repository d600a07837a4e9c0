//! What is filled in, and what is read of others.

use guiju_sdk::prelude::*;

/// The deputy of a post (岗位AB角登记).
#[derive(Debug, Form)]
#[form(
    title = "岗位AB角登记",
    clause = "3",
    summary = "{post}：A角 {a}，B角 {b}",
    synonyms = [
        "AB角", "A角", "B角", "AB岗", "代班", "替班", "顶岗", "顶班", "替岗", "搭档", "岗位职责", "代理人", "谁代我",
    ],
    subject = "a",
    filed_by = [SECTION_HEAD, OFFICE_DIRECTOR],
    register(id = "pairs", title = "岗位AB角登记簿", columns = [department, post, a, b], seen_by = anyone)
)]
pub struct Pair {
    #[field(label = "岗位")]
    pub post: String,
    #[field(label = "A角", clause = "2")]
    pub a: PersonId,
    #[field(label = "B角", clause = "2")]
    pub b: PersonId,
    #[field(label = "两人都能独立办理", clause = "3")]
    pub both_able: YesNo,
}

/// A hand-over of work (工作移交单).
#[derive(Debug, Form)]
#[form(
    title = "工作移交单",
    clause = "4",
    summary = "{over} 移交给{deputy}",
    synonyms = [
        "交接", "移交", "工作交接", "交接班", "交接单", "离岗交接", "休假交接", "交代工作", "委托", "代办", "替我办",
        "请假交接",
    ],
    event_time = "over",
    register(
        id = "hand-overs",
        title = "工作移交登记簿",
        columns = [person, department, over, deputy, work, status],
        seen_by = [SECTION_HEAD, OFFICE_DIRECTOR]
    )
)]
pub struct HandOver {
    #[field(label = "离开时间")]
    pub over: HalfDays,
    #[field(label = "接手的B角")]
    pub deputy: PersonId,
    #[field(label = "移交的工作", help = "在办的事项、办到哪一步、什么时候要办完", long)]
    pub work: String,
}

/// An arrangement for the absence of both holders of a post (AB角同时外出安排).
#[derive(Debug, Form)]
#[form(
    title = "AB角同时外出安排",
    clause = "6",
    summary = "{over} 工作由{third}代管",
    synonyms = ["同时外出", "同时请假", "两人都走", "代管", "临时代管", "都不在", "第三人", "没人顶岗"],
    event_time = "over",
)]
pub struct Arrangement {
    #[field(label = "离开时间")]
    pub over: HalfDays,
    #[field(label = "为什么必须同时离开", long)]
    pub reason: String,
    #[field(label = "建议由谁代管", clause = "6")]
    pub third: PersonId,
}

/// A complaint caused by an absence (因缺位引起的投诉).
#[derive(Debug, Form)]
#[form(
    title = "缺位投诉登记",
    clause = "7",
    summary = "{what}",
    synonyms = ["投诉", "缺岗", "没人办", "找不到人", "没人管", "空岗", "耽误办事"],
    event_time = "on",
    subject = "who",
    filed_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP],
    seen_by = [DISCIPLINE_GROUP]
)]
pub struct Complaint {
    #[field(label = "责任人")]
    pub who: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "投诉的情况", long)]
    pub what: String,
    #[field(label = "情节严重", optional)]
    pub serious: Option<bool>,
}

relies! {
    /// A post with its B, which the organisation keeps.
    office::posts as Post { post, b }
    /// A leave, owned by the regulation on attendance.
    attendance::leave as Leave { span }
    /// An outing, owned by the regulation on whereabouts.
    whereabouts::outing as Outing { over, deputy }
}
