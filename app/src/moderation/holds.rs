//! Messages that wait for a decision: who wrote them, which rule has held them, and the two buttons.

use super::listed::Listed;
use super::live::Done;
use super::rpc::{approve, deny, holds};
use super::rule_names::rules_in_words;
use super::waiting::counted;
use crate::browser;
use crate::socket;
use crate::ui::{Ago, Button, Count, Empty, More, Tile, toasts};
use domain::chat::ServerEvent;
use domain::moderation::Hold;
use domain::{ChannelId, Page};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn HoldsTile(
    channel: ChannelId,
    /// None if it is yet to be read.
    first: Option<Page<Hold>>,
    done: Done,
) -> impl IntoView {
    let is_read = first.is_some();
    let list = Listed::new(first.unwrap_or_default());
    let waits = counted(|waiting| waiting.holds);
    // What waits comes and goes by itself; this finds what was erased meanwhile.
    let read = move || list.read(move |from, many| holds(channel, from, Some(many)), |_| {});
    done.follow(read);
    Effect::new(move |_| {
        if !is_read {
            read();
        }
    });
    socket::listen(move |events| {
        for event in events {
            match event {
                ServerEvent::Hold { hold } if hold.channel_id == channel => list.change(|shown| {
                    if shown.iter().all(|known| known.id != hold.id) {
                        shown.insert(0, (**hold).clone());
                    }
                }),
                ServerEvent::HoldDecided { hold_id, .. } => list.remove(hold_id),
                _ => {}
            }
        }
    });
    view! {
        <Tile
            title="Waiting for a decision"
            icon=lu::LuHourglass
            id="holds"
            beside=move || view! { <Count number=waits one="message waits" many="messages wait" /> }.into_any()
        >
            <Show when=move || list.is_empty()>
                <Empty icon=lu::LuHourglass title="Nothing waits">
                    <p>"Messages that your filters hold appear here at once. After an hour without a decision they are not sent."</p>
                </Empty>
            </Show>
            <ul class="moderator-log" aria-live="polite">
                <For each=move || list.shown.get() key=|hold| hold.id let(hold)>
                    <HoldRow hold=hold list=list />
                </For>
            </ul>
            <More
                next=list.next
                failure="The list didn't load."
                load=move |from| list.more(holds(channel, from, None))
                take=move |page| list.take(page)
            />
        </Tile>
    }
    .into_any()
}

#[component]
fn HoldRow(hold: Hold, list: Listed<Hold>) -> impl IntoView {
    let (id, busy, toasts) = (hold.id, RwSignal::new(false), toasts());
    let decide = move |sends: bool| {
        busy.set(true);
        spawn_local(async move {
            let decided = if sends { approve(id).await } else { deny(id).await };
            match decided {
                Ok(()) => {
                    browser::focus_on("#holds h2");
                    list.remove(&id);
                }
                Err(error) => {
                    busy.try_set(false);
                    // Another moderator was faster, or the time is over.
                    if error.0.code == domain::Code::Conflict {
                        list.remove(&id);
                    }
                    toasts.say(error.to_string());
                }
            }
        });
    };
    let rules = rules_in_words(&hold.matches);
    view! {
        <li>
            <div class="moderator-entry">
                <p>
                    <strong><bdi>{hold.user.display_name}</bdi></strong>
                    <span class="text-soft">" · " {rules} " · " <Ago at=hold.created_at /></span>
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
