//! The frame around the forms to sign in and sign up: a heading, the form, and a link to the other form.

use super::steps::{Step, Steps};
use leptos::prelude::*;

/// The way to the other form: a question, a link's address and its words.
pub type Elsewhere = (&'static str, String, &'static str);

/// The card in the middle of the page.
#[component]
pub fn AccountCard(
    title: &'static str,
    #[prop(optional, into)] lead: String,
    #[prop(optional_no_strip, into)] elsewhere: Option<Elsewhere>,
    /// On a page of signing up: which step it is, and where the user goes on to after the last.
    #[prop(optional)]
    step: Option<(Step, String)>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="auth">
            <div class="auth-card">
                <div>
                    {step.map(|(now, next)| view! { <Steps now=now next=next /> })}
                    <h1>{title}</h1>
                    {(!lead.is_empty()).then(|| view! { <p class="text-soft mt-1">{lead}</p> })}
                </div>
                {children()}
                {elsewhere
                    .map(|(question, href, words)| {
                        view! {
                            <p class="text-soft">
                                {question} " " <a class="text-link" href=href>
                                    {words}
                                </a>
                            </p>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}
