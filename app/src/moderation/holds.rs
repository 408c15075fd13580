//! Messages that wait for a decision: who wrote them, which rule has held them, and the two buttons.

mod of_person;

use super::listed::Listed;
use super::live::Done;
use super::marks::{is_disguised, marked, read_as};
use super::rpc::{approve, deny, holds};
use super::rule_names::rules_in_words;
use super::waiting::counted;
use crate::browser;
use crate::chat::Moderated;
use crate::error::AppError;
use crate::reports::card::{OpenCard, Person};
use crate::socket;
use crate::ui::{Ago, Button, Count, Empty, More, Tile, toasts};
use domain::addresses;
use domain::chat::ServerEvent;
use domain::moderation::{Hold, Permission};
use domain::{ChannelId, Code, Page};
use icondata_lu as lu;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use of_person::{AskToDenyAll, DenyAllButton, OfPerson};

#[component]
pub fn HoldsTile(
    channel: ChannelId,
    /// What the reader may do.
    may: Signal<Vec<Permission>>,
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
            toasts.fail(&error);
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
    let card = RwSignal::new(None::<Person>);
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
            beside=move || view! { <Count number=waits one="message waiting" many="messages waiting" /> }.into_any()
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
                    <HoldRow hold=hold list=list read_again=read_again of_person=of_person may=may card=card />
                </For>
            </ul>
            <More
                next=list.next
                failure="The list didn't load."
                load=move |from| list.more(holds(channel, Some(refused.get_untracked()), from, None))
                take=move |page| list.take(page)
            />
            <AskToDenyAll rows=of_person />
            <OpenCard card=card may=may done=done />
        </Tile>
    }
    .into_any()
}

/// Moves the focus to the buttons of this row, which came after one that is gone; to the heading if it is gone, too, or there was none.
fn focus_after(next: Option<web_sys::Element>) {
    browser::next_frame(move || {
        let next = next.filter(|row| row.is_connected());
        match next.and_then(|row| row.query_selector(":scope > .user-actions button").ok().flatten()) {
            Some(button) => browser::focus(&button),
            None => browser::focus_on("#holds h2"),
        }
    });
}

#[component]
fn HoldRow(
    hold: Hold,
    list: Listed<Hold>,
    read_again: Callback<()>,
    of_person: OfPerson,
    may: Signal<Vec<Permission>>,
    card: RwSignal<Option<Person>>,
) -> impl IntoView {
    let (id, busy, toasts) = (hold.id, RwSignal::new(false), toasts());
    let (failed, row) = (RwSignal::new(None::<String>), NodeRef::<html::Li>::new());
    let decide = move |sends: bool| {
        // Read now: the news of the decision may take the row out before the answer is there.
        let next = row.get_untracked().and_then(|row| row.next_element_sibling());
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let decided = if sends { approve(id).await } else { deny(id).await };
            match decided {
                Ok(()) => {
                    focus_after(next);
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
                    toasts.fail(&error);
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
    let (channel, user) = (hold.channel_id, hold.user.clone());
    let open_card = move |event: MouseEvent| {
        // Without the script, and in another tab, the link leads to the person's page.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        if let Some(moderated) = Moderated::new(channel, may.get_untracked()) {
            event.prevent_default();
            card.set(Some(Person { moderated, user: user.clone(), is_untouchable: false }));
        }
    };
    let (name, page) = (hold.user.display_name, addresses::user_page(&hold.user.username));
    let (sends, denies) = (format!("Send the message of {name}"), format!("Don’t send the message of {name}"));
    let rules = rules_in_words(&hold.matches);
    let text = marked(&hold.content, &hold.matches);
    let read = is_disguised(&hold.content, &hold.normalized).then(|| read_as(hold.normalized));
    view! {
        <li node_ref=row>
            <div class="moderator-entry">
                <p>
                    <a class="text-link" href=page aria-haspopup="dialog" on:click=open_card>
                        <strong>
                            <bdi>{name}</bdi>
                        </strong>
                    </a>
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
                    <Button icon=lu::LuCheck busy=busy disabled=is_denied on:click=move |_| decide(true) attr:aria-label=sends>
                        "Send"
                    </Button>
                    <Button icon=lu::LuX disabled=is_off on:click=move |_| decide(false) attr:aria-label=denies>
                        "Don’t send"
                    </Button>
                </span>
            })}
        </li>
    }
    .into_any()
}
