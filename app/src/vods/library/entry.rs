//! One VOD in its owner's list: what it is, and its title and visibility to change.

use super::LibraryState;
use crate::browser;
use crate::channels::card::Picture;
use crate::ui::{Ago, Button, Field, Form, FormState, Icon, Look, Pill, Select, Tone, format, toasts};
use crate::vods::download::DownloadLink;
use crate::vods::rpc::Change;
use domain::Visibility;
use domain::addresses;
use domain::streams::Title;
use domain::vods::{ArchiveState, Vod};
use icondata_lu as lu;
use leptos::either::Either;
use leptos::prelude::*;

#[component]
pub fn Entry(library: LibraryState, vod: RwSignal<Vod>) -> impl IntoView {
    let (id, ready) =
        (vod.with_untracked(|vod| vod.stream.id), Memo::new(move |_| vod.with(|vod| vod.stream.is_archived)));
    let editing = Memo::new(move |_| library.editing.get() == Some(id));
    let title = move || vod.with(|vod| vod.stream.title.clone());
    // The form goes, and the button in it that was pressed.
    let done = Callback::new(move |()| {
        library.editing.set(None);
        browser::focus_on(format!("#edit-{id}"));
    });
    let download = Memo::new(move |_| vod.with(|vod| vod.download_url.clone()));
    let download = move || {
        let name = Signal::derive(move || format!("Download {}", title()));
        download.get().map(|href| view! { <DownloadLink href=href name=name /> })
    };
    let picture = move || {
        let (name, thumbnail) = vod.with(|vod| (vod.stream.title.clone(), vod.stream.thumbnail_url.clone()));
        view! { <Picture name=name thumbnail=thumbnail /> }
    };
    let name = move || match ready.get() {
        true => Either::Left(view! { <a href=addresses::video_page(id)>{title}</a> }),
        false => Either::Right(title()),
    };
    view! {
        <li class="entry">
            <div class="entry-picture">{picture}</div>
            <div class="entry-words">
                <h3>{name}</h3>
                <p class="video-facts">{move || facts(&vod.get())}</p>
                <p class="entry-state">{move || state(&vod.get())}</p>
            </div>
            <div class="entry-do">
                {download}
                <span class="needs-script">
                    <Button
                        icon=lu::LuPencil
                        on:click=move |_| library.editing.set((!editing.get_untracked()).then_some(id))
                        attr:id=format!("edit-{id}")
                        attr:aria-expanded=move || editing.get().to_string()
                        attr:aria-label=move || format!("Edit {}", title())
                    >
                        "Edit"
                    </Button>
                </span>
                <span class="needs-script">
                    <Button
                        look=Look::Danger
                        icon=lu::LuTrash2
                        on:click=move |_| library.leaving.set(Some(vod.get_untracked()))
                        attr:aria-label=move || format!("Delete {}", title())
                    >
                        "Delete"
                    </Button>
                </span>
            </div>
            <Show when=move || editing.get()>
                <Edit vod=vod done=done />
            </Show>
        </li>
    }
    .into_any()
}

fn facts(vod: &Vod) -> impl IntoView + use<> {
    let length = vod.stream.duration.map(|seconds| format::clock(seconds.into()));
    let goes = vod.expires_at.map(|at| format!("deleted on {}", format::date(at)));
    view! {
        {vod.stream.start_time.map(|at| view! { <span><Ago at=at /></span> })}
        {length.map(|length| view! { <span class="tabular-nums">{length}</span> })}
        {(vod.size > 0).then(|| view! { <span class="tabular-nums">{format::bytes(vod.size)}</span> })}
        {goes.map(|goes| view! { <span>{goes}</span> })}
    }
}

fn state(vod: &Vod) -> impl IntoView + use<> {
    if vod.is_unfinished() {
        return view! { <Pill tone=Tone::Warn><Icon glyph=lu::LuHourglass />"Processing"</Pill> }.into_any();
    }
    if vod.archive_state == ArchiveState::Failed {
        let words = "Lost: its files could not be stored";
        return view! { <Pill tone=Tone::Warn><Icon glyph=lu::LuTriangleAlert />{words}</Pill> }.into_any();
    }
    match vod.visibility {
        Visibility::Public => view! { <Pill><Icon glyph=lu::LuGlobe />"Public"</Pill> },
        Visibility::Unlisted => view! { <Pill><Icon glyph=lu::LuLink />"Unlisted"</Pill> },
        Visibility::Private => view! { <Pill><Icon glyph=lu::LuLock />"Private"</Pill> },
    }
    .into_any()
}

/// Who may watch, for a list to choose from.
pub fn visibilities() -> Vec<(String, String)> {
    [
        (Visibility::Public, "Public: everybody"),
        (Visibility::Unlisted, "Unlisted: everybody with the link"),
        (Visibility::Private, "Private: only you"),
    ]
    .map(|(value, words)| (value.as_str().to_owned(), words.to_owned()))
    .into()
}

/// Title and visibility.
#[component]
fn Edit(vod: RwSignal<Vod>, done: Callback<()>) -> impl IntoView {
    let notes = toasts();
    let form = FormState::<Change>::new();
    let now = vod.get_untracked();
    let title = form.input("title", now.stream.title, |text| Title::parse(text).err());
    form.on_success(move |changed| {
        vod.set(changed.clone());
        notes.say("Saved.");
        done.run(());
    });
    view! {
        <Form state=form class="form entry-form">
            <input type="hidden" name="stream" value=now.stream.id.to_string() />
            <Field
                label="Title"
                input=title
                max=140
            />
            <Select label="Who can watch" name="visibility" options=visibilities() chosen=now.visibility.as_str() />
            <div class="entry-do">
                <Button on:click=move |_| done.run(())>"Cancel"</Button>
                <Button look=Look::Primary kind="submit" busy=form.pending()>
                    "Save"
                </Button>
            </div>
        </Form>
    }
    .into_any()
}
