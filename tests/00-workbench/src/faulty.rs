//! Effects that cannot take place: what an author may get wrong, one at a time.

use crate::{
    capabilities::Room,
    suspensions::{Disorder, Privilege},
    trial::Trial,
};
use guiju_sdk::{model, prelude::*};

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Wrong {
    #[choice("suspended nobody")]
    SuspendedNobody,
    #[choice("restored nobody")]
    RestoredNobody,
    #[choice("suspended undeclared")]
    SuspendedUndeclared,
    #[choice("restored undeclared")]
    RestoredUndeclared,
    #[choice("suspended long ago")]
    SuspendedLongAgo,
    #[choice("suspended without a reason")]
    SuspendedWithoutAReason,
    #[choice("restored without a reason")]
    RestoredWithoutAReason,
    #[choice("void without a reason")]
    VoidWithoutAReason,
    #[choice("void of another")]
    VoidOfAnother,
    #[choice("amended another")]
    AmendedAnother,
    #[choice("counted another")]
    CountedAnother,
    #[choice("deferred another")]
    DeferredAnother,
    #[choice("handed over long ago")]
    HandedOverLongAgo,
    #[choice("handed over to nobody")]
    HandedOverToNobody,
    #[choice("deputy of nobody")]
    DeputyOfNobody,
    #[choice("entered long ago")]
    EnteredLongAgo,
    #[choice("entered for nobody")]
    EnteredForNobody,
    #[choice("owed by nobody")]
    OwedByNobody,
    #[choice("told nobody")]
    ToldNobody,
    #[choice("published for ever")]
    PublishedForEver,
    #[choice("deferred for ever")]
    DeferredForEver,
    #[choice("owed for ever")]
    OwedForEver,
}

/// A matter with a wrong effect: at its end, or only when somebody has agreed.
#[derive(Debug, Form)]
#[form(title = "出错", clause = "7", summary = "出错")]
pub struct Faulty {
    #[field(label = "错在哪里")]
    pub wrong: Wrong,
    #[field(label = "记录", optional)]
    pub record: Option<i64>,
    #[field(label = "先问谁", optional)]
    pub asks: Option<PersonId>,
}

/// The same record void twice.
#[derive(Debug, Form)]
#[form(title = "取消两次", clause = "8", summary = "取消两次")]
pub struct CancelTwice {
    #[field(label = "哪一次用房")]
    pub what: Reference<crate::capabilities::RoomUse>,
    #[field(label = "先问谁")]
    pub asks: PersonId,
}

impl Rules for CancelTwice {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.ask_person("asked", "先问", self.asks).by(clause!("8")).because("取消前先问一声");
        route.void(clause!("8"), self.what, "不开了");
        route.void(clause!("8"), self.what, "再取消一次");
    }
}

const NOBODY: PersonId = 0;

fn suspend(privilege: &str, person: PersonId, starts: i64, reason: &str) -> Effect {
    let (clause, privilege, reason) = (clause!("7").id(), privilege.to_owned(), reason.to_owned());
    Effect::Suspend(model::Suspension { clause, privilege, person, starts, ends: None, reason })
}

fn restore(privilege: &str, person: PersonId, reason: &str) -> Effect {
    let (clause, privilege, reason) = (clause!("7").id(), privilege.to_owned(), reason.to_owned());
    Effect::Restore(model::Restoration { clause, privilege, person, reason })
}

fn owed(by: PersonId, due: Span) -> Effect {
    let (clause, form, reason) = (clause!("7").id(), Trial::ID.to_owned(), "欠".to_owned());
    Effect::FollowUp(model::FollowUp { clause, form, by, due, reason })
}

fn published(until: i32) -> Effect {
    let (clause, board, text) = (clause!("7").id(), "公示栏".to_owned(), "错".to_owned());
    let (title, body, until) = (text.clone(), text, Some(until));
    Effect::Publish(model::Publication { clause, board, title, body, until, class: None, public: false })
}

impl Faulty {
    fn effect(&self, me: PersonId, now: Moment) -> Effect {
        let (starts, forever) = (now.0, i32::MAX);
        let text = str::to_owned;
        let clause = || clause!("7").id();
        let record = self.record.unwrap_or_default() as u64;
        let void = |reason: &str| Effect::Void(model::Voiding { clause: clause(), record, reason: text(reason) });
        let hand_over = |deputy, starts, ends| {
            Effect::HandOver(model::HandOver { clause: clause(), person: me, deputy, starts, ends })
        };
        let enter = |person, starts| {
            let (form, content) = (text(Disorder::ID), text("{}"));
            Effect::Enter(model::Entered { clause: clause(), form, person, starts, ends: now.0, content })
        };
        let rooms = Privilege::Rooms.id();
        match self.wrong {
            Wrong::SuspendedNobody => suspend(rooms, NOBODY, starts, "错"),
            Wrong::RestoredNobody => restore(rooms, 4_000_000, "错"),
            Wrong::SuspendedUndeclared => suspend("kitchens", me, starts, "错"),
            Wrong::RestoredUndeclared => restore("kitchens", me, "错"),
            Wrong::SuspendedLongAgo => suspend(rooms, me, i64::MIN, "错"),
            Wrong::SuspendedWithoutAReason => suspend(rooms, me, starts, " "),
            Wrong::RestoredWithoutAReason => restore(rooms, me, ""),
            Wrong::VoidWithoutAReason => void(""),
            Wrong::VoidOfAnother => void("错"),
            Wrong::AmendedAnother => {
                Effect::Amend(model::Amendment { clause: clause(), record, content: text("{\"name\":\"错\"}") })
            }
            Wrong::CountedAnother => Effect::Move(model::Movement {
                clause: clause(),
                record,
                field: text(Room::FIELDS.chairs.name()),
                by: 1,
            }),
            Wrong::DeferredAnother => {
                Effect::Defer(model::Deferral { clause: clause(), record, until: now.date().plus(3).0 })
            }
            Wrong::HandedOverLongAgo => hand_over(me, i64::MIN, i64::MAX),
            Wrong::HandedOverToNobody => hand_over(NOBODY, starts, starts + 60),
            Wrong::DeputyOfNobody => {
                Effect::Deputise(model::Deputise { clause: clause(), person: me, deputy: 4_000_000 })
            }
            Wrong::EnteredLongAgo => enter(Some(me), i64::MIN),
            Wrong::EnteredForNobody => enter(Some(4_000_000), starts),
            Wrong::OwedByNobody => owed(4_000_000, Span::WorkingDays(3)),
            Wrong::OwedForEver => owed(me, Span::On(forever)),
            Wrong::ToldNobody => Effect::Notify(model::Notice {
                clause: clause(),
                to: Who::People(vec![4_000_000]),
                message: text("错"),
            }),
            Wrong::PublishedForEver => published(forever),
            Wrong::DeferredForEver => Effect::Defer(model::Deferral { clause: clause(), record, until: forever }),
        }
    }
}

impl Rules for Faulty {
    fn route(&self, context: &Context<'_, ()>, route: &mut Route) {
        if let Some(asked) = self.asks {
            route.ask_person("asked", "先问", asked).by(clause!("7")).because("出错前先问一声");
            if context.decided("asked").is_none() {
                return;
            }
        }
        route.then(self.effect(context.applicant().id, context.filed_at()));
    }
}
