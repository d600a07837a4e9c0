//! `derive(Form)` and `derive(Row)`: a form is a struct; its declaration and its reading come from the fields.

use crate::wit_mirror::kebab;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Expr, Ident, LitInt, LitStr, Token, Type, parse::ParseStream, punctuated::Punctuated,
};

/// A field's `#[field(…)]`.
#[derive(Default)]
struct FieldAttributes {
    label: Option<LitStr>,
    help: Option<LitStr>,
    clause: Option<LitStr>,
    initial: Option<Expr>,
    shown_when: Vec<(String, Vec<String>)>,
    optional: bool,
    sensitive: bool,
    long: bool,
    least: Option<LitInt>,
    most: Option<LitInt>,
}

fn field_attributes(attrs: &[Attribute]) -> syn::Result<FieldAttributes> {
    let mut found = FieldAttributes::default();
    for attribute in attrs.iter().filter(|a| a.path().is_ident("field")) {
        attribute.parse_nested_meta(|meta| {
            let key = meta.path.require_ident()?.to_string();
            match key.as_str() {
                "label" => found.label = Some(meta.value()?.parse()?),
                "help" => found.help = Some(meta.value()?.parse()?),
                "clause" => found.clause = Some(meta.value()?.parse()?),
                "initial" => found.initial = Some(meta.value()?.parse()?),
                "shown_when" => found.shown_when.push(condition(&meta.value()?.parse()?)?),
                "optional" => found.optional = true,
                "sensitive" => found.sensitive = true,
                "long" => found.long = true,
                "least" => found.least = Some(meta.value()?.parse()?),
                "most" => found.most = Some(meta.value()?.parse()?),
                _ => {
                    return Err(meta.error(
                        "a field has label, help, clause, initial, shown_when, optional, sensitive, long, least and most",
                    ));
                }
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// `kind == sick | personal` as field and values.
fn condition(text: &LitStr) -> syn::Result<(String, Vec<String>)> {
    let written = text.value();
    let (field, values) = written
        .split_once("==")
        .ok_or_else(|| syn::Error::new_spanned(text, "a condition reads `field == value | other`"))?;
    Ok((field.trim().to_owned(), values.split('|').map(|v| v.trim().to_owned()).collect()))
}

fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|s| s.ident == "Option"))
}

/// For a `Vec<Row>` the row; the macro can't see traits, so a table is marked by `#[field(…)]` on a `Table<Row>`.
fn table_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|s| s.ident == "Table")?;
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|a| if let syn::GenericArgument::Type(ty) = a { Some(ty) } else { None })
}

struct Fields {
    declarations: Vec<TokenStream>,
    reads: Vec<TokenStream>,
    names: Vec<Ident>,
    columns: Vec<TokenStream>,
}

