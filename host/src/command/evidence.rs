//! `guiju verify`, `guiju backup`, `guiju anchor`: what shows that nothing was changed unseen, on the command line.

use super::{output::say, settings::Settings};
use crate::{
    backup,
    clock::Clock,
    config::Config,
    evidence::{self, Anchors, FOLDER, Trusted},
    store::{self, BeforeUpgrade, Blobs, Dialect},
};
use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Subcommand};
use guiju_domain::{
    OfficeId,
    anchor::{self, Head},
    event_hash,
};
use std::path::{Path, PathBuf};

/// Compares everything with what shows that it was not changed.
#[derive(Args)]
pub struct Verify {
    #[command(flatten)]
    settings: Settings,
    /// Anchors to compare with: a file, a folder with such files, or a backup. Those of the data folder and of the second
    /// places that the settings name are compared with in any case.
    #[arg(long)]
    against: Vec<PathBuf>,
    /// Public key by which anchors are signed, as digits or as a file with them; that of the data folder if none is named. Where
    /// none is known, no anchor counts.
    #[arg(long)]
    key: Vec<String>,
    /// Takes whatever key the anchors name themselves: this shows mistakes, but nobody who made a key of his own.
    #[arg(long, conflicts_with = "key")]
    any_key: bool,
    /// The data was restored from a backup: the chain must reach the backup's own anchors, and what is anchored elsewhere after
    /// them is told, not wrong.
    #[arg(long)]
    as_of_backup: bool,
    /// The chain as an inspection pack has it, `chain.csv`: the end of each hash is compared. May be named more than once.
    #[arg(long)]
    chain: Vec<PathBuf>,
    /// The office that these chains are of.
    #[arg(long, default_value_t = OfficeId::new(1))]
    office: OfficeId,
}

/// What is done with anchors.
#[derive(Subcommand)]
pub enum Anchor {
    /// Prints the public key by which anchors are signed. Note it somewhere else.
    Key(Settings),
    /// Anchors every chain that has moved, now, here and in the second places.
    Now(Settings),
    /// Enters into each chain that was restored from a backup and ends before what is anchored elsewhere, that it was, and why.
    /// From then on `guiju verify` takes exactly that gap, and names it.
    Restored {
        #[command(flatten)]
        settings: Settings,
        /// Anchors that were made after the backup: a file or a folder. Those of the second places count in any case.
        #[arg(long)]
        against: Vec<PathBuf>,
        /// Why it was restored.
        #[arg(long)]
        reason: String,
    },
    /// Compares what a print says of the chain with the chain: number, moment, digits and signature as they stand there.
    Check(Print),
}

/// What stands on a print.
#[derive(Args)]
pub struct Print {
    #[command(flatten)]
    settings: Settings,
    /// Number of the event.
    seq: i64,
    /// The last 40 digits of its hash.
    digits: String,
    /// The office, by number.
    #[arg(long, default_value_t = OfficeId::new(1))]
    office: OfficeId,
    /// Moment of the event, to check the signature.
    #[arg(long, requires = "signature")]
    moment: Option<i64>,
    /// The signature, as hexadecimal digits.
    #[arg(long, requires = "moment")]
    signature: Option<String>,
}

impl Print {
    async fn check(self) -> Result<()> {
        let config = self.settings.existing()?;
        let pool = store::look(config.database.as_deref(), &config.data).await?;
        let walk = store::walk(&mut *store::acquire(&pool).await?, self.office, &[self.seq].into()).await?;
        let hash = walk.hashes.get(&self.seq);
        let hash = hash.with_context(|| format!("office {}: there is no whole event {}", self.office, self.seq))?;
        let digits = self.digits.trim().to_lowercase();
        ensure!(event_hash::agrees(&digits, hash), "event {} has another hash: the chain was computed anew", self.seq);
        say!("event {} has these digits", self.seq);
        if let (Some(at), Some(signature)) = (self.moment, self.signature) {
            let key = evidence::public_key(&config)?.context("no server has made its key here yet")?;
            let head = Head { office: self.office, seq: self.seq, hash: digits, at };
            ensure!(evidence::signed(&anchor::Anchor { head, key, signature }), "the key here did not sign this");
            say!("and the key here signed them");
        }
        Ok(())
    }
}

