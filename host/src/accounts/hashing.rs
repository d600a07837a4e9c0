//! Hashing passwords: a bounded number at once in the whole process, because each needs memory and a core.
//!
//! The others wait shortly; who would wait too long is told to come again.

use crate::error::{Error, Result};
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use guiju_domain::rejection::{Account, Rejection};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Sender},
    },
    time::Duration,
};
use tokio::sync::{Semaphore, oneshot};

/// What is done in a turn.
type Work = Box<dyn FnOnce() + Send>;

/// How long a stranger waits for a turn.
const SHORTLY: Duration = Duration::from_secs(3);
/// How long somebody who is logged in waits: a table of new accounts needs many turns.
const PATIENTLY: Duration = Duration::from_secs(30);
/// So many wait at most.
const WAITING: usize = 64;

/// The turns: as many as there are cores but one, which serves everything else.
fn turns() -> &'static Arc<Semaphore> {
    static TURNS: OnceLock<Arc<Semaphore>> = OnceLock::new();
    TURNS.get_or_init(|| Arc::new(Semaphore::new(at_once())))
}

/// How many are hashed at once.
fn at_once() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get).saturating_sub(1).max(1)
}

/// Does the work in its turn, on a thread that does nothing else.
async fn in_turn<T: Send + 'static>(patience: Duration, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    static WAIT: AtomicUsize = AtomicUsize::new(0);
    /// Somebody who waits, counted until the wait is over or given up.
    struct Waits;
    impl Drop for Waits {
        fn drop(&mut self) {
            WAIT.fetch_sub(1, Ordering::Relaxed);
        }
    }
    let busy = || Error::from(Rejection::from(Account::Busy));
    let before = WAIT.fetch_add(1, Ordering::Relaxed);
    let waits = Waits;
    if before >= WAITING {
        return Err(busy());
    }
    let turn = tokio::time::timeout(patience, Arc::clone(turns()).acquire_owned()).await;
    drop(waits);
    let turn = turn.map_err(|_| busy())?.map_err(Error::internal)?;
    let (told, done) = oneshot::channel();
    // The turn ends with the work, even if whoever asked for it is gone.
    let work = Box::new(move || {
        let result = work();
        drop(turn);
        let _ = told.send(result);
    });
    threads().send(work).map_err(|_| Error::internal("no thread hashes passwords"))?;
    done.await.map_err(Error::internal)
}

/// The threads that hash, one for each turn. The allocator keeps the memory of a hash with the thread that made it: on the
/// runtime's threads, of which there are hundreds, each would keep its own.
fn threads() -> &'static Sender<Work> {
    static THREADS: OnceLock<Sender<Work>> = OnceLock::new();
    THREADS.get_or_init(|| {
        let (sender, works) = mpsc::channel::<Work>();
        let works = Arc::new(Mutex::new(works));
        for _ in 0..at_once() {
            let works = Arc::clone(&works);
            std::thread::spawn(move || {
                let next = || works.lock().ok()?.recv().ok();
                while let Some(work) = next() {
                    // A work that fails ends its turn and nothing else.
                    let _ = catch_unwind(AssertUnwindSafe(work));
                }
            });
        }
        sender
    })
}

fn made(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| Error::internal(error.to_string()))?.to_string())
}

/// The argon2 hash of a password.
///
/// # Errors
/// If too many others wait.
pub(super) async fn hash(password: String) -> Result<String> {
    in_turn(PATIENTLY, move || made(&password)).await?
}

/// Whether a password is the one of this hash. Without a hash it takes as long and is never right.
///
/// # Errors
/// If too many others wait.
pub(super) async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    in_turn(SHORTLY, move || {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => nobodys()?,
        };
        let hash = PasswordHash::new(&hash).map_err(|error| Error::internal(error.to_string()))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && known)
    })
    .await?
}

/// The hash against which a password is looked at that belongs to no account.
fn nobodys() -> Result<String> {
    static HASH: OnceLock<String> = OnceLock::new();
    match HASH.get() {
        Some(hash) => Ok(hash.clone()),
        None => {
            let hash = made("nobody's")?;
            Ok(HASH.get_or_init(|| hash).clone())
        }
    }
}

/// Makes ready what the first log-in would otherwise wait for, so that it takes no longer for an unknown name.
pub(crate) fn prepare() {
    std::thread::spawn(|| nobodys().map(drop));
}
