//! An office's side of `guiju regulation`: whoever acts says who they are, as in the portal.

use super::{
    files,
    output::{progress, say},
    settings::Settings,
};
use crate::{
    accounts::{self, Caller, Visit},
    app::App,
    error::Error,
    language::Language,
    rehearsals, revisions, words,
};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use guiju_api::{
    ClauseDiffering, Credentials, PublisherEntry, RehearsalWanted, RevisionAnswer, RevisionWanted, WordingEntry,
};
use guiju_domain::{
    OfficeId, RevisionId,
    rejection::{Account, Rejection},
};
use serde_json::{Map, Value};
use std::{path::PathBuf, sync::Arc};

/// Options that say who acts: login, password, second factor.
#[derive(Args)]
pub struct Who {
    #[command(flatten)]
    settings: Settings,
    /// Login name.
    #[arg(long)]
    login: String,
    /// File whose first line is the password.
    #[arg(long)]
    password_file: PathBuf,
    /// The code that the authenticator shows, where a second factor is set up.
    #[arg(long)]
    code: Option<String>,
}

/// What an office does with regulations.
#[derive(Subcommand)]
pub enum Office {
    /// Trusts a publisher, by the file with the public key; the security officer says so.
    Trust {
        /// The file that `keygen` wrote beside the secret key.
        file: PathBuf,
        /// Name of the publisher.
        #[arg(long)]
        name: String,
        #[command(flatten)]
        who: Who,
    },
    /// Lists what is installed, and from which days it is in force.
    List {
        #[command(flatten)]
        who: Who,
    },
    /// Checks and installs a package.
    Install {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        who: Who,
    },
    /// Compares an installed version with the one in force.
    Compare {
        /// Regulation.
        regulation: String,
        /// Version or digest.
        version: String,
        #[command(flatten)]
        who: Who,
    },
    /// Puts the office's own past to another version, or to other values.
    Rehearse {
        /// Regulation.
        regulation: String,
        #[command(flatten)]
        options: Options,
        /// From this day on.
        #[arg(long)]
        from: Option<String>,
        /// Until this day.
        #[arg(long)]
        until: Option<String>,
        /// File for everything that differs, as CSV.
        #[arg(long)]
        export: Option<PathBuf>,
        #[command(flatten)]
        who: Who,
    },
    /// Asks for a change from a day on; a second person confirms it.
    Schedule {
        /// Regulation.
        regulation: String,
        #[command(flatten)]
        options: Options,
        /// From which day.
        #[arg(long)]
        from: String,
        /// Why.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        who: Who,
    },
    /// Attaches the office's own wording: a text with a heading `### id` for each clause, its wording below.
    Word {
        /// Regulation.
        regulation: String,
        /// Version or digest.
        version: String,
        /// The text.
        file: PathBuf,
        #[command(flatten)]
        who: Who,
    },
    /// Confirms a change that somebody else asked for.
    Confirm {
        /// Its number.
        id: RevisionId,
        #[command(flatten)]
        who: Who,
    },
    /// Declines a change that somebody else asked for.
    Decline {
        /// Its number.
        id: RevisionId,
        /// Why.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        who: Who,
    },
}

/// Options that name another version, other values, or both.
#[derive(Args)]
pub struct Options {
    /// Version or digest.
    #[arg(long)]
    version: Option<String>,
    /// A value as `name=value`, such as `late_limit=15`.
    #[arg(long = "set")]
    set: Vec<String>,
}

impl Options {
    fn values(&self) -> Result<Map<String, Value>> {
        let one = |text: &String| {
            let (name, value) = text.split_once('=').with_context(|| format!("{text:?}: write name=value"))?;
            let read = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
            Ok((name.trim().to_owned(), read))
        };
        self.set.iter().map(one).collect()
    }

    fn digest(&self, app: &App, office: OfficeId, regulation: &str) -> Result<Option<String>> {
        self.version.as_ref().map(|version| found(app, office, regulation, version)).transpose()
    }
}

