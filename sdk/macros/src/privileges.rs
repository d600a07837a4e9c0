//! `derive(Privileges)`: what people may do by the regulation, and what it can suspend.

use crate::{attributes::PrivilegeAttributes, audience::audience};
use darling::FromAttributes;
use heck::ToKebabCase;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Expr};

pub fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let Data::Enum(cases) = &input.data else {
        return Err(syn::Error::new_spanned(input, "derive(Privileges) stands on an enum"));
    };
    let name = &input.ident;
    let (mut arms, mut declared) = (Vec::new(), Vec::new());
    for case in &cases.variants {
        let (ident, id) = (&case.ident, case.ident.to_string().to_kebab_case());
        let PrivilegeAttributes { label, clause, forms, seen_by } = PrivilegeAttributes::from_attributes(&case.attrs)?;
        let missing = |what: &str| {
            let says =
                format!("the privilege lacks its {what}: #[privilege(label = \"…\", clause = \"…\", forms = [Form])]");
            syn::Error::new_spanned(case, says)
        };
        let label = label.ok_or_else(|| missing("label"))?;
        let clause = clause.ok_or_else(|| missing("clause"))?;
        let Some(Expr::Array(forms)) = forms else { return Err(missing("forms")) };
        let forms = forms.elems.iter();
        let seen_by = audience(seen_by.as_ref(), &quote!(::guiju_sdk::model::Audience::Nobody));
        arms.push(quote!(Self::#ident => #id));
        declared.push(quote! {
            ::guiju_sdk::model::Privilege {
                id: #id.to_owned(),
                label: #label.to_owned(),
                clause: clause!(#clause).id(),
                forms: vec![#(<#forms as ::guiju_sdk::Form>::ID.to_owned()),*],
                seen_by: #seen_by,
            }
        });
    }
    Ok(quote! {
        impl ::guiju_sdk::Privileges for #name {
            fn id(self) -> &'static str {
                match self { #(#arms),* }
            }
            fn declare() -> Vec<::guiju_sdk::model::Privilege> { vec![#(#declared),*] }
        }
    })
}
