//! Permissions as values: a statement that needs one takes it as an argument, so the check cannot be forgotten.

mod checks;

use crate::{Result, accounts::CurrentUser};
pub use checks::{channel_owner, moderator, operator, stream_owner};
use domain::{
    ChannelId, Code, Problem, StreamId, UserId,
    accounts::{Account, Scope},
    channels::Role,
    chat::{Participant, role_badges},
    moderation::Permission,
};
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

impl Member {
    /// The member in a room where they hold this role.
    pub fn participant(self, role: Role) -> Participant {
        let badges = role_badges(role, self.is_admin).map(str::to_owned).collect();
        Participant { id: self.id, username: self.username, display_name: self.display_name, badges }
    }
}

/// Proof that a user owns a channel.
#[derive(Clone, Copy, Debug)]
pub struct ChannelOwner {
    channel: ChannelId,
    user: UserId,
}

impl ChannelOwner {
    /// The current user as owner of a channel that was read just now. Others get `not_found` if the channel is hidden from them, else
    /// `signin_required` or `forbidden`.
    pub(crate) fn prove(
        current_user: &CurrentUser,
        channel: ChannelId,
        owner: UserId,
        is_visible: bool,
    ) -> Result<Self> {
        if current_user.id() == Some(owner) {
            return Ok(Self { channel, user: owner });
        }
        if !is_visible {
            return Err(Problem::not_found().into());
        }
        signed_in(current_user)?;
        Err(Problem::new(Code::Forbidden, "Only the channel's owner can do this.").into())
    }

    /// The channel that the user owns.
    pub fn channel(&self) -> ChannelId {
        self.channel
    }

    /// Account of the channel's owner.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// The owner as one of those who moderate the channel.
    pub(crate) fn as_moderator(&self) -> Moderator {
        Moderator {
            channel: self.channel,
            user: self.user,
            is_owner: true,
            is_appointed: false,
            permissions: Permission::ALL.to_vec(),
        }
    }
}

/// Proof that a user moderates a channel: its owner, a moderator, or staff.
#[derive(Clone, Debug)]
pub struct Moderator {
    channel: ChannelId,
    user: UserId,
    is_owner: bool,
    is_appointed: bool,
    permissions: Vec<Permission>,
}

impl Moderator {
    /// The channel that the user moderates.
    pub fn channel(&self) -> ChannelId {
        self.channel
    }

    /// Account of the owner or moderator.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Whether it is the channel's owner.
    pub fn is_owner(&self) -> bool {
        self.is_owner
    }

    /// Whether the owner has made them a moderator; they are neither owner nor staff.
    pub fn is_appointed(&self) -> bool {
        self.is_appointed
    }

    /// What they may do.
    pub fn permissions(&self) -> &[Permission] {
        &self.permissions
    }

    /// Whether the user has this permission; the owner and staff have all.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// `forbidden` without this permission.
    pub(crate) fn needs(&self, permission: Permission) -> Result<()> {
        match self.may(permission) {
            true => Ok(()),
            false => {
                let sentence = "The channel's owner has not allowed you to do this. Ask them for it.";
                Err(Problem::new(Code::Forbidden, sentence).into())
            }
        }
    }
}

/// Proof that a user owns the channel of a stream.
#[derive(Clone, Copy, Debug)]
pub struct StreamOwner {
    stream: StreamId,
    of_channel: ChannelOwner,
}

impl StreamOwner {
    /// The current user as owner of a stream that was read just now, with the errors of [`ChannelOwner::prove`].
    pub(crate) fn prove(
        current_user: &CurrentUser,
        stream: StreamId,
        channel: ChannelId,
        owner: UserId,
        is_visible: bool,
    ) -> Result<Self> {
        Ok(Self { stream, of_channel: ChannelOwner::prove(current_user, channel, owner, is_visible)? })
    }

    /// The stream that the current user owns.
    pub fn stream(&self) -> StreamId {
        self.stream
    }

    /// The channel that the stream belongs to.
    pub fn channel(&self) -> ChannelId {
        self.of_channel.channel
    }

    /// Account of the channel's owner.
    pub fn user(&self) -> UserId {
        self.of_channel.user
    }
}

/// Proof that a user administrates the platform.
#[derive(Clone, Copy, Debug)]
pub struct Administrator {
    user: UserId,
}

impl Administrator {
    /// Account of the administrator.
    pub fn user(&self) -> UserId {
        self.user
    }
}

/// The signed-in user; `signin_required` for an anonymous request.
pub fn signed_in(current_user: &CurrentUser) -> Result<SignedIn> {
    let account = current_user.shared_account();
    Ok(account.map(SignedIn).ok_or_else(|| Problem::new(Code::SigninRequired, "Sign in to do this."))?)
}

/// `insufficient_scope` if the user came with an access token that has not this scope.
pub fn needs_scope(current_user: &CurrentUser, scope: Scope) -> Result<()> {
    match current_user.may(scope) {
        true => Ok(()),
        false => {
            let sentence = format!("This access token has not the scope {}. Make one that has it.", scope.as_str());
            Err(Problem::new(Code::InsufficientScope, sentence).into())
        }
    }
}

/// To a user whose session ended while the request was under way.
pub(crate) fn signed_out() -> Problem {
    Problem::new(Code::SigninRequired, "You are signed out. Sign in to go on.")
}

/// To a user whose account was erased while the request was under way.
pub(crate) fn erased() -> Problem {
    Problem::new(Code::SigninRequired, "Your account was erased.")
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
            is_admin: account.is_admin(),
        }),
        _ => Err(Problem::new(Code::OnboardingRequired, "Choose a username first; it takes a moment.").into()),
    }
}

/// The signed-in user as one who writes in chats; `insufficient_scope` with an access token that may not.
pub fn writer(current_user: &CurrentUser) -> Result<Member> {
    needs_scope(current_user, Scope::ChatWrite)?;
    member(current_user)
}

pub(crate) fn not_administrator() -> Problem {
    Problem::new(Code::Forbidden, "Only administrators can do this.")
}

/// The signed-in user as an administrator; others get `signin_required` or `forbidden`.
pub fn administrator(current_user: &CurrentUser) -> Result<Administrator> {
    let signed_in = signed_in(current_user)?;
    match signed_in.account().is_admin() {
        true => Ok(Administrator { user: signed_in.id() }),
        false => Err(not_administrator().into()),
    }
}
