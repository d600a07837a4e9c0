//! A finding of the linter: where it is, what it is, and what to do about it.

use std::fmt;

/// The kind of thing in which something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// The regulation as a whole.
    Regulation,
    /// A form, or one of its fields.
    Form,
    /// A read of a form or of a judgement.
    Read,
    /// A periodic judgement.
    Judgement,
    /// A register or a board.
    View,
    /// A chart.
    Chart,
    /// A roster.
    Roster,
    /// A document template.
    Template,
    /// A parameter.
    Parameter,
    /// A role.
    Role,
    /// An attribute of persons.
    Attribute,
    /// A privilege.
    Privilege,
    /// The answer to a case.
    Case,
}

impl PlaceKind {
    /// The name in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regulation => "regulation",
            Self::Form => "form",
            Self::Read => "read",
            Self::Judgement => "judgement",
            Self::View => "view",
            Self::Chart => "chart",
            Self::Roster => "roster",
            Self::Template => "document",
            Self::Parameter => "parameter",
            Self::Role => "role",
            Self::Attribute => "attribute",
            Self::Privilege => "privilege",
            Self::Case => "case",
        }
    }
}

/// Where something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The kind of thing.
    pub kind: PlaceKind,
    /// Its id; of a case its name.
    pub id: String,
    /// A part of it, such as a field or a step. Empty, it is the whole.
    pub part: String,
}

impl Place {
    /// A thing as a whole.
    pub(crate) fn of(kind: PlaceKind, id: &str) -> Self {
        Self { kind, id: id.to_owned(), part: String::new() }
    }

    /// A part of it.
    pub(crate) fn part(&self, part: impl Into<String>) -> Self {
        Self { part: part.into(), ..self.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.id)?;
        if self.part.is_empty() { Ok(()) } else { write!(f, ", {}", self.part) }
    }
}

