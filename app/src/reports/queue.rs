//! The queue of reports, for moderators of a channel and for administrators: claimed, so that two do not work on one, and closed with a word to
//! the reporters.

use super::card::{OpenCard, Person};
use super::case::CaseRow;
use super::rpc::cases;
use crate::chat::Moderated;
use crate::error::AppError;
use crate::moderation::listed::Listed;
use crate::moderation::live::Done;
use crate::moderation::waiting::counted;
use crate::ui::{Count, Empty, More, Tile, toasts};
use domain::moderation::Permission;
use domain::reports::{Report, ReportCase};
use domain::{ChannelId, Page, ReportId, UserId};
use icondata_lu as lu;
use leptos::prelude::*;
use std::collections::HashMap;

/// What the rows of the queue share.
#[derive(Clone, Copy)]
pub struct Queue {
    /// The reader.
    pub me: UserId,
    may: Signal<Vec<Permission>>,
    list: Listed<ReportCase>,
    /// What is typed to the reporters of a case: kept though its row goes.
    words: StoredValue<HashMap<ReportId, ArcRwSignal<String>>>,
    is_open: RwSignal<bool>,
    /// Whose card is open.
    pub card: RwSignal<Option<Person>>,
    pub done: Done,
}

impl Queue {
    /// A case as it is now; as it was if it is no longer there.
    pub fn case(self, first: ReportId, before: &ReportCase) -> ReportCase {
        let found = self.list.shown.with(|shown| shown.iter().find(|case| case.first == first).cloned());
        found.unwrap_or_else(|| before.clone())
    }

    /// What the reader may do where something was reported.
    pub fn moderated(self, report: &Report) -> Option<Moderated> {
        Moderated::new(report.channel.as_ref()?.id, self.may.get())
    }

    /// What is typed to the reporters of a case.
    pub fn words(self, first: ReportId) -> RwSignal<String> {
        let words = self.words.try_update_value(|words| words.entry(first).or_default().clone());
        words.unwrap_or_default().into()
    }

    /// A case was claimed, given back, closed or opened again; whether its row stays.
    pub fn changed(self, first: ReportId, changed: Report) -> bool {
        let stays = Some(!changed.status.is_closed()) == self.is_open.try_get_untracked();
        self.list.change(|shown| {
            shown.retain(|case| stays || case.first != first);
            for case in shown.iter_mut().filter(|case| case.first == first) {
                case.report.status = changed.status;
                case.report.claimed_by.clone_from(&changed.claimed_by);
                case.report.claimed_at = changed.claimed_at;
            }
        });
        self.done.again();
        stays
    }
}

/// The queue; `channel` is none for administrators, who see all reports.
#[component]
pub fn ReportsTile(
    channel: Option<ChannelId>,
    /// The reader.
    me: UserId,
    /// What the reader may do in the channel, or in all of them.
    may: Signal<Vec<Permission>>,
    /// None if it is yet to be read.
    first: Option<Page<ReportCase>>,
    done: Done,
) -> impl IntoView {
    let is_read = first.is_some();
    let list = Listed::new(first.unwrap_or_default());
    let (is_open, toasts) = (RwSignal::new(true), toasts());
    let (card, words) = (RwSignal::new(None), StoredValue::new(HashMap::new()));
    let queue = Queue { me, may, list, words, is_open, card, done };
    let load = move |from: Option<String>, many: u32| {
        cases(channel, is_open.try_get_untracked().unwrap_or(true), from, Some(many))
    };
    let failed = move |error: AppError| toasts.fail(&error);
    done.follow(move || list.read(load, failed));
    Effect::new(move |_| {
        if !is_read {
            list.read(load, failed);
        }
    });
    let show = move |wanted: bool| {
        is_open.set(wanted);
        list.read_other(load, failed);
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
            beside=move || view! { <Count number=waits one="report waiting" many="reports waiting" /> }.into_any()
        >
            <div class="picker needs-script" role="group" aria-label="Which reports">
                {choice(true, "Waiting")}
                {choice(false, "Closed")}
            </div>
            <Show when=move || list.is_empty()>
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
                <For each=move || list.shown.get() key=|case| case.first let(case)>
                    <CaseRow first=case queue=queue />
                </For>
            </ul>
            <More
                next=list.next
                failure="The reports didn't load."
                load=move |from| list.more(cases(channel, is_open.get_untracked(), from, None))
                take=move |page| list.take(page)
            />
            <OpenCard card=card may=may done=done />
        </Tile>
    }
    .into_any()
}
