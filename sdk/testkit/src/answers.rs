//! What a regulation answers to cases, whatever they expect.

use crate::{
    answerer::Answerer,
    case::{self, Case, CaseError},
};
use guiju_model::{Assessment, Check, Manifest, Route, Severity};

/// The answer of a regulation to a case.
#[derive(Debug, PartialEq)]
pub enum Answered {
    /// The check of what is filed, and its route.
    Matter(Check, Route),
    /// The assessment of a period.
    Period(Assessment),
}

/// The name of a case, with the answer to it or the reason why there is none.
pub type CaseAnswer = (String, Result<Answered, String>);

/// Asks a regulation for its answer to every case in `yaml`. Expectations are not looked at. A case whose form or judgement the
/// regulation lacks has the reason in place of an answer.
///
/// # Errors
/// The text cannot be read as cases.
pub fn answers(yaml: &str, regulation: &dyn Answerer) -> Result<Vec<CaseAnswer>, CaseError> {
    let manifest = regulation.describe();
    Ok(case::read(yaml)?.into_iter().map(|case| (case.name.clone(), case.answer(regulation, &manifest))).collect())
}

impl Case {
    /// The answer of the regulation to this case.
    fn answer(&self, regulation: &dyn Answerer, manifest: &Manifest) -> Result<Answered, String> {
        if self.assess.is_some() {
            let (_, ledger) = self.ledger(manifest)?;
            return regulation.assess(ledger).map(Answered::Period);
        }
        let (form, mut shaped) = self.shaped(manifest)?;
        let matter = self.matter(form, &shaped, manifest)?;
        let mut check = regulation.validate(matter.clone())?;
        shaped.absorb(check.findings);
        check.findings = shaped.findings;
        let faulty =
            check.findings.iter().any(|finding| finding.severity == Severity::Error && !self.on_a_step(finding));
        let route = if faulty { Route::default() } else { regulation.route(matter)? };
        Ok(Answered::Matter(check, route))
    }
}
