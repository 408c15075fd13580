//! A user in a list of people.

use crate::ui::Avatar;
use domain::accounts::User;
use domain::addresses;
use leptos::prelude::*;

/// The user's picture and names as a link to their page; `children` are facts behind the username, and `aside` stands beside the link.
#[component]
pub fn UserRow(
    user: User,
    #[prop(optional, into)] aside: ViewFn,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <li>
            <a class="people-row" href=addresses::user_page(&user.username)>
                <Avatar name=user.display_name.clone() src=user.avatar />
                <span class="people-words">
                    <strong>{user.display_name}</strong>
                    <span>{format!("@{}", user.username)} {children.map(|children| children())}</span>
                </span>
            </a>
            {aside.run()}
        </li>
    }
}
