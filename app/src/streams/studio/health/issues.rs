//! What is wrong, in sentences, and what to change.

use crate::ui::Icon;
use domain::health::{Health, Issue, Severity};
use leptos::either::Either;
use leptos::prelude::*;

/// The list, or a word that there is none.
#[component]
pub fn Issues(health: Signal<Health>) -> impl IntoView {
    let issues = Memo::new(move |_| health.with(|health| health.issues.clone()));
    move || {
        let issues = issues.get();
        if issues.is_empty() {
            Either::Left(view! { <p class="health-fine">"Everything arrives as it should."</p> })
        } else {
            let rows = issues.into_iter().map(|issue| view! { <Row issue=issue /> }).collect_view();
            Either::Right(view! { <ul class="health-issues">{rows}</ul> })
        }
    }
}

#[component]
fn Row(issue: Issue) -> impl IntoView {
    let (glyph, word, class) = match issue.severity {
        Severity::Error => (icondata_lu::LuOctagonAlert, "Error: ", "health-issue is-error"),
        Severity::Warning => (icondata_lu::LuTriangleAlert, "Warning: ", "health-issue"),
    };
    view! {
        <li class=class>
            <Icon glyph=glyph large=true />
            <div>
                <strong>
                    <span class="sr-only">{word}</span>
                    {issue.message}
                </strong>
                <p>{issue.fix}</p>
            </div>
        </li>
    }
}
