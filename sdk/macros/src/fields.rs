//! The fields of a form or a row: their declarations and how they are read.

use crate::attributes::FieldAttributes;
use darling::FromAttributes;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Field, GenericArgument, Ident, LitStr, PathArguments, Type, ext::IdentExt};

/// What is generated from the fields of a struct.
#[derive(Default)]
pub struct Fields {
    /// Statements that add each field to `fields`, a `Sections`.
    pub declarations: Vec<TokenStream>,
    /// The columns of a table of such rows.
    pub columns: Vec<TokenStream>,
    /// The names of the fields that are computed, not filled in.
    pub computed: Vec<TokenStream>,
    /// The fields whose times are compared with the filing.
    pub times: Vec<TimeField>,
    reads: Vec<TokenStream>,
    names: Vec<Ident>,
    wires: Vec<String>,
    labels: Vec<LitStr>,
    types: Vec<Type>,
}

/// A field whose time is compared with the filing.
pub struct TimeField {
    /// The method of `TimeChecks`.
    check: Ident,
    ident: Ident,
    wire: String,
    label: LitStr,
    clause: Option<LitStr>,
}

impl TimeField {
    /// The comparison; it cites the field's clause, or the form's.
    pub fn checked(&self, form: &LitStr) -> TokenStream {
        let Self { check, ident, wire, label, clause } = self;
        let clause = clause.as_ref().unwrap_or(form);
        quote!(checks.#check(&self.#ident, clause!(#clause), (#wire, #label));)
    }
}

impl Fields {
    /// The fields of a struct.
    ///
    /// # Errors
    /// The input is no struct with named fields, or an attribute cannot be read.
    pub fn of(input: &DeriveInput) -> syn::Result<Self> {
        let Data::Struct(data) = &input.data else {
            return Err(syn::Error::new_spanned(input, "a form is a struct with named fields"));
        };
        let mut all = Self::default();
        for field in &data.fields {
            all.add(field)?;
        }
        Ok(all)
    }

