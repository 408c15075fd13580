//! Ids: UUIDv7, one type per kind, so that a stream's id can't be passed where a channel's is expected.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    };
}

id!(
    /// A person's account.
    UserId
);
id!(
    /// An access token, which a program signs in with.
    TokenId
);
id!(
    /// A channel, which a user owns and streams on.
    ChannelId
);
id!(
    /// One streaming session of a channel, from going live to its archive.
    StreamId
);
id!(
    /// One chat message.
    MessageId
);
id!(
    /// A signed-in device.
    SessionId
);
id!(
    /// A user's identity at an outside provider.
    IdentityId
);
id!(
    /// One account's follow of a user or a channel.
    FollowId
);
id!(
    /// One account's block of a user.
    BlockId
);
id!(
    /// One account's subscription of a channel.
    SubscriptionId
);
id!(
    /// One ban or timeout of a user in a channel.
    BanId
);
id!(
    /// One action of a moderator, a line of the channel's log.
    ActionId
);
id!(
    /// One message that waits for a moderator's decision.
    HoldId
);
id!(
    /// One report of a message, a user or a channel.
    ReportId
);
id!(
    /// One emote of a channel's own.
    EmoteId
);
id!(
    /// One moment of a stream that its owner has marked.
    MarkerId
);
id!(
    /// One webhook of a channel.
    WebhookId
);
id!(
    /// One event on its way to a webhook.
    DeliveryId
);
