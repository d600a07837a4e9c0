//! The setup of a new office: the steps with their progress, and the roles with and without a holder.

use crate::{
    api::{self, ApiResult, Session},
    components::{
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{fill, t},
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
        let mut departments = self.staff().map(|person| person.department).collect::<Vec<_>>();
        departments.sort_unstable();
        departments.dedup();
        let (staff, badgeless) = (self.staff().count(), self.staff().filter(|person| person.badge.is_none()).count());
        let here = fill("{} 个部门，{} 人", &[&departments.len(), &staff]);
        let badges = (badgeless > 0).then(|| fill("{} 人没有考勤号", &[&badgeless]));
        let clauses = self.regulations.iter().map(|one| one.clauses).sum::<u64>();
        let published = self.years.iter().any(|one| one.year == year && one.published);
        [
            Step {
                title: t("部门和人员"),
                progress: [Some(here), badges].into_iter().flatten().collect::<Vec<_>>().join("；"),
                // The administrator who sets up is one person.
                done: staff > 1,
                href: "/administration/people",
                action: if staff > 1 { t("修改") } else { t("录入人员") },
                explanation: t("可以逐个新增，也可以从表格导入：先预检，列出每一行会怎样，您确认后才写入。"),
            },
            Step {
                title: t("岗位和职务"),
                progress: t("谁担任什么、谁是B角，决定每张单子走到谁那里").to_owned(),
                done: self.vacant().is_empty(),
                href: "/administration/posts",
                action: t("设置岗位"),
                explanation: t("可以逐个新增，也可以从表格导入：先预检，列出每一行会怎样，您确认后才写入。"),
            },
            Step {
                title: t("工作日历"),
                progress: fill(
                    if published {
                        t("{} 年放假安排已有")
                    } else {
                        t("{} 年的放假安排尚未公布，天数暂按周末计算")
                    },
                    &[&year],
                ),
                done: published,
                href: "/administration/calendar",
                action: t("打开日历"),
                explanation: t("放假通知印发后，把放假和调休上班的日子填进来。"),
            },
            Step {
                title: t("制度和数值"),
                progress: fill("已装 {} 项制度，{} 条条文；数值都可逐个核对", &[&self.regulations.len(), &clauses]),
                done: !self.regulations.is_empty(),
                href: "/regulations",
                action: t("核对"),
                explanation: t("安装制度包后，表单、登记簿和考核随之可用。"),
            },
            Step {
                title: t("免登录入口"),
                progress: match self.entrances.len() {
                    0 => t("大厅屏幕、公示栏和问卷二维码，需要时再开").to_owned(),
                    count => fill("已开设 {} 个", &[&count]),
                },
                done: !self.entrances.is_empty(),
                href: "/administration/entrances",
                action: t("开设"),
                explanation: "",
            },
        ]
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
        let said = if step.done { t("已完成") } else { t("未完成") };
        let explanation =
            (open && !step.explanation.is_empty()).then(|| view! { <p class="how soft small">{step.explanation}</p> });
        view! {
            <li class=class aria-current=current>
                <span class="mark" aria-hidden="true">{mark}</span>
                <div><strong>{step.title}</strong><span class="visually-hidden">{said}</span><div class="soft small">{step.progress}</div></div>
                <A href=step.href attr:class=if open { "button" } else { "" }>{step.action}</A>
                {explanation}
            </li>
        }
        .into_any()
    };
    let lines = steps.into_iter().enumerate().map(step).collect::<Vec<_>>();
    let said = fill("{} 步，已完成 {} 步", &[&all, &done]);
    view! {
        <section class="sheet flush">
            <div class="top"><h2>{t("开始使用")}</h2><span class="soft small">{said.clone()}</span></div>
            <progress class="far" max=all.to_string() value=done.to_string() aria-label=said></progress>
            <ol class="tasks">{lines}</ol>
        </section>
    }
}

/// The roles without a holder, and the regulations that cannot be followed without them.
#[component]
fn VacantRoles(roles: Vec<RoleShown>) -> impl IntoView {
    if roles.is_empty() {
        return view! { <section class="sheet"><h2>{t("还缺的职务")}</h2><p class="good">{t("每个职务都有人担任。")}</p></section> }
            .into_any();
    }
    let count = fill("{} 个", &[&roles.len()]);
    let line = |role: RoleShown| {
        let of = fill("依据{}、须由其办理的事项不能送审", &[&role.regulations.join("、")]);
        view! { <li><div class="row"><strong>{role.label}</strong><A href="/administration/posts" attr:class="button small push">{t("指定")}</A></div><div class="soft small">{of}</div></li> }.into_any()
    };
    let lines = roles.into_iter().map(line).collect::<Vec<_>>();
    view! {
        <section class="sheet flush">
            <div class="top"><h2>{t("还缺的职务")}</h2><span class="tag warn">{icon(drawing::LuCircleAlert.data)}{count}</span></div>
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}

/// The roles with a holder.
#[component]
fn FilledRoles(roles: Vec<RoleShown>) -> impl IntoView {
    const SHOWN: usize = 8;
    let held = roles.into_iter().filter(|role| !role.holders.is_empty()).collect::<Vec<_>>();
    let all = fill("全部 {} 个", &[&held.len()]);
    let line = |role: RoleShown| {
        view! { <li><span class="soft small">{role.label}</span><strong>{role.holders.join("、")}</strong></li> }
            .into_any()
    };
    let lines = held.into_iter().take(SHOWN).map(line).collect::<Vec<_>>();
    view! {
        <section class="sheet flush">
            <div class="top"><h2>{t("已有人的职务")}</h2><A href="/administration/posts">{all}</A></div>
            <ul class="facts roles">{lines}</ul>
        </section>
    }
}
