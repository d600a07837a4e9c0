//! What is published: on a board for the office, or in the public column for everybody, archived when it is withdrawn.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::{UnitOfWork, offices, publications},
};
use guiju_api::{PublicColumn, PublicationShown};
use guiju_domain::{
    MatterId, OfficeId, PersonId, PublicationId, RecordId,
    events::{effects::PublicationNamed, publications::PublicationRead},
    rejection::{Publication as PublicationRejection, Unknown},
};
use guiju_model::{Publication, Withdrawal};

/// How many of the newest are shown.
const SHOWN: i64 = 500;

/// Publishes for a matter; what was published.
///
/// # Errors
/// If the database cannot be used.
pub async fn publish(
    change: &mut UnitOfWork,
    regulation: &str,
    matter: MatterId,
    publication: &Publication,
) -> Result<PublicationNamed> {
    let id = publications::insert(change, regulation, matter, publication).await?;
    Ok(PublicationNamed { publication: id, title: publication.title.clone() })
}

/// Withdraws what a matter of the same regulation published; it stays in the archive with the reason. What was withdrawn.
///
/// # Errors
/// If nothing of it is published any more, or the database cannot be used.
pub async fn withdraw(
    change: &mut UnitOfWork,
    regulation: &str,
    withdrawal: &Withdrawal,
) -> Result<Vec<PublicationNamed>> {
    let record = RecordId::new(withdrawal.record);
    let withdrawn = publications::withdraw(change, regulation, record, &withdrawal.reason).await?;
    if withdrawn.is_empty() {
        return Err(PublicationRejection::NotPublished.into());
    }
    let named = withdrawn.into_iter().map(|one| PublicationNamed { publication: one.id, title: one.title });
    Ok(named.collect())
}

fn shown(publication: publications::Publication) -> PublicationShown {
    PublicationShown {
        id: publication.id.number().unsigned_abs(),
        board: publication.board,
        class: publication.class,
        title: publication.title,
        body: publication.body,
        published: publication.published_at.to_string(),
        public: publication.public,
        withdrawn: publication.withdrawn_at.map(|at| at.to_string()),
        withdrawn_because: publication.withdrawn_because,
        read: publication.mine,
        readers: publication.readers,
    }
}

/// What is on the boards now; with `archive` everything that ever was, withdrawn or over.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(app: &App, caller: &Caller, archive: bool, newest: Option<i64>) -> Result<Vec<PublicationShown>> {
    let (office, person) = (caller.office, caller.person);
    let at_most = newest.unwrap_or(SHOWN).clamp(0, SHOWN);
    let all = if archive {
        publications::archive(&app.pool, office, person, at_most).await?
    } else {
        publications::current(&app.pool, office, person, app.now(office).date(), at_most).await?
    };
    Ok(all.into_iter().map(shown).collect())
}

/// What everybody may read, without an account: only what was published for the public and not withdrawn.
///
/// # Errors
/// If there is no such office, or the database cannot be used.
pub async fn public(app: &App, office: OfficeId) -> Result<PublicColumn> {
    let found = offices::name_and_version(&app.pool, office).await?.ok_or(Error::from(Unknown::Office))?;
    // As with a session: what another server changed is known before anything is shown.
    app.follow_to(office, found.policy_version).await?;
    let all = publications::public(&app.pool, office, app.now(office).date(), SHOWN).await?;
    // How many colleagues have read it is the office's own business.
    let alone = |one| PublicationShown { readers: 0, ..shown(one) };
    Ok(PublicColumn { office: found.name, publications: all.into_iter().map(alone).collect() })
}

/// Notes that somebody has read what was published; once is enough.
///
/// # Errors
/// If nothing like that was published, or the database cannot be used.
pub async fn read(change: &mut UnitOfWork, person: PersonId, publication: PublicationId) -> Result<()> {
    let title = publications::title(change, publication).await?.ok_or(Error::from(Unknown::Publication))?;
    if publications::mark_read(change, publication, person).await? {
        change.record(Some(person), &PublicationRead { publication, title, person })?;
    }
    Ok(())
}
