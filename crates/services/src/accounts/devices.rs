//! The devices that an account is signed in on.

use super::sessions::CurrentUser;
use super::store;
use crate::{Result, Services, access};
use domain::accounts::Device;
use domain::{Problem, SessionId};

/// The devices that the account is signed in on, the most recently used first.
pub async fn devices(svc: &Services, current_user: &CurrentUser) -> Result<Vec<Device>> {
    let signed_in = access::signed_in(current_user)?;
    store::devices(&svc.db, signed_in.id(), current_user.session()).await
}

/// Signs one device out. Its sockets end.
///
/// Errors: `not_found`.
pub async fn end_device(svc: &Services, current_user: &CurrentUser, session: SessionId) -> Result<()> {
    let signed_in = access::signed_in(current_user)?;
    match store::end_device(&svc.db, signed_in.id(), session).await? {
        true => Ok(()),
        false => Err(Problem::not_found().into()),
    }
}
