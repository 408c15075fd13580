//! The link that downloads a VOD.

use crate::browser;
use crate::ui::{Icon, toasts};
use icondata_lu as lu;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A link to a VOD as an MP4 file; `name` is what it is called where only its text is read. A VOD whose encoder came back with other settings has
/// several files: once one was asked for, the link to the next stands behind it.
#[component]
pub fn DownloadLink(#[prop(into)] href: String, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let files = RwSignal::new(vec![href]);
    view! {
        <For each=move || files.get().into_iter().enumerate() key=|(index, _)| *index let(file)>
            <FileLink files=files file=file name=name />
        </For>
    }
    .into_any()
}

/// A link to one of the files: its index among them, and its address.
#[component]
fn FileLink(files: RwSignal<Vec<String>>, file: (usize, String), name: Signal<String>) -> impl IntoView {
    let (index, href) = file;
    let notes = toasts();
    let part = index + 1;
    let is_part = move || files.with(Vec::len) > 1;
    let label = move || if is_part() { format!("Part {part}") } else { "Download".to_owned() };
    let name = move || if is_part() { format!("{}, part {part}", name.get()) } else { name.get() };
    let address = href.clone();
    let show_next = move |_: MouseEvent| {
        if files.with_untracked(Vec::len) > part {
            return;
        }
        let address = address.clone();
        spawn_local(async move {
            let Some(next) = browser::next_of(&address).await else { return };
            let is_new = files.try_update(|files| {
                let is_new = files.len() == part;
                if is_new {
                    files.push(next);
                }
                is_new
            });
            if is_new == Some(true) {
                notes.say("This video has several files. Download the next one, too.");
            }
        });
    };
    view! {
        // Not a page of the application, which its router has to know.
        <a class="btn btn-plain" href=href download rel="external" aria-label=name on:click=show_next>
            <Icon glyph=lu::LuDownload />
            <span class="btn-label">{label}</span>
        </a>
    }
    .into_any()
}
