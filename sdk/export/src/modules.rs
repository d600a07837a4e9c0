//! The source files of a crate, followed from its root as the compiler does.

use std::{
    fs,
    path::{Path, PathBuf},
};
use syn::{Attribute, Expr, ExprLit, Item, ItemMod, Lit, Meta};

/// A source file with its items.
pub struct Module {
    /// The file.
    pub path: PathBuf,
    /// Its items, without those of inline modules' tests.
    pub items: Vec<Item>,
}

/// The modules of the crate in a folder.
///
/// # Errors
/// A file cannot be read or is no Rust.
pub fn of_crate(folder: &Path) -> Result<Vec<Module>, String> {
    let mut modules = Vec::new();
    let root = folder.join("src/lib.rs");
    let children = folder.join("src");
    file(&root, &children, &mut modules)?;
    Ok(modules)
}

/// Reads a file whose child modules lie in a folder.
fn file(path: &Path, children: &Path, modules: &mut Vec<Module>) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let parsed = syn::parse_file(&text).map_err(|why| format!("{}: {why}", path.display()))?;
    let at = modules.len();
    modules.push(Module { path: path.to_owned(), items: Vec::new() });
    let mut items = Vec::new();
    inside(parsed.items, path, children, modules, &mut items)?;
    modules[at].items = items;
    Ok(())
}

fn inside(
    found: Vec<Item>,
    path: &Path,
    children: &Path,
    modules: &mut Vec<Module>,
    items: &mut Vec<Item>,
) -> Result<(), String> {
    for item in found {
        match item {
            Item::Mod(module) if of_tests(&module.attrs) => {}
            Item::Mod(ItemMod { ident, content: Some((_, within)), .. }) => {
                inside(within, path, &children.join(ident.to_string()), modules, items)?;
            }
            Item::Mod(module) => child(&module, path, children, modules)?,
            item => items.push(item),
        }
    }
    Ok(())
}

/// Reads a module that lies in a file of its own.
fn child(module: &ItemMod, path: &Path, children: &Path, modules: &mut Vec<Module>) -> Result<(), String> {
    let name = module.ident.to_string();
    if let Some(named) = module.attrs.iter().find_map(path_of) {
        let target = path.parent().unwrap_or(path).join(named);
        let folder = target.parent().unwrap_or(&target).to_owned();
        return file(&target, &folder, modules);
    }
    let flat = children.join(format!("{name}.rs"));
    if flat.is_file() {
        return file(&flat, &children.join(&name), modules);
    }
    let folder = children.join(&name);
    file(&folder.join("mod.rs"), &folder, modules)
}

/// The file of `#[path = "…"]`.
fn path_of(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a module is compiled for tests alone.
fn of_tests(attributes: &[Attribute]) -> bool {
    let test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    };
    attributes.iter().any(test)
}
