//! What is filled in on the spot and after it. Who was visited is for those alone who need it.

use guiju_sdk::prelude::*;

/// The assignment of a person to a community (联系点安排).
#[derive(Debug, Form)]
#[form(
    title = "联系点安排",
    clause = "4a",
    summary = "{member} 联系 {community}",
    synonyms = ["联系点", "包村", "包社区", "挂点", "驻点", "驻村", "蹲点", "挂钩", "网格", "分片"],
    subject = "member",
    filed_by = [OFFICE_DIRECTOR],
    register(id = "assignments", title = "联系点安排表", columns = [person, community, since], seen_by = anyone)
)]
pub struct Assignment {
    #[field(label = "班子成员")]
    pub member: PersonId,
    #[field(label = "社区")]
    pub community: String,
    #[field(label = "从哪天起")]
    pub since: Date,
}

/// A household that was seen.
#[derive(Debug, Row)]
pub struct Household {
    #[field(label = "户主或门牌")]
    pub name: String,
    #[field(label = "重点户")]
    pub key: YesNo,
    #[field(label = "诉求", optional)]
    pub wish: Option<String>,
}

/// A log entry on a visit to a community (民情日志).
#[derive(Debug, Form)]
#[form(
    title = "民情日志",
    clause = "5",
    summary = "{on} {community}：{heard}",
    synonyms = [
        "走访", "入户", "下乡", "下社区", "下村", "民情日记", "民情日志", "调研", "家访", "慰问", "走基层", "看望",
        "上门", "日志", "日记",
    ],
    event_time = "on",
    seen_by = [OFFICE_DIRECTOR, LEADERSHIP_TEAM],
    register(id = "diary", title = "联系点工作日志", columns = [on, person, department, community, households_seen = "走访户数", key_seen = "重点户", heard])
)]
pub struct Visit {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "社区")]
    pub community: String,
    #[field(label = "走访的户", clause = "4a", optional, sensitive)]
    pub households: Table<Household>,
    #[field(label = "听到的意见和诉求", clause = "2", long)]
    pub heard: String,
    #[field(label = "做了什么", help = "调查研究、指导工作、征求意见、解决问题", clause = "5", long)]
    pub done: String,
}

/// What becomes of a problem: one of four, and none stays without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Outcome {
    #[choice("当场解决")]
    Solved,
    #[choice("限期解决")]
    Dated,
    #[choice("逐步解决")]
    Staged,
    #[choice("已讲明原因")]
    Explained,
}

/// A problem that a community raised (问题台账).
#[derive(Debug, Form)]
#[form(
    title = "基层问题登记",
    clause = "3",
    summary = "{community}：{what}",
    synonyms = ["群众困难", "诉求", "社区问题", "民生问题", "解决困难", "难题", "群众反映", "矛盾", "求助"],
    seen_by = [OFFICE_DIRECTOR, LEADERSHIP_TEAM],
    register(id = "problems", title = "问题台账", columns = [filed, community, what, outcome, due_on, person, status])
)]
pub struct Problem {
    #[field(label = "社区")]
    pub community: String,
    #[field(label = "问题", long)]
    pub what: String,
    #[field(label = "怎样解决", clause = "3")]
    pub outcome: Outcome,
    #[field(label = "解决时限", clause = "3", shown_when = "outcome == dated", ahead)]
    pub due_on: Option<Date>,
    #[field(label = "分几步、各到什么时候", clause = "3", shown_when = "outcome == staged", long)]
    pub stages: Option<String>,
    #[field(label = "第一步到哪天", clause = "3", shown_when = "outcome == staged", ahead)]
    pub first_stage: Option<Date>,
    #[field(label = "向群众讲明的原因", clause = "3", shown_when = "outcome == explained", long)]
    pub explained: Option<String>,
}

/// How it was solved.
#[derive(Debug, Row)]
pub struct Solved {
    #[field(label = "解决的情况", clause = "3", long)]
    pub result: String,
}

/// A plan to support a household (结对帮扶计划).
#[derive(Debug, Form)]
#[form(
    title = "结对帮扶计划",
    clause = "4c",
    summary = "{community} 结对帮扶",
    synonyms = ["结对", "帮扶", "扶贫", "认亲", "结亲", "帮困", "困难户", "帮扶计划", "乡村振兴", "一帮一"],
    seen_by = [OFFICE_DIRECTOR],
    register(id = "pairings", title = "结对帮扶台账", columns = [filed, person, community, household, goals, until, status])
)]
pub struct Pairing {
    #[field(label = "社区")]
    pub community: String,
    #[field(label = "帮扶的户", sensitive)]
    pub household: String,
    #[field(label = "帮扶目标", clause = "4c", long)]
    pub goals: String,
    #[field(label = "措施", long)]
    pub measures: String,
    #[field(label = "到什么时候", clause = "4c")]
    pub until: Date,
}

/// A good deed for a community (好事实事).
#[derive(Debug, Form)]
#[form(
    title = "好事实事登记",
    clause = "4c",
    summary = "{community}：{what}",
    synonyms = ["好事", "实事", "做好事", "志愿服务", "志愿者", "为民办实事", "义务劳动", "献爱心"],
    event_time = "on",
    register(id = "good-deeds", title = "好事实事登记簿", columns = [on, community, what, person], seen_by = anyone)
)]
pub struct GoodDeed {
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "社区")]
    pub community: String,
    #[field(label = "办了什么")]
    pub what: String,
}

/// A report on the work in a community (联系点工作汇报).
#[derive(Debug, Form)]
#[form(
    title = "联系点工作汇报",
    clause = "5",
    summary = "{heard_on} 向党委会汇报",
    synonyms = ["汇报", "工作汇报", "联系点汇报", "述职", "总结", "党委会汇报"],
    event_time = "heard_on",
    filed_by = [LEADERSHIP_TEAM],
    seen_by = [PARTY_GROUP, OFFICE_DIRECTOR],
    register(id = "reports", title = "联系点汇报登记簿", columns = [heard_on, person, text])
)]
pub struct Report {
    #[field(label = "在哪次党委会上汇报（日期）", clause = "5", past)]
    pub heard_on: Date,
    #[field(label = "汇报内容", long, most = 5000)]
    pub text: String,
}
