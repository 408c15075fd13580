//! Title and description, changed while the stream runs.

use super::StudioState;
use crate::accounts::form::Faults;
use crate::streams::rpc::ChangeStream;
use crate::ui::{Area, Button, Field, FormFault, Tile, toasts};
use domain::ChannelId;
use domain::channels::Description;
use domain::streams::Title;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn InfoTile(state: StudioState, id: ChannelId, name: String) -> impl IntoView {
    let change = ServerAction::<ChangeStream>::new();
    let form = NodeRef::<html::Form>::new();
    let faults = Faults::of(change, form);
    let open = state.stream().get_untracked();
    let first_title = open.as_ref().map_or_else(|| format!("{name} is live"), |stream| stream.title.clone());
    let title = RwSignal::new(first_title);
    let description = RwSignal::new(open.and_then(|stream| stream.description).unwrap_or_default());
    // A stream that began by itself brings a title; it shows here unless the user is writing another.
    let known = StoredValue::new(title.get_untracked());
    let current = state.stream();
    Effect::new(move |_| {
        let Some(theirs) = current.with(|stream| stream.as_ref().map(|stream| stream.title.clone())) else { return };
        if known.get_value() == title.get_untracked() {
            title.set(theirs.clone());
        }
        known.set_value(theirs);
    });
    let shelf = toasts();
    Effect::new(move |_| {
        if change.value().with(|value| matches!(value, Some(Ok(_)))) {
            let live = state.is_live().get_untracked();
            shelf.say(if live { "Saved. Viewers see it now." } else { "Saved for your next stream." });
            state.refresh();
        }
    });
    let check = move |event: leptos::ev::SubmitEvent| {
        let checks = [
            ("title", Title::parse(&title.get_untracked()).err()),
            ("description", Description::parse(&description.get_untracked()).err()),
        ];
        faults.hold(&event, &checks);
    };
    view! {
        <Tile title="Stream info" icon=icondata_lu::LuPencil>
            <ActionForm action=change node_ref=form attr:class="form" attr:novalidate="" on:submit:capture=check>
                <FormFault text=faults.form() />
                <input type="hidden" name="channel" value=id.to_string() />
                <Field
                    label="Title"
                    name="title"
                    value=title
                    error=faults.field("title")
                    help="What are you up to? Shown wherever your stream appears."
                    max=140
                    typed=Callback::new(move |()| faults.touch("title"))
                    left=Callback::new(move |()| faults.check("title", &title.get_untracked(), Title::parse))
                />
                <Area
                    label="Description"
                    name="description"
                    value=description
                    error=faults.field("description")
                    help="Links, plans, who is with you."
                    rows=4
                    max=2000
                />
                <div>
                    <Button kind="submit" busy=faults.pending()>
                        "Save"
                    </Button>
                </div>
            </ActionForm>
        </Tile>
    }
    .into_any()
}
