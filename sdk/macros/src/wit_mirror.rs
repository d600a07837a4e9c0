//! `#[wit_mirror]`: one Rust type for one type of the contract, on both sides of the sandbox and on the wire.
//!
//! It adds the derives every such type has, the contract's kebab-case names for the engine, and the one helper that the
//! guest's generated glue asks of an enumeration.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Fields, Item, parse_quote};

/// `snake_case` or `CamelCase` as the contract writes it: `kebab-case`.
pub fn kebab(name: &str) -> String {
    let name = name.trim_start_matches("r#");
    let mut kebab = String::with_capacity(name.len() + 4);
    for (i, c) in name.chars().enumerate() {
        if c.is_uppercase() {
            if i > 0 {
                kebab.push('-');
            }
            kebab.extend(c.to_lowercase());
        } else if c == '_' {
            kebab.push('-');
        } else {
            kebab.push(c);
        }
    }
    kebab
}

fn named(name: &str) -> Attribute {
    let kebab = kebab(name);
    parse_quote!(#[cfg_attr(feature = "engine", component(name = #kebab))])
}

/// Expands the attribute on `item`.
pub fn expand(item: Item) -> syn::Result<TokenStream> {
    let derives = quote! {
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(::utoipa::ToSchema))]
        #[cfg_attr(feature = "engine", derive(
            ::wasmtime::component::ComponentType, ::wasmtime::component::Lift, ::wasmtime::component::Lower
        ))]
    };
    match item {
        Item::Struct(mut record) => {
            for field in &mut record.fields {
                if let Some(name) = &field.ident {
                    field.attrs.push(named(&name.to_string()));
                }
            }
            Ok(quote! {
                #derives
                #[cfg_attr(feature = "engine", component(record))]
                #[repr(C)]
                #record
            })
        }
        Item::Enum(mut cases) => {
            let plain = cases.variants.iter().all(|case| matches!(case.fields, Fields::Unit));
            for case in &mut cases.variants {
                let name = case.ident.to_string();
                case.attrs.push(named(&name));
            }
            if !plain {
                return Ok(quote! {
                    #derives
                    #[serde(rename_all = "kebab-case")]
                    #[cfg_attr(feature = "engine", component(variant))]
                    #cases
                });
            }
            let name = &cases.ident;
            let all = cases.variants.iter().map(|case| &case.ident).collect::<Vec<_>>();
            let numbers = 0u8..all.len() as u8;
            let last = all.last();
            let texts = all.iter().map(|case| kebab(&case.to_string()));
            let lift = format_ident!("_lift");
            Ok(quote! {
                #derives
                #[derive(Copy, Eq, Hash, PartialOrd, Ord)]
                #[serde(rename_all = "kebab-case")]
                #[cfg_attr(feature = "engine", component(enum))]
                #[repr(u8)]
                #cases

                impl #name {
                    /// Every case, in the contract's order.
                    pub const ALL: &[Self] = &[#(Self::#all),*];

                    /// The name in the contract and on the wire.
                    #[must_use]
                    pub const fn name(self) -> &'static str {
                        match self { #(Self::#all => #texts),* }
                    }

                    /// For the glue inside the sandbox.
                    #[doc(hidden)]
                    #[must_use]
                    pub const fn #lift(number: u8) -> Self {
                        match number { #(#numbers => Self::#all,)* _ => Self::#last }
                    }
                }
            })
        }
        other => Err(syn::Error::new_spanned(other, "#[wit_mirror] stands on a struct or an enum")),
    }
}
