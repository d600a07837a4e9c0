//! What is filled in: guides, notices, records of calls, checks at the counter.

use guiju_sdk::prelude::*;

/// One of the papers a service asks for.
#[derive(Debug, Row)]
pub struct Material {
    #[field(label = "材料名称")]
    pub name: String,
    #[field(label = "份数", least = 1)]
    pub copies: i64,
    #[field(label = "原件或复印件")]
    pub original: String,
}

/// A guide to a service (办事指南).
#[derive(Debug, Form)]
#[form(
    title = "办事指南",
    clause = "4",
    summary = "{service}（{days_to_finish} 个工作日）",
    synonyms = [
        "办事指南", "指南", "流程", "办理流程", "所需材料", "需要什么材料", "怎么办", "手续", "事项清单", "服务事项",
    ],
    event_time = "checked_on",
    filed_by = [SECTION_HEAD, OFFICE_DIRECTOR],
    register(id = "guides", columns = [service, department, basis, days_to_finish, checked_on], seen_by = anyone)
)]
pub struct Guide {
    #[field(label = "事项")]
    pub service: String,
    #[field(label = "办理依据", clause = "3", long)]
    pub basis: String,
    #[field(label = "办结时限（工作日）", clause = "3", least = 1)]
    pub days_to_finish: i64,
    #[field(label = "办理程序", clause = "3", long)]
    pub steps: String,
    #[field(label = "所需材料", clause = "3")]
    pub materials: Table<Material>,
    #[field(label = "核对日期", help = "哪天核对过，内容仍然准确", clause = "4", past)]
    pub checked_on: Date,
}

/// What the review came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Outcome {
    #[choice("齐全，受理办理")]
    Accepted,
    #[choice("不齐，一次告知补办")]
    Incomplete,
    #[choice("规定不明确，请示后定")]
    Unclear,
    #[choice("不属于本人办理")]
    NotOurs,
    #[choice("不予办理")]
    Refused,
}

/// Something to be brought.
#[derive(Debug, Row)]
pub struct Missing {
    #[field(label = "要补的材料或手续")]
    pub item: String,
    #[field(label = "要求", optional)]
    pub demand: Option<String>,
}

/// A one-time notice of what a service needs (一次性告知书).
#[derive(Debug, Form)]
#[form(
    title = "一次性告知书",
    clause = "3",
    summary = "{service}：{result}",
    synonyms = [
        "告知", "告知书", "一次性告知", "补材料", "材料不齐", "补正", "退件", "受理", "不予受理", "窗口", "办证",
        "回执",
    ],
    series("notice", "告知〔{year}〕{number}号"),
    seen_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP],
    copies = ["留存", "交服务对象"],
    register(id = "notices", title = "一次性告知登记簿", columns = [number, filed, service, person, result, added = "第二次才提出的", status])
)]
pub struct Notice {
    #[field(label = "来办的事", help = "首问登记中的这一件")]
    pub inquiry: Reference<Inquiry>,
    #[field(label = "事项", clause = "3")]
    pub service: String,
    #[section("审查")]
    #[field(label = "属于本单位（窗口）职权范围", clause = "6")]
    pub within_powers: YesNo,
    #[field(label = "属于行政许可事项", clause = "6")]
    pub licence: YesNo,
    #[field(label = "规定的材料已交齐", clause = "6")]
    pub complete: YesNo,
    #[field(label = "材料符合要求", clause = "6")]
    pub fit: YesNo,
    #[field(label = "其他审查情况", clause = "6", optional)]
    pub other: Option<String>,
    #[section("告知")]
    #[field(label = "审查结果", clause = "6")]
    pub result: Outcome,
    #[field(label = "依据", clause = "3", long)]
    pub basis: String,
    #[field(label = "程序", clause = "3", shown_when = "result == accepted | incomplete", long)]
    pub steps: Option<String>,
    #[field(label = "办结时限（工作日）", clause = "3", shown_when = "result == accepted | incomplete", least = 1)]
    pub days_to_finish: Option<i64>,
    #[field(label = "要补的全部材料和手续", clause = "7.2", shown_when = "result == incomplete")]
    pub missing: Table<Missing>,
    #[field(label = "不予办理的理由", clause = "3", shown_when = "result == refused", long)]
    pub reason: Option<String>,
    #[field(label = "该找的科室、站所和人", clause = "7.4", shown_when = "result == not-ours")]
    pub where_to: Option<String>,
    #[field(label = "规定哪里不明确", clause = "7.3", shown_when = "result == unclear", long)]
    pub unclear: Option<String>,
    #[computed("第二次才提出的")]
    pub added: Option<u32>,
    #[computed("漏告知的经办人")]
    pub told_by: Option<PersonId>,
}

/// A record of an enquiry by telephone (电话咨询记录).
#[derive(Debug, Form)]
#[form(
    title = "电话咨询记录",
    clause = "7.5",
    summary = "{question}",
    synonyms = ["电话咨询", "来电", "接电话", "电话记录", "咨询", "打电话来", "热线", "咨询电话"],
    register(id = "phone-records", columns = [filed, person, caller, question, answer], seen_by = [OFFICE_DIRECTOR, SECTION_HEAD])
)]
pub struct PhoneRecord {
    #[field(label = "来电人", optional, sensitive)]
    pub caller: Option<String>,
    #[field(label = "电话", optional, sensitive, most = 20)]
    pub phone: Option<String>,
    #[field(label = "咨询的问题", long)]
    pub question: String,
    #[field(label = "答复", clause = "3", long)]
    pub answer: String,
    #[field(label = "对方已经明白", clause = "7.5")]
    pub understood: YesNo,
}

/// What was not as it should be at the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Lapse {
    #[choice("咨询没有一次讲清")]
    NotExplained,
    #[choice("表格没有一次发清")]
    FormsNotGiven,
    #[choice("材料没有一次收清")]
    PapersNotTaken,
    #[choice("内容没有一次审清")]
    NotReviewed,
    #[choice("来无迎声")]
    NoWelcome,
    #[choice("问无答声")]
    NoAnswer,
    #[choice("走无送声")]
    NoFarewell,
    #[choice("生人熟人不一样")]
    Strangers,
    #[choice("领导群众不一样")]
    Rank,
    #[choice("本地外地不一样")]
    Locals,
}

/// A check of counter service (窗口服务检查).
#[derive(Debug, Form)]
#[form(
    title = "窗口服务检查",
    clause = "8",
    summary = "窗口服务检查：{lapses}",
    synonyms = ["窗口检查", "窗口", "大厅检查", "作风检查", "服务检查", "窗口服务", "检查"],
    event_time = "on",
    subject = "who",
    filed_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP],
    seen_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP],
    register(id = "counter-checks", columns = [on, person, department, lapses, remark])
)]
pub struct CounterCheck {
    #[field(label = "窗口人员")]
    pub who: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "没有做到的", clause = "8", optional)]
    pub lapses: Vec<Lapse>,
    #[field(label = "说明", optional)]
    pub remark: Option<String>,
}

relies! {
    /// A record of a first contact (首问登记), owned by the regulation on first contact.
    first_contact::inquiry as Inquiry {
        channel { call }, purpose { question }, scope { own }, handled { incomplete }, missing
    }
}
