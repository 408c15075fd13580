//! The card of the person behind a channel: who they are, and what to do about them.

use crate::follows::button::{FollowButton, FollowState};
use crate::ui::{Avatar, Size, format, linked};
use crate::users::links::SocialLinks;
use domain::addresses;
use domain::channels::Channel;
use domain::pictures::srcset;
use leptos::prelude::*;

/// The card; `follow` is the page's, so that all its buttons show the same.
#[component]
pub fn CreatorCard(channel: Channel, follow: FollowState) -> impl IntoView {
    let (page, followers, name) = (addresses::channel_page(&channel.slug), follow.followers(), channel.name);
    let owner = channel.owner;
    let picture = owner.avatar.or(channel.avatar);
    let bio = owner.bio.filter(|bio| !bio.trim().is_empty());
    view! {
        <section class="creator" aria-label="Creator">
            <Avatar name=owner.display_name.clone() src=picture size=Size::Large />
            <div class="creator-words">
                <h3>
                    <a class="creator-name" href=addresses::user_page(&owner.username)>
                        {owner.display_name}
                    </a>
                </h3>
                <p class="watch-small tabular-nums">
                    {format!("@{}", owner.username)} " · "
                    {move || format::counted(followers.get(), "follower", "followers")} " · "
                    {format!("Channel since {}", format::date(channel.created_at))}
                </p>
            </div>
            <FollowButton state=follow next=page says_why=false of=name />
            <div class="creator-more">
                {bio.map(|bio| view! { <p class="watch-text">{linked(&bio)}</p> })}
                <SocialLinks links=owner.social_links />
            </div>
        </section>
    }
    .into_any()
}

/// The wide picture of a channel; nothing without one.
#[component]
pub fn Banner(src: Option<String>) -> impl IntoView {
    src.map(|src| {
        let srcset = srcset(&src);
        let sizes = srcset.is_some().then_some("(min-width: 1200px) 1120px, 100vw");
        view! { <img class="banner" src=src srcset=srcset sizes=sizes alt="" width="1200" height="400" loading="lazy" decoding="async" /> }
    })
}
