//! The fields of a form or a row: their declarations and how they are read.

use crate::attributes::FieldAttributes;
use darling::FromAttributes;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Field, GenericArgument, Ident, LitStr, PathArguments, Type, ext::IdentExt};

/// What is generated from the fields of a struct.
pub struct Fields {
    /// Statements that add each field to `fields`, a `Sections`.
    pub declarations: Vec<TokenStream>,
    /// The columns of a table of such rows.
    pub columns: Vec<TokenStream>,
    reads: Vec<TokenStream>,
    names: Vec<Ident>,
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
        let mut all = Self { declarations: Vec::new(), columns: Vec::new(), reads: Vec::new(), names: Vec::new() };
        for field in &data.fields {
            all.add(field)?;
        }
        Ok(all)
    }

    /// The body of `read`. Fields that no rule reads are read here, so that the compiler does not call them unused.
    pub fn read(&self) -> TokenStream {
        let (reads, names) = (&self.reads, &self.names);
        quote! {
            let read = Self { #(#reads),* };
            #(let _ = &read.#names;)*
            Ok(read)
        }
    }

    fn add(&mut self, field: &Field) -> syn::Result<()> {
        let ident = field.ident.as_ref().ok_or_else(|| syn::Error::new_spanned(field, "name the field"))?;
        let wire = ident.unraw().to_string();
        let ty = &field.ty;
        let attributes = FieldAttributes::from_attributes(&field.attrs)?;
        let label = attributes.label.clone().unwrap_or_else(|| LitStr::new(&wire, ident.span()));
        let conditional = !attributes.shown_when.is_empty();
        let required = !attributes.optional.is_present() && (!is_option(ty) || conditional);
        let limits = limits(&attributes);
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
        self.names.push(ident.clone());
        self.reads.push(quote!(#ident: ::guiju_sdk::field(content, #wire)?));
        Ok(())
    }
}

fn limits(attributes: &FieldAttributes) -> TokenStream {
    let long = attributes.long.is_present();
    let (least, most) = (option(attributes.least.as_ref()), option(attributes.most.as_ref()));
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
    let initial = attributes.initial.as_ref().map_or(quote!(None), |i| quote!(Some(::guiju_sdk::json(&(#i)))));
    let conditions = &attributes.shown_when;
    let sensitive = attributes.sensitive.is_present();
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
        });
    }
}

/// An optional text as an expression of `Option<String>`.
pub fn text(value: Option<&LitStr>) -> TokenStream {
    value.map_or(quote!(None), |value| quote!(Some(#value.to_owned())))
}

/// An optional expression as an expression of `Option`.
pub fn option(value: Option<&syn::Expr>) -> TokenStream {
    value.map_or(quote!(None), |value| quote!(Some(#value)))
}

fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|s| s.ident == "Option"))
}

/// The row of a `Table<Row>`. A macro cannot see traits, so a table is known by its name.
fn table_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|s| s.ident == "Table")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|a| if let GenericArgument::Type(ty) = a { Some(ty) } else { None })
}
