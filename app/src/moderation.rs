//! Moderation: what owners and moderators do to people and messages, in the chat and on a page of their own.

pub mod act;
pub mod appeals;
pub mod bans;
pub mod card;
pub mod filters;
pub mod holds;
pub mod jumps;
pub mod listed;
pub mod live;
pub mod log;
mod marks;
pub mod moderators;
pub mod modes;
pub mod rpc;
mod rule_names;
pub mod rules_form;
mod rules_merge;
pub mod standing;
pub mod waiting;
