//! The foot of a form or a matter: its acts, always in sight. However high it is, what has the focus stands clear of it.

use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{HtmlElement, ResizeObserver};

/// What can have the focus and be covered.
const FOCUSED: &str = "main :is(input, select, textarea, button, a, summary)";

/// The foot; the style sheet reads its height as `--foot-height`.
#[component]
pub fn Foot(
    /// Whether a phone has nothing to show in it.
    #[prop(optional)]
    desk: bool,
    /// The acts.
    children: Children,
) -> impl IntoView {
    let foot = NodeRef::<Div>::new();
    let watched = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move |_| {
        let Some(element) = foot.get() else { return };
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
        tell("");
    });
    view! { <div class="actions foot noprint" class:desk=desk node_ref=foot>{children()}</div> }
}

/// Tells the style sheet how high the foot is now; what it has grown over comes back into view.
fn measure(foot: &HtmlElement) {
    tell(&format!("{}px", foot.offset_height()));
    let Some(focused) = document().active_element() else { return };
    if !focused.matches(FOCUSED).unwrap_or(false) || foot.contains(Some(&focused)) {
        return;
    }
    let (focused_at, foot_at) = (focused.get_bounding_client_rect(), foot.get_bounding_client_rect());
    if focused_at.bottom() > foot_at.top() && focused_at.top() < foot_at.bottom() {
        nearest(&focused);
    }
}

/// By the property itself: a page may not have styles as text.
fn tell(height: &str) {
    let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        let _ = root.style().set_property("--foot-height", height);
    }
}

/// Brings an element into view, by as little as is needed.
pub fn nearest(element: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