fn found(app: &App, office: OfficeId, regulation: &str, version: &str) -> Result<String> {
    let policy = app.policy(office)?;
    let mut packages = policy.packages_of(regulation);
    let named = packages.find(|loaded| loaded.manifest().version == version || loaded.digest().starts_with(version));
    Ok(named.with_context(|| format!("{regulation} {version} is not installed"))?.digest().to_owned())
}

impl Who {
    /// Logs in to change something.
    async fn enter(&self) -> Result<(Arc<App>, Caller)> {
        self.log_in(self.settings.open().await?).await
    }

    /// Logs in to look at something: the database is not brought up to date for it.
    async fn look(&self) -> Result<(Arc<App>, Caller)> {
        self.log_in(self.settings.open_current().await?).await
    }

    async fn log_in(&self, app: Arc<App>) -> Result<(Arc<App>, Caller)> {
        let password = String::from_utf8(files::read(&self.password_file)?)?;
        let password = password.lines().next().unwrap_or_default().to_owned();
        let credentials = Credentials { login: self.login.clone(), password, code: self.code.clone() };
        let token = match accounts::log_in(&app, &credentials, &Visit::default()).await {
            Ok(logged_in) => logged_in.token,
            Err(Error::Rejected(Rejection::Account(Account::SecondFactorNeeded))) => {
                bail!("{} has a second factor: add --code with the digits that the authenticator shows", self.login)
            }
            Err(why) => return Err(why.into()),
        };
        let caller = accounts::caller(&app, &token).await?;
        accounts::log_out(&app, &token).await?;
        if let Some(first) = caller.first {
            bail!("{}", words::say(&first.into(), Language::English));
        }
        Ok((app, caller))
    }
}

impl Office {
    /// Carries out the subcommand.
    ///
    /// # Errors
    /// What went wrong, for the one who typed it.
    pub async fn run(self) -> Result<()> {
        match self {
            Self::Trust { file, name, who } => {
                let (app, caller) = who.enter().await?;
                let public_key = String::from_utf8(files::read(&file)?)?.trim().to_owned();
                revisions::publish(&app, &caller, &PublisherEntry { public_key, name: name.clone() }).await?;
                say!("{name} is trusted");
                Ok(())
            }
            Self::List { who } => list(&who).await,
            Self::Install { file, who } => install(&file, &who).await,
            Self::Compare { regulation, version, who } => compare(&regulation, &version, &who).await,
            Self::Rehearse { regulation, options, from, until, export, who } => {
                let (app, caller) = who.enter().await?;
                let digest = options.digest(&app, caller.office, &regulation)?;
                let wanted = RehearsalWanted { regulation, digest, parameters: options.values()?, from, to: until };
                rehearse(&app, &caller, &wanted, export).await
            }
            Self::Schedule { regulation, options, from, reason, who } => {
                let (app, caller) = who.enter().await?;
                let digest = options.digest(&app, caller.office, &regulation)?;
                let wanted = RevisionWanted { regulation, digest, parameters: options.values()?, from, reason };
                let id = revisions::ask(&app, &caller, &wanted).await?;
                say!("revision {id} waits for a second person: guiju regulation confirm {id} …");
                Ok(())
            }
            Self::Word { regulation: id, version, file, who } => {
                let (app, caller) = who.enter().await?;
                let digest = found(&app, caller.office, &id, &version)?;
                let clauses = worded(&String::from_utf8(files::read(&file)?)?);
                let words = clauses.len();
                revisions::word(&app, &caller, &WordingEntry { digest, clauses }).await?;
                say!("{words} clauses of {id} {version} have the office's own wording");
                Ok(())
            }
            Self::Confirm { id, who } => answer(id, "confirm", String::new(), &who).await,
            Self::Decline { id, reason, who } => answer(id, "decline", reason, &who).await,
        }
    }
}

