//! The list of those who may not write in a channel.

use super::card::ban_in_words;
use super::rpc::{bans, unban_user};
use crate::ui::{Button, Empty, More, Tile, toasts};
use crate::users::row::UserRow;
use domain::moderation::Ban;
use domain::{ChannelId, Page};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn BansTile(channel: ChannelId, first: Page<Ban>) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let take = move |page: Page<Ban>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    view! {
        <Tile title="Banned and timed out" icon=lu::LuBan id="bans">
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuBan title="Everybody may write">
                    <p>"People whom you or your moderators ban or time out appear here."</p>
                </Empty>
            </Show>
            <ul class="people-grid">
                <For each=move || shown.get() key=|ban| ban.id let(ban)>
                    <BanRow channel=channel ban=ban shown=shown />
                </For>
            </ul>
            <More next=next failure="The list didn't load." load=move |from| bans(channel, from) take=take />
        </Tile>
    }
    .into_any()
}

#[component]
fn BanRow(channel: ChannelId, ban: Ban, shown: RwSignal<Vec<Ban>>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let toasts = toasts();
    let (id, user, words) = (ban.id, ban.user.id, ban_in_words(&ban));
    let lift = move |_| {
        busy.set(true);
        spawn_local(async move {
            match unban_user(channel, user.to_string()).await {
                Ok(()) => {
                    shown.try_update(|shown| shown.retain(|known| known.id != id));
                }
                Err(error) => {
                    busy.try_set(false);
                    toasts.say(error.to_string());
                }
            }
        });
    };
    let button = move || {
        view! {
            <span class="needs-script">
                <Button busy=busy on:click=lift>
                    "Lift"
                </Button>
            </span>
        }
        .into_any()
    };
    view! {
        <UserRow user=ban.user aside=button>
            " · "
            {words}
        </UserRow>
    }
}
