//! The macros behind `guiju-sdk`: the derives of forms, rows, choices, parameters and judgements, and `regulation!`, which
//! ties code to clauses.

mod attributes;
mod audience;
mod choice;
mod clause;
mod fields;
mod form;
mod judgement;
mod leans;
mod names;
mod parameters;
mod privileges;
mod regulation;
mod relied_types;
mod relies;
mod row;
mod text;
mod wit_mirror;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

fn finish(result: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    result.unwrap_or_else(|error| error.to_compile_error()).into()
}

/// Makes a Rust type the mirror of a type of the contract. `wit = "…"` gives the contract's name where the Rust name differs.
/// `#[since("1.1")]` on a field says which version of the contract added it; JSON of before is read with the type's default.
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
/// `synonyms`, `imports(…)` and `register(…)`; `steps(leaders = "书记、主任审阅")` names the steps that others may rely on and
/// makes a constant of each, `Incoming::LEADERS`; `upcast` names a function that turns older content into today's.
///
/// `#[field(…)]` on a field takes `label`, `help`, `clause`, `initial`, `shown_when`, `optional`, `sensitive`, `long`, `least`,
/// `most` and `was` (a name that it had in an earlier version). On a time, `past` refuses a filing before it is over, and `ahead` one
/// after its first day; both cite the field's clause, or the form's. `#[section("…")]` begins a section. `#[computed("…")]` with a label
/// stands on a value that nobody fills in: the rules compute it or enter it into the record later.
#[proc_macro_derive(Form, attributes(form, field, section, computed))]
pub fn form(input: TokenStream) -> TokenStream {
    finish(form::expand(&parse_macro_input!(input as DeriveInput)))
}

/// Implements `Row` for a struct: a row of a table, or what a decider fills in. Each field takes `#[field(…)]` as in a form, but for
/// `past` and `ahead`.
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

/// Implements `Privileges` for an enum. `#[privilege(…)]` on each variant takes `label`, `clause` and `forms` (the regulation's own forms
/// that nobody files while it is suspended), and, where needed, `seen_by` (who may read who has it suspended).
#[proc_macro_derive(Privileges, attributes(privilege))]
pub fn privileges(input: TokenStream) -> TokenStream {
    finish(privileges::expand(&parse_macro_input!(input as DeriveInput)))
}

/// Implements `Judgement` for a unit struct. `#[judgement(…)]` takes `title`, `clause`, `of` (the kind of subject), `every` (the
/// period) and `reads`, and, where needed, `id`, `seen_by`, `legend` and `figures(late = "迟到")` (the figures that others may rely
/// on; each is a constant such as `Month::LATE`).
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

/// Makes types of what other regulations declare, so that a name which they do not have does not compile.
///
/// Each entry names a form or an assessment of another regulation, the type that is made, and what is needed of it. A choice becomes
/// an enum, with `Unlisted` for what its owner added later; a field that may be missing an `Option`; a table rows of the columns
/// in braces; a reference points to the type behind `as`; steps become constants; the figures of an assessment are optional
/// numbers. The organisation's posts are `office::posts`.
///
/// ```text
/// relies! {
///     /// An application for leave (请假条).
///     attendance::leave as Leave { kind { personal, sick }, span, phoned_first }
///     /// A record of an incoming document (收文登记).
///     document_flow::incoming as Incoming { urgency } steps { leaders }
/// }
/// ```
///
/// What the other declares is read from its source in a folder beside this crate, or from `relies/<regulation>.json` in this crate,
/// which `guiju regulation export` writes from a package.
#[proc_macro]
pub fn relies(input: TokenStream) -> TokenStream {
    finish(relies::expand(&parse_macro_input!(input as guiju_export::Relies)))
}

/// Says which clause a function carries out: `#[clause("5.3")]`. The text must have it; in the function it is `CLAUSE`.
#[proc_macro_attribute]
pub fn clause(id: TokenStream, item: TokenStream) -> TokenStream {
    let id = parse_macro_input!(id as syn::LitStr);
    finish(clause::expand(&id, parse_macro_input!(item as syn::Item)))
}
