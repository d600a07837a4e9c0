//! What is filled in for the archive and for matters under supervision; the papers themselves belong to document flow.

use guiju_sdk::prelude::*;

/// A set of documents in the archive (公文归档).
#[derive(Debug, Form)]
#[form(
    title = "公文归档",
    clause = "4.2.2",
    summary = "归档：{title}",
    synonyms = ["归档", "存档", "公文归档", "文件归档", "立卷", "档案", "整理档案", "入档", "文书档案"],
    series("archive", "档〔{year}〕{number}号"),
    filed_by = [ARCHIVIST, OFFICE_CLERK],
    seen_by = [ARCHIVIST, OFFICE_CLERK, OFFICE_DIRECTOR],
    register(id = "archive", title = "公文归档目录", columns = [number, filed, title, outgoing, pages, place])
)]
pub struct ArchiveSet {
    #[field(label = "发文")]
    pub outgoing: Reference<Outgoing>,
    #[field(label = "题名")]
    pub title: String,
    #[field(label = "审定稿", clause = "4.2.2")]
    pub approved: Attachment,
    #[field(label = "正本", clause = "4.2.2")]
    pub original: Attachment,
    #[field(label = "有关材料", help = "请示、批复、会议记录等；确实没有的不填", clause = "4.2.2", optional)]
    pub related: Vec<Attachment>,
    #[field(label = "没有其他有关材料", clause = "4.2.2")]
    pub nothing_else: YesNo,
    #[field(label = "页数", least = 1)]
    pub pages: i64,
    #[field(label = "存放位置")]
    pub place: String,
}

/// Whose task it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Source {
    #[choice("区委、区政府来文来电")]
    District,
    #[choice("区领导交办")]
    DistrictLeader,
    #[choice("本机关领导交办")]
    OwnLeader,
}

/// A task that is followed up (督办事项).
#[derive(Debug, Form)]
#[form(
    title = "督办事项登记",
    clause = "6",
    summary = "督办：{what}",
    synonyms = ["督办", "督查", "催办", "交办", "落实", "跟踪", "跟进", "盯办", "工作落实"],
    event_time = "due_on",
    subject = "responsible",
    series("supervised", "督办〔{year}〕{number}号"),
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    seen_by = [OFFICE_CLERK, OFFICE_DIRECTOR, PRINCIPAL_LEADER],
    register(id = "supervised", title = "督办台账", columns = [number, filed, source, what, person, department, due_on, status])
)]
pub struct Supervised {
    #[field(label = "来源", clause = "6")]
    pub source: Source,
    #[field(label = "要汇报落实的事项", long)]
    pub what: String,
    #[field(label = "承办人")]
    pub responsible: PersonId,
    #[field(label = "汇报期限", clause = "6", ahead)]
    pub due_on: Date,
    #[field(label = "来文", optional)]
    pub paper: Option<Reference<Incoming>>,
}

/// How it was carried out.
#[derive(Debug, Row)]
pub struct CarriedOut {
    #[field(label = "落实情况", clause = "6", long)]
    pub result: String,
    #[field(label = "附件", optional)]
    pub attachments: Vec<Attachment>,
}

/// The monthly report on tasks that are followed up (督办月报).
#[derive(Debug, Form)]
#[form(
    title = "督办情况月报",
    clause = "6",
    summary = "{month} 督办情况",
    synonyms = ["督办月报", "月报", "通报", "督办通报", "督查通报", "进展汇报", "督查情况"],
    event_time = "month",
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    register(id = "supervision-reports", title = "督办月报", columns = [month, open = "在办", closed = "已办", text, status], seen_by = [OFFICE_DIRECTOR, OFFICE_CLERK, PRINCIPAL_LEADER])
)]
pub struct SupervisionReport {
    #[field(label = "月份（该月任一天）")]
    pub month: Date,
    #[field(label = "情况说明", long)]
    pub text: String,
}

relies! {
    /// A record of an incoming document (收文登记), owned by document flow.
    document_flow::incoming as Incoming {
        title, urgency { special, urgent }, secrecy { secret }, proposal, arrival { brought_back }
    } steps { leaders }
    /// An application to issue a document (发文审批单), owned by document flow.
    document_flow::outgoing as Outgoing { title, to, secrecy { secret } } steps { send }
}
