//! Accounts and sessions: argon2id, lockout, one cookie, and a token against forged requests.

use crate::{
    app::App,
    error::{Error, Result},
    organisation,
    store::Columns,
};
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use guiju_api::{Credentials, Me};
use guiju_domain::SystemRole;
use sha2::{Digest, Sha256};

/// So many wrong passwords lock an account.
const FAILURES: i64 = 5;
/// For so many seconds.
const LOCKED: i64 = 15 * 60;
/// Shortest password.
const SHORTEST: usize = 10;

/// Who makes a request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Office.
    pub office: i64,
    /// Person.
    pub person: u64,
    /// Login name.
    pub login: String,
    /// Role of the system, if the caller is a keeper.
    pub system_role: Option<SystemRole>,
    /// Token that every change must carry.
    pub csrf: String,
}

impl Caller {
    /// Whether the caller administers the office.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.system_role == Some(SystemRole::Administrator)
    }

    /// Whether the caller reads everything and changes nothing.
    #[must_use]
    pub fn audits(&self) -> bool {
        self.system_role == Some(SystemRole::Auditor)
    }

    /// Whether the caller is the office's security officer: says whom the office trusts, and confirms what an
    /// administrator wants to change.
    #[must_use]
    pub fn secures(&self) -> bool {
        self.system_role == Some(SystemRole::Security)
    }

    /// Only those who keep the office run or watch over it go on.
    ///
    /// # Errors
    /// If the caller is none of them.
    pub fn keeper(&self) -> Result<()> {
        let keeps = self.administers() || self.secures() || self.audits();
        if keeps {
            Ok(())
        } else {
            Err(Error::Forbidden("这里由管理员、安全员或审计员使用".to_owned()))
        }
    }

    /// Only security officers go on.
    ///
    /// # Errors
    /// If the caller is none.
    pub fn security_officer(&self) -> Result<()> {
        if self.secures() { Ok(()) } else { Err(Error::Forbidden("这里由安全员操作".to_owned())) }
    }

    /// Only administrators go on.
    ///
    /// # Errors
    /// If the caller is none.
    pub fn administrator(&self) -> Result<()> {
        if self.administers() { Ok(()) } else { Err(Error::Forbidden("这里由系统管理员操作".to_owned())) }
    }
}

