//! What a banned user can do about it: appeal, once, and read the answer.

use super::room::Room;
use super::rpc::Appeal as AppealForm;
use crate::browser;
use crate::ui::{Area, Button, Dialog, Form, FormState, Look, toasts};
use domain::moderation::{Appeal, AppealDecision, AppealText};
use domain::{BanId, Code};
use icondata_lu as lu;
use leptos::prelude::*;

/// The ban of the user and what became of an appeal against it, if there is one.
type Banned = (BanId, Option<Appeal>);

/// For a banned user: the way to appeal, or what became of the appeal.
#[component]
pub fn AppealOffer(room: Room) -> impl IntoView {
    let open = RwSignal::new(false);
    let banned = Memo::new(move |_| {
        room.me.with(|me| -> Option<Banned> {
            let me = me.as_ref().filter(|me| me.reason == Some(Code::Banned))?;
            // A short timeout is over before a moderator has read an appeal.
            let is_long = me.until.is_none_or(|until| until > browser::now() + time::Duration::days(1));
            (is_long || me.appeal.is_some()).then_some(())?;
            Some((me.ban_id?, me.appeal.as_deref().cloned()))
        })
    });
    let shown = move || {
        let (ban, appeal) = banned.get()?;
        Some(match appeal {
            None => view! {
                <Button icon=lu::LuScale on:click=move |_| open.set(true)>
                    "Appeal"
                </Button>
                <AppealDialog ban=ban open=open />
            }
            .into_any(),
            Some(appeal) => view! { <p role="status">{in_words(&appeal)}</p> }.into_any(),
        })
    };
    view! { <div class="chat-appeal">{shown}</div> }
}

/// What became of an appeal.
fn in_words(appeal: &Appeal) -> String {
    match appeal.decision {
        None => "You have appealed. A moderator will answer.".to_owned(),
        Some(decision) => answered_in_words(decision, appeal.answer.as_deref()),
    }
}

/// What was decided on an appeal, for who has written it.
pub fn answered_in_words(decision: AppealDecision, answer: Option<&str>) -> String {
    let said = match decision {
        AppealDecision::Approved => "Your appeal was approved",
        AppealDecision::Denied => "Your appeal was denied",
    };
    answer.map_or_else(|| format!("{said}."), |answer| format!("{said}: {answer}"))
}

#[component]
fn AppealDialog(ban: BanId, open: RwSignal<bool>) -> impl IntoView {
    let (toasts, form) = (toasts(), FormState::<AppealForm>::new());
    let words = form.input("text", String::new(), |text| AppealText::parse(text).err());
    form.on_success(move |()| {
        open.set(false);
        toasts.say("Your appeal is sent. You will find the answer here.");
    });
    view! {
        <Dialog open=open title="Appeal against your ban">
            <Form state=form>
                <input type="hidden" name="ban" value=ban.to_string() />
                <p class="text-soft">"Say why the ban should end. You can do this once; a moderator reads it and answers."</p>
                <Area label="Your appeal" input=words rows=5 max=1000 />
                <div class="dialog-actions">
                    <Button on:click=move |_| open.set(false)>"Cancel"</Button>
                    <Button look=Look::Primary kind="submit" busy=form.pending()>
                        "Send"
                    </Button>
                </div>
            </Form>
        </Dialog>
    }
    .into_any()
}
