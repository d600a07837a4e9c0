//! What the items of a crate declare: forms, rows, choices, judgements, the regulation, and what it relies on.

use crate::{
    export::Choice,
    grammar::{Relied, Relies, kebab},
    modules::Module,
};
use heck::ToKebabCase;
use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, Expr, ExprLit, Field, Fields, Ident, Item, Lit, LitStr, Meta, MetaNameValue, Token, ext::IdentExt,
    punctuated::Punctuated,
};

/// The declarations of a crate.
#[derive(Default)]
pub struct Declared {
    /// The id of the regulation.
    pub id: String,
    /// The types of its forms, with and without rules.
    pub forms: Vec<String>,
    /// The types of its judgements.
    pub judges: Vec<String>,
    /// The structs with fields: forms and rows.
    pub structs: Vec<Struct>,
    /// The choices.
    pub choices: Vec<Enum>,
    /// The judgements.
    pub judgements: Vec<Judgement>,
    /// What the crate relies on.
    pub relied: Vec<Relied>,
}

/// A struct with `derive(Form)` or `derive(Row)`.
pub struct Struct {
    /// The file in which it stands, by its place among the modules.
    pub file: usize,
    pub name: String,
    /// The id and the steps, if it is a form.
    pub form: Option<(String, Vec<String>)>,
    pub fields: Vec<Field>,
}

/// An enum with `derive(Choice)`.
pub struct Enum {
    pub file: usize,
    pub name: String,
    pub choices: Vec<Choice>,
}

/// A unit struct with `derive(Judgement)`.
pub struct Judgement {
    pub name: String,
    pub id: String,
    pub figures: Vec<String>,
}

/// Reads the declarations of modules.
pub fn of_modules(modules: &[Module]) -> Result<Declared, String> {
    let mut declared = Declared::default();
    for (file, module) in modules.iter().enumerate() {
        for item in &module.items {
            let read = declared.item(file, item);
            read.map_err(|why| format!("{}: {why}", module.path.display()))?;
        }
    }
    Ok(declared)
}

impl Declared {
    fn item(&mut self, file: usize, item: &Item) -> syn::Result<()> {
        match item {
            Item::Struct(item) => {
                let name = item.ident.to_string();
                if derives(&item.attrs, "Judgement") {
                    self.judgements.push(judgement(&item.ident, &item.attrs)?);
                } else if derives(&item.attrs, "Form") || derives(&item.attrs, "Row") {
                    let form = derives(&item.attrs, "Form").then(|| form(&item.ident, &item.attrs)).transpose()?;
                    let Fields::Named(fields) = &item.fields else { return Ok(()) };
                    let fields = fields.named.iter().cloned().collect();
                    self.structs.push(Struct { file, name, form, fields });
                }
            }
            Item::Enum(item) if derives(&item.attrs, "Choice") => {
                let choice = |case: &syn::Variant| {
                    let label = case.attrs.iter().find(|attribute| attribute.path().is_ident("choice"));
                    let label = label.map(Attribute::parse_args::<LitStr>).transpose()?;
                    let label = label.map(|label| label.value()).unwrap_or_default();
                    Ok(Choice { value: case.ident.to_string().to_kebab_case(), label })
                };
                let choices = item.variants.iter().map(choice).collect::<syn::Result<_>>()?;
                self.choices.push(Enum { file, name: item.ident.to_string(), choices });
            }
            Item::Macro(item) => match item.mac.path.segments.last() {
                Some(last) if last.ident == "regulation" => self.regulation(item.mac.tokens.clone()),
                Some(last) if last.ident == "relies" => {
                    self.relied.extend(syn::parse2::<Relies>(item.mac.tokens.clone())?.0);
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    /// Reads the id and the lists of `regulation!`. Its own macro reports what is wrong with it.
    fn regulation(&mut self, tokens: TokenStream) {
        let Some(TokenTree::Group(body)) = tokens.into_iter().last() else { return };
        let trees = body.stream().into_iter().collect::<Vec<_>>();
        for part in trees.windows(3) {
            let [TokenTree::Ident(key), TokenTree::Punct(colon), value] = part else { continue };
            if colon.as_char() != ':' {
                continue;
            }
            match (key.to_string().as_str(), value) {
                ("id", TokenTree::Literal(id)) => id.to_string().trim_matches('"').clone_into(&mut self.id),
                ("forms" | "records", TokenTree::Group(list)) => self.forms.extend(last_idents(list.stream())),
                ("judges", TokenTree::Group(list)) => self.judges.extend(last_idents(list.stream())),
                _ => {}
            }
        }
    }
}

/// The last name of each path in a list.
fn last_idents(list: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    let mut last = None;
    for tree in list {
        match tree {
            TokenTree::Ident(ident) => last = Some(ident.to_string()),
            TokenTree::Punct(comma) if comma.as_char() == ',' => all.extend(last.take()),
            _ => {}
        }
    }
    all.extend(last);
    all
}

/// Whether `derive(…)` names this trait.
fn derives(attributes: &[Attribute], name: &str) -> bool {
    let named = |path: &syn::Path| path.segments.last().is_some_and(|last| last.ident == name);
    attributes.iter().filter(|attribute| attribute.path().is_ident("derive")).any(|attribute| {
        let paths = attribute.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
        paths.is_ok_and(|paths| paths.iter().any(named))
    })
}

/// What stands in an attribute's parentheses.
pub fn metas(attributes: &[Attribute], name: &str) -> syn::Result<Vec<Meta>> {
    let mut all = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        all.extend(attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?);
    }
    Ok(all)
}

/// The value of `name = value`.
fn value_of<'a>(metas: &'a [Meta], name: &str) -> Option<&'a Expr> {
    metas.iter().find_map(|meta| match meta {
        Meta::NameValue(pair) if pair.path.is_ident(name) => Some(&pair.value),
        _ => None,
    })
}

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The names in `list(name = "label", …)`.
fn labelled(metas: &[Meta], list: &str) -> syn::Result<Vec<String>> {
    let mut names = Vec::new();
    for meta in metas {
        if let Meta::List(found) = meta
            && found.path.is_ident(list)
        {
            let pairs = found.parse_args_with(Punctuated::<MetaNameValue, Token![,]>::parse_terminated)?;
            names.extend(pairs.iter().filter_map(|pair| pair.path.get_ident()).map(|name| name.unraw().to_string()));
        }
    }
    Ok(names)
}

/// The id of a form or judgement: as its attribute says, or by the name of its type.
fn id_of(metas: &[Meta], name: &Ident) -> String {
    value_of(metas, "id").and_then(text).unwrap_or_else(|| kebab(name))
}

fn form(name: &Ident, attributes: &[Attribute]) -> syn::Result<(String, Vec<String>)> {
    let metas = metas(attributes, "form")?;
    let steps = labelled(&metas, "steps")?.iter().map(|step| step.to_kebab_case()).collect();
    Ok((id_of(&metas, name), steps))
}

fn judgement(name: &Ident, attributes: &[Attribute]) -> syn::Result<Judgement> {
    let metas = metas(attributes, "judgement")?;
    let figures = labelled(&metas, "figures")?;
    Ok(Judgement { name: name.to_string(), id: id_of(&metas, name), figures })
}
