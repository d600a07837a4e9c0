//! The Rust sources of the tree, each read and parsed once, with the functions and tests by line.

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::{fs, ops::RangeInclusive};
use syn::{ImplItem, Item, TraitItem, spanned::Spanned, visit, visit::Visit};

/// A Rust file of the tree.
pub struct Source {
    /// From the top of the project, with `/`.
    pub path: String,
    pub text: String,
    pub file: syn::File,
    /// Every sequence of tokens: the file's own and that of each group in it, macros' among them.
    pub sequences: Vec<Vec<TokenTree>>,
    /// The functions, outer before inner.
    pub functions: Vec<Function>,
    /// The lines of items that only tests compile.
    tests: Vec<RangeInclusive<usize>>,
}

/// A function with a body, outside of macros.
pub struct Function {
    /// `name`, or `Type::name` in an `impl` or a trait.
    pub name: String,
    /// From the line of `fn` to that of the closing brace; only the signature's if there is no body.
    pub lines: RangeInclusive<usize>,
    /// Without `self`.
    pub parameters: usize,
}

impl Source {
    /// Reads and parses a file.
    pub fn read(path: &str) -> Result<Source> {
        let text = fs::read_to_string(path).with_context(|| path.to_owned())?;
        Source::parsed(path, text)
    }

    /// Parses a text that stands at this path.
    pub fn parsed(path: &str, text: String) -> Result<Source> {
        let tokens = text.parse::<TokenStream>().map_err(|error| anyhow::anyhow!("{path}: {error}"))?;
        let file = syn::parse2(tokens.clone()).with_context(|| path.to_owned())?;
        let mut outline = Outline::default();
        outline.visit_file(&file);
        let Outline { functions, tests, .. } = outline;
        let sequences = sequences(tokens);
        Ok(Source { path: path.to_owned(), text, file, sequences, functions, tests })
    }

    /// The innermost function around a line; `-` outside of all.
    pub fn function_at(&self, line: usize) -> &str {
        self.functions.iter().rfind(|function| function.lines.contains(&line)).map_or("-", |function| &function.name)
    }

    /// Whether only tests compile this line.
    pub fn in_tests(&self, line: usize) -> bool {
        self.tests.iter().any(|lines| lines.contains(&line))
    }
}

/// A type that a macro declares by its name and its fields: `wire! { Name { field: Type, } }`.
pub struct Declared {
    pub name: proc_macro2::Ident,
    /// What stands between its braces.
    pub body: Vec<TokenTree>,
}

/// The types that `wire!` declares in a sequence of tokens.
pub fn wire_types(tokens: &[TokenTree]) -> Vec<Declared> {
    let inside = tokens.windows(3).filter_map(|words| match words {
        [TokenTree::Ident(word), TokenTree::Punct(mark), TokenTree::Group(group)]
            if word == "wire" && mark.as_char() == '!' =>
        {
            Some(group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => None,
    });
    let types = inside.flat_map(|inside| {
        let declared = |words: &[TokenTree]| match words {
            [TokenTree::Ident(name), TokenTree::Group(body)] if body.delimiter() == Delimiter::Brace => {
                Some(Declared { name: name.clone(), body: body.stream().into_iter().collect() })
            }
            _ => None,
        };
        inside.windows(2).filter_map(declared).collect::<Vec<_>>()
    });
    types.collect()
}

/// Whether an item is compiled for tests only: `#[test]`, `#[cfg(test)]`, `#[cfg(all(test, …))]`.
pub fn for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("cfg") => requires_test(list.tokens.clone()),
        _ => false,
    })
}

fn requires_test(condition: TokenStream) -> bool {
    let tokens = condition.into_iter().collect::<Vec<_>>();
    match tokens.as_slice() {
        [TokenTree::Ident(word)] => word == "test",
        [TokenTree::Ident(word), TokenTree::Group(parts)] if word == "all" => {
            let parts = parts.stream().into_iter().collect::<Vec<_>>();
            parts.iter().any(|part| matches!(part, TokenTree::Ident(word) if word == "test"))
        }
        _ => false,
    }
}

/// The attributes of an item.
pub fn attributes(item: &Item) -> &[syn::Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Collects functions and what only tests compile.
#[derive(Default)]
struct Outline {
    functions: Vec<Function>,
    tests: Vec<RangeInclusive<usize>>,
    owner: Option<String>,
}

impl Outline {
    fn function(&mut self, signature: &syn::Signature, body: Option<&syn::Block>) {
        let name = signature.ident.to_string();
        let name = self.owner.as_ref().map_or_else(|| name.clone(), |owner| format!("{owner}::{name}"));
        let first = signature.fn_token.span.start().line;
        let last = body.map_or_else(|| signature.span(), |body| body.brace_token.span.close()).end().line;
        let typed = |input: &&syn::FnArg| matches!(input, syn::FnArg::Typed(_));
        let parameters = signature.inputs.iter().filter(typed).count();
        self.functions.push(Function { name, lines: first..=last, parameters });
    }

    fn owned(&mut self, owner: Option<String>, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.owner, owner);
        visit(self);
        self.owner = outer;
    }
}

impl<'ast> Visit<'ast> for Outline {
    fn visit_item(&mut self, item: &'ast Item) {
        if for_tests(attributes(item)) {
            self.tests.push(item.span().start().line..=item.span().end().line);
        }
        match item {
            Item::Fn(function) => {
                self.function(&function.sig, Some(&function.block));
                self.owned(None, |outline| visit::visit_item(outline, item));
            }
            Item::Impl(block) => {
                let owner = match &*block.self_ty {
                    syn::Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
                    _ => None,
                };
                self.owned(owner, |outline| visit::visit_item(outline, item));
            }
            Item::Trait(block) => {
                self.owned(Some(block.ident.to_string()), |outline| visit::visit_item(outline, item));
            }
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        if let ImplItem::Fn(function) = item {
            self.function(&function.sig, Some(&function.block));
        }
        visit::visit_impl_item(self, item);
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        if let TraitItem::Fn(function) = item {
            self.function(&function.sig, function.default.as_ref());
        }
        visit::visit_trait_item(self, item);
    }
}

/// The sequence of these tokens, and those of every group in it.
pub fn sequences(stream: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut sequences = vec![stream.into_iter().collect::<Vec<_>>()];
    let mut at = 0;
    while at < sequences.len() {
        let inner = sequences[at].iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream().into_iter().collect()),
            _ => None,
        });
        let inner = inner.collect::<Vec<_>>();
        sequences.extend(inner);
        at += 1;
    }
    sequences
}

/// Whether these two tokens are `::`, `==` and the like.
pub fn is_pair(tokens: &[TokenTree], at: usize, pair: [char; 2]) -> bool {
    let punct = |index: usize| match tokens.get(index) {
        Some(TokenTree::Punct(punct)) => Some((punct.as_char(), punct.spacing())),
        _ => None,
    };
    punct(at) == Some((pair[0], Spacing::Joint)) && punct(at + 1).is_some_and(|(c, _)| c == pair[1])
}

/// The text of a string literal.
pub fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}
