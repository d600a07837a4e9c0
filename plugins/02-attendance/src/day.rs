//! 一（一）至（三）: what each session of a day is, from punches, leave, outings and statements.
//!
//! Sessions are judged, not days: two half days of different kinds fit into one day, and a punched morning stands beside
//! an afternoon of leave.

use crate::{
    forms::{Inspection, Leave, LeaveReturn, OffPost, Outing, Statement},
    lateness,
    parameters::Numbers,
    punches::{Bounds, Punched},
};
use guiju_sdk::{model::Session, prelude::*};

/// What a session counts as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    Worked,
    Late(i64),
    Early(i64),
    /// Both late and early.
    LateAndEarly(i64, i64),
    OnLeave(&'static str),
    Out,
    Excused,
    /// A statement waits for the leader, or may still be written.
    Pending(&'static str),
    /// Whoever refuses the post that he was given is absent, punched or not.
    Refused,
    /// With the minutes, if it comes from coming too late or leaving too early.
    Absent(Option<i64>),
}

impl Presence {
    /// What so many minutes of coming late and of leaving early come to.
    fn at_work(late: i64, early: i64, numbers: &Numbers) -> Self {
        if late > numbers.late_limit || early > numbers.early_limit {
            return Self::Absent(Some(late.max(early)));
        }
        match (late, early) {
            (0, 0) => Self::Worked,
            (late, 0) => Self::Late(late),
            (0, early) => Self::Early(early),
            (late, early) => Self::LateAndEarly(late, early),
        }
    }
}

/// A judged session with the records it rests on.
#[derive(Debug)]
pub struct Attended {
    pub half_day: HalfDay,
    pub presence: Presence,
    pub evidence: Vec<u64>,
    /// An outing within a session that was punched all the same.
    pub also_out: bool,
    /// Minutes off post without leave or outing, each with its record.
    pub off_post: Vec<(i64, u64)>,
}

/// The records of one person and period.
pub struct AttendedDays<'a> {
    punches: Vec<Punched>,
    leave: Vec<Record<'a, Leave>>,
    returns: Vec<Record<'a, LeaveReturn>>,
    outings: Vec<Record<'a, Outing>>,
    statements: Vec<Record<'a, Statement>>,
    off_post: Vec<Record<'a, OffPost>>,
    refusals: Vec<Record<'a, Inspection>>,
}

impl<'a> AttendedDays<'a> {
    pub fn of(context: &AssessmentContext<'a, Numbers>) -> Self {
        let punches = context.entries("punch").iter().map(|entry| (Moment(entry.starts), entry.id)).collect();
        Self {
            punches,
            leave: context.records().filter(Record::completed).collect(),
            returns: context.records().collect(),
            outings: context.records().collect(),
            statements: context.records().collect(),
            off_post: context.records().collect(),
            refusals: context
                .records::<Inspection>()
                .filter(|found| found.completed() && found.form.is_refusal(&context.parameters))
                .collect(),
        }
    }

    /// Judges every session of the day; none on a day of rest.
    pub fn day(&self, date: Date, context: &AssessmentContext<'_, Numbers>) -> Vec<Attended> {
        let sessions = context.calendar().sessions(date);
        let halves = [Half::Am, Half::Pm].into_iter().zip(sessions);
        let punches = self.punches.iter().filter(|(moment, _)| moment.date() == date).copied().collect::<Vec<_>>();
        let sessions = halves.clone().map(|(half, session)| (HalfDay { date, half }, *session)).collect::<Vec<_>>();
        let judged = |(half_day, session): &(HalfDay, Session)| {
            let mut judged = self.session(*half_day, *session, &sessions, &punches, context);
            self.beside(&mut judged, *session);
            judged
        };
        sessions.iter().map(judged).collect()
    }

