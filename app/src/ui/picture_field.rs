//! A picture that can be chosen, dropped or pasted, cropped, uploaded and removed, without leaving the page.

use super::file_chooser::FileChooser;
use super::{Avatar, Button, Dialog, FormError, Look, Note, Size};
use crate::browser;
use crate::error::AppError;
use crate::pictures::crop::{Crop, LARGEST_ZOOM};
use crate::pictures::{Request, address};
use domain::pictures::{PictureKind, UploadedPicture, srcset};
use domain::{Code, Problem};
use icondata_lu as lu;
use leptos::ev::DragEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use web_sys::{Blob, FileList};

/// The state of a field. What was chosen and cropped stays until it is uploaded, or given up.
#[derive(Clone, Copy)]
struct PictureFieldState {
    address: StoredValue<String>,
    picture: RwSignal<Option<String>>,
    /// What is wrong with a file, or why a picture was not removed.
    error: RwSignal<Option<String>>,
    /// Why the last upload has failed.
    refused: RwSignal<Option<AppError>>,
    /// The share that was sent, while a picture is on its way.
    sent: RwSignal<Option<f64>>,
    removing: RwSignal<bool>,
    cropping: RwSignal<bool>,
    crop: Crop,
    request: StoredValue<SendOption<Request>>,
    changed: Option<Callback<Option<String>>>,
    node: NodeRef<html::Div>,
}

impl PictureFieldState {
    /// Opens the first file for cropping.
    fn take(self, files: Option<FileList>) -> bool {
        let Some(file) = files.and_then(|files| files.get(0)) else { return false };
        // Another picture would take the place of the one that is on its way.
        if self.is_sending() {
            return true;
        }
        self.error.set(None);
        self.crop.open(&file, move |is_read| {
            if is_read {
                self.refused.set(None);
                self.cropping.set(true);
            } else {
                self.error.set(Some("Choose a JPEG, PNG, GIF or WebP picture: we can’t read this file.".into()));
            }
        });
        true
    }

    /// Whether a picture is on its way.
    fn is_sending(self) -> bool {
        self.sent.try_with_untracked(Option::is_some).unwrap_or(false)
    }

    /// Uploads the part that was chosen.
    fn send(self) {
        if self.is_sending() {
            return;
        }
        self.refused.set(None);
        self.sent.set(Some(0.0));
        self.crop.file(move |file| match file {
            // It was cancelled meanwhile, or the page is gone.
            _ if !self.is_sending() => {}
            Some(file) => self.upload(&file),
            None => {
                let sentence = "This picture could not be cropped. Choose another.";
                self.fails(AppError(Problem::new(Code::ValidationFailed, sentence)));
            }
        });
    }

    fn upload(self, file: &Blob) {
        let ended = move |answer: Result<UploadedPicture, AppError>| match answer {
            Ok(uploaded) => {
                self.sent.set(None);
                self.close();
                self.shows(Some(uploaded.url));
            }
            Err(error) => self.fails(error),
        };
        let progress = move |share| self.sent.set(Some(share));
        let request = self.address.with_value(|address| Request::upload(address, &[], file, progress, ended));
        self.request.set_value(SendOption::new_local(request));
    }

    fn remove(self) {
        self.error.set(None);
        self.removing.set(true);
        let ended = move |answer: Result<(), AppError>| {
            self.removing.set(false);
            match answer {
                Ok(()) => {
                    self.shows(None);
                    // The button that removes goes with the picture; the first one chooses another.
                    let node = self.node.try_get_untracked().flatten();
                    if let Some(button) = node.and_then(|node| node.query_selector("button").ok().flatten()) {
                        browser::focus(&button);
                    }
                }
                Err(error) => self.error.set(Some(error.to_string())),
            }
        };
        let request = self.address.with_value(|address| Request::removal(address, ended));
        self.request.set_value(SendOption::new_local(request));
    }

    /// Breaks an upload off: the crop is there again as it was.
    fn cancel(self) {
        self.break_off();
        self.sent.set(None);
    }

    /// Closes the dialog and forgets what was chosen.
    fn close(self) {
        self.cropping.set(false);
        self.refused.set(None);
        self.crop.close();
    }

    fn break_off(self) {
        if let Some(request) = self.request.try_with_value(|request| request.as_ref().cloned()).flatten() {
            request.cancel();
        }
    }

    fn shows(self, picture: Option<String>) {
        self.picture.set(picture.clone());
        if let Some(changed) = self.changed {
            changed.run(picture);
        }
    }

    /// The dialog says why, and stays as it was, so that one press tries again.
    fn fails(self, error: AppError) {
        self.sent.set(None);
        let of_file = error.0.error("file").map(|sentence| AppError(Problem::new(error.0.code, sentence)));
        self.refused.set(Some(of_file.unwrap_or(error)));
        // Browsers may close a dialog though it asks them not to.
        self.cropping.set(true);
        // A dialog that was closed and is open again has lost the focus.
        browser::focus_on("dialog[open] .dialog-actions .btn-primary");
    }
}

