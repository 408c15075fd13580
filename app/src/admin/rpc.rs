//! Server functions for administrators; each bears the name of its use case.

use crate::error::AppError;
use domain::admin::{AdminChannel, AdminStream, AdminUser, AuditEntry};
use domain::{ChannelId, Page, StreamId, UserId};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use services::admin::{self, AuditQuery, ListQuery};

/// The figures of the platform.
#[server]
pub async fn overview() -> Result<domain::admin::Overview, AppError> {
    Ok(admin::overview(&crate::ssr::services(), &crate::ssr::current_user()).await?)
}

/// Accounts with this text in their names or address, the newest first.
#[server]
pub async fn users(text: Option<String>, cursor: Option<String>) -> Result<Page<AdminUser>, AppError> {
    let query = ListQuery { text, before: cursor, limit: None };
    Ok(admin::users(&crate::ssr::services(), &crate::ssr::current_user(), query).await?)
}

/// Changes an account, for a reason; what is left out stays.
#[server]
pub async fn change_user(
    user: UserId,
    disabled: Option<bool>,
    email_verified: Option<bool>,
    admin: Option<bool>,
    reason: String,
) -> Result<AdminUser, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let roles = admin.map(|admin| if admin { vec!["admin".to_owned()] } else { Vec::new() });
    let change =
        domain::users::UserChange { disabled, email_verified, roles, reason: Some(reason), ..Default::default() };
    services::users::change_user(&svc, &current_user, &user.into(), change).await?;
    Ok(services::admin::user(&svc, &current_user, user).await?)
}

/// Ends all sessions and access tokens of an account, for a reason.
#[server]
pub async fn sign_out_user(user: UserId, reason: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let action = domain::admin::AdminAction { reason: Some(reason) };
    Ok(admin::sign_out_user(&svc, &current_user, &user.into(), action).await?)
}

/// Channels with this text in their names or address, the newest first.
#[server]
pub async fn channels(text: Option<String>, cursor: Option<String>) -> Result<Page<AdminChannel>, AppError> {
    let query = ListQuery { text, before: cursor, limit: None };
    Ok(admin::channels(&crate::ssr::services(), &crate::ssr::current_user(), query).await?)
}

/// Hides a channel, or takes that back, for a reason.
#[server]
pub async fn change_channel(channel: ChannelId, is_public: bool, reason: String) -> Result<AdminChannel, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let verdict = domain::admin::ChannelVerdict { is_public: Some(is_public), reason: Some(reason) };
    Ok(admin::change_channel(&svc, &current_user, &channel.into(), verdict).await?)
}

/// Deletes a channel, for a reason.
#[server]
pub async fn delete_channel(channel: ChannelId, reason: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let action = domain::admin::AdminAction { reason: Some(reason) };
    Ok(admin::delete_channel(&svc, &current_user, &channel.into(), action).await?)
}

/// The streams that are LIVE or ENDING.
#[server]
pub async fn streams() -> Result<Page<AdminStream>, AppError> {
    Ok(admin::streams(&crate::ssr::services(), &crate::ssr::current_user()).await?)
}

/// Ends a stream, for a reason.
#[server]
pub async fn end_stream(stream: StreamId, reason: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let action = domain::admin::AdminAction { reason: Some(reason) };
    Ok(admin::end_stream(&svc, &current_user, stream, action).await.map(drop)?)
}

/// The audit log, the newest first.
#[server]
pub async fn audit_log(text: Option<String>, cursor: Option<String>) -> Result<Page<AuditEntry>, AppError> {
    let list = ListQuery { text, before: cursor, limit: None };
    let query = AuditQuery { list, ..AuditQuery::default() };
    Ok(admin::audit_log(&crate::ssr::services(), &crate::ssr::current_user(), query).await?)
}

/// Tries what the platform asks of object storage.
#[server]
pub async fn test_storage() -> Result<domain::admin::StorageTest, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(admin::test_storage(&svc, &crate::ssr::storage(), &current_user).await?)
}
