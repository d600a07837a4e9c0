//! From the items of a file to what it says of itself.

use super::{
    names,
    part::{Child, Name, Part},
    paths,
};
use crate::tidy::source;
use syn::{Expr, ExprLit, Item, Lit, Meta};

/// What these items say; those for tests are left out.
pub fn part(items: &[Item]) -> Part {
    let mut part = Part::default();
    for item in items.iter().filter(|item| !source::for_tests(source::attributes(item))) {
        match item {
            Item::Use(_) | Item::ExternCrate(_) => {}
            Item::Mod(module) => part.children.push(child(module)),
            _ => part.has_code = true,
        }
        match item {
            Item::Use(item) => part.using(item),
            Item::Macro(call) if call.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export")) => {
                part.exported.extend(call.ident.iter().map(names::plain));
            }
            _ => {}
        }
        part.names.extend(names::of(item));
        let paths = paths::of(item);
        part.mentions.extend(paths.mentions);
        paths.local.iter().for_each(|item| part.using(item));
    }
    part.has_code |= part.children.iter().any(|child| child.inline.is_some());
    part
}

impl Part {
    fn using(&mut self, item: &syn::ItemUse) {
        let used = names::used(&item.tree);
        self.names.extend(used.names.into_iter().map(|(name, path)| (name, Name::Use(path))));
        self.globs.extend(used.globs);
    }
}

fn child(module: &syn::ItemMod) -> Child {
    let written = module.attrs.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    let inline = module.content.as_ref().map(|(_, items)| part(items));
    Child { name: names::plain(&module.ident), written, inline }
}
