//! What is filled in, and what is read of attendance and whereabouts.

use guiju_sdk::prelude::*;

/// Who keeps the registers of discipline.
pub const GROUP: &[RoleName] = &[DISCIPLINE_GROUP, DISCIPLINE_SECRETARY, OFFICE_DIRECTOR];

relies! {
    /// An application for leave (请假条), owned by attendance and overseen here.
    attendance::leave as Leave { kind { personal, sick, annual }, span, phoned_first }
    /// A record of an outing (外出登记), owned by the regulation on whereabouts.
    whereabouts::outing as Outing {}
}

/// A roll call at a study session, a meeting or an event (学习、会议、活动点名).
#[derive(Debug, Form)]
#[form(
    title = "学习会议签到",
    clause = "4a",
    summary = "{occasion}：缺席 {absent}",
    synonyms = ["签到", "点名", "会议签到", "学习签到", "培训签到", "开会", "缺席", "缺会", "到会", "签到表", "学习", "活动"],
    event_time = "on",
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    register(id = "roll-calls", title = "学习会议签到簿", columns = [occasion, on, absent, excused], seen_by = anyone)
)]
pub struct RollCall {
    #[field(label = "学习、会议或活动")]
    pub occasion: String,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "无故缺席的人", optional)]
    pub absent: Option<Vec<PersonId>>,
    #[field(label = "事前请假的人", help = "分管领导已告知办公室的", clause = "4a", optional)]
    pub excused: Option<Vec<PersonId>>,
    #[field(label = "到会的人", optional)]
    pub present: Option<Vec<PersonId>>,
}

/// The person responsible for an office computer (办公电脑责任人).
#[derive(Debug, Form)]
#[form(
    title = "办公电脑责任人登记",
    clause = "5.1",
    summary = "{asset}：{responsible}",
    synonyms = [
        "电脑", "计算机", "电脑登记", "电脑领用", "办公电脑", "笔记本", "台式机", "主机", "打印机", "电脑编号",
        "电脑坏了", "设备责任人",
    ],
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    custodians = [responsible],
    register(id = "computers", title = "办公电脑责任人", columns = [asset, room, responsible], seen_by = anyone)
)]
pub struct Computer {
    #[field(label = "电脑编号")]
    pub asset: String,
    #[field(label = "房间")]
    pub room: String,
    #[field(label = "责任人")]
    pub responsible: PersonId,
}

/// Kinds of violation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum ViolationKind {
    #[choice("上班做无关的事")]
    Idle,
    #[choice("值班擅自脱岗")]
    OffDuty,
    #[choice("态度生硬、推诿扯皮、吃拿卡要")]
    Service,
    #[choice("被市、区检查组通报")]
    DistrictInspection,
}

/// A record of misconduct (违纪登记).
#[derive(Debug, Form)]
#[form(
    title = "工作纪律违纪登记",
    clause = "5.3a",
    summary = "{kind}：{what}",
    synonyms = [
        "违纪", "违规", "纪律处分", "扣分", "通报", "上班玩手机", "玩游戏", "聊天", "炒股", "睡觉", "网购", "串岗",
        "中午喝酒", "饮酒", "打牌", "不请假",
    ],
    event_time = "on",
    subject = "who",
    filed_by = [DISCIPLINE_GROUP],
    seen_by = [DISCIPLINE_GROUP],
    register(id = "violations", title = "违纪登记簿", columns = [person, on, kind, what, status], seen_by = GROUP)
)]
pub struct Violation {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "类别")]
    pub kind: ViolationKind,
    #[field(label = "情况", long)]
    pub what: String,
    #[field(label = "分管领导", clause = "5.3a")]
    pub leader: PersonId,
    #[field(label = "情节严重", clause = "5.2", shown_when = "kind == service", optional)]
    pub serious: Option<bool>,
}

/// A plan for annual leave (年休假计划).
#[derive(Debug, Form)]
#[form(
    title = "年休假计划",
    clause = "6b",
    summary = "{first} {second}",
    synonyms = ["年假", "年休假", "公休", "休假", "休假计划", "放假", "探亲", "带薪假", "休息", "补休", "年假安排"],
    seen_by = [OFFICE_DIRECTOR, SECTION_HEAD],
    register(id = "plans", columns = [person, department, first, second], seen_by = GROUP)
)]
pub struct AnnualPlan {
    #[field(label = "第一次")]
    pub first: HalfDays,
    #[field(label = "第二次", optional)]
    pub second: Option<HalfDays>,
}

/// A decision to suspend annual leave (停止休假的决定).
#[derive(Debug, Form)]
#[form(
    title = "停止休假通知",
    clause = "6e",
    summary = "{over} 停止休假：{reason}",
    synonyms = ["停休", "取消休假", "叫回", "召回", "加班", "停止休假", "不许休假", "应急值守"],
    event_time = "over",
    filed_by = [OFFICE_DIRECTOR],
)]
pub struct Suspension {
    #[field(label = "停止休假的时间")]
    pub over: HalfDays,
    #[field(label = "原因")]
    pub reason: String,
    #[field(label = "党组决定的日期", clause = "6e", past)]
    pub decided_on: Date,
}

/// A spot check of outings (外出抽查).
#[derive(Debug, Form)]
#[form(
    title = "外出抽查记录",
    clause = "9",
    summary = "外出抽查：{finding}",
    synonyms = ["抽查", "查岗", "外出核实", "核查外出", "督查", "去向核实", "检查外出"],
    event_time = "on",
    subject = "who",
    filed_by = [DISCIPLINE_GROUP],
    seen_by = [DISCIPLINE_GROUP],
    register(id = "spot-checks", title = "外出抽查登记簿", columns = [person, on, place, truthful, finding], seen_by = GROUP)
)]
pub struct SpotCheck {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "地点")]
    pub place: String,
    #[field(label = "与登记相符", clause = "9")]
    pub truthful: YesNo,
    #[field(label = "核实的情况", long)]
    pub finding: String,
    #[field(label = "现场照片", optional)]
    pub photo: Option<Attachment>,
}

/// A question about a rule of discipline, and its explanation (对纪律条文的提问和解释).
#[derive(Debug, Form)]
#[form(
    title = "纪律条文咨询",
    clause = "10",
    summary = "{question}",
    synonyms = ["咨询", "提问", "问制度", "问规定", "请教", "疑问", "解释条款", "制度解释", "纪律咨询"],
    register(id = "answers", title = "纪律解释", columns = [question, filed, status], seen_by = anyone)
)]
pub struct Inquiry {
    #[field(label = "问题", long)]
    pub question: String,
}

/// What the group answers.
#[derive(Debug, Row)]
pub struct Answer {
    #[field(label = "解释", clause = "10", long)]
    pub answer: String,
}
