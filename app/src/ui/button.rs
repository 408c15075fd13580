//! Buttons, and links that look like them. `on:click` and other attributes pass through to the element.

use super::{Glyph, Icon};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Visual weight of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// One of several things to do.
    #[default]
    Plain,
    /// The main action of a form or a page.
    Primary,
    /// No border, and no background until hovered.
    Ghost,
    /// A destructive action, such as deleting.
    Danger,
    /// Go live: large and in the live colour, because it is the dashboard's main action.
    Live,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "btn btn-plain",
            Self::Primary => "btn btn-primary",
            Self::Ghost => "btn btn-ghost",
            Self::Danger => "btn btn-danger",
            Self::Live => "btn btn-live",
        }
    }
}

/// A button. While `busy` it keeps its size and the focus, shows a turning ring and takes no clicks. Once what it asks for is `done`, it looks plain.
#[component]
pub fn Button(
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: Option<Glyph>,
    /// `button`, or `submit` in a form.
    #[prop(default = "button")]
    kind: &'static str,
    #[prop(into, optional)] busy: Signal<bool>,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] done: Signal<bool>,
    children: Children,
) -> impl IntoView {
    // While it is busy the button is not `disabled`, because browsers take the focus from a disabled button. A capture listener runs before the
    // caller's own, which is on the same element, and before the form is sent: also by Enter in a field, which browsers turn into a click.
    let swallow = move |event: MouseEvent| {
        if busy.try_get_untracked().unwrap_or(false) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    };
    view! {
        <button
            type=kind
            class=look.class()
            class:is-busy=busy
            class:is-done=done
            aria-busy=move || busy.get().to_string()
            aria-disabled=move || busy.get().then_some("true")
            disabled=move || disabled.get() && !busy.get()
            on:click:capture=swallow
        >
            {icon.map(|glyph| view! { <Icon glyph=glyph /> })}
            <span class="btn-label">{children()}</span>
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: Option<Glyph>,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=look.class()>
            {icon.map(|glyph| view! { <Icon glyph=glyph /> })}
            <span class="btn-label">{children()}</span>
        </a>
    }
}

/// A square button with an icon only; `label` is its name and its tooltip.
#[component]
pub fn IconButton(#[prop(into)] icon: Signal<Glyph>, #[prop(into)] label: Signal<String>) -> impl IntoView {
    view! {
        <button type="button" class="btn btn-ghost btn-icon" aria-label=label title=label>
            {move || view! { <Icon glyph=icon.get() large=true /> }}
        </button>
    }
}
