//! Where the stream stands, and the one loud button.

use super::StudioState;
use crate::streams::rpc;
use crate::ui::{Button, Confirm, LivePill, Look, Pill, Tone, Uptime, toasts};
use domain::ChannelId;
use leptos::either::{Either, EitherOf4};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The bar over the tiles.
#[component]
pub fn StatusBar(state: StudioState, name: String, id: ChannelId) -> impl IntoView {
    let (live, connected, stream) = (state.is_live(), state.is_connected(), state.stream());
    let private = state.is_private();
    let help = if state.starts_by_itself() { "Starts with your encoder" } else { "Start your encoder first" };
    let busy = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let toasts = toasts();
    let since = Signal::derive(move || stream.with(|stream| stream.as_ref().and_then(|stream| stream.start_time)));
    let reconnecting =
        Memo::new(move |_| stream.with(|stream| stream.as_ref().is_some_and(|stream| stream.reconnecting)));

    let start = move |_| {
        busy.set(true);
        spawn_local(async move {
            match rpc::go_live(id).await {
                Ok(_) => toasts.say("You are live. Have a good one!"),
                Err(error) => toasts.fail(&error),
            }
            busy.try_set(false);
            state.refresh();
        });
    };
    let end = Callback::new(move |()| {
        let Some(stream) = stream.get_untracked().map(|stream| stream.id) else { return };
        busy.set(true);
        spawn_local(async move {
            match rpc::end_stream(stream).await {
                Ok(_) => toasts.say("The stream has ended. Remember to stop your encoder, too."),
                Err(error) => toasts.fail(&error),
            }
            busy.try_set(false);
            state.refresh();
        });
    });
    let state = move || match (live.get(), reconnecting.get(), connected.get()) {
        (true, true, _) => {
            EitherOf4::A(view! { <Pill tone=Tone::Warn>"Live, waiting for your encoder to come back"</Pill> })
        }
        (true, false, _) => EitherOf4::B(view! {
            <LivePill />
            <span>"On air for " <Uptime since=since /></span>
        }),
        (false, _, true) => EitherOf4::C(view! { <Pill tone=Tone::Good>"Ready: your encoder is connected"</Pill> }),
        (false, _, false) => EitherOf4::D(view! { <Pill>"Offline"</Pill> }),
    };
    let deed = move || {
        if live.get() {
            Either::Left(view! {
                <Button look=Look::Danger icon=icondata_lu::LuSquare busy=busy on:click=move |_| asking.set(true)>
                    "End stream"
                </Button>
            })
        } else {
            Either::Right(view! {
                <span class="deed-help">{move || (!connected.get()).then_some(help)}</span>
                <Button
                    look=Look::Live
                    icon=icondata_lu::LuRadio
                    busy=busy
                    disabled=Signal::derive(move || !connected.get())
                    on:click=start
                >
                    "Go live"
                </Button>
            })
        }
    };
    view! {
        <div class="studio-bar">
            <div class="min-w-0">
                <h1>{name}</h1>
                <p class="studio-state" role="status">{state}</p>
                <Show when=move || private.get()>
                    <p class="studio-private">
                        <Pill>"Only you see this channel"</Pill>
                    </p>
                </Show>
            </div>
            <div class="studio-deed needs-script">{deed}</div>
        </div>
        <Confirm
            open=asking
            title="End the stream?"
            loses="Everybody watching sees the stream end. Going live again starts a new stream."
            action="End stream"
            confirmed=end
        />
    }
    .into_any()
}
