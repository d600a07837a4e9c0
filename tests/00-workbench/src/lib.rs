//! A regulation for the stories: one step of any mode, at which everything is allowed; haste for others' papers; and every
//! capability that a regulation may declare.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on trials, for the stories (试办制度).
    Workbench {
        id: "workbench",
        title: "试办制度",
        version: "1.0.0",
        area: "tests",
        privileges: Privilege,
        roles: [OFFICE_DIRECTOR, OFFICE_CLERK, CONGRESS_CHAIR, COOK, SECTION_HEAD, SUPERVISING_LEADER, DUTY_DESK, DUTY_LEADER],
        forms: [Trial, Tenure, RoomUse, Chairs, NewKeeper, Announcement, Recall, MoreTime, Call, Cancel, StandIn, Ban, Lift, Disorder, Faulty, CancelTwice, Weighed, Pile],
        records: [Room],
        oversees: [Incoming],
        judges: [Month, Rooms, Order],
        extras: boards,
    }
}

mod capabilities;
mod faulty;
mod oversight;
mod suspensions;
mod tenure;
mod trial;
mod weights;

use capabilities::{Announcement, Call, Chairs, Month, MoreTime, NewKeeper, Recall, Room, RoomUse, Rooms, boards};
use faulty::{CancelTwice, Faulty};
use oversight::Incoming;
use suspensions::{Ban, Cancel, Disorder, Lift, Order, Privilege, StandIn};
use tenure::Tenure;
use trial::Trial;
use weights::{Pile, Weighed};
