//! Accounts: signing up, in and out, and who is signed in.

pub mod card;
pub mod menu;
pub mod rpc;
pub mod steps;

use crate::browser;
use crate::ui::Redirect;
use domain::UserId;
use domain::accounts::Account;
use domain::addresses::with_next;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

/// Who is signed in on this device; asked once for the whole application.
#[derive(Clone, Copy)]
pub struct CurrentUserResource(Resource<Option<Account>>);

/// Asks who is signed in and tells every component below.
pub fn provide_current_user() {
    // If the request fails, the user counts as signed out: every page can be read without an account.
    provide_context(CurrentUserResource(Resource::new(|| (), |()| async { rpc::current_user().await.ok().flatten() })));
    provide_context(ChangedAvatar(RwSignal::new(None)));
}

/// The avatar that a user has set since the page asked who is signed in. Apart from the account, so that pages with forms about it are not
/// made anew when it changes.
#[derive(Clone, Copy)]
struct ChangedAvatar(RwSignal<Option<(UserId, Option<String>)>>);

/// The account's avatar as it is now.
pub fn avatar_of(account: &Account) -> Signal<Option<String>> {
    let (user, first, changed) = (account.id, account.avatar.clone(), expect_context::<ChangedAvatar>().0);
    Signal::derive(move || {
        let changed = changed.get().filter(|(known, _)| *known == user);
        changed.map_or_else(|| first.clone(), |(_, avatar)| avatar)
    })
}

/// What to call when the user has changed their avatar: it shows at once everywhere on the page.
pub fn on_avatar_change(user: UserId) -> Callback<Option<String>> {
    let changed = expect_context::<ChangedAvatar>().0;
    Callback::new(move |avatar| changed.set(Some((user, avatar))))
}

/// Who is signed in. Read it under `Suspense` or `Transition`.
pub fn use_current_user() -> Resource<Option<Account>> {
    expect_context::<CurrentUserResource>().0
}

/// Where to go on after signing in or up: the page that is open with its query, or what `?next=` says on the pages for signing in and up
/// themselves. Only ever a path on this site: an address elsewhere would make us a stepping stone for phishing.
pub fn use_next() -> Memo<String> {
    let location = use_location();
    let (path, search, query) = (location.pathname, location.search, location.query);
    Memo::new(move |_| {
        let path = path.get();
        if !path.starts_with("/auth/") {
            return search.with(|search| page_address(path, search));
        }
        browser::local_path(&query.with(|query| query.get("next")).unwrap_or_default())
    })
}

/// The address of a page without why a form on it was refused (`__err`, `__path`): that is over once its user has signed in.
fn page_address(path: String, search: &str) -> String {
    let kept: Vec<&str> = search.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("__")).collect();
    if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) }
}

/// Leads a signed-out user to signing in, and from there back to this page.
#[component]
pub fn SignInFirst() -> impl IntoView {
    let next = use_next().get_untracked();
    view! { <Redirect path=with_next("/auth/login", &next) /> }
}

/// What the server has just done for this page, as the address says after a form. The address may be made up: pages know the words that
/// mean something to them, and show nothing for others. The server takes it off when a form of the page is refused.
pub fn done() -> Option<String> {
    use_query_map().with_untracked(|query| query.get("done"))
}

/// Says what was done; nothing without words. The form has led to a fresh document, in which the focus is nowhere: it goes to the note.
#[component]
pub fn DoneNote(words: &'static str) -> impl IntoView {
    let node = NodeRef::<html::P>::new();
    Effect::new(move |_| {
        let is_nowhere = || document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if let Some(note) = node.get().filter(|_| is_nowhere()) {
            browser::focus(&note);
        }
    });
    (!words.is_empty()).then(|| {
        view! {
            <p node_ref=node class="done-note" role="status" tabindex="-1">
                {words}
            </p>
        }
    })
}

/// What pages say in place of a mail that is on its way, while no mail server is set.
pub const NO_MAIL: &str = "This site sends no mail. Ask the people who run it for your link.";

/// What is said where mail reaches its recipients, and in its place where it does not.
pub fn mailed(words: &'static str, else_words: &'static str) -> &'static str {
    if browser::has_mail_server() { words } else { else_words }
}

#[cfg(test)]
mod tests {
    use super::page_address;

    #[test]
    fn a_page_is_come_back_to_as_it_was_without_its_refused_form() {
        let address = |search| page_address("/dashboard".to_owned(), search);
        assert_eq!(address(""), "/dashboard");
        assert_eq!(address("channel=a%20b&x"), "/dashboard?channel=a%20b&x");
        assert_eq!(address("__path=%2F_fn&channel=a&__err=e30"), "/dashboard?channel=a");
        assert_eq!(address("__err=e30"), "/dashboard");
    }
}
