//! Server functions of blocks; each bears the name of its use case.

use crate::error::AppError;
use domain::blocks::BlockedUser;
use domain::{Page, UserId};
use leptos::prelude::*;

/// Blocks a user, by id or username. The page that the form was on comes back.
#[server]
pub async fn block_user(user: String) -> Result<BlockedUser, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::blocks::block_user(&svc, &current_user, &user).await?.into_user())
}

/// Lifts a block.
#[server]
pub async fn unblock_user(user: UserId) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::blocks::unblock_user(&svc, &current_user, &user.to_string()).await?)
}

/// The users whom the signed-in user has blocked, the newest block first.
#[server]
pub async fn blocked_users(cursor: Option<String>, limit: Option<u32>) -> Result<Page<BlockedUser>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::blocks::blocked_users(&svc, &current_user, cursor.as_deref(), limit).await?)
}
