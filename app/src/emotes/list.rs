//! A channel's emotes, each with the button that deletes it.

use super::rpc::delete_emote;
use crate::browser;
use crate::ui::{Confirm, Empty, IconButton, Tile, toasts};
use domain::emotes::{EMOTES_PER_CHANNEL, Emote};
use domain::pictures::srcset;
use domain::{ChannelId, Code};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn EmoteList(channel: ChannelId, shown: RwSignal<Vec<Emote>>) -> impl IntoView {
    let (deletes, doomed, toasts) = (RwSignal::new(false), RwSignal::new(None::<Emote>), toasts());
    let delete = Callback::new(move |()| {
        let Some(emote) = doomed.get_untracked() else { return };
        spawn_local(async move {
            match delete_emote(channel, emote.id).await {
                Err(error) if error.0.code != Code::NotFound => toasts.fail(&error),
                // Deleted now, or in another tab before.
                _ => {
                    if shown.try_update(|shown| shown.retain(|known| known.id != emote.id)).is_some() {
                        browser::focus_on("#emotes h2");
                    }
                    toasts.say(format!(":{}: is deleted.", emote.name));
                }
            }
        });
    });
    let question = Signal::derive(move || {
        doomed.with(|doomed| match doomed {
            Some(emote) => format!("Delete :{}:?", emote.name),
            None => "Delete this emote?".to_owned(),
        })
    });
    let count = move || shown.with(|shown| format!("{} of {EMOTES_PER_CHANNEL}", shown.len()));
    view! {
        <Tile title="Your channel's emotes" icon=lu::LuSmile id="emotes">
            <Show
                when=move || !shown.with(Vec::is_empty)
                fallback=|| {
                    view! {
                        <Empty icon=lu::LuSmile title="No emotes of your own yet">
                            <p>"Add a picture below, and everybody in your chat can write it as "<code>":name:"</code>"."</p>
                        </Empty>
                    }
                }
            >
                <p class="text-soft tabular-nums">{count}</p>
                <ul class="emote-list">
                    <For each=move || shown.get() key=|emote: &Emote| emote.id let(emote)>
                        <li>
                            <img src=emote.url.clone() srcset=srcset(&emote.url) sizes="56px" alt="" loading="lazy" />
                            <code>{format!(":{}:", emote.name)}</code>
                            <span class="needs-script">
                                <IconButton
                                    icon=Signal::stored(lu::LuTrash2)
                                    label=format!("Delete :{}:", emote.name)
                                    on:click=move |_| {
                                        doomed.set(Some(emote.clone()));
                                        deletes.set(true);
                                    }
                                />
                            </span>
                        </li>
                    </For>
                </ul>
            </Show>
            <Confirm
                open=deletes
                title=question
                loses="Messages that have it show its name from then on."
                action="Delete emote"
                confirmed=delete
            />
        </Tile>
    }
    .into_any()
}
