//! How the chat looks and sounds on this device: size of the text, times, reading aloud.

use crate::browser;
use crate::ui::{Button, Dialog};
use leptos::prelude::*;

const SIZES: [(&str, &str); 3] = [("small", "Small"), ("medium", "Medium"), ("large", "Large")];

/// The settings. Cookies keep them, so that the server's first byte is right.
#[derive(Clone, Copy)]
pub struct ChatSettings {
    size: RwSignal<String>,
    times: RwSignal<bool>,
    /// Whether screen readers are told of new messages.
    pub voice: RwSignal<bool>,
}

impl ChatSettings {
    pub fn new() -> Self {
        let size = browser::cookie("chat-size").filter(|size| SIZES.iter().any(|(known, _)| known == size));
        Self {
            size: RwSignal::new(size.unwrap_or_else(|| "medium".to_owned())),
            times: RwSignal::new(browser::cookie("chat-times").as_deref() == Some("on")),
            voice: RwSignal::new(browser::cookie("chat-voice").as_deref() != Some("off")),
        }
    }

    /// The classes of the chat.
    pub fn class(self) -> String {
        let times = if self.times.get() { " has-times" } else { "" };
        format!("chat is-{}{times}", self.size.get())
    }
}

/// The dialog in which they are set.
#[component]
pub fn SettingsDialog(settings: ChatSettings, open: RwSignal<bool>, children: Children) -> impl IntoView {
    let sizes = SIZES.map(|(size, label)| {
        let choose = move |_| {
            settings.size.set(size.to_owned());
            browser::set_cookie("chat-size", size);
        };
        view! {
            <label class="chat-choice">
                <input type="radio" name="chat-size" prop:checked=move || settings.size.get() == size on:change=browser::once_settled(choose) />
                {label}
            </label>
        }
    });
    view! {
        <Dialog open=open title="Chat settings">
            <fieldset class="chat-choices">
                <legend>"Text size"</legend>
                {sizes.collect_view()}
            </fieldset>
            <Switch label="Always show times" cookie="chat-times" on=settings.times />
            <Switch label="Read new messages aloud with a screen reader" cookie="chat-voice" on=settings.voice />
            <div class="dialog-actions">{children()} <Button on:click=move |_| open.set(false)>"Done"</Button></div>
        </Dialog>
    }
}

#[component]
fn Switch(label: &'static str, cookie: &'static str, on: RwSignal<bool>) -> impl IntoView {
    let change = move |event| {
        on.set(event_target_checked(&event));
        browser::set_cookie(cookie, if on.get_untracked() { "on" } else { "off" });
    };
    view! {
        <label class="chat-choice">
            <input type="checkbox" prop:checked=on on:change=browser::once_settled(change) />
            {label}
        </label>
    }
}
