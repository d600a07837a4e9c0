//! The paths that an item's code names.

use super::{names, part::Mention};
use crate::tidy::source;
use proc_macro2::{TokenStream, TokenTree};
use syn::{Item, visit, visit::Visit};

/// Every path of an item: in `use`, in types and expressions, and in the tokens of macros.
#[derive(Default)]
pub struct Paths {
    pub mentions: Vec<Mention>,
    /// What a `use` within a function brings in.
    pub local: Vec<syn::ItemUse>,
    depth: usize,
}

/// The paths of an item.
pub fn of(item: &Item) -> Paths {
    let mut paths = Paths::default();
    paths.visit_item(item);
    paths
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let line = item.use_token.span.start().line;
        let used = names::used(&item.tree).names;
        self.mentions.extend(used.into_iter().map(|(_, path)| Mention { path, line }));
        if self.depth > 0 {
            self.local.push(item.clone());
        }
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.depth += 1;
        visit::visit_block(self, block);
        self.depth -= 1;
    }

    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(first) = path.segments.first() {
            let line = first.ident.span().start().line;
            let path = path.segments.iter().map(|segment| names::plain(&segment.ident)).collect();
            self.mentions.push(Mention { path, line });
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        visit::visit_macro(self, call);
        tokens(&call.tokens, &mut self.mentions);
    }

    // `pub(in path)` names no item.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    // An attribute's tokens are looked at, not its name.
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta
            && !list.path.is_ident("derive")
        {
            tokens(&list.tokens, &mut self.mentions);
        }
    }
}

/// The paths in the tokens of a macro: `a::b`, and single names that look like a type, a call or a macro.
fn tokens(stream: &TokenStream, mentions: &mut Vec<Mention>) {
    for tokens in &source::sequences(stream.clone()) {
        let mut at = 0;
        while at < tokens.len() {
            let TokenTree::Ident(first) = &tokens[at] else {
                at += 1;
                continue;
            };
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            let mut path = vec![names::plain(first)];
            at += 1;
            while source::is_pair(tokens, at, [':', ':'])
                && let Some(TokenTree::Ident(next)) = tokens.get(at + 2)
            {
                path.push(names::plain(next));
                at += 3;
            }
            let is_field = matches!(before, Some(TokenTree::Punct(dot)) if dot.as_char() == '.');
            let called = match tokens.get(at) {
                Some(TokenTree::Group(group)) => group.delimiter() == proc_macro2::Delimiter::Parenthesis,
                Some(TokenTree::Punct(punct)) => punct.as_char() == '!',
                _ => false,
            };
            let upper = path[0].starts_with(char::is_uppercase);
            if !is_field && (path.len() > 1 || called || upper) {
                mentions.push(Mention { path, line: first.span().start().line });
            }
        }
    }
}
