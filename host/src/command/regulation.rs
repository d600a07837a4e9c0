//! `guiju regulation …`: for those who write a regulation, and for the office that installs it.

use super::{
    build,
    files::{self, read, write},
    office,
    output::say,
    registry, run, scaffold,
};
use crate::config::Config;
use anyhow::{Result, ensure};
use clap::{Args, Subcommand};
use guiju_engine::Limits;
use guiju_package::{Key, Package};
use std::path::{Path, PathBuf};

/// What a call may cost: as the server has it, or as its settings say.
#[derive(Args)]
pub struct Within {
    /// Settings of the server as a YAML file: its `limits` apply.
    #[arg(long)]
    config: Option<PathBuf>,
}

impl Within {
    fn limits(&self) -> Result<Limits> {
        Ok(self.config.as_deref().map(Config::read).transpose()?.unwrap_or_default().limits)
    }
}

/// What can be done with regulations.
#[derive(Subcommand)]
pub enum Regulation {
    /// Writes a crate for a new regulation, which builds, tests and packs as it is.
    New {
        /// Its id: lower-case letters, digits and hyphens.
        name: String,
        /// Title of the text.
        #[arg(long)]
        title: Option<String>,
        /// Folder in which the crate is made.
        #[arg(long, default_value = ".")]
        into: PathBuf,
        /// Folder with the SDK; found beside the program if none is named.
        #[arg(long, env = "GUIJU_SDK")]
        sdk: Option<PathBuf>,
    },
    /// Runs a regulation's cases natively and in the sandbox, and prints which clause is covered by which.
    Test {
        /// Folder of the crate.
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Says what a regulation names and what does not exist: roles, fields, steps, placeholders, reads without a bound.
    Check {
        /// Folder of the crate; for another language, the folder with `cases`.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// A component that is built already.
        #[arg(long)]
        component: Option<PathBuf>,
        #[command(flatten)]
        within: Within,
    },
    /// Builds a crate, or takes a component of another language, and packs it with its cases.
    Pack {
        /// Folder of the crate; for another language, the folder with `cases`.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// A component that is built already.
        #[arg(long)]
        component: Option<PathBuf>,
        /// The file that is written.
        #[arg(long)]
        out: Option<PathBuf>,
        /// File with the publisher's key, to sign it at once.
        #[arg(long)]
        key: Option<PathBuf>,
        #[command(flatten)]
        within: Within,
    },
    /// Says what a package is.
    Inspect {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        within: Within,
    },
    /// Writes what other regulations may rely on of a package: forms with fields, choices and steps, figures of assessments. In
    /// the folder `relies` of a crate it is what `relies!` reads.
    Export {
        /// The package.
        file: PathBuf,
        /// The file that is written: `relies/<regulation>.json`.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        within: Within,
    },
    /// Makes a publisher's key: the secret half in the file, the public half beside it.
    Keygen {
        /// The file that is written.
        file: PathBuf,
    },
    /// Signs a package.
    Sign {
        /// The file.
        file: PathBuf,
        /// File with the publisher's key.
        #[arg(long)]
        key: PathBuf,
        /// The file that is written; the package itself if none is named.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Makes one call that a case tells, and says what it answered and what it cost: time, memory, fuel.
    Run {
        /// The package.
        file: PathBuf,
        /// The case, YAML or JSON; `expect` may be left out.
        call: PathBuf,
        #[command(flatten)]
        within: Within,
    },
    /// Pushes a package to an OCI registry.
    Push {
        /// The file.
        file: PathBuf,
        /// Such as `registry.example/rules/attendance:1.1.0`.
        reference: String,
        #[command(flatten)]
        access: registry::Access,
    },
    /// Pulls a package from an OCI registry, by tag or by digest.
    Pull {
        /// Such as `registry.example/rules/attendance@sha256:…`.
        reference: String,
        /// The file that is written.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        access: registry::Access,
    },
    #[command(flatten)]
    Office(Box<office::Office>),
}

impl Regulation {
    /// Carries out the subcommand.
    ///
    /// # Errors
    /// What went wrong, for the one who typed it.
    pub async fn run(self) -> Result<()> {
        match self {
            Self::New { name, title, into, sdk } => scaffold::new(&name, title.as_deref(), &into, sdk),
            Self::Test { folder } => build::test(&folder),
            Self::Check { folder, component, within } => build::check(&folder, component.as_deref(), within.limits()?),
            Self::Pack { folder, component, out, key, within } => {
                build::pack(&folder, component.as_deref(), out, key.as_deref(), within.limits()?).map(drop)
            }
            Self::Inspect { file, within } => run::inspect(&file, within.limits()?),
            Self::Export { file, out, within } => run::export(&file, &out, within.limits()?),
            Self::Keygen { file } => keygen(&file),
            Self::Sign { file, key, out } => {
                let bytes = read(&file)?;
                let signed = Package::open(&bytes).signed(&files::key(&key)?);
                let out = out.unwrap_or(file);
                write(&out, &signed)?;
                say!("{} is signed", out.display());
                Ok(())
            }
            Self::Run { file, call, within } => run::run(&file, &call, within.limits()?),
            Self::Push { file, reference, access } => registry::push(&read(&file)?, &reference, &access).await,
            Self::Pull { reference, out, access } => {
                let bytes = registry::pull(&reference, &access).await?;
                write(&out, &bytes)?;
                say!("{} holds {}", out.display(), Package::open(&bytes).digest);
                Ok(())
            }
            Self::Office(office) => office.run().await,
        }
    }
}

fn keygen(file: &Path) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    ensure!(!file.exists(), "{} exists; a key is never written over", file.display());
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    let key = Key::from_seed(&seed);
    let mut secret = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    std::io::Write::write_all(&mut secret, format!("{}\n", key.line()).as_bytes())?;
    let public = file.with_extension("pub");
    write(&public, format!("{}\n", key.public()).as_bytes())?;
    say!("{} is the secret key: keep it to yourself", file.display());
    say!("{} is the public key, for offices that shall trust you: {}", public.display(), key.public());
    Ok(())
}
