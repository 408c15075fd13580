//! "Connect OBS": ingest address and stream key, masked until asked for, and how to change it.

use super::rpc;
use crate::ui::{Button, Confirm, CopyButton, Tile, toasts};
use crate::{browser, socket};
use domain::ChannelId;
use domain::chat::ServerEvent;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Shown instead of the key; its length says nothing about the key's.
const MASK: &str = "••••••••••••••••••••••••";

/// The port of a loopback ingest address when the page was opened from another machine; `None` otherwise. Browser only.
fn port_out_of_reach(stream_url: &str) -> Option<String> {
    let is_loopback = |host: &str| matches!(host, "127.0.0.1" | "localhost" | "[::1]");
    let (_, rest) = stream_url.split_once("://")?;
    let (host, port) = rest.split('/').next()?.rsplit_once(':')?;
    let here = window().location().hostname().ok()?;
    (is_loopback(host) && !is_loopback(&here)).then(|| port.to_owned())
}

#[component]
pub fn ConnectTile(channel: ChannelId) -> impl IntoView {
    // Asked for by the browser only: a secret must not be in the page's HTML.
    let known = RwSignal::new(None::<domain::channels::StreamKey>);
    let shown = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let rotating = RwSignal::new(false);
    // How many keys were made here.
    let made = StoredValue::new(0_u32);
    let toasts = toasts();
    let read = move |tells: bool| {
        let before = made.get_value();
        spawn_local(async move {
            match rpc::stream_key(channel).await {
                // If a new key was made here meanwhile, the answer is the key before.
                Ok(key) if made.try_get_value() == Some(before) => _ = known.try_set(Some(key)),
                Err(error) if tells => toasts.fail(&error),
                Ok(_) | Err(_) => {}
            }
        });
    };
    Effect::new(move |_| {
        read(true);
        // Other tabs make new keys, and so do administrators who end a stream. A failure here says nothing: what is known stays, and Show asks again.
        browser::on_return(move || read(false));
        socket::listen(move |events| {
            if events.iter().any(|event| matches!(event, ServerEvent::StreamStatus { .. })) {
                read(false);
            }
        });
    });
    let show_or_hide = move |_| {
        let is_shown = !shown.get_untracked();
        shown.set(is_shown);
        if is_shown {
            read(false);
        }
    };
    let rotate = Callback::new(move |()| {
        rotating.set(true);
        spawn_local(async move {
            match rpc::rotate_stream_key(channel).await {
                Ok(key) => {
                    made.try_update_value(|made| *made = made.wrapping_add(1));
                    known.try_set(Some(key));
                    toasts.say("A new key is in force. Paste it into OBS before you stream again.");
                }
                Err(error) => toasts.fail(&error),
            }
            rotating.try_set(false);
        });
    });
    let url =
        Signal::derive(move || known.with(|key| key.as_ref().map(|key| key.stream_url.clone()).unwrap_or_default()));
    let key =
        Signal::derive(move || known.with(|key| key.as_ref().map(|key| key.stream_key.clone()).unwrap_or_default()));
    let unreachable =
        Memo::new(move |_| known.with(|key| key.as_ref().and_then(|key| port_out_of_reach(&key.stream_url))));
    let key_text = move || if shown.get() { key.get() } else { MASK.to_owned() };
    let command = move |key: String| {
        format!(
            "ffmpeg -re -f lavfi -i testsrc2=s=1280x720:r=30 -f lavfi -i sine=f=440:r=48000 -c:v libx264 -preset veryfast -b:v 2500k -g 60 -pix_fmt yuv420p -c:a aac -b:a 128k -f flv '{}/{key}'",
            url.get()
        )
    };
    let command_shown = move || command(if shown.get() { key.get() } else { "YOUR-STREAM-KEY".to_owned() });
    let command_copied = Signal::derive(command_shown);
    let eye = move || if shown.get() { Either::Left("Hide") } else { Either::Right("Show") };
    view! {
        <Tile title="Connect OBS" icon=icondata_lu::LuKeyRound class="tile-connect">
            <p class="text-soft">
                "In OBS open Settings → Stream, choose “Custom…” and paste these two. Then press Start Streaming."
            </p>
            <div class="secret">
                <span class="secret-name">"Server"</span>
                <code class="secret-value" data-testid="stream-url">{url}</code>
                <CopyButton text=url name="Copy server address" />
            </div>
            {move || {
                unreachable
                    .get()
                    .map(|port| {
                        view! {
                            <p class="secret-warn" role="note" data-testid="ingest-warning">
                                {format!(
                                    "This address works only for an encoder on the machine that AeThex Live runs on. To let others in, its operator sets AETHEX_RTMP_ADDR=0.0.0.0:{port}.",
                                )}
                            </p>
                        }
                    })
            }}
            <div class="secret">
                <span class="secret-name">"Stream key"</span>
                <code class="secret-value" data-testid="stream-key">{key_text}</code>
                <span class="secret-do">
                    <Button
                        icon=icondata_lu::LuEye
                        on:click=show_or_hide
                        attr:aria-pressed=move || shown.get().to_string()
                        attr:aria-label="Show stream key"
                    >
                        {eye}
                    </Button>
                    <CopyButton text=key name="Copy stream key" />
                </span>
            </div>
            <p class="secret-warn">
                "Anyone with this key can stream as you." <Button icon=icondata_lu::LuRotateCw busy=rotating on:click=move |_| asking.set(true)>
                    "New key"
                </Button>
            </p>
            <details class="more">
                <summary>"No OBS at hand? Send a test picture with ffmpeg"</summary>
                <pre class="command">{command_shown}</pre>
                <CopyButton text=command_copied label="Copy command" name="Copy ffmpeg command" />
            </details>
            <Confirm
                open=asking
                title="Make a new stream key?"
                loses="The old key stops working at once and the current encoder is disconnected. You will need to paste the new key into OBS."
                action="Make a new key"
                confirmed=rotate
            />
        </Tile>
    }
    .into_any()
}
