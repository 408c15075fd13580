//! Dialogs on the browser's own `<dialog>`, which traps focus, closes on Escape and gives focus back.

use super::{Button, Look};
use crate::browser;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::EventTarget;

/// A dialog that is open while `open` says so.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// Asked before Escape or a press outside closes it: true keeps it open.
    #[prop(optional)]
    stays: Option<Callback<(), bool>>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    // What hits the dialog itself is outside of its content, on the backdrop. A press that has begun elsewhere is not meant for it, such as a
    // long one that has opened the dialog under the finger.
    let pressed_outside = StoredValue::new(false);
    let is_outside = move |target: Option<EventTarget>| {
        target.is_some() && target.map(JsValue::from) == node.get_untracked().map(JsValue::from)
    };
    let stays = move || stays.is_some_and(|stays| stays.run(()));
    let escape = move |event: leptos::ev::Event| {
        if stays() {
            event.prevent_default();
        }
    };
    let backdrop = move |event: leptos::ev::MouseEvent| {
        if pressed_outside.get_value() && is_outside(event.target()) && !stays() {
            open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            aria-label=title
            on:cancel=escape
            on:close=browser::once_settled(move |_| open.set(false))
            on:pointerdown=move |event| pressed_outside.set_value(is_outside(event.target()))
            on:click=backdrop
        >
            <div class="dialog-body">
                <h2 class="dialog-title">{title}</h2>
                {children()}
            </div>
        </dialog>
    }
}

/// Asks before something is lost. The title or the sentence below names it. `action` names the deed, as on the button that led here.
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// What will be lost.
    #[prop(into)]
    loses: Signal<String>,
    action: &'static str,
    #[prop(into)] confirmed: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=title>
            <p class="dialog-text">{loses}</p>
            <div class="dialog-actions">
                <Button on:click=move |_| open.set(false)>"Cancel"</Button>
                <Button
                    look=Look::Danger
                    on:click=move |_| {
                        open.set(false);
                        confirmed.run(());
                    }
                >
                    {action}
                </Button>
            </div>
        </Dialog>
    }
}
