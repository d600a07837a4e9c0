//! `derive(Form)`: a form is a struct; its declaration and its reading come from the fields.

use crate::{
    attributes::{FormAttributes, Register},
    audience::audience,
    fields::{Fields, text},
    names,
};
use darling::FromAttributes;
use heck::ToKebabCase;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Ident, LitStr};

pub fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let attributes = FormAttributes::from_attributes(&input.attrs)?;
    let id = attributes.id.as_ref().map_or_else(|| name.to_string().to_kebab_case(), LitStr::value);
    let fields = Fields::of(input)?;
    let (read, write) = (fields.read(attributes.upcast.as_ref()), fields.write());
    let (names, named) = fields.names(name);
    let steps = names::steps(&attributes.steps);
    let relied = attributes.relied.is_present();
    if id.contains('/') && !relied {
        return Err(syn::Error::new_spanned(
            name,
            format!("the form {id} is another regulation's: name it in `relies!`"),
        ));
    }
    // A form of another regulation is only read here: its owner declares it.
    let (declare, register, times) = if relied {
        (quote!(::guiju_sdk::foreign_form(Self::ID)), quote!(None), None)
    } else {
        let texts = Texts::of(name, &attributes)?;
        (declare(&texts, &attributes, &fields), register(&id, &texts, &attributes), times(texts.clause, &fields))
    };
    Ok(quote! {
        impl #name { #steps }
        const _: () = {
            #names
            impl ::guiju_sdk::Form for #name {
            type Fields = Names;
            const FIELDS: Names = #named;
            const ID: &'static str = #id;
            fn declare() -> ::guiju_sdk::model::Form { #declare }
            fn register() -> Option<::guiju_sdk::model::View> { #register }
            fn read(content: &::guiju_sdk::Object) -> ::core::result::Result<Self, ::guiju_sdk::Malformed> { #read }
            fn write(&self) -> ::guiju_sdk::Object { #write }
            #times
            }
        };
    })
}

/// What every form of the regulation's own says.
struct Texts<'a> {
    title: &'a LitStr,
    clause: &'a LitStr,
    summary: &'a LitStr,
}

impl<'a> Texts<'a> {
    fn of(name: &Ident, attributes: &'a FormAttributes) -> syn::Result<Self> {
        let given = |what: &str, text: &'a Option<LitStr>| {
            let missing =
                || syn::Error::new_spanned(name, format!("the form lacks its {what}: #[form({what} = \"…\")]"));
            text.as_ref().ok_or_else(missing)
        };
        Ok(Self {
            title: given("title", &attributes.title)?,
            clause: given("clause", &attributes.clause)?,
            summary: given("summary", &attributes.summary)?,
        })
    }
}

/// The method that compares times with the filing, if the form has such times.
fn times(clause: &LitStr, fields: &Fields) -> Option<TokenStream> {
    let checks = fields.times.iter().map(|field| field.checked(clause)).collect::<Vec<_>>();
    let method = quote!(fn check_times(&self, checks: &mut ::guiju_sdk::TimeChecks<'_>) { #(#checks)* });
    (!checks.is_empty()).then_some(method)
}

/// Who may see the form's matters.
fn readers(attributes: &FormAttributes) -> TokenStream {
    audience(attributes.seen_by.as_ref(), &quote!(::guiju_sdk::model::Audience::Nobody))
}

fn declare(texts: &Texts<'_>, attributes: &FormAttributes, fields: &Fields) -> TokenStream {
    let Texts { title, clause, summary } = texts;
    let FormAttributes { closed_when, copies, synonyms, .. } = attributes;
    let declarations = &fields.declarations;
    let (event_time, subject) = (text(attributes.event_time.as_ref()), text(attributes.subject.as_ref()));
    let series = attributes.series.as_ref().map_or(quote!(None), |series| quote!(Some(#series)));
    let filed_by = audience(attributes.filed_by.as_ref(), &quote!(::guiju_sdk::model::Audience::Anyone));
    let on_behalf = audience(attributes.on_behalf.as_ref(), &quote!(::guiju_sdk::model::Audience::Nobody));
    let seen_by = readers(attributes);
    let imports = attributes.imports.iter();
    let (steps, computed) = (names::declared_steps(&attributes.steps), &fields.computed);
    let custodians = attributes.custodians.iter().map(ToString::to_string);
    quote! {{
        let mut fields = ::guiju_sdk::Sections::default();
        #(#declarations)*
        ::guiju_sdk::model::Form {
            id: Self::ID.to_owned(),
            title: #title.to_owned(),
            clause: clause!(#clause).id(),
            summary: #summary.to_owned(),
            sections: fields.done(),
            filing: ::guiju_sdk::model::Filing {
                by: #filed_by,
                on_behalf: #on_behalf,
                imports: vec![#(::guiju_sdk::model::ImportFormat::#imports),*],
            },
            series: #series,
            occurs: #event_time,
            about: #subject,
            seen_by: #seen_by,
            closed_when: vec![#(#closed_when),*],
            held_by: vec![#(#custodians.to_owned()),*],
            copies: vec![#(#copies.to_owned()),*],
            synonyms: vec![#(#synonyms.to_owned()),*],
            steps: vec![#(#steps),*],
            computed: vec![#(#computed),*],
        }
    }}
}

fn register(id: &str, texts: &Texts<'_>, attributes: &FormAttributes) -> TokenStream {
    let Some(Register { id: own, title, clause, columns, seen_by }) = &attributes.register else { return quote!(None) };
    let view = own.as_ref().map_or_else(|| id.to_owned(), LitStr::value);
    let (title, clause) = (title.as_ref().unwrap_or(texts.title), clause.as_ref().unwrap_or(texts.clause));
    let seen_by = audience(seen_by.as_ref(), &readers(attributes));
    quote! {
        Some(::guiju_sdk::register(#view, #title, clause!(#clause), Self::ID, &[#(#columns),*], #seen_by))
    }
}
