//! The macros behind `guiju-sdk`: the derives of forms, rows, choices, parameters and judgements, and `regulation!`, which
//! ties code to clauses.

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

/// Makes a Rust type the mirror of a type of the contract. `wit = "…"` gives the contract's name where the Rust name differs.
/// Used by `guiju-model` alone.
#[proc_macro_attribute]
pub fn wit_mirror(options: TokenStream, item: TokenStream) -> TokenStream {
    let options = parse_macro_input!(options as wit_mirror::Options);
    finish(wit_mirror::expand(&options, parse_macro_input!(item as syn::Item)))
}

/// Implements `Form` for a struct.
///
/// `#[form(…)]` on the struct takes `title`, `clause` and `summary`, and, where needed, `id` (else the struct's name), `series`,
/// `event_time` (the field with the time of the event), `subject` (the field with the person whom it concerns), `filed_by`,
/// `on_behalf`, `seen_by`, `closed_when`, `custodians` (the fields with the persons who hold what is registered), `copies`,
/// `synonyms`, `imports(…)` and `register(…)`.
///
/// `#[field(…)]` on a field takes `label`, `help`, `clause`, `initial`, `shown_when`, `optional`, `sensitive`, `long`, `least`
/// and `most`. `#[section("…")]` begins a section.
#[proc_macro_derive(Form, attributes(form, field, section))]
pub fn form(input: TokenStream) -> TokenStream {
    finish(form::expand(&parse_macro_input!(input as DeriveInput)))
}

/// Implements `Row` for a struct: a row of a table, or what a decider fills in. Each field takes `#[field(…)]` as in a form.
#[proc_macro_derive(Row, attributes(field))]
pub fn row(input: TokenStream) -> TokenStream {
    finish(row::expand(&parse_macro_input!(input as DeriveInput)))
}

/// Implements `Choice` for an enum. `#[choice("…")]` gives each variant its label.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(input: TokenStream) -> TokenStream {
    finish(choice::expand(&parse_macro_input!(input as DeriveInput)))
}

/// Implements `Parameters` for a struct. `#[parameter(…)]` on each field takes `label`, `clause` and `default`, and, where
/// needed, `unit`, `least` and `most`.
#[proc_macro_derive(Parameters, attributes(parameter))]
pub fn parameters(input: TokenStream) -> TokenStream {
    finish(parameters::expand(&parse_macro_input!(input as DeriveInput)))
}

/// Implements `Judgement` for a unit struct. `#[judgement(…)]` takes `title`, `clause`, `of` (the kind of subject), `every` (the
/// period) and `reads`, and, where needed, `id`, `seen_by` and `legend`.
#[proc_macro_derive(Judgement, attributes(judgement))]
pub fn judgement(input: TokenStream) -> TokenStream {
    finish(judgement::expand(&parse_macro_input!(input as DeriveInput)))
}

/// Declares a regulation with its forms, judgements and extras, and ties the code to `regulation.md` beside the crate's
/// manifest: `clause!("1.1a")` compiles only for a clause that the text has. It exports the component, and runs the cases in
/// the folder `cases` as a test.
#[proc_macro]
pub fn regulation(input: TokenStream) -> TokenStream {
    finish(regulation::expand(&parse_macro_input!(input as regulation::Declared)))
}
