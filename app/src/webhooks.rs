//! Outgoing webhooks: making them, what they have sent, and their secrets.

pub mod create;
pub mod deliveries;
pub mod edit;
pub mod list;
pub mod rpc;

use crate::browser;
use crate::ui::{FormInput, Note, form_address};
use domain::webhooks::WebhookEvent;
use leptos::prelude::*;

/// An event in words.
fn words(event: WebhookEvent) -> &'static str {
    match event {
        WebhookEvent::StreamStarted => "A stream starts",
        WebhookEvent::StreamEnded => "A stream ends",
        WebhookEvent::StreamUpdated => "A live stream gets another title or description",
        WebhookEvent::Follow => "A person follows the channel",
        WebhookEvent::MessageDeleted => "A chat message is deleted",
        WebhookEvent::VodReady => "A recording is ready to watch",
    }
}

/// What is wrong with an address that is empty; the server looks at others.
fn without_address(text: &str) -> Option<String> {
    text.trim().is_empty().then(|| "Type or paste an address.".to_owned())
}

/// The boxes of a form that say which events are sent. `input` holds no text: under the boxes it says what is wrong with the choice, in a note with
/// the id `note`.
#[component]
fn EventChoices(
    note: &'static str,
    input: FormInput,
    is_chosen: impl Fn(WebhookEvent) -> bool + 'static,
) -> impl IntoView {
    let wrong = input.error();
    let choice = |(at, event): (usize, &WebhookEvent)| {
        let name = format!("events[{at}]");
        let checked = browser::typed(form_address(), &name).is_some() || is_chosen(*event);
        view! {
            <label class="chat-choice">
                <input
                    type="checkbox"
                    name=name
                    value=event.as_str()
                    checked=checked
                    aria-describedby=note
                    aria-invalid=move || wrong.get().map(|_| "true")
                    on:change=browser::once_settled(move |_| input.touch())
                />
                {words(*event)}
            </label>
        }
    };
    view! {
        <fieldset class="webhook-events">
            <legend>"When to send"</legend>
            {WebhookEvent::ALL.iter().enumerate().map(choice).collect_view()}
            <Note id=note error=wrong help="" />
        </fieldset>
    }
    .into_any()
}
