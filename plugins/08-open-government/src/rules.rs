//! The rules in the order of the text.

use crate::{
    forms::{Class, Disclosure, Means, Readers, Resolution, ResolutionKind, Weight, Withdrawal},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// Runs of digits that look like an identity number or a mobile telephone.
fn personal_numbers(text: &str) -> bool {
    let runs = text.split(|character: char| !character.is_ascii_digit());
    runs.into_iter().any(|run| run.len() == 17 || run.len() == 18 || run.len() == 11 && run.starts_with('1'))
}

impl Rules<Numbers> for Disclosure {
    fn reads() -> Vec<Read> {
        vec![referenced::<Resolution>()]
    }

    #[clause("5")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if !self.checked {
            findings.error(CLAUSE).on("checked").say("公开前请核对个人信息；身份证号、电话、住址等不宜公开");
        }
        if self.readers == Readers::Everybody && personal_numbers(&self.body) {
            findings.error(CLAUSE).on("body").say("内容里像是有身份证号或手机号，请删去或只留后几位");
        }
        if let Some(resolution) = self.resolution.and_then(|resolution| context.referred(resolution)) {
            if !resolution.form.passed {
                findings.error(CLAUSE).on("resolution").say("这项决议没有通过，不能作为公开的依据");
            } else if self.class != Class::Personnel
                && matches!(resolution.form.kind, ResolutionKind::Personnel | ResolutionKind::Party)
            {
                findings
                    .error(CLAUSE)
                    .on("resolution")
                    .say("这项决议定的是人事或党务，不是这件事；请选集体讨论这件事的决议");
            }
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let because = match self.weight {
            Weight::Ordinary => "一般性公开由分管领导审核",
            Weight::Major | Weight::Residents => "已经集体讨论，由分管领导审核后公开",
        };
        let review = route.ask(SUPERVISING_LEADER).by(clause!("5")).titled("审核").because(because);
        if self.urgent == Some(true) {
            review.due(clause!("3"), Span::WorkingMinutes(context.parameters.urgent_within));
        }
        if self.means != Means::Column {
            route.have("meeting", "在会议上公开并记录", OFFICE_CLERK).by(clause!("4")).because("以会议形式公开");
        }
        if self.means != Means::Meeting {
            let public = self.readers == Readers::Everybody;
            let (class, title) = (self.class.label(), self.title.as_str());
            route.publish(clause!("4"), "政务公开栏", title, self.body.as_str()).class(class).public(public);
        }
    }
}

impl Rules<Numbers> for Withdrawal {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(SUPERVISING_LEADER).by(clause!("5")).titled("审核").because("撤下已公开的内容须经审核，档案中保留");
        route.withdraw(clause!("4"), self.disclosure.id, self.reason.as_str());
    }
}

/// 3: each class is published regularly.
#[derive(Debug, Judgement)]
#[judgement(
    title = "按类定期公开",
    clause = "3",
    of = Office,
    every = Quarter,
    reads = [office::<Disclosure>(Window::ThisQuarter).with(&[Disclosure::FIELDS.class.name()]).at_most(20_000)],
    seen_by = anyone
)]
pub struct Quarter;

impl Judge<Numbers> for Quarter {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let numbers = &context.parameters;
        for (class, needed) in [
            (Class::Personnel, numbers.personnel),
            (Class::Finance, numbers.finance),
            (Class::Important, numbers.important),
            (Class::Social, numbers.social),
        ] {
            let of = |disclosure: &Record<'_, Disclosure>| disclosure.completed() && disclosure.form.class == class;
            let done = context.records::<Disclosure>().filter(of).map(|disclosure| disclosure.id()).collect();
            let what = format!("公开{}", class.label());
            assessment.obligation(clause!("3"), &what, needed, done).owed_by(OFFICE_DIRECTOR).met_by::<Disclosure>();
        }
    }
}
