//! Data that a page loads from the server.
//!
//! All resources share one type behind the scenes: values are kept as `dyn Any`, so that the library's code for a resource is
//! compiled once and not once for each of the some eighty types that are loaded. That saves a tenth of the portal's size.

use crate::api::{self, ApiResult};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::{any::Any, future::Future, marker::PhantomData, pin::Pin, rc::Rc};

/// A result whose value has lost its type; only [`ApiResource`] knows it.
type Erased = ApiResult<Rc<dyn Any>>;
type Loading = Pin<Box<dyn Future<Output = Erased>>>;

/// A value that is loaded from the server, and loaded again whenever a signal changes that was read to load it.
pub struct ApiResource<T> {
    inner: LocalResource<Erased>,
    value_type: PhantomData<fn() -> T>,
}

impl<T> Clone for ApiResource<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ApiResource<T> {}

impl<T: Clone + 'static> ApiResource<T> {
    /// A resource that is loaded by several requests, or by one with a body.
    pub fn new<F: Future<Output = ApiResult<T>> + 'static>(load: impl Fn() -> F + 'static) -> Self {
        Self::erased(Box::new(move || {
            let result = load();
            Box::pin(async move { result.await.map(erase) })
        }))
    }

    /// A resource that is loaded by a GET request to a path, which may change.
    pub fn from_path(path: impl Fn() -> String + 'static) -> Self
    where
        T: DeserializeOwned,
    {
        Self::erased(fetching(Box::new(path), |text| api::parse::<T>(text).map(erase)))
    }

    fn erased(load: Box<dyn Fn() -> Loading>) -> Self {
        Self { inner: LocalResource::new(load), value_type: PhantomData }
    }

    /// The last result, or nothing before the first. Tracks changes.
    pub fn get(self) -> Option<ApiResult<T>> {
        self.inner.get().map(|result| result.map(|value| restore(&*value)))
    }

    /// The last result, or nothing before the first, without tracking changes.
    pub fn get_untracked(self) -> Option<ApiResult<T>> {
        self.inner.get_untracked().map(|result| result.map(|value| restore(&*value)))
    }

    /// The value, if it was loaded without a problem. Tracks changes.
    pub fn value(self) -> Option<T> {
        self.get().and_then(Result::ok)
    }

    /// Waits until the resource is loaded.
    pub async fn ready(self) -> ApiResult<T> {
        self.inner.await.map(|value| restore(&*value))
    }

    /// Loads the resource again.
    pub fn refetch(self) {
        self.inner.refetch();
    }
}

fn fetching(path: Box<dyn Fn() -> String>, parse: fn(&str) -> Erased) -> Box<dyn Fn() -> Loading> {
    Box::new(move || {
        let path = path();
        Box::pin(async move { parse(&api::get_text(&path).await?) })
    })
}

fn erase<T: 'static>(value: T) -> Rc<dyn Any> {
    Rc::new(value)
}

/// The value in the type that it was loaded as.
fn restore<T: Clone + 'static>(value: &dyn Any) -> T {
    // The resource itself holds the value, so that it could not be moved out anyway.
    let Some(value) = value.downcast_ref::<T>() else {
        unreachable!("a resource is read as the type it was loaded as")
    };
    value.clone()
}
