//! The card of a person who is reported, opened from the queue.

use super::queue::{Queue, Reported};
use crate::browser;
use crate::moderation::card::ModeratorSection;
use crate::ui::{Button, ButtonLink, Dialog};
use domain::addresses;
use icondata_lu as lu;
use leptos::prelude::*;
use std::time::Duration;

/// The card that is open, if any.
#[component]
pub fn OpenCard(queue: Queue) -> impl IntoView {
    view! { {move || queue.card.get().map(|whom| view! { <ReportedCard queue=queue whom=whom /> })} }
}

#[component]
fn ReportedCard(queue: Queue, whom: Reported) -> impl IntoView {
    let open = RwSignal::new(true);
    // Closed first, so that the focus returns to where it was; taken down afterwards.
    Effect::new(move |_| {
        if !open.get() {
            browser::after(Duration::ZERO, move || {
                queue.card.try_set(None);
            });
        }
    });
    // The note that offers to take an action back lies below an open dialog, where no click reaches it.
    let done = Callback::new(move |()| {
        open.set(false);
        queue.done.again();
    });
    let Reported { moderated, user, is_untouchable } = whom;
    let channel = moderated.channel;
    let moderated = Memo::new(move |_| queue.moderates(channel));
    let (name, page) = (user.display_name.clone(), addresses::user_page(&user.username));
    view! {
        <Dialog open=open title=name>
            {move || {
                let user = user.clone();
                moderated.get().map(|moderated| {
                    view! { <ModeratorSection moderated=moderated user=user is_untouchable=is_untouchable done=done /> }
                })
            }}
            <div class="dialog-actions">
                <Button on:click=move |_| open.set(false)>"Close"</Button>
                <ButtonLink href=page icon=lu::LuUser>
                    "Profile"
                </ButtonLink>
            </div>
        </Dialog>
    }
    .into_any()
}
