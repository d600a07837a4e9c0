//! From a path as it is written to the module that owns what it names.

use super::modules::{Binding, Crate, Id};
use std::collections::HashSet;

/// What a path names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    Module(Id),
    /// Something that is defined in this module.
    Item(Id),
    /// Something of another crate.
    Outside,
}

/// Modules and names that are being looked up, so that names which stand for each other end.
type Seen = HashSet<(Id, String)>;

impl Crate<'_> {
    /// What a path in a module names; none if it leads to nothing that is known.
    pub fn resolve(&self, from: Id, path: &[String]) -> Option<Target> {
        self.resolved(from, path, &mut Seen::new())
    }

    fn resolved(&self, from: Id, path: &[String], seen: &mut Seen) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.below(0, rest, seen),
            "self" => self.below(from, rest, seen),
            "super" => {
                let (mut at, mut rest) = (self.modules[from].parent?, rest);
                while let [first, more @ ..] = rest
                    && first == "super"
                {
                    (at, rest) = (self.modules[at].parent?, more);
                }
                self.below(at, rest, seen)
            }
            _ => self.named(from, path, seen).or(Some(Target::Outside)),
        }
    }

    /// What a path names that begins in a module, whose own names are all that it may begin with.
    fn below(&self, at: Id, path: &[String], seen: &mut Seen) -> Option<Target> {
        if path.is_empty() {
            return Some(Target::Module(at));
        }
        // A name that does not stand in the text is made by a macro of that module.
        self.named(at, path, seen).or(Some(Target::Item(at)))
    }

    fn named(&self, at: Id, path: &[String], seen: &mut Seen) -> Option<Target> {
        let (name, rest) = path.split_first()?;
        if !seen.insert((at, name.clone())) {
            return None;
        }
        let module = &self.modules[at];
        let bindings = module.names.get(name.as_str()).map_or(&[][..], Vec::as_slice);
        let mut found = bindings.iter().filter_map(|binding| self.bound(at, binding, seen)).collect::<Vec<_>>();
        // A module and an item may share a name: what follows belongs to the module.
        if !rest.is_empty()
            && let Some(module) = found.iter().find(|target| matches!(target, Target::Module(_))).copied()
        {
            found = vec![module];
        }
        for target in &mut found {
            if let Target::Module(id) = target
                && let Some(inner) = self.below(*id, rest, seen)
            {
                *target = inner;
            }
        }
        if found.is_empty() {
            let globs = module.globs.iter().filter_map(|glob| match self.resolved(at, glob, &mut seen.clone())? {
                Target::Module(from) if from != at => self.named(from, path, &mut seen.clone()),
                // What the glob of another crate brings in cannot be seen.
                Target::Outside => Some(Target::Outside),
                _ => None,
            });
            found = globs.collect();
        }
        seen.remove(&(at, name.clone()));
        let item = found.iter().find(|target| matches!(target, Target::Item(_)));
        let inside = || found.iter().find(|target| **target != Target::Outside);
        item.or_else(inside).or(found.first()).copied()
    }

    fn bound(&self, at: Id, binding: &Binding<'_>, seen: &mut Seen) -> Option<Target> {
        match binding {
            Binding::Item(id) => Some(Target::Item(*id)),
            Binding::Module(id) => Some(Target::Module(*id)),
            Binding::Use(path) => self.resolved(at, path, seen),
        }
    }
}
