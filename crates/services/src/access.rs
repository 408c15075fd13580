//! Permission as a value: a use case that needs it cannot be written without having asked.

use crate::{Result, Services, accounts::CurrentUser, channels};
use domain::{ChannelId, Code, Problem, StreamId, UserId, accounts::Account, chat::Participant};
use std::sync::Arc;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn(Arc<Account>);

impl SignedIn {
    /// Their account.
    pub fn account(&self) -> &Account {
        &self.0
    }

    /// Their id.
    pub fn id(&self) -> UserId {
        self.0.id
    }
}

/// Somebody who has chosen a username.
#[derive(Clone, Debug)]
pub struct Member {
    /// Their id.
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

/// Proof that somebody owns this channel.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    channel: ChannelId,
    user: UserId,
}

impl Owner {
    /// The channel.
    pub fn channel(&self) -> ChannelId {
        self.channel
    }

    /// The owner.
    pub fn user(&self) -> UserId {
        self.user
    }
}

/// Whoever is signed in, or the problem that nobody is.
pub fn signed_in(current_user: &CurrentUser) -> Result<SignedIn> {
    let account = current_user.shared_account();
    Ok(account.map(SignedIn).ok_or_else(|| Problem::new(Code::SigninRequired, "Sign in to do this."))?)
}

/// Whoever is signed in and has a username.
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

/// The owner of a channel. Others learn that they may not; a channel that is not there, or is hidden from them, is not found.
pub async fn owner(svc: &Services, current_user: &CurrentUser, channel: ChannelId) -> Result<Owner> {
    let user = signed_in(current_user)?.id();
    let found = channels::get_channel(svc, current_user, &channel.to_string()).await?;
    if found.owner.id == user {
        return Ok(Owner { channel, user });
    }
    Err(Problem::new(Code::Forbidden, "Only the channel's owner can do this.").into())
}

/// The operator at the command line may do what a channel's owner may. For no other door.
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
