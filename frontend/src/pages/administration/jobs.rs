//! How the jobs of the server stand: what failed first, then everything that runs by the clock.

use crate::{
    components::{
        card::{card_table, text_cell},
        resource::show_resource,
    },
    i18n::{fill, t, text},
    state::resource::ApiResource,
};
use guiju_api::JobShown;
use leptos::prelude::*;

/// The jobs of this server and of the office, the failing ones as warnings.
#[component]
pub fn Jobs() -> impl IntoView {
    let jobs = ApiResource::<Vec<JobShown>>::from_path(|| "/api/jobs".to_owned());
    view! {
        <section class="sheet">
            <p class="hint">{t(text::jobs::EXPLANATION)}</p>
            {show_resource(jobs, |jobs: Vec<JobShown>| {
                let failing = jobs.iter().filter(|job| job.failures > 0).map(warning).collect_view();
                view! { {failing}{all(jobs)} }
            })}
        </section>
    }
}

/// What failed, how often and when it is tried again.
fn warning(job: &JobShown) -> impl IntoView + use<> {
    let name = name(job);
    let error = job.last_error.clone().unwrap_or_default();
    let next = job.next_try.as_deref().map(moment).unwrap_or_default();
    view! { <p class="bad">{fill(text::jobs::FAILED, &[&name, &job.failures.to_string(), &error, &next])}</p> }
}

/// Every job with when it last ran and last went well.
fn all(jobs: Vec<JobShown>) -> impl IntoView {
    let heads = vec![t(text::jobs::JOB), t(text::jobs::LAST_RUN), t(text::jobs::LAST_SUCCESS), t(text::jobs::FAILURES)];
    let row = |job: JobShown| {
        vec![
            text_cell(name(&job)),
            text_cell(moment(&job.last_run)),
            text_cell(job.last_success.as_deref().map(moment).unwrap_or_else(|| "—".to_owned())),
            text_cell(job.failures.to_string()),
        ]
    };
    card_table("", heads, false, jobs.into_iter().map(row).collect())
}

/// The job's name, with the part that stands for itself.
fn name(job: &JobShown) -> String {
    match &job.part {
        Some(part) => format!("{}（{part}）", job.label),
        None => job.label.clone(),
    }
}

/// A moment as people read it: the date and the clock beside it.
fn moment(text: &str) -> String {
    text.replace('T', " ")
}
