//! What the linter finds in packages, in words, and who leans on whom from a day on.

use crate::{error::Result, policy::OfficePolicy, words::text};
use guiju_domain::{message::Message, rejection::Revision as RevisionRejection};
use guiju_engine::Loaded;
use guiju_lint::{Beside, Slipped};
use guiju_model::{Date, Manifest};

/// A finding of the linter as a message: where, what, and what to do about it.
pub(super) fn said(slipped: &Slipped) -> Message {
    let (at, slip) = (&slipped.at, &slipped.slip);
    let named = slip.arguments().into_iter().map(|(name, value)| (name, value.into())).collect();
    let place = [("kind", at.kind.name()), ("id", at.id.as_str()), ("part", at.part.as_str())];
    let place = place.into_iter().map(|(name, value)| (name, value.into())).collect();
    let at = Message::new("lint-at", place);
    let what = Message::new(format!("lint-{}", slip.code()), named);
    Message::new("lint-slip", vec![("at", at.into()), ("what", what.into())])
}

/// A regulation that leans on another, with what it would not find there.
pub(super) struct Broken {
    /// The title of the regulation that leans.
    pub leaner: String,
    /// The title of the one on which it leans.
    pub on: String,
    /// What is not there.
    pub slips: Vec<Message>,
}

/// Who would not find what it relies on, if a package were in force from a day on: another regulation of that time in the package,
/// or the package in another one.
pub(super) fn broken(policy: &OfficePolicy, package: &Loaded, from: Date) -> Vec<Broken> {
    let own = package.manifest();
    let others = policy.in_force_from(from).filter(|other| other.manifest().id != own.id);
    let mut broken = Vec::new();
    for beside in others {
        let other = beside.manifest();
        for (leaner, on) in [(other, own), (own, other)] {
            let mut slips = guiju_lint::leans(leaner, on);
            // What the package itself names is for whoever installs it.
            if leaner.id == other.id && beside.speaks_current() {
                slips.extend(newly_missing(policy, (other, package), from));
            }
            let slips = slips.iter().map(said).collect::<Vec<_>>();
            let one = Broken { leaner: named(leaner), on: named(on), slips };
            if !one.slips.is_empty() {
                broken.push(one);
            }
        }
    }
    broken
}

/// What another regulation names, and would not find any more if this version of a regulation took the place of those in force from
/// a day on: what it reads by name, without having declared that it leans on it.
fn newly_missing(policy: &OfficePolicy, (other, package): (&Manifest, &Loaded), from: Date) -> Vec<Slipped> {
    let others = || policy.in_force_from(from).map(|one| &**one).filter(|one| one.manifest().id != other.id);
    let now = others().map(beside).collect::<Vec<_>>();
    let stay = others().filter(|one| one.manifest().id != package.manifest().id);
    let then = stay.chain([package]).map(beside).collect::<Vec<_>>();
    let before = guiju_lint::lint(other, &now, None);
    let mut after = guiju_lint::lint(other, &then, None);
    after.retain(|slipped| !before.contains(slipped));
    after
}

/// A package as the linter takes it beside another.
pub(super) fn beside(package: &Loaded) -> Beside<'_> {
    Beside { manifest: package.manifest(), declares_computed: package.speaks_current() }
}

fn named(manifest: &Manifest) -> String {
    format!("{} {}", manifest.title, manifest.version)
}

/// Whether a package can be in force from a day on beside the others: it names nothing that they do not have, and nobody leans on
/// what would not be there. What speaks an earlier contract is not linted.
///
/// # Errors
/// What does not exist, or who relies on what.
pub(super) fn fits(policy: &OfficePolicy, package: &Loaded, from: Date) -> Result<()> {
    if let Some(Broken { leaner, on, slips }) = broken(policy, package, from).into_iter().next() {
        return Err(RevisionRejection::Relied { leaner, on, slips }.into());
    }
    let others = policy.in_force_from(from).map(|other| beside(other)).collect::<Vec<_>>();
    let slips = of(package, &others);
    if slips.is_empty() || !package.speaks_current() {
        return Ok(());
    }
    Err(RevisionRejection::Slips { regulation: package.manifest().title.clone(), slips }.into())
}

/// What stands in the way of a package from a day on, in sentences: who leans on what would not be there, and what it names that does
/// not exist. What speaks an earlier contract may be scheduled with such names all the same.
pub(super) fn hindrances(policy: &OfficePolicy, package: &Loaded, from: Date) -> Vec<String> {
    let breaks = |Broken { leaner, on, slips }| text!("revision-breaks", leaner, on, slips);
    let mut hindrances = broken(policy, package, from).into_iter().map(breaks).collect::<Vec<_>>();
    let others = policy.in_force_from(from).map(|other| beside(other)).collect::<Vec<_>>();
    let slips = of(package, &others);
    if !slips.is_empty() {
        hindrances.push(text!("revision-has-slips", slips));
    }
    hindrances
}

/// What a package's declarations name and what does not exist, beside these others.
fn of(package: &Loaded, others: &[Beside<'_>]) -> Vec<Message> {
    let is_other = |other: &Beside<'_>| other.manifest.id != package.manifest().id;
    let others = others.iter().copied().filter(is_other).collect::<Vec<_>>();
    guiju_lint::lint(package.manifest(), &others, None).iter().map(said).collect()
}