    /// The body of `read`, after what a function makes of older content. Fields that no rule reads are read here, so that the
    /// compiler does not call them unused.
    pub fn read(&self, upcast: Option<&syn::Path>) -> TokenStream {
        let (reads, names) = (&self.reads, &self.names);
        let upcast = upcast.map(|upcast| {
            quote! {
                let mut older = ::guiju_sdk::Older::of(content);
                #upcast(&mut older)?;
                let content = older.content();
            }
        });
        quote! {
            #upcast
            let read = Self { #(#reads),* };
            #(let _ = &read.#names;)*
            Ok(read)
        }
    }

    /// The body of `write`.
    pub fn write(&self) -> TokenStream {
        let (names, wires) = (&self.names, &self.wires);
        quote! {
            #[allow(unused_mut, reason = "a form may have no fields")]
            let mut content = ::guiju_sdk::Object::new();
            #(::guiju_sdk::write_field(&mut content, #wires, &self.#names);)*
            content
        }
    }

    /// The struct with the names of the fields of `form`, and its value.
    pub fn names(&self, form: &Ident) -> (TokenStream, TokenStream) {
        let Self { names, wires, labels, types, .. } = self;
        let declared = quote! {
            /// The names of the form's fields.
            #[derive(Debug)]
            pub struct Names {
                #(#[doc = #labels] pub #names: ::guiju_sdk::FieldName<#form, #types>),*
            }
        };
        (declared, quote!(Names { #(#names: ::guiju_sdk::FieldName::declared(#wires, #labels)),* }))
    }

    fn add(&mut self, field: &Field) -> syn::Result<()> {
        let ident = field.ident.as_ref().ok_or_else(|| syn::Error::new_spanned(field, "name the field"))?;
        let wire = ident.unraw().to_string();
        let ty = &field.ty;
        if option_of(ty).and_then(table_of).is_some() {
            let why = "a table is never an Option: without rows it is not filled in; write `Table<Row>`, with #[optional] where it may stay so";
            return Err(syn::Error::new_spanned(ty, why));
        }
        let attributes = FieldAttributes::from_attributes(&field.attrs)?;
        if let Some(computed) = field.attrs.iter().find(|a| a.path().is_ident("computed")) {
            return self.add_computed(ident, ty, &computed.parse_args()?);
        }
        let label = attributes.label.clone().unwrap_or_else(|| LitStr::new(&wire, ident.span()));
        let conditional = !attributes.shown_when.is_empty();
        let required = !attributes.optional.is_present() && (option_of(ty).is_none() || conditional);
        let limits = limits(ty, &attributes);
        if let Some(section) = field.attrs.iter().find(|a| a.path().is_ident("section")) {
            let title = section.parse_args::<LitStr>()?;
            self.declarations.push(quote!(fields.section(#title);));
        }
        let kind = match table_of(ty) {
            Some(row) => quote!(::guiju_sdk::model::FieldKind::Table(<#row as ::guiju_sdk::Row>::columns())),
            None => quote!(::guiju_sdk::model::FieldKind::Single(<#ty as ::guiju_sdk::FieldType>::kind(&#limits))),
        };
        self.declarations.push(declaration(&wire, &label, required, &kind, &attributes));
        if table_of(ty).is_none() {
            self.columns.push(quote! {
                ::guiju_sdk::model::Column {
                    name: #wire.to_owned(),
                    label: #label.to_owned(),
                    required: #required,
                    kind: <#ty as ::guiju_sdk::FieldType>::kind(&#limits),
                }
            });
        }
        for (flag, check) in [(attributes.past, "past"), (attributes.ahead, "ahead")] {
            if flag.is_present() {
                let check = Ident::new(check, ident.span());
                let (ident, wire, label) = (ident.clone(), wire.clone(), label.clone());
                self.times.push(TimeField { check, ident, wire, label, clause: attributes.clause.clone() });
            }
        }
        let was = &attributes.was;
        self.reads.push(match was.as_slice() {
            [] => quote!(#ident: ::guiju_sdk::field(content, #wire)?),
            was => quote!(#ident: ::guiju_sdk::renamed_field(content, #wire, &[#(#was),*])?),
        });
        self.name(ident, ty, wire, label);
        Ok(())
    }

    /// A value that the rules compute or enter later: it is read, but nobody fills it in.
    fn add_computed(&mut self, ident: &Ident, ty: &Type, label: &LitStr) -> syn::Result<()> {
        if option_of(ty).is_none() {
            return Err(syn::Error::new_spanned(
                ty,
                "a computed value is an Option: content that was just filled in lacks it",
            ));
        }
        let wire = ident.unraw().to_string();
        self.reads.push(quote!(#ident: ::guiju_sdk::field(content, #wire)?));
        self.computed.push(quote! {
            ::guiju_sdk::model::Computed {
                name: #wire.to_owned(),
                label: #label.to_owned(),
                kind: <#ty as ::guiju_sdk::FieldType>::plain_kind(),
            }
        });
        self.name(ident, ty, wire, label.clone());
        Ok(())
    }

    fn name(&mut self, ident: &Ident, ty: &Type, wire: String, label: LitStr) {
        self.names.push(ident.clone());
        self.types.push(ty.clone());
        self.wires.push(wire);
        self.labels.push(label);
    }
}

fn limits(ty: &Type, attributes: &FieldAttributes) -> TokenStream {
    let long = attributes.long.is_present();
    let digits = quote!(<#ty as ::guiju_sdk::FieldType>::DIGITS);
    let [least, most] = [&attributes.least, &attributes.most].map(|written| bound(written.as_ref(), &digits));
    quote!(::guiju_sdk::Limits { long: #long, least: #least, most: #most })
}

fn declaration(
    wire: &str,
    label: &LitStr,
    required: bool,
    kind: &TokenStream,
    attributes: &FieldAttributes,
) -> TokenStream {
    let help = text(attributes.help.as_ref());
    let clause = attributes.clause.as_ref().map_or(quote!(None), |c| quote!(Some(clause!(#c).id())));
    let initial = attributes.initial.as_ref().map_or(quote!(None), |i| quote!(Some(::guiju_sdk::json(#i))));
    let conditions = &attributes.shown_when;
    let sensitive = attributes.sensitive.is_present();
    let was = &attributes.was;
    quote! {
        fields.field(::guiju_sdk::model::Field {
            name: #wire.to_owned(),
            label: #label.to_owned(),
            help: #help,
            clause: #clause,
            required: #required,
            shown_when: vec![#(#conditions),*],
            kind: #kind,
            initial: #initial,
            sensitive: #sensitive,
            was: vec![#(#was.to_owned()),*],
        });
    }
}

/// An optional text as an expression of `Option<String>`.
pub fn text(value: Option<&LitStr>) -> TokenStream {
    value.map_or(quote!(None), |value| quote!(Some(#value.to_owned())))
}

/// An optional bound as an expression of `Option<i64>`: a whole number, or a decimal number as text, which has so many digits.
pub fn bound(written: Option<&syn::Expr>, digits: &TokenStream) -> TokenStream {
    match written {
        None => quote!(None),
        Some(text @ syn::Expr::Lit(lit)) if matches!(lit.lit, syn::Lit::Str(_)) => {
            quote!(Some(const { ::guiju_sdk::decimal_bound(#text, #digits) }))
        }
        Some(number) => quote!(Some(::guiju_sdk::bound(#number, #digits))),
    }
}

/// The row of a `Table<Row>`. A macro cannot see traits, so a table is known by its name.
fn table_of(ty: &Type) -> Option<&Type> {
    argument(ty, "Table")
}

/// The type within an `Option`.
fn option_of(ty: &Type) -> Option<&Type> {
    argument(ty, "Option")
}

/// The type within a type of this name, `Name<Type>`.
fn argument<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::Fields;
    use syn::parse_str;

    #[test]
    fn a_table_is_never_an_option() {
        let refused = |form: &str| Fields::of(&parse_str(form).unwrap()).err().map(|why| why.to_string());
        let why = refused("struct Form { rows: Option<Table<Line>> }").unwrap();
        assert!(why.contains("Table<Row>"), "{why}");
        assert_eq!(refused("struct Form { #[optional] rows: Table<Line>, why: Option<String> }"), None);
    }
}
