//! Which passwords an office takes, and changing one's own.

use super::{
    Caller, devices, hashing, sessions,
    throttle::{self, By, Counter},
};
use crate::{
    app::App,
    error::{Error, Result},
    organisation,
    store::accounts,
};
use flate2::read::GzDecoder;
use guiju_domain::{
    OfficeId,
    accounts::{Candidate, LONGEST, check, folded},
    events::accounts::PasswordChanged,
    rejection::{Account, Rejection},
    settings::PASSWORD_LENGTH,
};
use pinyin::ToPinyin;
use std::{collections::HashSet, io::Read, sync::OnceLock};

/// Words that people here build passwords of, which no list of English words has.
const PHRASES: &[&str] = &[
    "woaini",
    "wodemima",
    "mima",
    "nihao",
    "woshi",
    "baobao",
    "laopo",
    "laogong",
    "zhongguo",
    "beijing",
    "aini",
    "mingtian",
    "5201314",
    "1314520",
    "520520",
    "1314",
    "520",
    "888888",
    "666666",
    "168168",
    "tiantian",
    "xiaoming",
    "guanliyuan",
];

/// The passwords that are tried first: 20,000 of the most common ones, as the Django framework keeps them (BSD licence).
const COMMON: &[u8] = include_bytes!("common-passwords.txt.gz");

/// Account for which a password is chosen.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// The office, whose name is no password.
    pub office: OfficeId,
    /// The login, which is no password either.
    pub login: &'a str,
    /// The person's name; neither it nor its pinyin may be part of the password.
    pub name: &'a str,
}

fn common() -> &'static HashSet<String> {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut text = String::new();
        if let Err(why) = GzDecoder::new(COMMON).read_to_string(&mut text) {
            tracing::error!(%why, "the list of common passwords cannot be read");
        }
        text.lines().map(folded).collect()
    })
}

/// A name in letters, as it is commonly written: whole, given name first, initials.
fn readings(name: &str) -> Vec<String> {
    let syllables = |text: &str| {
        let plain = text.chars().zip(text.to_pinyin()).map(|(c, read)| match read {
            Some(read) => read.plain().to_owned(),
            None => c.to_string(),
        });
        plain.collect::<Vec<_>>()
    };
    let read = syllables(name);
    let initials = read.iter().filter_map(|syllable| syllable.chars().next()).collect::<String>();
    let mut given_first = read.iter().skip(1).cloned().collect::<String>();
    given_first.extend(read.first().cloned());
    vec![name.to_owned(), read.concat(), given_first, initials]
}

/// The hash of a password that the office takes: the one way in which a password is set, whoever sets it.
///
/// # Errors
/// The rule that it breaks, or that too many others are being looked at.
pub async fn accept(app: &App, whose: Whose<'_>, password: &str, current: Option<&str>) -> Result<String> {
    checked(app, whose, password, current).await?;
    hashing::hash(app.config.hashing_cost, password.to_owned()).await
}

/// Whether the office would take a first password, which is not saved.
///
/// # Errors
/// The rule that it breaks.
pub async fn takes(app: &App, whose: Whose<'_>, password: &str) -> Result<()> {
    checked(app, whose, password, None).await
}

/// The hash of a first password of two halves: what somebody typed, which the office must take by itself, followed by a code
/// that he does not know.
///
/// # Errors
/// The rule that the first half breaks, or that too many others are being looked at.
pub async fn accept_half(app: &App, whose: Whose<'_>, half: &str, code: &str) -> Result<String> {
    checked(app, whose, half, None).await?;
    hashing::hash(app.config.hashing_cost, format!("{half}{code}")).await
}

