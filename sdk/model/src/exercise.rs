//! What a suspended privilege refuses: a filing that would exercise it.

use crate::{
    Date, Finding, Form, HalfDays, Manifest, Moment, Period, Person, Privilege, Severity, SpanShown, Suspended,
};

/// When what is filed happens, as suspensions count it: a day without a time is the whole day.
#[must_use]
pub fn exercised(form: &Form, content: &serde_json::Map<String, serde_json::Value>, filed: Moment) -> Period {
    let at = |moment: Moment| Period { from: moment, to: moment };
    let text = form.occurs.as_ref().and_then(|field| content.get(field)?.as_str());
    let Some(text) = text else { return at(filed) };
    let day = |date: Date| Period { from: date.at(0), to: date.plus(1).at(0) };
    let half_days = text.parse::<HalfDays>().map(HalfDays::period);
    let period = half_days.or_else(|_| text.parse::<Period>());
    let moment = period.or_else(|_| text.parse::<Moment>().map(at));
    moment.or_else(|_| text.parse::<Date>().map(day)).unwrap_or_else(|_| at(filed))
}

/// A filing that may exercise a privilege.
#[derive(Clone, Copy, Debug)]
pub struct Exercise<'a> {
    /// What the owner of the form declares.
    pub manifest: &'a Manifest,
    /// The form.
    pub form: &'a Form,
    /// When what is filed happens.
    pub over: Period,
    /// Who applies.
    pub applicant: &'a Person,
    /// Whom it concerns.
    pub subject: &'a Person,
    /// Whether somebody else files it for the applicant.
    pub on_behalf: bool,
}

impl Exercise<'_> {
    /// A finding for each privilege that the filing would exercise and that the applicant or the subject has suspended meanwhile.
    #[must_use]
    pub fn refused(&self, suspended: &[Suspended]) -> Vec<Finding> {
        let of_form = |privilege: &&Privilege| privilege.forms.contains(&self.form.id);
        let mut findings = Vec::new();
        for privilege in self.manifest.privileges.iter().filter(of_form) {
            let in_force = |one: &&Suspended| one.privilege == privilege.id && one.during(self.over);
            for suspension in suspended.iter().filter(in_force) {
                let person = [self.subject, self.applicant].into_iter().find(|one| one.id == suspension.person);
                let Some(person) = person else { continue };
                findings.push(Finding {
                    clause: suspension.clause.clone(),
                    severity: Severity::Error,
                    field: self.form.about.clone().filter(|_| person.id == self.subject.id),
                    message: said(self.called(person), &privilege.label, suspension),
                });
            }
        }
        findings
    }

    /// How whoever files it reads of a person: nobody reads their own name.
    fn called<'p>(&self, person: &'p Person) -> &'p str {
        let is_filing = !self.on_behalf && person.id == self.applicant.id;
        if is_filing { "您" } else { &person.name }
    }
}

/// A suspension in words, as regulations write.
fn said(who: &str, label: &str, suspension: &Suspended) -> String {
    let over = SpanShown::of(Moment(suspension.starts), suspension.ends.map(Moment)).in_words();
    let reason = &suspension.reason;
    format!("{who}“{label}”的资格暂停（{over}）：{reason}；期间不能填报，也不能由他人代为填报")
}
