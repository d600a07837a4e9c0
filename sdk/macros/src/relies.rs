//! `relies!`: types of what other regulations declare.

use crate::relied_types::{Kinds, Made, member, no_such, wire};
use guiju_export::{Assessment, Export, Form, Found, Relied, Relies};
use proc_macro2::TokenStream;
use quote::quote;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Makes the types, and ties the crate to the files from which the exports were read.
pub fn expand(relies: &Relies) -> syn::Result<TokenStream> {
    let call = proc_macro2::Span::call_site();
    let folder = std::env::var("CARGO_MANIFEST_DIR").map_err(|why| syn::Error::new(call, why.to_string()))?;
    expand_in(&PathBuf::from(folder), relies)
}

/// The same for the crate in a folder.
fn expand_in(folder: &Path, relies: &Relies) -> syn::Result<TokenStream> {
    let call = proc_macro2::Span::call_site();
    let (own, _) = guiju_export::own(folder).map_err(|why| syn::Error::new(call, why))?;
    let mut exports = BTreeMap::new();
    let mut made = TokenStream::new();
    for relied in &relies.0 {
        let found = found(&mut exports, folder, relied)?;
        made.extend(entry(&found.export, &own, relied)?);
    }
    let files = exports.values().flat_map(|found| &found.files).collect::<BTreeSet<_>>();
    let files = files.into_iter().map(|file| format!("/{}", file.display()));
    Ok(quote! {
        #made
        // A change of what others declare compiles the crate anew.
        #(const _: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), #files));)*
    })
}

/// The export of the regulation that owns what is relied on.
fn found<'a>(exports: &'a mut BTreeMap<String, Found>, folder: &Path, relied: &Relied) -> syn::Result<&'a Found> {
    let owner = relied.regulation();
    if !exports.contains_key(&owner) {
        let found = guiju_export::find(folder, &owner).map_err(|why| syn::Error::new(relied.owner.span(), why))?;
        exports.insert(owner.clone(), found);
    }
    exports.get(&owner).ok_or_else(|| syn::Error::new(relied.owner.span(), "no such regulation"))
}

fn entry(export: &Export, own: &Export, relied: &Relied) -> syn::Result<TokenStream> {
    let id = if relied.regulation() == own.regulation { relied.form() } else { relied.id() };
    if let Some(form) = export.form(&relied.form()) {
        return form_type(form, own, relied, &id);
    }
    if let Some(assessment) = export.assessment(&relied.form()) {
        return assessment_type(assessment, relied, &id);
    }
    let forms = export.forms.iter().map(|form| form.id.as_str());
    let assessments = export.assessments.iter().map(|assessment| assessment.id.as_str());
    let has = forms.chain(assessments).collect::<Vec<_>>().join(", ");
    let says = format!("{} has no form or assessment `{}`; it has {has}", export.regulation, relied.form());
    Err(syn::Error::new(relied.source.span(), says))
}

fn form_type(form: &Form, own: &Export, relied: &Relied, id: &str) -> syn::Result<TokenStream> {
    let mut kinds = Kinds { own, of: &relied.id(), made: Vec::new() };
    let fields = relied.fields.iter().map(|named| {
        let field = form.field(&wire(&named.field)).ok_or_else(|| {
            let has = form.fields.iter().chain(&form.computed).map(|field| field.name.as_str());
            no_such(&named.field, &relied.id(), "field", has)
        })?;
        member(&mut kinds, &relied.name, named, field)
    });
    let fields = fields.collect::<syn::Result<Vec<_>>>()?;
    let steps = relied.steps.iter().map(|step| {
        let name = form.steps.iter().find(|known| known.replace('-', "_") == wire(step));
        let has = form.steps.iter().map(String::as_str);
        name.map(|_| step).ok_or_else(|| no_such(step, &relied.id(), "step", has))
    });
    let steps = steps.collect::<syn::Result<Vec<_>>>()?;
    let (attributes, name) = (&relied.attributes, &relied.name);
    let labels = steps.iter().map(|step| format!("The step `{}`.", wire(step)));
    let steps = (!steps.is_empty()).then(|| quote!(, steps(#(#steps = #labels),*)));
    let made = kinds.made.iter().map(Made::tokens);
    Ok(quote! {
        #(#attributes)*
        #[derive(Debug, ::guiju_sdk::Form)]
        #[form(id = #id, relied #steps)]
        pub struct #name { #(#fields),* }
        #(#made)*
    })
}

/// The results of an assessment: its figures, each of which a period may lack.
fn assessment_type(assessment: &Assessment, relied: &Relied, id: &str) -> syn::Result<TokenStream> {
    let figures = relied.fields.iter().map(|named| {
        let (field, name) = (&named.field, wire(&named.field));
        match assessment.figures.contains(&name) {
            true => Ok(quote!(#[doc = #name] pub #field: Option<i64>)),
            false => Err(no_such(field, &relied.id(), "figure", assessment.figures.iter().map(String::as_str))),
        }
    });
    let figures = figures.collect::<syn::Result<Vec<_>>>()?;
    let (attributes, name) = (&relied.attributes, &relied.name);
    Ok(quote! {
        #(#attributes)*
        #[derive(Debug, ::guiju_sdk::Form)]
        #[form(id = #id, relied)]
        pub struct #name { #(#figures),* }
    })
}

#[cfg(test)]
mod tests;
