//! The list of registers, and the page of a register with filters, exports and a print view.

use super::record::{OpenRecord, Record};
use crate::{
    api,
    components::{
        citation::CitationLink,
        download::DownloadLink,
        icon::{drawing, icon},
        resource::show_resource,
        scroll_area::ScrollArea,
        tile::{Tile, tiles_by_area},
    },
    i18n::{t, text},
    state::{
        page_title::set_page_title_with_kind,
        query::{query_map, route_param},
        resource::ApiResource,
    },
    util::dom::print_page,
};
use guiju_api::{ColumnShown, PersonShown, RowShown, ViewOffered, ViewShown};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{components::A, hooks::use_navigate, params::ParamsMap};
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

/// Query parameters of a list: its filters, its sorting, and whether all records are shown at once.
const LIST_PARAMETERS: [&str; 8] = ["from", "to", "department", "status", "text", "sort", "descending", "whole"];
/// Query parameters that filter a list.
const FILTERS: [&str; 5] = ["from", "to", "department", "status", "text"];
/// Records of a page.
const PAGE: u64 = 50;
/// With more columns than these, a table takes the whole width of the screen.
const MANY_COLUMNS: usize = 6;

/// The registers that the reader may open, as tiles.
#[component]
pub fn Registers() -> impl IntoView {
    let views = ApiResource::<Vec<ViewOffered>>::from_path(|| "/api/views".to_owned());
    view! {
        <h1>{t(text::common::REGISTERS)}</h1>
        {show_resource(views, |views: Vec<ViewOffered>| {
            let tile = |view: ViewOffered| {
                let page = match view.layout.as_str() {
                    "bookings" => "bookings",
                    "calendar" => "months",
                    "roll" => "rolls",
                    "standing" => "standing",
                    _ => "registers",
                };
                let href = format!("/{page}/{}/{}", view.regulation, view.view);
                Tile { href, area: view.area, title: view.title, subtitle: view.regulation_title }
            };
            tiles_by_area(views.into_iter().filter(|view| view.layout != "board").map(tile).collect())
        })}
    }
}

/// The address of a register's list: its path, and the filters, sorting and page that its query parameters name.
#[derive(Clone, Copy)]
struct ListAddress {
    /// Regulation and view, as `regulation/view`.
    register: Memo<String>,
    query: Memo<ParamsMap>,
}

impl ListAddress {
    /// The address of the current page.
    fn current() -> Self {
        let (regulation, view) = (route_param("regulation"), route_param("view"));
        let register = Memo::new(move |_| format!("{}/{}", regulation(), view()));
        let address = query_map();
        // The record that is open does not change the list.
        let query = Memo::new(move |_| {
            let mut query = address.get();
            query.remove("record");
            query
        });
        Self { register, query }
    }

    /// The value of a query parameter, empty if it is absent.
    fn get(self, name: &str) -> String {
        self.query.read().get(name).unwrap_or_default()
    }

    /// The query string, with some parameters changed; empty values are left out.
    fn query_with(self, changed: &[(&str, String)]) -> String {
        let part = |name: &&str| {
            let changed = changed.iter().find(|(known, _)| known == name);
            let value = changed.map_or_else(|| self.get(name), |(_, value)| value.clone());
            (!value.is_empty()).then(|| format!("{name}={}", js_sys::encode_uri_component(&value)))
        };
        LIST_PARAMETERS.iter().chain(&["offset"]).filter_map(part).collect::<Vec<_>>().join("&")
    }

    /// The address of the page with some parameters changed.
    fn page_with(self, changed: &[(&str, String)]) -> String {
        format!("/registers/{}?{}", self.register.get(), self.query_with(changed))
    }

    /// The path of an export of all pages.
    fn export(self, kind: &str) -> String {
        format!("/api/views/{}/{kind}?{}", self.register.get(), self.query_with(&[("offset", String::new())]))
    }

    /// The address of the list sorted by a column; a second time, in descending order.
    fn sorted_by(self, column: String) -> String {
        let again = self.get("sort") == column && self.get("descending") != "true";
        let descending = if again { "true" } else { "" };
        self.page_with(&[("sort", column), ("descending", descending.to_owned()), ("offset", String::new())])
    }

    /// Whether the last day is before the first.
    fn is_reversed(self) -> bool {
        !self.get("to").is_empty() && self.get("to") < self.get("from")
    }
}

/// The page of a register: title, filters, and a page of its records.
#[component]
pub fn Register() -> impl IntoView {
    let address = ListAddress::current();
    let rows = ApiResource::<ViewShown>::from_path(move || {
        format!("/api/views/{}?{}", address.register.get(), address.query_with(&[]))
    });
    let office = expect_context::<api::Session>().0.get_untracked().unwrap_or_default().office;
    let heading = move || {
        let citation = |citation| view! { <CitationLink citation/> };
        rows.value().map(|rows| view! { {rows.title}" "{rows.citation.map(citation)} })
    };
    view! {
        <p class="unit paperonly">{office}</p>
        <h1>{heading}</h1>
        <section class="sheet register">
            <Filters address/>
            {show_resource(rows, move |rows: ViewShown| record_page(rows, address))}
        </section>
    }
}

