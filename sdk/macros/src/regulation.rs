//! `regulation!`: a regulation with its forms and judgements, the clauses of its text as a macro that knows them, the
//! component's exports, and its cases as a test.

use crate::{
    leans::leans,
    text::{self, Kind},
};
use guiju_export::Export;
use proc_macro2::TokenStream;
use quote::quote;
use std::path::Path;
use syn::{
    Attribute, Ident, LitStr, Token, Type,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

/// The input of `regulation! { Name { … } }`.
pub struct Declared {
    doc: Vec<Attribute>,
    name: Ident,
    id: LitStr,
    title: LitStr,
    version: LitStr,
    area: LitStr,
    parameters: Option<Type>,
    roles: Vec<syn::Path>,
    forms: Vec<Type>,
    records: Vec<Type>,
    oversees: Vec<Type>,
    judges: Vec<Type>,
    privileges: Option<Type>,
    extras: Option<syn::Path>,
}

fn list<T: Parse>(input: ParseStream) -> syn::Result<Vec<T>> {
    let inside;
    syn::bracketed!(inside in input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&inside)?.into_iter().collect())
}

impl Parse for Declared {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let doc = input.call(Attribute::parse_outer)?;
        let name = input.parse::<Ident>()?;
        let inside;
        syn::braced!(inside in input);
        let (mut id, mut title, mut version, mut area) = (None, None, None, None);
        let (mut parameters, mut privileges, mut extras, mut roles) = (None, None, None, Vec::new());
        let (mut forms, mut records, mut oversees, mut judges) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        while !inside.is_empty() {
            let key = inside.parse::<Ident>()?;
            inside.parse::<Token![:]>()?;
            match key.to_string().as_str() {
                "id" => id = Some(inside.parse::<LitStr>()?),
                "title" => title = Some(inside.parse::<LitStr>()?),
                "version" => version = Some(inside.parse::<LitStr>()?),
                "area" => area = Some(inside.parse::<LitStr>()?),
                "parameters" => parameters = Some(inside.parse::<Type>()?),
                "privileges" => privileges = Some(inside.parse::<Type>()?),
                "roles" => roles = list(&inside)?,
                "forms" => forms = list(&inside)?,
                "records" => records = list(&inside)?,
                "oversees" => oversees = list(&inside)?,
                "judges" => judges = list(&inside)?,
                "extras" => extras = Some(inside.parse::<syn::Path>()?),
                _ => {
                    let says = "a regulation has id, title, version, area, parameters, privileges, roles, forms, records (forms \
                                without rules), oversees, judges and extras";
                    return Err(syn::Error::new(key.span(), says));
                }
            }
            if !inside.is_empty() {
                inside.parse::<Token![,]>()?;
            }
        }
        let missing = |what: &str| syn::Error::new(name.span(), format!("the regulation lacks its {what}"));
        Ok(Self {
            id: id.ok_or_else(|| missing("id"))?,
            title: title.ok_or_else(|| missing("title"))?,
            version: version.ok_or_else(|| missing("version"))?,
            area: area.ok_or_else(|| missing("area"))?,
            doc,
            name,
            parameters,
            privileges,
            roles,
            forms,
            records,
            oversees,
            judges,
            extras,
        })
    }
}

/// Reads the text beside the manifest and expands the regulation.
pub fn expand(declared: &Declared) -> syn::Result<TokenStream> {
    let regulation = &declared.name;
    let error = |why: String| syn::Error::new(regulation.span(), why);
    let folder = std::env::var("CARGO_MANIFEST_DIR").map_err(|e| error(e.to_string()))?;
    let path = format!("{folder}/regulation.md");
    let source = std::fs::read_to_string(&path).map_err(|e| error(format!("{path}: {e}")))?;
    let clauses = text::parse(&source).map_err(error)?;
    let (export, relied) = guiju_export::own(Path::new(&folder)).map_err(error)?;
    let parts = [
        clause_macro(&clauses),
        clause_texts(regulation, &clauses),
        declaration(declared, &leans(Path::new(&folder), &export.regulation, &relied)),
        cases(regulation, &folder, &export),
        component(regulation),
    ];
    Ok(quote! {
        #(#parts)*
        // A change of the text compiles the crate anew.
        const _: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/regulation.md"));
    })
}

