//! What administrators see of the platform, and do to it. Each action asks for a reason, which the audit log keeps: the line is written in the
//! transaction that acts.

mod actions;
mod lists;
mod overview;
mod store;

pub use actions::{change_channel, delete_channel, end_stream, sign_out_user};
pub use lists::{AuditQuery, ListQuery, audit_log, channels, mail, streams, user, users};
pub use overview::overview;
pub(crate) use overview::{OverviewCache, overview_cache};

use crate::accounts::CurrentUser;
use crate::storage::Storage;
use crate::{Result, Services, access};
use domain::admin::StorageTest;

/// Tries what the platform asks of object storage, with an object of its own that is deleted again. It changes nothing of anybody's, so it
/// needs no reason. Administrators only.
///
/// Errors: `signin_required`, `forbidden`, `rate_limited`. What is wrong with the storage is in the answer.
pub async fn test_storage(svc: &Services, storage: &Storage, current_user: &CurrentUser) -> Result<StorageTest> {
    let administrator = access::administrator(current_user)?;
    svc.limits.moderation.take(administrator.user())?;
    Ok(storage.test(&svc.settings.public_url).await)
}
