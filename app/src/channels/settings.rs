//! How a channel works: who finds it, how it goes live, and what it keeps of its streams.

use super::rpc::ChangeChannelSettings;
use crate::ui::{Button, Form, FormState, Look, Select, Tile, toasts};
use crate::vods::library::visibilities;
use domain::channels::{Channel, ChannelVisibility};
use leptos::prelude::*;

const DAYS: [i32; 6] = [7, 14, 30, 60, 90, 365];

#[component]
pub fn SettingsTile(channel: Channel) -> impl IntoView {
    let form = FormState::<ChangeChannelSettings>::new();
    let notes = toasts();
    let seen = form.seen(channel.settings_fingerprint());
    form.on_success(move |channel| {
        seen.set(channel.settings_fingerprint());
        notes.say("Saved.");
    });
    let Some(now) = channel.vods else { return ().into_any() };
    let choices =
        |choices: [(&str, &str); 2]| choices.map(|(value, words)| (value.to_owned(), words.to_owned())).into();
    let kept = now.retention_days.unwrap_or_default();
    let mut days: Vec<i32> = DAYS.into_iter().chain((kept > 0).then_some(kept)).collect();
    days.sort_unstable();
    days.dedup();
    let periods =
        std::iter::once((0, "Forever".to_owned())).chain(days.into_iter().map(|days| (days, format!("{days} days"))));
    let [public, private] = [ChannelVisibility::Public, ChannelVisibility::Private].map(ChannelVisibility::as_str);
    view! {
        <Tile title="Streams and recordings" icon=icondata_lu::LuSettings>
            <Form state=form>
                <input type="hidden" name="channel" value=channel.id.to_string() />
                <input type="hidden" name="seen" value=move || seen.get() />
                <Select
                    label="Who can see the channel"
                    name="visibility"
                    options=choices([(public, "Everyone"), (private, "Only you")])
                    chosen=channel.visibility.as_str()
                    help="If only you can see it, the channel isn’t listed, and others can’t open its page, chat or videos."
                />
                <Select
                    label="Going live"
                    name="auto_start"
                    options=choices([("true", "As soon as your encoder sends"), ("false", "When you press Go live")])
                    chosen=channel.auto_start.unwrap_or(true).to_string()
                    help="Until you press the button, only you see the picture."
                />
                <Select
                    label="Record streams"
                    name="archive"
                    options=choices([("true", "On"), ("false", "Off")])
                    chosen=now.archive.to_string()
                    help="Without a recording, viewers can't go back in the stream either."
                />
                <Select
                    label="Who can watch them"
                    name="vod_visibility"
                    options=visibilities()
                    chosen=now.vod_visibility.as_str()
                    help="For new videos, and those you haven't set yourself."
                />
                <Select
                    label="Who can download them"
                    name="vod_downloads"
                    options=choices([("false", "Only you"), ("true", "Everyone who can watch")])
                    chosen=now.vod_downloads.to_string()
                    help="MP4 files, from each video’s page. This applies to all your videos, including earlier ones."
                />
                <Select
                    label="How long"
                    name="retention_days"
                    options=periods.map(|(value, words)| (value.to_string(), words)).collect()
                    chosen=kept.to_string()
                    help="Counted from the end of each stream; older videos are deleted."
                />
                <div>
                    <Button look=Look::Primary kind="submit" busy=form.pending()>
                        "Save settings"
                    </Button>
                </div>
            </Form>
        </Tile>
    }
    .into_any()
}
