//! What exists: in the regulation, in the regulations beside it, in what its cases showed.

use crate::{beside::Beside, observed::Observed};
use guiju_model::{Field, Form, Manifest, PlainKind, lookups};

/// All names that can be meant.
pub struct Names<'a> {
    /// The regulation.
    pub own: &'a Manifest,
    others: &'a [Beside<'a>],
    /// What its cases showed, if they were run.
    pub observed: Option<&'a Observed>,
}

/// What an id stands for.
pub enum Source<'a> {
    /// Forms of this id: one, or one in each version of another regulation that is known.
    Form(Vec<&'a Form>),
    /// A judgement.
    Judgement,
    /// A roster: a record for each shift. Or the posts of the office.
    Roster,
    /// Something of a regulation that is not known.
    Elsewhere,
    /// A name that no regulation declares.
    Missing,
}

impl<'a> Names<'a> {
    pub const fn new(own: &'a Manifest, others: &'a [Beside<'a>], observed: Option<&'a Observed>) -> Self {
        Self { own, others, observed }
    }

    /// The id of a form, judgement or roster of the regulation's own, without the regulation's.
    pub fn local<'i>(&self, id: &'i str) -> &'i str {
        match id.split_once('/') {
            Some((regulation, local)) if regulation == self.own.id => local,
            _ => id,
        }
    }

    /// Whether a form, judgement or roster is the regulation's own.
    pub fn is_own(&self, id: &str) -> bool {
        !self.local(id).contains('/')
    }

    /// What an id stands for.
    pub fn source(&self, id: &str) -> Source<'a> {
        if id == "office/posts" {
            return Source::Roster;
        }
        let Some((regulation, local)) = self.local(id).split_once('/') else {
            return Self::among(&[self.own], self.local(id));
        };
        let others = self.others.iter().map(|other| other.manifest);
        let known = others.filter(|other| other.id == regulation).collect::<Vec<_>>();
        if known.is_empty() { Source::Elsewhere } else { Self::among(&known, local) }
    }

    fn among(manifests: &[&'a Manifest], id: &str) -> Source<'a> {
        let forms = manifests.iter().filter_map(|manifest| manifest.form(id)).collect::<Vec<_>>();
        let judged = manifests.iter().any(|manifest| manifest.assesses.iter().any(|assessed| assessed.id == id));
        let roster = manifests.iter().any(|manifest| manifest.rosters.iter().any(|roster| roster.id == id));
        match (forms.is_empty(), judged) {
            (false, _) => Source::Form(forms),
            (true, true) => Source::Judgement,
            (true, false) if roster => Source::Roster,
            (true, false) => Source::Missing,
        }
    }

    /// Whether there is such a form, as far as it is known.
    pub fn has_form(&self, id: &str) -> bool {
        matches!(self.source(id), Source::Form(_) | Source::Elsewhere)
    }

    /// Whether the role is declared.
    pub fn has_role(&self, id: &str) -> bool {
        self.own.role(id).is_some()
    }

    /// Whether another regulation has the clause, written `other#1.5a`; what is not written so has none.
    pub fn has_clause(&self, written: &str) -> bool {
        let Some((regulation, clause)) = written.split_once('#') else { return false };
        let all = self.others.iter().map(|other| other.manifest).chain([self.own]);
        let mut known = all.filter(|other| other.id == regulation).peekable();
        known.peek().is_none() || known.any(|other| other.clause(clause).is_some())
    }

    /// Whether a value is computed beside the content of a form: declared, or shown by a case. Where no case files the form, nobody knows.
    pub fn computes(&self, form: &Form, name: &str) -> bool {
        form.computed.iter().any(|computed| computed.name == name)
            || self
                .observed
                .is_none_or(|observed| !observed.filed(&form.id) || observed.computed(&form.id).contains(name))
    }

    /// Whether a form of one's own or another's has a field, a column `table/column`, or a computed value of this name. What another
    /// computes is known by its declaration alone.
    pub fn has_value(&self, form: &Form, name: &str) -> bool {
        if field(form, name).is_some() || form.computed.iter().any(|computed| computed.name == name) {
            return true;
        }
        let own = self.own.form(&form.id).is_some_and(|own| std::ptr::eq(own, form));
        let declares = |other: &Beside<'_>| {
            other.declares_computed && other.manifest.forms.iter().any(|of| std::ptr::eq(of, form))
        };
        own && self.computes(form, name) || !own && !self.others.iter().any(declares)
    }
}

/// The kind of a field, a column or a declared computed value; `Some(None)` for a table as a whole.
pub fn field(form: &Form, name: &str) -> Option<Option<PlainKind>> {
    match lookups::kind(form, name) {
        Some(kind) => Some(Some(kind)),
        None => form.field(name).map(|_: &Field| None),
    }
}

/// Whether values of a kind are numbers that can be added.
pub const fn is_number(kind: &PlainKind) -> bool {
    matches!(kind, PlainKind::Integer | PlainKind::Money | PlainKind::Decimal)
}
