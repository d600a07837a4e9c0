//! Implements `guiju_model::reflected::Reflected`, by which values cross into components of earlier contracts.

use super::since::Since;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Type};

/// A field of a record, or a case of an enumeration or variant.
pub struct Member {
    /// Its name in Rust.
    pub ident: Ident,
    /// Its name in the contract.
    pub name: String,
    /// The version of the contract that added it.
    pub since: Option<Since>,
    /// The type of a field, or of a case's payload if it has one.
    pub types: Vec<Type>,
}

impl Member {
    fn version(&self) -> TokenStream {
        Since::version(self.since)
    }
}

/// For a record.
pub fn record(own: &Ident, name: &str, fields: &[Member]) -> TokenStream {
    let shapes = fields.iter().map(|field| {
        let (name, since, types) = (&field.name, field.version(), &field.types);
        quote!(FieldShape { name: #name, since: #since, matches: #(<#types as Reflected>::matches)* })
    });
    let lowered = fields.iter().map(|Member { ident, name, .. }| quote!((#name, &self.#ident as &dyn Reflected)));
    let lifted = fields.iter().map(|Member { ident, name, since, .. }| match since {
        None => quote!(#ident: fields.take(#name)?),
        Some(_) => quote!(#ident: fields.take_later(#name)?),
    });
    implemented(
        own,
        &quote!(
            use ::guiju_model::reflected::{FieldShape, Fields, lowered_record, record};
        ),
        &quote!(record(#name, &[#(#shapes),*], found, contract)),
        &quote!(lowered_record(#name, &[#(#lowered),*], into)),
        &quote! {
            let mut fields = Fields::of(#name, given)?;
            Ok(Self { #(#lifted),* })
        },
    )
}

/// For an enumeration, or for a variant some of whose cases have a payload.
pub fn cases(own: &Ident, name: &str, cases: &[Member]) -> TokenStream {
    let compared = if cases.iter().all(|case| case.types.is_empty()) { quote!(enumeration) } else { quote!(variant) };
    let shapes = cases.iter().map(|case| {
        let (name, since) = (&case.name, case.version());
        let payload = case.types.first().map_or_else(|| quote!(None), |of| quote!(Some(<#of as Reflected>::matches)));
        quote!(CaseShape { name: #name, since: #since, payload: #payload })
    });
    let lowered = cases.iter().map(|Member { ident, name: case, types, .. }| {
        if types.is_empty() {
            quote!(Self::#ident => lowered_case(#name, (#case, None), into))
        } else {
            quote!(Self::#ident(payload) => lowered_case(#name, (#case, Some(payload)), into))
        }
    });
    let lifted = cases.iter().map(|Member { ident, name: case, types, .. }| {
        if types.is_empty() {
            quote!(#case => Ok(Self::#ident))
        } else {
            quote!(#case => Ok(Self::#ident(case.payload()?)))
        }
    });
    implemented(
        own,
        &quote!(use ::guiju_model::reflected::{Case, CaseShape, lowered_case, #compared};),
        &quote!(#compared(#name, &[#(#shapes),*], found, contract)),
        &quote!(match self { #(#lowered),* }),
        &quote! {
            let case = Case::of(#name, given)?;
            match case.name.as_str() { #(#lifted,)* _ => Err(case.unknown()) }
        },
    )
}

/// The three functions with these bodies. What they use stands beside them, so that it gets into nobody's way.
fn implemented(
    own: &Ident,
    uses: &TokenStream,
    matches: &TokenStream,
    lowered: &TokenStream,
    lifted: &TokenStream,
) -> TokenStream {
    quote! {
        #[cfg(feature = "engine")]
        const _: () = {
            use ::wasmtime::component::{Type, Val};
            use ::guiju_model::reflected::{Mismatch, Reflected, Version};
            #uses

            impl Reflected for #own {
                fn matches(found: &Type, contract: Version) -> Result<(), Mismatch> {
                    #matches
                }

                fn lowered(&self, into: &Type) -> Result<Val, Mismatch> {
                    #lowered
                }

                fn lifted(given: Val) -> Result<Self, Mismatch> {
                    #lifted
                }
            }
        };
    }
}