/// The wording below each heading `### id`.
fn worded(text: &str) -> Map<String, Value> {
    let mut clauses = Map::new();
    for part in text.split("\n### ").flat_map(|part| part.strip_prefix("### ").or(Some(part))) {
        if let Some((id, wording)) = part.split_once('\n') {
            clauses.insert(id.trim().to_owned(), Value::from(wording.trim()));
        }
    }
    clauses
}

async fn list(who: &Who) -> Result<()> {
    let (app, caller) = who.look().await?;
    for package in revisions::installed(&app, caller.office, None).await? {
        let bound = package.bound.iter().map(|(from, until)| match until {
            Some(until) => format!("{from} – {until}"),
            None => format!("from {from}"),
        });
        let signed = package.publisher.as_deref().unwrap_or("unsigned");
        say!(
            "{:<20} {:<8} {} {:<12} {}",
            package.regulation,
            package.version,
            &package.digest[..12],
            signed,
            bound.collect::<Vec<_>>().join(", ")
        );
    }
    Ok(())
}

async fn install(file: &std::path::Path, who: &Who) -> Result<()> {
    let (app, caller) = who.enter().await?;
    caller.administrator()?;
    match revisions::install(&app, caller.office, Some(caller.person), files::read_package(file, &app.config.limits)?)
        .await
    {
        Ok(package) => {
            say!(
                "{} {} is installed, {} cases hold: {}",
                package.title,
                package.version,
                package.cases,
                package.digest
            );
            package.hindrances.iter().for_each(|hindrance| say!("! {hindrance}"));
            Ok(())
        }
        Err(Error::Package(reasons)) => {
            for reason in &reasons {
                say!("  {}", reason.message);
            }
            bail!("{} is refused for {} reasons", file.display(), reasons.len())
        }
        Err(error) => Err(error.into()),
    }
}

async fn compare(regulation: &str, version: &str, who: &Who) -> Result<()> {
    let (app, caller) = who.look().await?;
    caller.keeper()?;
    let digest = found(&app, caller.office, regulation, version)?;
    let comparison = revisions::compare(&app, caller.office, &digest, None).await?;
    say!("{} {} → {}", comparison.title, comparison.before.0, comparison.after.0);
    for chapter in &comparison.chapters {
        say!("── {}", chapter.kind);
        for change in &chapter.changes {
            say!("{} {}", change.kind, change.what);
            change.before.iter().filter(|line| !change.after.contains(line)).for_each(|line| say!("  - {line}"));
            change.after.iter().filter(|line| !change.before.contains(line)).for_each(|line| say!("  + {line}"));
        }
    }
    comparison.consequences.iter().for_each(|consequence| say!("! {consequence}"));
    Ok(())
}

async fn rehearse(app: &Arc<App>, caller: &Caller, wanted: &RehearsalWanted, export: Option<PathBuf>) -> Result<()> {
    let id = rehearsals::begin(app, caller, wanted).await?;
    rehearsals::follow(app, caller.office, id, |asked, total| progress(format_args!("\r{asked} / {total}"))).await?;
    progress(format_args!("\n"));
    let shown = rehearsals::shown(app, caller, id).await?;
    if let Some(problem) = &shown.problem {
        bail!("the rehearsal failed: {problem}");
    }
    say!("{} judgements asked again, {} differ", shown.asked, shown.differing);
    for ClauseDiffering { clause, label, count } in &shown.clauses {
        say!("  {clause:<10} {label} {count}");
    }
    if let Some(file) = export {
        files::write(&file, &rehearsals::export(app, caller, id).await?)?;
        say!("{} lists them", file.display());
    }
    Ok(())
}

async fn answer(id: RevisionId, action: &str, words: String, who: &Who) -> Result<()> {
    let (app, caller) = who.enter().await?;
    let given = RevisionAnswer { action: action.to_owned(), words };
    revisions::answer(&app, &caller, id, &given).await?;
    say!("revision {id}: {action}ed");
    Ok(())
}
