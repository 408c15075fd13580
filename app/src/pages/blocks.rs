//! The people whom the user has blocked.

use crate::accounts::{SignInFirst, use_current_user};
use crate::blocks::rpc::{BlockUser, blocked_users};
use crate::pages::dashboard::nav::AccountNav;
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::ui::{Ago, BlockButton, Button, Empty, Field, Form, FormState, More, PageHead, Skeleton, Tile};
use crate::users::row::UserRow;
use domain::Page;
use domain::blocks::BlockedUser;
use icondata_lu as lu;
use leptos::prelude::*;

/// Blocked people that come with the page, and with each "more".
const AT_ONCE: u32 = 30;
const HERE: &str = "/dashboard/blocks";

/// The page. Signed-out users are redirected to sign in.
#[component]
pub fn BlocksPage() -> impl IntoView {
    let current_user = use_current_user();
    let found = Resource::new(
        || (),
        move |()| async move {
            match current_user.await {
                Some(_) => blocked_users(None, Some(AT_ONCE)).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! {
        <PageHead title="Blocked people" description="The people you have blocked." path=HERE private=true />
        {loaded(
            found,
            || view! { <Skeleton class="h-80" /> }.into_any(),
            "Your blocks didn't load",
            || view! { <NotFound /> }.into_any(),
            |first: Option<Page<BlockedUser>>, _| match first {
                Some(first) => view! { <BlockList first=first /> }.into_any(),
                None => view! { <SignInFirst /> }.into_any(),
            },
        )}
    }
}

#[component]
fn BlockList(first: Page<BlockedUser>) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let form = FormState::<BlockUser>::new();
    let wanted =
        form.input("user", String::new(), |text| text.trim().is_empty().then(|| "Type a username.".to_owned()));
    form.on_success(move |blocked| {
        wanted.text.set(String::new());
        shown.update(|shown| {
            shown.retain(|known| known.user.id != blocked.user.id);
            shown.insert(0, blocked.clone());
        });
    });
    let load = |from| blocked_users(from, Some(AT_ONCE));
    let take = move |page: Page<BlockedUser>| {
        shown.update(|shown| {
            let known = |new: &BlockedUser| shown.iter().any(|known| known.user.id == new.user.id);
            let new: Vec<BlockedUser> = page.items.into_iter().filter(|new| !known(new)).collect();
            shown.extend(new);
        });
        next.set(page.next_cursor);
    };
    view! {
        <div class="dashboard">
        <AccountNav here=HERE />
        <h1 class="library-title">"Blocked people"</h1>
        <div class="blocks">
        <Tile title="Block a person" icon=lu::LuBan>
            <p class="text-soft">
                "You no longer see what they write. They can't mention you, reply to you, follow you or write in your channels."
            </p>
            <Form state=form>
                <Field label="Username" input=wanted prefix="@" max=60 />
                <div>
                    <Button kind="submit" busy=form.pending()>
                        "Block"
                    </Button>
                </div>
            </Form>
        </Tile>
        <Tile title="Your list" icon=lu::LuUsers>
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuUsers title="You have blocked no one">
                    <p>"People you block appear here, and you can unblock them."</p>
                </Empty>
            </Show>
            <ul class="people-grid">
                <For each=move || shown.get() key=|blocked| (blocked.user.id, blocked.blocked_at) let(blocked)>
                    <BlockedRow blocked=blocked />
                </For>
            </ul>
            <More next=next failure="The list didn't load." load=load take=take />
        </Tile>
        </div>
        </div>
    }
    .into_any()
}

/// A person who is unblocked stays on the page, so that a slip can be taken back.
#[component]
fn BlockedRow(blocked: BlockedUser) -> impl IntoView {
    let BlockedUser { user, blocked_at } = blocked;
    let is_blocked = RwSignal::new(true);
    let (id, name) = (user.id, user.display_name.clone());
    let button = move || {
        view! { <BlockButton user=id name=name.clone() is_blocked=true changed=move |now| is_blocked.set(now) /> }
            .into_any()
    };
    view! {
        <UserRow user=user aside=button>
            " · "
            {move || match is_blocked.get() {
                true => view! { "Blocked " <Ago at=blocked_at /> }.into_any(),
                false => "Unblocked".into_any(),
            }}
        </UserRow>
    }
}
