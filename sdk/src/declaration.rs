//! What a regulation declares. `regulation!` states it once; the manifest is built from it, and each call finds its rule
//! through it.

use crate::{AssessmentContext, Context, Extras, Findings, Form, Judgement, Leaned, Parameters, RoleName, Route, Text};
use guiju_model::{Assessment, Privilege, Read};

/// A regulation. `regulation!` implements it.
pub trait Regulation: Text + Sized + 'static {
    /// The type of its parameters.
    type Parameters: Parameters;
    /// The id of the regulation. It never changes.
    const ID: &'static str;
    /// The title of the text.
    const TITLE: &'static str;
    /// The version of text and rules, three numbers.
    const VERSION: &'static str;
    /// The kind of work under which staff look for its forms.
    const AREA: &'static str;
    /// What it relies on of other regulations.
    const LEANS: &'static [Leaned] = &[];
    /// The roles that it names. The roles above them are declared with them.
    const ROLES: &'static [RoleName];

    /// Declares the privileges that it can suspend.
    #[must_use]
    fn privileges() -> Vec<Privilege> {
        Vec::new()
    }

    /// Declares forms, records and judgements in the order of the text.
    fn declare(declaration: &mut impl Declaration<Self::Parameters>);

    /// Declares what is neither form nor judgement: boards, rosters, charts, document templates, attributes of persons, working
    /// hours.
    fn extras(_extras: &mut Extras<'_>) {}
}

/// The rules of a form under the parameters `P`: a form of the regulation's own, or one of another regulation that it oversees.
pub trait Rules<P = ()>: Form {
    /// Declares the records that the rules read. Only these come with a call.
    #[must_use]
    fn reads() -> Vec<Read> {
        Vec::new()
    }

    /// Checks a filing and reports everything that there is to say about it.
    fn validate(&self, _context: &Context<'_, P>, _findings: &mut Findings) {}

    /// Describes the steps and the effects of a matter. An overseer adds effects and earlier due dates only.
    fn route(&self, _context: &Context<'_, P>, _route: &mut Route) {}
}

/// The rule of a periodic judgement under the parameters `P`.
pub trait Judge<P = ()>: Judgement {
    /// Assesses the subject over the period: penalty proposals, obligations, metrics, day marks and discrepancies.
    fn judge(context: &AssessmentContext<'_, P>, assessment: &mut Assessment);
}

/// Receives what a regulation with the parameters `P` declares.
pub trait Declaration<P> {
    /// Declares a form of its own.
    fn form<F: Rules<P>>(&mut self);
    /// Declares a form of another regulation that it oversees.
    fn oversees<F: Rules<P>>(&mut self);
    /// Declares a periodic judgement.
    fn judges<J: Judge<P>>(&mut self);
}
