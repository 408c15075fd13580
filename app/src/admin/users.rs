//! The list of accounts, and what administrators change of each.

use super::entry::{AdminEntry, Changes, focus_changes};
use super::reason::{Deed, ReasonDialog};
use super::rpc::{ChangeUser, SignOutUser, users};
use super::search::AdminSearch;
use crate::ui::{Ago, Empty, FormState, More, Pill, Tile, Tone, format, toasts};
use domain::Page;
use domain::addresses;
use domain::admin::AdminUser;
use icondata_lu as lu;
use leptos::prelude::*;

pub const HERE: &str = "/admin/users";

/// What can be done to an account.
#[derive(Clone, Copy, PartialEq)]
enum UserDeed {
    SignOut,
    Disabled(bool),
    Verified(bool),
    Admin(bool),
}

impl UserDeed {
    /// Those that change something of this account.
    fn of(user: &AdminUser) -> [Self; 4] {
        [
            Self::SignOut,
            Self::Verified(!user.email_verified),
            Self::Admin(!user.is_admin()),
            Self::Disabled(!user.disabled),
        ]
    }

    fn button(self) -> &'static str {
        match self {
            Self::SignOut => "Sign out everywhere",
            Self::Disabled(true) => "Disable",
            Self::Disabled(false) => "Enable",
            Self::Verified(true) => "Confirm e-mail",
            Self::Verified(false) => "Take back confirmation",
            Self::Admin(true) => "Make administrator",
            Self::Admin(false) => "Take back administrator",
        }
    }

    fn in_words(self, user: &AdminUser) -> Deed {
        let name = user.name();
        let (title, what) = match self {
            Self::SignOut => (
                format!("Sign {name} out everywhere?"),
                "All devices are signed out and all access tokens end. The account may sign in again.",
            ),
            Self::Disabled(true) => (
                format!("Disable the account of {name}?"),
                "They are signed out at once and can't sign in. Their streams end, and their channels are hidden. They are mailed the reason.",
            ),
            Self::Disabled(false) => (
                format!("Enable the account of {name}?"),
                "They may sign in again, and their channels are as public as they were.",
            ),
            Self::Verified(true) => (
                format!("Confirm the address of {name}?"),
                "Do this only if you know that the address is theirs: it counts as if they had followed the link in the mail.",
            ),
            Self::Verified(false) => (
                format!("Take back the confirmation of {name}?"),
                "The address counts as unconfirmed until they follow a link in a mail.",
            ),
            Self::Admin(true) => (
                format!("Make {name} an administrator?"),
                "Administrators may do all that you may do, also to your account. They are signed out and have to sign in again.",
            ),
            Self::Admin(false) => (
                format!("Take the role of administrator from {name}?"),
                "They are signed out at once and keep their account.",
            ),
        };
        let is_harmful = !matches!(self, Self::Disabled(false) | Self::Verified(true) | Self::Admin(true));
        Deed { title, what: what.to_owned(), button: self.button(), is_harmful }
    }

    /// What was done, to the person of this name.
    fn done(self, name: &str) -> String {
        match self {
            Self::SignOut => format!("{name} is signed out everywhere."),
            Self::Disabled(true) => format!("{name} is disabled."),
            Self::Disabled(false) => format!("{name} is enabled again."),
            Self::Verified(true) => format!("The address of {name} is confirmed."),
            Self::Verified(false) => format!("The address of {name} counts as unconfirmed."),
            Self::Admin(true) => format!("{name} is an administrator."),
            Self::Admin(false) => format!("{name} is no longer an administrator."),
        }
    }

    /// What the form sends; nothing for signing out, which is a form of its own.
    fn sends(self) -> Option<(&'static str, String)> {
        match self {
            Self::SignOut => None,
            Self::Disabled(on) => Some(("disabled", on.to_string())),
            Self::Verified(on) => Some(("email_verified", on.to_string())),
            Self::Admin(on) => Some(("admin", on.to_string())),
        }
    }
}

type Asked = RwSignal<Option<(AdminUser, UserDeed)>>;

