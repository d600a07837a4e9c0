//! `derive(Choice)`: a closed set of values, each with its label.

use heck::ToKebabCase;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, LitStr};

pub fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let Data::Enum(cases) = &input.data else {
        return Err(syn::Error::new_spanned(input, "derive(Choice) stands on an enum"));
    };
    let name = &input.ident;
    let mut idents = Vec::new();
    let mut values = Vec::new();
    let mut labels = Vec::new();
    for case in &cases.variants {
        let attribute = case.attrs.iter().find(|a| a.path().is_ident("choice"));
        let attribute =
            attribute.ok_or_else(|| syn::Error::new_spanned(case, "give the choice its label: #[choice(\"…\")]"))?;
        labels.push(attribute.parse_args::<LitStr>()?);
        values.push(case.ident.to_string().to_kebab_case());
        idents.push(&case.ident);
    }
    let first = idents.first().ok_or_else(|| syn::Error::new_spanned(input, "a choice has at least one case"))?;
    Ok(quote! {
        impl ::core::default::Default for #name {
            fn default() -> Self { Self::#first }
        }
        impl ::guiju_sdk::Choice for #name {
            const CHOICES: &'static [(&'static str, &'static str)] = &[#((#values, #labels)),*];
            fn of(value: &str) -> Option<Self> {
                match value { #(#values => Some(Self::#idents),)* _ => None }
            }
            fn value(&self) -> &'static str {
                match self { #(Self::#idents => #values),* }
            }
        }
        impl #name {
            /// The label people read.
            #[allow(dead_code, reason = "not every choice is spoken of in a message")]
            pub fn label(&self) -> &'static str { ::guiju_sdk::label_of(self) }
        }
        impl ::guiju_sdk::FieldType for #name {
            fn kind(_limits: &::guiju_sdk::Limits) -> ::guiju_sdk::model::ValueKind { ::guiju_sdk::choice_kind::<Self>() }
            fn read(value: &::guiju_sdk::Value) -> ::core::result::Result<Self, &'static str> { ::guiju_sdk::read_choice(value) }
            fn write(&self) -> ::guiju_sdk::Value { ::guiju_sdk::write_choice(self) }
        }
    })
}
