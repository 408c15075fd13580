//! The right end of the top bar: the avatar menu, or links to sign in and, where visitors may, to sign up.

use super::rpc::Logout;
use super::{avatar_of, use_current_user, use_next};
use crate::browser;
use crate::layout::Appearance;
use crate::moderation::waiting::Counts;
use crate::ui::{Avatar, ButtonLink, Count, Icon, IconButton, Look, Menu, MenuItem};
use domain::accounts::Account;
use domain::addresses::{self, with_next};
use leptos::either::Either;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The avatar menu of the signed-in user; links to sign in and sign up for visitors.
#[component]
pub fn AccountCorner() -> impl IntoView {
    let current_user = use_current_user();
    let next = use_next();
    view! {
        <Transition fallback=|| view! { <span class="corner-wait" aria-hidden="true"></span> }>
            {move || Suspend::new(async move {
                match current_user.await {
                    Some(account) => Either::Left(view! { <AvatarMenu account=account /> }),
                    None => Either::Right(view! { <WayIn next=next /> }),
                }
            })}
        </Transition>
    }
}

#[component]
fn WayIn(next: Memo<String>) -> impl IntoView {
    let appearance = expect_context::<Appearance>();
    let is_open = browser::is_sign_up_open();
    let links = move || {
        let next = next.get();
        let sign_up = is_open.then(|| {
            view! {
                <ButtonLink href=with_next("/auth/register", &next) look=Look::Primary>
                    "Sign up"
                </ButtonLink>
            }
        });
        view! {
            // Phones have it at the bottom.
            <span class="top-sign-in">
                <ButtonLink href=with_next("/auth/login", &next) look=if is_open { Look::Ghost } else { Look::Primary }>
                    "Sign in"
                </ButtonLink>
            </span>
            {sign_up}
        }
    };
    view! {
        <span class="needs-script inline-flex" on:click=move |_| appearance.switch()>
            <IconButton icon=appearance.glyph() label=appearance.offer() />
        </span>
        {links}
    }
    .into_any()
}

#[component]
fn AvatarMenu(account: Account) -> impl IntoView {
    let logout = ServerAction::<Logout>::new();
    let appearance = expect_context::<Appearance>();
    let name = account.name().to_owned();
    let (shown, picture, handle) = (name.clone(), avatar_of(&account), account.username.clone());
    let page = handle.as_deref().map(|handle| {
        view! {
            <MenuItem icon=icondata_lu::LuUser href=addresses::user_page(handle)>
                "Your page"
            </MenuItem>
        }
    });
    // Not asked for before the menu is opened for the first time.
    let counts = Counts::unread(None);
    let (waits, for_staff) = (counts.all(), counts.of(|waiting| waiting.for_staff));
    let asked = StoredValue::new(false);
    let opened = Callback::new(move |()| {
        asked.set_value(true);
        counts.read();
    });
    Counts::news().follow(move || {
        if asked.get_value() {
            counts.read();
        }
    });
    let for_administrators = account.is_admin().then(|| {
        view! {
            <MenuItem icon=icondata_lu::LuWrench href="/admin">
                "Administration"
            </MenuItem>
            <MenuItem icon=icondata_lu::LuFlag href="/admin/reports">
                "Reports to administrators"
                <Count number=for_staff one="report waiting" many="reports waiting" />
            </MenuItem>
        }
    });
    let live_link = account.is_onboarded().then(|| {
        view! {
            <ButtonLink href="/dashboard" icon=icondata_lu::LuRadio>
                "Go live"
            </ButtonLink>
        }
    });
    view! {
        <span class="corner-live">{live_link}</span>
        <Menu
            label=format!("Account of {name}")
            opened=opened
            trigger=move || {
                let shown = shown.clone();
                view! { {move || view! { <Avatar name=shown.clone() src=picture.get() /> }} }
            }
        >
            <div class="menu-who" role="presentation">
                <strong>{name.clone()}</strong>
                <span>{handle.map(|handle| format!("@{handle}")).unwrap_or(account.email)}</span>
            </div>
            {page}
            <MenuItem icon=icondata_lu::LuLayoutDashboard href="/dashboard">
                "Stream manager"
            </MenuItem>
            <MenuItem icon=icondata_lu::LuSettings href="/dashboard/channel">
                "Channel settings"
            </MenuItem>
            <MenuItem icon=icondata_lu::LuShield href="/dashboard/moderation">
                "Moderation"
                <Count number=waits one="thing waiting" many="things waiting" />
            </MenuItem>
            <MenuItem icon=icondata_lu::LuFilm href="/dashboard/videos">
                "Videos"
            </MenuItem>
            <MenuItem icon=icondata_lu::LuHeart href="/following">
                "Following"
            </MenuItem>
            <MenuItem icon=icondata_lu::LuUserPen href="/dashboard/profile">
                "Profile"
            </MenuItem>
            <MenuItem icon=icondata_lu::LuBan href="/dashboard/blocks">
                "Blocked people"
            </MenuItem>
            <MenuItem icon=icondata_lu::LuFlag href="/dashboard/reports">
                "Your reports"
            </MenuItem>
            <MenuItem icon=icondata_lu::LuShieldCheck href="/dashboard/security">
                "Security"
            </MenuItem>
            {for_administrators}
            <button
                type="button"
                role="menuitem"
                class="menu-item needs-script"
                on:click=move |_| appearance.switch()
            >
                {move || view! { <Icon glyph=appearance.glyph().get() /> }}
                {move || appearance.offer().get()}
            </button>
            <ActionForm action=logout>
                <MenuItem icon=icondata_lu::LuLogOut kind="submit">
                    "Sign out"
                </MenuItem>
            </ActionForm>
        </Menu>
    }
    .into_any()
}
