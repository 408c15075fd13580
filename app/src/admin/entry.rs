//! What the rows of the administrators' lists have in common.

use crate::browser;
use crate::ui::{Avatar, Button};
use leptos::prelude::*;
use std::fmt::Display;

/// A row: picture, name, and what is said below it.
#[component]
pub fn AdminEntry(
    name: String,
    picture: Option<String>,
    /// Where the name leads. Pages that only their owners find are not linked.
    href: Option<String>,
    /// Pills behind the name.
    standing: AnyView,
    /// What stands beside it all.
    #[prop(optional)]
    aside: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let heading = match href {
        Some(href) => view! { <a href=href><bdi>{name.clone()}</bdi></a> }.into_any(),
        None => view! { <bdi>{name.clone()}</bdi> }.into_any(),
    };
    view! {
        <li>
            <Avatar name=name src=picture />
            <div class="admin-words">
                <p class="admin-title">
                    <strong class="admin-name">{heading}</strong>
                    {standing}
                </p>
                {children()}
            </div>
            {aside}
        </li>
    }
    .into_any()
}

/// Gives the focus to the changes of a row. What was changed makes the row anew, so the button that was pressed is gone.
pub fn focus_changes(id: impl Display) {
    let selector = format!("#changes-{id} > summary");
    browser::next_frame(move || {
        if let Some(summary) = browser::find(&selector) {
            browser::focus(&summary);
        }
    });
}

/// Buttons that are out of the way until they are wanted; each says what it is called and what it does.
#[component]
pub fn Changes(
    /// The id of what they change.
    #[prop(into)]
    id: String,
    /// What they change, for those who do not see the row.
    of: String,
    deeds: Vec<(&'static str, Callback<()>)>,
) -> impl IntoView {
    let button = |(words, deed): (&'static str, Callback<()>)| {
        view! { <Button on:click=move |_| deed.run(())>{words}</Button> }.into_any()
    };
    view! {
        <details id=format!("changes-{id}") class="needs-script">
            <summary>"Change" <span class="sr-only">{format!(" {of}")}</span></summary>
            <div class="admin-do">{deeds.into_iter().map(button).collect_view()}</div>
        </details>
    }
    .into_any()
}
