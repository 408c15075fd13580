//! The card of a person on the moderation page, opened from a report or from a message that waits.

use crate::browser;
use crate::chat::Moderated;
use crate::moderation::card::ModeratorSection;
use crate::moderation::live::Done;
use crate::ui::{Button, ButtonLink, Dialog};
use domain::accounts::User;
use domain::addresses;
use domain::moderation::Permission;
use icondata_lu as lu;
use leptos::prelude::*;
use std::time::Duration;

/// A person in a channel, and what the reader may do to them.
#[derive(Clone, PartialEq)]
pub struct Person {
    pub moderated: Moderated,
    pub user: User,
    /// Whether a message tells that moderators can do nothing to them.
    pub is_untouchable: bool,
}

/// The card that is open, if any.
#[component]
pub fn OpenCard(
    card: RwSignal<Option<Person>>,
    /// What the reader may do.
    may: Signal<Vec<Permission>>,
    done: Done,
) -> impl IntoView {
    view! { {move || card.get().map(|whom| view! { <PersonCard card=card whom=whom may=may done=done /> })} }
}

#[component]
fn PersonCard(card: RwSignal<Option<Person>>, whom: Person, may: Signal<Vec<Permission>>, done: Done) -> impl IntoView {
    let open = RwSignal::new(true);
    // Closed first, so that the focus returns to where it was; taken down afterwards.
    Effect::new(move |_| {
        if !open.get() {
            browser::after(Duration::ZERO, move || {
                card.try_set(None);
            });
        }
    });
    // The note that offers to take an action back lies below an open dialog, where no click reaches it.
    let acted = Callback::new(move |()| {
        open.set(false);
        done.again();
    });
    let Person { moderated, user, is_untouchable } = whom;
    let channel = moderated.channel;
    let moderated = Memo::new(move |_| Moderated::new(channel, may.get()));
    let (name, page) = (user.display_name.clone(), addresses::user_page(&user.username));
    view! {
        <Dialog open=open title=name>
            {move || {
                let user = user.clone();
                moderated.get().map(|moderated| {
                    view! { <ModeratorSection moderated=moderated user=user is_untouchable=is_untouchable done=acted /> }
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
