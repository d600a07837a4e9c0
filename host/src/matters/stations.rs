//! The line of stations as people see it: who decides where, what was done there, and what a station waits for.

use super::{
    check::Docket,
    keeping::Keeping,
    paper::filled,
    places::{self, Slot},
    progress,
    stored::{Stored, Task},
};
use crate::{cite, law::OfficeLaw, names::Known, staff::Staff};
use guiju_api::{Act, Citation, Station};
use guiju_model::{Ballot, Mode, Moment, Route, Step, Verdict};
use std::collections::BTreeSet;

fn mode(mode: &Mode) -> String {
    match mode {
        Mode::One => "一人办理".to_owned(),
        Mode::Every => "会签，全部同意".to_owned(),
        Mode::InTurn => "依次办理".to_owned(),
        Mode::Circulate => "传阅".to_owned(),
        Mode::Inform => "抄送".to_owned(),
        Mode::File(bodies) => format!("报{}", bodies.join("、")),
        Mode::Vote(ballot) => format!("表决：应到 {} 人，赞成须达 {} 票", ballot.due, ballot.ayes_needed()),
    }
}

fn citations(law: &OfficeLaw, docket: &Docket, step: &Step) -> Vec<Citation> {
    let due = step.due.iter().map(|due| &due.clause);
    let mut clauses = step.clauses.iter().chain(due).collect::<Vec<_>>();
    clauses.dedup();
    clauses
        .into_iter()
        .filter_map(|clause| cite::named(law, docket.owner.manifest(), clause, docket.filed.date()))
        .collect()
}

fn station(law: &OfficeLaw, at: places::Station<'_>) -> Station {
    let places::Station { docket, staff, step, .. } = at;
    let (people, note) = match at.opening() {
        Ok(slots) => {
            let notes =
                slots.iter().map(|slot| slot.deciders.note.clone()).filter(|note| !note.is_empty()).collect::<Vec<_>>();
            let either = |Slot { deciders, .. }: &Slot| {
                deciders.people.iter().map(|id| staff.name(*id)).collect::<Vec<_>>().join(" 或 ")
            };
            (slots.iter().map(either).collect(), notes.join("；"))
        }
        Err(vacancy) => (Vec::new(), vacancy.refusal()),
    };
    Station {
        step: step.id.clone(),
        title: step.title.clone(),
        state: "coming".to_owned(),
        mode: mode(&step.mode),
        people,
        acts: Vec::new(),
        due: None,
        because: step.because.clone(),
        note,
        citations: citations(law, docket, step),
    }
}

/// The stations before anything is filed.
#[must_use]
pub fn coming(
    law: &OfficeLaw,
    staff: &Staff,
    docket: &Docket,
    subject: u64,
    route: &Route,
    now: Moment,
) -> Vec<Station> {
    let mut first = true;
    let keeping = Keeping::of(docket, route, &[]);
    let stations = route.steps.iter().map(|step| {
        let mut station = station(law, places::Station { docket, subject, staff, step, tasks: &[], keeping: &keeping });
        // Only the first station's clock starts at filing.
        if first && step.mode != Mode::Inform {
            station.due = progress::due(law, step, now).map(|due| due.to_string());
            first = false;
        }
        station
    });
    stations.collect()
}

fn verdict(task: &Task) -> &'static str {
    match (task.kind.as_str(), task.verdict) {
        ("advise", Some(_)) => "已提意见",
        ("correct", _) if task.state == "done" => "已修改",
        ("vote", Some(Verdict::Approved)) => "赞成",
        ("vote", Some(Verdict::Refused)) => "反对",
        (_, Some(Verdict::Abstained)) => "弃权",
        ("read", Some(_)) => "已阅",
        ("file", Some(Verdict::Noted)) => "已报送",
        (_, Some(Verdict::Approved)) => "同意",
        (_, Some(Verdict::Refused)) => "不同意",
        (_, Some(Verdict::Noted)) => "已办",
        (kind, None) => match (kind, task.state.as_str()) {
            ("read", "open") => "待阅",
            ("correct", "open") => "待修改",
            ("advise", "open") => "待提意见",
            (_, "open") => "待办",
            (_, "waiting") => "等待意见",
            (_, "later") => "稍后",
            (_, "returned") => "退回修改",
            (_, "transferred") => "已转办",
            (_, "reassigned") => "已改由他人办理",
            (_, "vacant") => "岗位空缺",
            _ => "",
        },
    }
}

