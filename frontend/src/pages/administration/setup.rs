//! The setup of a new office: the steps with their progress, and the roles with and without a holder.

use crate::{
    api::{self, ApiResult, Session},
    components::{
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{fill, t, text},
    state::resource::ApiResource,
};
use guiju_api::{CalendarYear, EntranceShown, PersonShown, RegulationOffered, RoleShown};
use leptos::prelude::*;
use leptos_router::components::A;

/// What the progress of the setup is derived from.
#[derive(Clone)]
struct SetupData {
    people: Vec<PersonShown>,
    roles: Vec<RoleShown>,
    years: Vec<CalendarYear>,
    regulations: Vec<RegulationOffered>,
    entrances: Vec<EntranceShown>,
}

async fn load() -> ApiResult<SetupData> {
    Ok(SetupData {
        people: api::get("/api/people".to_owned()).await?,
        roles: api::get("/api/roles".to_owned()).await?,
        years: api::get("/api/calendar".to_owned()).await?,
        regulations: api::get("/api/regulations".to_owned()).await?,
        entrances: api::get("/api/entrances".to_owned()).await?,
    })
}

/// A step of the setup.
struct Step {
    title: &'static str,
    /// Progress of the step.
    progress: String,
    done: bool,
    /// Page on which the step is done.
    href: &'static str,
    /// Label of the link to that page.
    action: &'static str,
    /// Explanation, shown while it is the next step.
    explanation: &'static str,
}

impl SetupData {
    /// People who work in the office.
    fn staff(&self) -> impl Iterator<Item = &PersonShown> {
        self.people.iter().filter(|person| person.active)
    }

    /// Roles without a holder.
    fn vacant(&self) -> Vec<&RoleShown> {
        self.roles.iter().filter(|role| role.holders.is_empty()).collect()
    }

    /// The steps in their order, for the current year.
    fn steps(&self, year: i64) -> [Step; 5] {
        [self.people_step(), self.posts_step(), self.calendar_step(year), self.regulations_step(), self.links_step()]
    }

    fn people_step(&self) -> Step {
        let mut departments = self.staff().map(|person| person.department).collect::<Vec<_>>();
        departments.sort_unstable();
        departments.dedup();
        let (staff, badgeless) = (self.staff().count(), self.staff().filter(|person| person.badge.is_none()).count());
        let here = fill(text::setup::DEPARTMENT_AND_PEOPLE_COUNT, &[&departments.len(), &staff]);
        let badges = (badgeless > 0).then(|| fill(text::setup::WITHOUT_BADGE_NUMBER, &[&badgeless]));
        Step {
            title: t(text::setup::DEPARTMENTS_AND_PEOPLE),
            progress: [Some(here), badges].into_iter().flatten().collect::<Vec<_>>().join("；"),
            // The administrator who sets up is one person.
            done: staff > 1,
            href: "/administration/people",
            action: if staff > 1 { t(text::common::CHANGE) } else { t(text::setup::ENTER_PEOPLE) },
            explanation: t(text::setup::ONE_ONE_FROM_TABLE_FIRST),
        }
    }

    fn posts_step(&self) -> Step {
        Step {
            title: t(text::setup::POSTS_ROLES),
            progress: t(text::setup::WHO_HOLDS_WHAT_WHO_STANDS).to_owned(),
            done: self.vacant().is_empty(),
            href: "/administration/posts",
            action: t(text::setup::SET_POSTS),
            explanation: t(text::setup::ONE_ONE_FROM_TABLE_FIRST),
        }
    }

    fn calendar_step(&self, year: i64) -> Step {
        let published = self.years.iter().any(|one| one.year == year && one.published);
        let holidays =
            if published { text::setup::HOLIDAYS_KNOWN } else { text::setup::HOLIDAYS_NOT_PUBLISHED_DAYS_COUNTED };
        Step {
            title: t(text::common::WORK_CALENDAR),
            progress: fill(holidays, &[&year]),
            done: published,
            href: "/administration/calendar",
            action: t(text::setup::OPEN_CALENDAR),
            explanation: t(text::setup::ONCE_HOLIDAY_NOTICE_ISSUED_ENTER),
        }
    }

    fn regulations_step(&self) -> Step {
        let clauses = self.regulations.iter().map(|one| one.clauses).sum::<u64>();
        Step {
            title: t(text::setup::REGULATIONS_NUMBERS),
            progress: fill(text::setup::REGULATIONS_WITH_CLAUSES_EACH_NUMBER, &[&self.regulations.len(), &clauses]),
            done: !self.regulations.is_empty(),
            href: "/regulations",
            action: t(text::setup::CHECK),
            explanation: t(text::setup::FORMS_REGISTERS_ASSESSMENTS_COME_WITH),
        }
    }

    fn links_step(&self) -> Step {
        Step {
            title: t(text::common::ENTRANCES_WITHOUT_LOG_IN),
            progress: match self.entrances.len() {
                0 => t(text::setup::SCREENS_IN_HALL_NOTICE_BOARDS).to_owned(),
                count => fill(text::setup::OPENED, &[&count]),
            },
            done: !self.entrances.is_empty(),
            href: "/administration/entrances",
            action: t(text::common::OPEN),
            explanation: "",
        }
    }
}

/// The steps, and the roles at the side.
#[component]
pub fn Setup() -> impl IntoView {
    let year = i64::from(expect_context::<Session>().today().parts().0);
    let known = ApiResource::new(load);
    show_resource(known, move |known: SetupData| {
        view! {
            <div class="home">
                <Steps steps=known.steps(year)/>
                <div><VacantRoles roles=known.vacant().into_iter().cloned().collect()/><FilledRoles roles=known.roles/></div>
            </div>
        }
    })
}

/// The list of steps; the first that is not done is open.
#[component]
fn Steps(steps: [Step; 5]) -> impl IntoView {
    let (all, done) = (steps.len(), steps.iter().filter(|step| step.done).count());
    let now = steps.iter().position(|step| !step.done);
    let step = |(index, step): (usize, Step)| {
        let open = now == Some(index);
        let (class, current) = match (step.done, open) {
            (true, _) => ("done", None),
            (_, true) => ("now", Some("step")),
            _ => ("", None),
        };
        let mark = if step.done { icon(drawing::LuCheck.data) } else { (index + 1).into_any() };
        let state = if step.done { t(text::common::DONE) } else { t(text::setup::NOT_DONE) };
        let explanation =
            (open && !step.explanation.is_empty()).then(|| view! { <p class="how soft small">{step.explanation}</p> });
        view! {
            <li class=class aria-current=current>
                <span class="mark" aria-hidden="true">{mark}</span>
                <div><strong>{step.title}</strong><span class="visually-hidden">{state}</span><div class="soft small">{step.progress}</div></div>
                <A href=step.href attr:class=if open { "button" } else { "" }>{step.action}</A>
                {explanation}
            </li>
        }
        .into_any()
    };
    let lines = steps.into_iter().enumerate().map(step).collect::<Vec<_>>();
    let summary = fill(text::setup::STEPS_DONE, &[&all, &done]);
    view! {
        <section class="sheet flush">
            <div class="top"><h2>{t(text::setup::GETTING_STARTED)}</h2><span class="soft small">{summary.clone()}</span></div>
            <progress class="far" max=all.to_string() value=done.to_string() aria-label=summary></progress>
            <ol class="tasks">{lines}</ol>
        </section>
    }
}

/// The roles without a holder, and the regulations that cannot be followed without them.
#[component]
fn VacantRoles(roles: Vec<RoleShown>) -> impl IntoView {
    if roles.is_empty() {
        return view! { <section class="sheet"><h2>{t(text::setup::ROLES_STILL_VACANT)}</h2><p class="good">{t(text::setup::EVERY_ROLE_HELD)}</p></section> }
            .into_any();
    }
    let count = fill(text::setup::ROLE_COUNT, &[&roles.len()]);
    let line = |role: RoleShown| {
        let of = fill(text::setup::WHAT_NEEDS_CANNOT_SENT_ON, &[&role.regulations.join("、")]);
        view! { <li><div class="row"><strong>{role.label}</strong><A href="/administration/posts" attr:class="button small push">{t(text::setup::ASSIGN)}</A></div><div class="soft small">{of}</div></li> }.into_any()
    };
    let lines = roles.into_iter().map(line).collect::<Vec<_>>();
    view! {
        <section class="sheet flush">
            <div class="top"><h2>{t(text::setup::ROLES_STILL_VACANT)}</h2><span class="tag warn">{icon(drawing::LuCircleAlert.data)}{count}</span></div>
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}

/// The roles with a holder.
#[component]
fn FilledRoles(roles: Vec<RoleShown>) -> impl IntoView {
    const SHOWN: usize = 8;
    let filled = roles.into_iter().filter(|role| !role.holders.is_empty()).collect::<Vec<_>>();
    let all = fill(text::setup::ALL, &[&filled.len()]);
    let line = |role: RoleShown| {
        view! { <li><span class="soft small">{role.label}</span><strong>{role.holders.join("、")}</strong></li> }
            .into_any()
    };
    let lines = filled.into_iter().take(SHOWN).map(line).collect::<Vec<_>>();
    view! {
        <section class="sheet flush">
            <div class="top"><h2>{t(text::setup::ROLES_HELD)}</h2><A href="/administration/posts">{all}</A></div>
            <ul class="facts roles">{lines}</ul>
        </section>
    }
}
