//! Hashing passwords: a bounded number at once in the whole process, because each needs memory and a core.
//!
//! The others wait shortly; who would wait too long is told to come again.

use crate::error::{Error, Result};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash};
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

/// What hashing a password costs, and with it every guess at the password behind a hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HashingCost {
    /// The memory and the passes that are the standard of Argon2id.
    #[default]
    Standard,
    /// The least that the algorithm allows: for made-up offices that are thrown away, as those of tests. No configuration file and
    /// no command line can ask for it.
    Least,
}

impl HashingCost {
    fn algorithm(self) -> Result<Argon2<'static>> {
        let params = match self {
            Self::Standard => Params::DEFAULT,
            Self::Least => Params::new(Params::MIN_M_COST, Params::MIN_T_COST, Params::MIN_P_COST, None)
                .map_err(|error| Error::internal(error.to_string()))?,
        };
        Ok(Argon2::new(Algorithm::default(), Version::default(), params))
    }

    fn hash(self, password: &str) -> Result<String> {
        let hash = self.algorithm()?.hash_password(password.as_bytes());
        Ok(hash.map_err(|error| Error::internal(error.to_string()))?.to_string())
    }

    /// The hash against which a password is looked at that belongs to no account.
    fn nobodys(self) -> Result<String> {
        static STANDARD: OnceLock<String> = OnceLock::new();
        static LEAST: OnceLock<String> = OnceLock::new();
        let kept = match self {
            Self::Standard => &STANDARD,
            Self::Least => &LEAST,
        };
        match kept.get() {
            Some(hash) => Ok(hash.clone()),
            None => {
                let hash = self.hash("nobody's")?;
                Ok(kept.get_or_init(|| hash).clone())
            }
        }
    }
}

/// The argon2 hash of a password.
///
/// # Errors
/// If too many others wait.
pub(super) async fn hash(cost: HashingCost, password: String) -> Result<String> {
    in_turn(PATIENTLY, move || cost.hash(&password)).await?
}

/// Whether a password is the one of this hash, which says what it cost. Without a hash it takes as long and is never right.
///
/// # Errors
/// If too many others wait.
pub(super) async fn verify(cost: HashingCost, password: String, hash: Option<String>) -> Result<bool> {
    in_turn(SHORTLY, move || {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => cost.nobodys()?,
        };
        let hash = PasswordHash::new(&hash).map_err(|error| Error::internal(error.to_string()))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && known)
    })
    .await?
}

/// Makes ready what the first log-in would otherwise wait for, so that it takes no longer for an unknown name.
pub(crate) fn prepare(cost: HashingCost) {
    std::thread::spawn(move || cost.nobodys().map(drop));
}
