//! What a card says of the message that it was opened from. It offers what the bar above a row offers, because fingers and the keyboard open
//! no bar.

use super::moderated::Moderated;
use super::room::Room;
use super::rpc::pin_message;
use crate::follows::button::FollowOffer;
use crate::moderation::act;
use crate::reports::dialog::{FirstLink, ReportOffer, ReportTarget};
use crate::ui::{Button, Glyph};
use domain::accounts::Account;
use domain::chat::Message;
use domain::moderation::Permission;
use icondata_lu as lu;
use leptos::prelude::*;
use std::sync::Arc;

/// The message, and what the reader can do with it.
#[component]
pub fn OfMessage(
    room: Room,
    message: Arc<Message>,
    account: StoredValue<Option<Account>>,
    /// The page that signing in first leads back to.
    next: StoredValue<String>,
    /// Whether the card is open. Each button closes it: toasts are hidden below an open dialog, and a dialog within it would lose the focus.
    open: RwSignal<bool>,
    /// Closes the card once something was done.
    done: Callback<()>,
) -> impl IntoView {
    let moderated = Moderated::of(room);
    let (channel, id, name) = (room.channel.get_value(), message.id, message.user.display_name.clone());
    let is_own = account.with_value(|account| account.as_ref().is_some_and(|account| account.id == message.user.id));
    let may_write = account.with_value(|account| account.as_ref().is_some_and(Account::is_onboarded));
    let follow = account.with_value(|account| FollowOffer::of(account.as_ref(), message.user.id, false));
    let offer = next.with_value(|next| ReportOffer::of(follow, next));
    let may = move |permission: Permission| {
        moderated.with(|moderated| moderated.as_ref().is_some_and(|moderated| moderated.may(permission)))
    };
    let labels = StoredValue::new((format!("Delete the message of {name}"), format!("Pin the message of {name}")));
    let content = message.content.clone();
    let message = StoredValue::new(message);
    let reply = move || {
        open.set(false);
        room.reply(message.get_value());
    };
    let ask = move || {
        open.set(false);
        room.reporting.set(Some(ReportTarget::Message(message.get_value())));
    };
    let report = match offer {
        ReportOffer::First(page) => Some(view! { <FirstLink page=page words="Report this message" /> }.into_any()),
        ReportOffer::Report => Some(deed(lu::LuFlag, "Report this message", None, ask)),
        ReportOffer::Own => None,
    };
    let delete = move || {
        done.run(());
        act::run(act::delete(id));
    };
    let pin = move || {
        done.run(());
        act::run(
            async move { pin_message(channel, Some(id)).await.map(|()| ("The message is pinned.".to_owned(), None)) },
        );
    };
    view! {
        <section class="chat-card-message" aria-label="This message">
            <q class="moderator-quote" dir="auto">
                {content}
            </q>
            <div class="user-actions">
                {may_write.then(|| deed(lu::LuReply, "Reply", Some(format!("Reply to {name}")), reply))}
                <Show when=move || is_own || may(Permission::Delete)>
                    {deed(lu::LuTrash2, "Delete", Some(labels.with_value(|labels| labels.0.clone())), delete)}
                </Show>
                <Show when=move || may(Permission::Pin)>
                    {deed(lu::LuPin, "Pin", Some(labels.with_value(|labels| labels.1.clone())), pin)}
                </Show>
                {report}
            </div>
        </section>
    }
    .into_any()
}

/// A button; `label` is its name where the words alone do not tell whose message it is about.
fn deed(glyph: Glyph, words: &'static str, label: Option<String>, act: impl Fn() + Send + Sync + 'static) -> AnyView {
    view! {
        <Button icon=glyph on:click=move |_| act() attr:aria-label=label>
            {words}
        </Button>
    }
    .into_any()
}
