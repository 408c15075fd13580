//! The form that makes a channel; its address follows its name until the user types one.

use super::rpc::CreateChannel;
use crate::browser;
use crate::ui::{Button, Field, Form, FormState, Look, Select};
use domain::addresses;
use domain::channels::{ChannelName, Language, Slug};
use leptos::prelude::*;

/// Name and address of a new channel. `suggestion` is what the channel may be called.
#[component]
pub fn CreateChannelForm(#[prop(into)] suggestion: String) -> impl IntoView {
    let form = FormState::<CreateChannel>::new();
    let suggest = |name: &str| Slug::suggest(name).map(|slug| slug.to_string()).unwrap_or_default();
    let slug = form.input("slug", suggest(&suggestion), |text| Slug::parse(text).err());
    let name = form.input("name", suggestion, |text| ChannelName::parse(text).err());
    let own_slug = RwSignal::new(false);

    let name_typed = move |()| {
        if !own_slug.get_untracked() {
            slug.touch();
            slug.text.set(suggest(&name.text.get_untracked()));
        }
    };
    let slug_typed = move |()| own_slug.set(!slug.text.with_untracked(String::is_empty));
    let host = RwSignal::new(String::new());
    Effect::new(move |_| host.set(browser::origin()));
    let address = Signal::derive(move || {
        let slug = slug.text.get();
        let slug = if slug.is_empty() { "your-channel" } else { &slug };
        format!("People will find you at {}{}", host.get(), addresses::channel_page(slug))
    });
    view! {
        <Form state=form>
            <Field
                label="Channel name"
                input=name
                help="What people call it."
                max=60
                typed=Callback::new(name_typed)
            />
            <Field
                label="Address"
                input=slug
                help=address
                prefix=addresses::CHANNEL_PAGES
                max=40
                typed=Callback::new(slug_typed)
            />
            <Select label="Language" name="language" options=languages() chosen="" help="What is spoken here." />
            <Button look=Look::Primary kind="submit" busy=form.busy()>
                "Create channel"
            </Button>
        </Form>
    }
    .into_any()
}

/// None, and the common languages.
pub fn languages() -> Vec<(String, String)> {
    let common = Language::COMMON.map(|(tag, name)| (tag.to_owned(), name.to_owned()));
    std::iter::once((String::new(), "Not set".to_owned())).chain(common).collect()
}
