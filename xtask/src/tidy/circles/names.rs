//! The names that an item gives its module.

use super::part::Name;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Item, UseTree};

/// Words after which the tokens of a macro's call define a name.
const DEFINING: [&str; 8] = ["const", "enum", "fn", "static", "struct", "trait", "type", "union"];

/// The names of an item other than `use` and `mod`.
pub fn of(item: &Item) -> Vec<(String, Name)> {
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
        Item::Macro(call) => {
            let mut names = call.ident.iter().map(|name| (plain(name), Name::Item)).collect::<Vec<_>>();
            if names.is_empty() {
                named_blocks(&call.mac.tokens, &mut names);
                defined(&call.mac.tokens, &mut names);
            }
            return names;
        }
        _ => return Vec::new(),
    };
    vec![(plain(name), Name::Item)]
}

/// What a `use` brings in: names with their paths, and globs.
#[derive(Default)]
pub struct Used {
    pub names: Vec<(String, Vec<String>)>,
    pub globs: Vec<Vec<String>>,
}

/// What a `use` brings in.
pub fn used(tree: &UseTree) -> Used {
    let mut used = Used::default();
    used.tree(tree, &mut Vec::new());
    used
}

impl Used {
    fn tree(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(plain(&path.ident));
                self.tree(&path.tree, before);
                before.pop();
            }
            UseTree::Name(name) => {
                let path = whole(before, &plain(&name.ident));
                if let Some(last) = path.last() {
                    self.names.push((last.clone(), path.clone()));
                }
            }
            UseTree::Rename(rename) => {
                self.names.push((plain(&rename.rename), whole(before, &plain(&rename.ident))));
            }
            UseTree::Glob(_) => self.globs.push(before.clone()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, before)),
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

/// What the tokens of a macro's call define as an item would.
fn defined(stream: &TokenStream, names: &mut Vec<(String, Name)>) {
    let tokens = stream.clone().into_iter().collect::<Vec<_>>();
    for pair in tokens.windows(2) {
        if let [TokenTree::Ident(word), TokenTree::Ident(name)] = pair
            && DEFINING.contains(&word.to_string().as_str())
        {
            names.push((plain(name), Name::Item));
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            defined(&group.stream(), names);
        }
    }
}

/// `Name { … }` as the first words of a macro's call: the macro defines it.
fn named_blocks(stream: &TokenStream, names: &mut Vec<(String, Name)>) {
    let tokens = stream.clone().into_iter().collect::<Vec<_>>();
    for pair in tokens.windows(2) {
        if let [TokenTree::Ident(name), TokenTree::Group(block)] = pair
            && block.delimiter() == Delimiter::Brace
        {
            names.push((plain(name), Name::Item));
        }
    }
}

/// A name without `r#`.
pub fn plain(name: &proc_macro2::Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").unwrap_or(&name).to_owned()
}
