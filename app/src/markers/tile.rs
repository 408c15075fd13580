//! The stream manager's form that marks what happens now, for a chapter of the video, and the markers that were set last.

use super::newest::{NewestMarkers, refused_deletion};
use super::rpc::AddMarker;
use crate::streams::studio::StudioState;
use crate::ui::{Button, Field, Form, FormState, Tile, format};
use domain::markers::{Marker, MarkerTitle};
use icondata_lu as lu;
use leptos::prelude::*;

/// The tile, while the stream is on air and recorded; a line in its place while it is not recorded, because creators know markers from elsewhere and
/// look for them. What is typed stays when the stream ends.
#[component]
pub fn MarkerTile(state: StudioState) -> impl IntoView {
    let (live, recorded, stream) = (state.is_live(), state.is_recorded(), state.stream());
    let settings = Signal::stored(state.settings_page());
    let id = Memo::new(move |_| stream.with(|stream| stream.as_ref().map(|stream| stream.id)));
    let form = FormState::<AddMarker>::new();
    let title = form.input("title", String::new(), |text| MarkerTitle::parse(text).err());
    let last = RwSignal::new(None::<Marker>);
    form.on_success(move |marker| {
        last.set(Some(marker.clone()));
        state.add_marker(marker.clone());
        // The next title may be begun already.
        if title.text.with_untracked(|text| text.trim() == marker.title) {
            title.text.set(String::new());
        }
    });
    let refused = refused_deletion();
    // A form that was refused because the stream has just ended still says why, and keeps what was typed.
    let is_back = form.is_back() || refused.with_untracked(Option::is_some);
    let markers = state.markers();
    let set = move || {
        last.with(|last| {
            // One that was deleted since, or belongs to the stream before, is not set.
            let is_set = |marker: &&Marker| markers.with(|known| known.iter().any(|known| known.id == marker.id));
            let marker = last.as_ref().filter(is_set)?;
            Some(format!("“{}” is set at {} of the recording.", marker.title, format::clock(marker.position.into())))
        })
    };
    view! {
        <Show when=move || live.get() && !recorded.get() && !is_back>
            <p class="text-soft">
                "Markers need a recording, and this stream isn’t recorded. "
                <a class="text-link" href=settings>
                    "Recording settings"
                </a>
                " count from your next stream on."
            </p>
        </Show>
        <Show when=move || recorded.get() || is_back>
            <Tile title="Markers" icon=lu::LuBookmark id="markers">
                <Form state=form>
                    <input
                        type="hidden"
                        name="stream"
                        value=move || id.get().map(|id| id.to_string()).unwrap_or_default()
                    />
                    <Field
                        label="Chapter title"
                        id="marker-title"
                        input=title
                        help="Say what begins now: a chapter of your video starts at this moment."
                        max=100
                    />
                    <div class="marker-do">
                        <Button kind="submit" busy=form.pending()>
                            "Add marker"
                        </Button>
                        <p class="text-soft" role="status">
                            {set}
                        </p>
                    </div>
                </Form>
                <NewestMarkers state=state refused=refused />
            </Tile>
        </Show>
    }
    .into_any()
}
