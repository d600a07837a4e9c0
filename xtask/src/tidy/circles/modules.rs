//! The modules of one crate: which file each stands in, which names it has, and what it names of others.

use super::part::{Child, Mention, Name, Part};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What each file says of itself, by path.
pub type Parts = BTreeMap<String, Part>;

/// Where a module stands in [`Crate::modules`].
pub type Id = usize;

/// A module, in a file of its own or inline.
pub struct Module<'a> {
    pub file: String,
    /// None for the root.
    pub parent: Option<Id>,
    pub names: HashMap<&'a str, Vec<Binding<'a>>>,
    pub globs: &'a [Vec<String>],
    pub mentions: &'a [Mention],
}

/// What a name of a module stands for.
pub enum Binding<'a> {
    /// Something that is defined in this module.
    Item(Id),
    Module(Id),
    /// What a `use` brings in.
    Use(&'a [String]),
}

/// The modules of a crate; the first is its root.
#[derive(Default)]
pub struct Crate<'a> {
    pub modules: Vec<Module<'a>>,
    /// The files that hold code, and not only `mod` and `use`.
    pub with_code: BTreeSet<String>,
}

impl<'a> Crate<'a> {
    /// The crate with this root.
    pub fn of(parts: &'a Parts, root: &str) -> Crate<'a> {
        let mut it = Crate::default();
        if let Some(part) = parts.get(root) {
            it.module(parts, part, &Place { file: root, parent: None, children: &folder(root) });
        }
        it
    }

    fn module(&mut self, parts: &'a Parts, part: &'a Part, place: &Place<'_>) -> Id {
        let id = self.modules.len();
        let mut names = HashMap::<_, Vec<_>>::new();
        for (name, stands_for) in &part.names {
            let binding = match stands_for {
                Name::Item => Binding::Item(id),
                Name::Use(path) => Binding::Use(path),
            };
            names.entry(name.as_str()).or_default().push(binding);
        }
        let file = place.file.to_owned();
        if part.has_code {
            self.with_code.insert(file.clone());
        }
        self.modules.push(Module { file, parent: place.parent, names, globs: &part.globs, mentions: &part.mentions });
        for name in &part.exported {
            self.bind(0, name, Binding::Item(id));
        }
        for child in &part.children {
            self.child(parts, child, id, place.children);
        }
        id
    }

    /// A child whose file lies in this folder; without a file it is not there.
    fn child(&mut self, parts: &'a Parts, child: &'a Child, parent: Id, folder_of_children: &str) {
        let children = format!("{folder_of_children}{}/", child.name);
        let parent_file = self.modules[parent].file.clone();
        let (file, part) = match (&child.inline, &child.written) {
            (Some(part), _) => (parent_file, Some(part)),
            (None, Some(written)) => {
                let file = joined(&folder(&parent_file), written);
                (file.clone(), parts.get(&file))
            }
            (None, None) => {
                let file = format!("{folder_of_children}{}.rs", child.name);
                let file = if parts.contains_key(&file) { file } else { format!("{children}mod.rs") };
                (file.clone(), parts.get(&file))
            }
        };
        if let Some(part) = part {
            let id = self.module(parts, part, &Place { file: &file, parent: Some(parent), children: &children });
            self.bind(parent, &child.name, Binding::Module(id));
        }
    }

    fn bind(&mut self, id: Id, name: &'a str, binding: Binding<'a>) {
        self.modules[id].names.entry(name).or_default().push(binding);
    }
}

/// Where a module stands.
struct Place<'a> {
    file: &'a str,
    parent: Option<Id>,
    /// The folder of its children's files.
    children: &'a str,
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
