//! The page of a VOD: the recording, what it is, and what else its channel has kept.

mod head;

use crate::accounts::use_current_user;
use crate::browser;
use crate::error::AppError;
use crate::follows::button::{FollowButton, FollowOffer, FollowState, look_whether_following};
use crate::markers::chapters::Chapters;
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::streams::player::Recording;
use crate::streams::player::state::{PlayerState, Role};
use crate::ui::avatar::{Avatar, Size};
use crate::ui::{Ago, ButtonLink, CopyButton, Empty, Pill, Skeleton, format, keyed, linked};
use crate::vods::card::VideoCard;
use crate::vods::download::DownloadLink;
use crate::vods::rpc::{find, of_channel};
use domain::Visibility;
use domain::accounts::Account;
use domain::addresses;
use domain::channels::Channel;
use domain::streams::Stream;
use domain::vods::{ArchiveState, Vod, VodPage};
use domain::{Problem, StreamId};
use futures_util::future::join;
use head::Head;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Other VODs shown below.
const OTHERS: usize = 8;
/// How often the page of a recording that is still being processed looks again.
const POLL: Duration = Duration::from_secs(4);

/// What the page shows, in one resource.
#[derive(Clone, Serialize, Deserialize)]
struct VideoPageData {
    offer: FollowOffer,
    page: VodPage,
    others: Vec<Vod>,
}

async fn look(current_user: Option<Account>, id: String) -> Result<VideoPageData, AppError> {
    let id: StreamId = id.parse().map_err(|_| AppError(Problem::not_found()))?;
    let page = find(id).await?;
    let slug = page.channel.slug.clone();
    let is_following = look_whether_following(current_user.as_ref(), slug.clone());
    let (is_following, others) = join(is_following, of_channel(slug, None, Some(OTHERS as u32 + 1))).await;
    // The other videos are optional: the page is complete without them.
    let others = others.map(|page| page.items);
    let others = others.unwrap_or_default().into_iter();
    let others = others.filter(|other| other.stream.id != id && other.stream.is_archived).take(OTHERS).collect();
    let offer = FollowOffer::of(current_user.as_ref(), page.channel.owner.id, is_following);
    Ok(VideoPageData { offer, page, others })
}

/// The page of the stream in the address.
#[component]
pub fn VideoPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("stream").unwrap_or_default()));
    keyed(id, |id| view! { <OfStream id=id /> }.into_any())
}

#[component]
fn OfStream(id: String) -> impl IntoView {
    let current_user = use_current_user();
    // One resource only: with several, the page would be rendered anew for each.
    let found = Resource::new(move || id.clone(), move |id| async move { look(current_user.await, id).await });
    let missing = || {
        let words = "It may be private, its channel may have deleted it, or it was kept for a limited time only.";
        view! { <NotFound title="This video isn't here" words=words /> }.into_any()
    };
    loaded(
        found,
        || view! { <Waits /> }.into_any(),
        "This video didn't load",
        missing,
        |VideoPageData { offer, page, others }, again| match page.vod.archive_state {
            ArchiveState::Ready => view! { <Watch page=page others=others offer=offer /> }.into_any(),
            ArchiveState::Failed => view! { <Lost page=page /> }.into_any(),
            ArchiveState::Recording | ArchiveState::Finishing => {
                view! { <Unfinished page=page again=again /> }.into_any()
            }
        },
    )
}

#[component]
fn Watch(page: VodPage, others: Vec<Vod>, offer: FollowOffer) -> impl IntoView {
    let VodPage { vod, channel, markers } = page;
    let stream = vod.stream.clone();
    let (player, from) = (PlayerState::new(Role::Recording), asked_position(stream.duration));
    player.markers.set(markers);
    let is_own = offer == FollowOffer::Own;
    let name = Signal::stored(channel.name.clone());
    let media = stream.vod_url.clone().unwrap_or_default();
    // Only storage knows how many files there are. A script asks when the first is downloaded; without one the file's name tells.
    let parts = vod.download_url.as_ref().map(|href| {
        view! {
            <p class="scriptless text-soft">
                "If the downloaded file’s name ends in “part 1”, the video has several files. Download "
                <a class="text-link" href=format!("{href}?file=2") rel="external">
                    "part 2"
                </a>
                " next; for further parts, raise the number at the end of that link’s address. An error means that there are no more."
            </p>
        }
    });
    let address = browser::absolute(&media);
    let words = stream.description.clone().filter(|words| !words.trim().is_empty());
    let more = (!others.is_empty()).then(|| {
        let name = channel.name.clone();
        view! {
            <section class="shelf">
                <h2>{format!("More from {}", channel.name)}</h2>
                <div class="card-grid">
                    {others
                        .into_iter()
                        .map(|other| view! { <VideoCard vod=other name=name.clone() /> })
                        .collect_view()}
                </div>
            </section>
        }
    });
    view! {
        <Head vod=vod.clone() channel=channel.clone() />
        <div class="video">
            <div class="video-player">
                <Recording player=player vod=vod.clone() name=name from=from />
                <p class="video-scriptless scriptless">
                    "Playing needs JavaScript. Players such as VLC or mpv open this address: " <a href=media>{address}</a>
                </p>
            </div>
            <Row vod=vod channel=channel offer=offer />
            {parts}
            <Chapters player=player stream=stream.id is_own=is_own />
            {words.map(|words| view! { <p class="watch-text video-words">{linked(&words)}</p> })}
            {more}
        </div>
    }
    .into_any()
}

