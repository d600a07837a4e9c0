//! `derive(Judgement)`: what is judged of whom over which period, from which records.

use crate::{attributes::JudgementAttributes, audience::audience, names};
use darling::FromAttributes;
use heck::ToKebabCase;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, LitStr};

pub fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let attributes = JudgementAttributes::from_attributes(&input.attrs)?;
    let JudgementAttributes { id, title, clause, of, every, reads, seen_by, legend, figures } = &attributes;
    let missing =
        |what: &str| syn::Error::new_spanned(name, format!("the judgement lacks `{what}`: #[judgement({what} = …)]"));
    let id = id.as_ref().map_or_else(|| name.to_string().to_kebab_case(), LitStr::value);
    let title = title.as_ref().ok_or_else(|| missing("title"))?;
    let clause = clause.as_ref().ok_or_else(|| missing("clause"))?;
    let of = of.as_ref().ok_or_else(|| missing("of"))?;
    let every = every.as_ref().ok_or_else(|| missing("every"))?;
    let reads = reads.as_ref().ok_or_else(|| missing("reads"))?;
    let seen_by = audience(seen_by.as_ref(), &quote!(::guiju_sdk::model::Audience::Nobody));
    let legend = legend.as_ref().map_or(quote!(Vec::new()), |signs| quote!(::guiju_sdk::legend(&#signs)));
    let (constants, declared) = (names::figures(figures), names::declared_figures(figures));
    Ok(quote! {
        impl #name { #constants }
        impl ::guiju_sdk::Judgement for #name {
            const ID: &'static str = #id;
            fn declare() -> ::guiju_sdk::model::Assessed {
                ::guiju_sdk::model::Assessed {
                    id: #id.to_owned(),
                    title: #title.to_owned(),
                    clause: clause!(#clause).id(),
                    per: ::guiju_sdk::model::SubjectKind::#of,
                    period: ::guiju_sdk::model::Cycle::#every,
                    reads: #reads.into(),
                    seen_by: #seen_by,
                    legend: #legend,
                    figures: vec![#(#declared),*],
                }
            }
        }
    })
}
