//! What a decider fills in: checked like a form and by the regulation.

use super::ActionContext;
use crate::{
    access::files,
    citation,
    error::{Error, Result},
    matters::{evaluation::Evaluation, pointing, submission::Submission},
    resources::{self, BookingQuery},
    store::tasks::Task,
};
use guiju_api::FindingShown;
use guiju_domain::{PersonId, matters::Action, workflow::Act};
use guiju_model::{Decision, Severity, Verdict, shape};
use serde_json::{Value, json};

impl ActionContext<'_> {
    /// What the decider filled in, with the evaluation of the matter as it is decided then.
    pub(super) async fn filled(
        &mut self,
        task: &Task,
        act: &Act<Value>,
    ) -> Result<(Option<Value>, Option<Evaluation>)> {
        let step = self.step(task)?;
        let Some(verdict) = act.action.and_then(Action::verdict).filter(|_| !step.fields.is_empty()) else {
            return Ok((None, None));
        };
        let clause = step.clauses.first().cloned().unwrap_or_default();
        let given = self.request.content.clone().unwrap_or_else(|| json!({}));
        let mut shaped = shape::check(&step.fields, &clause, &given);
        let context = self.work.context;
        let owner = context.policy.judged_by(&self.work.row.digest)?.clone();
        // First of all: nothing that is not offered to the decider reaches a regulation.
        let of = (context.office, owner.manifest());
        pointing::check(&mut self.change, of, context.staff, Some(&self.access), &mut shaped, &clause).await?;
        let content = Value::Object(shaped.content.clone()).to_string();
        let decisions = self.decisions(task, act, verdict, content);
        let submission = Submission::of(&self.work.row, context.office, context.policy, decisions)?;
        let evaluation = submission.evaluate(&mut self.change, context).await?;
        let (id, over) = (self.work.row.id, evaluation.occurs);
        let query = BookingQuery { office: context.office, access: Some(&self.access), matter: Some(id), over };
        resources::taken(&mut self.change, &query, &mut shaped, &clause).await?;
        let on = context.now.date();
        let shown = |finding: &guiju_model::Finding| citation::finding(context.policy, owner.manifest(), finding, on);
        let mut findings = shaped.findings.iter().map(shown).collect::<Vec<_>>();
        findings.extend(of_step(&evaluation.findings, &task.step));
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(Error::Findings(findings));
        }
        resources::book(&mut self.change, id, Some(task.id), over, &shaped.mentions).await?;
        let filled = Value::Object(shaped.content);
        files::note(&mut self.change, (id, Some(task.id)), &step.fields, &filled).await?;
        Ok((Some(filled), Some(evaluation)))
    }

    /// The decisions of a task's round with the one that is about to be made in its place.
    fn decisions(&self, task: &Task, act: &Act<Value>, verdict: Verdict, content: String) -> Vec<Decision> {
        let candidate = Decision {
            step: task.step.clone(),
            by: act.by.number(),
            instead_of: task.instead_of.map(PersonId::number),
            at: self.work.context.now.0,
            verdict,
            opinion: act.opinion.clone(),
            content: Some(content),
        };
        let round = self.work.matter.tasks.iter().filter(|other| other.round == task.round);
        let decision = |other: &Task| if other.id == task.id { Some(candidate.clone()) } else { other.decision() };
        round.filter_map(decision).collect()
    }
}

/// The findings that are about what a step asks for, with their fields as the step calls them.
fn of_step<'f>(findings: &'f [FindingShown], step: &str) -> impl Iterator<Item = FindingShown> + use<'f> {
    let prefix = format!("{step}/");
    findings.iter().filter_map(move |finding| {
        let field = finding.field.as_ref()?.strip_prefix(&prefix)?.to_owned();
        Some(FindingShown { field: Some(field), ..finding.clone() })
    })
}