/// The filters of a register with its exports; on a narrow screen they are folded until the reader opens them.
#[component]
fn Filters(address: ListAddress) -> impl IntoView {
    let navigate = use_navigate();
    let folded = RwSignal::new(true);
    let active = move || FILTERS.iter().filter(|name| !address.get(name).is_empty()).count();
    let search = move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
        let Some(data) = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok()) else { return };
        let entered = |name: &'static str| (name, data.get(name).as_string().unwrap_or_default());
        let mut changed = FILTERS.map(entered).to_vec();
        folded.set(true);
        changed.push(("offset", String::new()));
        navigate(&untrack(|| address.page_with(&changed)), leptos_router::NavigateOptions::default());
    };
    let export = move |kind: &'static str| Signal::derive(move || address.export(kind));
    let status = move |value: &'static str, label: &'static str| view! { <option value=value prop:selected=move || address.get("status") == value>{label}</option> };
    view! {
        <button type="button" class="narrow noprint" aria-expanded=move || (!folded.get()).to_string() on:click=move |_| folded.update(|folded| *folded = !*folded)>
            {icon(drawing::LuListFilter.data)}{t(text::registers::FILTER)}{move || (active() > 0).then(|| view! { <b class="count">{active()}</b> })}
        </button>
        <form class="filters" class:folded=folded on:submit=search>
            <div><label for="from">{t(text::common::FROM)}</label><input id="from" name="from" type="date" max="9999-12-31" prop:value=move || address.get("from")/></div>
            <div><label for="to">{t(text::common::TO)}</label><input id="to" name="to" type="date" max="9999-12-31" prop:value=move || address.get("to")/></div>
            <div><label for="department">{t(text::common::DEPARTMENT)}</label><select id="department" name="department"><option value="">{t(text::common::ALL)}</option><DepartmentOptions address/></select></div>
            <div><label for="status">{t(text::common::STATE)}</label><select id="status" name="status"><option value="">{t(text::common::ALL)}</option>{status("open", t(text::common::IN_PROGRESS))}{status("completed", t(text::common::COMPLETED))}{status("void", t(text::common::VOID))}</select></div>
            <div><label for="text">{t(text::registers::CONTENT_NUMBER_NAME)}</label><input id="text" name="text" type="search" prop:value=move || address.get("text")/></div>
            <button type="submit">{t(text::registers::SEARCH)}</button>
            <DownloadLink class="button" path=export("xlsx") label=t(text::registers::EXPORT_XLSX).to_owned()/>
            <DownloadLink class="button" path=export("csv") label=t(text::common::EXPORT_CSV).to_owned()/>
            <button type="button" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t(text::common::PRINT)}</button>
        </form>
    }
}

/// An option for each department of the office.
#[component]
fn DepartmentOptions(address: ListAddress) -> impl IntoView {
    let people = ApiResource::<Vec<PersonShown>>::from_path(|| "/api/people".to_owned());
    move || {
        let people = people.value().unwrap_or_default();
        let all = people.into_iter().map(|person| (person.department, person.department_name)).collect::<BTreeSet<_>>();
        let chosen = address.get("department");
        all.into_iter()
            .map(|(id, name)| view! { <option value=id.to_string() prop:selected=chosen == id.to_string()>{name}</option> })
            .collect_view()
    }
}

/// A page of records, with the total and links to the pages before and after.
fn record_page(rows: ViewShown, address: ListAddress) -> impl IntoView {
    let offset = address.get("offset").parse::<u64>().unwrap_or(0);
    let page = move |offset: u64| address.page_with(&[("offset", offset.to_string())]);
    let whole = move || address.page_with(&[("whole", "true".to_owned()), ("offset", String::new())]);
    let (total, many) = (rows.total, rows.columns.len() > MANY_COLUMNS);
    let is_paged = move || address.get("whole").is_empty();
    set_page_title_with_kind(&title_with_regulation(&rows), text::common::REGISTERS);
    let sorted = Callback::new(move |column: String| address.sorted_by(column));
    let by = (address.get("sort"), address.get("descending") == "true");
    view! {
        <div class=if many { "wide" } else { "" }>
            <RecordTable rows sorted by reversed=address.is_reversed()/>
            <p class="row">
                <span class="soft">{t(text::common::TOTAL_PREFIX)}{total}{t(text::registers::RECORDS_SUFFIX)}</span>
                {(total > PAGE && is_paged()).then(|| view! { <A href=whole() attr:class="button noprint">{t(text::registers::LIST_ALL_PRINTING)}</A> })}
                {(offset > 0).then(|| view! { <A href=page(offset.saturating_sub(PAGE)) attr:class="button noprint">{t(text::common::PREVIOUS_PAGE)}</A> })}
                {(offset + PAGE < total && is_paged()).then(|| view! { <A href=page(offset + PAGE) attr:class="button noprint">{t(text::common::NEXT_PAGE)}</A> })}
            </p>
        </div>
    }
}

