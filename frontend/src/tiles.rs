//! Tiles that lead on: to forms, registers, charts, by kind of work or all together.

use leptos::prelude::*;
use leptos_router::components::A;
use std::collections::BTreeMap;

/// Where it leads and what stands on it.
#[derive(Default)]
pub struct Tile {
    /// Kind of work, where that matters.
    pub area: String,
    /// Address.
    pub href: String,
    /// Title.
    pub title: String,
    /// Whose it is, in small letters below; nothing if empty.
    pub of: String,
}

/// All together.
pub fn tiles(tiles: Vec<Tile>) -> AnyView {
    let tile = |tile: Tile| {
        let of = (!tile.of.is_empty()).then(|| view! { <div class="soft small">{tile.of}</div> });
        view! { <A href=tile.href>{tile.title}{of}</A> }
    };
    view! { <div class="tiles">{tiles.into_iter().map(tile).collect_view()}</div> }.into_any()
}

/// By kind of work.
pub fn areas(all: Vec<Tile>) -> AnyView {
    let mut areas: BTreeMap<String, Vec<Tile>> = BTreeMap::new();
    for tile in all {
        areas.entry(tile.area.clone()).or_default().push(tile);
    }
    let area = |(area, of_area)| view! { <section class="sheet"><h2>{area}</h2>{tiles(of_area)}</section> };
    view! { <div class="areas">{areas.into_iter().map(area).collect_view()}</div> }.into_any()
}
