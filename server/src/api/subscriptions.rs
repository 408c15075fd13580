//! `/api/users/me/subscriptions`.

use super::ApiResult;
use super::extract::{ApiQuery, PageQuery};
use super::refusals::{BadRequest, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use domain::Page;
use domain::subscriptions::Subscription;
use services::accounts::CurrentUser;
use services::subscriptions;

/// The subscriptions of the signed-in user, the newest first, also those that are over.
#[utoipa::path(
    get, path = "/users/me/subscriptions", tag = "subscriptions", params(PageQuery),
    responses((status = 200, description = "A page of subscriptions.", body = Page<Subscription>), BadRequest, SignedOut),
)]
pub async fn my_subscriptions(
    app: extract::State<State>,
    current_user: CurrentUser,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> ApiResult<Json<Page<Subscription>>> {
    let found = subscriptions::my_subscriptions(&app.services, &current_user, page.cursor.as_deref(), page.limit);
    Ok(Json(found.await?))
}
