//! The grammar of `relies!`.
//!
//! ```text
//! /// An application for leave (请假条).
//! attendance::leave as Leave { kind { personal, sick }, span, items { name, amount }, report as Report }
//! steps { leaders }
//! ```

use heck::ToKebabCase;
use proc_macro2::Ident;
use syn::{
    Attribute, Token, braced,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    token::Brace,
};

/// The input of `relies!`.
#[derive(Debug)]
pub struct Relies(pub Vec<Relied>);

/// A form or an assessment that a regulation relies on.
#[derive(Debug)]
pub struct Relied {
    /// The comment above it.
    pub attributes: Vec<Attribute>,
    /// The regulation that owns it.
    pub owner: Ident,
    /// The form or assessment within it.
    pub source: Ident,
    /// The name of the type that is made.
    pub name: Ident,
    /// The fields, computed values or figures.
    pub fields: Vec<Named>,
    /// The steps.
    pub steps: Vec<Ident>,
}

/// A field that is relied on.
#[derive(Debug)]
pub struct Named {
    /// The name of the field.
    pub field: Ident,
    /// What stands behind `as`: for a reference the type of the form that it points to, for a choice the name of the type that is
    /// made, for a table the name of the type of its rows.
    pub name: Option<Ident>,
    /// What stands in braces: the columns of a table, or the values of a choice.
    pub within: Option<Vec<Self>>,
}

impl Relied {
    /// The full name of the form or assessment: `regulation/form`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/{}", kebab(&self.owner), kebab(&self.source))
    }

    /// The id of the regulation that owns it.
    #[must_use]
    pub fn regulation(&self) -> String {
        kebab(&self.owner)
    }

    /// The id of the form or assessment within its regulation.
    #[must_use]
    pub fn form(&self) -> String {
        kebab(&self.source)
    }
}

/// An id as it is written in the contract.
pub(crate) fn kebab(ident: &Ident) -> String {
    ident.unraw().to_string().to_kebab_case()
}

impl Parse for Relies {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut all = Vec::new();
        while !input.is_empty() {
            all.push(input.parse()?);
        }
        Ok(Self(all))
    }
}

impl Parse for Relied {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let owner = Ident::parse_any(input)?;
        input.parse::<Token![::]>()?;
        let source = Ident::parse_any(input)?;
        input.parse::<Token![as]>()?;
        let name = input.parse()?;
        let fields = within(input)?;
        let steps = match input.fork().parse::<Ident>() {
            Ok(word) if word == "steps" && !input.peek2(Token![::]) => {
                input.parse::<Ident>()?;
                within(input)?.into_iter().map(|named| named.field).collect()
            }
            _ => Vec::new(),
        };
        Ok(Self { attributes, owner, source, name, fields, steps })
    }
}

/// The names in braces.
fn within(input: ParseStream) -> syn::Result<Vec<Named>> {
    let inside;
    braced!(inside in input);
    let mut all = Vec::new();
    while !inside.is_empty() {
        all.push(inside.parse()?);
        if !inside.is_empty() {
            inside.parse::<Token![,]>()?;
        }
    }
    Ok(all)
}

impl Parse for Named {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let field = Ident::parse_any(input)?;
        let name = input.parse::<Option<Token![as]>>()?.map(|_| input.parse()).transpose()?;
        let within = input.peek(Brace).then(|| within(input)).transpose()?;
        Ok(Self { field, name, within })
    }
}
