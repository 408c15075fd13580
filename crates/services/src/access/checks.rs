//! Checks of permissions that need the database.

use super::{ChannelOwner, StreamOwner, signed_in};
use crate::{Result, Services, accounts::CurrentUser, channels, streams};
use domain::{Problem, StreamId, channels::ChannelRef};

/// The owner of a channel. Others get `signin_required` or `forbidden`; a channel that does not exist, or is hidden from them, is not found.
pub async fn channel_owner(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<ChannelOwner> {
    let found = channels::store::owned(svc.db_for(current_user), channel).await?.ok_or_else(Problem::not_found)?;
    ChannelOwner::prove(current_user, found.id, found.owner, found.is_public)
}

/// Gives the operator at the command line the rights of a channel's owner. Not for any other entry point.
pub async fn operator(svc: &Services, channel: &ChannelRef) -> Result<ChannelOwner> {
    let found = channels::store::owned(&svc.db, channel).await?.ok_or_else(Problem::not_found)?;
    Ok(ChannelOwner { channel: found.id, user: found.owner })
}

/// The owner of a stream's channel. Other users get `forbidden`; a stream that they cannot see is not found.
pub async fn stream_owner(svc: &Services, current_user: &CurrentUser, stream: StreamId) -> Result<StreamOwner> {
    signed_in(current_user)?;
    let found = streams::store::find(&svc.db, stream).await?.ok_or_else(Problem::not_found)?;
    found.owner(current_user)
}
