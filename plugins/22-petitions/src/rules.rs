//! 第一条至第五条: received, judged, answered, told.

use crate::{
    forms::{Answered, Channel, Difficulty, Inquiry, InquiryPurpose, Petition, Told},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;
use std::collections::BTreeSet;

/// Names of the reads of earlier petitions: of the same person on the same topic, and with the same content.
const SAME_PERSON: &str = "same-person";
const SAME_CONTENT: &str = "same-content";

/// Petitions before this one of the same person, or with the same content. A name that is nobody's, such as 匿名, says nothing of
/// whoever bears it.
fn earlier(petition: &Petition, context: &Context<'_, Numbers>) -> u32 {
    let is_nobodys = context.parameters.nobodys_names.contains(petition.petitioner.trim());
    let reads = if is_nobodys { vec![SAME_CONTENT] } else { vec![SAME_PERSON, SAME_CONTENT] };
    let before = reads.into_iter().flat_map(|read| context.entries(read));
    before.map(|petition| petition.id).collect::<BTreeSet<_>>().len() as u32
}

impl Petition {
    /// 3b: why the supervising leader reads it before it is handled.
    fn difficult(&self, context: &Context<'_, Numbers>) -> Vec<String> {
        let mut why = self.difficulties.iter().map(|difficulty| difficulty.label().to_owned()).collect::<Vec<_>>();
        let times = earlier(self, context) + 1;
        if times >= context.parameters.repeat_times && !self.difficulties.contains(&Difficulty::Repeated) {
            why.push(format!("第 {times} 次反映"));
        }
        why
    }
}

impl Rules<Numbers> for Petition {
    fn reads() -> Vec<Read> {
        let (petitioner, topic, content) =
            (Petition::FIELDS.petitioner, Petition::FIELDS.topic, Petition::FIELDS.content);
        let before = |name: &str| {
            office::<Petition>(past_days_of("repeat_days"))
                .named(name)
                .with(&[Petition::FIELDS.topic.name()])
                .at_most(20_000)
        };
        vec![
            before(SAME_PERSON).same(petitioner, petitioner).same(topic, topic),
            before(SAME_CONTENT).same(content, content),
        ]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let earlier = earlier(self, context);
        findings.computed(Petition::FIELDS.earlier, earlier, clause!("3b"), "同一人同类事项或同样的内容");
        let marked = self.difficulties.contains(&Difficulty::Repeated);
        let is_read = marked || earlier + 1 >= context.parameters.repeat_times;
        if earlier > 0 && self.solved == Some(false) && !is_read {
            let within = context.parameters.repeat_days;
            findings.warning(clause!("3b")).on("difficulties").say(format!(
                "同一人或同一问题 {within} 天内登记过 {earlier} 次，属于反复上访的请勾选，先报分管领导批阅"
            ));
        }
        if self.channel == Channel::HandedDown && self.letter.is_none() {
            findings.warning(clause!("2.3")).on("letter").say("上级转交的信件请附上，由办公室统一收文登记");
        }
        for (_, told) in context.each_filled::<Told>("told") {
            if self.channel == Channel::HandedDown && told.sender.is_none() {
                findings
                    .error(clause!("4"))
                    .on("told/sender")
                    .say("上级转办的，请填写怎样向交办单位反馈，有文号的写文号");
            }
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        if self.channel == Channel::HandedDown {
            route
                .have("received", "办公室收文登记", OFFICE_CLERK)
                .by(clause!("2.3"))
                .because("上级转交的由办公室统一登记")
                .due(clause!("2.3"), Span::SameDay);
        }
        match self.handler.filter(|_| self.solved == Some(false)) {
            Some(handler) => self.handled(context, route, handler),
            // 2.3, 4: what came from above is answered there, however it ended.
            None if self.channel != Channel::HandedDown => return,
            None => {}
        }
        route
            .have("told", "反馈信访人和交办单位", PETITION_OFFICE)
            .by(clause!("4"))
            .because("办理结果及时反馈")
            .fills::<Told>();
    }
}

impl Petition {
    /// 3a, 3b, 5: who reads it first, and who handles it until when.
    fn handled(&self, context: &Context<'_, Numbers>, route: &mut Route, handler: PersonId) {
        let difficult = self.difficult(context);
        if !difficult.is_empty() {
            let said = difficult.join("、");
            route.ask(SUPERVISING_LEADER).by(clause!("3b")).titled("分管领导批阅").because(said).without_refusal();
        }
        if self.major == Some(true) {
            route
                .ask(RECEPTION_LEADER)
                .by(clause!("5"))
                .titled("接访领导处理")
                .because("重大信访案件由接访领导负责")
                .without_refusal();
        }
        let until = self.due_on.unwrap_or(context.filed_on().plus(context.parameters.finish_days as i32));
        let by = if self.due_on.is_some() { clause!("4") } else { clause!("3a") };
        let direct = matches!(self.channel, Channel::Visit | Channel::Call);
        let step = route
            .have_people("answer", "经办部门办理答复", vec![handler])
            .by(clause!("3a"))
            .because(format!("{}，{until} 前办结", self.topic.label()))
            .due(by, Span::On(until.0))
            .fills::<Answered>();
        if direct {
            step.by(clause!("2.2"));
        }
    }
}

/// 2.2: whoever received a petition at the door registers it the same day.
impl Rules<Numbers> for Inquiry {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.purpose == InquiryPurpose::Petition {
            findings.notice(clause!("2.2")).say("属于信访的，移交综治办登记《信访登记表》");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        if self.purpose == InquiryPurpose::Petition {
            let to = Who::role(PETITION_OFFICE);
            let said = format!("首问登记移交信访：{}，请当天登记", self.content);
            route.at_once(|route| route.notify(clause!("1"), to, said));
        }
    }
}
