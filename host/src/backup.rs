//! A copy of everything that is kept, made while the server runs, in a folder that can be served as it is.
//!
//! The database comes first, then the files: each file was there before the row that names it, and none is ever changed, so the
//! copy holds together however much was filed meanwhile. Each file is compared with its digest, where it lies and in the copy.

use crate::{
    durable_file,
    evidence::{self, Anchors, FOLDER},
    private,
    store::{self, BlobError, BlobName, Blobs, Dialect, Pool, attachments, digest},
};
use anyhow::{Context, Result, ensure};
use std::{collections::BTreeSet, fs, io, path::Path, sync::Arc};

/// What a backup copies: the database, the stored files, the anchors.
pub struct Source<'a> {
    /// The database.
    pub pool: &'a Pool,
    /// Which database it is.
    pub dialect: Dialect,
    /// Attachments and packages.
    pub blobs: &'a Blobs,
    /// Signed heads of the chains.
    pub anchors: &'a Arc<Anchors>,
    /// The data folder.
    pub data: &'a Path,
}

/// Result of a backup: what was copied, and stored files that are missing or damaged.
#[derive(Debug, Default)]
pub struct Backup {
    /// Events of every office in the copy, each chain walked; none where the database is copied by its own means.
    pub events: i64,
    /// Files that the folder did not have yet.
    pub files: usize,
    /// What is damaged, missing or does not agree, by name. Everything else is in the copy.
    pub faults: Vec<String>,
}

/// Copies what is kept to `to`; what an earlier copy brought there is not copied again. A PostgreSQL database is left to its
/// own means, which must have copied it before.
///
/// # Errors
/// If something cannot be read or written at all. A damaged file is told among the faults and holds nothing up.
pub async fn backup(source: &Source<'_>, to: &Path) -> Result<Backup> {
    private::make(to, None).with_context(|| to.display().to_string())?;
    ensure!(fs::canonicalize(to)? != fs::canonicalize(source.data)?, "the copy needs another folder than the data");
    // The head is anchored before anything is copied: the copy has at least what is anchored.
    source.anchors.save(source.pool, true).await?;
    let mut made = Backup::default();
    if source.dialect == Dialect::Sqlite {
        copy_database(source.pool, to).await?;
    }
    let told = copy_blobs(source, to, &mut made).await?;
    copy_anchors(source, to)?;
    if source.dialect == Dialect::Sqlite {
        holds_together(source, to, &told, &mut made).await?;
        take_over(to, &mut made)?;
    }
    Ok(made)
}

/// Where the copy of the database lies until it was compared with everything.
const UNFINISHED: &str = "unfinished";
/// The copy that was made before, where the new one is not whole.
const FORMER: &str = "guiju.sqlite.former";
const DATABASE: &str = "guiju.sqlite";

async fn copy_database(pool: &Pool, to: &Path) -> Result<()> {
    let unfinished = to.join(UNFINISHED);
    ensure!(!to.join("guiju.sqlite-wal").exists(), "{} is being served: name another folder", to.display());
    match fs::remove_dir_all(&unfinished) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(why.into()),
        _ => {}
    }
    private::make(&unfinished, None)?;
    let copy = unfinished.join(DATABASE);
    store::copy_sqlite(pool, &copy).await?;
    Ok(fs::File::open(&copy)?.sync_all()?)
}

/// Gives the copy of the database its name. The one before it stays beside it where the new one does not hold together.
fn take_over(to: &Path, made: &mut Backup) -> Result<()> {
    let (copy, former) = (to.join(DATABASE), to.join(FORMER));
    if made.faults.is_empty() {
        let _ = fs::remove_file(&former);
    } else if copy.exists() && !former.exists() {
        fs::rename(&copy, &former)?;
        made.faults.push(format!("the copy that was made before stands in {}", former.display()));
    }
    fs::rename(to.join(UNFINISHED).join(DATABASE), copy)?;
    fs::remove_dir_all(to.join(UNFINISHED))?;
    Ok(fs::File::open(to)?.sync_all()?)
}

/// Copies every stored file; which are damaged or missing.
async fn copy_blobs(source: &Source<'_>, to: &Path, made: &mut Backup) -> Result<BTreeSet<BlobName>> {
    let mut told = BTreeSet::new();
    // Named first, then listed: what is stored meanwhile is copied as well.
    let named = attachments::named(source.pool).await?;
    let names = source.blobs.names().await?.into_iter().chain(named.names).collect::<BTreeSet<BlobName>>();
    for name in names {
        let bytes = match source.blobs.get(&name).await {
            Ok(bytes) => bytes,
            Err(why @ BlobError::Unreachable(_)) => return Err(why.into()),
            Err(why) => {
                made.faults.push(why.to_string());
                told.insert(name);
                continue;
            }
        };
        let path = to.join(name.to_string());
        if fs::read(&path).is_ok_and(|there| digest(&there) == name.digest()) {
            continue;
        }
        durable_file::write(&path, &bytes).with_context(|| path.display().to_string())?;
        made.files += 1;
    }
    Ok(told)
}

fn copy_anchors(source: &Source<'_>, to: &Path) -> Result<()> {
    let folder = to.join(FOLDER);
    private::make(&folder, None)?;
    evidence::bring(&source.data.join(FOLDER), &folder).with_context(|| folder.display().to_string())
}

/// Walks every chain of the copy, compares it with its anchors, and looks for every file that it names.
async fn holds_together(source: &Source<'_>, copy: &Path, told: &BTreeSet<BlobName>, made: &mut Backup) -> Result<()> {
    let pool = store::look(None, &copy.join(UNFINISHED)).await?;
    let blobs = Blobs::open(None, copy)?;
    let trusted = evidence::Trusted(BTreeSet::from([source.anchors.public()]));
    let anchors = evidence::read(&copy.join(FOLDER), &trusted)?;
    let compared = evidence::disagreements((&pool, source.dialect), (&anchors.heads, &trusted), None).await?;
    made.faults.extend(compared.wrong);
    made.events = compared.whole.iter().map(|(_, events)| events).sum();
    // What is damaged where it lies may stand whole in an earlier copy; it is told once.
    let named = attachments::named(&pool).await?;
    made.faults.extend(evidence::files_unread(&named));
    let faults = evidence::faults_of_blobs(&blobs, &named.names).await;
    made.faults.extend(faults.into_iter().filter(|(name, _)| !told.contains(name)).map(|(_, why)| why));
    pool.close().await;
    Ok(())
}
