//! Settings that would protect the office less wait for a second keeper.

use super::{
    asking::{self, Beside},
    wording::RequestWording,
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
    wording: &RequestWording,
    by: PersonId,
    changes: Vec<SettingChange>,
) -> Result<RequestId> {
    asking::ask(change, wording, by, &Request::WeakenSettings { changes }, Beside::default()).await
}
