//! The bar at the bottom of phones, under the thumb.

use crate::accounts::use_current_user;
use crate::ui::Icon;
use leptos::prelude::*;
use leptos_router::components::A;

/// Home, the stream manager, and the account (or sign in).
#[component]
pub fn BottomBar() -> impl IntoView {
    let current_user = use_current_user();
    view! {
        <nav class="bottom" aria-label="Main">
            <A href="/" exact=true>
                <Icon glyph=icondata_lu::LuHouse large=true />
                "Home"
            </A>
            <A href="/dashboard">
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
                                <A href="/auth/login">
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
