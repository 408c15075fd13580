//! Permissions as values: a use case that needs one takes it as an argument, so the check cannot be forgotten.

use crate::{Result, Services, accounts::CurrentUser, channels};
use domain::{ChannelId, Code, Problem, StreamId, UserId, accounts::Account, chat::Participant};
use std::sync::Arc;

/// A signed-in user.
#[derive(Clone, Debug)]
pub struct SignedIn(Arc<Account>);

impl SignedIn {
    /// Account of the signed-in user.
    pub fn account(&self) -> &Account {
        &self.0
    }

    /// Id of their account.
    pub fn id(&self) -> UserId {
        self.0.id
    }
}

/// A signed-in user who has chosen a username.
#[derive(Clone, Debug)]
pub struct Member {
    /// Id of their account.
    pub id: UserId,
    /// Their username.
    pub username: String,
    /// Their display name.
    pub display_name: String,
    /// Address of their avatar.
    pub avatar: Option<String>,
    /// Whether they administrate the platform.
    pub is_admin: bool,
}

impl From<Member> for Participant {
    fn from(Member { id, username, display_name, .. }: Member) -> Self {
        Self { id, username, display_name }
    }
}

/// Proof that a user owns a channel.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    channel: ChannelId,
    user: UserId,
}

impl Owner {
    /// The channel that the user owns.
    pub fn channel(&self) -> ChannelId {
        self.channel
    }

    /// Account of the channel's owner.
    pub fn user(&self) -> UserId {
        self.user
    }
}

/// The signed-in user; `signin_required` for an anonymous request.
pub fn signed_in(current_user: &CurrentUser) -> Result<SignedIn> {
    let account = current_user.shared_account();
    Ok(account.map(SignedIn).ok_or_else(|| Problem::new(Code::SigninRequired, "Sign in to do this."))?)
}

/// The signed-in user as a member; `onboarding_required` if they have no username yet.
pub fn member(current_user: &CurrentUser) -> Result<Member> {
    let account = signed_in(current_user)?.0;
    match (&account.username, &account.display_name) {
        (Some(username), Some(display_name)) => Ok(Member {
            id: account.id,
            username: username.clone(),
            display_name: display_name.clone(),
            avatar: account.avatar.clone(),
            is_admin: account.roles.iter().any(|role| role == "admin"),
        }),
        _ => Err(Problem::new(Code::OnboardingRequired, "Choose a username first; it takes a moment.").into()),
    }
}

/// The owner of a channel. Other users get `forbidden`; a channel that does not exist, or is hidden from them, is not found.
pub async fn owner(svc: &Services, current_user: &CurrentUser, channel: ChannelId) -> Result<Owner> {
    let user = signed_in(current_user)?.id();
    let found = channels::get_channel(svc, current_user, &channel.to_string()).await?;
    if found.owner.id == user {
        return Ok(Owner { channel, user });
    }
    Err(Problem::new(Code::Forbidden, "Only the channel's owner can do this.").into())
}

/// Gives the operator at the command line the rights of a channel's owner. Not for any other entry point.
pub async fn operator(svc: &Services, channel: ChannelId) -> Result<Owner> {
    let user = channels::store::owner(&svc.db, channel).await?.ok_or_else(Problem::not_found)?;
    Ok(Owner { channel, user })
}

/// The owner of a stream's channel.
pub async fn stream_owner(svc: &Services, current_user: &CurrentUser, stream: StreamId) -> Result<Owner> {
    signed_in(current_user)?;
    // A stream that this user cannot see is not found, rather than forbidden.
    let stream = crate::streams::get_stream(svc, current_user, stream).await?;
    owner(svc, current_user, stream.channel_id).await
}
