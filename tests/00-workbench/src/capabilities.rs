//! Forms that use what any regulation may declare: bookings, counts, publications, duty, obligations, holdings.

use crate::trial::Trial;
use guiju_sdk::prelude::*;

/// A room: somebody keeps it, it can be booked, and chairs are counted in it.
#[derive(Debug, Form)]
#[form(
    title = "房间",
    clause = "3",
    summary = "{name}",
    filed_by = [OFFICE_DIRECTOR],
    custodians = [keeper],
    register(id = "rooms", columns = [name, keeper, chairs], seen_by = anyone)
)]
pub struct Room {
    #[field(label = "名称")]
    pub name: String,
    #[field(label = "保管人", optional)]
    pub keeper: Option<PersonId>,
    #[field(label = "椅子")]
    pub chairs: i64,
}

/// Booking a room.
#[derive(Debug, Form)]
#[form(
    title = "用房",
    clause = "3",
    summary = "用房：{purpose}",
    event_time = "over",
    seen_by = [OFFICE_CLERK],
    closed_when = "closed == true",
    register(id = "uses", columns = [person, over, room, purpose, guest, cost], seen_by = anyone)
)]
pub struct RoomUse {
    #[field(label = "房间")]
    pub room: Resource<Room>,
    #[field(label = "时间")]
    pub over: Period,
    #[field(label = "用途")]
    pub purpose: String,
    #[field(label = "来宾", optional, sensitive)]
    pub guest: Option<String>,
    #[field(label = "费用", optional)]
    pub cost: Option<Money>,
    #[field(label = "只限参与的人", optional)]
    pub closed: Option<bool>,
}

/// Taking chairs out of a room, or bringing them.
#[derive(Debug, Form)]
#[form(title = "搬椅子", clause = "3", summary = "搬 {by}")]
pub struct Chairs {
    #[field(label = "房间")]
    pub room: Reference<Room>,
    #[field(label = "数量")]
    pub by: i64,
}

/// Handing a room over.
#[derive(Debug, Form)]
#[form(title = "移交房间", clause = "3", summary = "移交房间")]
pub struct NewKeeper {
    #[field(label = "房间")]
    pub room: Reference<Room>,
    #[field(label = "新保管人")]
    pub keeper: PersonId,
}

/// Something made public.
#[derive(Debug, Form)]
#[form(title = "公开", clause = "4", summary = "{title}", seen_by = [OFFICE_CLERK])]
pub struct Announcement {
    #[field(label = "标题")]
    pub title: String,
    #[field(label = "向社会")]
    pub public: YesNo,
}

/// Something withdrawn.
#[derive(Debug, Form)]
#[form(title = "撤下", clause = "4", summary = "撤下")]
pub struct Recall {
    #[field(label = "哪一件")]
    pub announcement: Reference<Announcement>,
    #[field(label = "原因")]
    pub reason: String,
}

/// More time for a trial.
#[derive(Debug, Form)]
#[form(title = "延期", clause = "5", summary = "延期")]
pub struct MoreTime {
    #[field(label = "哪一件")]
    pub trial: Reference<Trial>,
    #[field(label = "到")]
    pub until: Date,
}

/// A visit that whoever is on duty receives.
#[derive(Debug, Form)]
#[form(title = "来访", clause = "6", summary = "来访")]
pub struct Call {}

impl Rules for RoomUse {}

impl Rules for Chairs {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.count(clause!("3"), self.room, Room::FIELDS.chairs, self.by);
    }
}

impl Rules for NewKeeper {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.amend(clause!("3"), self.room, |room| [room.keeper.set(self.keeper)]);
    }
}

impl Rules for Announcement {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.publish(clause!("4"), "公开栏", self.title.as_str(), "正文").class("试办").public(self.public);
    }
}

impl Rules for Recall {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.withdraw(clause!("4"), self.announcement.id, self.reason.as_str());
    }
}

impl Rules for MoreTime {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.defer(clause!("5"), self.trial.id, self.until);
    }
}

impl Rules for Call {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.ask(DUTY_DESK).by(clause!("6")).because("由当天值班的人接待");
    }
}

/// Two uses of rooms a month are owed by everybody.
#[derive(Debug, Judgement)]
#[judgement(
    title = "用房义务",
    clause = "5",
    of = Person,
    every = Month,
    reads = [subject::<RoomUse>(Window::ThisMonth)],
    seen_by = [OFFICE_CLERK]
)]
pub struct Month;

impl Judge for Month {
    fn judge(context: &AssessmentContext<'_, ()>, assessment: &mut Assessment) {
        let uses = context.entries(RoomUse::ID).iter().map(|entry| entry.id).collect();
        assessment.obligation(clause!("5"), "用房", 2, uses).met_by::<RoomUse>();
    }
}

/// Rooms without a keeper are gaps.
#[derive(Debug, Judgement)]
#[judgement(
    title = "房间核对",
    clause = "3",
    of = Office,
    every = Month,
    id = "rooms-checked",
    reads = [office::<Room>(Window::Always)],
    seen_by = [OFFICE_CLERK]
)]
pub struct Rooms;

impl Judge for Rooms {
    fn judge(context: &AssessmentContext<'_, ()>, assessment: &mut Assessment) {
        for room in context.records::<Room>().filter(|room| room.form.keeper.is_none()) {
            // A story shows what a regulation that faults holds up: its own judgement alone.
            assert!(room.form.name != "故障", "this judgement faults");
            assessment.discrepancy(clause!("3"), room.date(), Some(room.id()), format!("{}没有保管人", room.form.name));
        }
    }
}

/// The roster, the views and the charts.
pub fn boards(extras: &mut Extras<'_>) {
    extras
        .roster("rota", "值班表", clause!("6"), DUTY_DESK)
        .eligible(&[SECTION_HEAD, OFFICE_CLERK, SUPERVISING_LEADER])
        .shifts(Cycle::Week, RosterDays::Every)
        .maintained_by(&[OFFICE_DIRECTOR]);
    extras
        .roster("nights", "夜班表", clause!("6"), DUTY_LEADER)
        .eligible(&[SECTION_HEAD, OFFICE_CLERK, SUPERVISING_LEADER])
        .shifts(Cycle::Week, RosterDays::Every)
        .maintained_by(&[OFFICE_DIRECTOR]);
    extras.bookings::<Room>("booked", "房间占用", clause!("3"));
    extras.roll("roll", "用房月表", clause!("3"), &[(RoomUse::ID, "√")], Audience::Anyone);
    extras.month("month", "用房日历", clause!("3"), &[RoomUse::ID], Audience::Anyone);
    extras
        .document_template::<Trial>("outcome", "试办结果", clause!("1"), "{office}（{way}）")
        .says("note", "station/result")
        .listing(&["people"])
        .sealed_after("last")
        .names_signer_when("way", &["one"]);
    extras.chart("on-time", "按期", clause!("1"), Trial::ID).on_time();
    extras.chart("uses", "用房", clause!("3"), RoomUse::ID).series_by_department();
    extras.chart("costs", "费用", clause!("3"), RoomUse::ID).sum("cost").by("room").lines().seen_by(&[OFFICE_CLERK]);
}
