//! Title and description, changed while the stream runs.

use super::StudioState;
use crate::streams::rpc::ChangeStream;
use crate::ui::{Area, Button, Field, Form, FormState, Tile, toasts};
use domain::ChannelId;
use domain::channels::Description;
use domain::streams::Title;
use leptos::prelude::*;

#[component]
pub fn InfoTile(state: StudioState, id: ChannelId) -> impl IntoView {
    let form = FormState::<ChangeStream>::new();
    let (first_title, first_description) = state.words();
    let title = form.input("title", first_title, |text| Title::parse(text).err());
    let description = form.input("description", first_description, |text| Description::parse(text).err());
    // A stream that began by itself brings a title; it shows here unless the user is writing another.
    let known = StoredValue::new(title.text.get_untracked());
    let current = state.stream();
    Effect::new(move |_| {
        let Some(theirs) = current.with(|stream| stream.as_ref().map(|stream| stream.title.clone())) else { return };
        if known.get_value() == title.text.get_untracked() {
            title.text.set(theirs.clone());
        }
        known.set_value(theirs);
    });
    let toasts = toasts();
    form.on_success(move |_| {
        let live = state.is_live().get_untracked();
        toasts.say(if live { "Saved. Viewers see it now." } else { "Saved for your next stream." });
        state.refresh();
    });
    view! {
        <Tile title="Stream info" icon=icondata_lu::LuPencil>
            <Form state=form>
                <input type="hidden" name="channel" value=id.to_string() />
                <Field
                    label="Title"
                    input=title
                    help="What are you up to? Shown wherever your stream appears."
                    max=140
                />
                <Area
                    label="Description"
                    input=description
                    help="Links, plans, who is with you."
                    rows=4
                    max=2000
                />
                <div>
                    <Button kind="submit" busy=form.pending()>
                        "Save"
                    </Button>
                </div>
            </Form>
        </Tile>
    }
    .into_any()
}
