//! `derive(Parameters)`: the numbers of a regulation, each with its clause, unit and default.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Expr, Lit, LitInt, LitStr};

pub fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let Data::Struct(data) = &input.data else {
        return Err(syn::Error::new_spanned(input, "derive(Parameters) stands on a struct"));
    };
    let name = &input.ident;
    let mut declarations = Vec::new();
    let mut defaults = Vec::new();
    let mut reads = Vec::new();
    for field in &data.fields {
        let ident = field.ident.as_ref().ok_or_else(|| syn::Error::new_spanned(field, "name the parameter"))?;
        let wire = ident.to_string();
        let ty = &field.ty;
        let attribute = field.attrs.iter().find(|a| a.path().is_ident("parameter"));
        let attribute = attribute.ok_or_else(|| {
            syn::Error::new_spanned(field, "say what it is: #[parameter(label = \"…\", clause = \"…\", default = …)]")
        })?;
        let (mut label, mut clause, mut unit, mut default) = (None, None, None::<LitStr>, None::<Expr>);
        let (mut least, mut most) = (None::<LitInt>, None::<LitInt>);
        attribute.parse_nested_meta(|meta| {
            let key = meta.path.require_ident()?.to_string();
            match key.as_str() {
                "label" => label = Some(meta.value()?.parse::<LitStr>()?),
                "clause" => clause = Some(meta.value()?.parse::<LitStr>()?),
                "unit" => unit = Some(meta.value()?.parse()?),
                "default" => default = Some(meta.value()?.parse()?),
                "least" => least = Some(meta.value()?.parse()?),
                "most" => most = Some(meta.value()?.parse()?),
                _ => return Err(meta.error("a parameter has label, clause, unit, default, least and most")),
            }
            Ok(())
        })?;
        let missing = |what: &str| syn::Error::new_spanned(attribute, format!("the parameter lacks its {what}"));
        let label = label.ok_or_else(|| missing("label"))?;
        let clause = clause.ok_or_else(|| missing("clause"))?;
        let default = default.ok_or_else(|| missing("default"))?;
        let default = match &default {
            Expr::Lit(lit) if matches!(lit.lit, Lit::Str(_)) => {
                quote!(<#ty as ::guiju_sdk::ParameterType>::of_text(#default))
            }
            _ => quote!(#default),
        };
        let option = |value: &Option<LitInt>| value.as_ref().map_or(quote!(None), |v| quote!(Some(#v)));
        let (least, most) = (option(&least), option(&most));
        let unit = unit.map_or(quote!(None), |u| quote!(Some(#u)));
        declarations.push(quote! {
            ::guiju_sdk::declare_parameter::<#ty>(
                #wire, #label, clause!(#clause), #unit, &(#default),
                ::guiju_sdk::model::Bounds { least: #least, most: #most },
            )
        });
        defaults.push(quote!(#ident: #default));
        reads.push(quote!(if let Some(value) = ::guiju_sdk::parameter(&values, #wire) { parameters.#ident = value; }));
    }
    Ok(quote! {
        impl ::core::default::Default for #name {
            fn default() -> Self { Self { #(#defaults),* } }
        }
        impl ::guiju_sdk::Parameters for #name {
            fn declare() -> Vec<::guiju_sdk::model::Parameter> { vec![#(#declarations),*] }
            fn read(json: &str) -> Self {
                #[allow(unused_mut, reason = "a regulation may have no parameters")]
                let mut parameters = Self::default();
                let values = ::guiju_sdk::object(json);
                #(#reads)*
                parameters
            }
        }
    })
}
