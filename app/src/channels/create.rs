//! The form that makes a channel; its address follows its name until the user types one.

use super::rpc::CreateChannel;
use crate::accounts::form::Faults;
use crate::browser;
use crate::ui::{Button, Field, FormFault, Look};
use domain::channels::{ChannelName, Slug};
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;

/// Name and address of a new channel. `suggestion` is what the channel may be called.
#[component]
pub fn CreateChannelForm(#[prop(into)] suggestion: String) -> impl IntoView {
    let create = ServerAction::<CreateChannel>::new();
    let form = NodeRef::<html::Form>::new();
    let faults = Faults::of(create, form);
    let slug = RwSignal::new(Slug::suggest(&suggestion).map(|slug| slug.to_string()).unwrap_or_default());
    let name = RwSignal::new(suggestion);
    let own_slug = RwSignal::new(false);

    let name_typed = move |()| {
        faults.touch("name");
        if !own_slug.get_untracked() {
            faults.touch("slug");
            slug.set(Slug::suggest(&name.get_untracked()).map(|slug| slug.to_string()).unwrap_or_default());
        }
    };
    let slug_typed = move |()| {
        faults.touch("slug");
        own_slug.set(!slug.get_untracked().is_empty());
    };
    let check = move |event: leptos::ev::SubmitEvent| {
        let checks = [
            ("name", ChannelName::parse(&name.get_untracked()).err()),
            ("slug", Slug::parse(&slug.get_untracked()).err()),
        ];
        faults.hold(&event, &checks);
    };
    let host = RwSignal::new(String::new());
    Effect::new(move |_| host.set(browser::origin()));
    let address = Signal::derive(move || {
        let slug = slug.get();
        let slug = if slug.is_empty() { "your-channel" } else { &slug };
        format!("People will find you at {}/streams/{slug}", host.get())
    });
    view! {
        <ActionForm action=create node_ref=form attr:class="form" attr:novalidate="" on:submit:capture=check>
            <FormFault text=faults.form() />
            <Field
                label="Channel name"
                name="name"
                value=name
                error=faults.field("name")
                help="What people call it. You can change it later."
                max=60
                typed=Callback::new(name_typed)
                left=Callback::new(move |()| faults.check("name", &name.get_untracked(), ChannelName::parse))
            />
            <Field
                label="Address"
                name="slug"
                value=slug
                error=faults.field("slug")
                help=address
                prefix="/streams/"
                max=40
                typed=Callback::new(slug_typed)
                left=Callback::new(move |()| faults.check("slug", &slug.get_untracked(), Slug::parse))
            />
            <Button look=Look::Primary kind="submit" busy=faults.busy()>
                "Create channel"
            </Button>
        </ActionForm>
    }
    .into_any()
}
