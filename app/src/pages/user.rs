//! The page of a user: who they are, their channels, and whom they follow.

use crate::accounts::use_current_user;
use crate::channels::card::{ChannelRow, LiveCard};
use crate::channels::creator::Banner;
use crate::error::AppError;
use crate::follows::button::{FollowButton, FollowOffer, FollowState};
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::reports::dialog::{ReportButton, ReportOffer, ReportTarget};
use crate::ui::{
    Avatar, BlockButton, ButtonLink, Empty, FormError, Look, PageHead, Size, Skeleton, format, keyed, linked, moved,
};
use crate::users::links::SocialLinks;
use crate::users::row::UserRow;
use crate::users::rpc::user_page;
use domain::accounts::{Account, User};
use domain::addresses;
use domain::channels::Channel;
use domain::users::UserOverview;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// The page of the username in the address.
#[component]
pub fn UserPage() -> impl IntoView {
    let params = use_params_map();
    let username = Memo::new(move |_| params.with(|params| params.get("username").unwrap_or_default()));
    keyed(username, |username| view! { <OfUser username=username /> }.into_any())
}

/// What the page shows.
#[derive(Clone, Serialize, Deserialize)]
struct UserPageData {
    /// As the address names the user.
    asked: String,
    page: UserOverview,
    offer: FollowOffer,
}

async fn look(account: Option<Account>, asked: String) -> Result<UserPageData, AppError> {
    let page = user_page(asked.clone()).await?;
    let offer = FollowOffer::of(account.as_ref(), page.user.id, page.is_following);
    Ok(UserPageData { asked, page, offer })
}

#[component]
fn OfUser(username: String) -> impl IntoView {
    let current_user = use_current_user();
    let found = Resource::new(
        move || username.clone(),
        move |username| async move { look(current_user.await, username).await },
    );
    loaded(
        found,
        || view! { <Skeleton class="h-60" /> }.into_any(),
        "This page didn't load",
        || {
            let asked = use_params_map().with_untracked(|params| params.get("username")).unwrap_or_default();
            let words = "They may have closed their account, or the address has a typo.";
            view! { <NotFound title=format!("No user called @{asked}") words=words /> }.into_any()
        },
        |data, _| shown(data),
    )
}

/// A former username, an id and capitals lead to the page's own address.
fn shown(UserPageData { asked, page, offer }: UserPageData) -> AnyView {
    if asked == page.user.username {
        return view! { <OneUser page=page offer=offer /> }.into_any();
    }
    moved(&addresses::user_page(&page.user.username))
}

#[component]
fn OneUser(page: UserOverview, offer: FollowOffer) -> impl IntoView {
    let UserOverview {
        user, is_disabled, follower_count, is_blocked, channels, followed_channels, followed_users, ..
    } = page;
    let is_own = offer == FollowOffer::Own;
    let may_block = matches!(offer, FollowOffer::Follow { .. }).then_some(is_blocked);
    let follow = FollowState::of_user(&user, follower_count, offer);
    let description = describe(&user);
    let title = format!("{} (@{})", user.display_name, user.username);
    let name = user.display_name.clone();
    let banner = channels.iter().find_map(|channel| channel.banner.clone());
    view! {
        <PageHead title=title description=description path=addresses::user_page(&user.username) image=user.avatar.clone() kind="profile" />
        <div class="home user">
            <Banner src=banner />
            <Who user=user is_own=is_own is_disabled=is_disabled may_block=may_block follow=follow />
            {(!is_disabled).then(|| view! { <Channels name=name.clone() is_own=is_own channels=channels /> })}
            <Follows name=name is_own=is_own channels=followed_channels users=followed_users />
        </div>
    }
    .into_any()
}

fn describe(user: &User) -> String {
    let bio = user.bio.clone().filter(|bio| !bio.trim().is_empty());
    let words = bio.unwrap_or_else(|| format!("{} (@{}) on AeThex Live.", user.display_name, user.username));
    format::shortened(words)
}

