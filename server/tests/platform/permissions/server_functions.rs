//! Permissions of the server functions, which pages call.

use super::actors::{Columns, Exception, Exceptions, actors};
use super::operations;
use crate::test_app::{Channel, TestApp, id};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A server function below `/_fn/app/`, the REST operation of the same use case if there is one, a form, and the statuses.
type Rule = (&'static str, Option<&'static str>, &'static str, Columns<u16>);

/// `{channel}` is a channel of the owner's, `{owner}` the owner's account, `{live}` its stream on air.
const RULES: [Rule; 124] = [
    ("accounts/rpc/current_user", Some("GET /auth/user"), "", [200, 200, 200, 200]),
    ("accounts/rpc/register", Some("POST /auth/register"), "email=&password=", [422, 422, 422, 422]),
    ("accounts/rpc/login", Some("POST /auth/login"), "email=nobody&password=", [401, 401, 401, 401]),
    // No browser here has typed a password on the page before.
    ("accounts/rpc/finish_login", Some("POST /auth/login"), "code=123456", [401, 401, 401, 401]),
    ("accounts/rpc/open_login", None, "token=", [410, 410, 410, 410]),
    ("accounts/rpc/onboard", Some("POST /auth/onboard"), "username=?&display_name=?", [401, 422, 409, 409]),
    ("accounts/rpc/forgot_password", Some("POST /auth/password/forgot"), "email=", [422, 422, 422, 422]),
    ("accounts/rpc/password_link", None, "token=", [200, 200, 200, 200]),
    ("accounts/rpc/reset_password", Some("POST /auth/password/reset"), "token=&password=", [410, 410, 410, 410]),
    ("accounts/rpc/verify_email", Some("POST /auth/email/verify"), "token=", [410, 410, 410, 410]),
    ("accounts/rpc/send_verification", Some("POST /auth/email/send"), "", [401, 200, 200, 200]),
    ("accounts/rpc/change_password", Some("PUT /auth/password"), "current=&new=", [401, 422, 422, 422]),
    ("accounts/rpc/change_email", Some("PUT /auth/email"), "email=&password=", [401, 422, 422, 422]),
    ("accounts/rpc/change_username", Some("PUT /auth/username"), "username=?", [401, 403, 422, 422]),
    ("accounts/rpc/username_changeable_at", None, "", [401, 403, 200, 200]),
    ("accounts/rpc/two_factor", Some("GET /auth/two-factor"), "", [401, 200, 200, 200]),
    ("accounts/rpc/begin_two_factor", Some("POST /auth/two-factor"), "password=", [401, 422, 422, 422]),
    ("accounts/rpc/confirm_two_factor", Some("PUT /auth/two-factor"), "code=123456", [401, 409, 409, 409]),
    ("accounts/rpc/end_two_factor", Some("DELETE /auth/two-factor"), "password=&code=", [401, 422, 422, 422]),
    (
        "accounts/rpc/renew_recovery_codes",
        Some("POST /auth/two-factor/recovery-codes"),
        "password=&code=",
        [401, 422, 422, 422],
    ),
    ("accounts/rpc/erase_account", Some("DELETE /users/me"), "confirmation=&password=", [401, 422, 422, 422]),
    ("accounts/rpc/devices", Some("GET /auth/sessions"), "", [401, 200, 200, 200]),
    // The channel's id stands for a session that is not the actor's.
    ("accounts/rpc/end_device", Some("DELETE /auth/sessions/{id}"), "session={channel}", [401, 404, 404, 404]),
    ("accounts/rpc/access_tokens", Some("GET /auth/tokens"), "", [401, 200, 200, 200]),
    ("accounts/rpc/create_token", Some("POST /auth/tokens"), "name=&days=0", [401, 422, 422, 422]),
    ("accounts/rpc/revoke_token", Some("DELETE /auth/tokens/{id}"), "token={channel}", [401, 404, 404, 404]),
    ("accounts/rpc/send_password_link", None, "", [401, 200, 200, 200]),
    ("identity/rpc/providers", None, "", [200, 200, 200, 200]),
    ("identity/rpc/sign_in_methods", None, "", [401, 200, 200, 200]),
    // No provider is set up here, and no identity is linked.
    ("identity/rpc/begin_link", None, "provider=company&password=", [401, 404, 404, 404]),
    ("identity/rpc/unlink_identity", None, "identity={channel}&password=", [401, 422, 422, 422]),
    ("channels/rpc/create_channel", Some("POST /channels"), "name=N&slug=?", [401, 403, 422, 422]),
    (
        "channels/rpc/change_channel_profile",
        Some("PUT /channels/{id}"),
        "channel={channel}&name=Renamed&description=&category=music&tags=&language=",
        [401, 403, 403, 200],
    ),
    (
        "channels/rpc/change_channel_settings",
        Some("PUT /channels/{id}"),
        "channel={channel}&visibility=public&auto_start=true&archive=true&vod_visibility=public&retention_days=0",
        [401, 403, 403, 200],
    ),
    (
        "channels/rpc/change_channel_slug",
        Some("PUT /channels/{id}"),
        "channel={channel}&slug={slug}",
        [401, 403, 403, 200],
    ),
    ("channels/rpc/delete_channel", None, "channel={channel}&confirmation=", [401, 403, 403, 422]),
    ("channels/rpc/my_channels", None, "", [401, 200, 200, 200]),
    ("channels/rpc/get_channel", Some("GET /channels/{id}"), "slug={slug}", [200, 200, 200, 200]),
    ("channels/rpc/live_channels", Some("GET /channels"), "", [200, 200, 200, 200]),
    ("channels/rpc/stream_key", Some("GET /channels/{id}/stream-key"), "channel={channel}", [401, 403, 403, 200]),
    (
        "channels/rpc/rotate_stream_key",
        Some("POST /channels/{id}/stream-key/rotate"),
        "channel={channel}",
        [401, 403, 403, 200],
    ),
    ("emotes/rpc/emotes", Some("GET /channels/{id}/emotes"), "channel={channel}", [200, 200, 200, 200]),
    // The stream's id stands for an emote that is not the channel's.
    (
        "emotes/rpc/delete_emote",
        Some("DELETE /channels/{id}/emotes/{emoteId}"),
        "channel={channel}&emote={live}",
        [401, 403, 403, 404],
    ),
    ("webhooks/rpc/webhooks", Some("GET /channels/{id}/webhooks"), "channel={channel}", [401, 403, 403, 200]),
    (
        "webhooks/rpc/create_webhook",
        Some("POST /channels/{id}/webhooks"),
        "channel={channel}&kind=standard&url=?&events[0]=follow",
        [401, 403, 403, 422],
    ),
    // The stream's id stands for a webhook, and for a delivery, that is not the channel's.
    (
        "webhooks/rpc/delete_webhook",
        Some("DELETE /channels/{id}/webhooks/{webhookId}"),
        "channel={channel}&webhook={live}",
        [401, 403, 403, 404],
    ),
    (
        "webhooks/rpc/rotate_webhook_secret",
        Some("POST /channels/{id}/webhooks/{webhookId}/rotate"),
        "channel={channel}&webhook={live}",
        [401, 403, 403, 404],
    ),
    (
        "webhooks/rpc/test_webhook",
        Some("POST /channels/{id}/webhooks/{webhookId}/test"),
        "channel={channel}&webhook={live}",
        [401, 403, 403, 404],
    ),
    (
        "webhooks/rpc/webhook_deliveries",
        Some("GET /channels/{id}/webhooks/{webhookId}/deliveries"),
        "channel={channel}&webhook={live}",
        [401, 403, 403, 404],
    ),
    (
        "webhooks/rpc/resend_delivery",
        Some("POST /channels/{id}/webhooks/{webhookId}/deliveries/{deliveryId}/resend"),
        "channel={channel}&webhook={live}&delivery={live}",
        [401, 403, 403, 404],
    ),
    (
        "chat/rpc/post_message",
        Some("POST /streams/{id}/messages"),
        "channel={channel}&content=hi",
        [401, 403, 200, 200],
    ),
    ("chat/rpc/recent_messages", None, "channel={channel}", [200, 200, 200, 200]),
    ("chat/rpc/channel_messages", Some("GET /channels/{id}/messages"), "channel={channel}", [200, 200, 200, 200]),
    (
        "chat/rpc/change_filters",
        Some("PUT /channels/{id}/filters"),
        "channel={channel}&mode=EmoteOnly",
        [401, 403, 403, 200],
    ),
    (
        "chat/rpc/announce",
        Some("POST /channels/{id}/announcements"),
        "channel={channel}&content=hi",
        [401, 403, 403, 200],
    ),
    // Without a message it takes the pinned one down.
    ("chat/rpc/pin_message", Some("PUT /channels/{id}/pinned"), "channel={channel}", [401, 403, 403, 200]),
    (
        "moderation/rpc/ban_user",
        Some("POST /channels/{id}/bans"),
        "channel={channel}&user={owner}",
        [401, 403, 403, 403],
    ),
    (
        "moderation/rpc/unban_user",
        Some("DELETE /channels/{id}/bans/{userId}"),
        "channel={channel}&user={owner}",
        [401, 403, 403, 404],
    ),
    ("moderation/rpc/delete_message", Some("DELETE /messages/{id}"), "message={live}", [401, 404, 404, 404]),
    (
        "moderation/rpc/delete_user_messages",
        Some("DELETE /channels/{id}/users/{userId}/messages"),
        "channel={channel}&user={owner}",
        [401, 403, 403, 200],
    ),
    ("moderation/rpc/undo", Some("POST /modlog/{id}/undo"), "action={live}", [401, 404, 404, 404]),
    (
        "moderation/rpc/guard_against_raids",
        Some("PUT /channels/{id}/raid-guard"),
        "channel={channel}&on=false",
        [401, 403, 403, 200],
    ),
    ("moderation/rpc/appeals", None, "channel={channel}", [401, 403, 403, 200]),
    ("moderation/rpc/answer_appeal", Some("PUT /bans/{id}/appeal"), "ban={live}&decision=denied", [401, 404, 404, 404]),
    ("chat/rpc/appeal", Some("POST /bans/{id}/appeal"), "ban={live}&text=Sorry", [401, 404, 404, 404]),
    ("moderation/rpc/deleted_messages", None, "action={live}", [401, 404, 404, 404]),
    ("moderation/rpc/waiting", None, "channel={channel}", [401, 403, 403, 200]),
    ("reports/rpc/report", Some("POST /reports"), "user={owner}&kind=Spam&words=", [401, 403, 200, 422]),
    ("reports/rpc/cases", Some("GET /reports"), "is_open=true", [401, 403, 403, 200]),
    ("reports/rpc/own_reports", None, "", [401, 200, 200, 200]),
    ("reports/rpc/report_in_context", Some("GET /reports/{id}"), "report={live}", [401, 404, 404, 404]),
    ("reports/rpc/change_report", Some("PUT /reports/{id}"), "report={live}&status=CLAIMED", [401, 404, 404, 404]),
    (
        "moderation/rpc/lock_down",
        Some("PUT /channels/{id}/lockdown"),
        "channel={channel}&on=false",
        [401, 403, 403, 200],
    ),
    (
        "moderation/rpc/user_card",
        Some("GET /channels/{id}/users/{userId}"),
        "channel={channel}&user={owner}",
        [401, 403, 403, 200],
    ),
    (
        "moderation/rpc/add_note",
        Some("POST /channels/{id}/notes/{userId}"),
        "channel={channel}&user={owner}&content=hi",
        [401, 403, 403, 200],
    ),
    ("moderation/rpc/log", Some("GET /channels/{id}/modlog"), "channel={channel}", [401, 403, 403, 200]),
    ("moderation/rpc/bans", Some("GET /channels/{id}/bans"), "channel={channel}", [401, 403, 403, 200]),
    ("moderation/rpc/moderators", Some("GET /channels/{id}/moderators"), "channel={channel}", [401, 403, 403, 200]),
    (
        "moderation/rpc/set_moderator",
        Some("POST /channels/{id}/moderators"),
        "channel={channel}&username={slug}",
        [401, 403, 403, 422],
    ),
    (
        "moderation/rpc/remove_moderator",
        Some("DELETE /channels/{id}/moderators/{userId}"),
        "channel={channel}&user={owner}",
        [401, 403, 403, 404],
    ),
    ("moderation/rpc/filters", Some("GET /channels/{id}/filters"), "channel={channel}", [401, 403, 403, 200]),
    (
        "moderation/rpc/change_rules",
        Some("PUT /channels/{id}/filters"),
        "channel={channel}&version=-1&form[level]=1",
        [401, 403, 403, 409],
    ),
    (
        "moderation/rpc/try_rules",
        Some("POST /channels/{id}/filters/dry-run"),
        "channel={channel}&form[level]=1",
        [401, 403, 403, 200],
    ),
    (
        "moderation/rpc/test_filters",
        Some("POST /channels/{id}/filters/test"),
        "channel={channel}&content=hi",
        [401, 403, 403, 200],
    ),
    ("moderation/rpc/holds", Some("GET /channels/{id}/holds"), "channel={channel}", [401, 403, 403, 200]),
    ("moderation/rpc/approve", Some("POST /holds/{id}/approve"), "hold={live}", [401, 404, 404, 404]),
    ("moderation/rpc/deny", Some("POST /holds/{id}/deny"), "hold={live}", [401, 404, 404, 404]),
    ("moderation/rpc/moderated_channels", None, "", [401, 200, 200, 200]),
    ("mail/rpc/outbox", None, "", [401, 403, 403, 403]),
    ("admin/rpc/overview", Some("GET /admin/overview"), "", [401, 403, 403, 403]),
    ("admin/rpc/users", Some("GET /admin/users"), "", [401, 403, 403, 403]),
    // Without a reason administrators do nothing, and nothing is changed here.
    ("admin/rpc/change_user", Some("PUT /users/{id}"), "user={owner}&disabled=true&reason=", [401, 403, 403, 403]),
    ("admin/rpc/sign_out_user", Some("POST /admin/users/{id}/sign-out"), "user={owner}&reason=", [401, 403, 403, 403]),
    ("admin/rpc/channels", Some("GET /admin/channels"), "", [401, 403, 403, 403]),
    (
        "admin/rpc/change_channel",
        Some("PUT /admin/channels/{id}"),
        "channel={channel}&is_public=false&reason=",
        [401, 403, 403, 403],
    ),
    (
        "admin/rpc/delete_channel",
        Some("DELETE /admin/channels/{id}"),
        "channel={channel}&reason=",
        [401, 403, 403, 403],
    ),
    ("admin/rpc/streams", Some("GET /admin/streams"), "", [401, 403, 403, 403]),
    ("admin/rpc/end_stream", Some("POST /admin/streams/{id}/end"), "stream={live}&reason=", [401, 403, 403, 403]),
    ("admin/rpc/audit_log", Some("GET /admin/audit"), "", [401, 403, 403, 403]),
    ("admin/rpc/test_storage", Some("POST /admin/storage-test"), "", [401, 403, 403, 403]),
    ("follows/rpc/follow_channel", Some("POST /channels/{id}/follow"), "channel={channel}", [401, 403, 200, 403]),
    ("follows/rpc/unfollow_channel", Some("DELETE /channels/{id}/follow"), "channel={channel}", [401, 200, 200, 200]),
    ("follows/rpc/follow_user", Some("POST /users/{id}/follow"), "user={owner}", [401, 403, 200, 403]),
    ("follows/rpc/unfollow_user", Some("DELETE /users/{id}/follow"), "user={owner}", [401, 200, 200, 200]),
    ("follows/rpc/is_following", None, "channel={slug}", [200, 200, 200, 200]),
    ("follows/rpc/followed_channels", Some("GET /users/me/follows"), "", [401, 200, 200, 200]),
    ("follows/rpc/followers", Some("GET /channels/{id}/followers"), "channel={channel}", [401, 403, 403, 200]),
    ("blocks/rpc/block_user", Some("POST /users/{id}/block"), "user={owner}", [401, 200, 200, 403]),
    ("blocks/rpc/blocked_users", Some("GET /users/me/blocks"), "", [401, 200, 200, 200]),
    // The channel's id stands for a user whom no one knows.
    ("blocks/rpc/unblock_user", Some("DELETE /users/{id}/block"), "user={channel}", [401, 404, 404, 404]),
    ("streams/rpc/studio", None, "channel={channel}", [401, 403, 403, 200]),
    ("streams/rpc/health", Some("GET /streams/{id}/health"), "stream={live}", [401, 403, 403, 200]),
    ("streams/rpc/go_live", Some("POST /streams/{id}/start"), "channel={channel}", [401, 403, 403, 409]),
    ("streams/rpc/change_stream", None, "channel={channel}&title=Renamed&description=", [401, 403, 403, 200]),
    // The owner's username is the channel's slug.
    ("users/rpc/user_page", None, "username={slug}", [200, 200, 200, 200]),
    (
        "users/rpc/change_profile",
        Some("PUT /profile"),
        "display_name=N&bio=&theme=dark&language=en&notification_email=",
        [401, 403, 200, 200],
    ),
    ("users/rpc/change_theme", Some("PUT /profile"), "theme=light", [401, 200, 200, 200]),
    ("vods/rpc/of_channel", Some("GET /channels/{id}/vod"), "channel={slug}", [200, 200, 200, 200]),
    ("vods/rpc/find", Some("GET /streams/{id}"), "stream={live}", [404, 404, 404, 404]),
    ("vods/rpc/change", Some("PATCH /streams/{id}"), "stream={live}&title=T&visibility=public", [404, 404, 404, 404]),
    ("vods/rpc/delete", Some("DELETE /streams/{id}/vod"), "stream={live}", [401, 403, 403, 404]),
    ("vods/rpc/used", None, "channel={channel}", [401, 403, 403, 200]),
    // These end something, so the owner comes last.
    ("streams/rpc/end_stream", Some("POST /streams/{id}/end"), "stream={live}", [401, 403, 403, 200]),
    ("accounts/rpc/logout", Some("POST /auth/logout"), "", [200, 200, 200, 200]),
];

const EXCEPTIONS: [Exception<&str, u16>; 55] = [
    ("banned", "chat/rpc/post_message", 403),
    ("blocked", "chat/rpc/post_message", 403),
    ("blocked", "follows/rpc/follow_channel", 403),
    ("blocked", "follows/rpc/follow_user", 403),
    ("moderator", "chat/rpc/change_filters", 200),
    ("admin", "chat/rpc/change_filters", 200),
    ("moderator", "chat/rpc/announce", 200),
    ("admin", "chat/rpc/announce", 200),
    ("moderator", "chat/rpc/pin_message", 200),
    ("admin", "chat/rpc/pin_message", 200),
    ("moderator", "moderation/rpc/unban_user", 404),
    ("moderator", "moderation/rpc/lock_down", 200),
    ("moderator", "moderation/rpc/user_card", 200),
    ("moderator", "moderation/rpc/add_note", 200),
    ("moderator", "moderation/rpc/guard_against_raids", 200),
    ("moderator", "moderation/rpc/appeals", 200),
    ("moderator", "moderation/rpc/waiting", 200),
    ("moderator", "reports/rpc/cases", 200),
    ("admin", "moderation/rpc/guard_against_raids", 200),
    ("admin", "moderation/rpc/appeals", 200),
    ("admin", "moderation/rpc/waiting", 200),
    ("admin", "reports/rpc/cases", 200),
    // Those of their own channels.
    ("foreign moderator", "reports/rpc/cases", 200),
    ("foreign owner", "reports/rpc/cases", 200),
    ("moderator", "moderation/rpc/log", 200),
    ("moderator", "moderation/rpc/bans", 200),
    ("admin", "moderation/rpc/unban_user", 404),
    ("admin", "moderation/rpc/delete_user_messages", 200),
    ("admin", "moderation/rpc/lock_down", 200),
    ("admin", "moderation/rpc/user_card", 200),
    ("admin", "moderation/rpc/add_note", 200),
    ("admin", "moderation/rpc/log", 200),
    ("admin", "moderation/rpc/bans", 200),
    ("moderator", "moderation/rpc/filters", 200),
    ("moderator", "moderation/rpc/change_rules", 409),
    ("moderator", "moderation/rpc/try_rules", 200),
    ("moderator", "moderation/rpc/test_filters", 200),
    ("moderator", "moderation/rpc/holds", 200),
    ("admin", "moderation/rpc/filters", 200),
    ("admin", "moderation/rpc/change_rules", 409),
    ("admin", "moderation/rpc/try_rules", 200),
    ("admin", "moderation/rpc/test_filters", 200),
    ("admin", "moderation/rpc/holds", 200),
    ("admin", "mail/rpc/outbox", 200),
    ("admin", "admin/rpc/overview", 200),
    ("admin", "admin/rpc/users", 200),
    ("admin", "admin/rpc/change_user", 400),
    ("admin", "admin/rpc/sign_out_user", 400),
    ("admin", "admin/rpc/channels", 200),
    ("admin", "admin/rpc/change_channel", 400),
    ("admin", "admin/rpc/delete_channel", 400),
    ("admin", "admin/rpc/streams", 200),
    ("admin", "admin/rpc/end_stream", 400),
    ("admin", "admin/rpc/audit_log", 200),
    ("admin", "admin/rpc/test_storage", 200),
];

/// Fills in the names of a form.
fn fill(form: &str, channel: &Channel, owner: Uuid, live: Uuid) -> String {
    let form = form.replace("{owner}", &owner.to_string());
    let form = form.replace("{channel}", &channel.id.to_string()).replace("{slug}", &channel.slug);
    form.replace("{live}", &live.to_string())
}

#[tokio::test]
async fn every_server_function_lets_in_those_it_should() {
    let app = TestApp::open().await;
    let (channel, actors) = actors(&app).await;
    let live = app.on_air(&channel).await;
    let owner = id(&actors.last().unwrap().client.get("/api/auth/user").await.json());
    let mut exceptions = Exceptions::new(&EXCEPTIONS);
    let mut wrong = Vec::new();
    for (path, _, form, columns) in RULES {
        let form = fill(form, &channel, owner, live);
        for actor in &actors {
            let expected = exceptions.expected(actor, &path, &columns);
            let request = actor.client.request("POST", &format!("/_fn/app/{path}"));
            let answer = request.body("application/x-www-form-urlencoded", form.clone()).send().await;
            if answer.status != expected {
                let (name, status, text) = (actor.name, answer.status, answer.text());
                wrong.push(format!("{path} by {name}: {status} instead of {expected}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    exceptions.assert_used();
}

/// A link is followed with the cookie of the person who clicks on it, so no function may be called by GET, not even by the owner.
#[tokio::test]
async fn a_link_cannot_call_a_server_function() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let live = app.on_air(&channel).await;
    let mut answers = BTreeSet::new();
    for path in app::ssr::server_functions() {
        let rule = RULES.iter().find(|(known, ..)| path.ends_with(known));
        let (.., form, _) = rule.unwrap_or_else(|| panic!("{path} has no rule"));
        answers.insert((mira.get(&format!("{path}?{}", fill(form, &channel, mira.id, live))).await.status, path));
    }
    let refused: BTreeSet<(u16, String)> = app::ssr::server_functions().map(|path| (405, path)).collect();
    assert_eq!(answers, refused);
    assert_eq!(mira.get("/api/auth/user").await.status, 200, "still signed in");
}

/// Every server function that is registered has a rule above, and its twin in REST is an operation of the API document.
#[tokio::test]
async fn every_server_function_has_its_rule() {
    // The routes of the pages register what `app` has.
    let known: BTreeSet<String> = app::ssr::server_functions().collect();
    let ruled: BTreeSet<String> = RULES.iter().map(|(path, ..)| format!("/_fn/app/{path}")).collect();
    assert_eq!(known, ruled);
    let operations = operations(&TestApp::open().await).await;
    for twin in RULES.iter().filter_map(|(_, twin, ..)| *twin) {
        assert!(operations.contains(twin), "{twin} is no operation");
    }
}
