//! Random commands over a small office: after each of them the rows of matters are what their events come to.

use crate::{
    modes::ACTIONS,
    tenure::{CHAIR, WAYS},
};
use anyhow::{Context, Result, ensure};
use guiju_api::{ActionOffered, ActionRequest, MatterShown, PersonEntry, YearFile};
use guiju_model::Moment;
use guiju_tests::{Office, Person, on_each_database};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Commands of a course.
const COMMANDS: usize = 220;
/// After so many commands all rows are compared; those of matters are after each.
const ROWS_EVERY: usize = 40;
/// What the applicant may be offered; deciders are offered [`ACTIONS`]. A course has to meet all of it.
const OF_APPLICANTS: [&str; 3] = ["withdraw", "remind", "resubmit"];
const LOGINS: [&str; 8] = ["zhou", "zhao", "sun", "wu", "chen", "wang", "li", "liu"];

/// A command of a course.
#[derive(Debug)]
enum Command {
    /// Somebody files a trial of named people, or of whoever holds an office.
    Files { by: usize, form: &'static str, content: Value },
    /// Somebody does something that he is offered on a matter.
    Acts { by: usize, matter: u64, action: ActionRequest },
    /// So many hours pass, and the jobs run a round.
    Waits(i64),
    /// The chair is given to somebody, or to nobody.
    Chairs(Option<usize>),
    /// 刘洋 leaves, or comes back.
    Leaves(bool),
    /// Somebody hands his work over to another for some hours.
    HandsOver { from: usize, to: usize, hours: i64 },
    /// A year of the calendar is published, with a holiday on so many of its first days.
    Publishes(u32),
}

/// A course: an office, whoever is in it, and what has happened.
struct Course<'a> {
    office: &'a Office,
    people: Vec<Person>,
    random: fastrand::Rng,
    matters: Vec<u64>,
    hours: i64,
    /// Id of whoever may leave.
    leaver: u64,
    has_left: bool,
    /// Actions that were accepted.
    done: BTreeSet<String>,
}

impl<'a> Course<'a> {
    async fn begin(office: &'a Office, seed: u64) -> Result<Self> {
        office.bind("workbench").await?;
        let mut people = Vec::new();
        for login in LOGINS {
            people.push(office.person(login).await?);
        }
        let random = fastrand::Rng::with_seed(seed);
        let leaver = people.last().context("people")?.id;
        Ok(Self {
            office,
            people,
            random,
            matters: Vec::new(),
            hours: 0,
            leaver,
            has_left: false,
            done: BTreeSet::new(),
        })
    }

    fn anybody(&mut self) -> usize {
        self.random.usize(..self.people.len())
    }

    fn anybodys_id(&mut self) -> u64 {
        let index = self.anybody();
        self.people[index].id
    }

    fn files(&mut self) -> Command {
        let (by, way, last) = (self.anybody(), WAYS[self.random.usize(..WAYS.len())], self.anybodys_id());
        if self.random.u8(..4) == 0 {
            let content = json!({ "way": way, "first": "chair", "last": last, "note": "职务" });
            return Command::Files { by, form: "workbench/tenure", content };
        }
        let mut people = (0..self.random.usize(1..=3)).map(|_| self.anybodys_id()).collect::<Vec<_>>();
        people.sort_unstable();
        people.dedup();
        let content = json!({ "way": way, "people": people, "last": last, "note": "试" });
        Command::Files { by, form: "workbench/trial", content }
    }

    /// Something that somebody is offered on a matter: more often on one of the last, which are still under way.
    async fn acts(&mut self) -> Result<Option<Command>> {
        for _ in 0..40 {
            let latest = self.matters.len().saturating_sub(8);
            let Some(matter) = self.random.choice(self.matters.iter().skip(latest)).copied() else { return Ok(None) };
            let by = self.anybody();
            let (status, shown) = self.people[by].look(&format!("/api/matters/{matter}")).await?;
            if !status.is_success() {
                continue;
            }
            let shown = shown.read::<MatterShown>()?;
            // What has not happened yet in this course comes first.
            let new = shown.actions.iter().filter(|offered| !self.done.contains(&offered.action)).collect::<Vec<_>>();
            let offered = if new.is_empty() { shown.actions.iter().collect() } else { new };
            let Some(offered) = self.random.choice(offered) else { continue };
            let action = self.filled(&shown, offered);
            return Ok(Some(Command::Acts { by, matter, action }));
        }
        Ok(None)
    }

    fn filled(&mut self, shown: &MatterShown, offered: &ActionOffered) -> ActionRequest {
        let content = match offered.action.as_str() {
            "approve" if !offered.fields.is_empty() => Some(json!({ "result": "好" })),
            "file" => Some(json!({ "filing_number": "区办〔2026〕1号", "filed_on": "2026-03-02" })),
            "resubmit" => {
                let mut content = shown.content.clone();
                content["last"] = json!(self.anybodys_id());
                Some(content)
            }
            _ => None,
        };
        ActionRequest {
            action: offered.action.clone(),
            version: shown.version,
            task: offered.task,
            opinion: Some("看过".to_owned()),
            content,
            person: offered.needs_person.then(|| self.anybodys_id()),
            straight_back: self.random.bool(),
        }
    }

