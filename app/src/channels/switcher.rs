//! Goes from one channel of the dashboard to another, on the page that is open.

use super::shown::ShownChannel;
use crate::ui::{Avatar, Icon, Menu, MenuItem, Size};
use domain::ChannelId;
use domain::channels::Channel;
use icondata_lu as lu;
use leptos::prelude::*;

/// The menu of the channels; `here` is the page that is open.
#[component]
pub fn ChannelSwitcher(channels: Vec<Channel>, chosen: ChannelId, here: &'static str) -> impl IntoView {
    let shown = expect_context::<ShownChannel>();
    let entry = move |channel: Channel| {
        let (is_chosen, picture) = (channel.id == chosen, channel.picture());
        let name = Signal::derive(move || if is_chosen { shown.name.get() } else { channel.name.clone() });
        let address = format!("{here}?channel={}", channel.slug);
        view! {
            <a class="menu-item" role="menuitem" href=address aria-current=is_chosen.then_some("true")>
                {move || {
                    let picture = if is_chosen { shown.picture.get() } else { picture.clone() };
                    view! { <Avatar name=name.get() src=picture size=Size::Small /> }
                }}
                <span class="channel-name">{name}</span>
            </a>
        }
    };
    view! {
        <div class="channel-switcher">
            <Menu
                label=Signal::derive(move || format!("Channel: {}", shown.name.get()))
                trigger=move || {
                    view! {
                        {move || view! { <Avatar name=shown.name.get() src=shown.picture.get() size=Size::Small /> }}
                        <strong class="channel-name">{shown.name}</strong>
                        <Icon glyph=lu::LuChevronsUpDown />
                    }
                }
            >
                {channels.into_iter().map(entry).collect_view()}
                <MenuItem icon=lu::LuPlus href="/dashboard/channel/new">
                    "New channel"
                </MenuItem>
            </Menu>
        </div>
    }
    .into_any()
}
