//! Examples of the events of matters.

use super::{Example, example, id, text};
use crate::{
    MatterId, PersonId,
    events::{
        access::MatterOpened,
        deciding::{Because, HandedOver, Reassigned, Vacated},
        effects::{
            DelegationShortened, EffectTaken, Occasion, PublicationNamed, RecordChanged, RecordVoided,
            SuspensionChanged,
        },
        matters::{
            Advised, Booked, Completed, Consented, Decided, Deferred, Escalated, Filed, HandedOn, Met, Recounted,
            Refused, Reminded, Resubmitted, Returned, Voided, Withdrawn,
        },
        numbers::{NumberGiven, NumberVoided},
    },
    matters::Action,
};
use guiju_model::{Effect, HandOver, Moment, Verdict};
use serde_json::Value;

fn hand_over() -> Effect {
    let person = || id::<PersonId>().number();
    Effect::HandOver(HandOver { clause: text("3"), person: person(), deputy: person(), starts: 0, ends: 1 })
}

pub(super) fn suspension() -> SuspensionChanged {
    let (starts, before, after) = (Moment(0), None, Some(Moment(1)));
    SuspensionChanged { suspension: id(), person: id(), privilege: text("meals"), starts, before, after }
}

fn effect(matter: MatterId) -> Example {
    let none = Value::Null;
    let changed = RecordChanged {
        record: id(),
        form: text("leave"),
        summary: text("一天"),
        field: text("over"),
        before: Some(none.clone()),
        after: Some(none),
    };
    let shortened = DelegationShortened { person: id(), deputy: id(), before: Moment(1), after: Moment(0) };
    example(&EffectTaken {
        matter,
        regulation: text("rules"),
        effect: hand_over(),
        occasion: Occasion::Completion,
        changed: vec![changed],
        shortened: vec![shortened],
        publications: vec![PublicationNamed { publication: id(), title: text("通知") }],
        suspensions: vec![suspension()],
        voided: vec![RecordVoided { record: id(), form: text("leave"), summary: text("一天") }],
    })
}

fn acted(matter: MatterId) -> Vec<Example> {
    let (none, step, opinion) = (Value::Null, || text("leader"), || Some(text("同意")));
    let filed = Filed {
        matter,
        regulation: text("rules"),
        digest: text("d"),
        form: text("leave"),
        applicant: id(),
        subject: id(),
        content: none.clone(),
        derived: none.clone(),
        parameters: none.clone(),
        number: None,
        remark: None,
        meets: Some(Met { from: id(), due: Moment(0) }),
    };
    let booked = || vec![Booked { resource: id(), starts: Moment(0), ends: Moment(1) }];
    let (before, content) = (none.clone(), none.clone());
    let resubmitted =
        Resubmitted { matter, before, content, freed: booked(), booked: booked(), straight_back: true, changed: true };
    let decided = Decided {
        matter,
        applicant: id(),
        task: id(),
        step: step(),
        verdict: Some(Verdict::Approved),
        opinion: opinion(),
        content: Some(none),
        instead_of: Some(id()),
    };
    let mut all = vec![
        example(&filed),
        example(&decided),
        example(&Returned { matter, applicant: id(), step: Some(step()), opinion: opinion(), straight_back: true }),
        example(&resubmitted),
        example(&Advised { matter, step: Some(step()), opinion: opinion() }),
        example(&Consented { matter, task: id(), effect: hand_over(), agreed: true }),
        example(&Withdrawn { matter, applicant: id(), opinion: opinion(), freed: booked() }),
        example(&Refused { matter, applicant: id(), step: step(), freed: booked() }),
    ];
    for action in [Action::Transfer, Action::SignBefore, Action::SignAfter, Action::Delegate] {
        all.push(example(&HandedOn { matter, action, step: step(), to: id(), opinion: opinion() }));
    }
    all
}

fn followed(matter: MatterId) -> Vec<Example> {
    let (none, step, because) = (Value::Null, || text("科长"), Because::Post);
    let recounted =
        Recounted { matter, before: text("一天"), after: text("两天"), derived: none, missing: Vec::new() };
    let (record, by, freed) = (id(), id(), vec![Booked { resource: id(), starts: Moment(0), ends: Moment(1) }]);
    let (regulation, clause, reason) = (text("rules"), text("3"), text("有误"));
    let voided = Voided { matter, record, by, regulation, clause, reason, freed };
    let handed = |back| HandedOver { matter, step: step(), from: id(), to: id(), back };
    vec![
        example(&Reminded { matter, people: vec![id(), id()] }),
        example(&MatterOpened { opened: matter, reason: text("核查") }),
        example(&Completed { matter, applicant: id() }),
        effect(matter),
        example(&Deferred { matter, step: step(), before: Moment(0), after: Moment(1), by: Some(id()) }),
        example(&voided),
        example(&recounted),
        example(&Escalated { matter, holder: id(), step: step(), due: Moment(0) }),
        example(&NumberGiven { matter, number: text("1号"), step: step() }),
        example(&NumberVoided { matter, number: text("1号"), reason: text("撤回") }),
        example(&handed(false)),
        example(&handed(true)),
        example(&Reassigned { matter, step: step(), from: Some(id()), to: Some(id()), because }),
        example(&Vacated { matter, step: step(), vacancy: text("科长"), from: Some(id()), because }),
    ]
}

pub(super) fn all() -> Vec<Example> {
    acted(id()).into_iter().chain(followed(id())).collect()
}
