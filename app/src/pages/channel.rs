//! The channel page: the picture, the room beside it, and what there is to know.

mod about;
mod alone;
mod head;
mod info_bar;
mod live;
mod videos;

use crate::accounts::use_current_user;
use crate::browser;
use crate::channels::rpc::get_channel;
use crate::chat::Chat;
use crate::error::AppError;
use crate::follows::button::{FollowOffer, FollowState, look_whether_following};
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::streams::player::Player;
use crate::ui::{Icon, Skeleton, keyed, moved};
use crate::vods::rpc::of_channel;
use about::About;
use alone::{ChatWindow, Overlay};
use domain::Page;
use domain::accounts::Account;
use domain::addresses;
use domain::channels::Channel;
use domain::vods::Vod;
use futures_util::future::join3;
use head::Head;
use icondata_lu as lu;
use info_bar::InfoBar;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use videos::{AT_ONCE, Videos};
use wasm_bindgen::JsCast;

/// What an address shows of a channel.
#[derive(Clone, Copy)]
enum Extent {
    Page,
    /// The chat in a window of its own.
    Chat,
    /// The messages over a transparent ground.
    Overlay,
}

impl Extent {
    /// The address that shows this of the channel with the slug.
    fn address(self, slug: &str) -> String {
        match self {
            Self::Page => addresses::channel_page(slug),
            Self::Chat => addresses::chat_window(slug),
            Self::Overlay => addresses::chat_overlay(slug),
        }
    }
}

/// The page of the slug in the address.
#[component]
pub fn ChannelPage() -> impl IntoView {
    of_slug(Extent::Page)
}

#[component]
pub fn ChatWindowPage() -> impl IntoView {
    of_slug(Extent::Chat)
}

#[component]
pub fn ChatOverlayPage() -> impl IntoView {
    of_slug(Extent::Overlay)
}

fn of_slug(extent: Extent) -> AnyView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    keyed(slug, move |slug| view! { <OfChannel slug=slug extent=extent /> }.into_any()).into_any()
}

#[component]
fn OfChannel(slug: String, extent: Extent) -> impl IntoView {
    let current_user = use_current_user();
    let asked = StoredValue::new(slug.clone());
    // One resource only: with several, the page would be rendered anew for each.
    let found = Resource::new(move || slug.clone(), move |slug| async move { look(current_user.await, slug).await });
    loaded(
        found,
        || view! { <Waits /> }.into_any(),
        "This channel didn't load",
        || {
            let words = "It may have been deleted or hidden, or the address has a typo.";
            view! { <NotFound title="There is no such channel" words=words /> }.into_any()
        },
        move |ChannelPageData { current_user, channel, offer, videos }, _| match extent {
            // A former slug, an id and capitals lead to the page's own address.
            _ if asked.with_value(|asked| *asked != channel.slug) => moved(&extent.address(&channel.slug)),
            Extent::Page => {
                view! { <Watch channel=channel current_user=current_user offer=offer videos=videos /> }.into_any()
            }
            Extent::Chat => view! { <ChatWindow channel=channel current_user=current_user /> }.into_any(),
            Extent::Overlay => view! { <Overlay channel=channel /> }.into_any(),
        },
    )
}

/// What the page shows.
#[derive(Clone, Serialize, Deserialize)]
struct ChannelPageData {
    current_user: Option<Account>,
    channel: Channel,
    offer: FollowOffer,
    videos: Result<Page<Vod>, AppError>,
}

/// All is asked for at once. If the channel cannot be read, the rest is not used.
async fn look(current_user: Option<Account>, slug: String) -> Result<ChannelPageData, AppError> {
    let is_following = look_whether_following(current_user.as_ref(), slug.clone());
    let videos = of_channel(slug.clone(), None, Some(AT_ONCE));
    let (channel, is_following, videos) = join3(get_channel(slug), is_following, videos).await;
    let channel = channel?;
    let offer = FollowOffer::of(current_user.as_ref(), channel.owner.id, is_following);
    Ok(ChannelPageData { current_user, channel, offer, videos })
}

/// So many pixels down or up are a pull and no tap.
const PULL: i32 = 40;
const PUSH: i32 = -PULL;

/// Which part a phone shows under the picture.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Chat,
    Videos,
    About,
}

