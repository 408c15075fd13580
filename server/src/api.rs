//! REST: each handler unwraps the request, calls one use case, and wraps the answer. No rules and no SQL here.

mod accounts;
mod admin;
mod blocks;
mod channels;
mod chat;
mod clerk;
pub mod document;
mod download;
mod emotes;
mod erasure;
mod export;
pub mod extract;
mod follows;
mod markers;
mod moderation;
pub mod picture_form;
mod pictures;
mod playback;
pub mod problem;
mod reference;
mod refusals;
mod reports;
mod scopes;
mod search;
mod shared_answer;
mod streams;
mod subscriptions;
mod tokens;
mod two_factor;
mod users;
mod vods;
mod webhooks;

use crate::state::State;
use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{Query, RawPathParams, Request};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use domain::{Code, Problem, StreamId};
use problem::ApiError;
pub use scopes::needs_user;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The result of a handler.
pub type ApiResult<T> = Result<T, ApiError>;

/// Paths whose GET is answered alike to all: its handler does not look at session or token. Without this, programs with a token could not
/// read them conditionally.
const SAME_FOR_ALL: [&str; 3] = ["/api/channels", "/api/openapi.json", "/api/search"];

/// Whether this operation is a read whose answer does not depend on the user.
pub fn is_same_for_all(method: &str, path: &str) -> bool {
    matches!(method, "GET" | "HEAD") && SAME_FOR_ALL.contains(&path)
}

/// Routes below `/api` that may need a session.
pub fn routes() -> Router<State> {
    Router::from(operations())
        .route("/stream/{*rest}", any(moved))
        .route_layer(from_fn(readable))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
}

/// Routes below `/api` that need no session: the token in the request is enough, or the answer is the same for everybody.
pub fn routes_without_session() -> Router<State> {
    Router::from(operations_without_session())
        .route("/docs", get(reference::page))
        .method_not_allowed_fallback(method_not_allowed)
}

