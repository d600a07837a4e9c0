//! A form whose step is decided by office holders, in any mode.

use crate::trial::Way;
use guiju_sdk::{
    model::{Allows, Mode, Who},
    prelude::*,
};

/// An office that can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
enum Office {
    #[choice("chair")]
    Chair,
    #[choice("cook")]
    Cook,
    #[choice("section head")]
    SectionHead,
    #[choice("on duty")]
    OnDuty,
}

impl Office {
    const fn role(self) -> RoleName {
        match self {
            Self::Chair => CONGRESS_CHAIR,
            Self::Cook => COOK,
            Self::SectionHead => SECTION_HEAD,
            Self::OnDuty => DUTY_DESK,
        }
    }
}

/// Something that office holders decide.
#[derive(Debug, Form)]
#[form(title = "职务试办", clause = "1", summary = "职务试办 {note}", seen_by = [OFFICE_DIRECTOR])]
pub struct Tenure {
    #[field(label = "方式")]
    way: Way,
    #[field(label = "职务")]
    first: Office,
    #[field(label = "另一职务", optional)]
    second: Option<Office>,
    #[field(label = "收尾人")]
    last: PersonId,
    #[field(label = "不得与前一环节同一人", optional)]
    apart: Option<bool>,
    #[field(label = "说明")]
    note: String,
}

impl Rules for Tenure {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        let offices = std::iter::once(self.first).chain(self.second);
        let roles = offices.map(|office| office.role().id.to_owned()).collect::<Vec<_>>();
        let half = Fraction { numerator: 1, denominator: 2 };
        let mode = match self.way {
            Way::One => Mode::One,
            Way::Every => Mode::Every,
            Way::InTurn => Mode::InTurn,
            Way::Circulate => Mode::Circulate,
            Way::Inform => Mode::Inform,
            Way::File => Mode::File(vec!["区委办".to_owned()]),
            Way::Vote => Mode::Vote(Ballot { due: 2, quorum: half, passes_above: half }),
        };
        let all = Allows { return_back: true, refuse: true, delegate: true, add_signer: true };
        let step = route.ask_in("station", "试办", Who::Roles(roles), mode);
        step.by(clause!("1")).because("由职务办理").due(clause!("1"), Span::WorkingDays(1)).allowing(all);
        let last = route.ask_person("last", "收尾", self.last).by(clause!("1")).because("试办之后");
        if self.apart == Some(true) {
            last.apart_from(&["station"]);
        }
    }
}
