//! Installing a package: everything is checked before anything is stored, and a refusal lists every reason.

use super::{refusals::refusals, slips, trust::trust};
use crate::{
    app::App,
    error::{Error, Result},
    language::Language,
    policy::{self, OfficePolicy},
    store::{
        self, UnitOfWork,
        installations::{self, Installation, NewInstallation},
        packages,
    },
    words,
};
use guiju_api::{FindingShown, PackageShown, PublisherShown, Trust};
use guiju_domain::{
    OfficeId, PersonId, Rejection,
    events::revisions::PackageInstalled,
    rejection::{Limit, Package as PackageFault, Unknown},
};
use guiju_engine::{LoadError, Loaded, version};
use guiju_model::{Date, Severity};
use guiju_package::{Package, Signature};
use std::{sync::Arc, time::Duration};
use tokio::sync::Semaphore;

/// Bytes that a signature may add to a component at most.
pub const SIGNED: usize = 1024;
/// Packages that are checked at the same time at most: each takes a core for a while.
const AT_ONCE: usize = 2;
/// How long a package waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// The turns of the packages that are checked.
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// Installs a package for an office, if nothing speaks against it. It binds nobody yet. Whoever is not trusted is refused before
/// a byte of the package is compiled.
///
/// # Errors
/// Why it is not accepted: its signature; else its shape; else every reason that compiling it and running its cases gives.
pub async fn install(app: &Arc<App>, office: OfficeId, by: Option<PersonId>, bytes: Vec<u8>) -> Result<PackageShown> {
    let mut connection = store::acquire(&app.pool).await?;
    let trusted = trust(&mut connection, office).await?;
    drop(connection);
    let turn = tokio::time::timeout(PATIENCE, TURNS.acquire()).await;
    let _turn =
        turn.map_err(|_| Rejection::from(Limit::Installs { limit: AT_ONCE as u64 }))?.map_err(Error::internal)?;
    // Reading, compiling and running every case takes a while: not on a thread that serves others.
    let (own, file, policy) = (app.clone(), bytes.clone(), app.policy(office)?);
    let checked =
        tokio::task::spawn_blocking(move || checked(&own, &file, &trusted, &policy)).await.map_err(Error::internal)?;
    let (loaded, cases) = checked.map_err(refused)?;
    if let Some(reason) = version_fault(&*app.policy(office)?, &loaded) {
        return Err(refused(vec![reason]));
    }
    let package = Package::open(&bytes);
    app.policy.save(package.component, &loaded).await?;
    let manifest = loaded.manifest();
    let mut change = app.change(office).await?;
    enter(&mut change, &loaded, package.signature.as_ref(), cases, by).await?;
    let event = PackageInstalled {
        regulation: manifest.id.clone(),
        version: manifest.version.clone(),
        digest: loaded.digest().to_owned(),
        signed_by: package.signature.as_ref().map(|signature| signature.by.to_string()),
    };
    change.record(by, &event)?;
    change.commit().await?;
    app.policy.refresh(&app.pool).await?;
    package_of(app, office, loaded.digest()).await
}

/// Enters a package into the office's list.
///
/// # Errors
/// If the database cannot be used.
pub async fn enter(
    change: &mut UnitOfWork,
    loaded: &Loaded,
    signature: Option<&Signature>,
    cases: usize,
    by: Option<PersonId>,
) -> Result<()> {
    let manifest = loaded.manifest();
    let (oversees, working_hours) = policy::noted(manifest)?;
    let known = packages::Package {
        digest: loaded.digest().to_owned(),
        regulation: manifest.id.clone(),
        version: manifest.version.clone(),
        oversees,
        working_hours,
    };
    packages::insert(change, &known).await?;
    let new = NewInstallation {
        digest: &known.digest,
        regulation: &known.regulation,
        version: &known.version,
        signature: signature.map(Signature::line),
        cases: cases as u64,
        by,
    };
    Ok(installations::save(change, new).await?)
}

/// What the signature, the shape, the engine and the package's own cases say, in this order: whatever one refuses does not reach
/// the next. The package with how many cases it has, or every reason.
fn checked(
    app: &App,
    bytes: &[u8],
    trusted: &Trust,
    policy: &OfficePolicy,
) -> Result<(Arc<Loaded>, usize), Vec<PackageFault>> {
    // More than a component may have, with a signature behind it, is not even hashed.
    let most = app.config.limits.component_bytes + SIGNED;
    if bytes.len() > most {
        return Err(refusals(&LoadError::TooLarge { actual: bytes.len(), limit: most }));
    }
    let package = Package::open(bytes);
    if let Some(reason) = signature_faults(&package, trusted) {
        return Err(vec![reason]);
    }
    app.policy.read(package.component).map_err(|error| refusals(&error))?;
    let loaded = app.policy.examine(package.component).map_err(|error| refusals(&error))?;
    let Some(yaml) = guiju_package::cases(package.component).filter(|yaml| !yaml.trim().is_empty()) else {
        return Err(vec![PackageFault::NoCases]);
    };
    let unreadable = |why: String| vec![PackageFault::CasesUnreadable { why }];
    let report = guiju_testkit::run(&yaml, &*loaded).map_err(|error| unreadable(error.to_string()))?;
    let fails = |failure: &String| PackageFault::CaseFails { failure: failure.clone() };
    let mut reasons = report.failures.iter().map(fails).collect::<Vec<_>>();
    let manifest = loaded.manifest();
    let label = |id: &String| manifest.clause(id).map_or_else(|| id.clone(), |clause| clause.label.clone());
    let uncovered = |clause: &String| PackageFault::ClauseUncovered { label: label(clause), clause: clause.clone() };
    let gaps = if loaded.speaks_current() { report.gaps(manifest) } else { report.gaps_of_earlier(manifest) };
    reasons.extend(gaps.iter().map(uncovered));
    if loaded.speaks_current() {
        // What one of the versions that the office has of another regulation has, exists.
        let others = policy.every().map(|other| slips::beside(other));
        let others = others.filter(|other| other.manifest.id != manifest.id).collect::<Vec<_>>();
        let slips = report.slips(manifest, &others);
        reasons.extend(slips.iter().map(|slip| PackageFault::Slip { slip: slips::said(slip) }));
    }
    if reasons.is_empty() { Ok((loaded, report.cases)) } else { Err(reasons) }
}

