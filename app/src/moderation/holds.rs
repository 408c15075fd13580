//! Messages that wait for a decision: who wrote them, which rule has held them, and the two buttons.

mod of_person;

use super::listed::Listed;
use super::live::Done;
use super::marks::{is_disguised, marked, read_as};
use super::rpc::{approve, deny, holds};
use super::rule_names::rules_in_words;
use super::waiting::counted;
use crate::browser;
use crate::error::AppError;
use crate::socket;
use crate::ui::{Ago, Button, Count, Empty, More, Tile, toasts};
use domain::chat::ServerEvent;
use domain::moderation::Hold;
use domain::{ChannelId, Code, Page};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use of_person::{AskToDenyAll, DenyAllButton, OfPerson};

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
    // Whether those are shown that were refused.
    let (refused, toasts) = (RwSignal::new(false), toasts());
    let load = move |wanted: bool| move |from, many| holds(channel, Some(wanted), from, Some(many));
    // What waits comes and goes by itself; this finds what was erased meanwhile.
    let read = move || list.read(load(refused.get_untracked()), |_| {});
    let show = move |wanted: bool| {
        let before = refused.get_untracked();
        refused.set(wanted);
        list.read_other(load(wanted), move |error: AppError| {
            refused.try_set(before);
            toasts.say(error.to_string());
        });
    };
    let choice = move |wanted: bool, words: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (refused.get() == wanted).to_string() on:click=move |_| show(wanted)>
                {words}
            </button>
        }
    };
    done.follow(read);
    let read_again = Callback::new(move |()| read());
    let of_person = OfPerson::new(list, read_again);
    Effect::new(move |_| {
        if !is_read {
            read();
        }
    });
    socket::listen(move |events| {
        for event in events {
            match event {
                ServerEvent::Hold { hold } if hold.channel_id == channel && !refused.get_untracked() => {
                    list.change(|shown| {
                        if shown.iter().all(|known| known.id != hold.id) {
                            shown.insert(0, (**hold).clone());
                        }
                    })
                }
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
            <div class="picker needs-script" role="group" aria-label="Which messages">
                {choice(false, "Waiting")}
                {choice(true, "Refused")}
            </div>
            <Show when=move || list.is_empty()>
                {move || match refused.get() {
                    false => view! {
                        <Empty icon=lu::LuHourglass title="No messages waiting">
                            <p>"Messages held by your filters appear here right away. Without a decision within an hour, they are not sent."</p>
                        </Empty>
                    },
                    true => view! {
                        <Empty icon=lu::LuHourglass title="Nothing was refused">
                            <p>"Messages that your filters refuse are listed here for 90 days."</p>
                        </Empty>
                    },
                }}
            </Show>
            <ul class="moderator-log" aria-live="polite">
                <For each=move || list.shown.get() key=|hold| hold.id let(hold)>
                    <HoldRow hold=hold list=list read_again=read_again of_person=of_person />
                </For>
            </ul>
            <More
                next=list.next
                failure="The list didn't load."
                load=move |from| list.more(holds(channel, Some(refused.get_untracked()), from, None))
                take=move |page| list.take(page)
            />
            <AskToDenyAll rows=of_person />
        </Tile>
    }
    .into_any()
}

#[component]
fn HoldRow(hold: Hold, list: Listed<Hold>, read_again: Callback<()>, of_person: OfPerson) -> impl IntoView {
    let (id, busy, toasts) = (hold.id, RwSignal::new(false), toasts());
    let failed = RwSignal::new(None::<String>);
    let decide = move |sends: bool| {
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let decided = if sends { approve(id).await } else { deny(id).await };
            match decided {
                Ok(()) => {
                    browser::focus_on("#holds h2");
                    list.remove(&id);
                }
                Err(error) => {
                    busy.try_set(false);
                    failed.try_set(Some(error.to_string()));
                    // It is gone if another moderator was faster or the time is over. It waits on if its author may not write by now.
                    if error.0.code == Code::Conflict {
                        read_again.try_run(());
                    }
                    // The row may go, and what is said in it with it.
                    toasts.say(error.to_string());
                }
            }
        });
    };
    let is_denied = of_person.is_denying(hold.user.id);
    let is_off = Signal::derive(move || busy.get() || is_denied.get());
    let deny_all = hold.expires_at.is_some().then(|| {
        let user = hold.user.clone();
        view! { <DenyAllButton user=user rows=of_person /> }
    });
    let rules = rules_in_words(&hold.matches);
    let text = marked(&hold.content, &hold.matches);
    let read = is_disguised(&hold.content, &hold.normalized).then(|| read_as(hold.normalized));
    view! {
        <li>
            <div class="moderator-entry">
                <p>
                    <strong><bdi>{hold.user.display_name}</bdi></strong>
                    <span class="text-soft">" · " {rules} " · " <Ago at=hold.created_at /></span>
                </p>
                <q class="moderator-quote" dir="auto">
                    {text}
                </q>
                {read}
                {deny_all}
                {move || failed.get().map(|words| view! { <p class="field-note is-error">{words}</p> })}
            </div>
            {hold.expires_at.is_some().then(|| view! {
                <span class="user-actions needs-script">
                    <Button icon=lu::LuCheck busy=busy disabled=is_denied on:click=move |_| decide(true)>
                        "Send"
                    </Button>
                    <Button icon=lu::LuX disabled=is_off on:click=move |_| decide(false)>
                        "Don’t send"
                    </Button>
                </span>
            })}
        </li>
    }
    .into_any()
}
