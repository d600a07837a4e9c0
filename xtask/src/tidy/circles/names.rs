//! The names that an item gives its module.

use super::modules::{Binding, Module};
use proc_macro2::{TokenStream, TokenTree};
use syn::{Item, UseTree};

/// Words after which the tokens of a macro's call define a name.
const DEFINING: [&str; 8] = ["const", "enum", "fn", "static", "struct", "trait", "type", "union"];

/// The names of an item; glob imports and macros are noted in the module.
pub fn of(item: &Item, module: &mut Module) -> Vec<(String, Binding)> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        Item::Use(item) => {
            let mut names = Vec::new();
            used(&item.tree, &mut Vec::new(), &mut names, &mut module.globs);
            return names;
        }
        Item::Macro(call) => {
            let mut names = Vec::new();
            named_blocks(call.mac.tokens.clone(), &mut names);
            defined(call.mac.tokens.clone(), &mut names);
            return names;
        }
        _ => return Vec::new(),
    };
    vec![(plain(name), Binding::Item)]
}

/// The names that a `use` brings in, and its globs.
fn used(tree: &UseTree, before: &mut Vec<String>, names: &mut Vec<(String, Binding)>, globs: &mut Vec<Vec<String>>) {
    match tree {
        UseTree::Path(path) => {
            before.push(plain(&path.ident));
            used(&path.tree, before, names, globs);
            before.pop();
        }
        UseTree::Name(name) => {
            let path = whole(before, &plain(&name.ident));
            if let Some(last) = path.last() {
                names.push((last.clone(), Binding::Use(path.clone())));
            }
        }
        UseTree::Rename(rename) => {
            names.push((plain(&rename.rename), Binding::Use(whole(before, &plain(&rename.ident)))));
        }
        UseTree::Glob(_) => globs.push(before.clone()),
        UseTree::Group(group) => {
            for tree in &group.items {
                used(tree, before, names, globs);
            }
        }
    }
}

/// A path with its last name; `a::{self}` is `a`.
fn whole(before: &[String], name: &str) -> Vec<String> {
    let mut path = before.to_vec();
    if name != "self" || path.is_empty() {
        path.push(name.to_owned());
    }
    path
}

/// Every path that a `use` names, globs left out: what they bring in is found where it is named.
pub fn all_used(tree: &UseTree) -> Vec<Vec<String>> {
    let (mut names, mut globs) = (Vec::new(), Vec::new());
    used(tree, &mut Vec::new(), &mut names, &mut globs);
    let paths = names.into_iter().filter_map(|(_, binding)| match binding {
        Binding::Use(path) => Some(path),
        _ => None,
    });
    paths.collect()
}

/// What the tokens of a macro's call define as an item would.
fn defined(tokens: TokenStream, names: &mut Vec<(String, Binding)>) {
    let tokens = tokens.into_iter().collect::<Vec<_>>();
    for pair in tokens.windows(2) {
        if let [TokenTree::Ident(word), TokenTree::Ident(name)] = pair
            && DEFINING.contains(&word.to_string().as_str())
        {
            names.push((plain(name), Binding::Item));
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            defined(group.stream(), names);
        }
    }
}

/// `Name { … }` as the first words of a macro's call: the macro defines it.
fn named_blocks(tokens: TokenStream, names: &mut Vec<(String, Binding)>) {
    let tokens = tokens.into_iter().collect::<Vec<_>>();
    for pair in tokens.windows(2) {
        if let [TokenTree::Ident(name), TokenTree::Group(block)] = pair
            && block.delimiter() == proc_macro2::Delimiter::Brace
        {
            names.push((plain(name), Binding::Item));
        }
    }
}

/// The file of `#[path = "…"]`.
pub fn written_path(attributes: &[syn::Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

/// A name without `r#`.
pub fn plain(name: &proc_macro2::Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").unwrap_or(&name).to_owned()
}
