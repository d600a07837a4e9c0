//! Who may see or do something.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

/// Expands `[ROLE, OTHER]`, a constant of such roles, or `anyone`; `otherwise` where nothing is given.
pub fn audience(roles: Option<&Expr>, otherwise: &TokenStream) -> TokenStream {
    match roles {
        None => otherwise.clone(),
        Some(Expr::Path(path)) if path.path.is_ident("anyone") => quote!(::guiju_sdk::model::Audience::Anyone),
        Some(Expr::Array(roles)) => quote!(::guiju_sdk::holders(&#roles)),
        Some(roles) => quote!(::guiju_sdk::holders(#roles)),
    }
}
