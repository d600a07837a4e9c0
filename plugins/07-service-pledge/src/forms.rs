//! What is filled in: checks of rooms, calls of complaint, questionnaires, the appraisal.

use guiju_sdk::prelude::*;

/// A card with service pledges (服务承诺卡).
#[derive(Debug, Form)]
#[form(
    title = "服务承诺卡",
    clause = "2.3",
    summary = "{window}：{promise}",
    synonyms = ["承诺", "公开承诺", "承诺书", "承诺牌", "服务承诺", "桌牌", "工作牌", "岗位牌", "亮身份"],
    subject = "who",
    filed_by = [OFFICE_DIRECTOR, OFFICE_CLERK],
    register(id = "pledge-cards", title = "服务承诺卡", columns = [window, person, phone, promise, filed], seen_by = anyone)
)]
pub struct PledgeCard {
    #[field(label = "窗口或岗位")]
    pub window: String,
    #[field(label = "承诺人")]
    pub who: PersonId,
    #[field(label = "监督电话", clause = "3", most = 20)]
    pub phone: String,
    #[field(label = "承诺", help = "几天办结、态度怎样、做不到怎么办", clause = "2.3", long)]
    pub promise: String,
}

/// Who reads complaints.
pub const READERS: &[RoleName] = &[OFFICE_DIRECTOR, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY];

/// A check of rooms (环境检查).
#[derive(Debug, Form)]
#[form(
    title = "办公环境检查",
    clause = "2.1",
    summary = "{room} 环境检查",
    synonyms = [
        "卫生检查", "打扫", "卫生", "办公室卫生", "保洁", "整洁", "内务", "桌面", "大扫除", "环境卫生", "值日",
    ],
    event_time = "on",
    subject = "responsible",
    filed_by = [OFFICE_DIRECTOR, OFFICE_CLERK],
    register(id = "room-checks", title = "环境检查登记簿", columns = [on, room, person, department, tidy, unrelated, status], seen_by = anyone)
)]
pub struct RoomCheck {
    #[field(label = "房间")]
    pub room: String,
    #[field(label = "责任人")]
    pub responsible: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "整洁有序", clause = "2.1")]
    pub tidy: YesNo,
    #[field(label = "桌上与工作无关的物品", clause = "2.1", optional)]
    pub unrelated: Option<String>,
    #[field(label = "照片", optional)]
    pub photo: Option<Attachment>,
}

/// What a call complains of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum CallKind {
    #[choice("门难进")]
    Door,
    #[choice("脸难看")]
    Face,
    #[choice("话难听")]
    Words,
    #[choice("事难办")]
    Matter,
    #[choice("违规违纪")]
    Breach,
    #[choice("表扬或建议")]
    Praise,
}

/// A record of a call to the supervision line (监督电话登记).
#[derive(Debug, Form)]
#[form(
    title = "服务监督电话登记",
    clause = "3",
    summary = "监督电话：{content}",
    synonyms = ["监督电话", "投诉电话", "举报电话", "热线", "12345", "市民热线", "来电", "群众来电", "服务投诉"],
    event_time = "at",
    filed_by = [OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP],
    seen_by = READERS,
    register(id = "supervision-calls", title = "监督电话登记簿", columns = [at, kind, department_concerned, content, caller, status])
)]
pub struct SupervisionCall {
    #[field(label = "时间", past)]
    pub at: Moment,
    #[field(label = "来电人", optional, sensitive)]
    pub caller: Option<String>,
    #[field(label = "电话", optional, sensitive, most = 20)]
    pub phone: Option<String>,
    #[field(label = "反映的问题")]
    pub kind: CallKind,
    #[field(label = "涉及部门")]
    pub department_concerned: Department,
    #[field(label = "内容", long)]
    pub content: String,
}

/// What was found.
#[derive(Debug, Row)]
pub struct Verified {
    #[field(label = "核实和答复的情况", clause = "3", long)]
    pub result: String,
}

/// A questionnaire on service (服务评价问卷).
#[derive(Debug, Form)]
#[form(
    title = "服务评价问卷",
    clause = "3",
    summary = "服务评价：{score} 分",
    synonyms = ["问卷", "调查", "满意度", "测评", "打分", "评价", "评分", "好评", "差评", "民意调查", "服务评价"],
    filed_by = anyone,
    register(id = "questionnaires", columns = [filed, about, score, remark], seen_by = READERS)
)]
pub struct Questionnaire {
    #[field(label = "评价的部门")]
    pub about: Department,
    #[field(label = "评分（1 最差，5 最好）", clause = "3", least = 1, most = 5)]
    pub score: i64,
    #[field(label = "意见", optional, long)]
    pub remark: Option<String>,
}

/// A department's result.
#[derive(Debug, Row)]
pub struct Result {
    #[field(label = "部门")]
    pub department: Department,
    #[field(label = "得分", least = 0, most = 100)]
    pub score: i64,
    #[field(label = "评语", optional)]
    pub remark: Option<String>,
}

/// An appraisal of service (服务考评).
#[derive(Debug, Form)]
#[form(
    title = "半年服务考评",
    clause = "3",
    summary = "服务考评（{on}）",
    synonyms = ["考评", "考核", "评优", "年终考核", "半年考核", "评先", "评比", "部门考核", "测评结果"],
    event_time = "on",
    filed_by = [OFFICE_DIRECTOR],
    register(id = "appraisals", title = "服务考评结果", columns = [on, results, improvements, status], seen_by = anyone)
)]
pub struct Appraisal {
    #[field(label = "考评日期", past)]
    pub on: Date,
    #[field(label = "各部门结果", clause = "3")]
    pub results: Table<Result>,
    #[field(label = "要改进的", long)]
    pub improvements: String,
}

relies! {
    /// A record of a first contact (首问登记), owned by the regulation on first contact.
    first_contact::inquiry as Inquiry { pressing { special, urgent } }
}
