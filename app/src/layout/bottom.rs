//! The bar at the bottom of phones, under the thumb.

use crate::accounts::{use_current_user, use_next};
use crate::ui::Icon;
use domain::addresses::with_next;
use leptos::prelude::*;
use leptos_router::components::A;

/// Home, the followed channels, the stream manager, and the account (or sign in).
#[component]
pub fn BottomBar() -> impl IntoView {
    let current_user = use_current_user();
    let next = use_next();
    view! {
        <nav class="bottom" aria-label="Main">
            <A href="/" exact=true>
                <Icon glyph=icondata_lu::LuHouse large=true />
                "Home"
            </A>
            <A href="/following">
                <Icon glyph=icondata_lu::LuHeart large=true />
                "Following"
            </A>
            <A href="/dashboard" exact=true>
                <Icon glyph=icondata_lu::LuRadio large=true />
                "Go live"
            </A>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    current_user
                        .await
                        .is_none()
                        .then(|| {
                            view! {
                                <A href=move || with_next("/auth/login", &next.get())>
                                    <Icon glyph=icondata_lu::LuUser large=true />
                                    "Sign in"
                                </A>
                            }
                        })
                })}
            </Transition>
        </nav>
    }
}
