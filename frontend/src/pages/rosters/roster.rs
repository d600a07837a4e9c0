//! The page of a roster: its shifts, the number of shifts of each person, swaps, and planning shifts.

use crate::{
    api,
    components::{
        citation::CitationLink,
        dialog::ModalDialog,
        icon::{drawing, icon},
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t, text},
    state::{
        page_title::set_page_title,
        query::route_param,
        resource::ApiResource,
        submission::{Submission, SubmitOutcome},
    },
    util::dom::print_page,
};
use guiju_api::{RosterMade, RosterMake, RosterShown, SwapAnswer, SwapAsk, SwapShown, TurnShown};
use leptos::{ev::SubmitEvent, prelude::*};

/// The page of a roster.
#[component]
pub fn Roster() -> impl IntoView {
    let (regulation, roster) = (route_param("regulation"), route_param("roster"));
    let place = Memo::new(move |_| format!("/api/rosters/{}/{}", regulation(), roster()));
    let shown = ApiResource::<RosterShown>::from_path(move || place.get());
    let reload = Callback::new(move |()| shown.refetch());
    // The outcome of planning stays on the page while the roster is reloaded.
    let planning = Submission::new();
    show_resource(shown, move |shown: RosterShown| view! { <RosterView shown reload place planning/> })
}

/// A roster with its swap requests, shifts and tally.
#[component]
fn RosterView(shown: RosterShown, reload: Callback<()>, place: Memo<String>, planning: Submission) -> impl IntoView {
    let mine = shown.turns.iter().filter(|turn| turn.mine && !turn.over).cloned().collect::<Vec<_>>();
    let wanted = RwSignal::new(None::<TurnShown>);
    let swappable = !mine.is_empty();
    let (over, coming): (Vec<_>, Vec<_>) = shown.turns.into_iter().partition(|turn| turn.over);
    let past = fill(text::duty::TURN_TURNS_OVER, &[&over.len()]);
    let past = (!over.is_empty())
        .then(|| view! { <details><summary>{past}</summary><ShiftTable turns=over swappable=false wanted/></details> });
    let tally = shown
        .tally
        .iter()
        .map(|tally| view! { <tr><td>{tally.name.clone()}</td><td>{tally.turns}</td><td>{tally.rest_days}</td></tr> })
        .collect_view();
    let swaps = shown.swaps.iter().map(|swap| view! { <SwapRequest swap=swap.clone() reload/> }).collect_view();
    view! {
        {set_page_title(&shown.title)}
        <h1>{shown.title.clone()}" "{shown.citation.clone().map(|citation| view! { <CitationLink citation/> })}</h1>
        <p class="noprint"><button type="button" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t(text::common::PRINT)}</button></p>
        {swaps}
        {move || wanted.get().map(|theirs| view! { <SwapDialog theirs mine=mine.clone() done=Callback::new(move |()| { wanted.set(None); reload.run(()); })/> })}
        <div class="home">
            <section class="sheet">
                <h2>{t(text::duty::TURNS)}</h2>
                {past}
                <ShiftTable turns=coming swappable wanted/>
            </section>
            <section class="sheet noprint">
                <h2>{t(text::duty::TURNS_YEAR)}</h2>
                <table class="list"><thead><tr><th scope="col">{t(text::common::PERSON_NAME)}</th><th scope="col">{t(text::duty::TURNS)}</th><th scope="col">{t(text::common::DAY_REST)}</th></tr></thead><tbody>{tally}</tbody></table>
                {shown.may_keep.then(|| view! { <PlanForm place reload submission=planning/> })}
            </section>
        </div>
    }
}

