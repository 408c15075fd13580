//! Checks of permissions that need the database.

use super::{ChannelOwner, Moderator, StreamOwner, signed_in};
use crate::channels::store::Ownership;
use crate::{Result, Services, accounts::CurrentUser, channels, chat, streams};
use domain::{Code, Problem, StreamId, channels::ChannelRef, moderation::Permission};

/// The owner of a channel. Others get `signin_required` or `forbidden`; a channel that does not exist, or is hidden from them, is not found.
pub async fn channel_owner(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<ChannelOwner> {
    let found = channels::store::owned(svc.db_for(current_user), channel).await?.ok_or_else(Problem::not_found)?;
    ChannelOwner::prove(current_user, found.id, found.owner, found.is_public)
}

/// A moderator of a channel who has this permission, if one is needed; its owner and staff have all. Others get `signin_required` or
/// `forbidden`; a channel that does not exist, or is hidden from them, is not found.
pub async fn moderator(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    needed: Option<Permission>,
) -> Result<Moderator> {
    let found = channels::store::owned(svc.db_for(current_user), channel).await?.ok_or_else(Problem::not_found)?;
    Moderator::prove(svc, current_user, &found, needed).await
}

impl Moderator {
    /// The same for a channel that was read just now.
    pub(crate) async fn prove(
        svc: &Services,
        current_user: &CurrentUser,
        channel: &Ownership,
        needed: Option<Permission>,
    ) -> Result<Self> {
        let is_owner = current_user.id() == Some(channel.owner);
        if !channel.is_public && !is_owner {
            return Err(Problem::not_found().into());
        }
        let signed_in = signed_in(current_user)?;
        let is_appointed = !is_owner && !signed_in.account().is_admin();
        let permissions = match is_appointed {
            false => Some(Permission::ALL.to_vec()),
            true => chat::store::permissions(&svc.db, channel.id, signed_in.id()).await?,
        };
        let Some(permissions) = permissions else {
            return Err(Problem::new(Code::Forbidden, "Only the channel's owner and moderators can do this.").into());
        };
        let proof = Self { channel: channel.id, user: signed_in.id(), is_owner, is_appointed, permissions };
        needed.map_or(Ok(()), |needed| proof.needs(needed))?;
        Ok(proof)
    }
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
