//! A menu behind a button: arrows move, Escape closes and gives focus back. Without JavaScript it opens by focus (see `parts.css`).

use super::{Glyph, Icon};
use crate::browser;
use leptos::html;
use leptos::prelude::*;

const ITEMS: &str = "[role^='menuitem']";

/// A menu. `trigger` is what its button shows, `children` are `MenuItem`s.
#[component]
pub fn Menu(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] trigger: ViewFn,
    /// Called each time that the menu opens.
    #[prop(into, optional)]
    opened: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    if let Some(opened) = opened {
        Effect::new(move |_| {
            if open.get() {
                opened.run(());
            }
        });
    }
    let root = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();

    let leave = move |_: leptos::ev::FocusEvent| {
        if !root.get_untracked().is_some_and(|root| browser::has_focus(&root)) {
            open.set(false);
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let Some(root) = root.get_untracked() else { return };
        match event.key().as_str() {
            "Escape" if open.get_untracked() => {
                open.set(false);
                if let Some(button) = button.get_untracked() {
                    browser::focus(&button);
                }
            }
            "ArrowDown" => {
                open.set(true);
                browser::step_focus(&root, ITEMS, Some(1));
                event.prevent_default();
            }
            "ArrowUp" if open.get_untracked() => {
                browser::step_focus(&root, ITEMS, Some(-1));
                event.prevent_default();
            }
            "Home" if open.get_untracked() => {
                browser::step_focus(&root, ITEMS, None);
                event.prevent_default();
            }
            _ => {}
        }
    };
    view! {
        <div class="menu" node_ref=root on:focusout=browser::once_settled(leave) on:keydown=keys class:is-open=open>
            <button
                type="button"
                node_ref=button
                class="menu-button"
                aria-haspopup="menu"
                aria-label=label
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {trigger.run()}
            </button>
            <div class="menu-panel" role="menu" aria-label=label on:click=move |_| open.set(false)>
                {children()}
            </div>
        </div>
    }
}

/// An entry: a link with `href`, else a button; `on:click` passes through.
#[component]
pub fn MenuItem(
    icon: Glyph,
    #[prop(into, optional)] href: Option<String>,
    /// `submit` in a form.
    #[prop(default = "button")]
    kind: &'static str,
    children: Children,
) -> impl IntoView {
    match href {
        Some(href) => leptos::either::Either::Left(view! {
            <a class="menu-item" role="menuitem" href=href>
                <Icon glyph=icon />
                {children()}
            </a>
        }),
        None => leptos::either::Either::Right(view! {
            <button class="menu-item" role="menuitem" type=kind>
                <Icon glyph=icon />
                {children()}
            </button>
        }),
    }
}
