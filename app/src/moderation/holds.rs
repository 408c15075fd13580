//! Messages that wait for a decision: who wrote them, which rule has held them, and the two buttons.

use super::filters::rule_in_words;
use super::rpc::{approve, deny, holds};
use super::waiting::counted;
use crate::browser;
use crate::socket;
use crate::ui::{Ago, Button, Count, Empty, More, Tile, toasts};
use domain::chat::ServerEvent;
use domain::moderation::Hold;
use domain::{ChannelId, HoldId, Page};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn HoldsTile(channel: ChannelId, first: Page<Hold>) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let waits = counted(|waiting| waiting.holds);
    socket::listen(move |events| {
        for event in events {
            match event {
                ServerEvent::Hold { hold } if hold.channel_id == channel => shown.update(|shown| {
                    if shown.iter().all(|known| known.id != hold.id) {
                        shown.insert(0, (**hold).clone());
                    }
                }),
                ServerEvent::HoldDecided { hold_id, .. } => remove(shown, *hold_id),
                _ => {}
            }
        }
    });
    let take = move |page: Page<Hold>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    view! {
        <Tile
            title="Waiting for a decision"
            icon=lu::LuHourglass
            id="holds"
            beside=move || view! { <Count number=waits one="message waits" many="messages wait" /> }.into_any()
        >
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuHourglass title="Nothing waits">
                    <p>"Messages that your filters hold appear here at once. After an hour without a decision they are not sent."</p>
                </Empty>
            </Show>
            <ul class="moderator-log" aria-live="polite">
                <For each=move || shown.get() key=|hold| hold.id let(hold)>
                    <HoldRow hold=hold shown=shown />
                </For>
            </ul>
            <More next=next failure="The list didn't load." load=move |from| holds(channel, from) take=take />
        </Tile>
    }
    .into_any()
}

fn remove(shown: RwSignal<Vec<Hold>>, hold: HoldId) {
    shown.try_update(|shown| shown.retain(|known| known.id != hold));
}

#[component]
fn HoldRow(hold: Hold, shown: RwSignal<Vec<Hold>>) -> impl IntoView {
    let (id, busy, toasts) = (hold.id, RwSignal::new(false), toasts());
    let decide = move |sends: bool| {
        busy.set(true);
        spawn_local(async move {
            let decided = if sends { approve(id).await } else { deny(id).await };
            match decided {
                Ok(()) => {
                    browser::focus_on("#holds h2");
                    remove(shown, id);
                }
                Err(error) => {
                    busy.try_set(false);
                    // Another moderator was faster, or the time is over.
                    if error.0.code == domain::Code::Conflict {
                        remove(shown, id);
                    }
                    toasts.say(error.to_string());
                }
            }
        });
    };
    let mut rules: Vec<String> = hold.matches.iter().map(|found| rule_in_words(&found.rule_id)).collect();
    rules.dedup();
    view! {
        <li>
            <div class="moderator-entry">
                <p>
                    <strong><bdi>{hold.user.display_name}</bdi></strong>
                    <span class="text-soft">" · " {rules.join(", ")} " · " <Ago at=hold.created_at /></span>
                </p>
                <q class="moderator-quote" dir="auto">{hold.content}</q>
            </div>
            <span class="user-actions needs-script">
                <Button icon=lu::LuCheck busy=busy on:click=move |_| decide(true)>
                    "Send"
                </Button>
                <Button icon=lu::LuX disabled=busy on:click=move |_| decide(false)>
                    "Don’t send"
                </Button>
            </span>
        </li>
    }
    .into_any()
}
