//! Describes the effects of a matter, and earlier due dates for the steps of a form that is overseen.

use crate::{
    Clause, Counted, FieldChange, FieldName, Form, Lasting, Privileges, RecordOf, Route, StepName, json::Object,
};
use guiju_model::{self as model, Date, Due, Effect, Moment, Period, PersonId, Publication, RecordId, Span, Who};

impl Route {
    /// Sets an earlier due date for a step of a form that this regulation oversees.
    pub fn due_at(&mut self, step: StepName, clause: Clause, within: Span) {
        let due = Due { clause: clause.id(), within };
        self.route.deadlines.push(model::Deadline { step: Some(step.into()), due });
    }

    /// Sets an earlier due date for every step at which somebody has something to do.
    pub fn due_everywhere(&mut self, clause: Clause, within: Span) {
        self.route.deadlines.push(model::Deadline { step: None, due: Due { clause: clause.id(), within } });
    }

    /// Adds an effect that follows the last step.
    pub fn then(&mut self, effect: Effect) {
        self.route.effects.push(effect);
    }

    /// Adds effects that follow the filing at once, before anybody has decided.
    pub fn at_once(&mut self, effects: impl FnOnce(&mut Self)) {
        let mut begin = Self::default();
        effects(&mut begin);
        self.route.at_once.append(&mut begin.route.effects);
    }

    /// Hands the tasks of a person to the deputy over a period.
    pub fn hand_over(&mut self, clause: Clause, person: PersonId, deputy: PersonId, over: Period) {
        let (starts, ends) = (over.from.0, over.to.0);
        self.then(Effect::HandOver(model::HandOver { clause: clause.id(), person, deputy, starts, ends }));
    }

    /// Publishes something on a board within the office.
    pub fn publish(
        &mut self,
        clause: Clause,
        board: &str,
        title: impl Into<String>,
        body: impl Into<String>,
    ) -> PublicationBuilder<'_> {
        self.then(Effect::Publish(Publication {
            clause: clause.id(),
            board: board.to_owned(),
            title: title.into(),
            body: body.into(),
            until: None,
            class: None,
            public: false,
        }));
        PublicationBuilder(self.route.effects.last_mut())
    }

    /// Withdraws what the matter of a record published.
    pub fn withdraw(&mut self, clause: Clause, record: RecordId, reason: impl Into<String>) {
        self.then(Effect::Withdraw(model::Withdrawal { clause: clause.id(), record, reason: reason.into() }));
    }

    /// Puts off the due dates of a record's matter to the end of a day.
    pub fn defer(&mut self, clause: Clause, record: RecordId, until: Date) {
        self.then(Effect::Defer(model::Deferral { clause: clause.id(), record, until: until.0 }));
    }

    /// Changes fields of a record of one of the regulation's own forms. A change of the event time moves the record.
    ///
    /// `changes` is given the names of the form's fields: `|asset| [asset.user.set(receiver), asset.keeper.clear()]`.
    pub fn amend<F: Form, const N: usize>(
        &mut self,
        clause: Clause,
        record: impl RecordOf<F>,
        changes: impl FnOnce(F::Fields) -> [FieldChange<F>; N],
    ) {
        let changes = changes(F::FIELDS).into_iter().map(|change| (change.name, change.value));
        self.amended(clause, record.record_id(), changes);
    }

    fn amended(
        &mut self,
        clause: Clause,
        record: RecordId,
        changes: impl Iterator<Item = (&'static str, serde_json::Value)>,
    ) {
        let content = changes.map(|(name, value)| (name.to_owned(), value)).collect::<Object>();
        let content = serde_json::Value::Object(content).to_string();
        self.then(Effect::Amend(model::Amendment { clause: clause.id(), record, content }));
    }

    /// Raises or lowers a number on a record of one of the regulation's own forms, never below zero.
    pub fn count<F: Form>(
        &mut self,
        clause: Clause,
        record: impl RecordOf<F>,
        field: FieldName<F, impl Counted>,
        by: i64,
    ) {
        let (record, field) = (record.record_id(), field.name().to_owned());
        self.then(Effect::Move(model::Movement { clause: clause.id(), record, field, by }));
    }

    /// Makes a record of one of the regulation's own forms void, with the reason. It stays in its register; what was booked for it
    /// is free again.
    pub fn void<F: Form>(&mut self, clause: Clause, record: impl RecordOf<F>, reason: impl Into<String>) {
        let record = record.record_id();
        self.then(Effect::Void(model::Voiding { clause: clause.id(), record, reason: reason.into() }));
    }

    /// Suspends a privilege of a person for a period, or from a moment on until it is given back.
    pub fn suspend(
        &mut self,
        clause: Clause,
        privilege: impl Privileges,
        person: PersonId,
        over: impl Into<Lasting>,
        reason: impl Into<String>,
    ) {
        let Lasting { starts, ends } = over.into();
        self.then(Effect::Suspend(model::Suspension {
            clause: clause.id(),
            privilege: privilege.id().to_owned(),
            person,
            starts: starts.0,
            ends: ends.map(|ends| ends.0),
            reason: reason.into(),
        }));
    }

    /// Gives a privilege back to a person: every suspension of it ends.
    pub fn restore(&mut self, clause: Clause, privilege: impl Privileges, person: PersonId, reason: impl Into<String>) {
        let (clause, privilege, reason) = (clause.id(), privilege.id().to_owned(), reason.into());
        self.then(Effect::Restore(model::Restoration { clause, privilege, person, reason }));
    }

    /// Notifies somebody.
    pub fn notify(&mut self, clause: Clause, to: Who, message: impl Into<String>) {
        self.then(Effect::Notify(model::Notice { clause: clause.id(), to, message: message.into() }));
    }

    /// Asks somebody to file a matter of a form, with a due date and the reason.
    pub fn follow_up<F: Form>(&mut self, clause: Clause, by: PersonId, due: Span, reason: impl Into<String>) {
        let form = F::ID.to_owned();
        self.then(Effect::FollowUp(model::FollowUp { clause: clause.id(), form, by, due, reason: reason.into() }));
    }

    /// Enters a record into the register of one of the regulation's own forms.
    pub fn enter<F: Form>(&mut self, clause: Clause, person: Option<PersonId>, at: Moment, content: &F) {
        self.then(Effect::Enter(model::Entered {
            clause: clause.id(),
            form: F::ID.to_owned(),
            person,
            starts: at.0,
            ends: at.0,
            content: serde_json::Value::Object(content.write()).to_string(),
        }));
    }
}

/// Describes a publication.
#[derive(Debug)]
pub struct PublicationBuilder<'a>(Option<&'a mut Effect>);

impl PublicationBuilder<'_> {
    /// Sets the last day on which it stands on the board. Without it, it stands there until it is withdrawn.
    pub fn until(self, day: Date) -> Self {
        self.set(|publication| publication.until = Some(day.0))
    }

    /// Puts it under a class.
    pub fn class(self, class: &str) -> Self {
        self.set(|publication| publication.class = Some(class.to_owned()))
    }

    /// Sets whether it is published to everybody or within the office only.
    pub fn public(self, public: bool) -> Self {
        self.set(|publication| publication.public = public)
    }

    fn set(mut self, set: impl FnOnce(&mut Publication)) -> Self {
        if let Some(Effect::Publish(publication)) = &mut self.0 {
            set(publication);
        }
        self
    }
}