/// The title of a register with its regulation, because registers of two regulations may share a title.
fn title_with_regulation(rows: &ViewShown) -> String {
    let regulation = rows.citation.as_ref().map(|citation| format!("《{}》", citation.title));
    regulation.unwrap_or_default() + &rows.title
}

/// The records of a page as a table with sortable columns and sums.
#[component]
fn RecordTable(
    rows: ViewShown,
    sorted: Callback<String, String>,
    by: (String, bool),
    /// Whether the last day of the filter is before the first.
    reversed: bool,
) -> impl IntoView {
    if rows.rows.is_empty() {
        let note = if reversed {
            t(text::registers::FROM_LATER_THAN_NO_DAY)
        } else {
            t(text::registers::NOTHING_FITS_TRY_OTHER_DAYS)
        };
        return view! { <p class="soft">{note}</p> }.into_any();
    }
    let columns = rows.columns.clone();
    let opened = OpenRecord::new(rows.rows.clone());
    let says_status = columns.iter().any(|column| column.name == "status");
    let class = |column: &ColumnShown| if column.amount { "amount" } else { "" };
    let line = |row: RowShown| {
        let mine = row.clone();
        let cells = columns.iter().zip(row.cells).enumerate().map(|(index, (column, cell))| {
            let cell = if index == 0 { opened.link(&mine, cell) } else { cell.into_any() };
            let void = row.void.clone().filter(|_| index == 0 && !says_status).map(void_tag);
            view! { <td data-label=column.label.clone() class=class(column)>{struck(cell, row.void.is_some())}{void}</td> }
        });
        view! { <tr class:void=row.void.is_some()>{cells.collect_view()}</tr> }
    };
    let heads = rows.columns.iter().map(|column| {
        let label = column.label.clone();
        let (sort, sign) = match (by.0 == column.name, by.1) {
            (true, true) => ("descending", " ↓"),
            (true, false) => ("ascending", " ↑"),
            _ => ("none", ""),
        };
        view! { <th scope="col" aria-sort=sort class=class(column)><A href=sorted.run(column.name.clone())>{label}{sign}</A></th> }
    }).collect_view();
    let sort_select = sort_select(&rows.columns, sorted, &by);
    let amounts = rows.sums.iter().any(|sum| !sum.is_empty());
    let sums = rows
        .columns
        .iter()
        .zip(&rows.sums)
        .enumerate()
        .map(|(index, (column, sum))| {
            let text = if index == 0 && sum.is_empty() { t(text::common::SUM).to_owned() } else { sum.clone() };
            let class = if text.is_empty() { "none" } else { class(column) };
            view! { <td class=class data-label=column.label.clone()>{text}</td> }
        })
        .collect_view();
    let body = rows.rows.into_iter().map(line).collect_view();
    view! {
        {sort_select}
        <ScrollArea label=rows.title.clone()>
            <table class="list cards"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{amounts.then(|| view! { <tfoot><tr>{sums}</tr></tfoot> })}</table>
        </ScrollArea>
        {move || opened.row().map(|row| view! { <Record row columns=columns.clone() close=Callback::new(move |()| opened.close())/> })}
    }
    .into_any()
}

/// A value, struck through if its record is void.
fn struck(cell: AnyView, void: bool) -> AnyView {
    if void { view! { <s>{cell}</s> }.into_any() } else { cell }
}

/// That a record is void and why, in a register that has no column for it.
fn void_tag(void: String) -> impl IntoView {
    view! { " "<span class="tag bad">{void}</span> }
}

/// A select element for the sorting, on screens without room for the column headings.
fn sort_select(
    columns: &[ColumnShown],
    sorted: Callback<String, String>,
    by: &(String, bool),
) -> impl IntoView + use<> {
    let navigate = use_navigate();
    let option = |column: &ColumnShown| {
        let sign = match (by.0 == column.name, by.1) {
            (true, true) => " ↓",
            (true, false) => " ↑",
            _ => "",
        };
        view! { <option value=column.name.clone() selected=by.0 == column.name>{column.label.clone()}{sign}</option> }
    };
    let options = columns.iter().map(option).collect_view();
    let (chosen, current) = (by.0.clone(), by.0.clone());
    let turn = {
        let navigate = navigate.clone();
        move |_| navigate(&sorted.run(current.clone()), Default::default())
    };
    let choose = move |event| navigate(&sorted.run(event_target_value(&event)), Default::default());
    view! {
        <div class="sorts noprint">
            <label for="sorts">{t(text::registers::SORT)}</label>
            <select id="sorts" on:change=choose>{chosen.is_empty().then(|| view! { <option value="">{t(text::common::CHOOSE)}</option> })}{options}</select>
            <button type="button" hidden=chosen.is_empty() on:click=turn>{t(text::registers::OTHER_WAY_ROUND)}</button>
        </div>
    }
}
