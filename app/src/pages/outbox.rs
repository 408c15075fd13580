//! The newest mails of the server, for its administrators.

use crate::admin::of_staff::OfStaff;
use crate::mail::rpc::outbox;
use crate::ui::{Ago, Empty, Icon, Pill, Tile, Tone, format, linked};
use domain::mail::{MailState, Outbox, OutgoingMail};
use icondata_lu as lu;
use leptos::prelude::*;

/// The page. Signed-out users are redirected to sign in.
#[component]
pub fn OutboxPage() -> impl IntoView {
    view! {
        <OfStaff
            here="/admin/outbox"
            title="Outbox"
            description="The newest mails of this server."
            failed="The outbox didn't load"
            load=|_| outbox()
            show=|_, outbox, _| view! { <Mails outbox=outbox /> }.into_any()
        />
    }
}

#[component]
fn Mails(outbox: Outbox) -> impl IntoView {
    let Outbox { has_mail_server, mails } = outbox;
    let how = match has_mail_server {
        true => {
            "Mail is sent by your mail server. What it says isn't shown: a link in a mail lets its reader into the account of the person \
             it was written to."
        }
        false => {
            "No mail server is set, so mail is written into the folder mail of the data directory instead, and you can read it here. Set \
             AETHEX_SMTP_URL to have it sent."
        }
    };
    let list = match mails.is_empty() {
        true => view! {
            <Empty icon=lu::LuInbox title="No mail yet">
                <p>"Mail is written when people sign up, forget their password, or change it or their address."</p>
            </Empty>
        }
        .into_any(),
        false => view! {
            <ul class="outbox">{mails.into_iter().map(|mail| view! { <MailRow mail=mail /> }).collect_view()}</ul>
        }
        .into_any(),
    };
    view! {
        <p class="outbox-how">{how} " The newest 100 mails of the last 30 days are listed."</p>
        {list}
    }
}

#[component]
fn MailRow(mail: OutgoingMail) -> impl IntoView {
    let OutgoingMail { recipient, subject, created_at, state, text } = mail;
    let spoken = format!(" the mail to {recipient}: {subject}");
    let (pill, detail) = (pill(&state), detail(&state));
    let text = text.map(|text| {
        view! {
            <details>
                <summary>
                    "Read"
                    <span class="sr-only">{spoken}</span>
                </summary>
                <p class="outbox-text">{linked(&text)}</p>
            </details>
        }
    });
    view! {
        <li>
            <Tile title=subject icon=lu::LuMail aside=pill>
                <p class="outbox-to">
                    "To " <bdi>{recipient}</bdi> " · " <Ago at=created_at />
                </p>
                {detail.map(|detail| view! { <p class="outbox-detail">{detail}</p> })}
                {text}
            </Tile>
        </li>
    }
}

fn pill(state: &MailState) -> impl Fn() -> AnyView + Send + Sync + Clone + use<> {
    let (tone, glyph, words) = match state {
        MailState::Queued { failure: Some(_), .. } => (Tone::Warn, lu::LuHourglass, "Waiting"),
        MailState::Queued { .. } => (Tone::Plain, lu::LuHourglass, "Waiting"),
        MailState::Sent { .. } => (Tone::Good, lu::LuCheck, "Sent"),
        MailState::Written { .. } => (Tone::Plain, lu::LuFile, "Written to a file"),
        MailState::GivenUp { .. } => (Tone::Warn, lu::LuTriangleAlert, "Given up"),
    };
    move || {
        view! {
            <Pill tone=tone>
                <Icon glyph=glyph />
                {words}
            </Pill>
        }
        .into_any()
    }
}

/// When a mail is tried again, and why it has not arrived.
fn detail(state: &MailState) -> Option<String> {
    match state {
        MailState::Queued { next_try_at, failure } => {
            let next = next_try_at.map(|at| format!("Next try: {}.", format::exact(at)));
            let failure = failure.as_ref().map(|failure| format!("The last try failed: {failure}"));
            Some([next, failure].into_iter().flatten().collect::<Vec<_>>().join(" "))
        }
        MailState::GivenUp { reason } => Some(format!("It is not tried again: {reason}")),
        MailState::Sent { .. } | MailState::Written { .. } => None,
    }
}