impl Fields {
    /// Reads the content. What a form has for people alone, no rule reads: it is read here, so that nobody need excuse it.
    fn read(&self) -> TokenStream {
        let (reads, names) = (&self.reads, &self.names);
        quote! {
            let read = Self { #(#reads),* };
            #(let _ = &read.#names;)*
            Ok(read)
        }
    }
}

fn fields(input: &DeriveInput) -> syn::Result<Fields> {
    let Data::Struct(data) = &input.data else {
        return Err(syn::Error::new_spanned(input, "a form is a struct with named fields"));
    };
    let mut all = Fields { declarations: Vec::new(), reads: Vec::new(), names: Vec::new(), columns: Vec::new() };
    for field in &data.fields {
        let ident = field.ident.as_ref().ok_or_else(|| syn::Error::new_spanned(field, "name the field"))?;
        let wire = ident.to_string().trim_start_matches("r#").to_owned();
        let ty = &field.ty;
        let attributes = field_attributes(&field.attrs)?;
        let label = attributes.label.clone().unwrap_or_else(|| LitStr::new(&wire, ident.span()));
        let conditional = !attributes.shown_when.is_empty();
        let required = !attributes.optional && (!is_option(ty) || conditional);
        let text = |value: &Option<LitStr>| value.as_ref().map_or(quote!(None), |v| quote!(Some(#v.to_owned())));
        let number = |value: &Option<LitInt>| value.as_ref().map_or(quote!(None), |v| quote!(Some(#v)));
        let (help, long, sensitive) = (text(&attributes.help), attributes.long, attributes.sensitive);
        let (least, most) = (number(&attributes.least), number(&attributes.most));
        let clause = attributes.clause.as_ref().map_or(quote!(None), |c| quote!(Some(clause!(#c).id())));
        let initial = attributes.initial.as_ref().map_or(quote!(None), |i| quote!(Some(::guiju_sdk::json(&(#i)))));
        let conditions =
            attributes.shown_when.iter().map(|(field, values)| quote!(::guiju_sdk::condition(#field, &[#(#values),*])));
        let limits = quote!(::guiju_sdk::Limits { long: #long, least: #least, most: #most });
        let kind = match table_of(ty) {
            Some(row) => quote!(::guiju_sdk::model::FieldKind::Table(<#row as ::guiju_sdk::Row>::columns())),
            None => quote!(::guiju_sdk::model::FieldKind::Single(<#ty as ::guiju_sdk::FieldType>::kind(&#limits))),
        };
        let section = field.attrs.iter().find(|a| a.path().is_ident("section"));
        if let Some(section) = section {
            let title = section.parse_args::<LitStr>()?;
            all.declarations.push(quote!(fields.section(#title);));
        }
        all.declarations.push(quote! {
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
        });
        if table_of(ty).is_none() {
            all.columns.push(quote! {
                ::guiju_sdk::model::Column {
                    name: #wire.to_owned(),
                    label: #label.to_owned(),
                    required: #required,
                    kind: <#ty as ::guiju_sdk::FieldType>::kind(&#limits),
                }
            });
        }
        all.names.push(ident.clone());
        all.reads.push(quote!(#ident: ::guiju_sdk::field(content, #wire)?));
    }
    Ok(all)
}

/// `#[form(…)]` on the struct.
#[derive(Default)]
struct FormAttributes {
    id: Option<LitStr>,
    title: Option<LitStr>,
    clause: Option<LitStr>,
    summary: Option<LitStr>,
    series: Option<(LitStr, LitStr)>,
    event_time: Option<LitStr>,
    subject: Option<LitStr>,
    filed_by: Option<Expr>,
    on_behalf: Option<Expr>,
    seen_by: Option<Expr>,
    closed_when: Vec<(String, Vec<String>)>,
    custodians: Vec<Ident>,
    copies: Vec<LitStr>,
    synonyms: Vec<LitStr>,
    imports: Vec<Ident>,
    register: Option<Register>,
}

/// `register(title = "…", columns = [number, person, status], seen_by = KEEPERS)`; without a title, id, clause or readers of
/// its own it has the form's.
#[derive(Default)]
struct Register {
    id: Option<LitStr>,
    title: Option<LitStr>,
    clause: Option<LitStr>,
    columns: Vec<String>,
    seen_by: Option<Expr>,
}

/// `number`, `minutes = "用时（分钟）"` or `paid / price = "已付比例"`, as a view's columns are written in the manifest.
fn column(input: ParseStream) -> syn::Result<String> {
    let plain = |name: &Ident| name.to_string().trim_start_matches("r#").to_owned();
    let mut written = plain(&input.parse::<Ident>()?);
    if input.parse::<Option<Token![/]>>()?.is_some() {
        written = format!("{written}/{}", plain(&input.parse::<Ident>()?));
    }
    if input.parse::<Option<Token![=]>>()?.is_some() {
        written = format!("{written}={}", input.parse::<LitStr>()?.value());
    }
    Ok(written)
}

fn columns(input: ParseStream) -> syn::Result<Vec<String>> {
    let inside;
    syn::bracketed!(inside in input);
    Ok(inside.parse_terminated(column, Token![,])?.into_iter().collect())
}

fn names(input: ParseStream) -> syn::Result<Vec<Ident>> {
    let inside;
    syn::bracketed!(inside in input);
    Ok(Punctuated::<Ident, Token![,]>::parse_terminated(&inside)?.into_iter().collect())
}

/// `["一", "二"]`.
fn texts(input: ParseStream) -> syn::Result<Vec<LitStr>> {
    let inside;
    syn::bracketed!(inside in input);
    Ok(Punctuated::<LitStr, Token![,]>::parse_terminated(&inside)?.into_iter().collect())
}

fn register(input: ParseStream) -> syn::Result<Register> {
    let inside;
    syn::parenthesized!(inside in input);
    let mut found = Register::default();
    while !inside.is_empty() {
        let key = inside.parse::<Ident>()?;
        inside.parse::<Token![=]>()?;
        match key.to_string().as_str() {
            "id" => found.id = Some(inside.parse()?),
            "title" => found.title = Some(inside.parse()?),
            "clause" => found.clause = Some(inside.parse()?),
            "columns" => found.columns = columns(&inside)?,
            "seen_by" => found.seen_by = Some(inside.parse()?),
            _ => return Err(syn::Error::new(key.span(), "a register has id, title, clause, columns and seen_by")),
        }
        if !inside.is_empty() {
            inside.parse::<Token![,]>()?;
        }
    }
    Ok(found)
}

fn form_attributes(input: &DeriveInput) -> syn::Result<FormAttributes> {
    let mut found = FormAttributes::default();
    for attribute in input.attrs.iter().filter(|a| a.path().is_ident("form")) {
        attribute.parse_nested_meta(|meta| {
            let key = meta.path.require_ident()?.to_string();
            match key.as_str() {
                "id" => found.id = Some(meta.value()?.parse()?),
                "title" => found.title = Some(meta.value()?.parse()?),
                "clause" => found.clause = Some(meta.value()?.parse()?),
                "summary" => found.summary = Some(meta.value()?.parse()?),
                "event_time" => found.event_time = Some(meta.value()?.parse()?),
                "subject" => found.subject = Some(meta.value()?.parse()?),
                "filed_by" => found.filed_by = Some(meta.value()?.parse()?),
                "on_behalf" => found.on_behalf = Some(meta.value()?.parse()?),
                "seen_by" => found.seen_by = Some(meta.value()?.parse()?),
                "closed_when" => found.closed_when.push(condition(&meta.value()?.parse()?)?),
                "custodians" => found.custodians = names(meta.value()?)?,
                "register" => found.register = Some(register(meta.input)?),
                "series" => {
                    let inside;
                    syn::parenthesized!(inside in meta.input);
                    let id = inside.parse()?;
                    inside.parse::<Token![,]>()?;
                    let mut pattern = inside.parse::<LitStr>()?;
                    if inside.parse::<Option<Token![,]>>()?.is_some() {
                        let name = inside.parse::<Ident>()?;
                        if name != "after" {
                            return Err(syn::Error::new(
                                name.span(),
                                "a series has an id, a pattern and `after = \"step\"`",
                            ));
                        }
                        inside.parse::<Token![=]>()?;
                        let step = inside.parse::<LitStr>()?;
                        let after = format!("{{after:{}}}{}", step.value(), pattern.value());
                        pattern = LitStr::new(&after, pattern.span());
                    }
                    found.series = Some((id, pattern));
                }
                "copies" => found.copies = texts(meta.value()?)?,
                "synonyms" => found.synonyms = texts(meta.value()?)?,
                "imports" => {
                    let inside;
                    syn::parenthesized!(inside in meta.input);
                    found.imports = Punctuated::<Ident, Token![,]>::parse_terminated(&inside)?.into_iter().collect();
                }
                _ => {
                    return Err(meta.error(
                        "a form has id, title, clause, summary, series, event_time, subject, filed_by, on_behalf, seen_by, \
                         closed_when, custodians, copies, synonyms, register and imports",
                    ));
                }
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// `[ROLE, OTHER]`, a constant of such roles, or `anyone`.
pub fn audience(roles: Option<&Expr>, otherwise: &TokenStream) -> TokenStream {
    match roles {
        None => otherwise.clone(),
        Some(Expr::Path(path)) if path.path.is_ident("anyone") => quote!(::guiju_sdk::model::Audience::Anyone),
        Some(Expr::Array(roles)) => quote!(::guiju_sdk::holders(&#roles)),
        Some(roles) => quote!(::guiju_sdk::holders(#roles)),
    }
}

pub fn expand_form(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let attributes = form_attributes(input)?;
    let id = attributes.id.map_or_else(|| kebab(&name.to_string()), |id| id.value());
    let fields = fields(input)?;
    let (read, declarations) = (fields.read(), &fields.declarations);
    let missing =
        |what: &str| syn::Error::new_spanned(name, format!("the form lacks its {what}: #[form({what} = \"…\")]"));
    // Another regulation's form is only read here: its owner declares it.
    let mut register = quote!(None);
    let declare = if id.contains('/') {
        quote!(::guiju_sdk::foreign_form(Self::ID))
    } else {
        let title = attributes.title.ok_or_else(|| missing("title"))?;
        let clause = attributes.clause.ok_or_else(|| missing("clause"))?;
        let summary = attributes.summary.ok_or_else(|| missing("summary"))?;
        let text = |value: &Option<LitStr>| value.as_ref().map_or(quote!(None), |v| quote!(Some(#v.to_owned())));
        let (event_time, subject) = (text(&attributes.event_time), text(&attributes.subject));
        let series = attributes.series.map_or(quote!(None), |(id, pattern)| {
            quote!(Some(::guiju_sdk::model::Series { id: #id.to_owned(), pattern: #pattern.to_owned() }))
        });
        let anyone = quote!(::guiju_sdk::model::Audience::Anyone);
        let nobody = quote!(::guiju_sdk::model::Audience::Nobody);
        let by = audience(attributes.filed_by.as_ref(), &anyone);
        let on_behalf = audience(attributes.on_behalf.as_ref(), &nobody);
        let seen_by = audience(attributes.seen_by.as_ref(), &nobody);
        let imports = &attributes.imports;
        let closed = attributes.closed_when.iter();
        let closed = closed.map(|(field, values)| quote!(::guiju_sdk::condition(#field, &[#(#values),*])));
        let (copies, synonyms) = (&attributes.copies, &attributes.synonyms);
        let custodians = attributes.custodians.iter().map(ToString::to_string);
        if let Some(declared) = &attributes.register {
            let view = declared.id.as_ref().map_or_else(|| id.clone(), LitStr::value);
            let (title, clause) =
                (declared.title.as_ref().unwrap_or(&title), declared.clause.as_ref().unwrap_or(&clause));
            let columns = &declared.columns;
            let readers = audience(declared.seen_by.as_ref(), &seen_by);
            register = quote! {
                Some(::guiju_sdk::register(#view, #title, clause!(#clause), Self::ID, &[#(#columns),*], #readers))
            };
        }
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
                    by: #by,
                    on_behalf: #on_behalf,
                    imports: vec![#(::guiju_sdk::model::ImportFormat::#imports),*],
                },
                series: #series,
                occurs: #event_time,
                about: #subject,
                seen_by: #seen_by,
                closed_when: vec![#(#closed),*],
                held_by: vec![#(#custodians.to_owned()),*],
                copies: vec![#(#copies.to_owned()),*],
                synonyms: vec![#(#synonyms.to_owned()),*],
            }
        }}
    };
    Ok(quote! {
        impl ::guiju_sdk::Form for #name {
            const ID: &'static str = #id;
            fn declare() -> ::guiju_sdk::model::Form { #declare }
            fn register() -> Option<::guiju_sdk::model::View> { #register }
            fn read(content: &::guiju_sdk::Object) -> ::core::result::Result<Self, ::guiju_sdk::Malformed> { #read }
        }
    })
}

pub fn expand_row(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let all = fields(input)?;
    let (read, declarations, columns) = (all.read(), &all.declarations, &all.columns);
    Ok(quote! {
        impl ::guiju_sdk::Row for #name {
            fn columns() -> Vec<::guiju_sdk::model::Column> { vec![#(#columns),*] }
            fn fields() -> Vec<::guiju_sdk::model::Field> {
                let mut fields = ::guiju_sdk::Sections::default();
                #(#declarations)*
                fields.done().into_iter().flat_map(|section| section.fields).collect()
            }
            fn read(content: &::guiju_sdk::Object) -> ::core::result::Result<Self, ::guiju_sdk::Malformed> { #read }
        }
    })
}