/// Whether the office takes a password.
async fn checked(app: &App, whose: Whose<'_>, password: &str, current: Option<&str>) -> Result<()> {
    let office = organisation::name(&app.pool, whose.office).await?;
    let names = readings(whose.name);
    let office = readings(&office);
    let own = std::iter::once(whose.login).chain(names.iter().chain(&office).map(String::as_str));
    let known = own.chain(PHRASES.iter().copied()).collect::<Vec<_>>();
    let looked_at = password.chars().take(LONGEST).collect::<String>();
    let candidate = Candidate {
        password,
        shortest: usize::try_from(app.policy(whose.office)?.settings.number(&PASSWORD_LENGTH)).unwrap_or(0),
        login: whose.login,
        names: &names,
        office: &office,
        common: common().contains(&folded(password)),
        guesses: zxcvbn::zxcvbn(&folded(&looked_at), &known).guesses(),
        current,
    };
    Ok(check(&candidate)?)
}

/// The hash of the caller's password, if this is it. Counted, so that a borrowed session does not find it.
///
/// # Errors
/// If it is not, or was tried too often.
pub(super) async fn prove(app: &App, caller: &Caller, password: &str) -> Result<String> {
    let counter = Counter::new(By::OwnPassword, &[&caller.login]);
    let counted = throttle::count(app, vec![counter]).await?;
    let hash = accounts::password_hash(&app.pool, &caller.login).await?.ok_or(Error::Unauthenticated)?;
    match hashing::verify(app.config.hashing_cost, password.to_owned(), usable(&hash)).await {
        Ok(true) => {
            counted.was_right(app).await?;
            Ok(hash)
        }
        Ok(false) => Err(Rejection::from(Account::WrongPassword).into()),
        Err(why) => {
            counted.give_back(app).await?;
            Err(why)
        }
    }
}

/// The hash of a password, unless no password opens the account any more.
pub(super) fn usable(hash: &str) -> Option<String> {
    Some(hash.to_owned()).filter(|hash| !hash.is_empty())
}

/// Changes the caller's own password, for every login that an earlier version gave; every other session and every other known
/// device ends.
///
/// # Errors
/// If the current one is wrong or was changed meanwhile, the session has ended, or the new one is not taken.
pub async fn change(app: &App, caller: &Caller, current: &str, new: &str, device: Option<&str>) -> Result<()> {
    let proved = prove(app, caller, current).await?;
    let name = app.staff(caller.office).await?.name(caller.person);
    let whose = Whose { office: caller.office, login: &caller.login, name: &name };
    let hash = accept(app, whose, new, Some(current)).await?;
    let mut change = app.change(caller.office).await?;
    sessions::stands(&mut change, caller, &proved).await?;
    let first = accounts::must_change(&mut change, &caller.login).await?.ok_or(Error::Unauthenticated)?;
    accounts::change_own_password(&mut change, caller.person, &hash, app.clock.utc()).await?;
    let ended = sessions::end_others_in(&mut change, caller).await?;
    devices::forget_others(&mut change, caller, device).await?;
    let person = caller.person;
    let event = PasswordChanged { person, login: caller.login.clone(), first, ended };
    change.record(Some(person), &event)?;
    Ok(change.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_passwords_are_known() {
        assert!(common().len() > 15_000, "{}", common().len());
        assert!(common().contains("1q2w3e4r5t"));
    }

    #[test]
    fn a_name_is_read_in_every_manner() {
        assert_eq!(readings("周建国"), ["周建国", "zhoujianguo", "jianguozhou", "zjg"]);
    }

    #[test]
    fn an_estimate_finds_what_no_list_has() {
        let guesses = |password: &str| zxcvbn::zxcvbn(password, &[&["zhou"], PHRASES].concat()).guesses();
        for weak in ["password2026", "qwerty123456", "iloveyou1314", "p@ssw0rd123", "administrator1", "woaini1314520"] {
            assert!(guesses(weak) < 1_000_000, "{weak}: {}", guesses(weak));
        }
        for good in
            ["guiju-test-2026", "guiju-demo-2026", "guiju-scratch", "another-long-one", "choose-a-long-password"]
        {
            assert!(guesses(good) >= 1_000_000, "{good}: {}", guesses(good));
        }
    }
}
