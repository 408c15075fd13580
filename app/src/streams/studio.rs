//! The stream manager of one channel: everything its owner sees and does around going live.

mod checklist;
mod health;
mod info;
mod preview;
mod share;
mod status;
mod viewers;

use super::rpc;
use crate::channels::key::ConnectTile;
use crate::channels::rpc::staff_notice;
use crate::channels::staff_notice::StaffNotices;
use crate::chat::Chat;
use crate::markers::tile::MarkerTile;
use crate::{browser, socket};
use checklist::Checklist;
use domain::MarkerId;
use domain::accounts::Account;
use domain::channels::StaffNotice;
use domain::chat::ServerEvent;
use domain::markers::Marker;
use domain::streams::{Status, Stream, first_title};
use domain::studio::{MARKERS_SHOWN, Studio};
use health::HealthTile;
use info::InfoTile;
use leptos::prelude::*;
use leptos::task::spawn_local;
use preview::PreviewTile;
use share::ShareTile;
use status::StatusBar;
use std::time::Duration;
use viewers::ViewersTile;

/// Ingest figures change without an event, so they are polled.
const POLL: Duration = Duration::from_secs(3);

/// What the tiles share: the last known state of the studio, and how to load it again.
#[derive(Clone, Copy)]
pub struct StudioState {
    studio: RwSignal<Studio>,
    /// How often this page has changed the state itself: an answer that was read before is older.
    changes: StoredValue<u32>,
}

impl StudioState {
    /// Asks the server again.
    pub fn refresh(self) {
        let Some(channel) = self.studio.try_with_untracked(|studio| studio.channel.id) else { return };
        let before = self.changes.try_get_value();
        spawn_local(async move {
            // A request that fails is repeated in three seconds; the last answer stays on screen.
            if let Ok(studio) = rpc::studio(channel).await
                && self.changes.try_get_value() == before
                && self.studio.try_with_untracked(|known| *known != studio) == Some(true)
            {
                self.studio.try_set(studio);
            }
        });
    }

    /// The open session.
    pub fn stream(self) -> Memo<Option<Stream>> {
        Memo::new(move |_| self.studio.with(|studio| studio.stream.clone()))
    }

    /// Title and description of the open session, or of the one that comes next.
    fn words(self) -> (String, String) {
        self.studio.with_untracked(|studio| {
            let open = studio.stream.as_ref().map(|stream| (&stream.title, &stream.description));
            let words = open.or_else(|| studio.upcoming.as_ref().map(|next| (&next.title, &next.description)));
            words
                .map(|(title, description)| (title.clone(), description.clone().unwrap_or_default()))
                .unwrap_or_default()
        })
    }

    /// Whether the open session, or the one that comes next, has a title that its owner has given it.
    fn has_own_title(self) -> bool {
        self.studio.with(|studio| {
            let open = studio.stream.as_ref().map(|stream| &stream.title);
            let title = open.or_else(|| studio.upcoming.as_ref().map(|next| &next.title));
            let by_itself = first_title(&studio.channel.name);
            title.is_some_and(|title| !title.trim().is_empty() && *title != by_itself)
        })
    }

    /// Whether it is on air.
    pub fn is_live(self) -> Memo<bool> {
        Memo::new(move |_| {
            self.studio.with(|studio| studio.stream.as_ref().is_some_and(|stream| stream.status == Status::Live))
        })
    }

    /// Whether it is on air and recorded.
    pub fn is_recorded(self) -> Memo<bool> {
        Memo::new(move |_| {
            self.studio.with(|studio| studio.stream.as_ref().is_some_and(|stream| stream.dvr_url.is_some()))
        })
    }

    /// The markers that were set last, the newest first.
    pub fn markers(self) -> Memo<Vec<Marker>> {
        Memo::new(move |_| self.studio.with(|studio| studio.markers.clone()))
    }

    /// Shows a marker that was set just now.
    pub fn add_marker(self, marker: Marker) {
        self.changes.try_update_value(|changes| *changes += 1);
        self.studio.try_update(|studio| {
            studio.markers.retain(|known| known.id != marker.id);
            studio.markers.insert(0, marker);
            studio.markers.truncate(MARKERS_SHOWN);
        });
    }

