//! What a regulation declares: said once by `regulation!`, heard when it is asked what it is and when a call looks for its
//! rule.

use crate::{AssessmentContext, Context, Extras, Findings, Form, Parameters, RoleName, Route, Text};
use guiju_model::{self as model, Assessment, Read};

/// A regulation; implemented by `regulation!`.
pub trait Regulation: Text + Sized + 'static {
    /// Its numbers.
    type Parameters: Parameters;
    /// Stable id.
    const ID: &'static str;
    /// Title of the text.
    const TITLE: &'static str;
    /// Version of text and rules.
    const VERSION: &'static str;
    /// Kind of work under which staff look for its forms.
    const AREA: &'static str;
    /// Roles it names; those above them come along.
    const ROLES: &'static [RoleName];

    /// Forms, registers and judgements in the order of the text.
    fn declare(declaration: &mut impl Declaration<Self>);

    /// What is neither form nor judgement: boards, rosters, charts, facts about persons, working hours.
    fn extras(_extras: &mut Extras<'_>) {}
}

/// The rules of one form of a regulation, its own or one that it oversees.
pub trait Rules<F: Form>: Regulation {
    /// The records that the rules may see.
    #[must_use]
    fn reads() -> Vec<Read> {
        Vec::new()
    }

    /// Says everything there is to say about a filing.
    fn validate(_form: &F, _context: &Context<'_, Self::Parameters>, _findings: &mut Findings) {}

    /// Lays out the stations. An overseer adds effects and earlier due dates only.
    fn route(_form: &F, _context: &Context<'_, Self::Parameters>, _route: &mut Route) {}
}

/// A periodic judgement; declared by `derive(Judgement)` on a unit struct.
pub trait Judgement: 'static {
    /// Id among the regulation's forms and judgements.
    const ID: &'static str;
    /// As the contract has it.
    fn declare() -> model::Assessed;
}

/// The rule of a periodic judgement.
pub trait Judges<J: Judgement>: Regulation {
    /// Penalties to propose, duties met or short, counts, sheets and gaps.
    fn judge(context: &AssessmentContext<'_, Self::Parameters>, assessment: &mut Assessment);
}

/// Hears what a regulation declares.
pub trait Declaration<R: Regulation> {
    /// A form of its own.
    fn form<F: Form>(&mut self)
    where
        R: Rules<F>;
    /// A form of another regulation that it checks too.
    fn oversees<F: Form>(&mut self)
    where
        R: Rules<F>;
    /// A periodic judgement.
    fn judges<J: Judgement>(&mut self)
    where
        R: Judges<J>;
}
