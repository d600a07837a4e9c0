//! What binds an office: packages and values asked for, answered and in force; publishers and wordings.

use super::{Event, Subject, Thing, events};
use crate::{PersonId, RevisionId, revisions::RevisionState};
use guiju_model::Date;
use serde::Serialize;

/// Another package or other values were asked for. `V` is a map of JSON values by parameter.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionAsked<V> {
    /// The revision.
    pub revision: RevisionId,
    /// The regulation.
    pub regulation: String,
    /// Digest of the package; none where only values change.
    pub digest: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Values by parameter.
    pub parameters: V,
    /// The version that binds the office on that day without it.
    pub before: Option<String>,
    /// The values that these parameters have on that day without it.
    pub before_parameters: V,
    /// The first day.
    pub from: Date,
    /// Why, in the asker's words.
    pub reason: String,
}

impl<V: Serialize> Event for RevisionAsked<V> {
    fn kind(&self) -> &'static str {
        "revision-asked"
    }

    fn about(&self) -> Vec<Subject> {
        vec![Subject::of(Thing::Regulation, &self.regulation)]
    }
}

/// A parameter has another value from a day on. `V` is a JSON value.
#[derive(Clone, Debug, Serialize)]
pub struct ParameterSet<V> {
    /// The regulation.
    pub regulation: String,
    /// The parameter.
    pub name: String,
    /// The value that it had on that day until now; none where the regulation does not say.
    pub before: Option<V>,
    /// The value from that day on.
    pub value: V,
    /// The first day.
    pub from: Date,
    /// The revision by which it was set.
    pub revision: RevisionId,
    /// Who asked for it.
    pub asked_by: PersonId,
    /// Why, in the asker's words.
    pub reason: String,
}

impl<V: Serialize> Event for ParameterSet<V> {
    fn kind(&self) -> &'static str {
        "parameter"
    }

    fn about(&self) -> Vec<Subject> {
        Subject::part(Thing::Parameter, &self.regulation, &self.name)
    }
}

/// The office's own wording of a package was changed. `V` is a map of texts by clause; an empty text is no wording.
#[derive(Clone, Debug, Serialize)]
pub struct Worded<V> {
    /// The regulation.
    pub regulation: String,
    /// Digest of the package.
    pub digest: String,
    /// The texts until now.
    pub before: V,
    /// The texts from now on.
    pub clauses: V,
}

impl<V: Serialize> Event for Worded<V> {
    fn kind(&self) -> &'static str {
        "worded"
    }

    fn about(&self) -> Vec<Subject> {
        vec![Subject::of(Thing::Regulation, &self.regulation)]
    }
}

/// A package binds the office from a day on.
#[derive(Clone, Debug, Serialize)]
pub struct PackageBound {
    /// The regulation.
    pub regulation: String,
    /// Version of the package.
    pub version: String,
    /// Its digest.
    pub digest: String,
    /// The version that bound the office on that day until now.
    pub before: Option<String>,
    /// The first day.
    pub from: Date,
    /// The revision by which it was decided; none for an office that is set up on its server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<RevisionId>,
    /// Who asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<PersonId>,
    /// Why, in the asker's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Event for PackageBound {
    fn kind(&self) -> &'static str {
        "bound"
    }

    fn about(&self) -> Vec<Subject> {
        vec![Subject::of(Thing::Regulation, &self.regulation)]
    }
}

events! {
    /// A package was installed; it binds nobody yet.
    PackageInstalled("installed") about |it| {
        let publisher = it.signed_by.iter().map(|key| Subject::of(Thing::Publisher, key));
        publisher.chain([Subject::of(Thing::Regulation, &it.regulation)]).collect()
    } => {
        /// The regulation.
        regulation: String,
        /// Version of the package.
        version: String,
        /// Its digest.
        digest: String,
        /// Public key of whoever signed it.
        signed_by: Option<String>,
    }
    /// A revision was confirmed, declined or taken back.
    RevisionAnswered("revision-answered") about |it| vec![Subject::of(Thing::Regulation, &it.regulation)] => {
        /// The revision.
        revision: RevisionId,
        /// The regulation.
        regulation: String,
        /// The first day.
        from: Date,
        /// Who asked for it.
        asked_by: PersonId,
        /// How far it is now.
        state: RevisionState,
        /// What was said about it.
        words: String,
    }
    /// The office trusts a publisher, or calls it otherwise.
    PublisherTrusted("publisher-trusted") about |it| vec![Subject::of(Thing::Publisher, &it.public_key)] => {
        /// The publisher's public key.
        public_key: String,
        /// What the office called it before; none if it was not trusted.
        before: Option<String>,
        /// What the office calls it.
        name: String,
    }
    /// The office trusts a publisher no longer.
    PublisherDropped("publisher-dropped") about |it| vec![Subject::of(Thing::Publisher, &it.public_key)] => {
        /// The publisher's public key.
        public_key: String,
        /// What the office called it.
        name: Option<String>,
    }
    /// Whether the office takes packages that nobody signed was set.
    UnsignedPackages("unsigned-packages") about |_| vec![Subject::of(Thing::Setting, "unsigned-packages")] => {
        /// Whether it did until now.
        before: bool,
        /// Whether it does from now on.
        takes_unsigned: bool,
    }
}
