//! What a regulation may take back: a record of its own, and a privilege.

use crate::{capabilities::RoomUse, trial::Trial};
use guiju_sdk::{model::Allows, prelude::*};

/// What people may do by this regulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Privileges)]
pub enum Privilege {
    #[privilege(label = "使用房间", clause = "7", forms = [RoomUse], seen_by = [OFFICE_CLERK])]
    Rooms,
}

/// Cancelling a use of a room, or a trial.
#[derive(Debug, Form)]
#[form(title = "取消", clause = "8", summary = "取消")]
pub struct Cancel {
    #[field(label = "哪一次用房", optional)]
    pub what: Option<Reference<RoomUse>>,
    #[field(label = "哪一件试办", optional)]
    pub trial: Option<Reference<Trial>>,
    #[field(label = "哪一次代办", optional)]
    pub stand_in: Option<Reference<StandIn>>,
    #[field(label = "先问谁", optional)]
    pub asks: Option<PersonId>,
    #[field(label = "原因")]
    pub reason: String,
}

/// Somebody stands in for another for a time.
#[derive(Debug, Form)]
#[form(title = "代办", clause = "8", summary = "代办", subject = "who")]
pub struct StandIn {
    #[field(label = "替谁")]
    pub who: PersonId,
    #[field(label = "由谁")]
    pub deputy: PersonId,
    #[field(label = "何时")]
    pub over: Period,
}

/// Suspending the use of rooms.
#[derive(Debug, Form)]
#[form(title = "暂停用房", clause = "7", summary = "暂停用房", subject = "who")]
pub struct Ban {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "从何时起")]
    pub from: Moment,
    #[field(label = "到何时为止", optional)]
    pub to: Option<Moment>,
    #[field(label = "原因")]
    pub reason: String,
    #[field(label = "先问谁", optional)]
    pub asks: Option<PersonId>,
}

/// What whoever is asked before a suspension says of it.
#[derive(Debug, Row)]
struct Until {
    #[field(label = "改为到何时为止", optional)]
    to: Option<Moment>,
}

/// Giving the use of rooms back.
#[derive(Debug, Form)]
#[form(title = "恢复用房", clause = "7", summary = "恢复用房", subject = "who")]
pub struct Lift {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "原因")]
    pub reason: String,
}

/// Somebody left a room in disorder.
#[derive(Debug, Form)]
#[form(title = "房间未整理", clause = "7", summary = "{on} 未整理", event_time = "on", subject = "who")]
pub struct Disorder {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "日期")]
    pub on: Date,
}

impl Rules for Cancel {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        if let Some(asked) = self.asks {
            route.ask_person("asked", "先问", asked).by(clause!("8")).because("取消前先问一声");
        }
        if let Some(what) = self.what {
            route.void(clause!("8"), what, self.reason.as_str());
        }
        if let Some(trial) = self.trial {
            route.void(clause!("8"), trial, self.reason.as_str());
        }
        if let Some(stand_in) = self.stand_in {
            route.void(clause!("8"), stand_in, self.reason.as_str());
        }
    }
}

impl Rules for StandIn {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.hand_over(clause!("8"), self.who, self.deputy, self.over);
    }
}

impl Rules for Ban {
    fn route(&self, context: &Context<'_, ()>, route: &mut Route) {
        let reason = self.reason.as_str();
        if let Some(asked) = self.asks {
            let step = route.ask_person("asked", "先问", asked).by(clause!("7")).because("暂停前先问一声");
            let allows = Allows { return_back: true, refuse: true, delegate: false, add_signer: false };
            step.fills::<Until>().allowing(allows);
        }
        match context.filled::<Until>("asked").and_then(|until| until.to).or(self.to) {
            Some(to) => route.suspend(clause!("7"), Privilege::Rooms, self.who, Period { from: self.from, to }, reason),
            None => route.suspend(clause!("7"), Privilege::Rooms, self.who, self.from, reason),
        }
    }
}

impl Rules for Lift {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.restore(clause!("7"), Privilege::Rooms, self.who, self.reason.as_str());
    }
}

impl Rules for Disorder {}

/// Whoever leaves a room in disorder may use none for three days; how often the use was suspended is counted.
#[derive(Debug, Judgement)]
#[judgement(
    title = "房间秩序",
    clause = "7",
    of = Person,
    every = Month,
    reads = [subject::<Disorder>(Window::ThisMonth)],
    seen_by = [OFFICE_CLERK]
)]
pub struct Order;

impl Judge for Order {
    fn judge(context: &AssessmentContext<'_, ()>, assessment: &mut Assessment) {
        assessment.metric("suspended", "暂停用房", context.suspensions().len() as i64, "次", clause!("7"));
        for disorder in context.records::<Disorder>() {
            if let Some(person) = disorder.person() {
                assessment
                    .propose(clause!("7"), person, Privilege::Rooms.suspended_for(3))
                    .decided_by(OFFICE_DIRECTOR)
                    .shown_by(&[disorder.id()])
                    .because(format!("{} 用后没有整理", disorder.date()));
            }
        }
    }
}
