//! A channel's avatar and banner, for its owner to change.

use super::shown::ShownChannel;
use crate::ui::{PictureField, Tile};
use domain::channels::Channel;
use domain::pictures::PictureKind;
use leptos::prelude::*;

#[component]
pub fn PicturesTile(channel: Channel) -> impl IntoView {
    let (shown, of_owner) = (expect_context::<ShownChannel>(), channel.owner.avatar);
    let instead = of_owner.clone();
    let changed = Callback::new(move |avatar: Option<String>| shown.picture.set(avatar.or_else(|| of_owner.clone())));
    // By its id: the address may change while the page is open.
    let id = channel.id.to_string();
    view! {
        <Tile title="Pictures" icon=icondata_lu::LuImage>
            <p class="text-soft">"A channel without an avatar shows yours. The banner is on the channel's page and in previews of links to it."</p>
            <div class="form needs-script">
                <PictureField
                    label="Avatar"
                    kind=PictureKind::Avatar
                    name=channel.name.clone()
                    channel=Some(id.clone())
                    src=channel.avatar
                    instead=instead
                    changed=changed
                />
                <PictureField label="Banner" kind=PictureKind::Banner name=channel.name channel=Some(id) src=channel.banner />
            </div>
            <noscript>
                <p>"Changing pictures needs JavaScript, or a program that uses the API."</p>
            </noscript>
        </Tile>
    }
    .into_any()
}
