//! The list of channels, hidden ones included, and what administrators do to each.

use super::entry::{AdminEntry, Changes, focus_changes};
use super::reason::{Deed, ReasonDialog};
use super::rpc::{ChangeChannel, DeleteChannel, channels};
use super::search::AdminSearch;
use crate::browser;
use crate::ui::{Ago, Empty, FormState, LivePill, More, Pill, Tile, Tone, format, toasts};
use domain::Page;
use domain::addresses;
use domain::admin::AdminChannel;
use icondata_lu as lu;
use leptos::prelude::*;

pub const HERE: &str = "/admin/channels";

/// What can be done to a channel.
#[derive(Clone, Copy, PartialEq)]
enum ChannelDeed {
    Hide,
    Show,
    Delete,
}

impl ChannelDeed {
    fn button(self) -> &'static str {
        match self {
            Self::Hide => "Hide",
            Self::Show => "Stop hiding",
            Self::Delete => "Delete",
        }
    }

    fn in_words(self, channel: &AdminChannel) -> Deed {
        let name = &channel.channel.name;
        let (title, what) = match self {
            Self::Hide => (
                format!("Hide {name}?"),
                "Only its owner sees the channel from now on, and can't make it public again. They are mailed the reason.",
            ),
            Self::Show => (
                format!("Stop hiding {name}?"),
                "The channel is as public as it was before. Its owner is mailed the reason.",
            ),
            Self::Delete => (
                format!("Delete {name}?"),
                "The channel goes for good, with its streams, videos and chat. Its owner is mailed the reason.",
            ),
        };
        Deed { title, what: what.to_owned(), button: self.button(), is_harmful: self != Self::Show }
    }
}

type Asked = RwSignal<Option<(AdminChannel, ChannelDeed)>>;

#[component]
pub fn ChannelList(first: Page<AdminChannel>, text: Option<String>) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let asked: Asked = RwSignal::new(None);
    let (wanted, searched) = (StoredValue::new(text.clone()), text.is_some());
    let take = move |page: Page<AdminChannel>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    view! {
        <AdminSearch here=HERE label="Channel, address or owner" text=text />
        <Tile title="Channels" icon=lu::LuTv id="channels">
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuTv title="No such channel">
                    <p>{if searched { "No channel has this text in its name, its address or its owner's name." } else { "Channels that people open appear here." }}</p>
                </Empty>
            </Show>
            <ul class="admin-list">
                <For
                    each=move || shown.get()
                    key=|entry| (entry.channel.id, entry.channel.is_public, entry.hidden_reason.is_some(), entry.hidden_with_owner)
                    let(entry)
                >
                    <ChannelEntry entry=entry asked=asked />
                </For>
            </ul>
            <More next=next failure="The list didn't load." load=move |from| channels(wanted.get_value(), from) take=take />
        </Tile>
        {move || asked.get().map(|(channel, deed)| view! { <ChannelDialog channel=channel deed=deed asked=asked shown=shown /> })}
    }
    .into_any()
}

#[component]
fn ChannelEntry(entry: AdminChannel, asked: Asked) -> impl IntoView {
    let channel = entry.channel.clone();
    let (name, slug) = (channel.name.clone(), channel.slug.clone());
    let is_hidden = entry.hidden_reason.is_some();
    let standing = match (is_hidden, entry.hidden_with_owner, channel.is_public) {
        (true, ..) => Some(view! { <Pill tone=Tone::Warn>"Hidden by administrators"</Pill> }.into_any()),
        (false, true, _) => Some(view! { <Pill tone=Tone::Warn>"Hidden: its owner is disabled"</Pill> }.into_any()),
        (false, false, false) => Some(view! { <Pill>"Private"</Pill> }.into_any()),
        (false, false, true) => None,
    };
    let standing = view! {
        {channel.is_live().then(|| view! { <LivePill /> })}
        {standing}
    };
    let reason = entry.hidden_reason.clone().map(|reason| {
        view! { <p class="text-soft">"Hidden because: " <bdi dir="auto">{reason}</bdi></p> }
    });
    let kept = StoredValue::new(entry.clone());
    let deed = |deed: ChannelDeed| (deed.button(), Callback::new(move |()| asked.set(Some((kept.get_value(), deed)))));
    let deeds = [if is_hidden { ChannelDeed::Show } else { ChannelDeed::Hide }, ChannelDeed::Delete].map(deed).into();
    let followers = format::counted(channel.follower_count, "follower", "followers");
    view! {
        <AdminEntry
            name=name.clone()
            picture=channel.picture()
            href=channel.is_public.then(|| addresses::channel_page(&slug))
            standing=standing.into_any()
        >
            <p class="text-soft">
                {format!("/streams/{slug} · by ")}
                <a class="text-link" href=addresses::user_page(&channel.owner.username)>{format!("@{}", channel.owner.username)}</a>
            </p>
            <p class="text-soft">"Opened " <Ago at=channel.created_at /> {format!(" · {followers}")}</p>
            {reason}
            <Changes id=channel.id.to_string() of=format!("the channel {name}") deeds=deeds />
        </AdminEntry>
    }
    .into_any()
}

#[component]
fn ChannelDialog(
    channel: AdminChannel,
    deed: ChannelDeed,
    asked: Asked,
    shown: RwSignal<Vec<AdminChannel>>,
) -> impl IntoView {
    let toasts = toasts();
    let (id, name, words) = (channel.channel.id, channel.channel.name.clone(), deed.in_words(&channel));
    let closed = Callback::new(move |()| asked.set(None));
    let mut sends = vec![("channel", id.to_string())];
    if deed == ChannelDeed::Delete {
        let form = FormState::<DeleteChannel>::new();
        form.on_success(move |()| {
            toasts.say(format!("{name} is deleted."));
            shown.update(|shown| shown.retain(|known| known.channel.id != id));
            browser::focus_on("#channels h2");
        });
        return view! { <ReasonDialog form=form deed=words sends=sends closed=closed /> }.into_any();
    }
    sends.push(("is_public", (deed == ChannelDeed::Show).to_string()));
    let form = FormState::<ChangeChannel>::new();
    form.on_success(move |changed| {
        toasts.say(if changed.hidden_reason.is_some() {
            format!("{name} is hidden.")
        } else {
            format!("{name} is no longer hidden.")
        });
        shown.update(|shown| {
            shown.iter_mut().filter(|known| known.channel.id == id).for_each(|known| *known = changed.clone());
        });
        focus_changes(id);
    });
    view! { <ReasonDialog form=form deed=words sends=sends closed=closed /> }.into_any()
}
