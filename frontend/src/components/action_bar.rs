//! The bar with the actions of a form or a matter, fixed to the bottom of the screen. It never covers the focused element.

use crate::util::dom::scroll_to_nearest;
use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{HtmlElement, ResizeObserver};

/// Selector of the elements that may be focused and covered.
const FOCUSABLE: &str = "main :is(input, select, textarea, button, a, summary)";

/// The action bar. The style sheet reads its height from the custom property `--foot-height`.
#[component]
pub fn ActionBar(
    /// Hides the bar on narrow screens.
    #[prop(optional)]
    wide_only: bool,
    /// Buttons and status.
    children: Children,
) -> impl IntoView {
    let bar = NodeRef::<Div>::new();
    let watched = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move |_| {
        let Some(element) = bar.get() else { return };
        let measured = element.clone();
        let measure = Closure::<dyn FnMut()>::new(move || measure(&measured));
        if let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) {
            observer.observe(&element);
            watched.set_value(Some((observer, measure)));
        }
    });
    on_cleanup(move || {
        if let Some((observer, _)) = watched.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
        publish_height("");
    });
    view! { <div class="actions foot noprint" class:desk=wide_only node_ref=bar>{children()}</div> }
}

/// Publishes the height of the bar, and scrolls the focused element back into view if the bar now covers it.
fn measure(bar: &HtmlElement) {
    publish_height(&format!("{}px", bar.offset_height()));
    let Some(focused) = document().active_element() else { return };
    if !focused.matches(FOCUSABLE).unwrap_or(false) || bar.contains(Some(&focused)) {
        return;
    }
    let (focused_rect, bar_rect) = (focused.get_bounding_client_rect(), bar.get_bounding_client_rect());
    if focused_rect.bottom() > bar_rect.top() && focused_rect.top() < bar_rect.bottom() {
        scroll_to_nearest(&focused);
    }
}

/// Sets the custom property on the root element, because the content security policy forbids style attributes as text.
fn publish_height(height: &str) {
    let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        let _ = root.style().set_property("--foot-height", height);
    }
}