    /// What else there was in the session: an outing beside punches, and absence from the post that neither leave nor an outing
    /// covers.
    fn beside(&self, judged: &mut Attended, session: Session) {
        if matches!(judged.presence, Presence::OnLeave(_) | Presence::Out) {
            return;
        }
        let date = judged.half_day.date;
        let (start, end) = (date.at(session.start), date.at(session.end));
        judged.also_out = self.outings.iter().any(|out| out.form.over.from < end && out.form.over.to > start);
        let covered = |at: Moment| self.outings.iter().any(|out| out.form.over.from <= at && at <= out.form.over.to);
        let here = |record: &&Record<'_, OffPost>| {
            let from = record.form.absent.from;
            HalfDay::of(from) == judged.half_day && !covered(from)
        };
        let minutes = |record: &Record<'_, OffPost>| (record.form.absent.to.0 - record.form.absent.from.0) / 60;
        judged.off_post = self.off_post.iter().filter(here).map(|record| (minutes(record), record.id())).collect();
    }

    fn session(
        &self,
        half_day: HalfDay,
        session: Session,
        day: &[(HalfDay, Session)],
        punches: &[Punched],
        context: &AssessmentContext<'_, Numbers>,
    ) -> Attended {
        let judged =
            |presence, evidence| Attended { half_day, presence, evidence, also_out: false, off_post: Vec::new() };
        if let Some(refused) = self.refusals.iter().find(|refused| refused.form.on == half_day.date) {
            return judged(Presence::Refused, vec![refused.id()]);
        }
        if let Some(leave) = self.leave.iter().find(|leave| leave.form.span.covers(half_day)) {
            return judged(Presence::OnLeave(leave.form.kind.label()), vec![leave.id()]);
        }
        if let Some(leave) = self.overdue(half_day, context) {
            return judged(Presence::Absent(None), vec![leave]);
        }
        if let Some(statement) = self.statements.iter().find(|statement| statement.form.missed.covers(half_day)) {
            let presence = if statement.completed() {
                Presence::Excused
            } else {
                Presence::Pending("情况说明待分管领导核实")
            };
            return judged(presence, vec![statement.id()]);
        }
        let (start, end) = (half_day.date.at(session.start), half_day.date.at(session.end));
        let is_alone = self.is_alone(half_day, day);
        let Bounds { came, left } = Bounds::of(half_day, session, day, punches, is_alone, &context.parameters);
        let evidence = came.iter().chain(&left).map(|(_, id)| *id).collect::<Vec<_>>();
        if came.is_none() && left.is_none() {
            let outing = self.outing_instead((start, end), half_day, !punches.is_empty() && !is_alone, context);
            return match outing {
                Some(outing) => judged(Presence::Out, vec![outing]),
                None if self.may_explain(half_day, context) => judged(Presence::Pending("待本人说明"), evidence),
                None => judged(Presence::Absent(None), evidence),
            };
        }
        let late = came.map_or(0, |(came, _)| self.unexcused(lateness::late(start, came), (start, came), context));
        let early = left.map_or(0, |(left, _)| self.unexcused(lateness::early(end, left), (left, end), context));
        judged(Presence::at_work(late, early, &context.parameters), evidence)
    }

    /// Whether the other session of the day is none that punches are owed for: then both punches belong to this one.
    fn is_alone(&self, half_day: HalfDay, day: &[(HalfDay, Session)]) -> bool {
        let other = day.iter().find(|(other, _)| *other != half_day);
        other.is_none_or(|(other, _)| self.leave.iter().any(|leave| leave.form.span.covers(*other)))
    }

    /// Minutes of a time that outings cover. They come in the order in which they begin.
    fn minutes_out(&self, (from, to): (Moment, Moment)) -> i64 {
        let (mut covered, mut until) = (0, from.0);
        for outing in &self.outings {
            let begins = outing.form.over.from.0.max(until);
            let ends = outing.form.over.to.0.min(to.0);
            if begins < ends {
                covered += ends - begins;
                until = ends;
            }
        }
        covered / 60
    }

    /// 01#3: the minutes of coming late or leaving early that no outing covers. Who comes in right after an outing is not late.
    fn unexcused(&self, minutes: i64, time: (Moment, Moment), context: &AssessmentContext<'_, Numbers>) -> i64 {
        let out = self.minutes_out(time);
        let left = (minutes - out).max(0);
        if out > 0 && left <= context.parameters.outing_grace { 0 } else { left }
    }

    /// The outing that stands for the missing punches of a session: at the side at which they are owed, if the day has others
    /// (`is_seen`), else over nearly all of it.
    fn outing_instead(
        &self,
        (start, end): (Moment, Moment),
        half_day: HalfDay,
        is_seen: bool,
        context: &AssessmentContext<'_, Numbers>,
    ) -> Option<u64> {
        let owed_at = if half_day.half == Half::Am { start } else { end };
        let outing = self.outings.iter().find(|out| out.form.over.from <= owed_at && owed_at <= out.form.over.to);
        let one_side = is_seen && context.parameters.punches_per_day < 4;
        let rest = (end.0 - start.0) / 60 - self.minutes_out((start, end));
        outing.filter(|_| one_side || rest <= context.parameters.late_limit).map(Record::id)
    }

    /// 1.3: whether it may still be said why nobody punched.
    fn may_explain(&self, half_day: HalfDay, context: &AssessmentContext<'_, Numbers>) -> bool {
        let until = context.calendar().working_days_after(half_day.date, context.parameters.explain_within);
        context.now().date() <= until
    }

    /// 2.2.2a: days after a leave that was neither reported back nor extended.
    fn overdue(&self, half_day: HalfDay, context: &AssessmentContext<'_, Numbers>) -> Option<u64> {
        let punched = self.punches.iter().any(|(moment, _)| moment.date() == half_day.date);
        let leave = self.leave.iter().find(|leave| {
            let ended = leave.form.span.to().date;
            let grace = context.calendar().working_days_after(ended, context.parameters.return_grace);
            half_day.date > grace && half_day.date <= grace.plus(31)
        })?;
        let back =
            self.returns.iter().any(|back| back.form.leave.id == leave.id() && back.form.back_on <= half_day.date);
        (!back && !punched && !self.punched_since(leave.form.span.to().date, half_day.date)).then(|| leave.id())
    }

    fn punched_since(&self, after: Date, until: Date) -> bool {
        self.punches.iter().any(|(moment, _)| moment.date() > after && moment.date() <= until)
    }
}
