//! The queue of reports, for moderators of a channel and for administrators: claimed, so that two do not work on one, and closed with a word to
//! the reporters.

use super::card::OpenCard;
use super::case::CaseRow;
use super::rpc::cases;
use crate::chat::Moderated;
use crate::moderation::live::Done;
use crate::moderation::waiting::counted;
use crate::ui::{Count, Empty, More, Tile, toasts};
use domain::accounts::User;
use domain::moderation::Permission;
use domain::reports::{Report, ReportCase, ReportStatus};
use domain::{ChannelId, Page, ReportId, UserId};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the rows of the queue share.
#[derive(Clone, Copy)]
pub struct Queue {
    /// None for administrators, who see all reports.
    channel: Option<ChannelId>,
    /// The reader.
    pub me: UserId,
    may: StoredValue<Vec<Permission>>,
    shown: RwSignal<Vec<ReportCase>>,
    is_open: RwSignal<bool>,
    /// Whose card is open.
    pub card: RwSignal<Option<Reported>>,
    pub done: Done,
}

/// A person who is reported, and what the reader may do to them.
#[derive(Clone, PartialEq)]
pub struct Reported {
    pub moderated: Moderated,
    pub user: User,
    /// Whether the message tells that moderators can do nothing to them.
    pub is_untouchable: bool,
}

impl Queue {
    /// A case as it is now; as it was if it is no longer there.
    pub fn case(self, first: ReportId, before: &ReportCase) -> ReportCase {
        let found = self.shown.with(|shown| shown.iter().find(|case| case.first == first).cloned());
        found.unwrap_or_else(|| before.clone())
    }

    /// What the reader may do where something was reported.
    pub fn moderated(self, report: &Report) -> Option<Moderated> {
        let may = self.may.get_value();
        Moderated::new(report.channel.as_ref()?.id, may)
    }

    /// A case was claimed, given back, closed or opened again.
    pub fn changed(self, first: ReportId, status: ReportStatus) {
        self.shown.try_update(|shown| {
            if status.is_closed() == self.is_open.get_untracked() {
                shown.retain(|case| case.first != first);
            }
        });
        self.done.again();
    }
}

/// The queue; `channel` is none for administrators, who see all reports.
#[component]
pub fn ReportsTile(
    channel: Option<ChannelId>,
    /// The reader.
    me: UserId,
    /// What the reader may do in the channel, or in all of them.
    may: Vec<Permission>,
    first: Page<ReportCase>,
    done: Done,
) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let (is_open, toasts) = (RwSignal::new(true), toasts());
    let queue = Queue { channel, me, may: StoredValue::new(may), shown, is_open, card: RwSignal::new(None), done };
    let read = move || {
        spawn_local(async move {
            let wanted = is_open.try_get_untracked();
            let Some(wanted) = wanted else { return };
            match cases(queue.channel, wanted, None).await {
                // The reader may have turned to the other ones meanwhile.
                Ok(page) if is_open.try_get_untracked() == Some(wanted) => {
                    shown.try_set(page.items);
                    next.try_set(page.next_cursor);
                }
                Ok(_) => {}
                Err(error) => toasts.say(error.to_string()),
            }
        });
    };
    done.follow(read);
    let show = move |wanted: bool| {
        is_open.set(wanted);
        read();
    };
    let take = move |page: Page<ReportCase>| {
        // A case moves to the beginning when another report comes, so it may be there already.
        shown.update(|shown| {
            let new = page.items.into_iter().filter(|case| shown.iter().all(|known| known.first != case.first));
            let new = new.collect::<Vec<_>>();
            shown.extend(new);
        });
        next.set(page.next_cursor);
    };
    let choice = move |wanted: bool, words: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (is_open.get() == wanted).to_string() on:click=move |_| show(wanted)>
                {words}
            </button>
        }
    };
    let waits = match channel {
        Some(_) => counted(|waiting| waiting.reports),
        None => counted(|waiting| waiting.for_staff),
    };
    view! {
        <Tile
            title="Reports"
            icon=lu::LuFlag
            id="reports"
            beside=move || view! { <Count number=waits one="report waits" many="reports wait" /> }.into_any()
        >
            <div class="picker needs-script" role="group" aria-label="Which reports">
                {choice(true, "Waiting")}
                {choice(false, "Closed")}
            </div>
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuFlag title="No reports">
                    <p>
                        {move || match (is_open.get(), channel) {
                            (false, _) => "Reports that were dealt with are kept here.",
                            (true, Some(_)) => "What viewers report in this chat appears here at once.",
                            (true, None) => "What people report appears here.",
                        }}
                    </p>
                </Empty>
            </Show>
            <ul class="moderator-log" aria-live="polite">
                <For
                    each=move || shown.get()
                    key=|case| (case.first, case.report.status, case.report.claimed_at)
                    let(case)
                >
                    <CaseRow first=case queue=queue />
                </For>
            </ul>
            <More next=next failure="The reports didn't load." load=move |from| cases(channel, is_open.get_untracked(), from) take=take />
            <OpenCard queue=queue />
        </Tile>
    }
    .into_any()
}
