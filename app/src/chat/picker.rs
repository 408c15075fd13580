//! The panel of emotes and emoji.

use super::emoji::emoji;
use super::room::INPUT;
use crate::browser;
use crate::ui::IconButton;
use domain::emotes::{BUILT_IN, Emote, EmoteName};
use domain::pictures::srcset;
use icondata_lu as lu;
use leptos::html;
use leptos::prelude::*;
use std::fmt::Write;
use wasm_bindgen::JsCast;

/// The button and its panel; `picked` gets the text of what was picked. `emotes` are the channel's own.
#[component]
pub fn Picker(picked: Callback<String>, emotes: RwSignal<Vec<Emote>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let panel = NodeRef::<html::Div>::new();
    let close = move || {
        open.set(false);
        browser::focus_on(INPUT);
    };
    let clicked = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let item = target.and_then(|target| target.closest("[data-text]").ok().flatten());
        if let Some(text) = item.and_then(|item| item.get_attribute("data-text")) {
            picked.run(text);
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let Some(panel) = panel.get_untracked() else { return };
        match event.key().as_str() {
            "ArrowRight" => browser::step_focus(&panel, "button", Some(1)),
            "ArrowLeft" => browser::step_focus(&panel, "button", Some(-1)),
            "Home" => focus_found(&panel, "button"),
            // All are in one parent.
            "End" => focus_found(&panel, "button:last-of-type"),
            "ArrowDown" => step_line(&panel, 1),
            "ArrowUp" => step_line(&panel, -1),
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
    };
    // Over the rows it would be in the way of who goes on to read or to write. What gets no focus, such as the panel itself, does not count.
    let left = move |event: leptos::ev::FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Element>().ok());
        let is_own =
            |next: &web_sys::Element| next.closest(".chat-picker, [aria-haspopup=dialog]").ok().flatten().is_some();
        if next.is_some_and(|next| !is_own(&next)) {
            open.set(false);
        }
    };
    // Opened by the keyboard, the panel has the focus; it is one stop of the tab key.
    Effect::new(move |_| {
        if open.get() {
            browser::focus_on(".chat-picker button");
        }
    });
    view! {
        <span class="needs-script">
            <IconButton
                icon=Signal::stored(lu::LuSmile)
                label="Emotes and emoji"
                attr:aria-haspopup="dialog"
                attr:aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            />
        </span>
        <Show when=move || open.get()>
            <div
                class="chat-picker"
                node_ref=panel
                role="dialog"
                aria-label="Emotes and emoji"
                on:click=clicked
                on:focusout=browser::once_settled(left)
                on:keydown=pressed
                inner_html=move || emotes.with(|own| items(own))
            ></div>
        </Show>
    }
}

fn focus_found(panel: &web_sys::Element, selector: &str) {
    if let Ok(Some(item)) = panel.query_selector(selector) {
        browser::focus(&item);
    }
}

/// Moves the focus one line down (1) or up (-1), to the item that is nearest to the same column. It looks at places on the screen, because the
/// last line before a heading has fewer items.
fn step_line(panel: &web_sys::Element, down: i32) {
    let place = |item: &web_sys::Element| {
        let edges = item.get_bounding_client_rect();
        ((edges.top() as i32) * down, edges.left() as i32)
    };
    let Some(active) = document().active_element() else { return };
    let (line, column) = place(&active);
    let Ok(found) = panel.query_selector_all("button") else { return };
    let items = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<web_sys::Element>().ok());
    let next = items.map(|item| (place(&item), item)).filter(|((other, _), _)| *other > line);
    let next = next.min_by_key(|((other, left), _)| (*other, (left - column).abs()));
    if let Some((_, item)) = next {
        browser::focus(&item);
    }
}

/// Markup of names that are all our own, or words of letters, digits and underscores; addresses are those of our pictures.
fn items(own: &[Emote]) -> String {
    let mut items = String::new();
    if !own.is_empty() {
        items.push_str("<h3>This channel</h3>");
    }
    for Emote { name, url, .. } in own {
        if let (Some(srcset), Ok(name)) = (srcset(url), EmoteName::parse(name)) {
            let _ = write!(
                items,
                "<button type=button data-text=\":{name}: \" aria-label={name} title=\":{name}:\"><span class=\"emote emote-own\"><img src=\"{url}\" srcset=\"{srcset}\" sizes=28px alt=\"\" loading=lazy></span></button>"
            );
        }
    }
    items.push_str("<h3>Emotes</h3>");
    for name in BUILT_IN {
        let _ = write!(
            items,
            "<button type=button data-text=\":{name}: \" aria-label={name} title=\":{name}:\"><span class=\"emote emote-{name}\"></span></button>"
        );
    }
    items.push_str("<h3>Emoji</h3>");
    for (emoji, name) in emoji() {
        let _ =
            write!(items, "<button type=button data-text={emoji} aria-label={name} title=\":{name}\">{emoji}</button>");
    }
    items
}
