//! Tests of what precedes an upgrade, on SQLite.

use super::{BeforeUpgrade, DAY, list, upgrade};
use crate::{
    connection::{applied, at_file, connect, newest, opened_until},
    error::{Error, Result},
};
use sqlx::{Connection, Executor};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The last migration of the baseline.
const BASELINE: i64 = 7;
/// The third of January 1970, at noon.
const THEN: BeforeUpgrade = BeforeUpgrade { copies: true, utc: 2 * DAY + DAY / 2 };

/// A data folder with a database that has the migrations up to one of them, and an office if that is asked for.
async fn older(last: i64, has_office: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pool = opened_until(folder.path(), last).await;
    if has_office {
        let office = "INSERT INTO offices (id, name, next_id, chain_seq, chain_hash) VALUES (1, '办公室', 5, 0, '')";
        pool.execute(office).await.unwrap();
    }
    pool.close().await;
    folder
}

async fn upgraded(data: &Path, before: BeforeUpgrade) -> Result<()> {
    upgrade(None, data, before).await?.close().await;
    Ok(())
}

async fn version(file: &Path) -> i64 {
    let mut connection = at_file(file).await.unwrap();
    let last = applied(&mut connection).await.unwrap().into_iter().max().unwrap_or_default();
    connection.close().await.unwrap();
    last
}

fn copies(data: &Path) -> Vec<PathBuf> {
    list(data).unwrap().into_iter().map(|copy| copy.path).collect()
}

#[tokio::test]
async fn an_office_is_copied_once() {
    let folder = older(BASELINE, true).await;
    let data = folder.path();
    upgraded(data, THEN).await.unwrap();
    let made = copies(data);
    let [copy] = &made[..] else { panic!("{made:?}") };
    assert!(copy.to_string_lossy().contains("before-upgrade-0007-1970-01-03-"), "{copy:?}");
    assert_eq!((version(copy).await, version(&data.join("guiju.sqlite")).await), (BASELINE, newest()));
    upgraded(data, THEN).await.unwrap();
    assert_eq!(copies(data), made, "what is up to date is not copied");
}

#[tokio::test]
async fn what_needs_no_copy() {
    let fresh = tempfile::tempdir().unwrap();
    upgraded(fresh.path(), THEN).await.unwrap();
    let without_office = older(BASELINE, false).await;
    upgraded(without_office.path(), THEN).await.unwrap();
    let made_by_hand = older(BASELINE, true).await;
    upgraded(made_by_hand.path(), BeforeUpgrade { copies: false, ..THEN }).await.unwrap();
    for folder in [&fresh, &without_office, &made_by_hand] {
        assert_eq!(copies(folder.path()), [] as [PathBuf; 0]);
        assert_eq!(version(&folder.path().join("guiju.sqlite")).await, newest());
    }
}

/// An upgrade that was begun and not ended goes on with the copy that was made at its begin; what a killed process left of a copy is
/// removed.
#[tokio::test]
async fn an_upgrade_that_goes_on_keeps_its_copy() {
    let folder = older(BASELINE, true).await;
    let data = folder.path();
    fs::write(data.join("unfinished-before-upgrade"), "half a copy").unwrap();
    upgraded(data, THEN).await.unwrap();
    let made = copies(data);
    let bytes = fs::read(&made[0]).unwrap();
    for halfway in [BASELINE, 20, 29] {
        fs::remove_file(data.join("guiju.sqlite")).unwrap();
        let other = older(halfway, true).await;
        fs::copy(other.path().join("guiju.sqlite"), data.join("guiju.sqlite")).unwrap();
        upgraded(data, BeforeUpgrade { utc: THEN.utc + DAY, ..THEN }).await.unwrap();
        assert_eq!(copies(data), made, "from {halfway}");
        assert_eq!(fs::read(&made[0]).unwrap(), bytes, "from {halfway}");
    }
    assert!(!data.join("unfinished-before-upgrade").exists());
}

/// A database in which something was recorded since has a copy of its own; the two newest stay.
#[tokio::test]
async fn two_copies_stay() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let mut made = Vec::new();
    for recorded in [
        "UPDATE offices SET next_id = 6",
        "UPDATE offices SET chain_seq = 1",
        "UPDATE offices SET chain_hash = 'x'",
        "INSERT INTO offices (id, name, next_id, chain_seq, chain_hash) VALUES (2, '二号', 0, 0, '')",
    ] {
        let other = older(BASELINE, true).await;
        let file = other.path().join("guiju.sqlite");
        let pool = connect(None, other.path(), false).await.unwrap();
        pool.execute(recorded).await.unwrap();
        pool.close().await;
        fs::copy(file, data.join("guiju.sqlite")).unwrap();
        upgraded(data, THEN).await.unwrap();
        let new = copies(data).into_iter().filter(|copy| !made.contains(copy)).collect::<Vec<_>>();
        assert_eq!(new.len(), 1, "{new:?}");
        made.extend(new);
    }
    let left = copies(data).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(left, made.split_off(2).into_iter().collect(), "the two newest");
}

#[tokio::test]
async fn without_a_copy_nothing_changes() {
    let folder = older(BASELINE, true).await;
    let (data, file) = (folder.path(), folder.path().join("guiju.sqlite"));
    let before = fs::read(&file).unwrap();
    // No copy can be written where there is a folder.
    fs::create_dir(data.join("unfinished-before-upgrade")).unwrap();
    let refused = upgraded(data, THEN).await.unwrap_err();
    let Error::NoCopy { found, known, .. } = &refused else { panic!("{refused}") };
    assert_eq!((*found, *known), (BASELINE, newest()));
    assert!(refused.to_string().contains("Nothing was changed"), "{refused}");
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(copies(data), [] as [PathBuf; 0]);
}
