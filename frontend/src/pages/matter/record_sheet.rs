//! The sheet of a matter, laid out like the office's paper form, on screen and in print.

use super::sheet_table::{column_kinds, table};
use crate::{
    api,
    components::{citation::CitationLink, resource::show_resource},
    i18n::{fill, t, text},
    state::resource::ApiResource,
};
use guiju_api::{DerivedShown, MatterShown, Proof, SheetLine, StepShown};
use guiju_model::Form;
use leptos::prelude::*;

/// A labelled cell.
struct Cell {
    label: String,
    /// Whether the cell has a row of its own.
    wide: bool,
    /// Whether the cell takes the whole width and its body contains the label.
    whole: bool,
    body: AnyView,
}

impl Cell {
    fn short(label: &str, text: String) -> Self {
        Self { label: label.to_owned(), wide: false, whole: false, body: text.into_any() }
    }

    /// A field of the form, with a link to the clause behind it if there is one.
    fn line(line: SheetLine, form: Option<&Form>, clause: Option<AnyView>) -> Self {
        let (label, wide, whole) = (line.label.clone(), line.wide, !line.head.is_empty());
        let body = if whole {
            let columns = column_kinds(form, &line);
            table(line, &columns, true)
        } else {
            line.text.into_any()
        };
        Self { label, wide, whole, body: view! { {body}" "{clause} }.into_any() }
    }

    fn derived(derived: DerivedShown) -> Self {
        let (label, text) = (derived.label.clone(), derived.text.clone());
        Self { label, wide: false, whole: false, body: view! { {text}" "{clause_link(derived)} }.into_any() }
    }

    fn signed(step: StepShown) -> Self {
        Self { label: step.title.clone(), wide: true, whole: false, body: signatures(step) }
    }
}

/// A link to the clause behind a computed value.
fn clause_link(derived: DerivedShown) -> Option<AnyView> {
    let because = derived.because;
    derived.citation.map(|citation| view! { <span class="noprint"><CitationLink citation because/></span> }.into_any())
}

/// The value of a line: text, or a table with its headings.
pub fn line_value(line: SheetLine) -> AnyView {
    if line.head.is_empty() { line.text.into_any() } else { table(line, &[], false) }
}

/// Table rows: two short cells share a row, a wide one has its own.
fn rows(cells: Vec<Cell>) -> Vec<AnyView> {
    let alone =
        |cell: Cell| view! { <tr><th scope="row">{cell.label}</th><td colspan="3">{cell.body}</td></tr> }.into_any();
    let mut rows = Vec::new();
    let mut waiting = None::<Cell>;
    let over = |cell: Cell| view! { <tr class="whole"><td colspan="4">{cell.body}</td></tr> }.into_any();
    for cell in cells {
        if cell.whole {
            rows.extend(waiting.take().map(alone));
            rows.push(over(cell));
            continue;
        }
        match (waiting.take(), cell.wide) {
            (Some(first), false) => rows.push(
                view! { <tr><th scope="row">{first.label}</th><td>{first.body}</td><th scope="row">{cell.label}</th><td>{cell.body}</td></tr> }
                    .into_any(),
            ),
            (first, true) => {
                rows.extend(first.map(alone));
                rows.push(alone(cell));
            }
            (None, false) => waiting = Some(cell),
        }
    }
    rows.extend(waiting.map(alone));
    rows
}

/// The sheet of a matter. The cells for opinions appear in print only, because the page lists the steps beside the sheet.
#[component]
pub fn RecordSheet(matter: MatterShown) -> impl IntoView {
    let mut cells = vec![
        Cell::short(t(text::common::APPLICANT), matter.applicant.clone()),
        Cell::short(t(text::common::DEPARTMENT), matter.department.clone()),
    ];
    if matter.subject != matter.applicant {
        let subject = match matter.subject_department.as_str() {
            "" => matter.subject.clone(),
            department => fill(text::matter::CONCERNED, &[&matter.subject, &department]),
        };
        cells.push(Cell::short(t(text::matter::CONCERNS), subject));
    }
    // An amount in capitals that the line contains already is not repeated; the line gets the link to its clause.
    let mut derived = matter.derived;
    for line in matter.sheet {
        let is_contained =
            |one: &DerivedShown| line.head.is_empty() && line.text.contains(&format!("（{}）", one.text));
        let reason = derived.iter().position(is_contained).and_then(|index| clause_link(derived.remove(index)));
        cells.push(Cell::line(line, matter.form.as_ref(), reason));
    }
    cells.extend(derived.into_iter().map(Cell::derived));
    cells.extend(matter.remark.map(|remark| Cell {
        label: t(text::matter::REASON_GIVEN).to_owned(),
        wide: true,
        whole: false,
        body: remark.into_any(),
    }));
    let opinions = matter.stations.into_iter().map(Cell::signed).collect();
    view! {
        <table class="paper">
            <tbody>{rows(cells)}</tbody>
            <tbody class="opinions paperonly">{rows(opinions)}</tbody>
        </table>
        <PrintProof id=matter.id/>
    }
}

/// The opinion, name and date of everybody who signed in a step, or space for a signature.
fn signatures(step: StepShown) -> AnyView {
    let signed = step.acts.into_iter().filter(|act| act.done.is_some()).map(|act| {
        let day = act.done.as_deref().and_then(|done| done.get(..10)).unwrap_or_default().to_owned();
        let stands_in = act.instead_of.map(|other| fill(text::matter::FOR, &[&other]));
        let filled = act.filled.into_iter().map(|(label, text)| view! { <div>{label}"："{text}</div> }).collect_view();
        view! {
            <div>{act.opinion.unwrap_or(act.verdict)}</div>{filled}
            <div class="signed">{act.person}{stands_in}"　"{day}</div>
        }
    });
    let signed = signed.collect::<Vec<_>>();
    let room = signed.is_empty().then(|| view! { <div class="signed">{t(text::matter::SIGNATURE_DATE)}</div> });
    view! { {signed}{room} }.into_any()
}

/// The proof in print: a QR code of the verification address, who printed the sheet, and the signed anchor of the event chain.
#[component]
fn PrintProof(id: u64) -> impl IntoView {
    let proof = ApiResource::<Proof>::from_path(move || format!("/api/matters/{id}/proof"));
    let session = expect_context::<api::Session>();
    show_resource(proof, move |proof: Proof| {
        let now = session.now().to_string();
        let now = now.get(..16).unwrap_or_default().replace('T', " ");
        let session = session.0.get().unwrap_or_default();
        let qr = format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&proof.qr));
        let alt = fill(text::matter::ADDRESS_CHECKING, &[&proof.address]);
        let printed = fill(text::matter::PRINTED_ON_SCAN_COMPARE_SHEET, &[&session.name, &now]);
        let anchor = proof.anchor;
        let anchored = fill(
            text::matter::EVIDENCE_EVENT_MOMENT_LAST_40,
            &[&anchor.seq.to_string(), &anchor.at.to_string(), &anchor.hash, &anchor.signature],
        );
        view! {
            <div class="proof"><img src=qr alt=alt width="96" height="96"/>
                <span class="small">{printed}<br/><span class="anchor">{anchored}</span></span>
            </div>
        }
    })
}
