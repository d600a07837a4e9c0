//! A form of another regulation, whose steps are due earlier.

use guiju_sdk::prelude::*;

relies! {
    /// 收文登记, owned by the regulation on document flow.
    document_flow::incoming as Incoming {}
}

impl Rules for Incoming {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.due_everywhere(clause!("2"), Span::WorkingMinutes(30));
    }
}
