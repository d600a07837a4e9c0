//! What is filled in, by those who file and by those who decide.

use guiju_sdk::prelude::*;

/// Who reads the registers.
pub const READERS: &[RoleName] = &[OFFICE_CLERK, OFFICE_DIRECTOR, ARCHIVIST, PRINCIPAL_LEADER];

/// How a paper is to be handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Urgency {
    #[choice("平件")]
    Ordinary,
    #[choice("急件")]
    Urgent,
    #[choice("特急")]
    Special,
}

/// Who may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Secrecy {
    #[choice("公开或一般")]
    None,
    #[choice("内部，限指定人员")]
    Internal,
    #[choice("秘密级以上")]
    Secret,
}

/// Where a paper goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Direction {
    #[choice("上行文")]
    Upward,
    #[choice("平行文")]
    Level,
    #[choice("下行文")]
    Downward,
}

/// Class by which papers are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum PaperKind {
    #[choice("党组文件")]
    Party,
    #[choice("行政文件")]
    Administrative,
    #[choice("办公室文件")]
    Office,
}

/// An application to issue a document (发文审批单).
#[derive(Debug, Form)]
#[form(
    title = "发文审批单",
    clause = "1.1",
    summary = "{kind}《{title}》",
    synonyms = [
        "发文", "拟文", "写文件", "起草文件", "起草", "公文", "红头文件", "发通知", "文件", "报告", "请示", "函",
        "批复", "通知", "会签", "签发", "文稿", "行文", "公函", "盖章文件", "上报", "纪要", "决定", "意见", "通报",
    ],
    series("outgoing", "{kind}〔{year}〕{number}号", after = "signing"),
    seen_by = [OFFICE_CLERK, OFFICE_DIRECTOR, ARCHIVIST],
    steps(
        section_head = "科室负责人初审",
        supervising_leader = "分管领导初审",
        office_director = "办公室核稿",
        signing = "签发或会签",
        send = "发送或分发"
    ),
    register(
        id = "outgoing",
        title = "发文登记簿",
        clause = "1.2",
        columns = [number, title, kind, direction, department, status],
        seen_by = READERS
    )
)]
pub struct Outgoing {
    #[field(label = "文件标题", most = 200)]
    pub title: String,
    #[field(label = "类别", clause = "1.2")]
    pub kind: PaperKind,
    #[field(label = "行文方向", clause = "1.2")]
    pub direction: Direction,
    #[field(label = "主送", most = 200)]
    pub to: String,
    #[field(label = "密级", help = "不是涉密文件的不填", optional)]
    pub secrecy: Option<Secrecy>,
    #[field(label = "重要文件（书记、主任会签）", clause = "1.1")]
    pub important: YesNo,
    #[field(label = "文稿", clause = "1.1")]
    pub draft: Attachment,
    #[field(
        label = "正文",
        help = "填了就能排成公文版式打印：一段一行，标题写作“一、”“（一）”",
        clause = "1.2",
        optional,
        long
    )]
    pub body: Option<String>,
    #[field(label = "附件说明", help = "一行一个附件名称", clause = "1.2", optional, long)]
    pub enclosed: Option<String>,
    #[field(label = "抄送", clause = "1.2", optional)]
    pub copied: Option<String>,
}

/// Where an incoming paper comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Arrival {
    #[choice("来文")]
    Received,
    #[choice("传真或转办")]
    Forwarded,
    #[choice("外出开会学习带回")]
    BroughtBack,
}

/// A record of an incoming document (收文登记).
#[derive(Debug, Form)]
#[form(
    title = "收文登记（文件阅批单）",
    clause = "2.1",
    summary = "{urgency} {from}《{title}》",
    synonyms = [
        "收文", "来文", "文件", "收文件", "阅批", "传阅", "公文", "传真", "批阅", "文件处理", "阅文", "登记文件",
        "上级文件", "收件", "邮件", "信件", "会议通知", "函",
    ],
    event_time = "received_at",
    series("incoming", "收〔{year}〕{number}号"),
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    seen_by = [OFFICE_CLERK, OFFICE_DIRECTOR, ARCHIVIST],
    closed_when = "secrecy == internal",
    steps(leaders = "书记、主任审阅", readers = "传阅", archive = "收回归档"),
    register(
        id = "incoming",
        title = "收文登记簿",
        columns = [number, received_at, from, title, their_number, urgency, status],
        seen_by = READERS
    )
)]
pub struct Incoming {
    #[field(label = "来文方式", clause = "2.7")]
    pub arrival: Arrival,
    #[field(label = "发文单位", clause = "2.1")]
    pub from: String,
    #[field(label = "文件标题", clause = "2.1", most = 200)]
    pub title: String,
    #[field(label = "来文文号", optional)]
    pub their_number: Option<String>,
    #[field(label = "收件时间", clause = "2.1", past)]
    pub received_at: Moment,
    #[field(label = "缓急", clause = "2.4")]
    pub urgency: Urgency,
    #[field(label = "密级", initial = "none")]
    pub secrecy: Secrecy,
    #[field(label = "拟办意见", clause = "2.2", optional, long)]
    pub proposal: Option<String>,
    #[field(label = "上级文件，须落实", clause = "2.6")]
    pub from_above: YesNo,
    #[field(label = "原件扫描", optional)]
    pub scan: Option<Attachment>,
}

/// What a leader names on the slip.
#[derive(Debug, Row)]
pub struct Naming {
    #[field(label = "传阅人", clause = "2.2", optional)]
    pub readers: Option<Vec<PersonId>>,
    #[field(label = "责任人", clause = "2.2", optional)]
    pub responsible: Option<Vec<PersonId>>,
}

/// What was done about it.
#[derive(Debug, Row)]
pub struct Done {
    #[field(label = "落实情况", clause = "2.6", long)]
    pub result: String,
}

/// Where the paper lies at the end.
#[derive(Debug, Row)]
pub struct Shelf {
    #[field(label = "存放位置", clause = "2.5")]
    pub place: String,
}
