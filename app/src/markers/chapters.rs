//! The chapters of a VOD: links that lead to their moments, and the owner's means to add and delete them.

use super::rpc::{AddMarker, delete_marker};
use crate::browser;
use crate::streams::player::state::PlayerState;
use crate::ui::{Button, Confirm, Field, Form, FormState, IconButton, format, toasts};
use domain::addresses;
use domain::markers::{Marker, MarkerTitle};
use domain::{Code, StreamId};
use icondata_lu as lu;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list under the player. Without chapters it is there for the owner alone, who has the form below it.
#[component]
pub fn Chapters(player: PlayerState, stream: StreamId, is_own: bool) -> impl IntoView {
    let markers = player.markers;
    if !is_own && markers.with_untracked(Vec::is_empty) {
        return ().into_any();
    }
    let (deletes, asked, toasts) = (RwSignal::new(false), RwSignal::new(None::<Marker>), toasts());
    let delete = Callback::new(move |()| {
        let Some(marker) = asked.get_untracked() else { return };
        spawn_local(async move {
            match delete_marker(stream, marker.id).await {
                Err(error) if error.0.code != Code::NotFound => toasts.fail(&error),
                // Deleted now, or in another tab before.
                _ => {
                    let is_shown =
                        markers.try_update(|markers| markers.retain(|known| known.id != marker.id)).is_some();
                    if is_shown {
                        browser::focus_on("#chapters h2");
                    }
                    toasts.say(format!("The chapter “{}” is deleted.", marker.title));
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
            Some(marker) => format!("Delete the chapter “{}”?", marker.title),
            None => "Delete this chapter?".to_owned(),
        })
    });
    let is_empty = Memo::new(move |_| markers.with(Vec::is_empty));
    view! {
        <section class="chapters" class:needs-script=is_empty id="chapters">
            <h2 tabindex="-1">"Chapters"</h2>
            <Show when=move || is_empty.get()>
                <p class="text-soft">"No chapters yet. Viewers see this list once there are some."</p>
            </Show>
            <ol class="chapter-list">
                <For each=move || markers.get() key=|marker: &Marker| marker.id let(marker)>
                    <Chapter player=player marker=marker delete=is_own.then_some(ask) />
                </For>
            </ol>
            {is_own
                .then(|| {
                    view! {
                        <NewChapter player=player stream=stream />
                        <Confirm
                            open=deletes
                            title=question
                            loses="The video itself stays as it is."
                            action="Delete chapter"
                            confirmed=delete
                        />
                    }
                })}
        </section>
    }
    .into_any()
}

/// One chapter. Its link opens the video there, also in another window; here the player goes there at once.
#[component]
fn Chapter(
    player: PlayerState,
    marker: Marker,
    #[prop(optional_no_strip)] delete: Option<Callback<Marker>>,
) -> impl IntoView {
    let (stream, position, title) = (marker.stream_id, marker.position, marker.title.clone());
    let go = move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
            return;
        }
        event.prevent_default();
        // No later than a second before the end, so that there is something to see.
        let end = player.timeline.with_untracked(|timeline| timeline.as_ref().map(|timeline| timeline.end));
        player.seek_to(f64::from(position).min(end.map_or(f64::MAX, |end| (end - 1.0).max(0.0))));
        // On a phone the picture may be out of sight.
        if let Some(root) = player.root.get_untracked() {
            browser::scroll_to(&root);
        }
    };
    let label = format!("Delete the chapter “{title}”");
    let delete = delete.map(move |delete| {
        view! {
            <span class="needs-script">
                <IconButton
                    icon=Signal::stored(lu::LuTrash2)
                    label=label
                    on:click=move |_| delete.run(marker.clone())
                />
            </span>
        }
    });
    view! {
        <li>
            <a href=addresses::video_page_at(stream, position) class="chapter" on:click=go>
                <span class="chapter-time">{format::clock(position.into())}</span>
                <span class="chapter-title">{title}</span>
            </a>
            {delete}
        </li>
    }
}

/// The owner's form: a chapter begins where the video stands when its title is begun.
#[component]
fn NewChapter(player: PlayerState, stream: StreamId) -> impl IntoView {
    let toasts = toasts();
    let form = FormState::<AddMarker>::new();
    let title = form.input("title", String::new(), |text| MarkerTitle::parse(text).err());
    let is_typed = Memo::new(move |_| !title.text.with(String::is_empty));
    let at = Memo::new(move |before: Option<&i64>| match before {
        // The video goes on while the title is typed.
        Some(before) if is_typed.get() => *before,
        _ => {
            player.timeline.with(|timeline| timeline.as_ref().map_or(0, |timeline| timeline.at.max(0.0).floor() as i64))
        }
    });
    form.on_success(move |marker| {
        player.markers.update(|markers| {
            let place = markers.partition_point(|known| known.position <= marker.position);
            markers.insert(place, marker.clone());
        });
        // The next title may be begun already.
        if title.text.with_untracked(|text| text.trim() == marker.title) {
            title.text.set(String::new());
        }
        toasts.say(format!("A chapter begins at {}.", format::clock(marker.position.into())));
    });
    let help =
        Signal::derive(move || format!("It begins at {}, where the video is when you type.", format::clock(at.get())));
    view! {
        <Form state=form class="form chapter-form needs-script">
            <input type="hidden" name="stream" value=stream.to_string() />
            <input type="hidden" name="position" value=move || at.get().to_string() />
            <Field label="Chapter title" id="chapter-title" input=title help=help max=100 />
            <div>
                <Button kind="submit" busy=form.pending()>
                    "Add chapter"
                </Button>
            </div>
        </Form>
    }
    .into_any()
}
