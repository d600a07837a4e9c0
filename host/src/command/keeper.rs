//! `guiju keeper`: who holds a role of the system, appointed on the server itself. Whoever can read the data folder needs no
//! second person; every keeper is told, and the chain says that it was done on the server.

use super::{files, output::say, settings::Settings};
use crate::{app::App, keepers, language::Language, words};
use anyhow::{Result, anyhow};
use clap::{Args, Subcommand, ValueEnum};
use guiju_domain::{OfficeId, PersonId, RequestId, SystemRole};
use std::{path::PathBuf, sync::Arc};

/// What is done with keepers on the server.
#[derive(Subcommand)]
pub enum Keeper {
    /// Appoints somebody who has a login: the first security officer, or a keeper in place of a lost one.
    Appoint {
        #[command(flatten)]
        which: Which,
        /// Role of the system to give.
        #[arg(long)]
        role: Role,
        /// Login of the account that the administrator has entered.
        #[arg(long)]
        login: String,
        /// File whose first line is a new password, for a keeper who has lost the old one.
        #[arg(long)]
        password_file: Option<PathBuf>,
    },
    /// Lists who holds which role.
    List {
        #[command(flatten)]
        which: Which,
    },
    /// Confirms a request that no other keeper can: about the only security officer, or in an office with one keeper.
    Confirm {
        #[command(flatten)]
        which: Which,
        /// Its number, as the portal shows it.
        #[arg(long)]
        request: RequestId,
    },
    /// Takes off the second factor of somebody whom no other keeper can help: the telephone and the recovery codes are lost, or the
    /// server's key is.
    ResetSecondFactor {
        #[command(flatten)]
        which: Which,
        /// Login of the account.
        #[arg(long, required_unless_present = "person", conflicts_with = "person")]
        login: Option<String>,
        /// The person, by number.
        #[arg(long)]
        person: Option<PersonId>,
    },
    /// Takes a role away; the last administrator and the last security officer stay.
    Revoke {
        #[command(flatten)]
        which: Which,
        /// Login of the keeper's account.
        #[arg(long)]
        login: String,
    },
}

/// Options that say which office is meant.
#[derive(Args)]
pub struct Which {
    #[command(flatten)]
    settings: Settings,
    /// Office, by number.
    #[arg(long, default_value_t = OfficeId::new(1))]
    office: OfficeId,
}

/// A role of the system.
#[derive(Clone, Copy, ValueEnum)]
pub enum Role {
    /// Enters people, posts, calendars, packages.
    Administrator,
    /// Grants roles, trusts publishers, confirms.
    Security,
    /// Reads everything and changes nothing.
    Auditor,
}

impl From<Role> for SystemRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Administrator => Self::Administrator,
            Role::Security => Self::Security,
            Role::Auditor => Self::Auditor,
        }
    }
}

/// What is refused is told in both languages, as nobody said in which to speak.
fn told(error: crate::error::Error) -> anyhow::Error {
    match &error {
        crate::error::Error::Rejected(why) => {
            anyhow!("{} / {}", words::say(why, Language::Chinese), words::say(why, Language::English))
        }
        _ => error.into(),
    }
}

impl Which {
    /// The server's data, if there is such an office.
    async fn open(&self) -> Result<Arc<App>> {
        let app = self.settings.open().await?;
        app.policy(self.office)?;
        Ok(app)
    }
}

impl Keeper {
    /// Carries out the subcommand.
    ///
    /// # Errors
    /// What went wrong, for the one who typed it.
    pub async fn run(self) -> Result<()> {
        match self {
            Self::Appoint { which, role, login, password_file } => {
                appoint(&which, role.into(), &login, password_file).await
            }
            Self::List { which } => list(&which).await,
            Self::Confirm { which, request } => confirm(&which, request).await,
            Self::ResetSecondFactor { which, login, person } => {
                let whom = match (login, person) {
                    (_, Some(person)) => keepers::Whom::Person(person),
                    (login, None) => keepers::Whom::Login(login.unwrap_or_default()),
                };
                reset_second_factor(&which, &whom).await
            }
            Self::Revoke { which, login } => revoke(&which, &login).await,
        }
    }
}

async fn appoint(which: &Which, role: SystemRole, login: &str, password_file: Option<PathBuf>) -> Result<()> {
    let app = which.settings.open().await?;
    let password = match password_file {
        Some(file) => {
            let text = String::from_utf8(files::read(&file)?)?;
            Some(text.lines().next().unwrap_or_default().to_owned())
        }
        None => None,
    };
    app.policy(which.office)?;
    let done = keepers::appoint(&app, which.office, login, role, password).await.map_err(told)?;
    say!("{} ({login}): {} {}; every keeper is told", done.name, words::written(&role.message()), role.name());
    Ok(())
}

async fn list(which: &Which) -> Result<()> {
    let app = which.settings.look().await?;
    app.policy(which.office)?;
    for keeper in keepers::appointed(&app, which.office).await? {
        let role = keeper.role.map(|role| format!("{:<14} {}", role.name(), words::written(&role.message())));
        say!("{:<16} {}  {}", keeper.login, role.unwrap_or_default(), keeper.name);
    }
    Ok(())
}

async fn confirm(which: &Which, request: RequestId) -> Result<()> {
    let app = which.open().await?;
    let (line, code) = keepers::confirm_on_server(&app, which.office, request).await.map_err(told)?;
    say!("request {request}: {line}: confirmed; every keeper is told");
    if let Some(code) = code {
        for language in [Language::Chinese, Language::English] {
            say!("{}", words::message(&keepers::second_half(&code), language));
        }
    }
    Ok(())
}

async fn reset_second_factor(which: &Which, whom: &keepers::Whom) -> Result<()> {
    let app = which.open().await?;
    let name = keepers::reset_second_factor(&app, which.office, whom).await.map_err(told)?;
    say!("{name}: no second factor any more; every keeper is told");
    Ok(())
}

async fn revoke(which: &Which, login: &str) -> Result<()> {
    let app = which.open().await?;
    let done = keepers::revoke(&app, which.office, login).await.map_err(told)?;
    let role = done.role.map_or("", SystemRole::name);
    say!("{} ({login}): no {role} any more; every keeper is told", done.name);
    Ok(())
}
