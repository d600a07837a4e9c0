//! `derive(Parameters)`: the parameters of a regulation, each with its clause, unit and default.

use crate::{attributes::ParameterAttributes, fields::bound};
use darling::FromAttributes;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Expr, Field, Lit};

pub fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let Data::Struct(data) = &input.data else {
        return Err(syn::Error::new_spanned(input, "derive(Parameters) stands on a struct"));
    };
    let name = &input.ident;
    let parameters = data.fields.iter().map(Parameter::of).collect::<syn::Result<Vec<_>>>()?;
    let declarations = parameters.iter().map(|parameter| &parameter.declaration);
    let defaults = parameters.iter().map(|parameter| &parameter.default);
    let reads = parameters.iter().map(|parameter| &parameter.read);
    Ok(quote! {
        impl ::core::default::Default for #name {
            fn default() -> Self { Self { #(#defaults),* } }
        }
        impl ::guiju_sdk::Parameters for #name {
            fn declare() -> Vec<::guiju_sdk::model::Parameter> { vec![#(#declarations),*] }
            fn read(json: &str) -> ::core::result::Result<Self, ::guiju_sdk::Malformed> {
                #[allow(unused_mut, reason = "a regulation may have no parameters")]
                let mut parameters = Self::default();
                let values = ::guiju_sdk::object(json)?;
                #(#reads)*
                Ok(parameters)
            }
        }
    })
}

/// What is generated for one parameter.
struct Parameter {
    declaration: TokenStream,
    /// `name: default`
    default: TokenStream,
    /// The statement that takes the value in force.
    read: TokenStream,
}

impl Parameter {
    fn of(field: &Field) -> syn::Result<Self> {
        let ident = field.ident.as_ref().ok_or_else(|| syn::Error::new_spanned(field, "name the parameter"))?;
        let (wire, ty) = (ident.to_string(), &field.ty);
        if !field.attrs.iter().any(|a| a.path().is_ident("parameter")) {
            let says = "say what it is: #[parameter(label = \"…\", clause = \"…\", default = …)]";
            return Err(syn::Error::new_spanned(field, says));
        }
        let attributes = ParameterAttributes::from_attributes(&field.attrs)?;
        let missing = |what: &str| syn::Error::new_spanned(field, format!("the parameter lacks its {what}"));
        let label = attributes.label.as_ref().ok_or_else(|| missing("label"))?;
        let clause = attributes.clause.as_ref().ok_or_else(|| missing("clause"))?;
        let default = match attributes.default.as_ref().ok_or_else(|| missing("default"))? {
            text @ Expr::Lit(lit) if matches!(lit.lit, Lit::Str(_)) => {
                quote!(<#ty as ::guiju_sdk::ParameterType>::of_text(#text))
            }
            value => quote!(#value),
        };
        let digits = quote!(<#ty as ::guiju_sdk::ParameterType>::DIGITS);
        let [least, most] = [&attributes.least, &attributes.most].map(|written| bound(written.as_ref(), &digits));
        let [unit, from, from_unit] = [&attributes.unit, &attributes.from, &attributes.from_unit]
            .map(|text| text.as_ref().map_or(quote!(None), |text| quote!(Some(#text))));
        Ok(Self {
            declaration: quote! {
                ::guiju_sdk::declare_parameter::<#ty>(
                    #wire, clause!(#clause), &(#default),
                    &::guiju_sdk::ParameterLimits {
                        label: #label,
                        unit: #unit,
                        bounds: ::guiju_sdk::model::Bounds { least: #least, most: #most },
                        from: #from,
                        from_unit: #from_unit,
                    },
                )
            },
            read: quote!(if let Some(value) = ::guiju_sdk::parameter(&values, #wire)? { parameters.#ident = value; }),
            default: quote!(#ident: #default),
        })
    }
}