/// The field. `name` is whose picture it is; `channel` the channel's slug, none for the own account. `instead` is shown while there is no picture.
/// `changed` hears the new address.
#[component]
pub fn PictureField(
    kind: PictureKind,
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(optional_no_strip)] channel: Option<String>,
    src: Option<String>,
    #[prop(optional_no_strip)] instead: Option<String>,
    #[prop(into, optional)] changed: Option<Callback<Option<String>>>,
) -> impl IntoView {
    let state = PictureFieldState {
        address: StoredValue::new(address(kind, channel.as_deref())),
        picture: RwSignal::new(src),
        error: RwSignal::new(None),
        refused: RwSignal::new(None),
        sent: RwSignal::new(None),
        removing: RwSignal::new(false),
        cropping: RwSignal::new(false),
        crop: Crop::new(kind),
        request: StoredValue::new(SendOption::new_local(None)),
        changed,
        node: NodeRef::new(),
    };
    if browser::IN_BROWSER {
        on_cleanup(move || state.break_off());
    }
    let chooser = FileChooser::new(move |files| state.take(files));
    let (id, crop_title) = match kind {
        PictureKind::Banner => ("banner", "Crop your banner"),
        _ => ("avatar", "Crop your avatar"),
    };
    let note = format!("{id}-note");
    let (described_by, shown_label) = (note.clone(), label.clone());
    // Escape is Cancel: it breaks off what is on its way, and only then closes.
    let stays = Callback::new(move |()| {
        let is_sending = state.is_sending();
        if is_sending {
            state.cancel();
        }
        is_sending
    });
    let has_picture = move || state.picture.with(Option::is_some);
    let shown = move || shown(kind, name.clone(), state.picture.get().or_else(|| instead.clone()));
    view! {
        <div
            node_ref=state.node
            class="field picture-field"
            role="group"
            aria-label=label
            aria-describedby=described_by
            on:paste=move |event| chooser.paste(&event)
            on:dragover=move |event: DragEvent| event.prevent_default()
            on:drop=move |event| chooser.drop(&event)
        >
            <p class="picture-label">{shown_label}</p>
            <div class="picture-row">
                {shown}
                <div class="picture-actions">
                    <Button icon=lu::LuUpload on:click=move |_| chooser.open()>
                        {move || if has_picture() { "Change" } else { "Choose a picture" }}
                    </Button>
                    <Show when=has_picture>
                        <Button look=Look::Ghost busy=state.removing on:click=move |_| state.remove()>
                            "Remove"
                        </Button>
                    </Show>
                </div>
            </div>
            {chooser.input()}
            <Note
                id=note
                error=state.error.into()
                help="JPEG, PNG, GIF or WebP. You can drop a file here, too, or paste a copied picture."
            />
            <Dialog open=state.cropping title=crop_title stays=stays>
                <CropPanel state=state />
            </Dialog>
        </div>
    }
    .into_any()
}

/// The picture as it is.
fn shown(kind: PictureKind, name: String, picture: Option<String>) -> AnyView {
    match (kind, picture) {
        (PictureKind::Banner, Some(picture)) => {
            let srcset = srcset(&picture);
            view! { <img class="picture-banner" src=picture srcset=srcset sizes="300px" alt="" /> }.into_any()
        }
        (PictureKind::Banner, None) => view! { <span class="picture-banner"></span> }.into_any(),
        (_, picture) => view! { <Avatar name=name src=picture size=Size::Huge /> }.into_any(),
    }
}

/// The part that will be uploaded, and what moves it. The pointer can drag it, too.
#[component]
pub fn CropView(
    crop: Crop,
    /// Whether nothing moves it at the moment.
    #[prop(into, optional)]
    still: Signal<bool>,
) -> impl IntoView {
    let (width, height) = crop.size();
    view! {
        <canvas
            node_ref=crop.canvas
            class="crop-canvas"
            class:is-round=crop.is_round()
            width=width
            height=height
            aria-hidden="true"
            on:pointermove=move |event| {
                if !still.get_untracked() {
                    crop.drag(&event);
                }
            }
        ></canvas>
        <Slider label="Zoom" value=crop.zoom least=1.0 most=LARGEST_ZOOM step="0.05" still=still />
        <Slider label="Left to right" value=crop.across least=0.0 most=100.0 step="1" still=still />
        <Slider label="Top to bottom" value=crop.down least=0.0 most=100.0 step="1" still=still />
    }
    .into_any()
}

#[component]
fn CropPanel(state: PictureFieldState) -> impl IntoView {
    let is_sending = Signal::derive(move || state.sent.with(Option::is_some));
    let leave = move |_| if state.is_sending() { state.cancel() } else { state.close() };
    let deed = move || if state.refused.with(Option::is_some) { "Try again" } else { "Upload" };
    view! {
        <CropView crop=state.crop still=is_sending />
        <div class="dialog-actions">
            <FormError error=state.refused />
            <Show when=move || is_sending.get()>
                <progress
                    class="picture-progress"
                    max="1"
                    aria-label="Uploading"
                    prop:value=move || state.sent.get().unwrap_or_default()
                ></progress>
            </Show>
            <Button on:click=leave>"Cancel"</Button>
            <Button look=Look::Primary busy=is_sending on:click=move |_| state.send()>
                {deed}
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn Slider(
    label: &'static str,
    value: RwSignal<f64>,
    least: f64,
    most: f64,
    step: &'static str,
    still: Signal<bool>,
) -> impl IntoView {
    let typed = move |event| {
        if let Ok(number) = event_target_value(&event).parse() {
            value.set(number);
        }
    };
    view! {
        <label class="crop-slider">
            <span>{label}</span>
            <input type="range" min=least max=most step=step disabled=move || still.get() prop:value=value on:input=typed />
        </label>
    }
    .into_any()
}
