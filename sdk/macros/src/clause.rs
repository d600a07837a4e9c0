//! `#[clause("5.3")]`: the clause that a function carries out.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Item, LitStr, parse_quote};

/// Gives the function the constant `CLAUSE`. A function that does not cite it is reported as dead code.
pub fn expand(id: &LitStr, item: Item) -> syn::Result<TokenStream> {
    let Item::Fn(mut function) = item else {
        return Err(syn::Error::new_spanned(item, "#[clause(\"…\")] stands on a function"));
    };
    let doc = format!(" Clause {}.", id.value());
    function.attrs.push(parse_quote!(#[doc = #doc]));
    function.block.stmts.insert(
        0,
        parse_quote!(
            const CLAUSE: ::guiju_sdk::Clause = clause!(#id);
        ),
    );
    Ok(function.into_token_stream())
}