/// A secret that nobody can guess.
pub(crate) fn token() -> Result<String> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
    Ok(hex(&bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is kept of a secret.
pub(crate) fn hashed(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// The hash that is kept of a password.
///
/// # Errors
/// If the password is too short.
pub fn hash(password: &str) -> Result<String> {
    if password.chars().count() < SHORTEST {
        return Err(Error::Invalid(format!("密码至少 {SHORTEST} 位")));
    }
    let hash =
        Argon2::default().hash_password(password.as_bytes()).map_err(|error| Error::internal(error.to_string()))?;
    Ok(hash.to_string())
}

/// Logs in: the session's token.
///
/// # Errors
/// If name or password are wrong, or were too often.
pub async fn log_in(app: &App, credentials: &Credentials) -> Result<String> {
    let now = app.clock.utc();
    let wrong = || Error::Invalid("用户名或密码不对".to_owned());
    let row = sqlx::query("SELECT password_hash, failures, locked_until FROM accounts WHERE login = $1")
        .bind(&credentials.login)
        .fetch_optional(&app.pool)
        .await?;
    let (kept, locked) = match &row {
        Some(row) => (row.text("password_hash")?, row.int("locked_until")?),
        None => (String::new(), 0),
    };
    if locked > now {
        return Err(Error::Throttled((locked - now) / 60 + 1));
    }
    let password = credentials.password.clone();
    // Hashing takes long: not on a thread that serves others. An unknown name takes as long as a wrong password.
    let right = tokio::task::spawn_blocking(move || match PasswordHash::new(&kept) {
        Ok(kept) => Argon2::default().verify_password(password.as_bytes(), &kept).is_ok(),
        Err(_) => {
            let _ = Argon2::default().hash_password(password.as_bytes());
            false
        }
    })
    .await
    .map_err(Error::internal)?;
    if !right {
        sqlx::query(
            "UPDATE accounts SET failures = failures + 1,
             locked_until = CASE WHEN failures + 1 >= $2 THEN $3 ELSE 0 END WHERE login = $1",
        )
        .bind(&credentials.login)
        .bind(FAILURES)
        .bind(now + LOCKED)
        .execute(&app.pool)
        .await?;
        tracing::warn!(login = credentials.login, "a log-in failed");
        return Err(wrong());
    }
    let (token, csrf) = (token()?, token()?);
    sqlx::query("UPDATE accounts SET failures = 0, locked_until = 0 WHERE login = $1")
        .bind(&credentials.login)
        .execute(&app.pool)
        .await?;
    sqlx::query("DELETE FROM sessions WHERE expires_at < $1").bind(now).execute(&app.pool).await?;
    sqlx::query("INSERT INTO sessions (token_hash, login, csrf, expires_at) VALUES ($1, $2, $3, $4)")
        .bind(hashed(&token))
        .bind(&credentials.login)
        .bind(csrf)
        .bind(now + app.config.session_minutes * 60)
        .execute(&app.pool)
        .await?;
    Ok(token)
}

/// Ends a session.
///
/// # Errors
/// If the database cannot be used.
pub async fn log_out(app: &App, token: &str) -> Result<()> {
    sqlx::query("DELETE FROM sessions WHERE token_hash = $1").bind(hashed(token)).execute(&app.pool).await?;
    Ok(())
}

/// Who a session belongs to; a session that is used goes on.
///
/// # Errors
/// If there is no such session.
pub async fn caller(app: &App, token: &str) -> Result<Caller> {
    let (now, hash) = (app.clock.utc(), hashed(token));
    let row = sqlx::query(
        "SELECT s.csrf AS csrf, s.expires_at AS expires_at, a.login AS login, a.office_id AS office_id, a.person_id AS person_id,
         a.system_role AS system_role, o.policy_version AS policy_version FROM sessions s JOIN accounts a ON a.login = s.login
         JOIN offices o ON o.id = a.office_id WHERE s.token_hash = $1",
    )
    .bind(&hash)
    .fetch_optional(&app.pool)
    .await?
    .ok_or(Error::Unauthenticated)?;
    let (expires, minutes) = (row.int("expires_at")?, app.config.session_minutes);
    if expires < now {
        return Err(Error::Unauthenticated);
    }
    // What another server changed is known before anything is answered, without a statement of its own.
    app.follow_to(row.int("office_id")?, row.int("policy_version")?).await?;
    // Not at every request: only once a twentieth of the time is used.
    if expires < now + minutes * 57 {
        sqlx::query("UPDATE sessions SET expires_at = $2 WHERE token_hash = $1")
            .bind(&hash)
            .bind(now + minutes * 60)
            .execute(&app.pool)
            .await?;
    }
    Ok(Caller {
        office: row.int("office_id")?,
        person: row.int("person_id")? as u64,
        login: row.text("login")?,
        system_role: row.maybe_text("system_role")?.as_deref().and_then(SystemRole::named),
        csrf: row.text("csrf")?,
    })
}

/// Who is logged in, for the portal.
///
/// # Errors
/// If the database cannot be used.
pub async fn me(app: &App, caller: &Caller) -> Result<Me> {
    let staff = app.staff(caller.office).await?;
    Ok(Me {
        office: organisation::name(&app.pool, caller.office).await?,
        person: caller.person,
        name: staff.name(caller.person),
        department: staff.department_of(caller.person),
        roles: staff.roles_of(caller.person),
        system_role: caller.system_role.map(|role| role.name().to_owned()),
        csrf: caller.csrf.clone(),
        now: app.now(caller.office).to_string(),
    })
}
