//! Runnable examples for the reference page. The programs are the files in `docs/examples`, each of which the platform tests run.

use super::{Operation, scopes, text, with_code};
use leptos::prelude::*;

/// A language that examples are written in: its name, and its class on the page.
#[derive(Clone, Copy)]
struct Language {
    name: &'static str,
    class: &'static str,
}

const CURL: Language = Language { name: "curl", class: "curl" };
const PYTHON: Language = Language { name: "Python", class: "python" };
const JAVASCRIPT: Language = Language { name: "JavaScript", class: "javascript" };
const LANGUAGES: [Language; 3] = [CURL, PYTHON, JAVASCRIPT];

/// What a program does, and the programs that do it.
pub struct Example {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    /// The operations that it uses, by their ids.
    operations: &'static [&'static str],
    programs: &'static [(Language, &'static str)],
}

macro_rules! program {
    ($name:literal, $ending:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples/", $name, $ending))
    };
}

macro_rules! example {
    ($name:literal, $title:literal, $operations:expr, $about:literal) => {
        Example {
            programs: &[
                (CURL, program!($name, ".sh")),
                (PYTHON, program!($name, ".py")),
                (JAVASCRIPT, program!($name, ".mjs")),
            ],
            ..example!(@ $name, $title, $operations, $about)
        }
    };
    (@ $name:literal, $title:literal, $operations:expr, $about:literal) => {
        Example { name: $name, title: $title, about: $about, operations: &$operations, programs: &[] }
    };
}

const EXAMPLES: &[Example] = &[
    example!("who-am-i", "Who am I", ["current_user"], "The account that the token belongs to."),
    example!(
        "my-channels",
        "My channels",
        ["my_channels"],
        "The channels that the account owns, and which of them are live."
    ),
    example!(
        "go-live",
        "Go live",
        ["create_stream", "go_live"],
        "Prepares a stream and puts it on air. The encoder must be sending; otherwise the answer is 409 `no_encoder`. With the channel's \
         `autoStart` on, the encoder's arrival goes live by itself."
    ),
    example!(
        "change-title",
        "Change the title",
        ["change_stream"],
        "`STREAM` is the id of the stream: `stream.id` of `GET /api/channels/{id}` while it is live."
    ),
    example!("end-stream", "End a stream", ["end_stream"], "Viewers are told at once, and the recording is finished."),
    example!(
        "read-chat",
        "Read the chat",
        ["channel_messages"],
        "The last messages of a channel, whether it is live or not."
    ),
    example!(
        "send-message",
        "Write in the chat",
        ["post_message"],
        "The answer is 201 with the message, or 202 if a filter holds it for a moderator. A bot that listens, too, uses the socket."
    ),
    example!(
        "delete-message",
        "Delete a message",
        ["delete_message"],
        "`MESSAGE` is the id of a message in a channel that the account owns or moderates."
    ),
    example!(
        "time-out-user",
        "Time a user out",
        ["ban_user"],
        "`USERNAME` is who gets the timeout. Without `seconds` it is a ban. The user reads the reason."
    ),
    example!(
        "undo-action",
        "Undo an action",
        ["log", "undo"],
        "`ACTION` is the id of a line of the moderation log, such as the timeout above."
    ),
    example!("list-followers", "Followers", ["followers"], "Who follows a channel of the account, the newest first."),
    example!(
        "read-all-pages",
        "Read a list to its end",
        ["followers"],
        "Each page has a `nextCursor`, which is the `cursor` of the next request, and null on the last page. (For messages the parameter is \
         named `before`.)"
    ),
    example!(
        "search",
        "Search",
        ["search_all"],
        "Channels, people and videos with the text of `WORDS` in their names. `type` asks for one kind of them."
    ),
    example!(
        "search-channels",
        "Search the directory",
        ["list_channels"],
        "Live channels whose name has the text of `WORDS` in it; all of them without it."
    ),
    example!(
        "download-video",
        "Download a video",
        ["download_video"],
        "`VIDEO` is the id of a video of the account, or of a channel that offers downloads, and `FILE` the file to write. A video may have \
         several files: the header `Link` of the answer names the next."
    ),
    example!(
        "upload-avatar",
        "Upload an avatar",
        ["upload_avatar"],
        "`PICTURE` is a file: JPEG, PNG, GIF or WebP, of at most 8 MiB."
    ),
    example!(
        "read-if-changed",
        "Read only what has changed",
        ["get_channel"],
        "What visitors read has an `ETag`. A request that sends it back as `If-None-Match` is answered 304 without a body if nothing has changed."
    ),
    example!(
        "wait-and-retry",
        "Handle rate limits",
        ["post_message"],
        "A refusal with 429 says in `Retry-After` how many seconds to wait."
    ),
    example!(
        "make-webhook",
        "Make a webhook",
        ["create_webhook"],
        "`WEBHOOK_URL` is the public https address of your receiver. An http:// address of this machine works only on a server whose \
         `AETHEX_PUBLIC_URL` is an http:// address of this machine, too. The secret is shown in this answer only."
    ),
    Example {
        programs: &[(PYTHON, program!("receive-webhook", ".py")), (JAVASCRIPT, program!("receive-webhook", ".mjs"))],
        ..example!(
            @ "receive-webhook", "Receive a webhook", ["create_webhook", "test_webhook"],
            "A receiver that checks signature and time before it believes what it is told. It listens on `PORT`, behind a proxy that brings https."
        )
    },
    Example {
        programs: &[(JAVASCRIPT, program!("chat-bot", ".mjs"))],
        ..example!(
            @ "chat-bot", "A chat bot", [],
            "It answers over the socket. When the connection is lost it comes back and goes on where it was; an answer that is sent again with the \
             same nonce is stored once; and it waits as long as `retryAfterMs` says. The token needs `chat:read` and `chat:write`."
        )
    },
];

