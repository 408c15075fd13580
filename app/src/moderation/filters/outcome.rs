//! What filters do: to the past day if they were changed so, to a text that is tried on them, and in the past weeks.

use super::latest::Latest;
use crate::error::AppError;
use crate::moderation::marks::{is_disguised, marked, read_as};
use crate::moderation::rpc::{RulesInForce, test_filters};
use crate::moderation::rule_names::rules_in_words;
use crate::ui::{Button, format};
use domain::ChannelId;
use domain::moderation::{Action, DryRun, DryRunExample, Verdict};
use leptos::prelude::*;

/// What a dry run has found.
#[component]
pub fn Tried(answer: Result<DryRun, AppError>) -> impl IntoView {
    let run = match answer {
        Ok(run) => run,
        Err(error) => return view! { <p class="field-note is-error">{said(&error)}</p> }.into_any(),
    };
    let count = |number: usize| format::counted(number as i64, "message", "messages");
    let words = format!("These filters would have held {} and refused {}.", count(run.held), count(run.refused));
    let looked = match run.is_sample {
        true => format!("Checked the newest {} of the past day. Deleted messages are left out.", count(run.checked)),
        false => format!("Checked {} of the past day. Deleted messages are left out.", count(run.checked)),
    };
    let approved = (run.approved > 0).then(|| format!(" Moderators had approved {} of them.", run.approved));
    let example = |example: DryRunExample| {
        let DryRunExample { display_name, content, verdict, .. } = example;
        let read = is_disguised(&content, &verdict.normalized).then(|| read_as(verdict.normalized.clone()));
        view! {
            <li>
                <bdi class="chat-quote-name">{display_name}</bdi>
                ": "
                <Marked text=content verdict=verdict />
                {read}
            </li>
        }
    };
    view! {
        <section class="filters-tried" aria-label="What these filters would have done">
            <p><strong>{words}</strong> {approved}</p>
            <p class="text-soft">{looked}</p>
            <ul class="moderator-list" tabindex="0" aria-label="Examples">{run.examples.into_iter().map(example).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The sentence of an error, with what is wrong with single fields.
fn said(error: &AppError) -> String {
    let fields: Vec<&str> = error.0.errors.values().map(String::as_str).collect();
    if fields.is_empty() { error.to_string() } else { fields.join(" ") }
}

/// A text with the places that rules have found, and the names of these rules.
#[component]
fn Marked(text: String, verdict: Verdict) -> impl IntoView {
    view! {
        <span dir="auto">{marked(&text, &verdict.matches)}</span>
        " "
        <span class="text-soft">{rules_in_words(&verdict.matches)}</span>
    }
    .into_any()
}

/// A text that the filters in force are asked about.
#[component]
pub fn Test(
    channel: ChannelId,
    /// The version of these filters.
    version: Signal<i32>,
) -> impl IntoView {
    let (text, verdict) = (RwSignal::new(String::new()), Latest::<(String, Verdict)>::new());
    let ask = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let content = text.get_untracked();
        verdict.ask(async move { test_filters(channel, content.clone()).await.map(|found| (content, found)) });
    };
    // Other filters may answer otherwise.
    Effect::new(move |before: Option<i32>| {
        let version = version.get();
        if before.is_some_and(|before| before != version) {
            untrack(|| verdict.forget());
        }
        version
    });
    let typed = move |event: leptos::ev::Event| {
        text.set(event_target_value(&event));
        verdict.forget();
    };
    let shown = move || {
        verdict.answer().map(|answer| match answer {
            Err(error) => view! { <p class="field-note is-error">{said(&error)}</p> }.into_any(),
            Ok((text, verdict)) => {
                let words = match verdict.verdict {
                    Action::Allow => "It would be sent.",
                    Action::Hold => "It would be held: ",
                    Action::Refuse => "It would be refused: ",
                };
                let is_sent = verdict.verdict == Action::Allow;
                let (normalized, marked) =
                    (verdict.normalized.clone(), (!is_sent).then(|| view! { <Marked text=text verdict=verdict /> }));
                view! {
                    <p>{words} {marked}</p>
                    {read_as(normalized)}
                }
                .into_any()
            }
        })
    };
    view! {
        <form class="field needs-script" on:submit=ask>
            <label for="filters-test">"Test a message"</label>
            <div class="moderator-note">
                <div class="input-box">
                    <input
                        id="filters-test"
                        placeholder="Against the saved filters"
                        maxlength="500"
                        prop:value=text
                        on:input=typed
                    />
                </div>
                <Button kind="submit">"Test"</Button>
            </div>
        </form>
        <div role="status">{shown}</div>
    }
    .into_any()
}

/// What each rule has done.
#[component]
pub fn Statistics(known: RwSignal<RulesInForce>) -> impl IntoView {
    let rows = move || {
        known
            .get()
            .statistics
            .into_iter()
            .map(|(name, fired, overturned)| {
                view! {
                    <tr>
                        <th scope="row"><bdi>{name}</bdi></th>
                        <td class="tabular-nums">{format::count(fired)}</td>
                        <td class="tabular-nums">{format::count(overturned)}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    let is_empty = move || known.with(|known| known.statistics.is_empty());
    view! {
        <Show when=move || !is_empty()>
            <table class="filters-statistics">
                <caption>"The past 30 days"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Rule"</th>
                        <th scope="col">"Held or refused"</th>
                        <th scope="col">"Approved after all"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Show>
    }
    .into_any()
}
