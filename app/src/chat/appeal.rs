//! What a banned user can do about it: appeal, once, and read the answer.

use super::room::Room;
use super::rpc::appeal;
use crate::browser;
use crate::ui::{Button, Dialog, Look, toasts};
use domain::moderation::{Appeal, AppealDecision};
use domain::{BanId, Code};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

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
    let (busy, toasts) = (RwSignal::new(false), toasts());
    let (words, failed) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let answer = appeal(ban, words.get_untracked()).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    open.try_set(false);
                    toasts.say("Your appeal is sent. You will find the answer here.");
                }
                Err(error) => {
                    failed.try_set(Some(error.to_string()));
                }
            }
        });
    };
    view! {
        <Dialog open=open title="Appeal against your ban">
            <form class="form" on:submit=send>
                <p class="text-soft">"Say why the ban should end. You can do this once; a moderator reads it and answers."</p>
                <div class="field">
                    <label for="appeal-words">"Your appeal"</label>
                    <div class="input-box">
                        <textarea
                            id="appeal-words"
                            rows="5"
                            maxlength="1000"
                            on:input=move |event| words.set(event_target_value(&event))
                        ></textarea>
                    </div>
                </div>
                <p class="field-note is-error is-bare" role="alert">
                    {failed}
                </p>
                <div class="dialog-actions">
                    <Button on:click=move |_| open.set(false)>"Cancel"</Button>
                    <Button look=Look::Primary kind="submit" busy=busy>
                        "Send"
                    </Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
