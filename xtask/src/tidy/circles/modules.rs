//! The modules of one crate: which file each stands in, which names it has, and what it names of others.

use super::{names, paths};
use crate::tidy::source::{self, Source};
use std::collections::{BTreeMap, HashMap};
use syn::Item;

/// The sources by path.
pub type Sources = BTreeMap<String, Source>;

/// Where a module stands in [`Crate::modules`].
pub type Id = usize;

/// A module, in a file of its own or inline.
#[derive(Default)]
pub struct Module {
    pub file: String,
    /// None for the root.
    pub parent: Option<Id>,
    pub names: HashMap<String, Vec<Binding>>,
    /// `use path::*`
    pub globs: Vec<Vec<String>>,
    /// What its code names of others, each with its line.
    pub mentions: Vec<Mention>,
}

/// What a name of a module stands for.
#[derive(Clone)]
pub enum Binding {
    /// Something that is defined in the module itself.
    Item,
    Module(Id),
    /// What a `use` brings in.
    Use(Vec<String>),
}

/// A path in the code of a module.
pub struct Mention {
    pub path: Vec<String>,
    pub line: usize,
}

/// The modules of a crate; the first is its root.
#[derive(Default)]
pub struct Crate {
    pub modules: Vec<Module>,
    /// The files that hold code, and not only `mod` and `use`.
    pub with_code: Vec<String>,
}

impl Crate {
    /// Reads the crate with this root; modules for tests are left out.
    pub fn read(sources: &Sources, root: &str) -> Crate {
        let mut it = Crate::default();
        it.modules.push(Module { file: root.to_owned(), ..Module::default() });
        it.file(sources, 0, root, &folder(root));
        it
    }

    /// Reads the file of a module; its children lie in this folder.
    fn file(&mut self, sources: &Sources, id: Id, path: &str, children: &str) {
        let Some(source) = sources.get(path) else { return };
        let declares = |item: &Item| {
            matches!(item, Item::Use(_) | Item::ExternCrate(_) | Item::Mod(syn::ItemMod { content: None, .. }))
        };
        if !source.file.items.iter().all(|item| declares(item) || source::for_tests(source::attributes(item))) {
            self.with_code.push(path.to_owned());
        }
        self.items(sources, id, &source.file.items, children);
    }

    fn items(&mut self, sources: &Sources, id: Id, items: &[Item], children: &str) {
        for item in items.iter().filter(|item| !source::for_tests(source::attributes(item))) {
            match item {
                Item::Mod(module) => self.child(sources, id, module, children),
                Item::Macro(call) if call.ident.is_some() => {
                    // Exported, it stands at the root, whatever module defines it.
                    let name = call.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    if call.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export")) && id != 0 {
                        let path = self.path_of(id, &name);
                        self.bind(0, name.clone(), Binding::Use(path));
                    }
                    self.bind(id, name, Binding::Item);
                }
                _ => {
                    let module = &mut self.modules[id];
                    for (name, binding) in names::of(item, module) {
                        module.names.entry(name).or_default().push(binding);
                    }
                    let paths = paths::of(item);
                    module.mentions.extend(paths.mentions);
                    for local in paths.local {
                        for (name, binding) in names::of(&Item::Use(local), module) {
                            module.names.entry(name).or_default().push(binding);
                        }
                    }
                }
            }
        }
    }

    fn child(&mut self, sources: &Sources, parent: Id, module: &syn::ItemMod, children: &str) {
        let name = module.ident.to_string();
        let name = name.trim_start_matches("r#").to_owned();
        let id = self.modules.len();
        let inside = format!("{children}{name}/");
        let file = match &module.content {
            Some(_) => Some(self.modules[parent].file.clone()),
            None => match names::written_path(&module.attrs) {
                Some(written) => Some(joined(&folder(&self.modules[parent].file), &written)),
                None => [format!("{children}{name}.rs"), format!("{inside}mod.rs")]
                    .into_iter()
                    .find(|path| sources.contains_key(path)),
            },
        };
        let Some(file) = file else { return };
        self.modules.push(Module { file: file.clone(), parent: Some(parent), ..Module::default() });
        self.bind(parent, name, Binding::Module(id));
        match &module.content {
            Some((_, items)) => self.items(sources, id, items, &inside),
            None => self.file(sources, id, &file, &inside),
        }
    }

    fn bind(&mut self, id: Id, name: String, binding: Binding) {
        self.modules[id].names.entry(name).or_default().push(binding);
    }

    /// `crate::…::name` of a module's item.
    fn path_of(&self, id: Id, name: &str) -> Vec<String> {
        let mut path = vec![name.to_owned()];
        let mut at = id;
        while let Some(parent) = self.modules[at].parent {
            let is = |bindings: &Vec<Binding>| bindings.iter().any(|b| matches!(b, Binding::Module(id) if *id == at));
            let name = self.modules[parent].names.iter().find(|(_, bindings)| is(bindings));
            path.insert(0, name.map(|(name, _)| name.clone()).unwrap_or_default());
            at = parent;
        }
        path.insert(0, "crate".to_owned());
        path
    }
}

/// The folder of a path, with its slash.
fn folder(path: &str) -> String {
    path.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
}

/// A written path below a folder, its `..` taken away.
fn joined(folder: &str, written: &str) -> String {
    let mut parts = folder.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>();
    for part in written.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