fn operations() -> OpenApiRouter<State> {
    OpenApiRouter::default()
        .routes(routes!(accounts::register))
        .routes(routes!(accounts::login))
        .routes(routes!(accounts::logout))
        .routes(routes!(accounts::onboard))
        .routes(routes!(accounts::current_user))
        .routes(routes!(accounts::devices))
        .routes(routes!(accounts::end_device))
        .routes(routes!(tokens::access_tokens, tokens::create_token))
        .routes(routes!(tokens::revoke_token))
        .routes(routes!(accounts::forgot_password))
        .routes(routes!(accounts::reset_password))
        .routes(routes!(accounts::change_password))
        .routes(routes!(accounts::change_username))
        .routes(routes!(users::change_profile))
        .routes(routes!(users::change_own_profile))
        .routes(routes!(accounts::verify_email))
        .routes(routes!(accounts::send_verification))
        .routes(routes!(accounts::change_email))
        .routes(routes!(
            two_factor::two_factor,
            two_factor::begin_two_factor,
            two_factor::confirm_two_factor,
            two_factor::end_two_factor
        ))
        .routes(routes!(two_factor::renew_recovery_codes))
        .routes(routes!(channels::list_channels, channels::create_channel))
        .routes(routes!(channels::get_channel, channels::change_channel, channels::delete_channel))
        .routes(routes!(channels::my_channels))
        .routes(routes!(channels::stream_key))
        .routes(routes!(channels::rotate_stream_key))
        .routes(routes!(search::search_all))
        .routes(routes!(vods::channel_vods))
        .routes(routes!(vods::video))
        .routes(routes!(download::download_video))
        .routes(routes!(webhooks::webhooks, webhooks::create_webhook))
        .routes(routes!(webhooks::change_webhook, webhooks::delete_webhook))
        .routes(routes!(webhooks::rotate_webhook_secret))
        .routes(routes!(webhooks::test_webhook))
        .routes(routes!(webhooks::webhook_deliveries))
        .routes(routes!(webhooks::resend_delivery))
        .routes(routes!(follows::follow_channel, follows::unfollow_channel))
        .routes(routes!(follows::followers))
        .routes(routes!(follows::follow_user, follows::unfollow_user))
        .routes(routes!(follows::followed_channels))
        .routes(routes!(users::get_user, users::change_user))
        .routes(routes!(erasure::erase_account))
        .routes(routes!(export::export_account))
        .merge(pictures::operations())
        .merge(emotes::operations())
        .routes(routes!(blocks::block_user, blocks::unblock_user))
        .routes(routes!(blocks::blocked_users))
        .routes(routes!(subscriptions::my_subscriptions))
        .routes(routes!(streams::create_stream))
        // One pattern serves ids of streams and of channels: the verb behind it decides which.
        .routes(routes!(streams::get_stream, streams::change_stream))
        .routes(routes!(streams::go_live))
        .routes(routes!(streams::set_status))
        .routes(routes!(streams::end_stream))
        .routes(routes!(vods::delete_vod))
        .routes(routes!(markers::stream_markers, markers::add_marker))
        .routes(routes!(markers::delete_marker))
        .routes(routes!(streams::playback))
        .routes(routes!(playback::open_playback_session))
        .routes(routes!(streams::health))
        .routes(routes!(chat::stream_messages, chat::post_stream_message))
        .routes(routes!(chat::post_message))
        .routes(routes!(chat::channel_messages))
        .routes(routes!(moderation::delete_message))
        .routes(routes!(moderation::delete_user_messages))
        .routes(routes!(moderation::filters, moderation::change_filters))
        .routes(routes!(moderation::pin_message, moderation::unpin_message))
        .routes(routes!(moderation::announce))
        .routes(routes!(moderation::actions::bans, moderation::actions::ban_user))
        .routes(routes!(moderation::actions::unban_user))
        .routes(routes!(moderation::actions::lock_down, moderation::actions::lift_lockdown))
        .routes(routes!(moderation::actions::start_raid_guard, moderation::actions::end_raid_guard))
        .routes(routes!(moderation::appeals::appeal, moderation::appeals::answer_appeal))
        .routes(routes!(reports::report, reports::reports))
        .routes(routes!(reports::report_in_context, reports::change_report))
        .routes(routes!(moderation::actions::log))
        .routes(routes!(moderation::actions::undo))
        .routes(routes!(moderation::actions::notes, moderation::actions::add_note, moderation::actions::delete_note))
        .routes(routes!(moderation::actions::user_card))
        .routes(routes!(moderation::filters::test_filters))
        .routes(routes!(moderation::filters::dry_run))
        .routes(routes!(moderation::filters::rule_statistics))
        .routes(routes!(moderation::filters::holds))
        .routes(routes!(moderation::filters::approve))
        .routes(routes!(moderation::filters::deny))
        .routes(routes!(moderation::moderators::moderators, moderation::moderators::set_moderator))
        .routes(routes!(moderation::moderators::remove_moderator))
        .routes(routes!(admin::overview))
        .routes(routes!(admin::users))
        .routes(routes!(admin::sign_out_user))
        .routes(routes!(admin::channels))
        .routes(routes!(admin::admin_change_channel, admin::admin_delete_channel))
        .routes(routes!(admin::streams))
        .routes(routes!(admin::admin_end_stream))
        .routes(routes!(admin::admin_reports))
        .routes(routes!(admin::mail))
        .routes(routes!(admin::audit_log))
        .routes(routes!(admin::test_storage))
}

fn operations_without_session() -> OpenApiRouter<State> {
    OpenApiRouter::default()
        .routes(routes!(playback::heartbeat))
        .routes(routes!(clerk::clerk_webhook))
        .routes(routes!(document::openapi))
}

/// The stream that `/api/stream/end` ends.
#[derive(Deserialize)]
struct EndedStream {
    id: StreamId,
}

/// The guide's singular drafts answer with the plural address; method and body stay (308). `end` has the stream's id in its query.
async fn moved(uri: Uri) -> ApiResult<Response> {
    let rest = uri.path().trim_start_matches("/api/stream/").trim_start_matches("/stream/");
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let target = match rest {
        "create" => format!("/api/streams{query}"),
        "end" => {
            let sentence = "Name the stream: /api/stream/end?id=…";
            let ended = Query::<EndedStream>::try_from_uri(&uri)
                .map_err(|_| Problem::field(Code::ValidationFailed, "id", sentence))?;
            format!("/api/streams/{}/end", ended.id)
        }
        rest => format!("/api/streams/{rest}{query}"),
    };
    Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, target)]).into_response())
}

/// Answers `not_found` for a path that is not valid UTF-8.
async fn readable(parameters: Result<RawPathParams, RawPathParamsRejection>, request: Request, next: Next) -> Response {
    match parameters {
        Ok(_) => next.run(request).await,
        Err(_) => ApiError(Problem::not_found()).into_response(),
    }
}

async fn not_found() -> ApiError {
    Problem::not_found().into()
}

async fn method_not_allowed() -> ApiError {
    Problem::new(Code::MethodNotAllowed, "This address exists, but not for this method.").into()
}
