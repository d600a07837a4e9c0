//! `derive(Judgement)`: what is judged of whom over which period, from which records.

use crate::{form::audience, wit_mirror::kebab};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Expr, Ident, LitStr};

#[derive(Default)]
struct Attributes {
    id: Option<LitStr>,
    title: Option<LitStr>,
    clause: Option<LitStr>,
    of: Option<Ident>,
    every: Option<Ident>,
    reads: Option<Expr>,
    seen_by: Option<Expr>,
    legend: Option<Expr>,
}

fn attributes(input: &DeriveInput) -> syn::Result<Attributes> {
    let mut found = Attributes::default();
    for attribute in input.attrs.iter().filter(|a| a.path().is_ident("judgement")) {
        attribute.parse_nested_meta(|meta| {
            let key = meta.path.require_ident()?.to_string();
            match key.as_str() {
                "id" => found.id = Some(meta.value()?.parse()?),
                "title" => found.title = Some(meta.value()?.parse()?),
                "clause" => found.clause = Some(meta.value()?.parse()?),
                "of" => found.of = Some(meta.value()?.parse()?),
                "every" => found.every = Some(meta.value()?.parse()?),
                "reads" => found.reads = Some(meta.value()?.parse()?),
                "seen_by" => found.seen_by = Some(meta.value()?.parse()?),
                "legend" => found.legend = Some(meta.value()?.parse()?),
                _ => return Err(meta.error("a judgement has id, title, clause, of, every, reads, seen_by and legend")),
            }
            Ok(())
        })?;
    }
    Ok(found)
}

pub fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let Attributes { id, title, clause, of, every, reads, seen_by, legend } = attributes(input)?;
    let missing =
        |what: &str| syn::Error::new_spanned(name, format!("the judgement lacks `{what}`: #[judgement({what} = …)]"));
    let id = id.map_or_else(|| kebab(&name.to_string()), |id| id.value());
    let title = title.ok_or_else(|| missing("title"))?;
    let clause = clause.ok_or_else(|| missing("clause"))?;
    let of = of.ok_or_else(|| missing("of"))?;
    let every = every.ok_or_else(|| missing("every"))?;
    let reads = reads.ok_or_else(|| missing("reads"))?;
    let seen_by = audience(seen_by.as_ref(), &quote!(::guiju_sdk::model::Audience::Nobody));
    let legend = legend.map_or(quote!(Vec::new()), |signs| quote!(::guiju_sdk::legend(&#signs)));
    Ok(quote! {
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
                }
            }
        }
    })
}
