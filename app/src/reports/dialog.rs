//! The dialog that reports something, and the button that opens it.

use super::rpc::Report;
use crate::browser;
use crate::follows::button::FollowOffer;
use crate::ui::{Area, Button, ButtonLink, Dialog, Form, FormState, Look, Note, toasts};
use domain::addresses::with_next;
use domain::chat::Message;
use icondata_lu as lu;
use leptos::prelude::*;
use std::sync::Arc;

/// What is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportTarget {
    Message(Arc<Message>),
    /// A user by id, with the name that is shown; `channel` is where they were met.
    User {
        user: String,
        name: String,
        channel: Option<String>,
    },
    /// A channel by id, with its name.
    Channel {
        channel: String,
        name: String,
    },
}

impl ReportTarget {
    fn title(&self) -> String {
        match self {
            Self::Message(message) => format!("Report a message of {}", message.user.display_name),
            Self::User { name, .. } | Self::Channel { name, .. } => format!("Report {name}"),
        }
    }

    /// Who reads the report.
    fn readers(&self) -> &'static str {
        match self {
            Self::Message(_) | Self::User { channel: Some(_), .. } => {
                "The moderators of this channel read your report and your name; if it is about the channel’s owner, only the administrators of this site do."
            }
            _ => "The administrators of this site read your report and your name.",
        }
    }
}

/// What the reader can do about reporting something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportOffer {
    /// Sign in or choose a name first, at this address.
    First(String),
    /// Report it.
    Report,
    /// Nothing: it is their own.
    Own,
}

impl ReportOffer {
    /// What is offered where the account that it belongs to can be followed like this; `next` is the page to come back to.
    pub fn of(follow: FollowOffer, next: &str) -> Self {
        match follow {
            FollowOffer::SignIn => Self::First(with_next("/auth/login", next)),
            FollowOffer::ChooseName => Self::First(with_next("/auth/onboarding", next)),
            FollowOffer::Follow { .. } => Self::Report,
            FollowOffer::Own => Self::Own,
        }
    }
}

/// What is wrong, to choose from.
const KINDS: [&str; 6] = ["Spam", "Harassment", "Hate", "Sexual content", "Violence or threats", "Something else"];
/// The last of them says nothing by itself.
pub const OTHER: &str = KINDS[KINDS.len() - 1];
/// So that kind and words fit into a reason.
const MOST_WORDS: u32 = 450;

/// A button that reports something, or the link to what has to be done before.
#[component]
pub fn ReportButton(target: ReportTarget, offer: ReportOffer) -> impl IntoView {
    match offer {
        ReportOffer::First(page) => view! { <span><FirstLink page=page words="Report" /></span> }.into_any(),
        ReportOffer::Report => view! { <OpenButton target=target /> }.into_any(),
        ReportOffer::Own => ().into_any(),
    }
}

/// Leads to what has to be done before something is reported; it looks like the button that would be in its place.
#[component]
pub fn FirstLink(page: String, words: &'static str) -> impl IntoView {
    view! {
        <ButtonLink href=page icon=lu::LuFlag>
            {words}
        </ButtonLink>
    }
    .into_any()
}

#[component]
fn OpenButton(target: ReportTarget) -> impl IntoView {
    let reported = RwSignal::new(None);
    let target = StoredValue::new(target);
    view! {
        <span class="needs-script">
            <Button icon=lu::LuFlag on:click=move |_| reported.set(Some(target.get_value()))>
                "Report"
            </Button>
        </span>
        <ReportDialog reported=reported />
    }
    .into_any()
}

/// Open while there is something to report.
#[component]
pub fn ReportDialog(reported: RwSignal<Option<ReportTarget>>) -> impl IntoView {
    view! { {move || reported.get().map(|target| view! { <OpenDialog target=target reported=reported /> })} }
}

#[component]
fn OpenDialog(target: ReportTarget, reported: RwSignal<Option<ReportTarget>>) -> impl IntoView {
    let (open, toasts) = (RwSignal::new(true), toasts());
    // Closed first, so that the focus returns to where it was; taken down afterwards.
    Effect::new(move |_| {
        if !open.get() {
            browser::after(std::time::Duration::ZERO, move || {
                reported.try_set(None);
            });
        }
    });
    let form = FormState::<Report>::new();
    let kind = form.input("kind", String::new(), |text| text.is_empty().then(|| "Choose what is wrong.".to_owned()));
    let words = form.input("words", String::new(), |_| None);
    form.on_success(move |()| {
        open.set(false);
        toasts.say("Thank you. Your report is on its way. You’ll find the outcome in your menu under Your reports.");
    });
    let quoted = match &target {
        ReportTarget::Message(message) => Some(message.content.clone()),
        _ => None,
    };
    let (title, readers) = (target.title(), target.readers());
    let (message, user, channel) = match target {
        ReportTarget::Message(message) => (Some(message.id.to_string()), None, None),
        ReportTarget::User { user, channel, .. } => (None, Some(user), channel),
        ReportTarget::Channel { channel, .. } => (None, None, Some(channel)),
    };
    let hidden = [("message", message), ("user", user), ("channel", channel)];
    let hidden = hidden.map(|(name, id)| id.map(|id| view! { <input type="hidden" name=name value=id /> }));
    let options = KINDS.map(|words| view! { <option value=words>{words}</option> }.into_any());
    let error = kind.error();
    view! {
        <Dialog open=open title=title>
            <Form state=form>
                {Vec::from(hidden)}
                {quoted.map(|text| view! { <q class="moderator-quote" dir="auto">{text}</q> })}
                <p class="text-soft">{readers}</p>
                <div class="field">
                    <label for="kind">"What’s wrong?"</label>
                    <div class="input-box" class:is-error=move || error.with(Option::is_some)>
                        <select
                            id="kind"
                            name="kind"
                            aria-describedby="kind-note"
                            aria-invalid=move || error.with(Option::is_some).to_string()
                            on:change=browser::once_settled(move |event| {
                                kind.text.set(event_target_value(&event));
                                kind.touch();
                            })
                        >
                            <option value="">"Choose…"</option>
                            {Vec::from(options)}
                        </select>
                    </div>
                    <Note id="kind-note" error=error help="" />
                </div>
                <Area label="In your words (needed for “Something else”)" input=words max=MOST_WORDS />
                <div class="dialog-actions">
                    <Button on:click=move |_| open.set(false)>"Cancel"</Button>
                    <Button look=Look::Danger kind="submit" busy=form.pending() icon=lu::LuFlag>
                        "Report"
                    </Button>
                </div>
            </Form>
        </Dialog>
    }
    .into_any()
}
