//! `#[since("1.1")]`: the version of the contract that added a field or a case.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, LitStr};

/// The version of the contract that added something.
#[derive(Clone, Copy)]
pub struct Since {
    major: u32,
    minor: u32,
}

impl Since {
    /// Takes the attribute out of `attributes`, if it is there.
    pub fn taken(attributes: &mut Vec<Attribute>) -> syn::Result<Option<Self>> {
        let Some(at) = attributes.iter().position(|attribute| attribute.path().is_ident("since")) else {
            return Ok(None);
        };
        let text = attributes.remove(at).parse_args::<LitStr>()?;
        let wrong = || syn::Error::new(text.span(), "#[since(…)] takes the contract's version, such as \"1.1\"");
        Self::named(&text.value()).ok_or_else(wrong).map(Some)
    }

    /// Two numbers with a point between them, as people write them.
    fn named(text: &str) -> Option<Self> {
        let number = |part: &str| part.parse::<u32>().ok().filter(|number| number.to_string() == part);
        let (major, minor) = text.split_once('.')?;
        Some(Self { major: number(major)?, minor: number(minor)? })
    }

    /// The version as an expression; what has always been there is older than every version.
    pub fn version(since: Option<Self>) -> TokenStream {
        let Self { major, minor } = since.unwrap_or(Self { major: 0, minor: 0 });
        quote!(::guiju_model::reflected::Version(#major, #minor))
    }
}