/// The examples of an operation, as links.
pub fn links(operation: &str) -> Vec<impl IntoView + use<>> {
    let of_operation = EXAMPLES.iter().filter(|example| example.operations.contains(&operation));
    of_operation.map(|example| view! { <a href=format!("#example-{}", example.name)>{example.title}</a> }).collect()
}

/// All examples, for the table of contents.
pub fn contents() -> impl IntoView {
    let items = EXAMPLES.iter().map(|example| {
        view! {
            <li>
                <a href=format!("#example-{}", example.name)>{example.title}</a>
            </li>
        }
    });
    view! { <ul>{items.collect_view()}</ul> }
}

/// The section with all examples. The language that is chosen counts for all of them; the style sheet hides the others.
pub fn section(operations: &[Operation<'_>]) -> impl IntoView + use<> {
    let choices = LANGUAGES.iter().enumerate().map(|(at, language)| {
        view! {
            <label>
                <input type="radio" name="language" id=format!("in-{}", language.class) checked=at == 0 />
                <span>{language.name}</span>
            </label>
        }
    });
    view! {
        <section id="examples" class="examples">
            <h2>"Examples"</h2>
            <p>
                "Each of these programs runs as it stands. Tell it where the server is and who you are: "
                <code>"export AETHEX_URL=https://live.example.org AETHEX_TOKEN=…"</code>
                ", and where it asks for it, the slug of a channel in " <code>"CHANNEL"</code>
                " or the id of a stream in " <code>"STREAM"</code> ": it is " <code>"stream.id"</code> " of "
                <code>"GET /api/channels/{id}"</code> "."
            </p>
            <p>
                "Save the JavaScript programs under names that end in " <code>".mjs"</code> ", and run them with Node."
            </p>
            <fieldset>
                <legend>"Language of the examples"</legend>
                {choices.collect_view()}
            </fieldset>
            {EXAMPLES.iter().map(|example| example.view(operations)).collect_view()}
        </section>
    }
}

impl Example {
    fn view(&self, operations: &[Operation<'_>]) -> impl IntoView + use<> {
        let heading = format!("example-{}", self.name);
        let used = operations.iter().filter(|of| self.operations.contains(&&*text(&of.operation["operationId"])));
        let used = used.map(|of| {
            let scopes = scopes(&of.operation["security"]).join(" or ");
            let needs = (!scopes.is_empty()).then(|| view! { ", scope " <code>{scopes}</code> });
            view! {
                <li>
                    <a href=format!("#{}", text(&of.operation["operationId"]))>
                        <code>{of.method.clone()} " " {of.path.to_owned()}</code>
                    </a>
                    {needs}
                </li>
            }
        });
        let used = used.collect::<Vec<_>>();
        let uses = (!used.is_empty()).then(|| view! { <ul class="reference-note">{used}</ul> });
        // What is written in one language only is always shown.
        let is_only = self.programs.len() == 1;
        let programs = self.programs.iter().map(|(language, text)| {
            let class = if is_only { "" } else { language.class };
            let label = format!("{}, {}", self.title, language.name);
            view! {
                <pre class=class tabindex="0" role="region" aria-label=label>
                    <code>{text.trim_end()}</code>
                </pre>
            }
        });
        let missing = LANGUAGES
            .iter()
            .filter(|language| !is_only && !self.programs.iter().any(|(written, _)| written.class == language.class));
        let missing = missing.map(|language| {
            let note = format!("There is no version for {}. Choose another language above.", language.name);
            view! { <p class=format!("{} example-missing", language.class)>{note}</p> }
        });
        view! {
            <article id=heading>
                <h3>{self.title}</h3>
                <p>{with_code(self.about)}</p>
                {uses}
                {programs.collect_view()}
                {missing.collect_view()}
            </article>
        }
    }
}