/// The user's names, words and links, and what the reader can do about them.
#[component]
fn Who(
    user: User,
    is_own: bool,
    is_disabled: bool,
    /// Whether the reader has blocked the user; none where they cannot block: they are signed out, or this is their own page.
    may_block: Option<bool>,
    follow: FollowState,
) -> impl IntoView {
    let followers = follow.followers();
    let page = addresses::user_page(&user.username);
    let bio = user.bio.filter(|bio| !bio.trim().is_empty());
    let without_bio = (bio.is_none() && is_own).then_some("Add a few words about yourself.");
    let edit = is_own.then(|| {
        view! {
            <ButtonLink href="/dashboard/profile" icon=lu::LuPencil>
                "Edit profile"
            </ButtonLink>
        }
    });
    let (id, shown_name) = (user.id, user.display_name.clone());
    let reported = ReportTarget::User { user: id.to_string(), name: shown_name.clone(), channel: None };
    let report = ReportOffer::of(follow.offer, &page);
    let refused = follow.refused;
    let block = may_block
        .map(|is_blocked| view! { <BlockButton user=id name=shown_name is_blocked=is_blocked refused_in=refused /> });
    view! {
        <section class="user-head" aria-label="Profile">
            <Avatar name=user.display_name.clone() src=user.avatar size=Size::Huge />
            <div class="user-words">
                <h1 class="user-name">{user.display_name}</h1>
                <p class="text-soft tabular-nums">
                    {format!("@{}", user.username)} " · "
                    {move || format::counted(followers.get(), "follower", "followers")} " · "
                    {format!("Joined {}", format::date(user.created_at))}
                </p>
                {bio.map(|bio| view! { <p class="watch-text">{linked(&bio)}</p> })}
                {without_bio.map(|words| view! { <p class="text-soft">{words}</p> })}
                <SocialLinks links=user.social_links />
                {is_disabled
                    .then(|| {
                        view! {
                            <p>
                                "This account is disabled, and its channels are hidden. Only administrators see this page. "
                                <a class="text-link" href="/admin/users">
                                    "All users"
                                </a>
                            </p>
                        }
                    })}
            </div>
            {(!is_disabled)
                .then(|| {
                    view! {
                        // What a reader can do about this user: buttons stand beside one another here.
                        <div class="user-actions">
                            <FollowButton state=follow next=page says_why=false />
                            {block}
                            <ReportButton target=reported offer=report />
                            {edit}
                        </div>
                        // One reason for both buttons, below them, so that it moves neither.
                        <FormError error=refused />
                    }
                })}
        </section>
    }
}

#[component]
fn Channels(name: String, is_own: bool, channels: Vec<Channel>) -> impl IntoView {
    let nothing = channels.is_empty().then(|| match is_own {
        true => view! {
            <Empty icon=lu::LuRadio title="You have no channel yet">
                <p>"Open one, and go live."</p>
                <div class="mt-4">
                    <ButtonLink href="/dashboard" look=Look::Primary>
                        "Open your channel"
                    </ButtonLink>
                </div>
            </Empty>
        }
        .into_any(),
        false => view! {
            <Empty icon=lu::LuRadio title="No channels yet">
                <p>{format!("When {name} opens a channel, you'll find it here.")}</p>
            </Empty>
        }
        .into_any(),
    });
    view! {
        <section class="shelf" aria-labelledby="user-channels">
            <h2 id="user-channels">"Channels"</h2>
            <ChannelList channels=channels />
            {nothing}
        </section>
    }
}

#[component]
fn Follows(name: String, is_own: bool, channels: Vec<Channel>, users: Vec<User>) -> impl IntoView {
    let nothing = (channels.is_empty() && users.is_empty()).then(|| {
        let words = match is_own {
            true => "You aren't following anyone yet.".to_owned(),
            false => format!("{name} isn't following anyone yet."),
        };
        view! {
            <section class="shelf" aria-labelledby="user-follows">
                <h2 id="user-follows">"Follows"</h2>
                <p class="text-soft">{words}</p>
            </section>
        }
    });
    let followed = (!channels.is_empty()).then(|| {
        view! {
            <section class="shelf" aria-labelledby="user-followed-channels">
                <h2 id="user-followed-channels">"Followed channels"</h2>
                <ChannelList channels=channels />
            </section>
        }
    });
    let people = (!users.is_empty()).then(|| {
        let rows = users.into_iter().map(|user| view! { <UserRow user=user /> }).collect_view();
        view! {
            <section class="shelf" aria-labelledby="user-followed-people">
                <h2 id="user-followed-people">"Followed people"</h2>
                <ul class="people-grid">{rows}</ul>
            </section>
        }
    });
    view! {
        {followed}
        {people}
        {nothing}
    }
}

/// Live channels as cards, and the others as rows below.
#[component]
fn ChannelList(channels: Vec<Channel>) -> impl IntoView {
    let (live, others): (Vec<_>, Vec<_>) = channels.into_iter().partition(Channel::is_live);
    let live = (!live.is_empty()).then(|| {
        let cards = live.into_iter().map(|channel| view! { <LiveCard channel=channel /> }).collect_view();
        view! { <div class="card-grid">{cards}</div> }
    });
    let others = (!others.is_empty()).then(|| {
        let rows = others.into_iter().map(|channel| view! { <ChannelRow channel=channel /> }).collect_view();
        view! { <ul class="people-grid">{rows}</ul> }
    });
    view! {
        {live}
        {others}
    }
}