/// `clause!`, with one arm for each clause of the text.
fn clause_macro(clauses: &[text::Clause]) -> TokenStream {
    let ids = clauses.iter().map(|clause| &clause.id);
    quote! {
        /// A clause of `regulation.md`; an id that the text lacks does not compile.
        #[allow(unused_macros, reason = "a regulation may cite through its forms alone")]
        macro_rules! clause {
            #((#ids) => { ::guiju_sdk::Clause::of_text(#ids) };)*
            ($other:literal) => { compile_error!(concat!("regulation.md has no clause ", $other)) };
        }
    }
}

/// The clauses of the text as constants.
fn clause_texts(regulation: &Ident, clauses: &[text::Clause]) -> TokenStream {
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
    quote! {
        impl ::guiju_sdk::Text for #regulation {
            const CLAUSES: &'static [::guiju_sdk::ClauseText] = &[#(#entries),*];
        }
    }
}

/// The type of the regulation, with what it declares.
fn declaration(declared: &Declared, leans: &[TokenStream]) -> TokenStream {
    let Declared { doc, name, id, title, version, area, roles, forms, records, oversees, judges, .. } = declared;
    let parameters = declared.parameters.as_ref().map_or(quote!(()), |ty| quote!(#ty));
    let privileges = declared.privileges.as_ref().map(|ty| {
        quote!(fn privileges() -> Vec<::guiju_sdk::model::Privilege> { <#ty as ::guiju_sdk::Privileges>::declare() })
    });
    let extras =
        declared.extras.as_ref().map(|path| quote!(fn extras(extras: &mut ::guiju_sdk::Extras<'_>) { #path(extras) }));
    quote! {
        #(#doc)*
        #[derive(Debug)]
        pub struct #name;

        impl ::guiju_sdk::Regulation for #name {
            type Parameters = #parameters;
            const ID: &'static str = #id;
            const TITLE: &'static str = #title;
            const VERSION: &'static str = #version;
            const AREA: &'static str = #area;
            const LEANS: &'static [::guiju_sdk::Leaned] = &[#(#leans),*];
            const ROLES: &'static [::guiju_sdk::RoleName] = &[#(#roles),*];

            fn declare(declaration: &mut impl ::guiju_sdk::Declaration<#parameters>) {
                #(declaration.form::<#forms>();)*
                #(declaration.form::<#records>();)*
                #(declaration.oversees::<#oversees>();)*
                #(declaration.judges::<#judges>();)*
            }

            #privileges

            #extras
        }

        #(impl ::guiju_sdk::Rules<#parameters> for #records {})*
    }
}

/// The cases of the crate as a test, if it has any.
fn cases(regulation: &Ident, folder: &str, export: &Export) -> TokenStream {
    if !Path::new(folder).join("cases").is_dir() {
        return TokenStream::new();
    }
    let export = export.to_text();
    quote! {
        #[cfg(test)]
        mod cases {
            #[test]
            fn hold() {
                ::guiju_testkit::assert_cases::<super::#regulation>(env!("CARGO_MANIFEST_DIR"));
            }

            #[test]
            fn the_source_exports_what_the_manifest_does() {
                ::guiju_testkit::assert_export::<super::#regulation>(#export);
            }
        }
    }
}

/// The exports of the component.
fn component(regulation: &Ident) -> TokenStream {
    quote! {
        #[cfg(target_arch = "wasm32")]
        mod component {
            struct Exports;
            impl ::guiju_sdk::component::Guest for Exports {
                fn describe() -> ::guiju_sdk::model::Manifest {
                    ::guiju_sdk::describe::<super::#regulation>()
                }
                fn validate(
                    matter: ::guiju_sdk::model::Matter,
                ) -> ::core::result::Result<::guiju_sdk::model::Check, ::guiju_sdk::model::Fault> {
                    ::guiju_sdk::validate::<super::#regulation>(matter)
                }
                fn route(
                    matter: ::guiju_sdk::model::Matter,
                ) -> ::core::result::Result<::guiju_sdk::model::Route, ::guiju_sdk::model::Fault> {
                    ::guiju_sdk::route::<super::#regulation>(matter)
                }
                fn assess(
                    ledger: ::guiju_sdk::model::Ledger,
                ) -> ::core::result::Result<::guiju_sdk::model::Assessment, ::guiju_sdk::model::Fault> {
                    ::guiju_sdk::assess::<super::#regulation>(ledger)
                }
            }
            ::guiju_sdk::component::export!(Exports with_types_in ::guiju_sdk::component);
        }
    }
}
