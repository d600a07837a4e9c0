//! `#[wit_mirror]`: one Rust type for one type of the contract, on both sides of the sandbox and on the wire.
//!
//! The attribute adds the derives that every such type has and the kebab-case names of the contract. An enumeration gets the
//! helper that the generated glue of the guest calls.
//!
//! `#[wit_mirror(wit = "duty")]` is for a type whose Rust name differs from its name in the contract: the glue of the guest and
//! the OpenAPI document call it by the contract's name.
//!
//! `#[since("1.1")]` stands on a field or a case that the contract got later. A field: JSON that was written before is read with
//! the default of the field's type; it is always written. Both: a component of an earlier contract has neither
//! (`guiju_model::reflected`, which the attribute implements). With `#[unless_default]` a field is not written while it holds its
//! default: what was stored before is the same when it is written again.

mod reflect;
mod since;

use heck::{ToKebabCase, ToUpperCamelCase};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Attribute, Fields, Ident, Item, ItemEnum, ItemStruct, LitStr, Token, Visibility,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    parse_quote,
};

use reflect::Member;
use since::Since;

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
        Item::Struct(record) => expand_record(options, record)?,
        Item::Enum(cases) if cases.variants.iter().all(|case| matches!(case.fields, Fields::Unit)) => {
            expand_enumeration(options, cases)?
        }
        Item::Enum(cases) => expand_variant(options, cases)?,
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

/// The name of a type in the contract.
fn type_name(options: &Options, ident: &Ident) -> String {
    options.wit.as_ref().map_or_else(|| wit_name(ident), LitStr::value)
}

fn expand_record(options: &Options, mut record: ItemStruct) -> syn::Result<TokenStream> {
    let mut members = Vec::new();
    for field in &mut record.fields {
        let Some(ident) = field.ident.clone() else { continue };
        field.attrs.push(named(&ident));
        let since = Since::taken(&mut field.attrs)?;
        if since.is_some() {
            field.attrs.push(parse_quote!(#[serde(default)]));
            if taken(&mut field.attrs, "unless_default") {
                field.attrs.push(parse_quote!(#[serde(skip_serializing_if = "crate::defaults::is_default")]));
                // A browser has no use for what only servers and regulations say to each other.
                field.attrs.push(parse_quote!(#[cfg_attr(target_arch = "wasm32", serde(skip))]));
            } else {
                // The OpenAPI document says that it is always written.
                field.attrs.push(parse_quote!(#[cfg_attr(feature = "openapi", schema(required = true))]));
            }
        }
        members.push(Member { name: wit_name(&ident), ident, since, types: vec![field.ty.clone()] });
    }
    let (derives, reflected) =
        (derives(), reflect::record(&record.ident, &type_name(options, &record.ident), &members));
    Ok(quote! {
        #derives
        #[cfg_attr(feature = "engine", component(record))]
        #[repr(C)]
        #record

        #reflected
    })
}

/// Whether an attribute stood there; it does not any more.
fn taken(attributes: &mut Vec<Attribute>, name: &str) -> bool {
    let before = attributes.len();
    attributes.retain(|attribute| !attribute.path().is_ident(name));
    attributes.len() < before
}

/// Gives every case its name in the contract.
fn cases_of(cases: &mut ItemEnum) -> syn::Result<Vec<Member>> {
    let members = cases.variants.iter_mut().map(|case| {
        case.attrs.push(named(&case.ident));
        let since = Since::taken(&mut case.attrs)?;
        let types = case.fields.iter().map(|field| field.ty.clone()).collect();
        Ok(Member { name: wit_name(&case.ident), ident: case.ident.clone(), since, types })
    });
    members.collect()
}

fn expand_variant(options: &Options, mut cases: ItemEnum) -> syn::Result<TokenStream> {
    let members = cases_of(&mut cases)?;
    let (derives, reflected) = (derives(), reflect::cases(&cases.ident, &type_name(options, &cases.ident), &members));
    Ok(quote! {
        #derives
        #[serde(rename_all = "kebab-case")]
        #[cfg_attr(feature = "engine", component(variant))]
        #cases

        #reflected
    })
}

fn expand_enumeration(options: &Options, mut cases: ItemEnum) -> syn::Result<TokenStream> {
    let members = cases_of(&mut cases)?;
    let reflected = reflect::cases(&cases.ident, &type_name(options, &cases.ident), &members);
    let derives = derives();
    let name = &cases.ident;
    let all = cases.variants.iter().map(|case| &case.ident).collect::<Vec<_>>();
    let numbers = 0u8..all.len() as u8;
    let last = all.last();
    let texts = members.iter().map(|case| &case.name);
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

        #reflected
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(item: &str) -> syn::Result<String> {
        Ok(expand(&Options { wit: None }, syn::parse_str(item)?)?.to_string().replace(' ', ""))
    }

    #[test]
    fn a_later_field_has_a_default() {
        let text = expanded(r#"struct Form { id: String, #[since("1.1")] synonyms: Vec<String> }"#).unwrap();
        assert_eq!(text.matches("#[serde(default)]").count(), 1, "{text}");
        let (before, after) = text.split_once("#[serde(default)]").unwrap();
        assert!(before.contains("id:String") && after.contains("synonyms:Vec<String>"), "{text}");
        assert!(!text.contains("#[since"), "{text}");
        assert!(text.contains("take(\"id\")") && text.contains("take_later(\"synonyms\")"), "{text}");
    }

    #[test]
    fn a_later_case_has_its_version() {
        let text = expanded(r#"enum Status { Open, #[since("1.1")] Void }"#).unwrap();
        assert!(!text.contains("#[since"), "{text}");
        assert_eq!(text.matches("Version(0u32,0u32)").count(), 1, "{text}");
        assert_eq!(text.matches("Version(1u32,1u32)").count(), 1, "{text}");
    }

    #[test]
    fn a_version_is_two_numbers() {
        for wrong in ["", "1", "1.", ".1", "1.01", "+1.1", "1.1.0", "v1.1", "one.one"] {
            let item = format!(r#"struct Form {{ #[since("{wrong}")] synonyms: Vec<String> }}"#);
            assert!(expanded(&item).unwrap_err().to_string().contains("the contract's version"), "{wrong}");
        }
        assert!(expanded("struct Form { #[since(1.1)] synonyms: Vec<String> }").is_err());
    }
}
