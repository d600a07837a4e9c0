//! The types of fields that `relies!` makes: enums of choices, rows of tables, references.

use guiju_export::{Choice, Export, Field, Kind, Named};
use heck::ToUpperCamelCase;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

/// Finds the types of fields, and collects those that have to be made.
pub struct Kinds<'a> {
    /// What the regulation that relies on the form exports itself.
    pub own: &'a Export,
    /// The full name of the form.
    pub of: &'a str,
    /// The types that have to be made.
    pub made: Vec<Made>,
}

/// A type that is made beside the struct of the form.
pub enum Made {
    /// A choice of these values, each with its variant.
    Choice(Ident, Vec<(Ident, Choice)>),
    /// A row with these members.
    Row(Ident, Vec<TokenStream>),
    /// That a type stands for the form that the owner's reference points to.
    Points(Ident, String),
}

impl Kinds<'_> {
    /// The type of a field of the struct `of`.
    pub fn of(&mut self, of: &Ident, named: &Named, kind: &Kind) -> syn::Result<TokenStream> {
        let field = &named.field;
        let fails = |says: String| Err(syn::Error::new(field.span(), says));
        if let (Some(_), false) = (&named.within, matches!(kind, Kind::Choice(_) | Kind::Choices(_) | Kind::Table(_))) {
            return fails(format!("`{field}` of {} has no parts: it is of the kind {}", self.of, kind.name()));
        }
        Ok(match kind {
            Kind::Text | Kind::LongText | Kind::Decimal | Kind::DayOfYear | Kind::Time | Kind::Sessions => {
                quote!(String)
            }
            Kind::Integer => quote!(i64),
            Kind::Money => quote!(::guiju_sdk::model::Money),
            Kind::Date => quote!(::guiju_sdk::model::Date),
            Kind::DateTime => quote!(::guiju_sdk::model::Moment),
            Kind::Period => quote!(::guiju_sdk::model::Period),
            Kind::HalfDays => quote!(::guiju_sdk::model::HalfDays),
            Kind::YesNo => quote!(bool),
            Kind::Person => quote!(::guiju_sdk::model::PersonId),
            Kind::People => quote!(Vec<::guiju_sdk::model::PersonId>),
            Kind::Department => quote!(::guiju_sdk::Department),
            Kind::Attachment => quote!(::guiju_sdk::Attachment),
            Kind::Attachments => quote!(Vec<::guiju_sdk::Attachment>),
            Kind::Choice(choices) => {
                let name = self.choice(of, named, choices)?;
                quote!(#name)
            }
            Kind::Choices(choices) => {
                let name = self.choice(of, named, choices)?;
                quote!(Vec<#name>)
            }
            Kind::Reference(form) => {
                let name = self.points(named, form)?;
                quote!(::guiju_sdk::Reference<#name>)
            }
            Kind::Resource(form) => {
                let name = self.points(named, form)?;
                quote!(::guiju_sdk::Resource<#name>)
            }
            Kind::Table(columns) => {
                let name = self.row(of, named, columns)?;
                quote!(::guiju_sdk::Table<#name>)
            }
            Kind::Unknown(_) => {
                return fails(format!("the type of `{field}` of {} cannot be told from its source", self.of));
            }
        })
    }

    /// The enum of a choice: of the values in braces, or of all.
    fn choice(&mut self, of: &Ident, named: &Named, choices: &[Choice]) -> syn::Result<Ident> {
        let name = made_name(of, named);
        let variant = |choice: &Choice| variant_of(&choice.value, named.field.span());
        let cases = match &named.within {
            None => choices.iter().map(|choice| (variant(choice), choice.clone())).collect(),
            Some(within) => {
                let case = |value: &Named| {
                    let written = wire(&value.field).replace('_', "-");
                    let has = || choices.iter().map(|choice| choice.value.as_str());
                    let what = format!("choice of `{}`", named.field);
                    let found = choices.iter().find(|choice| choice.value == written);
                    found
                        .map(|choice| (variant(choice), choice.clone()))
                        .ok_or_else(|| no_such(&value.field, self.of, &what, has()))
                };
                within.iter().map(case).collect::<syn::Result<Vec<_>>>()?
            }
        };
        self.made.push(Made::Choice(name.clone(), cases));
        Ok(name)
    }

    fn row(&mut self, of: &Ident, named: &Named, columns: &[Field]) -> syn::Result<Ident> {
        let name = made_name(of, named);
        let Some(within) = &named.within else {
            let has = columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ");
            let says =
                format!("`{0}` of {1} is a table: name the columns, `{0} {{ … }}`; it has {has}", named.field, self.of);
            return Err(syn::Error::new(named.field.span(), says));
        };
        let mut members = Vec::new();
        for column in within {
            let found = columns.iter().find(|found| found.name == wire(&column.field));
            let has = columns.iter().map(|column| column.name.as_str());
            let what = format!("column of `{}`", named.field);
            let found = found.ok_or_else(|| no_such(&column.field, self.of, &what, has))?;
            members.push(member(self, &name, column, found)?);
        }
        self.made.push(Made::Row(name.clone(), members));
        Ok(name)
    }

    /// The type behind `as`, which stands for the form that a reference points to.
    fn points(&mut self, named: &Named, form: &str) -> syn::Result<Ident> {
        let Some(name) = &named.name else {
            let says =
                format!("`{0}` of {1} points to {form}: name the type of that form, `{0} as …`", named.field, self.of);
            return Err(syn::Error::new(named.field.span(), says));
        };
        let own = form.strip_prefix(&self.own.regulation).and_then(|rest| rest.strip_prefix('/'));
        self.made.push(Made::Points(name.clone(), own.unwrap_or(form).to_owned()));
        Ok(name.clone())
    }
}

/// The name of a type that is made: as it is given, or the struct's with the field's.
fn made_name(of: &Ident, named: &Named) -> Ident {
    let made = || format_ident!("{of}{}", wire(&named.field).to_upper_camel_case(), span = named.field.span());
    named.name.clone().unwrap_or_else(made)
}

fn variant_of(value: &str, span: proc_macro2::Span) -> Ident {
    let name = value.to_upper_camel_case();
    if name.starts_with(|first: char| first.is_alphabetic()) {
        Ident::new(&name, span)
    } else {
        format_ident!("Value{name}", span = span)
    }
}

impl Made {
    /// The declaration.
    pub fn tokens(&self) -> TokenStream {
        match self {
            Self::Choice(name, cases) => choice(name, cases),
            Self::Row(name, members) => quote! {
                /// A row, as its owner declares it.
                #[derive(Debug, ::guiju_sdk::Row)]
                pub struct #name { #(#members),* }
            },
            Self::Points(name, form) => {
                let says = format!("the reference points to {form}");
                quote!(
                    const _: () = assert!(::guiju_sdk::points_to(<#name as ::guiju_sdk::Form>::ID, #form), #says);
                )
            }
        }
    }
}

fn choice(name: &Ident, cases: &[(Ident, Choice)]) -> TokenStream {
    let variants = cases.iter().map(|(variant, _)| variant).collect::<Vec<_>>();
    let values = cases.iter().map(|(_, choice)| &choice.value).collect::<Vec<_>>();
    let labels = cases.iter().map(|(_, choice)| &choice.label).collect::<Vec<_>>();
    quote! {
        /// A choice, as its owner declares it.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum #name {
            #(#[doc = #labels] #variants,)*
            /// None of these: nothing, a value that is not named here, or one that the owner added later.
            #[default]
            Unlisted,
        }
        impl ::guiju_sdk::Choice for #name {
            const CHOICES: &'static [(&'static str, &'static str)] = &[#((#values, #labels)),*];
            fn of(value: &str) -> Option<Self> {
                match value { #(#values => Some(Self::#variants),)* _ => None }
            }
            fn value(&self) -> &'static str {
                match self { #(Self::#variants => #values,)* Self::Unlisted => "" }
            }
        }
        impl ::guiju_sdk::FieldType for #name {
            fn kind(_limits: &::guiju_sdk::Limits) -> ::guiju_sdk::model::ValueKind { ::guiju_sdk::choice_kind::<Self>() }
            fn read(value: &::guiju_sdk::Value) -> ::core::result::Result<Self, &'static str> {
                let value = value.as_str().ok_or("should be one of the choices")?;
                Ok(<Self as ::guiju_sdk::Choice>::of(value).unwrap_or_default())
            }
            fn write(&self) -> ::guiju_sdk::Value { ::guiju_sdk::write_choice(self) }
        }
        impl #name {
            /// The label people read; nothing for what is unlisted.
            #[allow(dead_code, reason = "not every choice is spoken of in a message")]
            pub fn label(&self) -> &'static str { ::guiju_sdk::label_of(self) }
        }
    }
}

/// A member of the struct for a field of the form or a column of one of its tables.
pub fn member(kinds: &mut Kinds<'_>, of: &Ident, named: &Named, field: &Field) -> syn::Result<TokenStream> {
    let ident = &named.field;
    let ty = kinds.of(of, named, &field.kind)?;
    let ty = if field.optional { quote!(Option<#ty>) } else { ty };
    let doc = &field.name;
    let long = matches!(field.kind, Kind::LongText).then(|| quote!(#[field(long)]));
    Ok(quote!(#[doc = #doc] #long pub #ident: #ty))
}

/// The name in the content.
pub fn wire(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The error at a name that the owner does not have.
pub fn no_such<'a>(ident: &Ident, of: &str, what: &str, has: impl Iterator<Item = &'a str>) -> syn::Error {
    let has = has.collect::<Vec<_>>().join(", ");
    let has = if has.is_empty() { format!("it declares no {what}") } else { format!("it has {has}") };
    syn::Error::new(ident.span(), format!("{of} has no {what} `{}`; {has}", ident.unraw()))
}
