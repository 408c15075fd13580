//! Adding an emote: a picture is chosen, dropped or pasted, cropped, named and uploaded.

use crate::browser;
use crate::error::AppError;
use crate::pictures::Request;
use crate::pictures::crop::Crop;
use crate::ui::file_chooser::FileChooser;
use crate::ui::picture_field::CropView;
use crate::ui::{Button, Field, FormInput, Look, Note, Tile, toasts};
use domain::ChannelId;
use domain::emotes::{Emote, EmoteName};
use domain::pictures::PictureKind;
use icondata_lu as lu;
use leptos::ev::{DragEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use web_sys::{Blob, FileList};

/// The state of the form. What was chosen and typed stays until the emote is there.
#[derive(Clone, Copy)]
struct NewEmote {
    channel: ChannelId,
    crop: Crop,
    /// Whether a picture is open.
    is_open: RwSignal<bool>,
    name: FormInput,
    error: RwSignal<Option<AppError>>,
    unreadable: RwSignal<bool>,
    sending: RwSignal<bool>,
    request: StoredValue<SendOption<Request>>,
    added: Callback<Emote>,
    node: NodeRef<html::Form>,
}

impl NewEmote {
    /// Opens the first file; its name may be what the emote is called.
    fn take(self, files: Option<FileList>) -> bool {
        let Some(file) = files.and_then(|files| files.get(0)) else { return false };
        // Another picture would take the place of the one that is on its way.
        if self.sending.get_untracked() {
            return true;
        }
        self.error.set(None);
        let suggested = suggested_name(&file.name());
        self.crop.open(&file, move |is_read| {
            // The page may have been left while the browser read the file.
            let Some(was_open) = self.is_open.try_get_untracked() else { return };
            self.unreadable.set(!is_read);
            // A picture that was chosen before stays.
            if !is_read {
                return;
            }
            // The button that was pressed is gone then, and what is to be done next is the name.
            if !was_open {
                browser::focus_on("#new-emote [name=name]");
            }
            self.is_open.set(true);
            if self.name.text.with_untracked(String::is_empty) {
                self.name.text.set(suggested.clone());
            }
        });
        true
    }

    fn send(self) {
        if self.sending.get_untracked() {
            return;
        }
        if !self.name.judge() {
            return self.show_fault();
        }
        self.error.set(None);
        self.unreadable.set(false);
        self.sending.set(true);
        self.crop.file(move |file| match file {
            // It was cancelled meanwhile, or the page is gone.
            _ if !self.sending.try_get_untracked().unwrap_or(false) => {}
            Some(file) => self.upload(&file),
            None => {
                self.sending.set(false);
                self.unreadable.set(true);
            }
        });
    }

    fn upload(self, file: &Blob) {
        let ended = move |answer: Result<Emote, AppError>| {
            self.sending.set(false);
            match answer {
                Ok(emote) => {
                    self.close();
                    self.added.run(emote);
                }
                Err(error) => {
                    let is_of_name = error.0.error("name").is_some();
                    self.name.answered();
                    self.error.set(Some(error));
                    if is_of_name {
                        self.show_fault();
                    }
                }
            }
        };
        let name = self.name.text.get_untracked();
        let address = format!("/api/channels/{}/emotes", self.channel);
        let request = Request::upload(&address, &[("name", &name)], file, |_| {}, ended);
        self.request.set_value(SendOption::new_local(request));
    }

    /// The focus goes to the field that is at fault, if one is.
    fn show_fault(self) {
        if let Some(form) = self.node.get_untracked() {
            browser::focus_first_invalid(form);
        }
    }

    /// Breaks off what is on its way, so that picture and name are there again as they were; else forgets them.
    fn cancel(self) {
        if self.sending.get_untracked() {
            self.break_off();
            self.sending.set(false);
        } else {
            self.close();
            browser::focus_on("#new-emote button");
        }
    }

    fn break_off(self) {
        if let Some(request) = self.request.try_with_value(|request| request.as_ref().cloned()).flatten() {
            request.cancel();
        }
    }

    fn close(self) {
        self.break_off();
        self.sending.set(false);
        self.is_open.set(false);
        self.crop.close();
        self.name.text.set(String::new());
        self.error.set(None);
        self.unreadable.set(false);
    }
}

/// What a file's name has of a name for an emote; nothing if that is too little.
fn suggested_name(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    let name: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(24).collect();
    EmoteName::parse(name.trim_matches('_')).map(|name| name.to_string()).unwrap_or_default()
}

#[component]
pub fn CreateEmoteTile(channel: ChannelId, #[prop(into)] made: Callback<Emote>) -> impl IntoView {
    let (error, toasts) = (RwSignal::new(None), toasts());
    let added = move |emote: Emote| {
        toasts.say(format!(":{}: is in your chat now.", emote.name));
        browser::focus_on("#new-emote button");
        made.run(emote);
    };
    let form = NewEmote {
        channel,
        crop: Crop::new(PictureKind::Emote),
        is_open: RwSignal::new(false),
        name: FormInput::new("name", String::new(), |text| EmoteName::parse(text).err(), error.into()),
        error,
        unreadable: RwSignal::new(false),
        sending: RwSignal::new(false),
        request: StoredValue::new(SendOption::new_local(None)),
        added: Callback::new(added),
        node: NodeRef::new(),
    };
    if browser::IN_BROWSER {
        on_cleanup(move || form.break_off());
    }
    let chooser = FileChooser::new(move |files| form.take(files));
    // What is wrong with the name stands at the name.
    let wrong = Signal::derive(move || match form.unreadable.get() {
        true => Some("Choose a JPEG, PNG, GIF or WebP picture: we can’t read this file.".to_owned()),
        false => error.with(|error: &Option<AppError>| {
            let problem = &error.as_ref()?.0;
            let said = problem.error("file").unwrap_or(&problem.detail);
            problem.error("name").is_none().then(|| said.to_owned())
        }),
    });
    // A name is typed anew first; all else may go well the next time.
    let can_repeat = move || {
        error.with(|error: &Option<AppError>| error.as_ref().is_some_and(|error| error.0.error("name").is_none()))
    };
    let submitted = move |event: SubmitEvent| {
        event.prevent_default();
        form.send();
    };
    view! {
        <Tile title="New emote" icon=lu::LuPlus id="new-emote">
            <form
                node_ref=form.node
                class="form needs-script"
                on:submit=submitted
                on:paste=move |event| chooser.paste(&event)
                on:dragover=move |event: DragEvent| event.prevent_default()
                on:drop=move |event| chooser.drop(&event)
            >
                <Show when=move || form.is_open.get()>
                    <CropView crop=form.crop still=form.sending />
                    <Field label="Name" input=form.name prefix=":" max=26 help="2–24 characters: a–z, 0–9 and _. It is written as :name: in the chat." />
                </Show>
                <Note id="new-emote-note" error=wrong help="A square JPEG, PNG, GIF or WebP picture is best. You can drop a file here, too, or paste a copied picture." />
                <div class="picture-actions">
                    <Show when=move || form.is_open.get()>
                        <Button on:click=move |_| form.cancel()>"Cancel"</Button>
                        <Button look=Look::Primary kind="submit" busy=form.sending>
                            {move || if can_repeat() { "Try again" } else { "Add emote" }}
                        </Button>
                    </Show>
                    <Show when=move || !form.is_open.get()>
                        <Button icon=lu::LuUpload on:click=move |_| chooser.open()>"Choose a picture"</Button>
                    </Show>
                </div>
                {chooser.input()}
            </form>
            <noscript>
                <p>"Adding and deleting emotes needs JavaScript, or a program that uses the API."</p>
            </noscript>
        </Tile>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::suggested_name;

    #[test]
    fn a_files_name_becomes_a_name_where_it_can() {
        assert_eq!(suggested_name("Our Cat.PNG"), "our_cat");
        assert_eq!(suggested_name("(käse)-1.webp"), "k_se__1");
        for file in ["", "a.png", ".png", "ä.gif", "wave.png"] {
            assert_eq!(suggested_name(file), "", "{file}");
        }
    }
}