impl Verify {
    /// Carries out the subcommand.
    ///
    /// # Errors
    /// What does not agree, each in a line, or what cannot be used at all.
    pub async fn run(self) -> Result<()> {
        let config = self.settings.existing()?;
        let trusted = self.trusted(&config)?;
        let pool = store::look(config.database.as_deref(), &config.data).await?;
        let blobs = Blobs::open(config.blobs.as_ref(), &config.data)?;
        let (own, mut said) = (config.data.join(FOLDER), Vec::new());
        let places = [config.anchor_copies.clone(), self.against.clone()].concat();
        if self.any_key {
            let told =
                |key: &String| format!("key {key} is taken as the anchors name it: compare it with the one you noted");
            said.extend(trusted.0.iter().map(told));
        }
        let comparison = evidence::Comparison {
            dialect: Dialect::of(config.database.as_deref()),
            own: Some(&own),
            places: &places,
            trusted: &trusted,
            as_of_backup: self.as_of_backup,
        };
        let mut wrong = comparison.run(&pool, &blobs, &mut said).await?;
        for chain in &self.chain {
            wrong.extend(evidence::compare_published(&pool, self.office, chain, &mut said).await?);
        }
        said.iter().for_each(|line| say!("{line}"));
        wrong.iter().for_each(|line| say!("ALARM {line}"));
        match &wrong[..] {
            [] => Ok(()),
            [only] => bail!("{only}"),
            [first, rest @ ..] => bail!("{first}; and {} more", rest.len()),
        }
    }

    /// Keys that are named, else that of the data folder, or all that occur.
    fn trusted(&self, config: &Config) -> Result<Trusted> {
        let mut trusted = Trusted::default();
        for key in &self.key {
            let text = if Path::new(key).exists() { std::fs::read_to_string(key)? } else { key.clone() };
            let text = text.trim().to_lowercase();
            ensure!(text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()), "{key}: this is no public key");
            trusted.0.insert(text);
        }
        if self.any_key {
            let own = config.data.join(FOLDER);
            let places = std::iter::once(&own).chain(&config.anchor_copies).chain(&self.against);
            for place in places.filter(|place| place.exists()) {
                trusted.0.extend(evidence::keys_in(place)?);
            }
        } else if trusted.0.is_empty() {
            trusted.0.extend(evidence::public_key(config)?);
        }
        Ok(trusted)
    }
}

/// Copies everything to a folder.
///
/// # Errors
/// If it cannot be done, or something is damaged; everything else is copied all the same.
pub async fn backup(settings: &Settings, to: &Path) -> Result<()> {
    let config = settings.existing()?;
    let pool = store::look(config.database.as_deref(), &config.data).await?;
    let dialect = Dialect::of(config.database.as_deref());
    let blobs = Blobs::open(config.blobs.as_ref(), &config.data)?;
    let anchors = Anchors::open(&config)?;
    let source = backup::Source { pool: &pool, dialect, blobs: &blobs, anchors: &anchors, data: &config.data };
    let made = backup::backup(&source, to).await?;
    if let [first, rest @ ..] = &made.faults[..] {
        made.faults.iter().for_each(|fault| say!("ALARM {fault}"));
        let more = if rest.is_empty() { String::new() } else { format!("; and {} more", rest.len()) };
        bail!("the copy is not whole: {first}{more}; everything else was copied");
    }
    if dialect == Dialect::Sqlite {
        say!("{} holds {} events, unbroken; {} files were copied", to.display(), made.events, made.files);
    } else {
        say!("{} files were copied; the database is copied by pg_dump, before the files", made.files);
    }
    Ok(())
}

impl Anchor {
    /// Carries out the subcommand.
    ///
    /// # Errors
    /// If the data folder or the database cannot be used.
    pub async fn run(self) -> Result<()> {
        match self {
            Self::Key(settings) => {
                let config = settings.existing()?;
                let key = evidence::public_key(&config)?.context("no server has made its key here yet")?;
                say!("{key}");
            }
            Self::Check(print) => print.check().await?,
            Self::Now(settings) => {
                let config = settings.existing()?;
                let pool = store::look(config.database.as_deref(), &config.data).await?;
                let anchors = Anchors::open(&config)?;
                let everywhere = anchors.save_everywhere(&pool).await?;
                ensure!(
                    everywhere,
                    "anchored here, but not in every second place: {}",
                    anchors.faults_of_copies().join("; ")
                );
                for place in &config.anchor_copies {
                    say!("{}: every anchor is there", place.display());
                }
                say!("every chain is anchored");
            }
            Self::Restored { settings, against, reason } => {
                let config = settings.existing()?;
                let trusted = Trusted(evidence::public_key(&config)?.into_iter().collect());
                let mut elsewhere = evidence::AnchorsRead::default();
                for place in config.anchor_copies.iter().chain(&against) {
                    elsewhere.add(evidence::read(place, &trusted)?.heads.values().flatten());
                }
                let utc = Clock::default().utc();
                let before = BeforeUpgrade { copies: config.backup_before_upgrade, utc };
                let pool = store::upgrade(config.database.as_deref(), &config.data, before).await?;
                let anchors = Anchors::open(&config)?;
                for line in evidence::acknowledge(&pool, &anchors, &elsewhere, (&reason, utc)).await? {
                    say!("{line}");
                }
                anchors.save_everywhere(&pool).await?;
            }
        }
        Ok(())
    }
}
