//! `derive(Row)`: a row of a table, or what a decider fills in.

use crate::fields::Fields;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

pub fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let fields = Fields::of(input)?;
    if !fields.times.is_empty() {
        return Err(syn::Error::new_spanned(
            name,
            "`past` and `ahead` are of fields of a form; compare those of a row in its rule",
        ));
    }
    let (read, write) = (fields.read(None), fields.write());
    let (declarations, columns) = (&fields.declarations, &fields.columns);
    Ok(quote! {
        impl ::guiju_sdk::Row for #name {
            fn columns() -> Vec<::guiju_sdk::model::Column> { vec![#(#columns),*] }
            fn fields() -> Vec<::guiju_sdk::model::Field> {
                let mut fields = ::guiju_sdk::Sections::default();
                #(#declarations)*
                fields.done().into_iter().flat_map(|section| section.fields).collect()
            }
            fn read(content: &::guiju_sdk::Object) -> ::core::result::Result<Self, ::guiju_sdk::Malformed> { #read }
            fn write(&self) -> ::guiju_sdk::Object { #write }
        }
    })
}
