//! The channel's address, and another one in its place. Asked before: an address is what people know.

use super::rpc::ChangeChannelSlug;
use crate::browser;
use crate::ui::{Button, ButtonLink, Dialog, Field, Form, FormState, Look, Tile, toasts};
use domain::addresses::{self, channel_page};
use domain::channels::{Channel, Slug};
use icondata_lu as lu;
use leptos::prelude::*;

#[component]
pub fn AddressTile(channel: Channel) -> impl IntoView {
    let (id, notes) = (channel.id, toasts());
    let form = FormState::<ChangeChannelSlug>::new();
    let now = RwSignal::new(channel.slug.clone());
    let slug = form.input("slug", channel.slug, |text| Slug::parse(text).err());
    let wanted = Memo::new(move |_| slug.text.with(|text| text.trim().to_ascii_lowercase()));
    let asking = RwSignal::new(false);
    form.on_success(move |channel| {
        now.set(channel.slug.clone());
        slug.text.set(channel.slug.clone());
        notes.say("Your channel has its new address.");
    });
    let ask = Callback::new(move |()| match wanted.get_untracked() == now.get_untracked() {
        true => notes.say("That is the address already."),
        false => asking.set(true),
    });
    let change = move |_| {
        asking.set(false);
        form.action.dispatch(ChangeChannelSlug { channel: id, slug: wanted.get_untracked() });
    };
    let host = RwSignal::new(String::new());
    Effect::new(move |_| host.set(browser::origin()));
    let page = move || now.with(|slug| channel_page(slug));
    view! {
        <Tile title="Address" icon=lu::LuLink>
            <p class="text-soft">
                "People find you at " <a class="text-link break-words" href=page>{move || format!("{}{}", host.get(), page())}</a>
                ". Former addresses go on leading here, and no other channel can take them."
            </p>
            <Form state=form before=ask>
                <input type="hidden" name="channel" value=id.to_string() />
                <Field
                    label="Address"
                    input=slug
                    help="3 to 40 letters, digits and hyphens."
                    prefix=addresses::CHANNEL_PAGES
                    max=40
                />
                <div>
                    <Button kind="submit" busy=form.pending()>
                        "Change address"
                    </Button>
                </div>
            </Form>
            <Dialog open=asking title="Change the address?">
                <p class="dialog-text">
                    "Your channel moves from " <strong>{page}</strong> " to " <strong>{move || channel_page(&wanted.get())}</strong>
                    ". Links, overlays and programs with the old address keep working, and you can take it back."
                </p>
                <div class="dialog-actions">
                    <Button on:click=move |_| asking.set(false)>"Cancel"</Button>
                    <Button look=Look::Primary on:click=change>
                        "Change it"
                    </Button>
                </div>
            </Dialog>
        </Tile>
    }
    .into_any()
}

/// The link to the page that viewers see.
#[component]
pub fn ToChannelPage(slug: String) -> impl IntoView {
    view! {
        <ButtonLink href=channel_page(&slug) icon=lu::LuExternalLink>
            "View channel"
        </ButtonLink>
    }
}
