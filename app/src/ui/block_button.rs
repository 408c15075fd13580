//! The button that blocks a user, or lifts the block: it shows what the server has stored.

use super::{Button, FormError};
use crate::blocks::rpc::{BlockUser, UnblockUser, block_user, unblock_user};
use crate::error::AppError;
use domain::UserId;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

/// The button. `name` is the user's, for screen readers; `is_blocked` is how the page found them. Without JavaScript the form goes to the
/// server function, and the page comes back.
#[component]
pub fn BlockButton(
    user: UserId,
    #[prop(into)] name: String,
    is_blocked: bool,
    /// Where the page says why a press was refused; without it the reason stands below the button.
    #[prop(optional)]
    refused_in: Option<RwSignal<Option<AppError>>>,
    /// Called after each change, with whether the user is blocked now.
    #[prop(into, optional)]
    changed: Option<Callback<bool>>,
) -> impl IntoView {
    let (blocked, busy) = (RwSignal::new(is_blocked), RwSignal::new(false));
    let refused = refused_in.unwrap_or_else(|| RwSignal::new(None));
    if let Some(error) = refusal(is_blocked) {
        refused.set(Some(error));
    }
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        let wanted = !blocked.get_untracked();
        spawn_local(async move {
            let answer = match wanted {
                true => block_user(user.to_string()).await.map(drop),
                false => unblock_user(user).await,
            };
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => {
                    blocked.set(wanted);
                    if let Some(changed) = changed {
                        changed.run(wanted);
                    }
                }
                Err(error) => refused.set(Some(error)),
            }
        });
    };
    view! {
        <form
            class="block-form"
            method="post"
            action=move || if blocked.get() { UnblockUser::url() } else { BlockUser::url() }
            on:submit=submit
        >
            <input type="hidden" name="user" value=user.to_string() />
            // Not disabled while it waits, so that the keyboard's focus stays on it.
            <Button icon=lu::LuBan kind="submit">
                {move || if blocked.get() { "Unblock" } else { "Block" }} <span class="sr-only">{format!(" {name}")}</span>
            </Button>
            {refused_in.is_none().then(|| view! { <FormError error=refused /> })}
        </form>
    }
    .into_any()
}

/// Why a form that was sent without JavaScript was refused: the one that this page offers first.
fn refusal(is_blocked: bool) -> Option<AppError> {
    match is_blocked {
        true => {
            let answer = ServerAction::<UnblockUser>::new().value();
            answer.with_untracked(|answer| answer.as_ref()?.as_ref().err().cloned())
        }
        false => {
            let answer = ServerAction::<BlockUser>::new().value();
            answer.with_untracked(|answer| answer.as_ref()?.as_ref().err().cloned())
        }
    }
}