    async fn next(&mut self) -> Result<Command> {
        Ok(match self.random.u8(..20) {
            0..=3 => self.files(),
            4 => Command::Waits(self.random.i64(1..40)),
            5 => {
                let nobody = self.random.u8(..4) == 0;
                Command::Chairs((!nobody).then(|| self.anybody()))
            }
            6 => Command::Leaves(!self.has_left),
            7 => {
                let (from, to, hours) = (self.anybody(), self.anybody(), self.random.i64(1..30));
                Command::HandsOver { from, to, hours }
            }
            8 => Command::Publishes(self.random.u32(1..5)),
            _ => match self.acts().await? {
                Some(command) => command,
                None => self.files(),
            },
        })
    }

    fn moment(&self, hours: i64) -> String {
        Moment(guiju_model::Date::new(2026, 3, 2).map_or(0, |day| day.at(9 * 60).0) + (self.hours + hours) * 60)
            .to_string()
            .replace(' ', "T")
    }

    /// Carries a command out. One may be refused; a server that fails is none that refuses.
    async fn carry_out(&mut self, command: &Command) -> Result<()> {
        let keeper = &self.people[0];
        let (status, answer) = match command {
            Command::Files { by, form, content } => {
                let (status, answer) = self.people[*by].files(form, content.clone()).await?;
                if status.is_success() {
                    self.matters.push(answer.read::<guiju_api::Filed>()?.id);
                }
                (status, answer)
            }
            Command::Acts { by, matter, action } => {
                let (status, answer) = self.people[*by].acts(*matter, action).await?;
                if status.is_success() {
                    self.done.insert(action.action.clone());
                }
                (status, answer)
            }
            Command::Waits(hours) => {
                self.hours += hours;
                return self.office.at(&self.moment(0)).await;
            }
            Command::Chairs(holder) => {
                let holder = holder.map(|index| &self.people[index]);
                return keeper.fills("人大工委主任", holder, &[CHAIR]).await;
            }
            Command::Leaves(left) => {
                let (id, name, department) = (self.leaver, "刘洋".to_owned(), "社会科".to_owned());
                let badge = Some("9".to_owned());
                let entry =
                    PersonEntry { id: Some(id), name, department, badge, left: *left, ..PersonEntry::default() };
                let (status, answer) = keeper.post("/api/people", &entry).await?;
                if status.is_success() {
                    self.has_left = *left;
                    // His account ended with the first time; another one acts in his stead.
                    let index = self.people.len() - 1;
                    self.people[index] = self.office.person("zhang").await?;
                }
                (status, answer)
            }
            Command::HandsOver { from, to, hours } if from == to => return Ok(()),
            Command::HandsOver { from, to, hours } => {
                let (from, to) = (&self.people[*from], &self.people[*to]);
                return self.office.delegated(from, to, &self.moment(0), &self.moment(*hours)).await;
            }
            Command::Publishes(days) => {
                let text = format!("holiday 2026-03-02 2026-03-0{} 试\n", days + 1);
                keeper.post("/api/calendar", &YearFile { text }).await?
            }
        };
        ensure!(!status.is_server_error(), "{status} {answer}");
        Ok(())
    }
}

/// A course of random commands, which a seed repeats.
async fn course(office: &Office, seed: u64) -> Result<()> {
    let mut course = Course::begin(office, seed).await?;
    let evidence = office.evidence();
    for n in 0..COMMANDS {
        let command = course.next().await?;
        let told = || format!("seed {seed}, command {n}: {command:?}");
        course.carry_out(&command).await.with_context(told)?;
        let compared = evidence.matters_follow().await.with_context(told)?;
        ensure!(compared == course.matters.len() as u64, "{}: {compared} matters follow from events", told());
        if n % ROWS_EVERY == 0 {
            evidence.holds().await.with_context(told)?;
        }
    }
    let never =
        ACTIONS.iter().chain(&OF_APPLICANTS).filter(|action| !course.done.contains(**action)).collect::<Vec<_>>();
    ensure!(never.is_empty(), "seed {seed}: nobody did {never:?}; {} matters were filed", course.matters.len());
    Ok(())
}

/// The seed of a course: the one that `GUIJU_TEST_SEED` names, or always the same.
fn seed(usual: u64) -> u64 {
    std::env::var("GUIJU_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(usual)
}

on_each_database! {
    /// Filing, every action, time, hand-overs, posts, people who leave, and a calendar that is counted anew, in any order.
    whatever_happens(office, "2026-03-02T09:00") {
        course(&office, seed(18)).await
    }
}
