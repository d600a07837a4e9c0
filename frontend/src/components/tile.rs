//! Grids of link tiles to forms, registers and charts, in one grid or grouped by area of work.

use leptos::prelude::*;
use leptos_router::components::A;
use std::collections::BTreeMap;

/// A link tile.
#[derive(Default)]
pub struct Tile {
    /// Area of work by which [`tiles_by_area`] groups; unused by [`tile_grid`].
    pub area: String,
    /// Address that the tile links to.
    pub href: String,
    /// Main text of the tile.
    pub title: String,
    /// Second line in small type, such as the regulation; not shown if empty.
    pub subtitle: String,
}

/// All tiles in one grid.
pub fn tile_grid(tiles: Vec<Tile>) -> AnyView {
    let tile = |tile: Tile| {
        let subtitle = (!tile.subtitle.is_empty()).then(|| view! { <div class="soft small">{tile.subtitle}</div> });
        view! { <A href=tile.href>{tile.title}{subtitle}</A> }
    };
    view! { <div class="tiles">{tiles.into_iter().map(tile).collect_view()}</div> }.into_any()
}

/// A section for each area, in alphabetical order, each with a grid.
pub fn tiles_by_area(all: Vec<Tile>) -> AnyView {
    let mut areas: BTreeMap<String, Vec<Tile>> = BTreeMap::new();
    for tile in all {
        areas.entry(tile.area.clone()).or_default().push(tile);
    }
    let area = |(area, of_area)| view! { <section class="sheet"><h2>{area}</h2>{tile_grid(of_area)}</section> };
    view! { <div class="areas">{areas.into_iter().map(area).collect_view()}</div> }.into_any()
}
