//! Subscriptions: what an account reads of its own. The chat shows a badge for them.

pub(crate) mod store;

use crate::{Result, Services, access, accounts::CurrentUser};
use domain::page::parse_cursor;
use domain::subscriptions::Subscription;
use domain::{Page, SubscriptionId};

/// Subscriptions on one page of a list, unless fewer are asked for.
const PAGE: u32 = 60;

/// The subscriptions of the current user, the newest first, also those that are over.
///
/// Errors: `signin_required`; `bad_request` for a cursor that no list gave out.
pub async fn my_subscriptions(
    svc: &Services,
    current_user: &CurrentUser,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<Subscription>> {
    let user = access::signed_in(current_user)?.id();
    let before = parse_cursor::<SubscriptionId>(cursor)?;
    let limit = limit.unwrap_or(PAGE).clamp(1, PAGE);
    let rows = store::of_account(&svc.db, user, before, i64::from(limit) + 1).await?;
    Ok(Page::cut(rows, limit as usize, |subscription| subscription.id.to_string()))
}
