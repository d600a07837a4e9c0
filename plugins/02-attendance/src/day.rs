//! 一（一）至（三）: what each session of a day is, from punches, leave, outings and statements.
//!
//! Sessions are judged, not days: two half days of different kinds fit into one day, and a punched morning stands beside
//! an afternoon of leave.

use crate::{
    forms::{Leave, LeaveReturn, OffPost, Outing, Statement},
    lateness,
    parameters::Numbers,
};
use guiju_sdk::{model::Session, prelude::*};

/// A punch with its record.
type Punched = (Moment, u64);

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
    /// With the minutes, if it comes from coming too late or leaving too early.
    Absent(Option<i64>),
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
}

impl<'a> AttendedDays<'a> {
    pub fn of(context: &AssessmentContext<'a, Numbers>) -> Self {
        let punches = context.entries("punch").iter().map(|entry| (Moment(entry.starts), entry.id)).collect();
        Self {
            punches,
            leave: context.records().filter(Record::completed).collect(),
            returns: context.records().collect(),
            outings: context.records().collect(),
            statements: context.records().filter(Record::completed).collect(),
            off_post: context.records().collect(),
        }
    }

    /// Judges every session of the day; none on a day of rest.
    pub fn day(&self, date: Date, context: &AssessmentContext<'_, Numbers>) -> Vec<Attended> {
        let sessions = context.calendar().sessions(date);
        let halves = [Half::Am, Half::Pm].into_iter().zip(sessions);
        let punches = self.punches.iter().filter(|(moment, _)| moment.date() == date).collect::<Vec<_>>();
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
        punches: &[&Punched],
        context: &AssessmentContext<'_, Numbers>,
    ) -> Attended {
        let judged =
            |presence, evidence| Attended { half_day, presence, evidence, also_out: false, off_post: Vec::new() };
        if let Some(leave) = self.leave.iter().find(|leave| leave.form.span.covers(half_day)) {
            return judged(Presence::OnLeave(leave.form.kind.label()), vec![leave.id()]);
        }
        if let Some(leave) = self.overdue(half_day, context) {
            return judged(Presence::Absent(None), vec![leave]);
        }
        if let Some(statement) = self.statements.iter().find(|statement| statement.form.missed.covers(half_day)) {
            return judged(Presence::Excused, vec![statement.id()]);
        }
        let (start, end) = (half_day.date.at(session.start), half_day.date.at(session.end));
        let outing = self.outings.iter().find(|outing| outing.form.over.from < end && outing.form.over.to > start);

        let (first, last) = self.bounds(half_day, session, day, punches, context);
        let evidence = [first, last].into_iter().flatten().map(|(_, id)| *id).collect::<Vec<_>>();
        // An outing excuses the side of the session that it covers.
        let excused = |moment: Moment| outing.is_some_and(|o| o.form.over.from <= moment && moment <= o.form.over.to);
        if first.is_none() && last.is_none() {
            return match outing {
                Some(outing) => judged(Presence::Out, vec![outing.id()]),
                None => judged(Presence::Absent(None), evidence),
            };
        }
        let late = first.map_or(0, |(moment, _)| lateness::late(start, *moment));
        let early = last.map_or(0, |(moment, _)| lateness::early(end, *moment));
        let late = if excused(start) { 0 } else { late };
        let early = if excused(end) { 0 } else { early };
        let Numbers { late_limit, early_limit, .. } = context.parameters;
        let presence = if late > late_limit || early > early_limit {
            Presence::Absent(Some(late.max(early)))
        } else {
            match (late, early) {
                (0, 0) => Presence::Worked,
                (late, 0) => Presence::Late(late),
                (0, early) => Presence::Early(early),
                (late, early) => Presence::LateAndEarly(late, early),
            }
        };
        judged(presence, evidence)
    }

    /// The punches that open and close a session. With two punches a day the first opens the morning and the last closes
    /// the afternoon, unless the other session is leave or out: then both belong to this one.
    fn bounds<'p>(
        &self,
        half_day: HalfDay,
        session: Session,
        day: &[(HalfDay, Session)],
        punches: &[&'p Punched],
        context: &AssessmentContext<'_, Numbers>,
    ) -> (Option<&'p Punched>, Option<&'p Punched>) {
        let other = day.iter().find(|(other, _)| *other != half_day);
        let alone = other.is_none_or(|(other, _)| self.leave.iter().any(|leave| leave.form.span.covers(*other)));
        if context.parameters.punches_per_day < 4 && !alone {
            return match punches {
                [] => (None, None),
                [one] => {
                    // A single punch stands for the session it is nearer to; the other has none.
                    let noon =
                        i64::from(day.first().map_or(720, |(_, s)| s.end) + day.last().map_or(720, |(_, s)| s.start))
                            / 2;
                    let morning = i64::from(one.0.minutes()) < noon;
                    match (morning, half_day.half) {
                        (true, Half::Am) => (Some(*one), None),
                        (false, Half::Pm) => (None, Some(*one)),
                        _ => (None, None),
                    }
                }
                [first, .., last] => {
                    if half_day.half == Half::Am {
                        // Who has gone home before the afternoon began closes the morning.
                        let gone = day.last().is_some_and(|(_, next)| last.0.minutes() < next.start);
                        (Some(*first), gone.then_some(*last))
                    } else {
                        let came = first.0.minutes() >= session.start
                            || first.0.minutes() > day.first().map_or(720, |(_, s)| s.end);
                        let stayed = last.0.minutes() >= session.start;
                        (came.then_some(*first), stayed.then_some(*last))
                    }
                }
            };
        }
        // Each session has its own: between halfway from the session before and halfway to the one after.
        let earlier =
            day.iter().filter(|(o, _)| *o < half_day).map(|(_, s)| (s.end + session.start) / 2).max().unwrap_or(0);
        let later = day
            .iter()
            .filter(|(o, _)| *o > half_day)
            .map(|(_, s)| (session.end + s.start) / 2)
            .min()
            .unwrap_or(24 * 60);
        let mine = || punches.iter().copied().filter(|(m, _)| (earlier..=later).contains(&m.minutes()));
        match (mine().next(), mine().next_back()) {
            (Some(first), Some(last)) if first.1 != last.1 => (Some(first), Some(last)),
            (Some(one), _) => {
                let middle = (session.start + session.end) / 2;
                if one.0.minutes() <= middle { (Some(one), None) } else { (None, Some(one)) }
            }
            _ => (None, None),
        }
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
