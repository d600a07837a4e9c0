//! Describes a step of a route.

use crate::{Clause, Row};
use guiju_model::{Allows, Due, Span, Step};

/// Describes a step of a route.
#[derive(Debug)]
pub struct StepBuilder<'a> {
    pub(crate) step: &'a mut Step,
}

impl StepBuilder<'_> {
    /// Adds a clause that demands the step.
    pub fn by(self, clause: Clause) -> Self {
        self.step.clauses.push(clause.id());
        self
    }

    /// Gives the facts that made the step necessary.
    pub fn because(self, facts: impl Into<String>) -> Self {
        self.step.because = facts.into();
        self
    }

    /// Sets a title other than the role's.
    pub fn titled(self, title: impl Into<String>) -> Self {
        self.step.title = title.into();
        self
    }

    /// Sets an id other than the role's.
    pub fn called(self, id: impl Into<String>) -> Self {
        self.step.id = id.into();
        self
    }

    /// Sets what the decider fills in.
    pub fn fills<T: Row>(self) -> Self {
        self.step.fields = T::fields();
        self
    }

    /// Sets by when the step is due, and by which clause.
    pub fn due(self, clause: Clause, within: Span) -> Self {
        self.step.due = Some(Due { clause: clause.id(), within });
        self
    }

    /// Demands other deciders than those of these steps.
    pub fn apart_from(self, steps: &[&str]) -> Self {
        self.step.separate_from = steps.iter().map(|&step| step.to_owned()).collect();
        self
    }

    /// Sets what deciders may do beside deciding, where the usual does not fit.
    pub fn allowing(self, allows: Allows) -> Self {
        self.step.allows = allows;
        self
    }

    /// Makes the step one that cannot be refused.
    pub fn without_refusal(self) -> Self {
        self.step.allows.refuse = false;
        self
    }
}
