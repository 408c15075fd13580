//! What a channel keeps of its streams.

use super::entry::visibilities;
use crate::channels::rpc::ChangeChannel;
use crate::ui::{Button, Form, FormState, Select, Tile, toasts};
use domain::channels::Channel;
use leptos::prelude::*;

const DAYS: [i32; 6] = [7, 14, 30, 60, 90, 365];

#[component]
pub fn SettingsTile(channel: Channel) -> impl IntoView {
    let form = FormState::<ChangeChannel>::new();
    let notes = toasts();
    form.on_success(move |_| notes.say("Saved."));
    let Some(now) = channel.vods else { return ().into_any() };
    let keep = [("true", "On"), ("false", "Off")];
    let kept = now.retention_days.unwrap_or_default();
    let mut days: Vec<i32> = DAYS.into_iter().chain((kept > 0).then_some(kept)).collect();
    days.sort_unstable();
    days.dedup();
    let periods =
        std::iter::once((0, "Forever".to_owned())).chain(days.into_iter().map(|days| (days, format!("{days} days"))));
    view! {
        <Tile title="Recordings" icon=icondata_lu::LuSettings>
            <Form state=form>
                <input type="hidden" name="channel" value=channel.id.to_string() />
                <Select
                    label="Record streams"
                    name="archive"
                    options=keep.map(|(value, words)| (value.to_owned(), words.to_owned())).into()
                    chosen=now.archive.to_string()
                    help="Without a recording, viewers can't go back in the stream either."
                />
                <Select
                    label="Who can watch them"
                    name="vod_visibility"
                    options=visibilities()
                    chosen=now.vod_visibility.as_str()
                    help="For new ones, and those you haven't set yourself."
                />
                <Select
                    label="How long"
                    name="retention_days"
                    options=periods.map(|(value, words)| (value.to_string(), words)).collect()
                    chosen=kept.to_string()
                    help="Counted from the end of each stream; older ones are deleted."
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