/// Shifts in their order; with `swappable`, those of others have a button to ask for a swap.
#[component]
fn ShiftTable(turns: Vec<TurnShown>, swappable: bool, wanted: RwSignal<Option<TurnShown>>) -> impl IntoView {
    let row = move |turn: TurnShown| {
        let single = turn.first == turn.last;
        let days = if single { turn.first.clone() } else { format!("{} — {}", turn.first, turn.last) };
        let rest_label =
            if single { t(text::common::DAY_REST).to_owned() } else { fill(text::duty::DAYS_REST, &[&turn.rest_days]) };
        let rest = (turn.rest_days > 0).then(|| view! { <span class="tag">{rest_label}</span> });
        let other = turn.clone();
        let ask = (swappable && !turn.mine)
            .then(|| view! { <button type="button" class="plain noprint" on:click=move |_| wanted.set(Some(other.clone()))>{t(text::duty::EXCHANGE)}</button> });
        view! { <tr class:warn=turn.mine><td data-label=t(text::common::DATE)>{days}" "{rest}</td><td data-label=t(text::duty::ON_DUTY)>{turn.name}</td><td data-label=t(text::common::TELEPHONE)>{turn.phone}</td><td class="noprint">{ask}</td></tr> }
    };
    view! {
        <table class="list cards">
            <thead><tr><th scope="col">{t(text::common::DATE)}</th><th scope="col">{t(text::duty::ON_DUTY)}</th><th scope="col">{t(text::common::TELEPHONE)}</th><th scope="col" class="noprint"><span class="visually-hidden">{t(text::common::ACTIONS)}</span></th></tr></thead>
            <tbody>{turns.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// A swap that somebody asks of the reader.
#[component]
fn SwapRequest(swap: SwapShown, reload: Callback<()>) -> impl IntoView {
    let submission = Submission::new();
    let answer = move |agree: bool| {
        submission.send(async move {
            api::post::<_, ()>(format!("/api/swaps/{}", swap.id), &SwapAnswer { agree }, None).await?;
            reload.run(());
            Ok(None)
        });
    };
    let busy = move || submission.busy.get().to_string();
    view! {
        <div class="message warn noprint">
            <p>{swap.said.clone()}</p>
            <div class="row">
                <button type="button" aria-busy=busy on:click=move |_| answer(true)>{t(text::duty::AGREE_EXCHANGE)}</button>
                <button type="button" aria-busy=busy on:click=move |_| answer(false)>{t(text::duty::DECLINE)}</button>
            </div>
            <SubmitStatus submission/>
        </div>
    }
}

/// A dialog that asks for a swap.
#[component]
fn SwapDialog(theirs: TurnShown, mine: Vec<TurnShown>, done: Callback<()>) -> impl IntoView {
    let chosen = RwSignal::new(mine.first().map(|turn| turn.id).unwrap_or_default());
    let reason = RwSignal::new(String::new());
    let submission = Submission::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let request = SwapAsk { mine: chosen.get_untracked(), theirs: theirs.id, reason: reason.get_untracked() };
        submission.send(async move {
            api::post::<_, ()>("/api/swaps".to_owned(), &request, None).await?;
            done.run(());
            Ok(None)
        });
    };
    let options =
        mine.into_iter().map(|turn| view! { <option value=turn.id.to_string()>{turn.first}</option> }).collect_view();
    let title = fill(text::duty::EXCHANGE_TURNS_WITH, &[&theirs.name, &theirs.first]);
    view! {
        <ModalDialog label=title.clone() close=done>
            <h2>{title}</h2>
            <form on:submit=send>
                <div class="field"><label for="swap-mine">{t(text::duty::WHICH_TURN_MINE)}</label>
                    <select id="swap-mine" on:change=move |e| chosen.set(event_target_value(&e).parse().unwrap_or_default())>{options}</select></div>
                <div class="field"><label for="swap-reason">{t(text::duty::REASON)}</label>
                    <input id="swap-reason" type="text" prop:value=reason on:input=move |e| reason.set(event_target_value(&e))/></div>
                <SubmitStatus submission/>
                <SubmitButton submission label=t(text::duty::ASK) primary=true/>
            </form>
        </ModalDialog>
    }
}

/// A form that plans the shifts of a period which are not planned yet.
#[component]
fn PlanForm(place: Memo<String>, reload: Callback<()>, submission: Submission) -> impl IntoView {
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let period = RosterMake { from: from.get_untracked(), to: to.get_untracked() };
        submission.send(async move {
            let made = api::post::<_, RosterMade>(place.get_untracked(), &period, None).await?;
            reload.run(());
            Ok(Some(SubmitOutcome::Done(fill(text::duty::TURNS_MADE, &[&made.turns]))))
        });
    };
    view! {
        <h2>{t(text::duty::MAKE_ROSTER)}</h2>
        <p class="help">{t(text::duty::IN_FAIR_ROTATION_OVER_YEAR)}</p>
        <form on:submit=send>
            <div class="field"><label for="make-from">{t(text::common::FROM)}</label><input id="make-from" type="date" required on:input=move |e| from.set(event_target_value(&e))/></div>
            <div class="field"><label for="make-to">{t(text::common::TO)}</label><input id="make-to" type="date" required on:input=move |e| to.set(event_target_value(&e))/></div>
            <SubmitStatus submission/>
            <SubmitButton submission label=t(text::duty::MAKE_PUBLISH) primary=true/>
        </form>
    }
}
