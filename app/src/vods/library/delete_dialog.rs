//! Asks for a VOD's title before it is gone for good.

use super::LibraryState;
use crate::browser;
use crate::ui::{Button, Dialog, Field, FormError, FormInput, Look, toasts};
use crate::vods::rpc::delete;
use domain::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The dialog; open while a VOD is about to be deleted.
#[component]
pub fn DeleteDialog(library: LibraryState) -> impl IntoView {
    let notes = toasts();
    let open = RwSignal::new(false);
    let typed = FormInput::alone("farewell");
    let busy = RwSignal::new(false);
    // Said inside of the dialog: it covers the toasts.
    let failed = RwSignal::new(None);
    Effect::new(move |_| {
        open.set(library.leaving.with(Option::is_some));
        typed.text.set(String::new());
        failed.set(None);
    });
    Effect::new(move |_| {
        if !open.get() && library.leaving.with_untracked(Option::is_some) {
            library.leaving.set(None);
        }
    });
    let title = Memo::new(move |_| {
        library.leaving.with(|vod| vod.as_ref().map(|vod| vod.stream.title.trim().to_owned()).unwrap_or_default())
    });
    let matches = Memo::new(move |_| typed.text.with(|typed| title.with(|title| typed.trim() == title)));
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(id) = library.leaving.with_untracked(|vod| vod.as_ref().map(|vod| vod.stream.id)) else { return };
        if !matches.get_untracked() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let answer = delete(id).await;
            if busy.try_set(false).is_some() {
                return;
            }
            let said = match answer {
                Ok(()) => "The video is deleted.",
                Err(fault) if fault.0.code == Code::NotFound => "The video was deleted already.",
                Err(fault) => {
                    failed.set(Some(fault));
                    return;
                }
            };
            library.leaving.set(None);
            library.remove(id);
            // The button that led here goes with its row.
            browser::focus_on("#library h2");
            notes.say(said);
        });
    };
    view! {
        <Dialog open=open title="Delete this video?">
            <form class="form" on:submit=go>
                <FormError error=failed />
                <p class="dialog-text">
                    "The recording and its pictures are deleted for everybody, for good. To go on, type its title: "
                    <strong>{title}</strong>
                </p>
                <Field label="Title of the video" input=typed max=140 />
                <div class="dialog-actions">
                    <Button on:click=move |_| open.set(false)>"Cancel"</Button>
                    <Button look=Look::Danger kind="submit" busy=busy disabled=Signal::derive(move || !matches.get())>
                        "Delete for good"
                    </Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
