//! `regulation!(Type)`: the clauses of the text as a macro that knows them, and the component's exports.

use crate::text::{self, Kind};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

pub fn expand(regulation: &Ident) -> syn::Result<TokenStream> {
    let error = |why: String| syn::Error::new(regulation.span(), why);
    let folder = std::env::var("CARGO_MANIFEST_DIR").map_err(|e| error(e.to_string()))?;
    let path = format!("{folder}/regulation.md");
    let source = std::fs::read_to_string(&path).map_err(|e| error(format!("{path}: {e}")))?;
    let clauses = text::parse(&source).map_err(error)?;
    let ids = clauses.iter().map(|clause| &clause.id);
    let entries = clauses.iter().map(|clause| {
        let text::Clause { id, label, heading, statement, kind } = clause;
        let kind = match kind {
            Kind::Rule => quote!(Rule),
            Kind::Duty => quote!(Duty),
            Kind::Definition => quote!(Definition),
            Kind::Declaratory(reason) => quote!(Declaratory(#reason)),
        };
        quote!(::guiju_sdk::ClauseText {
            id: #id, label: #label, heading: #heading, statement: #statement, kind: ::guiju_sdk::ClauseTextKind::#kind
        })
    });
    Ok(quote! {
        /// A clause of `regulation.md`; an id that the text lacks does not compile.
        #[allow(unused_macros, reason = "a regulation may cite through its forms alone")]
        macro_rules! clause {
            #((#ids) => { ::guiju_sdk::Clause::of_text(#ids) };)*
            ($other:literal) => { compile_error!(concat!("regulation.md has no clause ", $other)) };
        }

        impl ::guiju_sdk::Text for #regulation {
            const CLAUSES: &'static [::guiju_sdk::ClauseText] = &[#(#entries),*];
        }

        const _: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/regulation.md"));

        #[cfg(target_arch = "wasm32")]
        mod component {
            struct Exports;
            impl ::guiju_sdk::component::Guest for Exports {
                fn describe() -> ::guiju_sdk::model::Manifest {
                    ::guiju_sdk::describe::<super::#regulation>()
                }
                fn validate(
                    matter: ::guiju_sdk::model::Matter,
                ) -> Result<::guiju_sdk::model::Check, ::guiju_sdk::model::Fault> {
                    ::guiju_sdk::validate::<super::#regulation>(matter)
                }
                fn route(
                    matter: ::guiju_sdk::model::Matter,
                ) -> Result<::guiju_sdk::model::Route, ::guiju_sdk::model::Fault> {
                    ::guiju_sdk::route::<super::#regulation>(matter)
                }
                fn assess(
                    ledger: ::guiju_sdk::model::Ledger,
                ) -> Result<::guiju_sdk::model::Assessment, ::guiju_sdk::model::Fault> {
                    ::guiju_sdk::assess::<super::#regulation>(ledger)
                }
            }
            ::guiju_sdk::component::export!(Exports with_types_in ::guiju_sdk::component);
        }
    })
}