fn signature_faults(package: &Package<'_>, trusted: &Trust) -> Option<PackageFault> {
    match &package.signature {
        None if trusted.takes_unsigned => None,
        None => Some(PackageFault::Unsigned),
        Some(signature) if !signature.holds(&package.digest) => Some(PackageFault::SignatureBroken),
        Some(signature) => (publisher(trusted, signature).is_none())
            .then(|| PackageFault::SignerUnknown { key: signature.by.to_string() }),
    }
}

fn publisher<'t>(trusted: &'t Trust, signature: &Signature) -> Option<&'t PublisherShown> {
    let key = signature.by.to_string();
    trusted.publishers.iter().find(|publisher| publisher.public_key == key)
}

/// A version follows those that the office knows: a lower one is a downgrade, an equal one of other bytes an impostor. What
/// was installed before may be installed again, to roll back to it.
fn version_fault(policy: &OfficePolicy, loaded: &Loaded) -> Option<PackageFault> {
    let manifest = loaded.manifest();
    if policy.package(loaded.digest()).is_some() {
        return None;
    }
    let known = policy.packages_of(&manifest.id).map(|known| known.manifest().version.clone());
    let highest = known.max_by_key(|known| version(known));
    let (regulation, number) = (manifest.title.clone(), manifest.version.clone());
    highest.filter(|highest| version(&number) <= version(highest)).map(|highest| {
        if version(&number) == version(&highest) {
            PackageFault::VersionTaken { regulation, version: highest }
        } else {
            PackageFault::VersionLower { regulation, highest, version: number }
        }
    })
}

fn refused(reasons: Vec<PackageFault>) -> Error {
    let finding = |reason: PackageFault| FindingShown {
        severity: Severity::Error,
        field: None,
        message: words::say(&reason.into(), Language::current()),
        citation: None,
    };
    Error::Package(reasons.into_iter().map(finding).collect())
}

/// Everything an office has installed of a regulation, the latest first; of every regulation, if none is named.
///
/// # Errors
/// If the database cannot be used.
pub async fn installed(app: &App, office: OfficeId, regulation: Option<&str>) -> Result<Vec<PackageShown>> {
    let mut connection = store::acquire(&app.pool).await?;
    let trusted = trust(&mut connection, office).await?;
    let installed = installations::of_office(&mut *connection, app.dialect, office, regulation).await?;
    let policy = app.policy(office)?;
    installed.into_iter().map(|one| shown(&policy, &trusted, one, app.now(office).date())).collect()
}

/// The signature that a package came with, if it was signed.
pub(super) fn signature(installed: &Installation) -> Option<Signature> {
    installed.signature.as_deref().and_then(Signature::read)
}

fn shown(policy: &OfficePolicy, trusted: &Trust, installed: Installation, today: Date) -> Result<PackageShown> {
    let loaded = policy.package(&installed.digest).ok_or(Error::from(Unknown::Package))?;
    let manifest = loaded.manifest();
    let bound: Vec<(String, Option<String>)> = policy
        .bound(loaded)
        .map(|(from, until): (Date, Option<Date>)| (from.to_string(), until.map(|day| day.to_string())))
        .collect();
    Ok(PackageShown {
        regulation: manifest.id.clone(),
        title: manifest.title.clone(),
        version: manifest.version.clone(),
        contract: loaded.contract().to_owned(),
        publisher: signature(&installed).map(|signature| {
            publisher(trusted, &signature).map_or_else(|| signature.by.to_string(), |publisher| publisher.name.clone())
        }),
        cases: installed.cases,
        installed: installed.installed_at.to_string(),
        hindrances: if bound.is_empty() { slips::hindrances(policy, loaded, today) } else { Vec::new() },
        bound,
        digest: installed.digest,
    })
}

async fn package_of(app: &App, office: OfficeId, digest: &str) -> Result<PackageShown> {
    let mut connection = store::acquire(&app.pool).await?;
    let trusted = trust(&mut connection, office).await?;
    let installed = installations::find(&mut *connection, office, digest).await?;
    let today = app.now(office).date();
    shown(&*app.policy(office)?, &trusted, installed.ok_or(Error::from(Unknown::Package))?, today)
}

/// The file of a package that the office has installed, with its signature.
///
/// # Errors
/// If the office has not installed it.
pub async fn package(app: &App, office: OfficeId, digest: &str) -> Result<Vec<u8>> {
    let installed = installations::find(&app.pool, office, digest).await?;
    let installed = installed.ok_or(Error::from(Unknown::Package))?;
    Ok(Package::sealed(&app.policy.bytes(digest).await?, signature(&installed).as_ref()))
}