    /// Takes a marker that was deleted off the list, and asks for those that were set before. False if the page was left.
    pub fn remove_marker(self, marker: MarkerId) -> bool {
        self.changes.try_update_value(|changes| *changes += 1);
        let is_there = self.studio.try_update(|studio| studio.markers.retain(|known| known.id != marker)).is_some();
        self.refresh();
        is_there
    }

    /// Whether only the owner sees the channel.
    pub fn is_private(self) -> Memo<bool> {
        Memo::new(move |_| self.studio.with(|studio| !studio.channel.is_public))
    }

    /// The page of the channel's settings.
    pub fn settings_page(self) -> String {
        self.studio.with_untracked(|studio| format!("/dashboard/channel?channel={}", studio.channel.slug))
    }

    /// Whether an encoder is connected.
    pub fn is_connected(self) -> Memo<bool> {
        Memo::new(move |_| self.studio.with(|studio| studio.ingest.is_some()))
    }

    /// Whether a stream goes live by itself once its encoder is there.
    pub fn starts_by_itself(self) -> bool {
        self.studio.with_untracked(|studio| studio.channel.auto_start == Some(true))
    }

    fn hear(self, events: &[ServerEvent]) {
        for event in events {
            match event {
                ServerEvent::StreamStatus { .. } => self.refresh(),
                ServerEvent::StreamViewers { stream_id, viewers, peak } => {
                    self.studio.try_update(|studio| {
                        if let Some(stream) = studio.stream.as_mut().filter(|stream| stream.id == *stream_id) {
                            stream.viewer_count = *viewers;
                            stream.peak_viewers = *peak;
                        }
                    });
                }
                _ => {}
            }
        }
    }
}

/// The stream manager, from what the page loaded with.
#[component]
pub fn StudioView(first: Studio, notice: StaffNotice, account: Account) -> impl IntoView {
    let channel = first.channel.clone();
    let state = StudioState { studio: RwSignal::new(first), changes: StoredValue::new(0) };
    let connected = state.is_connected();
    let notice = current_notice(state, notice);
    let (slug, account) = (StoredValue::new(channel.slug.clone()), StoredValue::new(account));
    // The chat asks for its own history; inside of the page's `Suspense` only the browser can do that (see `DashboardStage`).
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    // The chat tile sits in the channel's room, which brings status and viewers as well.
    Effect::new(move |_| {
        socket::listen(move |events| state.hear(events));
        browser::every_visible(POLL, move || state.refresh());
    });
    view! {
        <StaffNotices notice=notice />
        <StatusBar state=state name=channel.name.clone() id=channel.id />
        <p class="scriptless text-soft mb-4">
            "Without JavaScript you can change the stream’s title and description and set markers. For the rest, allow JavaScript for this site and reload the page. Your stream goes on either way."
        </p>
        <div class="studio">
            <div class="studio-main" class:is-waiting=move || !connected.get()>
                <PreviewTile state=state name=channel.name.clone() />
                <HealthTile state=state />
                <div class="studio-pair">
                    <InfoTile state=state id=channel.id />
                    <div class="studio-stack">
                        <ViewersTile state=state />
                        <MarkerTile state=state />
                    </div>
                </div>
                <ConnectTile channel=channel.id />
            </div>
            <div class="studio-side">
                <Checklist state=state />
                <ShareTile slug=channel.slug.clone() />
                <div class="studio-chat">
                    {move || {
                        awake
                            .get()
                            .then(|| {
                                let (slug, current_user) = (slug.get_value(), Some(account.get_value()));
                                view! { <Chat channel=channel.id slug=slug current_user=current_user /> }
                            })
                    }}
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// What administrators have done to the channel, read again when the stream begins or ends, or the channel is hidden or shown: they may have
/// done that.
fn current_notice(state: StudioState, first: StaffNotice) -> RwSignal<StaffNotice> {
    let notice = RwSignal::new(first);
    let (live, private) = (state.is_live(), state.is_private());
    Effect::new(move |known: Option<(bool, bool)>| {
        let standing = (live.get(), private.get());
        if known.is_some_and(|known| known != standing)
            && let Some(channel) = state.studio.try_with_untracked(|studio| studio.channel.id)
        {
            spawn_local(async move {
                if let Ok(now) = staff_notice(channel).await {
                    notice.try_set(now);
                }
            });
        }
        standing
    });
    notice
}
