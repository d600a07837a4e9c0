//! 第二条至第五条、第七条: what is checked of papers in and out, and of what goes into the archive.

use crate::{
    forms::{ArchiveSet, Incoming, IncomingArrival, IncomingSecrecy, IncomingUrgency, Outgoing, OutgoingSecrecy},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Incoming {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        check_grade(&self.title, self.secrecy == IncomingSecrecy::Secret, &context.parameters, findings);
        let (folder, because) = match self.urgency {
            IncomingUrgency::Special => ("红色文件夹", "特急"),
            IncomingUrgency::Urgent => ("黄色文件夹", "急件"),
            IncomingUrgency::Unlisted => ("蓝色文件夹", "平件"),
        };
        findings.derive("folder", "文件夹", folder, clause!("3.2"), because);
        let brought_back = self.arrival == IncomingArrival::BroughtBack;
        if !brought_back && self.proposal.as_ref().is_none_or(|proposal| proposal.trim().is_empty()) {
            findings.error(clause!("3.2")).on("proposal").say("送领导审阅的文件，须先在处理签上写拟办意见");
        }
        if brought_back {
            findings.notice(clause!("3.1")).say("开会带回的文件与来文一样登记，办后归档");
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        if self.urgency == IncomingUrgency::Special {
            let within = context.parameters.special_within;
            route.due_at(Incoming::LEADERS, clause!("2"), Span::WorkingMinutes(within));
        }
    }
}

/// 7: nothing above internal enters, whether the grade says so or a mark in the title.
#[clause("7")]
fn check_grade(title: &str, is_secret: bool, numbers: &Numbers, findings: &mut Findings) {
    let elsewhere = "不得录入本系统（这里不是涉密网络），请按保密规定另行登记";
    if is_secret {
        findings.error(CLAUSE).on("secrecy").say(format!("秘密级以上的文件{elsewhere}"));
    }
    if let Some(mark) = numbers.marks.any_in(title) {
        findings.error(CLAUSE).on("title").say(format!("标题里有密级标志“{mark}”；秘密级以上的文件{elsewhere}"));
    }
}

/// Two blanks side by side, which nobody sees in a list of words.
const BLANKS: &str = "  ";

/// 5: what can be told of a text's form.
impl Rules<Numbers> for Outgoing {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        check_grade(&self.title, self.secrecy == Some(OutgoingSecrecy::Secret), &context.parameters, findings);
        let length = self.title.chars().count();
        if length > context.parameters.title_length as usize {
            let most = context.parameters.title_length;
            findings
                .warning(clause!("5"))
                .on("title")
                .say(format!("标题 {length} 字，一般不超过 {most} 字，可长可短的要短"));
        }
        if self.title.ends_with(['。', '，', '.', ',']) {
            findings.error(clause!("5")).on("title").say("标题末尾不用标点");
        }
        let Numbers { slips, kinds, .. } = &context.parameters;
        let blanks = Some(BLANKS).filter(|blanks| self.title.contains(blanks));
        if let Some(slip) = slips.any_in(&self.title).or(blanks) {
            findings.error(clause!("5")).on("title").say(format!("标题里有“{slip}”，请核对文字"));
        }
        if kinds.any_in(&self.title).is_none() {
            findings.warning(clause!("5")).on("title").say(format!("标题看不出文种（{kinds}），请核对"));
        }
        findings
            .notice(clause!("1"))
            .say("依次拟稿、核稿、审核、签发，由办公室编号、打印、校对、用印、登记、分发、归档");
    }

    /// 4.1, 4.2.1: the steps are document flow's; each registration and distribution is told to two.
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let to = Who::roles(&[SUPERVISING_LEADER, OFFICE_DIRECTOR]);
        route.notify(clause!("4.2.1"), to, format!("已登记、用印、分发：《{}》主送{}", self.title, self.to));
        route.due_at(Outgoing::SEND, clause!("4.1"), Span::WorkingDays(context.parameters.sent_within));
    }
}

/// 4.2.2: incomplete sets are not taken.
impl Rules<Numbers> for ArchiveSet {
    fn reads() -> Vec<Read> {
        vec![referenced::<Outgoing>()]
    }

    #[clause("4.2.2")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.related.is_empty() && !self.nothing_else {
            let said = "请附有关材料；确实没有的，选“没有其他有关材料”";
            findings.error(CLAUSE).on("related").say(said);
        }
        if self.approved.digest == self.original.digest {
            findings.error(CLAUSE).on("original").say("审定稿和正本是同一个文件，请核对");
        }
        if context.referred(self.outgoing).is_some_and(|paper| !paper.completed()) {
            findings.warning(CLAUSE).on("outgoing").say("这件发文还没有办完，请说明为什么先归档");
        }
    }
}