fn acts(names: &Known<'_>, step: &Step, tasks: &[&Task]) -> Vec<Act> {
    let shown =
        tasks.iter().filter(|task| task.state != "cancelled" && task.state != "later" || task.done_at.is_some());
    shown
        .map(|task| Act {
            person: names.staff.name(task.done_by.unwrap_or(task.assignee)),
            instead_of: task.instead_of.map(|id| names.staff.name(id)),
            state: task.state.clone(),
            verdict: verdict(task).to_owned(),
            opinion: task.opinion.clone(),
            filled: filled(&step.fields, task.content.as_ref(), names),
            arrived: task.arrived.to_string(),
            done: task.done_at.map(|at| at.to_string()),
        })
        .collect()
}

/// How a ballot stands.
fn tally(ballot: &Ballot, tasks: &[&Task]) -> String {
    let count = |verdict| tasks.iter().filter(|task| task.verdict == Some(verdict)).count();
    let (ayes, nays, abstained) = (count(Verdict::Approved), count(Verdict::Refused), count(Verdict::Abstained));
    let open = tasks.iter().filter(|task| task.pending()).count();
    // Whoever left the station before voting is not there; a person is there once.
    let there = tasks.iter().filter(|task| task.pending() || task.state == "done");
    let present = there.map(|task| task.holder()).collect::<BTreeSet<_>>().len();
    let needed = ballot.ayes_needed() as usize;
    let outcome = if ayes >= needed {
        "已达到".to_owned()
    } else if ayes + open < needed {
        "已不可能达到".to_owned()
    } else {
        format!("还差 {} 票", needed - ayes)
    };
    format!(
        "应到 {} 人，到会 {present} 人；赞成 {ayes}、反对 {nays}、弃权 {abstained}、未投 {open}；须赞成 {needed} 票，{outcome}",
        ballot.due
    )
}

/// The stations of a matter that was filed, with what was done at each.
#[must_use]
pub fn line(law: &OfficeLaw, names: &Known<'_>, docket: &Docket, stored: &Stored, tasks: &[Task]) -> Vec<Station> {
    let keeping = Keeping::of(docket, &stored.route, tasks);
    let stations = stored.route.steps.iter().map(|step| {
        let all = tasks.iter().filter(|task| task.step == step.id).collect::<Vec<_>>();
        let round = all.iter().filter(|task| task.round == stored.round).copied().collect::<Vec<_>>();
        let mut station = station(
            law,
            places::Station { docket, subject: stored.subject, staff: names.staff, step, tasks, keeping: &keeping },
        );
        // Returns stay visible: the acts of earlier rounds stand before those of this one.
        station.acts = acts(names, step, &all);
        if let (Mode::Vote(ballot), false) = (&step.mode, round.is_empty()) {
            station.mode = format!("表决：{}", tally(ballot, &round));
        }
        let open = round.iter().any(|task| task.pending());
        let refused = round.iter().any(|task| task.verdict == Some(Verdict::Refused) && task.kind != "vote");
        station.state = if refused {
            "refused"
        } else if open && step.mode != Mode::Inform {
            "current"
        } else if round.iter().any(|task| task.state == "done") || step.mode == Mode::Inform && !round.is_empty() {
            "done"
        } else if round.iter().any(|task| task.state == "returned") {
            "returned"
        } else {
            "coming"
        }
        .to_owned();
        station.due = round.iter().filter(|task| task.pending()).find_map(|task| task.due).map(|due| due.to_string());
        if let Some(noted) = round.iter().rev().find(|task| !task.note.is_empty() && task.decides()) {
            station.note = noted.note.clone();
        }
        if round.iter().any(|task| task.state == "vacant") {
            station.note = waits(docket, stored, names.staff, step, tasks);
        }
        station
    });
    stations.collect()
}

/// What a station waits for at which a place is vacant.
fn waits(docket: &Docket, stored: &Stored, staff: &Staff, step: &Step, tasks: &[Task]) -> String {
    let round = tasks.iter().filter(|task| task.round == stored.round).cloned().collect::<Vec<_>>();
    let keeping = Keeping::of(docket, &stored.route, tasks);
    let station = places::Station { docket, subject: stored.subject, staff, step, tasks: &round, keeping: &keeping };
    let vacancies = station.slots(|_| false).into_iter().filter_map(|slot| slot.vacancy);
    vacancies.map(|vacancy| vacancy.waits()).collect::<Vec<_>>().join("；")
}
