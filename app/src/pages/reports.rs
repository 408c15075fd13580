//! Pages of reports: those that the user has written, and the queue of the administrators.

use crate::accounts::{SignInFirst, use_current_user};
use crate::admin::of_staff::{OfStaff, REPORTS};
use crate::browser;
use crate::moderation::live::Done;
use crate::moderation::waiting::Counts;
use crate::pages::dashboard::nav::AccountNav;
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::reports::list::{ReportWords, status_in_words};
use crate::reports::queue::ReportsTile;
use crate::reports::rpc::{cases, own_reports};
use crate::socket;
use crate::ui::{Empty, More, PageHead, Skeleton, Tile};
use domain::Page;
use domain::chat::ServerEvent;
use domain::moderation::Permission;
use domain::reports::Report;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const OWN: &str = "/dashboard/reports";
/// How often the administrators' queue is read again: it spans all channels, and no chat tells of all of them.
const AGAIN: Duration = Duration::from_secs(5);

/// The user's own reports. Signed-out users are redirected to sign in.
#[component]
pub fn OwnReportsPage() -> impl IntoView {
    let current_user = use_current_user();
    let found = Resource::new(
        || (),
        move |()| async move {
            match current_user.await {
                Some(_) => own_reports(None).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! {
        <PageHead title="Your reports" description="What you have reported, and what came of it." path=OWN private=true />
        {loaded(
            found,
            || view! { <Skeleton class="h-80" /> }.into_any(),
            "Your reports didn't load",
            || view! { <NotFound /> }.into_any(),
            |first: Option<Page<Report>>, _| match first {
                Some(first) => view! { <OwnReports first=first /> }.into_any(),
                None => view! { <SignInFirst /> }.into_any(),
            },
        )}
    }
}

#[component]
fn OwnReports(first: Page<Report>) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    socket::listen(move |events| {
        if events.iter().any(|event| matches!(event, ServerEvent::ReportClosed { .. })) {
            spawn_local(async move {
                if let Ok(page) = own_reports(None).await {
                    shown.try_set(page.items);
                    next.try_set(page.next_cursor);
                }
            });
        }
    });
    let take = move |page: Page<Report>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    view! {
        <div class="dashboard">
            <AccountNav here=OWN />
            <h1 class="library-title">"Your reports"</h1>
            <Tile title="What came of them" icon=lu::LuFlag>
                <Show when=move || shown.with(Vec::is_empty)>
                    <Empty icon=lu::LuFlag title="You have reported nothing">
                        <p>"Messages, people and channels have a Report button. What becomes of your reports is listed here."</p>
                    </Empty>
                </Show>
                <ul class="moderator-log">
                    <For each=move || shown.get() key=|report| (report.id, report.status) let(report)>
                        <li class="report">
                            <ReportWords report=report.clone() />
                            <p class="text-soft">{status_in_words(&report)}</p>
                        </li>
                    </For>
                </ul>
                <More next=next failure="Your reports didn't load." load=own_reports take=take />
            </Tile>
        </div>
    }
    .into_any()
}

/// All reports, for administrators. Signed-out users are redirected to sign in.
#[component]
pub fn ReportQueuePage() -> impl IntoView {
    view! {
        <OfStaff
            here=REPORTS
            title="Reports"
            description="What people have reported."
            failed="The reports didn't load"
            load=|_| cases(None, true, None, None)
            show=|reader, first, _| {
                let (done, counts) = (Done::here(), expect_context::<Counts>());
                done.follow(move || counts.read());
                Effect::new(move |_| browser::every_visible(AGAIN, move || done.again()));
                view! {
                    <div class="moderation">
                        <ReportsTile channel=None me=reader.id may=Signal::stored(Permission::ALL.to_vec()) first=Some(first) done=done />
                    </div>
                }
                .into_any()
            }
        />
    }
}
