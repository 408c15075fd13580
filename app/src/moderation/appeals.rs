//! Appeals that wait for an answer.

use super::card::BanWords;
use super::live::{Done, when_over};
use super::rpc::{answer_appeal, appeals};
use super::waiting::{Counts, counted};
use crate::browser;
use crate::ui::{Ago, Button, Count, Empty, Line, Tile, toasts};
use domain::addresses;
use domain::moderation::{AppealDecision, Ban};
use domain::{ChannelId, Code};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn AppealsTile(
    channel: ChannelId,
    /// None if it is yet to be read.
    first: Option<Vec<Ban>>,
    done: Done,
) -> impl IntoView {
    let is_read = first.is_some();
    let shown = RwSignal::new(first.unwrap_or_default());
    let read = move || {
        spawn_local(async move {
            if let Ok(bans) = appeals(channel).await {
                shown.try_set(bans);
            }
        });
    };
    done.follow(read);
    Effect::new(move |_| {
        if !is_read {
            read();
        }
    });
    // Against a timeout that has ended there is nothing to decide.
    let counts = use_context::<Counts>();
    let first_end = move || shown.with(|shown| shown.iter().filter_map(|ban| ban.expires_at).min());
    when_over(first_end, move || {
        read();
        if let Some(counts) = counts {
            counts.read();
        }
    });
    let waits = counted(|waiting| waiting.appeals);
    view! {
        <Tile
            title="Appeals"
            icon=lu::LuScale
            id="appeals"
            beside=move || view! { <Count number=waits one="appeal waiting" many="appeals waiting" /> }.into_any()
        >
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuScale title="No appeals waiting">
                    <p>"A banned person can appeal once. Their appeal appears here, and they see your answer in the chat."</p>
                </Empty>
            </Show>
            <ul class="moderator-log" aria-live="polite">
                <For each=move || shown.get() key=|ban| ban.id let(ban)>
                    <AppealRow ban=ban shown=shown done=done />
                </For>
            </ul>
        </Tile>
    }
    .into_any()
}

#[component]
fn AppealRow(ban: Ban, shown: RwSignal<Vec<Ban>>, done: Done) -> impl IntoView {
    let (id, toasts) = (ban.id, toasts());
    let (busy, answer) = (RwSignal::new(false), RwSignal::new(String::new()));
    let (failed, wrong) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let name = ban.user.display_name.clone();
    let said = name.clone();
    let decide = move |decision: AppealDecision| {
        busy.set(true);
        failed.set(None);
        let (words, name) = (answer.get_untracked(), said.clone());
        let words = Some(words).filter(|words| !words.trim().is_empty());
        spawn_local(async move {
            let answered = answer_appeal(id, decision, words).await;
            busy.try_set(false);
            match answered {
                Ok(()) => {
                    browser::focus_on("#appeals h2");
                    shown.try_update(|shown| shown.retain(|known| known.id != id));
                    done.again();
                    toasts.say(match decision {
                        AppealDecision::Approved => format!("{name} may write again."),
                        AppealDecision::Denied => format!("The ban of {name} stays."),
                    });
                }
                Err(error) => {
                    // Another moderator was faster.
                    if matches!(error.0.code, Code::Conflict | Code::NotFound) {
                        toasts.fail(&error);
                        done.again();
                    }
                    let of_field = error.0.error("answer").map(str::to_owned);
                    failed.try_set(of_field.is_none().then(|| error.to_string()));
                    wrong.try_set(of_field);
                }
            }
        });
    };
    let deny = decide.clone();
    let words = view! { <BanWords ban=ban.clone() /> };
    let page = addresses::user_page(&ban.user.username);
    let appeal = ban.appeal.map(|appeal| {
        view! {
            <q class="moderator-quote is-paragraph" dir="auto">{appeal.text}</q>
            <p class="text-soft">"Written " <Ago at=appeal.created_at /></p>
        }
    });
    view! {
        <li class="report">
            <div class="moderator-entry">
                <p>
                    <a class="text-link" href=page><strong><bdi>{name}</bdi></strong></a>
                    <span class="text-soft">" · " {words}</span>
                </p>
                {appeal}
            </div>
            <Line id=format!("answer-{id}") label="Your answer" text=answer error=wrong max=500 />
            <p class="field-note is-error is-bare" role="alert">
                {failed}
            </p>
            <span class="user-actions needs-script">
                <Button icon=lu::LuCheck busy=busy on:click=move |_| decide(AppealDecision::Approved)>
                    "Lift the ban"
                </Button>
                <Button icon=lu::LuX busy=busy on:click=move |_| deny(AppealDecision::Denied)>
                    "Keep the ban"
                </Button>
            </span>
        </li>
    }
    .into_any()
}