#[component]
pub fn UserList(first: Page<AdminUser>, text: Option<String>) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let asked: Asked = RwSignal::new(None);
    let (wanted, searched) = (StoredValue::new(text.clone()), text.is_some());
    let take = move |page: Page<AdminUser>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    view! {
        <AdminSearch here=HERE label="Name, e-mail address or id" text=text />
        <Tile title="Users" icon=lu::LuUsers id="users">
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuUsers title="No such user">
                    <p>{if searched { "No name and no address has this text in it." } else { "People who sign up appear here." }}</p>
                </Empty>
            </Show>
            <ul class="admin-list">
                <For
                    each=move || shown.get()
                    key=|user| (user.id, user.disabled, user.email_verified, user.is_admin())
                    let(user)
                >
                    <UserEntry user=user asked=asked />
                </For>
            </ul>
            <More next=next failure="The list didn't load." load=move |from| users(wanted.get_value(), from) take=take />
        </Tile>
        {move || asked.get().map(|(user, deed)| view! { <UserDialog user=user deed=deed asked=asked shown=shown /> })}
    }
    .into_any()
}

#[component]
fn UserEntry(user: AdminUser, asked: Asked) -> impl IntoView {
    let name = user.name().to_owned();
    let username = match &user.username {
        Some(username) => format!("@{username} · "),
        None => "No username yet · ".to_owned(),
    };
    let owns = (user.channels > 0).then(|| format!(" · {}", format::counted(user.channels, "channel", "channels")));
    let seen = match user.last_seen_at {
        Some(at) => view! { " · last seen " <Ago at=at /> }.into_any(),
        None => " · never seen".into_any(),
    };
    let reason = user.disabled_reason.clone().map(|reason| {
        view! { <p class="text-soft">"Disabled because: " <bdi dir="auto">{reason}</bdi></p> }
    });
    let standing = view! {
        {user.is_admin().then(|| view! { <Pill tone=Tone::Good>"Administrator"</Pill> })}
        {user.disabled.then(|| view! { <Pill tone=Tone::Warn>"Disabled"</Pill> })}
        {(!user.email_verified).then(|| view! { <Pill>"E-mail not confirmed"</Pill> })}
    };
    let kept = StoredValue::new(user.clone());
    let deed = |deed: UserDeed| (deed.button(), Callback::new(move |()| asked.set(Some((kept.get_value(), deed)))));
    let deeds = UserDeed::of(&user).map(deed).into();
    view! {
        <AdminEntry
            name=name.clone()
            picture=user.avatar
            href=user.username.as_deref().map(addresses::user_page)
            standing=standing.into_any()
        >
            <p class="text-soft">{username} <bdi>{user.email}</bdi></p>
            <p class="text-soft">"Joined " <Ago at=user.created_at /> {seen} {owns}</p>
            {reason}
            <Changes id=user.id.to_string() of=format!("the account of {name}") deeds=deeds />
        </AdminEntry>
    }
    .into_any()
}

#[component]
fn UserDialog(user: AdminUser, deed: UserDeed, asked: Asked, shown: RwSignal<Vec<AdminUser>>) -> impl IntoView {
    let toasts = toasts();
    let words = deed.in_words(&user);
    let closed = Callback::new(move |()| asked.set(None));
    let mut sends = vec![("user", user.id.to_string())];
    match deed.sends() {
        None => {
            let form = FormState::<SignOutUser>::new();
            let name = user.name().to_owned();
            form.on_success(move |()| toasts.say(deed.done(&name)));
            view! { <ReasonDialog form=form deed=words sends=sends closed=closed /> }.into_any()
        }
        Some(change) => {
            sends.push(change);
            let form = FormState::<ChangeUser>::new();
            form.on_success(move |changed| {
                toasts.say(deed.done(changed.name()));
                shown.update(|shown| {
                    shown.iter_mut().filter(|known| known.id == changed.id).for_each(|known| *known = changed.clone());
                });
                focus_changes(changed.id);
            });
            view! { <ReasonDialog form=form deed=words sends=sends closed=closed /> }.into_any()
        }
    }
}
