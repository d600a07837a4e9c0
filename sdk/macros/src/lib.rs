//! The macros behind `guiju-sdk`: what an author of a regulation derives, and what keeps clauses and code together.

mod attributes;
mod audience;
mod choice;
mod fields;
mod form;
mod judgement;
mod parameters;
mod regulation;
mod row;
mod text;
mod wit_mirror;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

fn finish(result: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    result.unwrap_or_else(|error| error.to_compile_error()).into()
}

/// One Rust type for one type of the contract. Used by `guiju-model` alone.
#[proc_macro_attribute]
pub fn wit_mirror(_attributes: TokenStream, item: TokenStream) -> TokenStream {
    finish(wit_mirror::expand(parse_macro_input!(item as syn::Item)))
}

/// A form of a regulation: `#[form(title = "…", clause = "…")]` on the struct, `#[field(label = "…")]` on each field.
#[proc_macro_derive(Form, attributes(form, field, section))]
pub fn form(input: TokenStream) -> TokenStream {
    finish(form::expand(&parse_macro_input!(input as DeriveInput)))
}

/// A row of a table inside a form: `#[field(label = "…")]` on each column.
#[proc_macro_derive(Row, attributes(field))]
pub fn row(input: TokenStream) -> TokenStream {
    finish(row::expand(&parse_macro_input!(input as DeriveInput)))
}

/// One of several: `#[choice("…")]` gives each case its label.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(input: TokenStream) -> TokenStream {
    finish(choice::expand(&parse_macro_input!(input as DeriveInput)))
}

/// The numbers of a regulation: `#[parameter(label = "…", clause = "…", default = …)]` on each field.
#[proc_macro_derive(Parameters, attributes(parameter))]
pub fn parameters(input: TokenStream) -> TokenStream {
    finish(parameters::expand(&parse_macro_input!(input as DeriveInput)))
}

/// A periodic judgement: `#[judgement(title = "…", clause = "…", of = Person, every = Month, reads = […])]` on a unit struct.
#[proc_macro_derive(Judgement, attributes(judgement))]
pub fn judgement(input: TokenStream) -> TokenStream {
    finish(judgement::expand(&parse_macro_input!(input as DeriveInput)))
}

/// Names a regulation, its forms and its judgements, and ties the code to `regulation.md` beside the crate's manifest:
/// it gives `clause!("1.1a")`, which fails to compile for a clause that the text lacks, exports the component, and runs the
/// cases below `cases` as a test.
#[proc_macro]
pub fn regulation(input: TokenStream) -> TokenStream {
    finish(regulation::expand(&parse_macro_input!(input as regulation::Declared)))
}
