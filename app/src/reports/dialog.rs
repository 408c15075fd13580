//! The dialog that reports something, and the button that opens it.

use super::rpc::report;
use crate::browser;
use crate::ui::{Button, Dialog, Look, toasts};
use domain::chat::Message;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
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

/// What is wrong, to choose from.
const KINDS: [&str; 6] = ["Spam", "Harassment", "Hate", "Sexual content", "Violence or threats", "Something else"];
/// The last of them says nothing by itself.
const OTHER: &str = KINDS[KINDS.len() - 1];
/// So that kind and words fit into a reason.
const MOST_WORDS: u32 = 450;

/// A button that reports something.
#[component]
pub fn ReportButton(target: ReportTarget) -> impl IntoView {
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
    let (open, busy, toasts) = (RwSignal::new(true), RwSignal::new(false), toasts());
    let (kind, words) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let failed = RwSignal::new(None::<String>);
    // Closed first, so that the focus returns to where it was; taken down afterwards.
    Effect::new(move |_| {
        if !open.get() {
            browser::after(std::time::Duration::ZERO, move || {
                reported.try_set(None);
            });
        }
    });
    let quoted = match &target {
        ReportTarget::Message(message) => Some(message.content.clone()),
        _ => None,
    };
    let (title, readers, target) = (target.title(), target.readers(), StoredValue::new(target));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let (chosen, said) = (kind.get_untracked(), words.get_untracked());
        if chosen.is_empty() {
            failed.set(Some("Choose what is wrong.".to_owned()));
            return;
        }
        let reason = match (chosen == OTHER, said.trim()) {
            (true, "") => {
                failed.set(Some("Say in a few words what is wrong.".to_owned()));
                return;
            }
            (true, said) => said.to_owned(),
            (false, "") => chosen,
            (false, said) => format!("{chosen}: {said}"),
        };
        busy.set(true);
        failed.set(None);
        let (message, user, channel) = match target.get_value() {
            ReportTarget::Message(message) => (Some(message.id.to_string()), None, None),
            ReportTarget::User { user, channel, .. } => (None, Some(user), channel),
            ReportTarget::Channel { channel, .. } => (None, None, Some(channel)),
        };
        spawn_local(async move {
            let answer = report(message, user, channel, reason).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    open.try_set(false);
                    toasts.say("Thank you. Your report is on its way; what comes of it stands in your menu under Your reports.");
                }
                Err(error) => {
                    failed.try_set(Some(error.to_string()));
                }
            }
        });
    };
    let options = KINDS.map(|words| view! { <option value=words>{words}</option> }.into_any());
    view! {
        <Dialog open=open title=title>
            <form class="form" on:submit=send>
                {quoted.map(|text| view! { <q class="moderator-quote" dir="auto">{text}</q> })}
                <p class="text-soft">{readers}</p>
                <div class="field">
                    <label for="report-kind">"What is wrong"</label>
                    <div class="input-box">
                        <select id="report-kind" on:change=browser::once_settled(move |event| kind.set(event_target_value(&event)))>
                            <option value="">"Choose…"</option>
                            {Vec::from(options)}
                        </select>
                    </div>
                </div>
                <div class="field">
                    <label for="report-words">"In your words (needed for “Something else”)"</label>
                    <div class="input-box">
                        <textarea
                            id="report-words"
                            rows="3"
                            maxlength=MOST_WORDS
                            on:input=move |event| words.set(event_target_value(&event))
                        ></textarea>
                    </div>
                </div>
                <p class="field-note is-error is-bare" role="alert">
                    {failed}
                </p>
                <div class="dialog-actions">
                    <Button on:click=move |_| open.set(false)>"Cancel"</Button>
                    <Button look=Look::Danger kind="submit" busy=busy icon=lu::LuFlag>
                        "Report"
                    </Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
