//! `#[derive(Row)]`: a struct that is read from a row of the database.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Field, Fields, LitStr, Result, parse_macro_input};

/// Reads a struct from a row: each field from the column of its name.
///
/// `#[column("matter_id")]` names another column, `#[column(json)]` says that the column holds JSON text (or nothing, where the
/// field is an `Option`), and `#[column(json, "matter_id")]` both. The library's own derive brings both database drivers into the compiler and does not
/// cover the driver-neutral row.
#[proc_macro_derive(Row, attributes(column))]
pub fn row(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Struct(data) = &input.data else { return Err(Error::new_spanned(input, "a row is a struct")) };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new_spanned(input, "a row has fields with names"));
    };
    let fields = fields.named.iter().map(read).collect::<Result<Vec<_>>>()?;
    let name = &input.ident;
    Ok(quote! {
        impl crate::sql::FromRow for #name {
            fn from_row(row: &sqlx::any::AnyRow) -> crate::error::Result<Self> {
                Ok(Self { #(#fields),* })
            }
        }
    })
}

/// The field with the expression that reads it.
fn read(field: &Field) -> Result<TokenStream> {
    let Some(name) = &field.ident else { return Err(Error::new_spanned(field, "a field has a name")) };
    let Attributes { column, json } = Attributes::of(field)?;
    let column = column.unwrap_or_else(|| LitStr::new(&name.to_string(), name.span()));
    Ok(if json && is_option(&field.ty) {
        quote!(#name: crate::sql::column::<Option<crate::sql::Json<_>>, _>(row, #column)?.map(|json| json.0))
    } else if json {
        quote!(#name: crate::sql::column::<crate::sql::Json<_>, _>(row, #column)?.0)
    } else {
        quote!(#name: crate::sql::column(row, #column)?)
    })
}

/// Whether a type is written as an `Option`.
fn is_option(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

/// What `#[column(…)]` says of a field.
#[derive(Default)]
struct Attributes {
    column: Option<LitStr>,
    json: bool,
}

impl Attributes {
    fn of(field: &Field) -> Result<Self> {
        let mut found = Self::default();
        for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("column")) {
            attribute.parse_args_with(|input: syn::parse::ParseStream<'_>| {
                while !input.is_empty() {
                    if input.peek(LitStr) {
                        found.column = Some(input.parse()?);
                    } else {
                        let word: syn::Ident = input.parse()?;
                        if word != "json" {
                            return Err(Error::new(word.span(), "`json` or the name of a column"));
                        }
                        found.json = true;
                    }
                    if !input.is_empty() {
                        input.parse::<syn::Token![,]>()?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(found)
    }
}
