//! What a page has loaded from the server.
//!
//! One resource stands behind every type: what is loaded is kept as `dyn Any`, so that all that the library does to a resource is
//! compiled once, not once for each of the some eighty types that are loaded. That is a tenth of the portal.

use crate::{
    api::{self, Answer},
    i18n::t,
    trouble::Trouble,
};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::{any::Any, future::Future, marker::PhantomData, pin::Pin, rc::Rc};

/// An answer whose type only its reader knows.
type Kept = Answer<Rc<dyn Any>>;
type Loading = Pin<Box<dyn Future<Output = Kept>>>;

/// Something loaded, loaded anew whenever a signal changes that was read to load it.
pub struct Loaded<T> {
    kept: LocalResource<Kept>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loaded<T> {}

impl<T: Clone + 'static> Loaded<T> {
    /// Loads something by several calls, or by one with a body.
    pub fn new<F: Future<Output = Answer<T>> + 'static>(load: impl Fn() -> F + 'static) -> Self {
        Self::of(Box::new(move || {
            let answer = load();
            Box::pin(async move { answer.await.map(keep) })
        }))
    }

    /// Loads what stands at an address, which may change.
    pub fn from(path: impl Fn() -> String + 'static) -> Self
    where
        T: DeserializeOwned,
    {
        Self::of(reading(Box::new(path), |text| api::read::<T>(text).map(keep)))
    }

    fn of(load: Box<dyn Fn() -> Loading>) -> Self {
        Self { kept: LocalResource::new(load), of: PhantomData }
    }

    /// What was loaded last; nothing before that. Whoever reads it follows it.
    pub fn get(self) -> Option<Answer<T>> {
        self.kept.get().map(|kept| kept.map(typed))
    }

    /// The same, without following it.
    pub fn get_untracked(self) -> Option<Answer<T>> {
        self.kept.get_untracked().map(|kept| kept.map(typed))
    }

    /// What was loaded, if that went well; whoever reads it follows it.
    pub fn good(self) -> Option<T> {
        self.get().and_then(Result::ok)
    }

    /// Waits until it is loaded.
    pub async fn ready(self) -> Answer<T> {
        self.kept.await.map(typed)
    }

    /// Loads it anew.
    pub fn refetch(self) {
        self.kept.refetch();
    }
}

fn reading(path: Box<dyn Fn() -> String>, read: fn(&str) -> Kept) -> Box<dyn Fn() -> Loading> {
    Box::new(move || {
        let path = path();
        Box::pin(async move { read(&api::text(&path).await?) })
    })
}

fn keep<T: 'static>(value: T) -> Rc<dyn Any> {
    Rc::new(value)
}

/// What was loaded, as whoever loaded it knows it.
fn typed<T: Clone + 'static>(kept: Rc<dyn Any>) -> T {
    match kept.downcast::<T>() {
        Ok(value) => Rc::unwrap_or_clone(value),
        Err(_) => unreachable!("a resource is read as the type it was loaded as"),
    }
}

/// What is said while something loads: also that it cannot, for want of a network.
pub fn loading() -> AnyView {
    let said = || if api::down() { t("没有网络，连上后显示") } else { t("正在载入…") };
    view! { <p class="soft" role="status">{said}</p> }.into_any()
}

/// Shows what is loaded once it is there; says so while it loads, and what went wrong.
pub fn shown<T, V>(loaded: Loaded<T>, show: impl Fn(T) -> V + Send + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    move || match loaded.get() {
        None => loading(),
        Some(Ok(value)) => show(value).into_any(),
        Some(Err(problem)) => view! { <Trouble problem/> }.into_any(),
    }
}
