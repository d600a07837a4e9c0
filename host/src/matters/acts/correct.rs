//! Corrected content: checked and evaluated like a filing, and taken with everything that follows from it.

use super::ActionContext;
use crate::{
    access::files,
    error::Result,
    matters::{eligibility::department, evaluation::Evaluation, filing, foreseeing, submission::Submission},
    resources::{self, Rebooked},
    store::{matters::Matter, records, tasks::Task},
};
use guiju_domain::{
    events::matters::Booked,
    matters::{CorrectionReturn, Summary},
    rejection::Unknown,
    workflow::{Correction, Occurs, Refiled},
};
use guiju_model::{Form, Period, shape, summary};
use serde_json::Value;

impl ActionContext<'_> {
    /// Takes the corrected content. The evaluation serves to go on with where the matter begins its route anew.
    pub(super) async fn refile(
        &mut self,
        task: &Task,
        remark: Option<String>,
    ) -> Result<(Refiled<Value>, Option<Evaluation>)> {
        let content = self.request.content.clone().unwrap_or_else(|| self.work.row.content.clone());
        // Who decided, decided on what stood there: on what is changed they decide again.
        let is_changed = self.changes_content(&content)?;
        let straight = CorrectionReturn::named(task.place.as_str()) == Some(CorrectionReturn::Straight) && !is_changed;
        let freed = match straight {
            true => Vec::new(),
            false => resources::free(&mut self.change, self.work.row.id).await?,
        };
        self.work.row.content = content;
        let (context, row) = (self.work.context, &self.work.row);
        let mut submission = Submission::of(row, context.office, context.policy, Vec::new())?;
        submission.pointing = Some(self.access.clone());
        let evaluation = submission.evaluate(&mut self.change, context).await?;
        let remark = remark.or_else(|| row.remark.clone());
        filing::permit(&evaluation, remark.as_deref())?;
        if !straight {
            let plan = evaluation.plan(context, evaluation.routes()?);
            foreseeing::permit(&mut self.change, context, &plan).await?;
        }
        self.work.row.remark = remark;
        self.take(submission.form()?, &evaluation, freed).await?;
        let Matter { content, derived, findings, remark, summary, .. } = self.work.row.clone();
        let Period { from, to } = evaluation.occurs;
        let occurs = Some(Occurs { starts: from, ends: to, provisional: evaluation.provisional });
        let correction = Box::new(Correction { content, derived, findings, remark, summary, occurs });
        let refiled = Refiled { is_changed, subject: evaluation.subject, correction };
        Ok((refiled, Some(evaluation).filter(|_| !straight)))
    }

    /// Whether a correction says anything else than what was decided on.
    fn changes_content(&self, corrected: &Value) -> Result<bool> {
        let manifest = self.work.context.policy.judged_by(&self.work.row.digest)?.manifest();
        let form = manifest.form(&self.work.row.form).ok_or(Unknown::Form)?;
        let checked = |content: &Value| shape::check(form.fields(), &form.clause, content).content;
        Ok(checked(&self.work.row.content) != checked(corrected))
    }

    /// Takes corrected content with everything that follows from it; some of what was booked is freed already.
    async fn take(&mut self, form: &Form, evaluation: &Evaluation, mut freed: Vec<Booked>) -> Result<()> {
        let (row, staff) = (&mut self.work.row, self.work.context.staff);
        row.content = Value::Object(evaluation.checked.clone());
        row.derived = serde_json::to_value(&evaluation.derived)?;
        row.findings = serde_json::to_value(&evaluation.findings)?;
        row.summary = Summary::new(summary::summary(form, &evaluation.content, staff));
        row.subject = evaluation.subject;
        files::note(&mut self.change, (row.id, None), form.fields(), &row.content).await?;
        let (occurs, mentions) = (evaluation.occurs, &evaluation.mentions);
        let (before, after) = resources::book_again(&mut self.change, &self.access, row.id, occurs, mentions).await?;
        freed.extend(before);
        self.work.rebooked = Rebooked::of(freed, after);
        let whose = (occurs, department(staff, row.subject));
        Ok(records::correct(&mut self.change, row, &evaluation.content, whose).await?)
    }
}
