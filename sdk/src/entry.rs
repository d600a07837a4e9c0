//! The four functions of the contract, generic over the regulation.

use crate::{
    AssessmentContext, ClauseText, Context, Declaration, Extras, Findings, Judge, Leaned, Parameters, Regulation,
    RoleName, Route, Rules, TimeChecks, faults::Faults, json::object, roles,
};
use guiju_model::{self as model, Assessment, Check, Fault, Ledger, Manifest, Matter, Role};

/// Builds the manifest of the regulation.
#[must_use]
pub fn describe<R: Regulation>() -> Manifest {
    let mut manifest = Manifest {
        id: R::ID.to_owned(),
        title: R::TITLE.to_owned(),
        version: R::VERSION.to_owned(),
        area: R::AREA.to_owned(),
        clauses: R::CLAUSES.iter().map(ClauseText::declare).collect(),
        parameters: R::Parameters::declare(),
        roles: with_superiors(R::ROLES),
        leans: R::LEANS.iter().map(Leaned::declare).collect(),
        privileges: R::privileges(),
        ..Manifest::default()
    };
    R::declare(&mut manifest);
    R::extras(&mut Extras(&mut manifest));
    manifest
}

/// The declarations of the roles that a regulation names, followed by the roles above them.
fn with_superiors(names: &[RoleName]) -> Vec<Role> {
    let mut declared = names.iter().map(RoleName::declare).collect::<Vec<_>>();
    let mut next = 0;
    while let Some(role) = declared.get(next) {
        let above = role.above.clone().filter(|above| !declared.iter().any(|known| known.id == *above));
        let above = above.and_then(|id| roles::ALL.iter().find(|role| role.id == id));
        declared.extend(above.map(RoleName::declare));
        next += 1;
    }
    declared
}

impl<P> Declaration<P> for Manifest {
    fn form<F: Rules<P>>(&mut self) {
        self.forms.push(F::declare());
        self.reads.push((F::ID.to_owned(), F::reads()));
        self.views.extend(F::register());
    }

    fn oversees<F: Rules<P>>(&mut self) {
        self.oversees.push(F::ID.to_owned());
        self.reads.push((F::ID.to_owned(), F::reads()));
    }

    fn judges<J: Judge<P>>(&mut self) {
        self.assesses.push(J::declare());
    }
}

/// Finds the rule of the form that a call names, and runs it.
struct Call<'a, A> {
    matter: &'a Matter,
    answer: Option<Result<A, Fault>>,
}

/// An answer that the rules of a form can give.
trait Answer: Sized {
    fn of<P, F: Rules<P>>(form: &F, context: &Context<'_, P>) -> Self;
}

impl Answer for Check {
    fn of<P, F: Rules<P>>(form: &F, context: &Context<'_, P>) -> Self {
        let mut times = TimeChecks::of(context.matter);
        form.check_times(&mut times);
        let mut findings = Findings::of(times.found());
        form.validate(context, &mut findings);
        findings.done()
    }
}

impl Answer for model::Route {
    fn of<P, F: Rules<P>>(form: &F, context: &Context<'_, P>) -> Self {
        let mut route = Route::default();
        form.route(context, &mut route);
        route.done()
    }
}

impl<A: Answer> Call<'_, A> {
    fn run<P: Parameters, F: Rules<P>>(&mut self) {
        if self.answer.is_none() && self.matter.form == F::ID {
            let read = object(&self.matter.content).and_then(|content| F::read(&content));
            self.answer = Some(read.map_err(Fault::from).and_then(|form| {
                let faults = Faults::default();
                let answer = A::of::<P, F>(&form, &Context::new(self.matter, &faults));
                faults.answer(answer)
            }));
        }
    }
}

impl<P: Parameters, A: Answer> Declaration<P> for Call<'_, A> {
    fn form<F: Rules<P>>(&mut self) {
        self.run::<P, F>();
    }

    fn oversees<F: Rules<P>>(&mut self) {
        self.run::<P, F>();
    }

    fn judges<J: Judge<P>>(&mut self) {}
}

impl<A: Answer> Call<'_, A> {
    fn done(self) -> Result<A, Fault> {
        let unknown = || Err(Fault::UnknownForm(self.matter.form.clone()));
        self.answer.unwrap_or_else(unknown)
    }
}

/// Checks a filing.
///
/// # Errors
/// The form is unknown, or the content or a fact does not have its shape.
#[allow(clippy::needless_pass_by_value, reason = "the contract hands the matter over")]
pub fn validate<R: Regulation>(matter: Matter) -> Result<Check, Fault> {
    let mut call = Call { matter: &matter, answer: None };
    R::declare(&mut call);
    call.done()
}

/// Describes all steps and effects of a matter.
///
/// # Errors
/// The form is unknown, or the content or a fact does not have its shape.
#[allow(clippy::needless_pass_by_value, reason = "the contract hands the matter over")]
pub fn route<R: Regulation>(matter: Matter) -> Result<model::Route, Fault> {
    let mut call = Call { matter: &matter, answer: None };
    R::declare(&mut call);
    call.done()
}

/// Finds the judgement that a call names, and runs it.
struct AssessmentCall<'a> {
    ledger: &'a Ledger,
    answer: Option<Result<Assessment, Fault>>,
}

impl<P: Parameters> Declaration<P> for AssessmentCall<'_> {
    fn form<F: Rules<P>>(&mut self) {}

    fn oversees<F: Rules<P>>(&mut self) {}

    fn judges<J: Judge<P>>(&mut self) {
        if self.answer.is_none() && self.ledger.assessed == J::ID {
            let faults = Faults::default();
            let mut assessment = Assessment::default();
            J::judge(&AssessmentContext::new(self.ledger, &faults), &mut assessment);
            self.answer = Some(faults.answer(assessment));
        }
    }
}

/// Assesses a subject over a period.
///
/// # Errors
/// The judgement is unknown, or a fact does not have its shape.
#[allow(clippy::needless_pass_by_value, reason = "the contract hands the ledger over")]
pub fn assess<R: Regulation>(ledger: Ledger) -> Result<Assessment, Fault> {
    let mut call = AssessmentCall { ledger: &ledger, answer: None };
    R::declare(&mut call);
    call.answer.unwrap_or_else(|| Err(Fault::UnknownAssessment(ledger.assessed.clone())))
}
