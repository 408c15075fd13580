//! The markers of the stream on air that were set last, each with the button that deletes it.

use super::rpc::{DeleteMarker, delete_marker};
use crate::browser;
use crate::error::AppError;
use crate::streams::studio::StudioState;
use crate::ui::{Button, Confirm, FormError, Look, format, toasts};
use domain::Code;
use domain::markers::Marker;
use icondata_lu as lu;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

/// Why a deletion was refused that was sent without JavaScript.
pub fn refused_deletion() -> Signal<Option<AppError>> {
    let answer = ServerAction::<DeleteMarker>::new().value();
    Signal::stored(answer.with_untracked(|answer| answer.as_ref()?.as_ref().err().cloned()))
}

/// The list in the stream manager's tile with the id `markers`; nothing while none is set. Without JavaScript a button deletes at once, and the page
/// says so. `refused` is by [`refused_deletion`].
#[component]
pub fn NewestMarkers(state: StudioState, refused: Signal<Option<AppError>>) -> impl IntoView {
    let markers = state.markers();
    let (deletes, asked, toasts) = (RwSignal::new(false), RwSignal::new(None::<Marker>), toasts());
    let delete = Callback::new(move |()| {
        let Some(marker) = asked.get_untracked() else { return };
        spawn_local(async move {
            match delete_marker(marker.stream_id, marker.id).await {
                Err(error) if error.0.code != Code::NotFound => toasts.fail(&error),
                // Deleted now, or in another tab before.
                _ => {
                    // The button that was pressed goes with its row, unless another page is shown by now.
                    if state.remove_marker(marker.id) {
                        browser::focus_on("#markers h2");
                    }
                    toasts.say(format!("The marker “{}” is deleted.", marker.title));
                }
            }
        });
    });
    let ask = Callback::new(move |marker| {
        asked.set(Some(marker));
        deletes.set(true);
    });
    let question = Signal::derive(move || {
        asked.with(|asked| match asked {
            Some(marker) => format!("Delete the marker “{}”?", marker.title),
            None => "Delete this marker?".to_owned(),
        })
    });
    view! {
        <FormError error=refused />
        <Show when=move || !markers.with(Vec::is_empty)>
            <ul class="chapter-list marker-list" aria-label="Newest markers">
                <For each=move || markers.get() key=|marker: &Marker| marker.id let(marker)>
                    <MarkerRow marker=marker ask=ask />
                </For>
            </ul>
        </Show>
        <Confirm
            open=deletes
            title=question
            loses="The video gets no chapter there. The stream goes on as it is."
            action="Delete marker"
            confirmed=delete
        />
    }
    .into_any()
}

#[component]
fn MarkerRow(marker: Marker, ask: Callback<Marker>) -> impl IntoView {
    let (stream, id, position, title) = (marker.stream_id, marker.id, marker.position, marker.title.clone());
    let label = format!("Delete the marker “{title}”");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        ask.run(marker.clone());
    };
    view! {
        <li>
            <span class="chapter-time">{format::clock(position.into())}</span>
            <span class="chapter-title">{title}</span>
            <form method="post" action=DeleteMarker::url() on:submit=submit>
                <input type="hidden" name="stream" value=stream.to_string() />
                <input type="hidden" name="marker" value=id.to_string() />
                <Button kind="submit" look=Look::Ghost icon=lu::LuTrash2 attr:aria-label=label>
                    "Delete"
                </Button>
            </form>
        </li>
    }
    .into_any()
}
