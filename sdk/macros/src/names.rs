//! Constants for names that a form or a judgement declares.

use crate::attributes::Labelled;
use heck::{ToKebabCase, ToShoutySnakeCase};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, ext::IdentExt};

/// A constant `Form::LEADERS` for each step. One that the rules never use is dead code, so a step that is declared and never laid
/// out is found.
pub fn steps(steps: &Labelled) -> TokenStream {
    constants(steps, "StepName", ToKebabCase::to_kebab_case)
}

/// The same for the figures of a judgement.
pub fn figures(figures: &Labelled) -> TokenStream {
    constants(figures, "FigureName", str::to_owned)
}

/// The steps as the manifest declares them.
pub fn declared_steps(steps: &Labelled) -> Vec<TokenStream> {
    let declared = |(name, label): &(Ident, String)| {
        let id = name.unraw().to_string().to_kebab_case();
        quote!(::guiju_sdk::model::StepName { id: #id.to_owned(), title: #label.to_owned() })
    };
    steps.0.iter().map(declared).collect()
}

/// The figures as the manifest declares them.
pub fn declared_figures(figures: &Labelled) -> Vec<TokenStream> {
    let declared = |(name, label): &(Ident, String)| {
        let name = name.unraw().to_string();
        quote!(::guiju_sdk::model::MetricName { name: #name.to_owned(), label: #label.to_owned() })
    };
    figures.0.iter().map(declared).collect()
}

fn constants(names: &Labelled, ty: &str, wire: impl Fn(&str) -> String) -> TokenStream {
    let ty = format_ident!("{ty}");
    let constants = names.0.iter().map(|(name, label)| {
        let written = name.unraw().to_string();
        let constant = format_ident!("{}", written.to_shouty_snake_case(), span = name.span());
        let wire = wire(&written);
        quote! {
            #[doc = #label]
            pub const #constant: ::guiju_sdk::#ty = ::guiju_sdk::#ty::declared(#wire, #label);
        }
    });
    quote!(#(#constants)*)
}
