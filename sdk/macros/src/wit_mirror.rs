//! `#[wit_mirror]`: one Rust type for one type of the contract, on both sides of the sandbox and on the wire.
//!
//! The attribute adds the derives that every such type has and the kebab-case names of the contract. An enumeration gets the
//! helper that the generated glue of the guest calls.
//!
//! `#[wit_mirror(wit = "duty")]` is for a type whose Rust name differs from its name in the contract: the glue of the guest and
//! the OpenAPI document call it by the contract's name.

use heck::{ToKebabCase, ToUpperCamelCase};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Attribute, Fields, Ident, Item, ItemEnum, ItemStruct, LitStr, Token, Visibility,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    parse_quote,
};

/// What stands in the parentheses of the attribute.
pub struct Options {
    /// The name of the type in the contract, in kebab-case, if the Rust name is another.
    wit: Option<LitStr>,
}

impl Parse for Options {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.is_empty() {
            return Ok(Self { wit: None });
        }
        let key = input.parse::<Ident>()?;
        if key != "wit" {
            return Err(syn::Error::new(key.span(), "#[wit_mirror] takes wit = \"name-in-the-contract\""));
        }
        input.parse::<Token![=]>()?;
        Ok(Self { wit: Some(input.parse()?) })
    }
}

/// Expands the attribute on `item`.
pub fn expand(options: &Options, mut item: Item) -> syn::Result<TokenStream> {
    let alias = match &options.wit {
        Some(wit) => named_in_the_contract(wit, &mut item)?,
        None => TokenStream::new(),
    };
    let mirrored = match item {
        Item::Struct(record) => expand_record(record),
        Item::Enum(cases) if cases.variants.iter().all(|case| matches!(case.fields, Fields::Unit)) => {
            expand_enumeration(cases)
        }
        Item::Enum(cases) => expand_variant(cases),
        other => return Err(not_a_type(&other)),
    };
    Ok(quote!(#mirrored #alias))
}

fn not_a_type(item: &Item) -> syn::Error {
    syn::Error::new_spanned(item, "#[wit_mirror] stands on a struct or an enum")
}

/// Gives the schema the contract's name, and returns the alias by which the glue inside the sandbox names the type.
fn named_in_the_contract(wit: &LitStr, item: &mut Item) -> syn::Result<TokenStream> {
    let contract = format_ident!("{}", wit.value().to_upper_camel_case(), span = wit.span());
    let schema: Attribute = parse_quote!(#[cfg_attr(feature = "openapi", schema(as = #contract))]);
    let (attributes, visibility, name): (_, &Visibility, _) = match item {
        Item::Struct(record) => (&mut record.attrs, &record.vis, &record.ident),
        Item::Enum(cases) => (&mut cases.attrs, &cases.vis, &cases.ident),
        other => return Err(not_a_type(other)),
    };
    attributes.push(schema);
    Ok(quote! {
        #[cfg(target_arch = "wasm32")]
        #[doc(hidden)]
        #visibility type #contract = #name;
    })
}

/// The name in the contract, which writes `kebab-case`.
fn wit_name(ident: &Ident) -> String {
    ident.unraw().to_string().to_kebab_case()
}

fn named(ident: &Ident) -> Attribute {
    let name = wit_name(ident);
    parse_quote!(#[cfg_attr(feature = "engine", component(name = #name))])
}

fn derives() -> TokenStream {
    quote! {
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(::utoipa::ToSchema))]
        #[cfg_attr(feature = "engine", derive(
            ::wasmtime::component::ComponentType, ::wasmtime::component::Lift, ::wasmtime::component::Lower
        ))]
    }
}

fn expand_record(mut record: ItemStruct) -> TokenStream {
    for field in &mut record.fields {
        if let Some(ident) = &field.ident {
            field.attrs.push(named(ident));
        }
    }
    let derives = derives();
    quote! {
        #derives
        #[cfg_attr(feature = "engine", component(record))]
        #[repr(C)]
        #record
    }
}

fn with_wit_names(cases: &mut ItemEnum) {
    for case in &mut cases.variants {
        case.attrs.push(named(&case.ident));
    }
}

fn expand_variant(mut cases: ItemEnum) -> TokenStream {
    with_wit_names(&mut cases);
    let derives = derives();
    quote! {
        #derives
        #[serde(rename_all = "kebab-case")]
        #[cfg_attr(feature = "engine", component(variant))]
        #cases
    }
}

fn expand_enumeration(mut cases: ItemEnum) -> TokenStream {
    with_wit_names(&mut cases);
    let derives = derives();
    let name = &cases.ident;
    let all = cases.variants.iter().map(|case| &case.ident).collect::<Vec<_>>();
    let numbers = 0u8..all.len() as u8;
    let last = all.last();
    let texts = all.iter().copied().map(wit_name);
    let lift = format_ident!("_lift");
    quote! {
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
    }
}
