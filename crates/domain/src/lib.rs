//! What the platform talks about: ids, validated values, views, socket frames and problem codes. Pure; compiles to WASM.

pub mod accounts;
pub mod addresses;
pub mod admin;
pub mod blocks;
pub mod channels;
pub mod chat;
pub mod emotes;
pub mod fingerprint;
pub mod follows;
pub mod health;
pub mod identity;
pub mod ids;
pub mod latin;
pub mod mail;
pub mod markers;
pub mod moderation;
pub mod page;
pub mod pictures;
pub mod playback;
pub mod problem;
pub mod reports;
pub mod search;
pub mod streams;
pub mod studio;
pub mod subscriptions;
pub mod users;
pub mod value;
mod visibility;
pub mod vods;
pub mod webhooks;

pub use ids::{
    ActionId, BanId, BlockId, ChannelId, DeliveryId, EmoteId, FollowId, HoldId, IdentityId, MarkerId, MessageId,
    ReportId, SessionId, StreamId, SubscriptionId, TokenId, UserId, WebhookId,
};
pub use page::Page;
pub use problem::{Code, Problem};
pub use visibility::Visibility;