/// Where the address asks the video to begin, in seconds: `?t=90`, `?t=1m30s`, `?t=1:30`. No later than a second before its end, so that there is something to see.
fn asked_position(duration: Option<i32>) -> Signal<Option<f64>> {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| addresses::seconds_of(&query.get("t")?)));
    let latest = duration.map_or(f64::MAX, |seconds| f64::from((seconds - 1).max(0)));
    Signal::derive(move || asked.get().map(|seconds| f64::from(seconds).min(latest)))
}

/// The channel, the title, the date and the length of a recording.
#[component]
fn Row(vod: Vod, channel: Channel, offer: FollowOffer) -> impl IntoView {
    let (own, follow) = (offer == FollowOffer::Own, FollowState::new(&channel, offer));
    let followers = follow.followers();
    let stream = vod.stream;
    let home = addresses::channel_page(&channel.slug);
    let picture = channel.picture();
    let live = channel.is_live();
    let hidden = match vod.visibility {
        Visibility::Public => None,
        Visibility::Unlisted => Some("Unlisted: only who has the link finds it"),
        Visibility::Private => Some("Private: only you see it"),
    };
    let goes = vod.expires_at.filter(|_| own).map(|at| format!("kept until {}", format::date(at)));
    let here = addresses::video_page(stream.id);
    let address = format!("{}{here}", browser::origin());
    view! {
        <div class="watch-row">
            <a href=home.clone() tabindex="-1" aria-hidden="true">
                <Avatar name=channel.name.clone() src=picture size=Size::Large live=live />
            </a>
            <div class="watch-words">
                <h1 class="watch-title">{stream.title.clone()}</h1>
                <p class="watch-who">
                    <a href=home class="font-semibold">
                        {channel.name.clone()}
                    </a>
                    {live.then(|| view! { <span class="text-soft">" · is live now"</span> })}
                    <span class="text-soft tabular-nums">
                        " · " {move || format::counted(followers.get(), "follower", "followers")}
                    </span>
                </p>
                <p class="video-facts">{facts(&stream)} {goes.map(|goes| view! { <span>{goes}</span> })}</p>
                {hidden.map(|words| view! { <p><Pill>{words}</Pill></p> })}
            </div>
            <div class="watch-facts">
                <FollowButton state=follow next=here />
                {own
                    .then(|| {
                        view! {
                            <ButtonLink href=format!("/dashboard/videos?channel={}", channel.slug) icon=lu::LuPencil>
                                "Edit"
                            </ButtonLink>
                        }
                    })}
                {vod.download_url.map(|href| view! { <DownloadLink href=href name="Download this video" /> })}
                <span class="needs-script">
                    <CopyButton text=address label="Share" name="Copy the link to this video" />
                </span>
            </div>
        </div>
    }
}

fn facts(stream: &Stream) -> impl IntoView + use<> {
    let length = stream.duration.map(|seconds| format!("Length {}", format::clock(seconds.into())));
    let peak = i64::from(stream.peak_viewers);
    let watched = (peak > 0).then(|| format!("Peak {} live", format::counted(peak, "viewer", "viewers")));
    view! {
        {stream.start_time.map(|at| view! { <span>"Streamed " <Ago at=at /></span> })}
        {length.map(|length| view! { <span class="tabular-nums">{length}</span> })}
        {watched.map(|watched| view! { <span>{watched}</span> })}
    }
}

/// Shown to the owner while the recording is being processed; the page checks again by itself.
#[component]
fn Unfinished(page: VodPage, again: Callback<()>) -> impl IntoView {
    Effect::new(move |_| browser::every_visible(POLL, move || again.run(())));
    let home = addresses::channel_page(&page.channel.slug);
    view! {
        <Head vod=page.vod channel=page.channel />
        <div class="lone">
            <h1 class="sr-only">"This recording is being processed"</h1>
            <Empty icon=lu::LuHourglass title="This recording is being processed">
                <p role="status">"It starts here automatically once all of it is stored, usually within a minute."</p>
                <div class="mt-4">
                    <ButtonLink href=home>"Go to the channel"</ButtonLink>
                </div>
            </Empty>
        </div>
    }
}

/// Shown to the owner if the recording's files were lost before they were stored.
#[component]
fn Lost(page: VodPage) -> impl IntoView {
    let library = format!("/dashboard/videos?channel={}", page.channel.slug);
    view! {
        <Head vod=page.vod channel=page.channel />
        <div class="lone">
            <h1 class="sr-only">"This recording was lost"</h1>
            <Empty icon=lu::LuTriangleAlert title="This recording was lost">
                <p>"Its files were lost on the server before they were stored. Only you see this; you can delete it."</p>
                <div class="mt-4">
                    <ButtonLink href=library>"Go to your videos"</ButtonLink>
                </div>
            </Empty>
        </div>
    }
}

/// The page's shape while the video is on its way.
#[component]
fn Waits() -> impl IntoView {
    view! {
        <div class="video" aria-busy="true">
            <div class="video-player">
                <div class="player"></div>
            </div>
            <Skeleton class="h-14 w-full mt-4" />
        </div>
    }
}
