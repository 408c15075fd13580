//! The list of those who may not write in a channel.

use super::act;
use super::card::BanWords;
use super::listed::Listed;
use super::live::{Done, when_over};
use super::rpc::bans;
use super::standing::Standing;
use crate::browser;
use crate::ui::{Button, Empty, More, Tile, toasts};
use crate::users::row::UserRow;
use domain::moderation::{Ban, Permission};
use domain::{ChannelId, Code, Page};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn BansTile(channel: ChannelId, first: Page<Ban>, standing: Standing, done: Done) -> impl IntoView {
    let list = Listed::new(first);
    let (may_ban, may_time_out) = (standing.may(Permission::Ban), standing.may(Permission::Timeout));
    let read = move || list.read(move |from, many| bans(channel, from, Some(many)), |_| {});
    done.follow(read);
    when_over(move || list.shown.with(|shown| shown.iter().filter_map(|ban| ban.expires_at).min()), read);
    view! {
        <Tile title="Banned and timed out" icon=lu::LuBan id="bans">
            <Show when=move || list.is_empty()>
                <Empty icon=lu::LuBan title="No one is banned or timed out">
                    <p>"People whom you or your moderators ban or time out appear here."</p>
                </Empty>
            </Show>
            <ul class="people-grid">
                <For each=move || list.shown.get() key=|ban| ban.id let(ban)>
                    <BanRow
                        channel=channel
                        may_lift=if ban.expires_at.is_some() {
                            Signal::derive(move || may_ban.get() || may_time_out.get())
                        } else {
                            may_ban
                        }
                        ban=ban
                        list=list
                        done=done
                    />
                </For>
            </ul>
            <More
                next=list.next
                failure="The list didn't load."
                load=move |from| list.more(bans(channel, from, None))
                take=move |page| list.take(page)
            />
        </Tile>
    }
    .into_any()
}

#[component]
fn BanRow(channel: ChannelId, may_lift: Signal<bool>, ban: Ban, list: Listed<Ban>, done: Done) -> impl IntoView {
    let busy = RwSignal::new(false);
    let toasts = toasts();
    let (id, user, words) = (ban.id, ban.user.id, view! { <BanWords ban=ban.clone() /> });
    let name = ban.user.display_name.clone();
    let button_words = if ban.expires_at.is_some() { "End timeout" } else { "Unban" };
    let lift = move || {
        let name = name.clone();
        busy.set(true);
        spawn_local(async move {
            match act::unban(channel, user.to_string(), name).await {
                Ok((words, back)) => act::say(toasts, words, back),
                Err(error) => {
                    busy.try_set(false);
                    toasts.fail(&error);
                    if error.0.code != Code::NotFound {
                        return;
                    }
                }
            }
            browser::focus_on("#bans h2");
            list.remove(&id);
            done.again();
        });
    };
    let button = move || {
        let lift = lift.clone();
        let button = move || {
            let lift = lift.clone();
            may_lift.get().then(|| {
                view! {
                    <span class="needs-script">
                        <Button busy=busy on:click=move |_| lift()>
                            {button_words}
                        </Button>
                    </span>
                }
            })
        };
        button.into_any()
    };
    view! {
        <UserRow user=ban.user aside=button>
            " · "
            {words}
        </UserRow>
    }
}
