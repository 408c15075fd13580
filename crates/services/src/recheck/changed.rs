//! What the database announces, as text: a kind and an id.

use crate::chat::deletion::Deletion;
use domain::{ActionId, BanId, ChannelId, HoldId, ReportId, SessionId, UserId};

/// A change that the database announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    Session(SessionId),
    Account(UserId),
    /// An access token of this account was revoked.
    Token(UserId),
    Ban(UserId),
    /// A block of this account, or by it.
    Block(UserId),
    Channel(ChannelId),
    /// The chat modes of this channel.
    Modes(ChannelId),
    /// The pinned message of this channel.
    Pinned(ChannelId),
    /// The emotes of this channel's own.
    Emotes(ChannelId),
    /// Whether this account may write in some channel.
    Standing(UserId),
    /// Messages were deleted.
    Deleted(Deletion),
    /// A message waits for a decision, or was decided on.
    Hold(HoldId),
    /// Something was done or written that the moderators of this channel have in a list.
    Moderation(ChannelId),
    /// The appeal against this ban was answered.
    Appeal(BanId),
    /// A report was closed.
    Report(ReportId),
    /// What this action has deleted in a channel is back.
    Restored(ChannelId, ActionId),
    /// This account was erased.
    Erased(UserId),
    /// Deliveries of webhooks wait to be sent.
    Webhooks,
    /// An unknown change: all sockets are rechecked.
    Anything,
}

impl Changed {
    pub fn parse(text: &str) -> Self {
        let Some((kind, id)) = text.split_once(' ') else { return Self::Anything };
        match kind {
            "session" => id.parse().map(Self::Session).ok(),
            "token" => id.parse().map(Self::Token).ok(),
            "account" => id.parse().map(Self::Account).ok(),
            "ban" => id.parse().map(Self::Ban).ok(),
            "block" => id.parse().map(Self::Block).ok(),
            "channel" => id.parse().map(Self::Channel).ok(),
            "modes" => id.parse().map(Self::Modes).ok(),
            "pinned" => id.parse().map(Self::Pinned).ok(),
            "emotes" => id.parse().map(Self::Emotes).ok(),
            "standing" => id.parse().map(Self::Standing).ok(),
            "hold" => id.parse().map(Self::Hold).ok(),
            "moderation" => id.parse().map(Self::Moderation).ok(),
            "appeal" => id.parse().map(Self::Appeal).ok(),
            "report" => id.parse().map(Self::Report).ok(),
            "restored" => id
                .split_once(' ')
                .and_then(|(channel, action)| Some(Self::Restored(channel.parse().ok()?, action.parse().ok()?))),
            "deleted" => Deletion::parse(id).map(Self::Deleted),
            "erased" => id.parse().map(Self::Erased).ok(),
            "webhooks" => Some(Self::Webhooks),
            _ => None,
        }
        .unwrap_or(Self::Anything)
    }
}
