//! Settings that would protect the office less wait for a second keeper.

use super::{
    asking::{self, Beside},
    saying::Saying,
};
use crate::{error::Result, store::UnitOfWork};
use guiju_domain::{
    PersonId, RequestId,
    keepers::{Request, SettingChange},
};

/// Asks for settings that would protect the office less.
///
/// # Errors
/// If it is not the asker's to ask for.
pub async fn ask(
    change: &mut UnitOfWork,
    saying: &Saying,
    by: PersonId,
    changes: Vec<SettingChange>,
) -> Result<RequestId> {
    asking::ask(change, saying, by, &Request::WeakenSettings { changes }, Beside::default()).await
}
