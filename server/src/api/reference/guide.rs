//! What holds for all operations, at the top of the reference page.

use super::with_code;
use leptos::prelude::*;

/// Heading, its id, and paragraphs with code between backticks.
const GUIDE: &[(&str, &str, &[&str])] = &[
    (
        "tokens",
        "Access tokens",
        &[
            "A program signs in with an access token: `/dashboard/tokens` makes one, and says what it may do. Send it as \
             `Authorization: Bearer …`, without cookies. Each operation names the scope that it needs; without it the answer is 403 \
             `insufficient_scope`. What visitors may read needs no token.",
            "A token ends when it expires or is revoked, and when the account's password changes: the answer is then 401 `signin_required`, also \
             to what visitors may read. Only `GET /api/channels` and `GET /api/search`, which answer all alike, do not look at tokens. Passwords, \
             sessions and tokens are changed by people only.",
        ],
    ),
    (
        "errors",
        "Errors",
        &[
            "Every answer from 400 on is `application/problem+json`: `code` is stable and meant for programs, `detail` is a sentence for people, \
             `errors` names fields that are at fault, and `requestId` finds the request in the server's log. Something hidden answers like \
             something missing: 404.",
        ],
    ),
    (
        "lists",
        "Lists and pages",
        &[
            "A list is `{\"items\": […], \"nextCursor\": …}`. Send `nextCursor` as `cursor` to get the next page (as `before` for messages); it is \
             null on the last page. An empty cursor is the first page. What a cursor looks like may change.",
            "A parameter that is yes or no takes `true` or `false`. `1`, `yes`, `on` and an empty value mean `true`; `0`, `no` and `off` mean `false`.",
            "An `{id}` that names a channel is its id or its slug, and one that names a user is their id or their username.",
            "What visitors read has an `ETag` for `If-None-Match`: see the example below. Answers to a token may depend on its user, so they are not to \
             be stored and have none. Channels and search (`GET /api/channels`, `GET /api/search`) answer all alike, so they have one for programs \
             with a token, too.",
        ],
    ),
    (
        "limits",
        "Limits",
        &[
            "Limits count for an account, a channel or a network, not for each token. Beyond one the answer is 429 with `Retry-After` in seconds, and \
             over the socket an `error` with `retryAfterMs`. Some of them: 20 chat messages in 30 seconds (100 for moderators), 120 actions of a moderator \
             in a minute, 20 pictures in an hour, 30 searches in 10 seconds. Bodies are at most 1 MiB, pictures 8 MiB.",
            "`RateLimit` says what is left of the limit that a request took from. When no answer has come, send a request that creates something again with \
             the same `Idempotency-Key`: it is run once, and answered twice.",
        ],
    ),
    (
        "socket",
        "The socket",
        &[
            "`GET /ws` is a WebSocket for chat, presence and the status of streams. Send the token in the header `Authorization` of the request that opens \
             it; without a token the socket reads as visitors do. The client sends one JSON object for each frame, the server arrays of events, each \
             with a `type`. Skip types that you don't know.",
            "Join with `{\"type\": \"chat:join\", \"channel\": \"slug\"}`. The answers are `chat:joined`, `chat:history`, and from then on \
             `chat:message`. Write with `{\"type\": \"chat:send\", \"content\": …, \"nonce\": …}`: `chat:ack` says that the message is in the database, \
             and the same nonce is stored once. `stream:status` says that a stream begins or ends.",
            "Messages have numbers, `seq`, that rise. After a lost connection join again with the `epoch` of `chat:joined` and the last number as `since`. \
             If `recovered` is true, the history has all that was missed. The server pings every 10 seconds. It closes with 1012 when it restarts, 1013 \
             when a client reads too slowly, and 1008 when the token has ended. The chat bot among the examples does all of this.",
        ],
    ),
    (
        "webhooks",
        "Webhooks",
        &[
            "Instead of asking again and again, have events sent to you: `stream.started`, `stream.updated`, `stream.ended`, `follow`, `message.deleted` \
             and `vod.ready`. Deliveries are signed as Standard Webhooks describes it (see the examples), are tried again for a day when they fail, \
             and can be sent again for 30 days. The same event may arrive twice: `webhook-id` tells. `PUT` changes a webhook's address and events \
             and keeps its secret; a new address switches it on again.",
        ],
    ),
    (
        "browsers",
        "Pages of other sites",
        &[
            "A page of another site may call the API with a token if the operator names its origin in `AETHEX_ALLOWED_ORIGINS`. Cookies do not count there. \
             The page can read the headers that this document names, such as `ETag`, `Link` and `RateLimit`.",
        ],
    ),
];

/// The sections, for the table of contents.
pub fn contents() -> impl IntoView {
    let items = GUIDE.iter().map(|(id, heading, _)| {
        view! {
            <li>
                <a href=format!("#guide-{id}")>{*heading}</a>
            </li>
        }
    });
    view! { <ul>{items.collect_view()}</ul> }
}

/// The text.
pub fn section() -> impl IntoView {
    let parts = GUIDE.iter().map(|(id, heading, paragraphs)| {
        let paragraphs = paragraphs.iter().map(|paragraph| view! { <p>{with_code(paragraph)}</p> });
        view! {
            <article id=format!("guide-{id}")>
                <h3>{*heading}</h3>
                {paragraphs.collect_view()}
            </article>
        }
    });
    view! {
        <section id="guide">
            <h2>"Getting started"</h2>
            {parts.collect_view()}
        </section>
    }
}
