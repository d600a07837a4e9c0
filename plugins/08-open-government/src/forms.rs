//! What is filled in: what is to be made public, and what is to be withdrawn.

use guiju_sdk::prelude::*;

/// Classes of what is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Class {
    #[choice("组织人事")]
    Personnel,
    #[choice("财务收支")]
    Finance,
    #[choice("重要事项")]
    Important,
    #[choice("社会事务")]
    Social,
}

/// For whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Readers {
    #[choice("向社会公开")]
    Everybody,
    #[choice("机关内部公开")]
    Office,
}

/// How it is made public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Means {
    #[choice("公开栏")]
    Column,
    #[choice("会议")]
    Meeting,
    #[choice("公开栏和会议")]
    Both,
}

/// By whom it is reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Weight {
    #[choice("一般")]
    Ordinary,
    #[choice("重大政务活动")]
    Major,
    #[choice("涉及居民利益")]
    Residents,
}

/// An application to disclose information (政务公开审批表).
#[derive(Debug, Form)]
#[form(
    title = "政务公开审批表",
    clause = "2",
    summary = "{class}《{title}》",
    synonyms = [
        "公开", "公示", "信息公开", "政务公开", "公告", "通知", "张贴", "发布", "上网", "上墙", "公开栏", "公示栏",
        "发公告", "信息发布", "宣传", "网站", "公众号",
    ],
    series("disclosure", "公开〔{year}〕{number}号"),
    seen_by = [OFFICE_DIRECTOR, OFFICE_CLERK],
    register(
        id = "archive",
        title = "政务公开档案",
        clause = "4",
        columns = [number, filed, class, title, readers, means, department, status],
        seen_by = anyone
    )
)]
pub struct Disclosure {
    #[field(label = "类别", clause = "2")]
    pub class: Class,
    #[field(label = "标题", most = 80)]
    pub title: String,
    #[field(label = "公开内容", long, most = 5000)]
    pub body: String,
    #[field(label = "公开范围", clause = "4")]
    pub readers: Readers,
    #[field(label = "公开形式", clause = "4")]
    pub means: Means,
    #[field(label = "紧急、突发或群众关心的热点", clause = "3", optional)]
    pub urgent: Option<bool>,
    #[field(label = "分量", clause = "5")]
    pub weight: Weight,
    #[field(
        label = "集体讨论的决议",
        help = "重大事项会议通过的决议",
        clause = "5",
        shown_when = "weight == major | residents"
    )]
    pub resolution: Option<Reference<Resolution>>,
    #[field(label = "已核对，没有不宜公开的个人信息", clause = "5")]
    pub checked: YesNo,
}

/// An application to withdraw a disclosure (撤下公开内容).
#[derive(Debug, Form)]
#[form(
    title = "撤下公开内容申请",
    clause = "4",
    summary = "撤下公开：{reason}",
    synonyms = ["撤下", "撤回", "删除", "下架", "撤稿", "撤销公示", "取消公示", "更正"],
    seen_by = [OFFICE_DIRECTOR, OFFICE_CLERK],
    register(id = "withdrawals", title = "撤下登记簿", columns = [filed, disclosure, reason, person, status])
)]
pub struct Withdrawal {
    #[field(label = "要撤下的")]
    pub disclosure: Reference<Disclosure>,
    #[field(label = "原因", clause = "4")]
    pub reason: String,
}

relies! {
    /// A resolution (决议), owned by the regulation on major decisions.
    major_decisions::resolution as Resolution { passed, kind { personnel, party } }
}
