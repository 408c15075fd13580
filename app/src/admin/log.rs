//! The audit log of the whole platform.

use super::rpc::audit_log;
use super::search::AdminSearch;
use crate::moderation::log::Entry;
use crate::ui::{Empty, More, Tile};
use domain::Page;
use domain::addresses;
use domain::admin::AuditEntry;
use icondata_lu as lu;
use leptos::prelude::*;

pub const HERE: &str = "/admin/log";

#[component]
pub fn AuditLog(first: Page<AuditEntry>, text: Option<String>) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let (wanted, searched) = (StoredValue::new(text.clone()), text.is_some());
    let take = move |page: Page<AuditEntry>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    view! {
        <AdminSearch here=HERE label="Name, channel or words" text=text />
        <Tile title="What was done" icon=lu::LuScrollText id="log">
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuScrollText title="Nothing here">
                    <p>
                        {if searched { "The log has nothing with this text." } else { "What administrators do, and moderators in all channels, is listed here." }}
                    </p>
                </Empty>
            </Show>
            <ul class="moderator-log">
                <For each=move || shown.get() key=|line| line.entry.id let(line)>
                    <AuditLine line=line />
                </For>
            </ul>
            <More next=next failure="The log didn't load." load=move |from| audit_log(wanted.get_value(), from) take=take />
        </Tile>
    }
    .into_any()
}

#[component]
fn AuditLine(line: AuditEntry) -> impl IntoView {
    // A deleted channel has a name here, too; its address leads nowhere.
    let is_gone = line.entry.action == "delete_channel";
    let channel = line.channel.map(|channel| {
        let name = match is_gone {
            true => view! { <bdi>{channel.name}</bdi> }.into_any(),
            false => {
                view! { <a class="text-link" href=addresses::channel_page(&channel.slug)><bdi>{channel.name}</bdi></a> }
                    .into_any()
            }
        };
        view! { <p class="text-soft">"Channel: " {name}</p> }
    });
    view! {
        <li>
            <div class="moderator-entry">
                <Entry entry=line.entry by_name=line.by_name user_name=line.user_name />
                {channel}
            </div>
        </li>
    }
    .into_any()
}
