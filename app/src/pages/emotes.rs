//! The emotes of the owner's channel.

use crate::emotes::create::CreateEmoteTile;
use crate::emotes::list::EmoteList;
use crate::emotes::rpc::emotes;
use crate::pages::dashboard::of_channel::OfChannel;
use crate::ui::{PageHead, Skeleton};
use domain::channels::Channel;
use domain::emotes::Emote;
use leptos::prelude::*;

const HERE: &str = "/dashboard/emotes";

#[component]
pub fn EmotesPage() -> impl IntoView {
    view! {
        <PageHead title="Emotes" description="Your channel's own emotes." path=HERE private=true />
        <OfChannel
            here=HERE
            waits=|| view! { <Skeleton class="h-80" /> }.into_any()
            failed="Your emotes didn't load"
            load=|channel: Channel| async move { Ok(emotes(channel.id).await?.items) }
            show=|_, channel, first| {
                view! {
                    <h1 class="library-title">{format!("Emotes of {}", channel.name)}</h1>
                    <EmotesOf channel=channel first=first />
                }
                .into_any()
            }
        />
    }
}

#[component]
fn EmotesOf(channel: Channel, first: Vec<Emote>) -> impl IntoView {
    let shown = RwSignal::new(first);
    let made = move |emote: Emote| shown.update(|shown| shown.push(emote));
    view! {
        <div class="emotes">
            <EmoteList channel=channel.id shown=shown />
            <CreateEmoteTile channel=channel.id made=made />
        </div>
    }
    .into_any()
}
