//! What a regulation relies on, for its manifest: everything that its crate names in `relies!`.

use crate::relied_types::wire;
use guiju_export::{Choice, Field, Kind, Named, Relied};
use proc_macro2::TokenStream;
use quote::quote;
use std::path::Path;

/// The values of `Regulation::LEANS`. What cannot be found is left out here: `relies!` itself reports it.
pub fn leans(folder: &Path, own: &str, relied: &[Relied]) -> Vec<TokenStream> {
    let others =
        relied.iter().filter(|relied| relied.regulation() != own && relied.regulation() != guiju_export::OFFICE);
    others.filter_map(|relied| lean(folder, relied)).collect()
}

fn lean(folder: &Path, relied: &Relied) -> Option<TokenStream> {
    let export = guiju_export::find(folder, &relied.regulation()).ok()?.export;
    let (mut fields, mut steps, mut figures) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(form) = export.form(&relied.form()) {
        for named in &relied.fields {
            let field = form.field(&wire(&named.field))?;
            fields.extend(leaned(field, named, ""));
        }
        let named = |step: &&String| relied.steps.iter().any(|named| wire(named) == step.replace('-', "_"));
        steps.extend(form.steps.iter().filter(named).cloned());
    } else {
        figures.extend(relied.fields.iter().map(|named| wire(&named.field)));
    }
    let on = relied.id();
    Some(quote! {
        ::guiju_sdk::Leaned { on: #on, fields: &[#(#fields),*], steps: &[#(#steps),*], figures: &[#(#figures),*] }
    })
}

/// A field, or each column that is named of a table.
fn leaned(field: &Field, named: &Named, table: &str) -> Vec<TokenStream> {
    let name = format!("{table}{}", field.name);
    if let Kind::Table(columns) = &field.kind {
        let within = named.within.iter().flatten();
        let column = |named: &Named| {
            let column = columns.iter().find(|column| column.name == wire(&named.field))?;
            Some(leaned(column, named, &format!("{name}/")))
        };
        return within.filter_map(column).flatten().collect();
    }
    let Some(kind) = kind(&field.kind, named) else { return Vec::new() };
    let required = !field.optional;
    vec![quote!(::guiju_sdk::LeanedName { name: #name, kind: ::guiju_sdk::LeanedKind::#kind, required: #required })]
}

/// The variant of `LeanedKind`.
fn kind(kind: &Kind, named: &Named) -> Option<TokenStream> {
    Some(match kind {
        Kind::Text => quote!(Text),
        Kind::LongText => quote!(LongText),
        Kind::Integer => quote!(Integer),
        Kind::Decimal => quote!(Decimal),
        Kind::Money => quote!(Money),
        Kind::Date => quote!(Date),
        Kind::DayOfYear => quote!(DayOfYear),
        Kind::Time => quote!(Time),
        Kind::DateTime => quote!(DateTime),
        Kind::Period => quote!(Period),
        Kind::HalfDays => quote!(HalfDays),
        Kind::Sessions => quote!(Sessions),
        Kind::YesNo => quote!(YesNo),
        Kind::Person => quote!(Person),
        Kind::People => quote!(People),
        Kind::Department => quote!(Department),
        Kind::Attachment => quote!(Attachment),
        Kind::Attachments => quote!(Attachments),
        Kind::Choice(choices) => {
            let choices = chosen(choices, named);
            quote!(Choice(&[#(#choices),*]))
        }
        Kind::Choices(choices) => {
            let choices = chosen(choices, named);
            quote!(Choices(&[#(#choices),*]))
        }
        Kind::Reference(form) => quote!(Reference(#form)),
        Kind::Resource(form) => quote!(Resource(#form)),
        Kind::Table(_) | Kind::Unknown(_) => return None,
    })
}

/// The choices that the rules name: those in braces, or all.
fn chosen(choices: &[Choice], named: &Named) -> Vec<TokenStream> {
    let here = |choice: &&Choice| match &named.within {
        None => true,
        Some(within) => within.iter().any(|value| wire(&value.field).replace('_', "-") == choice.value),
    };
    let pair = |Choice { value, label }: &Choice| quote!((#value, #label));
    choices.iter().filter(here).map(pair).collect()
}
