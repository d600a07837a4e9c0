//! What is filled in.

use guiju_sdk::prelude::*;

/// Why somebody is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum OutingKind {
    #[choice("外出办事")]
    Out,
    #[choice("开会")]
    Meeting,
    #[choice("调研")]
    Research,
    #[choice("出差")]
    Trip,
}

/// A record of an outing (外出登记).
#[derive(Debug, Form)]
#[form(
    title = "外出登记",
    clause = "3",
    summary = "{kind}：{place}（{reason}）",
    synonyms = [
        "外出", "出差", "公出", "下乡", "下村", "开会", "外出开会", "培训", "出门", "去向", "离岗", "办事", "出去",
        "请示外出", "公务外出", "考察", "调研", "学习", "参会", "外勤", "外出报备", "报备", "跑腿", "银行", "外地",
        "离开单位",
    ],
    event_time = "over",
    on_behalf = [OFFICE_CLERK, OFFICE_DIRECTOR],
    seen_by = [OFFICE_CLERK, OFFICE_DIRECTOR, DISCIPLINE_GROUP],
    register(
        id = "outings",
        title = "外出登记簿",
        columns = [person, department, kind, over, place, reason, filed],
        seen_by = anyone
    )
)]
pub struct Outing {
    #[field(label = "类别")]
    pub kind: OutingKind,
    #[field(label = "去哪里", clause = "2")]
    pub place: String,
    #[field(label = "事由", clause = "2")]
    pub reason: String,
    #[field(label = "起止时间")]
    pub over: Period,
    #[field(label = "联系电话", clause = "5", most = 20)]
    pub phone: String,
    #[field(label = "委托谁接待", clause = "5")]
    pub deputy: PersonId,
}

/// A record of a return to the post (回岗登记).
#[derive(Debug, Form)]
#[form(
    title = "外出回岗登记",
    clause = "2",
    summary = "{at} 回岗",
    synonyms = ["回来", "回岗", "返岗", "归来", "返回", "回单位", "到岗", "外出回来", "销号", "出差回来"],
    event_time = "at",
    on_behalf = [OFFICE_CLERK, OFFICE_DIRECTOR],
    seen_by = [OFFICE_CLERK, OFFICE_DIRECTOR]
)]
pub struct Back {
    #[field(label = "哪次外出", help = "提前回来的登记一下，公示板马上改为在岗")]
    pub outing: Reference<Outing>,
    #[field(label = "回岗时间", past)]
    pub at: Moment,
}

/// A message for somebody who is out (来人登记).
#[derive(Debug, Form)]
#[form(
    title = "来人转告",
    clause = "5",
    summary = "{visitor}来找{absent}：{matter}",
    synonyms = ["访客", "来客", "来人", "有人找", "留言", "转告", "带话", "传话", "口信", "找人", "来访"],
)]
pub struct Visitor {
    #[field(label = "找谁")]
    pub absent: PersonId,
    #[field(label = "来人姓名")]
    pub visitor: String,
    #[field(label = "事由", long)]
    pub matter: String,
    #[field(label = "已当场答复", clause = "5")]
    pub answered: YesNo,
    #[field(label = "来人电话", clause = "5", shown_when = "answered == false")]
    pub phone: Option<String>,
    #[field(label = "来人地址", clause = "5", shown_when = "answered == false")]
    pub address: Option<String>,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Failure {
    #[choice("没有登记")]
    Missing,
    #[choice("登记不及时")]
    Late,
    #[choice("登记不实")]
    Untrue,
    #[choice("登记不准确")]
    Inaccurate,
    #[choice("没有问题")]
    None,
}

/// A check of whereabouts (去向检查).
#[derive(Debug, Form)]
#[form(
    title = "去向检查",
    clause = "6",
    summary = "去向检查：{kind}",
    synonyms = ["查去向", "去向", "核实去向", "查岗", "抽查", "谁在哪", "去哪了", "在不在"],
    event_time = "on",
    subject = "who",
    filed_by = [DISCIPLINE_GROUP],
    seen_by = [DISCIPLINE_GROUP, OFFICE_DIRECTOR],
    register(id = "checks", title = "去向检查登记簿", columns = [person, on, kind, finding, status])
)]
pub struct Check {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "结果", clause = "6")]
    pub kind: Failure,
    #[field(label = "核对的情况", long)]
    pub finding: String,
}

relies! {
    /// An application for leave (请假条), owned by the regulation on attendance.
    attendance::leave as Leave {}
}
