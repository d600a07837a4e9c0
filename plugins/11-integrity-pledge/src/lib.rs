//! 领导班子成员廉洁从政八项承诺: pledged item by item every year; what touches a fact is declared; breaches go to one person.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on the integrity pledge (领导班子成员廉洁从政八项承诺).
    IntegrityPledge {
        id: "integrity-pledge",
        title: "领导班子成员廉洁从政八项承诺",
        version: "1.0.0",
        area: "廉政",
        parameters: Numbers,
        roles: [LEADERSHIP_TEAM, DISCIPLINE_SECRETARY, SECRETARY],
        forms: [Pledge, Gift, FamilyEvent, Borrowed, Journey, Breach],
        judges: [Year, Cars],
    }
}

mod forms;
mod judgement;
mod parameters;
mod rules;

use forms::{Borrowed, Breach, FamilyEvent, Gift, Journey, Pledge};
use judgement::{Cars, Year};
use parameters::Numbers;