#[component]
fn Watch(
    channel: Channel,
    current_user: Option<Account>,
    offer: FollowOffer,
    videos: Result<Page<Vod>, AppError>,
) -> impl IntoView {
    let stream = live::follow(&channel);
    let follow = FollowState::new(&channel, offer);
    let name = Signal::stored(channel.name.clone());
    let theatre = RwSignal::new(false);
    let chat_open = RwSignal::new(browser::cookie("chat").as_deref() != Some("closed"));
    let tab = RwSignal::new(Tab::Chat);
    // On phones the chat is a drawer: pulled down at its tabs it shows the page, pushed up the chat.
    let pulled_from = StoredValue::new(0);
    let open_chat = Callback::new(move |open: bool| {
        chat_open.set(open);
        browser::set_cookie("chat", if open { "open" } else { "closed" });
        // The button that was pressed is gone now.
        if !open {
            browser::focus_on(".watch-open-chat");
        }
    });
    // The frame around the page is not ours to render, but in theatre it makes room.
    Effect::new(move |_| browser::mark("data-theatre", theatre.get()));
    on_cleanup(|| browser::mark("data-theatre", false));

    view! {
        <Head channel=channel.clone() stream=stream />
        <div
            class="watch"
            class:is-theatre=theatre
            class:is-chat-closed=move || !chat_open.get()
            class:is-about=move || tab.get() == Tab::About
            class:is-videos=move || tab.get() == Tab::Videos
        >
            <div class="watch-player">
                <Player stream=stream name=name theatre=theatre />
                <button
                    type="button"
                    class="watch-open-chat"
                    aria-label="Show chat"
                    title="Show chat"
                    on:click=move |_| open_chat.run(true)
                >
                    <Icon glyph=lu::LuPanelRightOpen large=true />
                </button>
            </div>
            <InfoBar channel=channel.clone() stream=stream follow=follow />
            <div
                class="watch-tabs"
                role="tablist"
                aria-label="Under the picture"
                on:keydown=move |event| {
                    let step = match event.key().as_str() {
                        "ArrowRight" => Some(1),
                        "ArrowLeft" => Some(-1),
                        "Home" => None,
                        _ => return,
                    };
                    let target = event.current_target().and_then(|list| list.dyn_into::<web_sys::Element>().ok());
                    if let Some(list) = target {
                        event.prevent_default();
                        // A tab that gets the focus is chosen.
                        browser::step_focus(&list, "[role=tab]", step);
                    }
                }
                on:pointerdown=move |event| pulled_from.set_value(event.client_y())
                on:pointerup=move |event| match event.client_y() - pulled_from.get_value() {
                    PULL.. => tab.set(Tab::About),
                    ..=PUSH => tab.set(Tab::Chat),
                    _ => {}
                }
            >
                <TabButton tab=tab own=Tab::Chat words="Chat" panel="chat" />
                <TabButton tab=tab own=Tab::Videos words="Videos" panel="channel-videos" />
                <TabButton tab=tab own=Tab::About words="About" panel="channel-about" />
            </div>
            <About channel=channel.clone() stream=stream follow=follow />
            <Videos channel=channel.clone() stream=stream first=videos />
            <aside class="watch-chat">
                <Chat channel=channel.id slug=channel.slug current_user=current_user hide=Callback::new(move |()| open_chat.run(false)) />
            </aside>
        </div>
    }
}

#[component]
fn TabButton(tab: RwSignal<Tab>, own: Tab, words: &'static str, panel: &'static str) -> impl IntoView {
    view! {
        <button
            type="button"
            role="tab"
            class="watch-tab"
            aria-selected=move || (tab.get() == own).to_string()
            aria-controls=panel
            // The list of tabs is one stop of the tab key.
            tabindex=move || if tab.get() == own { "0" } else { "-1" }
            on:click=move |_| tab.set(own)
            on:focus=move |_| tab.set(own)
        >
            {words}
        </button>
    }
}

/// The page's shape while the channel is on its way.
#[component]
fn Waits() -> impl IntoView {
    view! {
        <div class="watch" aria-busy="true">
            <div class="watch-player">
                <div class="player"></div>
            </div>
            <div class="watch-row">
                <Skeleton class="h-14 w-full" />
            </div>
            <aside class="watch-chat"></aside>
        </div>
    }
}