/// Declares what can be wrong: code, arguments, what it is in English and what to do about it. A host has its own words under the code.
macro_rules! slips {
    ($(
        $(#[$about:meta])*
        $value:ident { $($(#[$field_about:meta])* $field:ident),+ } = $code:literal, $what:literal, $remedy:literal;
    )+) => {
        /// Something that is wrong. The first argument is the name that the author's sources hold.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Slip {
            $($(#[$about])* $value { $($(#[$field_about])* $field: String),+ }),+
        }

        impl Slip {
            /// Every code with the names of its arguments.
            pub const CODES: &[(&str, &[&str])] = &[$(($code, &[$(stringify!($field)),+])),+];

            /// The code under which a host has its words.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$value { .. } => $code),+ }
            }

            /// The arguments by name.
            #[must_use]
            pub fn arguments(&self) -> Vec<(&'static str, &str)> {
                match self { $(Self::$value { $($field),+ } => vec![$((stringify!($field), $field.as_str())),+]),+ }
            }

            /// What is wrong, in English.
            #[must_use]
            pub fn what(&self) -> String {
                match self { $(Self::$value { $($field),+ } => { let _ = ($($field),+,); format!($what) }),+ }
            }

            /// What to do about it, in English.
            #[must_use]
            pub const fn remedy(&self) -> &'static str {
                match self { $(Self::$value { .. } => $remedy),+ }
            }
        }
    };
}

slips! {
    /// A role is named that is not declared.
    UnknownRole {
        /// The role.
        role
    } = "unknown-role", "role {role} is not declared", "list it in `roles`, or correct its name";
    /// A form is named that there is not.
    UnknownForm {
        /// The form.
        form
    } = "unknown-form", "there is no form {form}", "declare it, or correct its id";
    /// A source is named that is neither form, judgement nor roster.
    UnknownSource {
        /// The source.
        source
    } = "unknown-source", "there is no form, judgement or roster {source}", "declare it, or correct its id";
    /// A field is named that the form does not have.
    UnknownField {
        /// The field.
        field,
        /// The form.
        form
    } = "unknown-field", "{form} has no field {field}", "declare the field, or correct its name";
    /// A field has another kind than it needs here.
    OtherKind {
        /// The field.
        field,
        /// The form.
        form,
        /// The kind that is needed.
        needed
    } = "other-kind", "field {field} of {form} is no {needed}", "name a field of that kind, or change its kind";
    /// A value does not fit its field.
    BadValue {
        /// The field or parameter.
        field,
        /// The value.
        value,
        /// Why it does not fit.
        why
    } = "bad-value", "{value} is no value of {field}: {why}", "correct the value, or the kind and bounds of the field";
    /// Two choices have one value.
    EqualChoices {
        /// The value.
        value,
        /// The field.
        field
    } = "equal-choices", "two choices of {field} have the value {value}", "give each choice a value of its own";
    /// Bounds between which there is nothing.
    EmptyBounds {
        /// The field or parameter.
        field
    } = "empty-bounds", "the least value of {field} is larger than the largest", "exchange the bounds";
    /// A field is of a kind that only parameters have.
    ParameterKind {
        /// The field.
        field
    } = "parameter-kind", "{field} is of a kind that only parameters have",
        "take rows with a column for each word or number, or make it a parameter";
    /// Something is declared twice.
    Twice {
        /// The id.
        id,
        /// What it is.
        what
    } = "twice", "{what} {id} is declared twice", "give one of them another id";
    /// A series gives every paper the same number.
    NoNumber {
        /// The series.
        series
    } = "no-number", "series {series} has no {{number}} in its pattern", "write {number} where the number stands";
    /// A placeholder stands for nothing.
    UnknownPlaceholder {
        /// The name between the braces.
        name
    } = "unknown-placeholder", "{{{name}}} stands for nothing", "name a field or a value that is computed in every case";
    /// A step is named that no route has.
    UnknownStep {
        /// The step.
        step,
        /// The form.
        form
    } = "unknown-step", "no route of {form} has a step {step}", "correct the id, or tell a case in which the step is laid out";
    /// A column shows nothing.
    UnknownColumn {
        /// The column.
        column
    } = "unknown-column", "column {column} is no field and no computed value", "name a field, or a value that a case computes";
    /// A metric is named that the judgement does not give.
    UnknownMetric {
        /// The metric.
        metric,
        /// The judgement.
        judgement
    } = "unknown-metric", "judgement {judgement} gives no metric {metric}", "correct the name, or tell a case in which it is given";
    /// A read has no bound.
    Unbounded {
        /// The source.
        source
    } = "unbounded", "the read of {source} has no bound", "narrow it, and say by `at_most` how many there are at most";
    /// A window goes back by a parameter that may be negative.
    NegativeDays {
        /// The parameter.
        parameter
    } = "negative-days", "parameter {parameter}, by which a window goes back, may be negative", "let it be 0 at least";
    /// Two reads answer under one name.
    SameRead {
        /// The name.
        name
    } = "same-read", "two reads answer as {name}", "give one of them a name by `named`";
    /// What an earlier read brought is named where none did.
    UnknownRead {
        /// The name of the read.
        read
    } = "unknown-read", "no read before it answers as {read}", "correct the name, or put that read before";
    /// What an earlier read brought is named, but it does not bring that field.
    NotBrought {
        /// The name of the read.
        read,
        /// The field.
        field
    } = "not-brought", "the read that answers as {read} brings no field {field}", "let it bring the records, and that field among what it brings";
    /// One value is needed of a field that has several.
    ManyValues {
        /// The field.
        field,
        /// The form.
        form
    } = "many-values", "field {field} of {form} has several values", "name a field that has one; of rows let the form compute what is summed up";
    /// Records are grouped by a text that may be long.
    LongGroup {
        /// The field.
        field,
        /// The form.
        form
    } = "long-group", "field {field} of {form} may be a long text, by which nothing is grouped", "group by a choice, a person, a reference or a text of at most 24 characters";
    /// Conditions on the content where there is none.
    NoContent {
        /// The field.
        field
    } = "no-content", "a judgement has no content with a field {field}", "compare with the subject, or with values";
    /// A finding is about a field that there is not.
    UnknownPath {
        /// The path.
        path,
        /// The form.
        form
    } = "unknown-path", "{form} has no field {path}, and no step fills it in", "name a field, `table/row/column`, or `step/field`";
    /// An effect changes what is not the regulation's own.
    NotOwn {
        /// The record's form.
        form
    } = "not-own", "the record is of {form}, which is another regulation's", "change records of the regulation's own forms only";
    /// An effect voids a record that the case does not tell.
    UntoldRecord {
        /// The record.
        record
    } = "untold-record", "record {record} would be void, and the case does not tell it", "void a record to which the content points or which a read brings";
    /// A privilege is named that is not declared.
    UnknownPrivilege {
        /// The privilege.
        privilege
    } = "unknown-privilege", "privilege {privilege} is not declared", "declare it in `privileges`, or correct its id";
    /// A sign is marked that the legend does not explain.
    UnknownSign {
        /// The sign.
        sign,
        /// The judgement.
        judgement
    } = "unknown-sign", "the legend of {judgement} has no sign {sign}", "add the sign to the legend";
    /// A parameter is named that there is not.
    UnknownParameter {
        /// The parameter.
        parameter
    } = "unknown-parameter", "there is no parameter {parameter}", "declare it, or correct its name";
    /// A clause of another regulation is named that it does not have.
    UnknownClause {
        /// The clause with its regulation.
        clause
    } = "unknown-clause", "there is no clause {clause}", "correct it: the regulation's id, #, the clause's id";
    /// An earlier name of a field is a name of another field of the form.
    NameTaken {
        /// The earlier name.
        was,
        /// The field.
        field
    } = "name-taken", "{was}, an earlier name of {field}, is a name of another field as well", "give the other field a name that no field has had";
    /// What another regulation is relied on for is not there.
    LeanGone {
        /// What is relied on: a field, a step, a metric.
        what,
        /// The form, judgement or roster of the other regulation.
        on
    } = "lean-gone", "{on} has no {what}", "keep it, or revise first whoever relies on it";
    /// What another regulation is relied on for has another kind.
    LeanChanged {
        /// The field.
        what,
        /// The form of the other regulation.
        on
    } = "lean-changed", "{what} of {on} has another kind", "keep its kind, or revise first whoever relies on it";
    /// What another regulation is relied on to demand need not be filled in.
    LeanOptional {
        /// The field.
        what,
        /// The form of the other regulation.
        on
    } = "lean-optional", "{what} of {on} need not be filled in any more", "keep it required, or revise first whoever relies on it";
    /// A choice that another regulation is relied on for is gone.
    LeanChoiceGone {
        /// The value.
        value,
        /// The field.
        what,
        /// The form of the other regulation.
        on
    } = "lean-choice-gone", "{what} of {on} has no choice {value}", "keep the choice, or revise first whoever relies on it";
}

/// A finding of the linter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slipped {
    /// Where it is.
    pub at: Place,
    /// What it is.
    pub slip: Slip,
}

impl Slipped {
    /// The name by which it is found in the author's sources.
    #[must_use]
    pub fn name(&self) -> &str {
        self.slip.arguments().first().map_or("", |(_, name)| *name)
    }
}

impl fmt::Display for Slipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} — {}", self.at, self.slip.what(), self.slip.remedy())
    }
}
