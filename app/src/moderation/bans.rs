//! The list of those who may not write in a channel.

use super::card::ban_in_words;
use super::live::Done;
use super::rpc::{bans, unban_user};
use crate::browser;
use crate::ui::{Button, Empty, More, Tile, toasts};
use crate::users::row::UserRow;
use domain::moderation::{Ban, Permission};
use domain::{ChannelId, Code, Page};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn BansTile(
    channel: ChannelId,
    first: Page<Ban>,
    /// What the reader may do.
    may: Vec<Permission>,
    done: Done,
) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let (may_ban, may_time_out) = (may.contains(&Permission::Ban), may.contains(&Permission::Timeout));
    done.follow(move || {
        spawn_local(async move {
            if let Ok(page) = bans(channel, None).await {
                shown.try_set(page.items);
                next.try_set(page.next_cursor);
            }
        });
    });
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
                    <BanRow
                        channel=channel
                        may_lift=may_ban || may_time_out && ban.expires_at.is_some()
                        ban=ban
                        shown=shown
                        done=done
                    />
                </For>
            </ul>
            <More next=next failure="The list didn't load." load=move |from| bans(channel, from) take=take />
        </Tile>
    }
    .into_any()
}

#[component]
fn BanRow(channel: ChannelId, may_lift: bool, ban: Ban, shown: RwSignal<Vec<Ban>>, done: Done) -> impl IntoView {
    let busy = RwSignal::new(false);
    let toasts = toasts();
    let (id, user, words) = (ban.id, ban.user.id, ban_in_words(&ban));
    let name = ban.user.display_name.clone();
    let button_words = if ban.expires_at.is_some() { "End timeout" } else { "Unban" };
    let lift = move || {
        let name = name.clone();
        busy.set(true);
        spawn_local(async move {
            match unban_user(channel, user.to_string()).await {
                Ok(()) => toasts.say(format!("{name} may write again.")),
                Err(error) => {
                    busy.try_set(false);
                    toasts.say(error.to_string());
                    if error.0.code != Code::NotFound {
                        return;
                    }
                }
            }
            browser::focus_on("#bans h2");
            shown.try_update(|shown| shown.retain(|known| known.id != id));
            done.again();
        });
    };
    let button = move || {
        let lift = lift.clone();
        let button = may_lift.then(|| {
            view! {
                <span class="needs-script">
                    <Button busy=busy on:click=move |_| lift()>
                        {button_words}
                    </Button>
                </span>
            }
        });
        button.into_any()
    };
    view! {
        <UserRow user=ban.user aside=button>
            " · "
            {words}
        </UserRow>
    }
}
