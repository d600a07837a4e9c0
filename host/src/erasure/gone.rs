//! What is said of a matter that was erased.

use crate::{
    access::Reader,
    error::{Error, Result},
    store::{Connection, erasure},
};
use guiju_domain::{
    MatterId, OfficeId,
    rejection::{Erasure, Unknown},
};

/// Why there is no such matter for a reader: it was erased, or there never was one. That it was erased learn keepers, who see the list
/// of it, and whoever did something with it, which the links of its events still say; nobody else could be told from somebody who
/// was not to know of it.
///
/// # Errors
/// If the database cannot be used.
pub async fn missing(
    connection: &mut Connection,
    office: OfficeId,
    matter: MatterId,
    reader: &Reader,
) -> Result<Error> {
    let knew = match reader.person {
        Some(_) if reader.system_role.is_some() => true,
        Some(person) => erasure::took_part(&mut *connection, office, matter, person).await?,
        None => false,
    };
    let gone = if knew { erased(connection, office, matter).await? } else { None };
    Ok(gone.unwrap_or_else(|| Error::from(Unknown::Matter)))
}

/// That a matter was erased, if it was; whoever holds a sheet that was printed of it is told, too.
///
/// # Errors
/// If the database cannot be used.
pub async fn erased(connection: &mut Connection, office: OfficeId, matter: MatterId) -> Result<Option<Error>> {
    let erased = erasure::erased_matter(&mut *connection, office, matter).await?;
    Ok(erased.map(|erased| {
        let (number, date) = (erased.number.unwrap_or_default(), erased.erased_at.date());
        Error::from(Erasure::Matter { number, date, years: erased.years })
    }))
}
